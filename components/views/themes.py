"""What about: which themes, in which articles, in what tone?"""

import streamlit as st

from components.barcharts import show_theme_split, show_themes
from components.evidence import show_evidence
from components.panels import panel
from components.shell import current_view, show_selection
from components.takeaway.menu import of_drawing
from components.themes import show_definition

view = current_view()
show_selection(view)

left, right = st.columns([64, 36], gap="medium")
with right:  # before the charts on the wire: it answers a click
    show_evidence(view.corpus, view.focus)
with left:
    with panel(
        "themes",
        "What about",
        f"{view.focus.unit} by theme; a passage can have several",
        menu=of_drawing(view, "themes"),
    ):
        show_definition(view)
        show_themes(view, key="themes-themes")
    with panel("split", "The same, split", menu=of_drawing(view, "theme-tone")):
        show_theme_split(view)
