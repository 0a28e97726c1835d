"""Where: which countries and places does the selection speak of, and how does it name them?"""

import streamlit as st

from components.barcharts import show_countries
from components.evidence import show_evidence
from components.maps import show_beside, show_forms, show_legend, show_map, show_note
from components.panels import panel
from components.shell import current_view, show_selection
from components.takeaway.menu import of_drawing

view = current_view()
show_selection(view)

left, right = st.columns([64, 36], gap="medium")
with right:  # before the charts on the wire: it answers a click
    show_evidence(view.corpus, view.focus)
with left:
    with panel("map", "Where", f"{view.focus.unit} by country; points are places", menu=of_drawing(view, "map")):
        drawing = st.container()
        show_legend(view)
        show_beside(view, most=5)
        show_note(view)
    counts, forms = st.columns(2, gap="medium")
    with counts, panel("countries", "Countries", "the same, as a list", menu=of_drawing(view, "countries")):
        show_countries(view, key="map-countries", most=12)
    with forms, panel("forms", "How they are named"):
        show_forms(view)
with drawing, panel("map-drawing"):  # last, as it is the heaviest: what answers a click does not wait for it
    show_map(view, key="map-map", height=430, width=600, detailed=True)
