"""When, on a page: bars along time. A click sets the dates of the selection."""

import streamlit as st

from components.barcharts import show_chart
from components.drawings import DRAWINGS, count_drawing, draw, not_drawn, time_in_words
from components.panels import panel
from components.periods import period_of
from components.takeaway.menu import of_drawing
from components.view import View


def show_timeline(view: View) -> None:
    """The panel `time`, where the corpus has dates over more than one month. A click on a bar chooses its time."""
    period = period_of(view.corpus)
    if period is None:
        return
    drawing, unit = DRAWINGS["time"], view.focus.unit
    with panel("time", drawing.title, f"{unit} by {period} of publication", menu=of_drawing(view, "time")):
        table = count_drawing(view, "time")
        chart = draw("time", table, view.focus)
        show_chart(chart, key="time-bars", alt=time_in_words(table, unit), **drawing.marks)
        if undated := not_drawn(view, "time"):
            st.caption(undated)
