"""A table of counts as tinted cells: themes down, articles (or outlets) across."""

from collections.abc import Collection
from functools import lru_cache

import altair as alt
import pandas as pd

from components.charts.bars import click_selection
from components.charts.labels import most_lines
from components.charts.spec import (
    LINE,
    Spec,
    as_template,
    beside_labels,
    fill,
    label_room,
    lines_before,
    row_labels,
    rows_of,
)
from components.charts.theme import LABEL_SIZE, role_is, role_of, role_scale

PADDING = 4  # pixels above the heads, for which Vega makes room by itself


def draw_matrix(
    table: pd.DataFrame,
    *,
    chosen: Collection[tuple[str, str]] = (),
    label_width: int = 235,
    row_height: int = 28,
    size: int = LABEL_SIZE,
) -> Spec:
    """One cell a pair, tinted by its count and labelled with it.

    table : row (str), label (str), column (str), head (str, what the column is called), n (int), hint (str).
    chosen : pairs of row and column that are edged.
    size : pixels of the type.

    A click emits the selection with `row` and `column`.
    """
    most = max(1, int(table["n"].max()) if len(table) else 1)
    cells = table.assign(
        tint=[(n / most) ** 0.5 for n in table["n"]],
        on=["paper" if n / most > 0.36 else "ink" for n in table["n"]],
        edge=[int(pair in chosen) for pair in zip(table["row"], table["column"], strict=True)],
    )
    return fill(
        _template(label_width, row_height, size, max(1, cells["column"].nunique())),
        cells=cells,
        labels=cells.drop_duplicates("row")[["row", "label"]],
        heads=cells.drop_duplicates("column")[["column", "head"]],
    )


def head_room(heads: pd.Series, size: int) -> int:
    """The pixels that the heads of the columns take above the cells, in type of this size."""
    return most_lines(heads) * round((size - 1) * LINE) + 6 + PADDING


@lru_cache(maxsize=16)
def _template(label_width: int, row_height: int, size: int, columns: int) -> str:
    line = round((size - 1) * LINE)
    y = alt.Y("row:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.12))
    x = alt.X(
        "column:N",
        sort=None,
        axis=None,
        scale=alt.Scale(range=beside_labels(label_width, 60, 0), paddingInner=0.06),
    )
    base = rows_of("cells")
    cells = (
        base.mark_rect(cornerRadius=3, cursor="pointer", strokeWidth=3)
        .encode(
            y=y,
            x=x,
            # No range: the browser takes the theme's sequential colours, light or dark.
            fill=alt.Fill("tint:Q", scale=alt.Scale(domain=[0, 1]), legend=None),
            stroke=alt.StrokeDatum("ink", type="nominal", scale=role_scale(), legend=None),
            strokeOpacity=alt.StrokeOpacity("edge:Q", scale=None, legend=None),
            tooltip=alt.Tooltip("hint:N", title=" "),
            description="hint:N",
        )
        .add_params(click_selection("row", "column"))
    )
    numbers = base.mark_text(baseline="middle", fontSize=size, fontWeight=600).encode(
        y=y, x=x, text=alt.Text("n:Q", format=","), color=role_of("on")
    )
    labels = row_labels(rows_of("labels").encode(y=y), label_width, size)
    heads = (
        rows_of("heads")
        .mark_text(
            baseline="bottom",
            dy=alt.ExprRef(f"{lines_before('head')} * {line} - 6"),
            fontSize=size - 1,
            lineBreak="\n",
            lineHeight=line,
            limit=alt.ExprRef(f"(width - {label_room(label_width)}) / {columns} - 6"),
        )
        .encode(x=x, y=alt.value(0), text="head:N", color=role_is("ink"), tooltip=alt.Tooltip("head:N", title=" "))
    )
    chart = alt.layer(cells, numbers, labels, heads)
    room = {"top": PADDING, "left": 0, "right": 0, "bottom": 0}
    return as_template(chart.properties(height=alt.Step(row_height), padding=room))
