"""The list of articles: a page of it, sorted and searched on the server, as a corpus may hold a hundred thousand.

It is a table of our own and one element: text that wraps, grows with the page and is read aloud, rows that are links.
"""

from typing import Any

import pandas as pd
import streamlit as st

from components.counting import SINGULAR, number_of
from components.links import link_to, path_to
from components.paging import open_page, show_pages
from components.panels import show_empty
from components.reader import PAGE_OF_ARTICLES, PLACE
from components.safe_html import escape
from components.scripts import KEEPS_NEW_TABS, SAYS_THAT_IT_WORKS
from components.takeaway.menu import LARGE
from components.view import View
from components.words import in_words
from steppe.corpus import Corpus, Focus
from steppe.corpus.articles import Order, count_articles, list_articles
from steppe.flags import FLAGS
from steppe.takeaway.names import safe_file_name
from steppe.takeaway.provenance import parameters_in_words, provenance_of
from steppe.takeaway.tables import table_as_csv

NAME = "articles"  # of the list, and of its pages
FIND, ORDER, EVERY = "articles-find", "articles-order", "articles-every"
FEW = 12  # articles that need no search and no order of one's own
ORDERS: dict[str, tuple[Order, bool]] = {
    "newest first": ("date", True),
    "oldest first": ("date", False),
    "most matches first": ("matches", True),
    "by title": ("title", False),
    "by outlet": ("outlet", False),
    "longest first": ("words", True),
}
IN_COLUMNS = ("no-date", "no-outlet", "no-title")  # flags that the row itself shows
KEY = "article-rows"
# It reads no text: ids alone, which the server wrote.
SCRIPT = """
export default function ({ parentElement, setStateValue }) {
  const panel = parentElement.closest(".st-key-articles");
  if (!panel) return;  // taken out of the page while the script came; where the panel stands now it runs again
  const act = (event) => {
    const link = event.target.closest("a[data-open]");
    if (!link || wantsNewTab(event)) return;
    event.preventDefault();
    setStateValue("open", { passage: link.dataset.open, at: Date.now() });
  };
  panel.addEventListener("click", act);
  saysThatItWorks(parentElement, "rows-work");
  return () => panel.removeEventListener("click", act);
}
"""


def choose_row() -> None:
    """The callback of the list: the article of the row that was chosen is opened at its start."""
    asked: Any = (st.session_state.get(KEY) or {}).get("open")
    if asked:
        st.session_state[PLACE] = str(asked["passage"])


def show_list(view: View, opened: str | None) -> None:
    """The panel `articles`: articles with their facts, their flags, and how much of the selection they hold.

    A list of more than a few can be sorted and searched, and starts with those that hold something of the selection.
    opened : the article that is being read.
    """
    number = count_articles(view.corpus)
    if not number:
        show_empty("This corpus holds no articles.", "The page Add articles takes some; or build it again.")
        return
    if number <= FEW:
        table, _ = list_articles(view.corpus, view.focus)
        _show_table(view, matching_first(table), opened)
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
    _show_table(view, table, opened)
    if of > PAGE_OF_ARTICLES:
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


def _show_table(view: View, table: pd.DataFrame, opened: str | None) -> None:
    st.html(table_html(view, table, opened))
    script = SAYS_THAT_IT_WORKS + KEEPS_NEW_TABS + SCRIPT
    component = st.components.v2.component("steppe_article_rows", js=script, isolate_styles=False)
    component(key=KEY, on_open_change=choose_row, height=1)


def table_html(view: View, table: pd.DataFrame, opened: str | None) -> str:
    """Articles as a table whose titles are links into the reader; everything in it escaped.

    table : as `steppe.corpus.articles.list_articles` gives it.
    """
    unit = view.focus.unit
    heads = ("Title", unit.capitalize(), "Words", "Date", "Outlet", "Quotes")
    head = "".join(f'<th scope="col">{h}</th>' for h in heads)
    rows = "".join(_row_html(view, article, article["article_id"] == opened) for article in table.to_dict("records"))
    return (
        '<div class="article-rows" tabindex="0" role="group" aria-label="List of articles">'
        f'<table class="articles"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row_html(view: View, article: dict[str, Any], is_open: bool) -> str:
    known = {
        key: value for key, value in article.items() if isinstance(value, str) and value
    }  # pandas has NaN for none
    title = escape(known.get("title", article["file"]))
    if "first" in known:
        address = escape(path_to(NAME, view.focus, passage=article["first"]))
        title = f'<a href="{address}" data-open="{escape(article["first"])}">{title}</a>'
    notes = " ".join(in_words(flag, FLAGS) for flag in article["flags"] if flag not in IN_COLUMNS)
    said = f"<small>{escape(notes)}</small>" if notes else ""
    counts = {view.focus.unit: article["matches"], "words": article["words"], "quotes": article["quotes"]}
    matches, words, quotes = (_number_html(int(n), unit) for unit, n in counts.items())
    published, outlet = escape(known.get("published", "no date")), escape(known.get("outlet", "outlet unknown"))
    classes = ' class="nothing"' if not article["matches"] else ""
    here = ' aria-current="true"' if is_open else ""
    return (
        f'<tr{classes}{here}><th scope="row">{title}{said}</th>{matches}{words}'
        f'<td class="date">{published}</td><td>{outlet}</td>{quotes}</tr>'
    )


def _number_html(n: int, unit: str) -> str:
    """A number, and what it counts where a telephone shows no heads."""
    return f'<td class="n" data-unit="{SINGULAR[unit] if n == 1 else unit}">{n:,}</td>'


def show_list_as_csv(view: View) -> None:
    """The whole list as a file, for the panel's corner; a larger one is in the corpus' own package."""
    number = count_articles(view.corpus)
    if not 0 < number <= LARGE:
        return
    corpus, focus, link = view.corpus, view.focus, link_to(view.corpus, view.focus)
    st.download_button(
        "List as CSV",
        data=lambda: list_as_csv(corpus, focus, link),
        file_name=safe_file_name(f"steppe {number_of(number, 'articles')}", "csv"),
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        help="The list as CSV",
        key="take-articles",
    )


def list_as_csv(corpus: Corpus, focus: Focus, link: str) -> bytes:
    """Every article, a row each, with what the selection matches in it. Runs when the button is pressed, in a thread
    of its own, so it asks the corpus alone."""
    table, _ = list_articles(corpus, focus)
    flags = [" ".join(in_words(flag, FLAGS) for flag in found) for found in table["flags"]]
    kept = table.drop(columns=["flags", "first"]).rename(columns={"matches": f"{focus.unit} that match"})
    about = provenance_of(corpus, "Articles", parameters_in_words(focus), link=link)
    return table_as_csv(kept.assign(notes=flags), about)
