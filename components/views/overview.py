"""What is this corpus about, at one glance?"""

import streamlit as st

from components.barcharts import show_actors, show_themes
from components.evidence import show_evidence
from components.figures import show_figures
from components.maps import show_beside, show_map
from components.panels import panel
from components.shell import current_view, show_selection

view = current_view()
show_figures(view)
show_selection(view)

left, right = st.columns([5, 3], gap="medium")
with left:
    with panel("map", "Where", f"{view.focus.unit} by country"):
        show_map(view, key="overview-map", height=262)
        show_beside(view, most=3)
    what, who = st.columns(2, gap="medium")
    with what, panel("themes", "What about", f"{view.focus.unit} by theme"):
        show_themes(view, key="overview-themes", compact=True)
    with who, panel("entities", "Who", "most mentioned"):
        show_actors(view, key="overview-entities", most=8)
with right:
    show_evidence(view.corpus, view.focus, height=560)
