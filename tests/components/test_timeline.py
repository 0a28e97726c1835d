"""When: bars reconcile, what has no date is stated, and a click sets the dates."""

import pytest

from components.charts.time import draw_time
from components.periods import _periods, count_periods, period_of
from steppe.corpus import UNITS, Focus, count, open_corpus
from steppe.corpus.query import choose
from tests.components.shown import html_of, open_page, total_of


@pytest.mark.parametrize("period", ["month", "quarter", "year"])
@pytest.mark.parametrize("unit", UNITS)
def test_every_bar_opens_as_many_rows_as_it_shows_and_none_is_lost(synthetic_corpus, period, unit):
    corpus = open_corpus(synthetic_corpus)
    for focus in (Focus(unit=unit), Focus(unit=unit, countries=("KZ",), date_from="2018-02-03")):
        table, undated = count_periods(corpus, focus, period)
        for bar in table.itertuples():
            opened = choose(focus, period, bar.key)
            assert (opened.date_from, opened.date_to) == (bar.first, bar.last)
            assert count(corpus, opened) == bar.n
        if unit != "stories":  # a story can be told in two periods
            assert table["n"].sum() + undated == count(corpus, focus.replace(date_from=None, date_to=None))


def test_periods_follow_each_other_without_a_gap():
    assert _periods("2023-11-30", "2024-02-01", "month") == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert _periods("2023-11-30", "2024-04-01", "quarter") == ["2023-Q4", "2024-Q1", "2024-Q2"]
    assert _periods("2023-11-30", "2024-04-01", "year") == ["2023", "2024"]


def test_bars_are_as_long_as_they_must_and_no_time_is_no_panel(synthetic_corpus, gold_corpus):
    assert period_of(open_corpus(synthetic_corpus)) == "quarter"
    assert period_of(open_corpus(gold_corpus)) is None


def test_what_lies_in_the_chosen_dates_is_drawn_as_chosen(synthetic_corpus):
    table, _ = count_periods(
        open_corpus(synthetic_corpus), Focus(date_from="2018-01-01", date_to="2018-12-31"), "quarter"
    )
    assert table[table["role"] == "chosen"]["key"].tolist() == [f"2018-Q{n}" for n in (1, 2, 3, 4)]
    assert set(table["role"]) == {"chosen", "rest"}
    rows = draw_time(table)["datasets"]["rows"]
    assert rows[rows["peak"] != ""]["n"].tolist() == [table["n"].max()]


def test_the_page_shows_time_where_there_are_dates(monkeypatch, synthetic_corpus):
    at = open_page(monkeypatch, synthetic_corpus)
    assert not at.exception
    assert "by quarter of publication" in html_of(at)
    assert any("without a date stand in no bar" in c.value for c in at.caption)
    at.session_state["from"], at.session_state["to"] = "2018-01-01", "2018-12-31"
    at.run()
    corpus = open_corpus(synthetic_corpus)
    expected = count(corpus, Focus(date_from="2018-01-01", date_to="2018-12-31"))
    assert total_of(at) == f"{expected:,} sentences"
