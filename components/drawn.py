"""A drawing of the registry at a size of one's own: for slides and for panels on other web pages."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.barcharts import TONE_LEGEND, show_chart, show_kinds
from components.counting import ACTORS, top
from components.drawings import (
    DRAWINGS,
    Drawing,
    chosen_in,
    count_drawing,
    draw,
    most_in_time,
    not_drawn,
    takeaway,
    why_empty,
)
from components.maps import show_map
from components.panels import show_empty
from components.safe_html import escape
from components.view import View


@dataclass(frozen=True)
class Size:
    """How large: pixels of the height and width, of the type, of the labels' room; rows of a bar chart at most.

    enlarged : how much components/style.css enlarges a map there, whose own type has one size.
    """

    height: int
    width: int
    type: int
    labels: int
    rows: int
    enlarged: float = 1.0


ROW = 3.2  # of the type's size: a row's height at most, where there are few
WITH_LEGEND = ("theme-tone", "actors")  # below the chart
TELEPHONE = Size(height=300, width=350, type=15, labels=140, rows=10)


def show_drawing(view: View, drawing_id: str, size: Size, *, key: str) -> None:
    """A drawing of the view, filling its height as far as it has rows. A click on a mark chooses it."""
    if view.on_telephone:
        size = TELEPHONE
    drawing = DRAWINGS[drawing_id]
    if drawing.form == "map":
        show_map(view, key=key, height=round(size.height / size.enlarged), width=round(size.width / size.enlarged))
        return
    table = whole = count_drawing(view, drawing_id)
    if drawing.form == "bars":
        table = top(whole, size.rows, keep=chosen_in(drawing_id, view.focus))
    if table.empty:
        show_empty("Nothing to draw.", why_empty(view, drawing_id))
        return
    if drawing.form == "time":
        spec = draw(drawing_id, table, view.focus, size=size.type, height=size.height)
        show_chart(spec, key=key, alt=most_in_time(table, view.focus.unit), **drawing.marks)
        if undated := not_drawn(view, drawing_id):
            st.html(f'<div class="legend">{escape(undated)}</div>')
        return
    rows = len(table) if drawing.form == "bars" else table["row"].nunique() + 1
    height = size.height - (2 * size.type if drawing_id in WITH_LEGEND else 0)
    row_height = round(min(size.type * ROW, max(size.type * 1.35, height / rows)))
    letters = round(min(size.type, row_height / 1.35))
    spec = draw(drawing_id, table, view.focus, label_width=size.labels, row_height=row_height, size=letters)
    show_chart(spec, key=key, alt=_alt(drawing, whole, view.focus.unit), **drawing.marks)
    if drawing_id == "theme-tone":
        st.html(TONE_LEGEND)
    elif drawing_id == "actors" and not view.focus.entities:
        show_kinds(whole, ACTORS)


def _alt(drawing: Drawing, table: pd.DataFrame, unit: str) -> str:
    if drawing.form == "bars":
        return takeaway(drawing.title, table, unit)
    return f"{drawing.title}, {unit}"
