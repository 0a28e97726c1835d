"""Stacked bars that lean to one side or the other: the stance of the passages, a theme (or article) a row."""

from functools import lru_cache

import altair as alt
import pandas as pd

from components.charts.bars import click_selection
from components.charts.spec import Spec, as_template, beside_labels, fill, label_room, row_labels, rows_of
from components.charts.theme import LABEL_SIZE, role_of, role_scale

ORDER = ("concern", "mixed", "neutral", "opportunity")  # left to right
CENTRE = ("mixed", "neutral")  # both sides, or neither: they straddle the middle


def draw_leaning(table: pd.DataFrame, *, label_width: int = 235, row_height: int = 28, size: int = LABEL_SIZE) -> Spec:
    """Concern to the left, opportunity to the right, what is both or neither about the middle.

    Diverging stacked bars as in Heiberger and Robbins (2014, doi:10.18637/jss.v057.i05).

    table : row (str), label (str), stance (one of `ORDER`), n (int), hint (str); rows in their order.
    size : pixels of the type.

    A click emits the selection with `row` and `stance`.
    """
    segments = _placed(table)
    labels = segments.drop_duplicates("row")[["row", "label"]]
    return fill(_template(label_width, row_height, size), segments=segments, labels=labels)


@lru_cache(maxsize=16)
def _template(label_width: int, row_height: int, size: int) -> str:
    scale = alt.Scale(zero=True, nice=False, range=beside_labels(label_width, 40, 8))
    y = alt.Y("row:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.28))
    base = rows_of("segments").encode(y=y)
    bars = f"max(40, width - 8 - {label_room(label_width)})"  # pixels from the leftmost to the rightmost end
    segments = (
        base.mark_bar(cornerRadius=2, cursor="pointer", strokeWidth=1)
        .encode(
            x=alt.X("from:Q", axis=None, scale=scale),
            x2="to:Q",
            color=role_of("stance"),
            stroke=alt.StrokeDatum("paper", type="nominal", scale=role_scale(), legend=None),
            tooltip=alt.Tooltip("hint:N", title=" "),
            description="hint:N",
        )
        .add_params(click_selection("row", "stance"))
    )
    numbers = (
        base.transform_filter(f"datum.n / datum.span * {bars} > {0.7 * size} * length(toString(datum.n))")
        .mark_text(baseline="middle", fontSize=size - 1, fontWeight=600, aria=False)
        .encode(x=alt.X("middle:Q", axis=None, scale=scale), text=alt.Text("n:Q", format=","), color=role_of("on"))
    )
    named = rows_of("labels").encode(y=alt.Y("row:N", sort=None, axis=None))
    labels = row_labels(named, label_width, size)
    return as_template(alt.layer(segments, numbers, labels).properties(height=alt.Step(row_height)))


def _placed(table: pd.DataFrame) -> pd.DataFrame:
    """Where each segment begins and ends, the middle of the centre at nought."""
    rows = []
    for row, group in table.groupby("row", sort=False):
        n = group.set_index("stance")["n"].to_dict()
        at = -n.get("concern", 0) - sum(n.get(s, 0) for s in CENTRE) / 2
        for stance in ORDER:
            found = group[group["stance"] == stance]
            if len(found):
                first = found.iloc[0]
                rows.append({**first.to_dict(), "row": row, "from": at, "to": at + int(first["n"])})
                at += int(first["n"])
    columns = ["row", "label", "stance", "n", "hint", "from", "to"]
    placed = pd.DataFrame(rows, columns=columns)
    return placed.assign(
        on=["on_middle" if stance in CENTRE else "paper" for stance in placed["stance"]],
        middle=(placed["from"] + placed["to"]) / 2,
        span=float(placed["to"].max() - placed["from"].min()) if len(placed) else 1.0,
    )
