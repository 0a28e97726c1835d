"""Laws 1 to 3 on a thousand articles, and, where asked for, on a hundred thousand."""

import itertools
import random
from pathlib import Path

import pytest

from steppe.corpus import (
    UNKNOWN,
    Corpus,
    Focus,
    choose,
    count,
    count_by,
    count_pairs,
    count_passages,
    open_corpus,
    passages,
    rows,
)
from steppe.corpus import write_corpus as write
from steppe.corpus.check import check_corpus
from steppe.corpus.layer import PERIODS
from steppe.corpus.query import FIELD, rank
from steppe.corpus.read import read_package
from tests.scale import reference
from tests.scale.generator import Generator, made_by, write_synthetic
from tests.scale.selections import random_selections

ROWS_LISTED = 3_000  # of one selection


def hold_to_law_1(corpus: Corpus, selections: int) -> None:
    """Totals and marks open as many rows as they say, and the panel shows every matched passage."""
    dimensions = itertools.cycle((*sorted(FIELD), *PERIODS))
    for focus, dimension in zip(random_selections(corpus, selections), dimensions, strict=False):
        n = count(corpus, focus)
        if n <= ROWS_LISTED:
            assert sum(1 for _ in rows(corpus, focus)) == n, focus
        marks = count_by(corpus, focus, dimension)
        for mark in (*marks.head(2).itertuples(), *marks.tail(1).itertuples()):
            if dimension not in PERIODS or mark.key != UNKNOWN:
                assert count(corpus, choose(focus, dimension, mark.key)) == mark.n, (focus, dimension, mark.key)
        totals = [count(corpus, focus.replace(unit=u)) for u in ("sentences", "passages", "articles", "stories")]
        assert totals == sorted(totals, reverse=True)
        assert totals[1] == count_passages(corpus, focus)
        assert len(passages(corpus, focus, limit=30)) == min(30, totals[1])


def hold_to_law_2(corpus: Corpus, selections: int) -> None:
    """What is shown is the text at its place."""
    for focus in random_selections(corpus, selections, seed=12):
        total = count_passages(corpus, focus)
        for passage in passages(corpus, focus, offset=max(0, total - 5), limit=5):
            ((text,),) = corpus.rows("SELECT text FROM articles WHERE article_id = ?", (passage.article_id,))
            assert text[passage.start : passage.end] == passage.text
            for start, end in (*passage.sentences, *((m.start, m.end) for m in passage.marks)):
                assert passage.start <= start < end <= passage.end


def test_numbers_open_their_rows(thousand: Corpus):
    hold_to_law_1(thousand, 200)


def test_evidence_is_the_text_to_the_letter(thousand: Corpus):
    hold_to_law_2(thousand, 10)


def test_counts_are_those_of_the_tables(thousand: Corpus):
    for focus in random_selections(thousand, 15, seed=13):
        focus = focus.replace(text="")  # SQL reads every text for a search: tests/corpus has that, on two articles
        assert count(thousand, focus) == reference.count(thousand, focus)
        for dimension in ("country", "theme", *PERIODS, "form"):
            found = count_by(thousand, focus, dimension)
            assert found.values.tolist() == reference.count_by(thousand, focus, dimension).values.tolist()
        cells = count_pairs(thousand, focus, "theme", "country")
        assert cells.values.tolist() == reference.count_pairs(thousand, focus, "theme", "country").values.tolist()


def test_searches_are_those_of_the_text(thousand: Corpus):
    for text in ("cooperation", '"of the"', "econ* -the", "(mine OR trade) government", '"president meeting"~6'):
        assert count(thousand, Focus(text=text)) == reference.count(thousand, Focus(text=text)) > 0


def test_a_page_is_the_same_wherever_it_is_cut(thousand: Corpus):
    focus = Focus(countries=("KZ",))
    whole = passages(thousand, focus, limit=40)
    assert [p for start in range(0, 40, 7) for p in passages(thousand, focus, offset=start, limit=7)][:40] == whole
    assert [(p.published is None, p.published or "") for p in whole] == sorted(
        (p.published is None, p.published or "") for p in whole
    )


def test_the_first_marks_are_those_of_all(thousand: Corpus):
    every = count_by(thousand, Focus(), "entity")
    kept = every["key"].iloc[-1]
    some = count_by(thousand, Focus(), "entity", limit=10, keep=(kept,))
    assert some["key"].tolist() == [*every["key"].head(10), kept]


def test_a_ranking_is_the_head_of_all_marks_and_knows_how_many_there_are(thousand: Corpus):
    types = dict(thousand.rows("SELECT entity_id, type FROM entities"))
    for focus in random_selections(thousand, 10, seed=15):
        every = count_by(thousand, focus, "entity")
        people = every[[types[k] == "person" for k in every["key"]]]
        kept = people["key"].tail(1).tolist()
        table, number = rank(thousand, focus, "entity", limit=5, keep=kept, types=("person",))
        assert number == len(people)
        assert table["key"].tolist() == [
            *people["key"].head(5),
            *(k for k in kept if k not in set(people["key"].head(5))),
        ]
        articles, number = rank(thousand, focus, "article", limit=3)
        whole = count_by(thousand, focus, "article")
        assert (articles.values.tolist(), number) == (whole.head(3).values.tolist(), len(whole))


def test_cells_of_some_columns_are_those_of_all(thousand: Corpus):
    for focus in random_selections(thousand, 10, seed=16):
        for second in ("article", "outlet", "country"):
            among = count_by(thousand, focus, second)["key"].head(4).tolist()
            cells = count_pairs(thousand, focus, "theme", second)
            some = count_pairs(thousand, focus, "theme", second, among=among)
            assert some.values.tolist() == cells[cells["second"].isin(among)].values.tolist()


def files_of(directory: Path) -> dict[str, bytes]:
    return {str(p.relative_to(directory)): p.read_bytes() for p in sorted(directory.rglob("*")) if p.is_file()}


def test_bytes_do_not_depend_on_how_the_rows_came(generator: Generator, tmp_path: Path):
    batches = [generator.rows(range(first, first + 20)) for first in range(0, 120, 20)]
    random.Random(3).shuffle(batches)
    write(iter(batches), tmp_path / "shuffled", made_by=made_by(120, 7))
    write(generator.batches(120, 120), tmp_path / "whole", made_by=made_by(120, 7))
    as_dicts = {name: table.to_pylist() for name, table in generator.rows(range(120)).items()}
    write(as_dicts, tmp_path / "dicts", made_by=made_by(120, 7))
    assert files_of(tmp_path / "shuffled") == files_of(tmp_path / "whole") == files_of(tmp_path / "dicts")
    assert check_corpus(tmp_path / "whole") == []


def test_an_addition_is_read_with_its_base(generator: Generator, thousand_directory: Path, tmp_path: Path):
    """Some articles stand in both, some of the addition repeat articles of the base: nothing counts twice."""
    write([generator.rows(range(950, 1100))], tmp_path / "more", made_by=made_by(150, 7))
    write(generator.batches(1100), tmp_path / "all", made_by=made_by(1100, 7))
    both, whole = open_corpus(thousand_directory, tmp_path / "more"), open_corpus(tmp_path / "all")
    hold_to_law_1(both, 40)
    for focus in random_selections(whole, 40, seed=14):
        if (
            focus.unit == "stories"
        ):  # a story told in both is known by the base's article; one only repeated is not there
            continue
        assert count(both, focus) == count(whole, focus)
        assert [p.passage_id for p in passages(both, focus)] == [p.passage_id for p in passages(whole, focus)]
        assert list(rows(both, focus)) == list(rows(whole, focus))
        for dimension in ("country", "article", "theme", "quarter"):
            assert count_by(both, focus, dimension).equals(count_by(whole, focus, dimension))
        cells = count_pairs(both, focus, "theme", "entity"), count_pairs(whole, focus, "theme", "entity")
        assert cells[0].equals(cells[1])


def test_a_base_that_is_open_is_not_opened_again(generator: Generator, thousand: Corpus, tmp_path: Path):
    write([generator.rows(range(950, 1100))], tmp_path / "more", made_by=made_by(150, 7))
    directories = (*thousand.directories, tmp_path / "more")
    before = [count(thousand, focus) for focus in random_selections(thousand, 20, seed=17)]
    alone = open_corpus(*directories)
    shared = Corpus(directories, [read_package(d) for d in directories], sharing=thousand)
    assert shared.layers[0].array("entity_hits.key") is thousand.layers[0].array("entity_hits.key")
    for focus in random_selections(thousand, 20, seed=17):
        assert count(shared, focus) == count(alone, focus)
        assert passages(shared, focus) == passages(alone, focus)
    assert before == [count(thousand, focus) for focus in random_selections(thousand, 20, seed=17)]


@pytest.mark.slow
@pytest.mark.parametrize("articles", [10_000, 100_000])
def test_laws_1_and_2_hold_on_many_articles(generator: Generator, tmp_path: Path, articles: int):
    write_synthetic(generator, articles, tmp_path / "corpus")
    corpus = open_corpus(tmp_path / "corpus")
    hold_to_law_1(corpus, 200)
    hold_to_law_2(corpus, 10)
