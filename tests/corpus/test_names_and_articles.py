"""Names by key, what is found by its name, and the list of articles, held to plain SQL over the tables."""

import random
from pathlib import Path

import pytest

from steppe.corpus import UNKNOWN, Corpus, Focus, count, count_by, open_corpus, write_corpus
from steppe.corpus.articles import article_facts, count_articles, list_articles, neighbours, read_article
from steppe.corpus.find import find_keys
from steppe.corpus.names import (
    article_titles,
    countries_mapped,
    country_names,
    entity_names,
    entity_types,
    outlet_names,
)
from steppe.corpus.profile import count_speakers, countries_present, first_article
from tests.scale.generator import Generator, made_by, write_synthetic


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    """The same articles as one corpus, and as a base with an addition that repeats some of it."""
    folder, generator = tmp_path_factory.mktemp("named"), Generator(7)
    write_synthetic(generator, 260, folder / "whole")
    write_synthetic(generator, 200, folder / "base")
    write_corpus([generator.rows(range(190, 260))], folder / "more", made_by=made_by(70, 7))
    return {"one": open_corpus(folder / "whole"), "two": open_corpus(folder / "base", folder / "more")}


@pytest.fixture(params=["one", "two"])
def corpus(request: pytest.FixtureRequest, corpora: dict[str, Corpus]) -> Corpus:
    return corpora[request.param]


def test_names_are_those_of_the_tables(corpus: Corpus):
    names, types = entity_names(corpus), entity_types(corpus)
    for entity_id, name, kind in corpus.rows("SELECT entity_id, name, type FROM entities"):
        assert (names[entity_id], types[entity_id]) == (name, kind)
    titles = article_titles(corpus)
    for article_id, title in corpus.rows("SELECT article_id, coalesce(title, file) FROM articles"):
        assert titles[article_id] == title
    assert len(titles) == len(list(titles)) == count_articles(corpus) == 260
    for unknown in ("nobody", "", None):
        assert unknown not in names
        assert names.get(unknown, "-") == "-"
    assert outlet_names(corpus, "none")[UNKNOWN] == "none"
    mapped = "SELECT DISTINCT country FROM mentions WHERE country IS NOT NULL AND NOT inside ORDER BY 1"
    assert countries_mapped(corpus) == [code for (code,) in corpus.rows(mapped)]
    called = "SELECT country, name FROM entities WHERE type = 'country' AND country IS NOT NULL"
    assert country_names(corpus) == dict(corpus.rows(called))


def test_what_is_called_so_is_found_the_exact_name_first(corpus: Corpus):
    names = entity_names(corpus)
    for entity_id, name in random.Random(3).sample(corpus.rows("SELECT entity_id, name FROM entities ORDER BY 1"), 25):
        same = {
            k
            for (k,) in corpus.rows(
                "SELECT entity_id FROM entities WHERE lower(name) = lower(?) "
                "OR list_contains(list_transform(aliases, lambda a: lower(a)), lower(?))",
                (name, name),
            )
        }
        found = find_keys(corpus, "entity", f" {name.upper()} ", limit=50)
        assert entity_id in found
        assert set(found[: len(same)]) == same
        part = find_keys(corpus, "entity", name[:4], limit=1000)
        assert entity_id in part
        kind = entity_types(corpus)[entity_id]
        assert all(entity_types(corpus)[k] == kind for k in find_keys(corpus, "entity", name[:3], types=(kind,)))
    assert find_keys(corpus, "entity", "   ") == find_keys(corpus, "entity", "no such name") == []
    assert names[find_keys(corpus, "entity", "kazakhstan")[0]] == "Kazakhstan"


def test_articles_are_found_by_words_of_their_titles(corpus: Corpus):
    title = article_titles(corpus)
    some = corpus.rows("SELECT article_id, title FROM articles ORDER BY article_id LIMIT 5")
    for article_id, name in some:
        words = name.split()
        assert article_id in find_keys(corpus, "article", f"{words[-1]} {words[0]}", limit=500)
        assert article_id in list_articles(corpus, find=words[0].lower())[0]["article_id"].tolist()
    assert all("the" in title[k].lower() for k in find_keys(corpus, "article", "the"))


def test_the_list_is_the_same_wherever_it_is_cut_and_however_it_is_sorted(corpus: Corpus):
    focus = Focus(countries=("KZ",))
    for order in ("reading", "date", "matches", "title", "outlet", "words"):
        for descending in (False, True):
            shape = {"order": order, "descending": descending}
            whole, number = list_articles(corpus, focus, **shape)
            assert number == len(whole) == 260
            pages = [list_articles(corpus, focus, **shape, offset=at, limit=40)[0] for at in range(0, 260, 40)]
            assert [i for page in pages for i in page["article_id"]] == whole["article_id"].tolist()
            if order in ("matches", "words"):
                assert whole[order].is_monotonic_decreasing if descending else whole[order].is_monotonic_increasing
            if order == "date":
                dates = whole["published"].tolist()
                known = [d for d in dates if isinstance(d, str)]
                assert known == sorted(known, reverse=descending)
                assert dates[: len(known)] == known


def test_a_listed_article_has_as_many_matches_as_it_opens(corpus: Corpus):
    for focus in (Focus(countries=("UZ",)), Focus(unit="passages", text="cooperation"), Focus(articles=("x",))):
        table, number = list_articles(corpus, focus, matching=True)
        assert dict(zip(table["article_id"], table["matches"], strict=True)) == dict(
            count_by(corpus, focus, "article").itertuples(index=False)
        )
        assert number == count(corpus, focus.replace(articles=(), unit="articles"))
    first = {r["article_id"]: r["first"] for r in table.to_dict("records")}
    for article_id in list(first)[:10]:
        read = [p for p in read_article(corpus, article_id) if p["kind"] != "furniture"]
        facts = article_facts(corpus, article_id)
        assert facts is not None
        assert (facts["first"], facts["passages"]) == (read[0]["passage_id"], len(read))
    assert article_facts(corpus, "nothing") is None


def test_the_way_from_one_article_to_the_next_is_the_reading_order(corpus: Corpus):
    focus = Focus(countries=("UZ",), themes=("energy",))
    ids = list_articles(corpus, focus, matching=True)[0]["article_id"].tolist()
    assert len(ids) > 3
    assert first_article(corpus, focus) == ids[0]
    for place, article_id in enumerate(ids):
        beside = neighbours(corpus, focus, article_id)
        assert (beside.place, beside.of) == (place + 1, len(ids))
        assert beside.before == (ids[place - 1] if place else None)
        assert beside.after == (ids[place + 1] if place + 1 < len(ids) else None)
    every = list_articles(corpus)[0]["article_id"].tolist()
    outside = next(i for i in every[every.index(ids[0]) : every.index(ids[-1])] if i not in ids)
    at = next(n for n, i in enumerate(ids) if every.index(i) > every.index(outside))
    beside = neighbours(corpus, focus, outside)
    assert (beside.place, beside.before, beside.after) == (None, ids[at - 1], ids[at])


def test_figures_are_those_of_the_tables(corpus: Corpus):
    for focus in (Focus(), Focus(themes=("energy",)), Focus(entities=("Q874",), text="cooperation")):
        present = set(count_by(corpus, focus, "country")["key"])
        assert countries_present(corpus, focus, present | {"ZZ"}) == present
    quoted = corpus.rows("SELECT count(DISTINCT speaker_id) FROM quotes")
    assert count_speakers(corpus, Focus()) == quoted[0][0]


def test_no_articles_are_a_list_of_none(tmp_path: Path):
    write_corpus({}, tmp_path / "empty", made_by={"steppe": "test"})
    empty = open_corpus(tmp_path / "empty")
    assert list_articles(empty, Focus())[1] == count_articles(empty) == 0
    assert neighbours(empty, Focus(), "x").of == 0
    assert find_keys(empty, "entity", "x") == []
