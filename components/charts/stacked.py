"""Stacked bars that lean to one side or the other: the stance of the passages, a theme (or article) a row."""

import altair as alt
import pandas as pd

from components.charts.bars import click_selection
from components.charts.theme import LABEL_SIZE, role_of, role_scale, styled

ORDER = ("concern", "mixed", "neutral", "opportunity")  # left to right
CENTRE = ("mixed", "neutral")  # both sides, or neither: they straddle the middle


def draw_leaning(table: pd.DataFrame, *, label_width: int = 235, row_height: int = 28) -> alt.LayerChart:
    """Concern to the left, opportunity to the right, what is both or neither about the middle.

    Diverging stacked bars as in Heiberger and Robbins (2014, doi:10.18637/jss.v057.i05).

    table : row (str), label (str), stance (one of `ORDER`), n (int), hint (str), chosen (bool); rows in their order.

    A click emits the selection with `row` and `stance`.
    """
    data = _placed(table)
    ends = [float(data["from"].min()), float(data["to"].max())] if len(data) else [0.0, 1.0]
    scale = alt.Scale(domain=ends, range=[label_width, alt.ExprRef(f"max({label_width + 40}, width - 8)")])  # type: ignore[list-item]
    base = alt.Chart(data).encode(y=alt.Y("row:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.28)))
    x = alt.X("from:Q", axis=None, scale=scale)
    segments = (
        base.mark_bar(cornerRadius=2, cursor="pointer", strokeWidth=1)
        .encode(
            x=x,
            x2="to:Q",
            color=role_of("stance"),
            stroke=alt.Stroke("paper:N", scale=role_scale(), legend=None),
            tooltip=alt.Tooltip("hint:N", title=" "),
            description="hint:N",
        )
        .add_params(click_selection("row", "stance"))
    )
    letter = (ends[1] - ends[0]) * 0.022 or 1.0  # about what a digit takes
    numbers = (
        base.transform_filter(f"datum.n > 0 && datum.to - datum.from >= {letter} * length(toString(datum.n))")
        .transform_calculate(middle="(datum.from + datum.to) / 2")
        .mark_text(baseline="middle", fontSize=LABEL_SIZE - 1, fontWeight=600)
        .encode(x=alt.X("middle:Q", axis=None, scale=scale), text="n:Q", color=role_of("on"))
    )
    labels = (
        alt.Chart(data.drop_duplicates("row"))
        .mark_text(align="right", baseline="middle", fontSize=LABEL_SIZE, limit=label_width - 12)
        .encode(
            y=alt.Y("row:N", sort=None, axis=None),
            x=alt.XValue(label_width - 8),
            text="label:N",
            color=role_of("ink"),
        )
    )
    return styled(alt.layer(segments, numbers, labels).properties(height=alt.Step(row_height)))


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
    on = ["on_middle" if stance in CENTRE else "paper" for stance in placed["stance"]]
    return placed.assign(ink="ink", paper="paper", on=on)
