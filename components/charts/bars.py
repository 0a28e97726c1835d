"""Horizontal bars, labelled at the mark: a table of counts -> a chart."""

from collections.abc import Collection
from functools import lru_cache

import altair as alt
import pandas as pd

from components.charts.spec import Spec, as_template, beside_labels, counts_from, fill, row_labels, rows_of
from components.charts.theme import LABEL_SIZE, role_is, role_of
from components.marks import CLICK

NUMBER_ROOM = 44  # pixels kept free for the number after the longest bar, at least
DIGIT = 0.6  # of the type's size: what a digit or comma of it takes


def draw_bars(
    table: pd.DataFrame,
    *,
    chosen: Collection[str] = (),
    label_width: int = 150,
    row_height: int = 26,
    size: int = LABEL_SIZE,
) -> Spec:
    """One bar a row, in the order of the table.

    table : key (str), label (str), n (int), hint (str, shown on hover), and perhaps role (str, a colour role).
    chosen : keys drawn as chosen; where there are any, the other bars step back.
    label_width : pixels for the labels at the left.
    size : pixels of the type.

    A click emits the selection `CLICK` with the row's `key`.
    """
    rows = table[["key", "label", "n", "hint"]].copy()
    picked = rows["key"].isin(list(chosen))
    if picked.any():
        rows["role"] = ["chosen" if c else "rest" for c in picked]
    else:
        rows["role"] = table.get("role", "quantity")
    digits = len(f"{int(rows['n'].max()) if len(rows) else 0:,}")
    room = max(NUMBER_ROOM, 10 + round(DIGIT * size * digits))
    return fill(_template(label_width, row_height, size if row_height >= 22 else size - 1, room), rows=rows)


@lru_cache(maxsize=32)
def _template(label_width: int, row_height: int, size: int, number_room: int) -> str:
    room = counts_from(*beside_labels(label_width, 20, number_room))
    base = rows_of("rows").encode(y=alt.Y("key:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.28)))
    labels = row_labels(base, label_width, size)
    length = alt.X("n:Q", axis=None, scale=room)
    bars = base.mark_bar(cornerRadiusEnd=3, aria=False).encode(x=length, color=role_of("role"))
    numbers = base.mark_text(align="left", baseline="middle", dx=6, fontSize=size, fontWeight=600, aria=False).encode(
        x=length, text=alt.Text("n:Q", format=","), color=role_is("ink")
    )
    # A transparent bar over the whole row: a short bar is as easy to hit as a long one. It alone is read aloud.
    hit = (
        base.mark_bar(opacity=0, cursor="pointer")
        .encode(
            x=alt.XValue(0),
            x2=alt.X2Value("width"),
            tooltip=alt.Tooltip("hint:N", title=" "),
            description="hint:N",
        )
        .add_params(click_selection())
    )
    return as_template(alt.layer(bars, labels, numbers, hit).properties(height=alt.Step(row_height)))


def click_selection(*fields: str) -> alt.Parameter:
    """A point selection in which every click adds or removes exactly the mark that was clicked.

    So the click is what differs from the selection before, whatever that was (`components.focus.clicked`).
    """
    return alt.selection_point(name=CLICK, fields=list(fields or ("key",)), toggle="true", clear=False)
