"""Time as a table: how much of a selection each month, quarter or year holds."""

import datetime as dt
from typing import Literal

import pandas as pd

from components import cache
from components.counting import number_of
from steppe.corpus import UNKNOWN, Corpus, Focus
from steppe.corpus.profile import date_range
from steppe.corpus.query import first_day, last_day

Period = Literal["month", "quarter", "year"]
MOST_BARS = 48
MONTHS: dict[Period, int] = {"month": 1, "quarter": 3, "year": 12}
NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def period_of(corpus: Corpus) -> Period | None:
    """The shortest period of which few enough make up the time that the corpus spans; None where that is one month."""
    dates = date_range(corpus)
    if dates is None or dates[0][:7] == dates[1][:7]:
        return None
    months = _month_number(dates[1]) - _month_number(dates[0]) + 1
    return next((p for p in MONTHS if months / MONTHS[p] <= MOST_BARS), "year")


def count_periods(corpus: Corpus, focus: Focus, period: Period) -> tuple[pd.DataFrame, int]:
    """How much each period holds, the first to the last of the corpus, 0 included; and what has no date.

    The dates that the Focus has chosen are set aside, as choosing a period replaces them.

    Columns: key (str: "2024-05", "2024-Q2" or "2024"), label (str), n (int, rows that choosing the period opens), hint
    (str), first, last (ISO dates), tick (str, the year below its first bar), role (str).
    """
    counted = cache.counts(corpus, focus, period).set_index("key")["n"]
    dates = date_range(corpus)
    keys = _periods(dates[0], dates[1], period) if dates else []
    table = pd.DataFrame({"key": keys, "label": [_label(k) for k in keys]})
    table["n"] = [int(counted.get(k, 0)) for k in keys]
    table["hint"] = [
        f"{label}: {number_of(n, focus.unit)}" for label, n in zip(table["label"], table["n"], strict=True)
    ]
    table["first"], table["last"] = [first_day(k) for k in keys], [last_day(k) for k in keys]
    years = [k[:4] for k in keys]
    table["tick"] = [year if n == 0 or years[n - 1] != year else "" for n, year in enumerate(years)]
    table["role"] = [_role(row.first, row.last, focus) for row in table.itertuples()]
    return table, int(counted.get(UNKNOWN, 0))


def _month_number(date: str) -> int:
    return 12 * int(date[:4]) + int(date[5:7]) - 1


def _periods(first: str, last: str, period: Period) -> list[str]:
    step = MONTHS[period]
    numbers = range(_month_number(first) // step, _month_number(last) // step + 1)
    if period == "year":
        return [f"{number:04d}" for number in numbers]
    each = 12 // step
    letter = "Q" if period == "quarter" else ""
    return [f"{n // each:04d}-{letter}{n % each + 1:0{1 if letter else 2}d}" for n in numbers]


def _label(key: str) -> str:
    """A period in words: "May 2024", "second quarter of 2024", "2024"."""
    if "Q" in key:
        return f"{('first', 'second', 'third', 'fourth')[int(key[6]) - 1]} quarter of {key[:4]}"
    return f"{NAMES[int(key[5:]) - 1]} {key[:4]}" if len(key) > 4 else key


def _role(first: str, last: str, focus: Focus) -> str:
    if not (focus.date_from or focus.date_to):
        return "quantity"
    since, until = focus.date_from or dt.date.min.isoformat(), focus.date_to or dt.date.max.isoformat()
    return "chosen" if since <= first and last <= until else "rest"


def why_no_time(corpus: Corpus) -> str:
    """Why there is nothing to draw along time, in a sentence; "" where there is."""
    if period_of(corpus) is not None:
        return ""
    dates = date_range(corpus)
    if dates is None:
        return "No article of this corpus has a date."
    return f"All dates of this corpus lie in {_label(dates[0][:7])}."


def undated_in_words(undated: int, unit: str) -> str:
    """What no bar holds, in a sentence; "" where every bar holds all."""
    if not undated:
        return ""
    return f"{number_of(undated, unit)} in articles without a date stand{'s' * (undated == 1)} in no bar."
