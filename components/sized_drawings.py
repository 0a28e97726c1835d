"""A drawing of the registry at a size of one's own: for slides and for panels on other web pages."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from components.barcharts import TONE_LEGEND, show_chart, show_kinds
from components.charts.labels import BESIDE, are_whole, closest_lines, fit_heads, fit_labels
from components.charts.matrix import head_room
from components.charts.spec import LABELS_MOST, LINE, Spec
from components.counting import ACTORS, top
from components.drawings import (
    DRAWINGS,
    Drawing,
    bars_in_words,
    chosen_in,
    count_drawing,
    draw,
    not_drawn,
    time_in_words,
    why_empty,
)
from components.maps import show_map
from components.panels import show_empty
from components.safe_html import escape
from components.view import View
from steppe.corpus import Focus


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


ROW = 4.8  # of the type's size: a row's height at most, where there are few
LARGER, SMALLEST = 1.25, 0.7  # of the type's size: letters at most, where there are few rows, and at least
AIR, MUCH_AIR = 1.35, 2.6  # of the letters' size: a row's height at least, and where letters are the larger ones
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
        show_chart(spec, key=key, alt=time_in_words(table, view.focus.unit), **drawing.marks)
        if undated := not_drawn(view, drawing_id):
            st.html(f'<div class="legend">{escape(undated)}</div>')
        return
    height = size.height - (2 * size.type if drawing_id in WITH_LEGEND else 0)
    spec = _filling(drawing_id, table, view.focus, replace(size, height=height))
    show_chart(spec, key=key, alt=_alt(drawing, whole, view.focus.unit), **drawing.marks)
    if drawing_id == "theme-tone":
        st.html(TONE_LEGEND)
    elif drawing_id == "actors" and not view.focus.entities:
        show_kinds(whole, ACTORS)


def _filling(drawing_id: str, table: pd.DataFrame, focus: Focus, size: Size) -> Spec:
    """A chart of rows as high as its size allows, its names whole: in lines where they are long, in smaller letters
    where lines would touch those of the row below.
    """
    rows = table["row"].nunique() if "row" in table else len(table)
    room = min(size.labels, round(size.width * LABELS_MOST))
    for letters in range(round(size.type * LARGER), round(size.type * SMALLEST) - 1, -1):
        fitted, label_width = fit_labels(table, most=room, size=letters)
        heads = 0
        if "head" in table:
            column = (size.width - label_width) / table["column"].nunique()
            fitted = fit_heads(fitted, room=column - 6, size=letters - 1)
            heads = head_room(fitted["head"], letters)
        row_height = round(min(size.type * ROW, (size.height - heads) / rows))
        if not are_whole(fitted["label"], room - BESIDE, letters):
            continue
        if row_height >= letters * max(closest_lines(fitted) * LINE, AIR if letters <= size.type else MUCH_AIR):
            break
    row_height = max(row_height, round(letters * AIR))  # of many rows the drawing is higher than asked for
    return draw(drawing_id, fitted, focus, label_width=label_width, row_height=row_height, size=letters)


def _alt(drawing: Drawing, table: pd.DataFrame, unit: str) -> str:
    if drawing.form == "bars":
        return bars_in_words(drawing.title, table, unit)
    return f"{drawing.title}, {unit}"
