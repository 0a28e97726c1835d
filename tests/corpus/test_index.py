"""The index says what the tables say: every count against plain SQL, every search against regular expressions."""

import itertools
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steppe.corpus import UNITS, Corpus, Focus, count, count_by, count_pairs, open_corpus, passages, rows
from steppe.corpus.match import match
from steppe.corpus.query import FIELD
from steppe.corpus.search import All, Node, Some, Term, Without, find_terms, parse_query, parse_search, terms_of
from tests.corpus.test_query import chosen
from tests.scale import reference

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(relaxed, max_examples=60)
@given(data=st.data())
def test_counts_are_those_of_the_tables(gold: Corpus, data: st.DataObject):
    focus = data.draw(chosen(gold))
    assert count(gold, focus) == reference.count(gold, focus)
    dimension = data.draw(st.sampled_from([*sorted(FIELD), "month", "form"]))
    assert (
        count_by(gold, focus, dimension).values.tolist() == reference.count_by(gold, focus, dimension).values.tolist()
    )


@settings(relaxed, max_examples=60)
@given(data=st.data())
def test_cells_are_those_of_the_tables(gold: Corpus, data: st.DataObject):
    focus = data.draw(chosen(gold))
    first, second = data.draw(st.sampled_from(list(itertools.permutations([*sorted(FIELD), "month", "form"], 2))))
    found = count_pairs(gold, focus, first, second)
    assert found.values.tolist() == reference.count_pairs(gold, focus, first, second).values.tolist()


# -- search ------------------------------------------------------------------------------------------------------------

WORDS = ["china", "Kazakhstan", "cooperation", "the", "of", "trade", "and", "central", "asia", "road", "xyzzy", "C5+1"]
terms = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(lambda w: w[:3] + "*"),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda ws: f'"{" ".join(ws)}"'),
    st.sampled_from(['"Belt and Road"', '"central asia"', '"central asi*"', '"debt burdens"', '"Kazakhstan s"']),
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=2, max_size=3), st.integers(0, 9)).map(
        lambda t: f'"{" ".join(t[0])}"~{t[1]}'
    ),
)
queries = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(" OR ".join),
        st.tuples(inner, inner).map(" AND ".join),
        inner.map(lambda q: f"({q})"),
        inner.map(lambda q: f"-({q})"),
    ),
    max_leaves=5,
)


def starts_of(text: str, term: Term) -> list[int]:
    """Where a term's hits start, by regular expressions and nothing of the index."""
    words = [rf"(?<!\w){re.escape(w)}(?!\w)" for w in term.words]
    if term.prefix:
        words[-1] = words[-1].removesuffix(r"(?!\w)") + r"\w*"
    if term.near is None:
        in_a_row = r"\W+".join(words)
        return [m.start() for m in re.finditer(f"(?={in_a_row})", text, re.I)]
    between = list(re.finditer(r"\w+", text))
    found = []
    for number, word in enumerate(between):
        reach = between[number : number + len(words) + term.near]
        window = text[word.start() : reach[-1].end()]
        first = any(re.match(w.replace(r"(?<!\w)", ""), window, re.I) for w in words)
        if first and all(re.search(w, window, re.I) for w in words):
            found.append(word.start())
    return found


def matches(text: str, node: Node) -> bool:
    match node:
        case Term():
            return bool(starts_of(text, node))
        case Without(item):
            return not matches(text, item)
        case All(items):
            return all(matches(text, i) for i in items)
        case Some(items):
            return any(matches(text, i) for i in items)


def searched(corpus: Corpus, query: str) -> set[str]:
    """Ids of the sentences that a search opens, read off the text."""
    node = parse_query(query)
    assert node is not None
    found = set()
    sentences: dict[str, list[tuple[str, int, int]]] = {}
    for sentence, passage, start, end in corpus.rows('SELECT sentence_id, passage_id, start, "end" FROM sentences'):
        sentences.setdefault(passage, []).append((sentence, start, end))
    for passage, start, text in corpus.rows(
        'SELECT passage_id, start, substr(a.text, start + 1, "end" - start) FROM passages JOIN articles a '
        "USING (article_id) WHERE kind <> 'furniture'"
    ):
        if matches(text, node):
            wanted = [t for t in terms_of(node) if not t.excluded]
            hits = [start + s for t in wanted for s in starts_of(text, t)]
            found |= {
                sentence
                for sentence, first, last in sentences.get(passage, ())
                if not wanted or any(first <= hit < last for hit in hits)
            }
    return found


@settings(relaxed, max_examples=150)
@given(query=queries)
def test_a_search_finds_what_regular_expressions_find(gold: Corpus, query: str):
    (layer,) = gold.layers
    found = layer.tables["sentences"].take(match(layer, Focus(text=query)).sentences, ("sentence_id",))
    assert {sentence for (sentence,) in found} == searched(gold, query)


@settings(relaxed, max_examples=50)
@given(query=queries, data=st.data())
def test_a_search_joins_every_other_choice(gold: Corpus, query: str, data: st.DataObject):
    focus = data.draw(chosen(gold)).replace(text=query)
    assert count(gold, focus) == reference.count(gold, focus) == sum(1 for _ in rows(gold, focus))


@settings(relaxed, max_examples=50)
@given(query=queries)
def test_every_matched_sentence_shows_a_hit(gold: Corpus, query: str):
    wanted = any(not t.excluded for t in terms_of(parse_query(query)))
    for passage in passages(gold, Focus(text=query), limit=100):
        for start, end in passage.sentences:
            assert not wanted or any(start <= m.start < end or m.start <= start < m.end for m in passage.marks)


def test_words_fold_beyond_ascii():
    text = "Straße und STRASSE, İstanbul, Qaraqalpaqstan’s naïve café"
    assert [text[s:e] for s, e in find_terms(text, parse_search("strasse"))] == ["Straße", "STRASSE"]
    assert [text[s:e] for s, e in find_terms(text, parse_search("NAÏVE qaraqalpaqstan"))] == ["Qaraqalpaqstan", "naïve"]


def test_what_fits_best_comes_first_and_nothing_else_changes(gold: Corpus):
    focus = Focus(text='kazakhstan OR "debt burdens"')
    ranked, read = passages(gold, focus, limit=100, order="relevance"), passages(gold, focus, limit=100)
    assert "debt burdens" in ranked[0].text
    assert sorted(p.passage_id for p in ranked) == sorted(p.passage_id for p in read)
    assert passages(gold, focus, offset=3, limit=4, order="relevance") == ranked[3:7]
    assert passages(gold, Focus(), limit=5, order="relevance") == passages(gold, Focus(), limit=5)


# -- two layers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", UNITS)
def test_two_layers_of_the_same_corpus_count_as_one(gold: Corpus, gold_directory, unit: str):
    both = open_corpus(gold_directory, gold_directory)
    for focus in (Focus(unit=unit), Focus(countries=("KZ",), unit=unit), Focus(text="trade", unit=unit)):
        assert count(both, focus) == count(gold, focus)
        assert list(rows(both, focus)) == list(rows(gold, focus))
        assert passages(both, focus) == passages(gold, focus)
        for dimension in (*FIELD, "month", "form"):
            assert count_by(both, focus, dimension).equals(count_by(gold, focus, dimension))
