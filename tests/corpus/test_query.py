"""Law 1: the number on a mark is the number of rows it opens, whatever is chosen and whatever is counted."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steppe.corpus import (
    NONE,
    STANCES,
    UNITS,
    Corpus,
    Focus,
    choose,
    count,
    count_by,
    count_pairs,
    count_passages,
    passages,
    rows,
)
from steppe.corpus.query import FIELD
from tests.gold_corpus import slug

KAZAKHSTAN = Focus(countries=("KZ",))


def chosen(corpus: Corpus) -> st.SearchStrategy[Focus]:
    """Selections over what the corpus holds, and a little that it does not."""

    def some(query: str, *extra: str) -> st.SearchStrategy[tuple[str, ...]]:
        values = [row[0] for row in corpus.rows(query)] + list(extra)
        return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)

    return st.builds(
        Focus,
        countries=some("SELECT DISTINCT country FROM mentions WHERE country IS NOT NULL ORDER BY 1", "ZZ"),
        entities=some("SELECT entity_id FROM entities ORDER BY 1", "person-nobody"),
        themes=some("SELECT DISTINCT theme_id FROM passage_themes ORDER BY 1", NONE),
        stances=st.lists(st.sampled_from(STANCES), max_size=2, unique=True).map(tuple),
        articles=some("SELECT article_id FROM articles ORDER BY 1"),
        outlets=st.sampled_from([(), ("unknown",), ("Nowhere Times",)]),
        text=st.sampled_from(["", "", "", "cooperation", "trade -debt", '"Central Asia"', "sustain*", "xyzzy", "..."]),
        unit=st.sampled_from(UNITS),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), dimension=st.sampled_from(sorted(FIELD)))
def test_every_mark_opens_as_many_rows_as_it_shows(gold: Corpus, data: st.DataObject, dimension: str):
    focus = data.draw(chosen(gold))
    for mark in count_by(gold, focus, dimension).itertuples():
        opened = choose(focus, dimension, mark.key)
        assert mark.n > 0
        assert count(gold, opened) == mark.n
        assert sum(1 for _ in rows(gold, opened, batch=7)) == mark.n


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_units_form_a_ladder_and_the_panel_shows_every_matched_passage(gold: Corpus, data: st.DataObject):
    focus = data.draw(chosen(gold))
    totals = {unit: count(gold, focus.replace(unit=unit)) for unit in UNITS}
    assert totals["sentences"] >= totals["passages"] >= totals["articles"] >= totals["stories"]
    shown = passages(gold, focus, limit=1000)
    assert len(shown) == count_passages(gold, focus) == totals["passages"]
    assert sum(len(p.sentences) for p in shown) == totals["sentences"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_evidence_is_the_text_to_the_letter(gold: Corpus, data: st.DataObject):
    focus = data.draw(chosen(gold))
    texts = dict(gold.rows("SELECT article_id, text FROM articles"))
    for passage in passages(gold, focus, limit=1000):
        assert texts[passage.article_id][passage.start : passage.end] == passage.text
        for start, end in [*passage.sentences, *((m.start, m.end) for m in passage.marks)]:
            assert passage.start <= start < end <= passage.end
    for row in rows(gold, focus.replace(unit="mentions")):
        assert row["surface"] in row["text"]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_cells_of_two_dimensions_open_their_rows(gold: Corpus, data: st.DataObject):
    focus = data.draw(chosen(gold))
    first, second = data.draw(st.sampled_from(list(itertools.permutations(sorted(FIELD), 2))))
    for cell in count_pairs(gold, focus, first, second).head(8).itertuples():
        assert cell.n == count(gold, choose(choose(focus, second, cell.second), first, cell.first))


def test_the_seeds_hold_24_sentences_on_kazakhstan(gold: Corpus):
    assert count(gold, KAZAKHSTAN) == 24
    assert sorted(count_by(gold, KAZAKHSTAN, "article")["n"]) == [8, 16]


@pytest.mark.parametrize("code", ["UZ", "KG", "TJ", "TM"])
def test_the_other_four_stand_in_one_and_the_same_sentence(gold: Corpus, code: str):
    (row,) = rows(gold, Focus(countries=(code,)))
    assert "Uzbekistan, Kyrgyzstan, Tajikistan, and Turkmenistan" in row["text"]


def test_china_is_mentioned_20_and_16_times(gold: Corpus):
    focus = Focus(countries=("CN",), unit="mentions")
    assert sorted(count_by(gold, focus, "article")["n"]) == [16, 20]


def test_a_name_inside_a_longer_name_is_not_counted(gold: Corpus):
    summit = Focus(entities=(f"event-{slug('China-Central Asia Summit')}",), countries=("CN",))
    (row,) = rows(gold, summit.replace(unit="mentions"))
    assert row["surface"] == "China-Central Asia Summit"
    assert row["country"] is None


def test_choosing_two_things_asks_for_sentences_with_both(gold: Corpus):
    both = KAZAKHSTAN.replace(entities=(f"person-{slug('Xi Jinping')}",))
    assert 0 < count(gold, both) < count(gold, KAZAKHSTAN)
    assert all("Xi" in row["text"] and "Kazakh" in row["text"] for row in rows(gold, both))


def test_search_that_holds_no_word_finds_nothing(gold: Corpus):
    assert count(gold, Focus(text="...")) == 0


def test_search_is_literal(gold: Corpus):
    assert count(gold, Focus(text=".*")) == 0
    assert count(gold, Focus(text="(BRI")) == 0 or count(gold, Focus(text="(BRI)")) >= 0


def test_the_heading_above_a_passage_is_known(gold: Corpus):
    (passage,) = passages(gold, Focus(text='"debt burdens"'))
    assert passage.heading == "Advantages and Disadvantages:"
    assert (passage.position, passage.of) == (22, 23)
