"""Upright bars along time: a table of counts by month, quarter or year -> a chart."""

from functools import lru_cache

import altair as alt
import pandas as pd

from components.charts.bars import click_selection
from components.charts.spec import Spec, as_template, counts_from, fill, rows_of
from components.charts.theme import LABEL_SIZE, role_is, role_of

FOOT = 22  # pixels below the bars for the years, at least
HEAD = 18  # pixels above the highest bar for its number, at least


def draw_time(table: pd.DataFrame, *, height: int = 130, size: int = LABEL_SIZE) -> Spec:
    """One bar a period, in the order of the table; the highest bar bears its number.

    table : key (str), n (int), hint (str, shown on hover), first, last (ISO dates of the period), tick (str, what is
        written below the bar, "" for nothing), and role (str, a colour role).
    height : pixels of the whole; size : of the type.

    A click emits the selection `CLICK` with `first` and `last`.
    """
    rows = table[["key", "n", "hint", "first", "last", "tick", "role"]].copy()
    rows["peak"] = ""
    if len(rows) and rows["n"].max():
        at = rows["n"].idxmax()
        rows.loc[at, "peak"] = f"{int(rows.loc[at, 'n']):,}"
    return fill(_template(height, size - 1), rows=rows)


@lru_cache(maxsize=8)
def _template(height: int, size: int) -> str:
    bottom, head = height - max(FOOT, round(1.65 * size)), max(HEAD, round(1.35 * size))
    room = counts_from(bottom, head)
    base = rows_of("rows").encode(x=alt.X("key:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.18)))
    length = alt.Y("n:Q", axis=None, scale=room)
    bars = base.mark_bar(cornerRadiusEnd=2, aria=False).encode(y=length, y2=alt.YValue(bottom), color=role_of("role"))
    ticks = base.mark_text(align="left", baseline="top", dx=-4, fontSize=size, aria=False).encode(
        y=alt.YValue(bottom + 5), text="tick:N", color=role_is("ink")
    )
    peak = base.mark_text(baseline="bottom", dy=-4, fontSize=size, fontWeight=600, aria=False).encode(
        y=length, text="peak:N", color=role_is("ink")
    )
    # A transparent bar over the whole height: a low bar is as easy to hit as a high one.
    hit = (
        base.mark_bar(opacity=0, cursor="pointer")
        .encode(
            y=alt.YValue(0),
            y2=alt.YValue(bottom),
            tooltip=alt.Tooltip("hint:N", title=" "),
            description="hint:N",
        )
        .add_params(click_selection("first", "last"))
    )
    return as_template(alt.layer(bars, ticks, peak, hit).properties(height=height))
