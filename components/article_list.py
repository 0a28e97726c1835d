"""The list of articles: a page of it, sorted and searched on the server, as a corpus may hold a hundred thousand."""

import pandas as pd
import streamlit as st

from components.paging import open_page, show_pages
from components.panels import show_empty
from components.reader import PAGE_OF_ARTICLES, PLACE
from components.view import View
from components.words import in_words
from steppe.corpus.articles import Order, count_articles, list_articles
from steppe.flags import FLAGS

NAME = "articles"  # of the list, and of its pages
FIND, ORDER, EVERY = "articles-find", "articles-order", "articles-every"
ORDERS: dict[str, tuple[Order, bool]] = {
    "newest first": ("date", True),
    "oldest first": ("date", False),
    "most matches first": ("matches", True),
    "by title": ("title", False),
    "by outlet": ("outlet", False),
    "longest first": ("words", True),
}


def choose_row(key: str, ids: list[str]) -> None:
    """The callback of the list: the row that was chosen is opened at its start."""
    rows = (st.session_state.get(key) or {}).get("selection", {}).get("rows") or []
    if rows and rows[0] < len(ids):
        st.session_state[PLACE] = ids[rows[0]]


def show_list(view: View) -> None:
    """The panel `articles`: articles with their facts, their flags, and how much of the selection they hold.

    A list longer than a page can be sorted and searched, and starts with those that hold something of the selection.
    """
    number = count_articles(view.corpus)
    if not number:
        show_empty("This corpus holds no articles.", "The page Add articles takes some; or build it again.")
        return
    if number <= PAGE_OF_ARTICLES:
        table, of = list_articles(view.corpus, view.focus)
        _show_table(view, matching_first(table), of)
        return
    find, order, matching = _show_controls(view, number)
    page = open_page(NAME, (view.focus.to_parameters(), find, order, matching))
    by, descending = ORDERS[order]
    table, of = list_articles(
        view.corpus,
        view.focus,
        find=find,
        matching=matching,
        order=by,
        descending=descending,
        offset=page * PAGE_OF_ARTICLES,
        limit=PAGE_OF_ARTICLES,
    )
    if not of:
        show_empty("No article in the list.", "Take away words of the search above, or list all articles.")
        return
    _show_table(view, table, of, page)
    show_pages(NAME, page, -(-of // PAGE_OF_ARTICLES), _place_in_words(page, of))


def matching_first(table: pd.DataFrame) -> pd.DataFrame:
    """Articles with something of the selection before those with nothing; the order among each stays."""
    return table.iloc[(table["matches"] == 0).argsort(kind="stable")].reset_index(drop=True)


def _show_controls(view: View, number: int) -> tuple[str, str, bool]:
    """Search, order, and whether articles without a match are left out."""
    with st.container(key="articles-bar", horizontal=True, vertical_alignment="bottom", gap="small"):
        find = st.text_input("Find in the titles", key=FIND, placeholder="words of the title", width=260)
        order = st.selectbox("Sort", list(ORDERS), key=ORDER, width=200)
        matching = not view.focus.is_empty and not st.toggle(f"All {number:,} articles", key=EVERY)
    return find, order, matching


def _place_in_words(page: int, of: int) -> str:
    first = page * PAGE_OF_ARTICLES
    return f"{first + 1:,} to {min(of, first + PAGE_OF_ARTICLES):,} of {of:,} articles"


def _show_table(view: View, table: pd.DataFrame, of: int, page: int = 0) -> None:
    table["title"] = table["title"].fillna(table["file"])
    table["published"] = table["published"].fillna("no date")
    table["outlet"] = table["outlet"].fillna("unknown")
    table["notes"] = [" ".join(in_words(f, FLAGS) for f in flags) for flags in table["flags"]]
    first = table["first"].fillna("").tolist()
    key = f"article-list-{page}" if page else "article-list"  # a row that was chosen is none of the next page
    st.dataframe(
        table[["title", "matches", "words", "published", "outlet", "quotes", "notes"]],
        key=key,
        height=min(320, 38 + 36 * len(table)),
        row_height=36,
        hide_index=True,
        on_select=lambda: choose_row(key, first),
        selection_mode="single-row",
        column_config={
            "title": st.column_config.TextColumn("Title", width="large"),
            "matches": st.column_config.NumberColumn(view.focus.unit.capitalize(), help="that the selection matches"),
            "words": st.column_config.NumberColumn("Words"),
            "published": st.column_config.TextColumn("Date"),
            "outlet": st.column_config.TextColumn("Outlet"),
            "quotes": st.column_config.NumberColumn("Quotes"),
            "notes": st.column_config.TextColumn("Notes", width="large"),
        },
        alt=f"{of:,} articles with their words, dates, outlets and notes",
    )
