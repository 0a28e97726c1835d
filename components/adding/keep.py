"""What to do with a corpus of one's own: look at it, take it away, forget it."""

import streamlit as st

from components import cache, visitor
from components.panels import panel


def show_keep(own: visitor.Visitor) -> None:
    """The panel `keep`."""
    with (
        panel("keep"),
        st.container(key="keep-bar", horizontal=True, gap="small", vertical_alignment="center"),
    ):
        st.page_link("components/views/overview.py", label="See them on the dashboard", icon=":material/dashboard:")
        st.download_button(
            "Save as ZIP",
            data=own.shelf.as_zip,
            file_name="steppe-corpus.zip",
            mime="application/zip",
            icon=":material/download:",
            on_click="ignore",
            key="save-zip",
            help="Tables, data package and the files as you added them. Drop it here again later, or unpack it where "
            "STEPPE_CORPUS points.",
        )
        with st.popover("Forget my articles", icon=":material/delete:", type="tertiary", key="forget"):
            st.html('<div class="note">All files and tables of this session are deleted at once.</div>')
            st.button("Forget them", key="forget-now", type="primary", on_click=forget)


def forget() -> None:
    """The callback of `Forget them`."""
    visitor.forget_current()
    cache.forget_private()
    for key in ("report-states", "report-find", "my-article"):
        st.session_state.pop(key, None)
