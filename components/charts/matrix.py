"""A table of counts as tinted cells: themes down, articles (or outlets) across."""

from typing import Any

import altair as alt
import pandas as pd

from components.charts.bars import click_selection
from components.charts.theme import LABEL_SIZE, role_of, styled


def draw_matrix(table: pd.DataFrame, *, label_width: int = 235, row_height: int = 28) -> alt.LayerChart:
    """One cell a pair, tinted by its count and labelled with it.

    table : row (str), label (str), column (str), head (str, what the column is called), n (int), hint (str).

    A click emits the selection with `row` and `column`.
    """
    most = max(1, int(table["n"].max()) if len(table) else 1)
    data = table.assign(
        ink="ink",
        tint=[(n / most) ** 0.5 for n in table["n"]],
        on=["paper" if n / most > 0.36 else "ink" for n in table["n"]],
    )
    columns = max(1, data["column"].nunique())
    y = alt.Y("row:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.12))
    x = alt.X(
        "column:N",
        sort=None,
        axis=None,
        scale=alt.Scale(range=[label_width, alt.ExprRef(f"max({label_width + 60}, width)")], paddingInner=0.06),  # type: ignore[list-item]
    )
    base = alt.Chart(data)
    cells = (
        base.mark_rect(cornerRadius=3, cursor="pointer")
        .encode(
            y=y,
            x=x,
            # No range: the browser takes the theme's sequential colours, light or dark.
            fill=alt.Fill("tint:Q", scale=alt.Scale(domain=[0, 1]), legend=None),
            tooltip=alt.Tooltip("hint:N", title=" "),
            description="hint:N",
        )
        .add_params(click_selection("row", "column"))
    )
    numbers = base.mark_text(baseline="middle", fontSize=LABEL_SIZE, fontWeight=600).encode(
        y=y, x=x, text="n:Q", color=role_of("on")
    )
    labels = (
        alt.Chart(data.drop_duplicates("row"))
        .mark_text(align="right", baseline="middle", fontSize=LABEL_SIZE, limit=label_width - 12)
        .encode(y=y, x=alt.XValue(label_width - 8), text="label:N", color=role_of("ink"))
    )
    heads = (
        alt.Chart(data.drop_duplicates("column"))
        .mark_text(baseline="bottom", dy=-6, fontSize=LABEL_SIZE - 1, limit=max(70, 420 // columns))
        .encode(x=x, y=alt.value(0), text="head:N", color=role_of("ink"), tooltip=alt.Tooltip("head:N", title=" "))
    )
    layers: Any = alt.layer(cells, numbers, labels, heads)
    return styled(
        layers.properties(height=alt.Step(row_height), padding={"top": 26, "left": 0, "right": 0, "bottom": 0})
    )
