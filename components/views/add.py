"""Bring your own articles: drop them, see what became of each, keep what you need."""

import streamlit as st

from components import cache, visitor
from components.adding.drop import STYLE, note_refused, show_drop_zone, show_paste
from components.adding.keep import show_keep
from components.adding.mine import show_mine
from components.adding.report import show_report
from components.adding.status import show_status
from components.panels import panel

note_refused()
own = visitor.current()
st.html(STYLE)
st.html('<h2 class="article-title">Add your articles</h2>')
left, right = st.columns([62, 38], gap="large")
with left, panel("drop-zone"):
    show_drop_zone()
with right, panel("paste-zone"):
    show_paste()
if own is not None:
    with panel("status"):
        show_status(own)
    corpus = own.own_corpus() if own.has_articles else None
    if corpus is not None:
        show_keep(own)
    show_report(own, corpus, cache.base_corpus())
    if corpus is not None:
        show_mine(own, corpus)
