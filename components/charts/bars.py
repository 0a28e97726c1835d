"""Horizontal bars, labelled at the mark: a table of counts -> an Altair chart."""

from collections.abc import Collection

import altair as alt
import pandas as pd

from components.charts.theme import LABEL_SIZE, role_of, styled
from components.marks import CLICK

NUMBER_ROOM = 44  # pixels kept free for the number after the longest bar


def draw_bars(
    table: pd.DataFrame,
    *,
    chosen: Collection[str] = (),
    label_width: int = 150,
    row_height: int = 26,
    role: str = "quantity",
) -> alt.LayerChart:
    """One bar a row, in the order of the table.

    table : key (str), label (str), n (int), hint (str, shown on hover), and perhaps role (str, a colour role).
    chosen : keys drawn as chosen; where there are any, the other bars step back.
    label_width : pixels for the labels at the left.

    A click emits the selection `CLICK` with the row's `key`.
    """
    data = table[["key", "label", "n", "hint"]].copy()
    data["role"] = table.get("role", role)
    data["ink"] = "ink"
    data["chosen"] = data["key"].isin(list(chosen))
    if data["chosen"].any():
        data["role"] = ["chosen" if c else "rest" for c in data["chosen"]]
    room = alt.Scale(
        domain=[0, max(1, int(data["n"].max()) if len(data) else 1)],
        range=[label_width, alt.ExprRef(f"max({label_width + 20}, width - {NUMBER_ROOM})")],  # type: ignore[list-item]
    )
    base = alt.Chart(data).encode(y=alt.Y("key:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.28)))
    size = LABEL_SIZE if row_height >= 22 else LABEL_SIZE - 1
    labels = base.mark_text(align="right", baseline="middle", fontSize=size, limit=label_width - 12).encode(
        x=alt.XValue(label_width - 8), text="label:N", color=role_of("ink")
    )
    bars = base.mark_bar(cornerRadiusEnd=3).encode(
        x=alt.X("n:Q", axis=None, scale=room),
        color=role_of("role"),
    )
    numbers = base.mark_text(align="left", baseline="middle", dx=6, fontSize=size, fontWeight=600).encode(
        x=alt.X("n:Q", axis=None, scale=room), text="n:Q", color=role_of("ink")
    )
    # A transparent bar over the whole row: a short bar is as easy to hit as a long one.
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
    return styled(alt.layer(bars, labels, numbers, hit).properties(height=alt.Step(row_height)))


def click_selection(*fields: str) -> alt.Parameter:
    """A point selection in which every click adds or removes exactly the mark that was clicked.

    So the click is what differs from the selection before, whatever that was (`components.focus.clicked`).
    """
    return alt.selection_point(name=CLICK, fields=list(fields or ("key",)), toggle="true", clear=False)
