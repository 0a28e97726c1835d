"""The list of articles: a page of it, sorted and searched on the server, as a corpus may hold a hundred thousand."""

import pandas as pd
import streamlit as st

from components.panels import show_empty
from components.reader import PAGE_OF_ARTICLES, PLACE
from components.view import View
from components.words import in_words
from steppe.corpus.articles import Order, count_articles, list_articles
from steppe.flags import FLAGS

PAGE, FIND, ORDER, EVERY = "articles-page", "articles-find", "articles-order", "articles-every"
LISTED = "articles-listed"  # what the page that is open is a page of: another list starts at the first
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
        show_empty("This corpus holds no articles.", "Put articles into seeds/ and build it again.")
        return
    if number <= PAGE_OF_ARTICLES:
        _show_table(view, *list_articles(view.corpus, view.focus))
        return
    find, order, matching = _show_controls(view, number)
    page = _page((view.focus.to_parameters(), find, order, matching))
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
    _show_paging(page, of)


def _show_controls(view: View, number: int) -> tuple[str, str, bool]:
    """Search, order, and whether articles without a match are left out."""
    with st.container(key="articles-bar", horizontal=True, vertical_alignment="bottom", gap="small"):
        find = st.text_input("Find in the titles", key=FIND, placeholder="words of the title", width=260)
        order = st.selectbox("Sort", list(ORDERS), key=ORDER, width=200)
        matching = not view.focus.is_empty and not st.toggle(f"All {number:,} articles", key=EVERY)
    return find, order, matching


def _page(listed: object) -> int:
    if st.session_state.get(LISTED) != listed:
        st.session_state[LISTED] = listed
        st.session_state[PAGE] = 0
    return int(st.session_state.get(PAGE, 0))


def _turn(step: int) -> None:
    st.session_state[PAGE] = max(0, int(st.session_state.get(PAGE, 0)) + step)


def _show_paging(page: int, of: int) -> None:
    pages = -(-of // PAGE_OF_ARTICLES)
    with st.container(key="articles-pages", horizontal=True, vertical_alignment="center", gap="small"):
        for name, step, at_end in (("Previous", -1, page == 0), ("Next", 1, page >= pages - 1)):
            st.button(
                name,
                key=f"articles-{name.lower()}",
                on_click=_turn,
                args=(step,),
                disabled=at_end,
                type="tertiary",
                icon=f":material/chevron_{'left' if step < 0 else 'right'}:",
                icon_position="left" if step < 0 else "right",
            )
            if step < 0:
                first = page * PAGE_OF_ARTICLES
                last = min(of, first + PAGE_OF_ARTICLES)
                st.caption(f"{first + 1:,} to {last:,} of {of:,} articles", width="content")


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
            "matches": st.column_config.NumberColumn(
                f"{view.focus.unit.capitalize()}", help="that the selection matches"
            ),
            "words": st.column_config.NumberColumn("Words"),
            "published": st.column_config.TextColumn("Date"),
            "outlet": st.column_config.TextColumn("Outlet"),
            "quotes": st.column_config.NumberColumn("Quotes"),
            "notes": st.column_config.TextColumn("Notes", width="large"),
        },
        alt=f"{of:,} articles with their words, dates, outlets and notes",
    )
