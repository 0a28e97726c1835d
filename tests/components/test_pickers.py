"""What the filters at the side offer."""

import datetime as dt

import pytest

from components.pickers import date_bounds


@pytest.mark.parametrize(
    ("first", "last", "chosen", "years"),
    [
        ("2024-03-01", "2026-02-11", (None, None), (2014, 2036)),
        ("2024-03-01", "2026-02-11", (dt.date(1950, 1, 1), None), (1950, 2036)),  # a link may ask for any date
        ("2024-03-01", "2026-02-11", (None, dt.date(2100, 1, 1)), (2014, 2100)),
        ("0004-01-01", "9999-12-31", (None, None), (1, 9999)),  # what an article says of itself can be anything
    ],
)
def test_dates_are_offered_about_those_of_the_corpus_and_of_the_link(first, last, chosen, years):
    assert date_bounds(first, last, *chosen) == (dt.date(years[0], 1, 1), dt.date(years[1], 12, 31))
