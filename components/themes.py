"""What the chosen theme means."""

import streamlit as st

from components.counting import count_themes
from components.safe_html import escape
from components.view import View
from steppe.corpus import NONE


def show_definition(view: View) -> None:
    """The definition of each chosen theme; else how much has none."""
    defined = [
        (view.labels["theme"][t], view.region.theme_definitions.get(t, "")) for t in view.focus.themes if t != NONE
    ]
    if defined:
        lines = [f"<b>{escape(name)}.</b> {escape(text)}" for name, text in defined]
    else:
        none = count_themes(view.corpus, view.focus, view.region).iloc[-1]
        lines = [f"{escape(none.hint)}, in passages that speak for no theme."] if none.n else []
    if lines:
        st.html(f'<div class="note">{"<br>".join(lines)}</div>')
