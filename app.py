"""The door: page setup, the selection, navigation, and the page that was asked for."""

import streamlit as st

from components.directory import ROOT
from components.embed import show_embedded
from components.focus import declare_bound_widgets
from components.links import part_selections
from components.registry import PAGES
from components.shell import STYLE, current_view, read_link, show_around, show_failure
from steppe.errors import SteppeError

st.set_page_config(
    page_title="Steppe",
    page_icon=str(ROOT / "static" / "icon.png"),
    layout="wide",
    initial_sidebar_state=250,
    menu_items={"About": "Steppe: news about Central Asia, every number opens its sentences."},
)
st.html(STYLE)

pages = [
    st.Page(
        entry.script,
        title=entry.title,
        icon=entry.icon,
        default=number == 0,
        visibility="hidden" if entry.bare else "visible",
    )
    for number, entry in enumerate(PAGES)
]
page = st.navigation(pages, position="top")
entry = PAGES[pages.index(page)]
part_selections(bare=entry.bare)
try:
    read_link()
    declare_bound_widgets()
    view = current_view()
except SteppeError as error:
    show_failure(error)
    st.stop()
if st.context.is_embedded and not entry.bare:
    show_embedded()
else:
    if entry.bare:
        page.run()
    else:
        show_around(view, page.run)
