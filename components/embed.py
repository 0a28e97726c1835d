"""The embedded form, for another web page: one panel, and a line that names the source and leads to the whole view.

`?embed=true&panel=map` on the address of any view. Streamlit keeps `embed` to itself and hides its own header.
"""

from dataclasses import replace

import streamlit as st

from components import cache
from components.counting import number_of
from components.drawings import DRAWINGS
from components.evidence import show_evidence
from components.links import current_page, link_to
from components.panels import panel
from components.safe_html import escape
from components.shell import current_view
from components.sized_drawings import Size, show_drawing
from components.story.add import OF_PAGE
from components.wording import describe
from steppe.corpus import count_passages

PARAMETER = "panel"  # query parameter: an id of `components.drawings`, or "evidence"
EVIDENCE = "evidence"
EMBEDDED = Size(height=380, width=560, type=15, labels=190, rows=12)
NARROWEST = 358  # pixels that a frame in another page's column may have: names of a chart are whole there too
PASSAGES = 4


def panel_asked() -> tuple[str, str]:
    """The panel to show, and a sentence where it is not the one that was asked for."""
    asked = str(st.query_params.get(PARAMETER) or "")
    if asked in DRAWINGS or asked == EVIDENCE:
        return asked, ""
    nearest = OF_PAGE.get(current_page(), (EVIDENCE,))[0]
    return nearest, f"There is no panel “{asked[:40]}”; this is “{nearest}”." if asked else ""


def show_embedded() -> None:
    """The panel that the address asks for, of its view."""
    with st.container(key="link-state-embedded"):  # in the sidebar elsewhere, which is not shown here
        st.text_input("q", key="q", bind="query-params")
    view = current_view()
    name, problem = panel_asked()
    with st.container(key="embedded", gap="xsmall"):
        if name == EVIDENCE:
            show_evidence(view.corpus, view.focus, per_page=PASSAGES)
        else:
            drawing = DRAWINGS[name]
            with panel(name, drawing.title, drawing.note(view.focus)):
                size = EMBEDDED if drawing.form == "map" else replace(EMBEDDED, width=NARROWEST)
                show_drawing(view, name, size, key=f"embedded-{name}")
        total = cache.total(view.corpus, view.focus)
        said = describe(view.focus, total, view.labels)
        where = number_of(count_passages(view.corpus, view.focus), "passages")
        for sentence in (*view.dropped, problem):
            if sentence:
                st.html(f'<div class="notice" role="status">{escape(sentence)}</div>')
        link = escape(link_to(view.corpus, view.focus))
        st.html(
            f'<div class="source">{escape(said)}, in {escape(where)}. '
            f"Steppe, corpus {escape(view.corpus.fingerprint)} · "
            f'<a href="{link}" target="_blank" rel="noopener">Open with its sentences</a></div>'
        )
