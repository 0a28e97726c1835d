"""The articles: the list, and one of them whole."""

from dataclasses import replace
from functools import partial

import streamlit as st

from components.article_list import show_list, show_list_as_csv
from components.panels import panel
from components.reader import declare_place, lost_place, open_article, show_beside, show_reader
from components.shell import current_view, show_selection

declare_place()
view = current_view()
show_selection(replace(view, dropped=(*view.dropped, *lost_place(view))))

article_id = open_article(view)
with panel("articles", "Articles", "choose one to read it below", menu=partial(show_list_as_csv, view)):
    show_list(view, article_id)
if article_id:
    text, side = st.columns([70, 30], gap="medium")
    with side, panel("outline"):
        show_beside(view, article_id)
    with text:
        show_reader(view, article_id)
