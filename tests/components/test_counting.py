"""Law 1 on the page: the number on a mark is the number of rows that it opens."""

import random

import pytest

from components.counting import (
    count_countries,
    count_entities,
    count_leaning,
    count_matrix,
    count_stances,
    count_themes,
    stem_of_rows,
)
from components.region import load_region
from steppe.corpus import UNITS, Focus, choose, count, count_by, open_corpus, rows
from steppe.takeaway.names import safe_file_name


def some_focus(corpus, seed: int) -> Focus:
    """A selection made of things that the corpus has."""
    chance = random.Random(seed)
    pick = {d: list(count_by(corpus, Focus(), d)["key"]) for d in ("country", "theme", "entity", "article", "stance")}
    fields = {
        "country": "countries",
        "theme": "themes",
        "entity": "entities",
        "article": "articles",
        "stance": "stances",
    }
    chosen = {fields[d]: (chance.choice(keys),) for d, keys in pick.items() if chance.random() < 0.4}
    return Focus(unit=chance.choice(UNITS), text=chance.choice(["", "", "partner*", "trade"]), **chosen)


@pytest.mark.parametrize("seed", range(25))
def test_every_mark_opens_as_many_rows_as_it_says(gold_corpus, seed):
    corpus, region = open_corpus(gold_corpus), load_region()
    focus = some_focus(corpus, seed)
    tables = {
        "country": count_countries(corpus, focus, region),
        "theme": count_themes(corpus, focus, region),
        "entity": count_entities(corpus, focus, ("person", "organisation", "region", "country"))[0],
        "stance": count_stances(corpus, focus),
    }
    for dimension, table in tables.items():
        for row in table.itertuples():
            opened = choose(focus, dimension, row.key)
            assert row.n == count(corpus, opened) == sum(1 for _ in rows(corpus, opened)), (dimension, row.key)


@pytest.mark.parametrize("seed", range(8))
def test_every_segment_opens_as_many_rows_as_it_says(gold_corpus, seed):
    corpus = open_corpus(gold_corpus)
    focus = some_focus(corpus, seed)
    for row in count_leaning(corpus, focus, {}).itertuples():
        assert row.n == count(corpus, choose(choose(focus, "theme", row.row), "stance", row.stance))
    for row in count_matrix(corpus, focus, "article", {}, {})[0].itertuples():
        assert row.n == count(corpus, choose(choose(focus, "theme", row.row), "article", row.column))


def test_what_has_no_theme_is_always_shown_last(gold_corpus):
    corpus = open_corpus(gold_corpus)
    table = count_themes(corpus, Focus(countries=("UZ",)), load_region())
    assert table.iloc[-1]["label"] == "No theme"


def test_countries_of_the_region_are_shown_without_a_mention_too(gold_corpus):
    table = count_countries(open_corpus(gold_corpus), Focus(themes=("security",)), load_region()).set_index("key")
    assert table.loc["UZ", "n"] == 0


def test_what_is_chosen_and_not_found_stands_in_a_table_once(gold_corpus):
    corpus, region = open_corpus(gold_corpus), load_region()
    focus = Focus(countries=("TM", "FR"), themes=("none", "trade"), text="unobtainium")
    countries, themes = count_countries(corpus, focus, region), count_themes(corpus, focus, region)
    assert sorted(countries["key"]) == sorted([*region.focus_countries, "FR"])
    assert list(themes["key"]) == ["trade", "none"]
    assert not countries["n"].any()


def test_a_file_of_rows_says_how_many_in_one_number():
    assert safe_file_name(stem_of_rows(1, "stories"), "csv") == "steppe-1-story.csv"
    assert safe_file_name(stem_of_rows(1250, "sentences"), "csv") == "steppe-1250-sentences.csv"
