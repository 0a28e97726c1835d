"""Who: which people, bodies and places does the selection name, and what is said of one of them?"""

import streamlit as st

from components.barcharts import NARROW
from components.entities import show_profile, show_quotes, show_ranking
from components.evidence import show_evidence
from components.panels import panel
from components.shell import current_view, show_selection
from components.takeaway.menu import of_drawing

view = current_view()
show_selection(view)

left, right = st.columns([62, 38], gap="medium")
one = view.focus.entities[0] if len(view.focus.entities) == 1 else None
with right:  # before the charts on the wire: it answers a click
    if one:
        show_quotes(view, one)
    show_evidence(view.corpus, view.focus)
with left:
    ranking, profile = st.columns(2, gap="medium") if one else (st.container(), None)
    with ranking, panel("entities", "Who", f"{view.focus.unit} by name", menu=of_drawing(view, "actors")):
        show_ranking(view, label_width=NARROW if one else 240)
    if one and profile:
        with profile, panel("profile"):
            show_profile(view, one)
