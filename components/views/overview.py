"""What is this corpus about, at one glance?"""

import streamlit as st

from components.barcharts import show_actors, show_themes, show_tone
from components.evidence import show_evidence
from components.figures import show_figures
from components.maps import show_beside, show_map
from components.panels import panel
from components.shell import current_view, show_selection
from components.takeaway.menu import of_drawing
from components.timeline import show_timeline

view = current_view()
top = st.container(key="top", horizontal=True, vertical_alignment="center", gap="small")
where, what, evidence = st.columns([40, 27, 34], gap="medium")
with evidence:  # first on the wire: a click is answered by its sentences before all else is drawn again
    show_evidence(view.corpus, view.focus)
with top:
    show_selection(view)
    show_figures(view)
with where:
    with panel("map", "Where", f"{view.focus.unit} by country", menu=of_drawing(view, "map")):
        drawing = st.container()
        show_beside(view, most=2, regions=1)
    with panel("entities", "Who", f"{view.focus.unit} by name", menu=of_drawing(view, "actors")):
        show_actors(view, key="overview-entities", most=7, label_width=236, row_height=24)
with what:
    with panel("themes", "What about", f"{view.focus.unit} by theme", menu=of_drawing(view, "themes")):
        show_themes(view, key="overview-themes", compact=True)
    with panel("tone", "In what tone", f"{view.focus.unit} by tone", menu=of_drawing(view, "tone")):
        show_tone(view, key="overview-tone")
show_timeline(view)
with drawing, panel("map-drawing"):  # last, as it is the heaviest: what answers a click does not wait for it
    show_map(view, key="overview-map", height=268, width=400)
