"""Copy link, on every view: the view as an address, and as a piece of another web page."""

import streamlit as st

from components.drawings import DRAWINGS
from components.links import current_page, embed_code, link_to
from components.story.add import OF_PAGE
from components.view import View

SAME_NUMBERS = "This view as a link: whoever opens it sees the same numbers."
METHOD = (
    "This page as a link, with the corpus and the selection. It is no view that a story could show: every meeting pack "
    "has the method and the measured accuracy inside."
)


def show_copy_link(view: View, *, words: str = SAME_NUMBERS, panels: bool = True) -> None:
    """The door *Copy link*. What is behind it is built when it is opened.

    words : what the link is. panels : whether the page has panels that another web page can show.
    """
    door = st.popover("Copy link", icon=":material/link:", type="tertiary", key="share", on_change="rerun")
    if not door.open:
        return
    with door:
        st.caption(words)
        st.code(link_to(view.corpus, view.focus), language=None, wrap_lines=True)
        for panel in OF_PAGE.get(current_page(), ("evidence",))[:1] if panels else ():
            title = DRAWINGS[panel].title if panel in DRAWINGS else "Evidence"
            st.caption(f"“{title}” on a web page of your own: paste this into its HTML.")
            address = link_to(view.corpus, view.focus, embed="true", panel=panel)
            st.code(embed_code(address, f"Steppe: {title}"), language="html", wrap_lines=True)
