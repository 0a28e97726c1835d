"""What stands around every page: filters at the side, and above the page what is chosen, in words and as chips."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from components import cache
from components import focus as selection
from components.directory import CORPUS_VARIABLE, ROOT, corpus_directory
from components.links import CORPUS_PARAMETER, keep_fingerprint, mend_link, notes_of_link
from components.pickers import offers, show_pickers, show_search
from components.region import load_region
from components.safe_html import as_label, escape
from components.share import show_copy_link
from components.story.add import show_add
from components.takeaway.menu import show_take_away
from components.view import View, labels_of
from components.whose import foreign_in_words, show_whose
from components.wording import chips, describe
from steppe.corpus.profile import date_range
from steppe.errors import SteppeError

STYLE = Path(__file__).parent / "style.css"


def read_link() -> None:
    """Mend the address that opened this session. Before the widgets of the selection are declared.

    Raises
    ------
    SteppeError : the corpus or the region pack cannot be read.
    """
    mend_link(lambda: labels_of(cache.current_corpus(), load_region()))


def current_view() -> View:
    """The view of this run.

    Raises
    ------
    SteppeError : the corpus or the region pack cannot be read.
    """
    corpus, region = cache.current_corpus(), load_region()
    labels = labels_of(corpus, region)
    focus, dropped = selection.check_focus(selection.read_parameters(), labels)
    return View(corpus, region, focus, labels, (*notes_of_link(), *dropped))


def show_around(view: View, show_page: Callable[[], None]) -> None:
    """A page with the container `filters` at the side, and above it whose articles are shown.

    The page goes to the browser before what stands around it, so that a click is answered before the filters are drawn,
    which are the slowest of all. The search field alone comes before: it is bound to the address, and read by the page.
    """
    with st.sidebar:
        filters = st.container(key="filters")
    with filters:
        st.html('<div class="brand"><b>Steppe</b><br>Every number opens its sentences</div>')
        show_search()
    whose = st.container()
    show_page()
    with whose:
        show_whose(view)
    with filters:
        show_pickers(offers(view), dates=date_range(view.corpus))


def show_selection(view: View) -> None:
    """What is being looked at, in words; each choice as a chip that takes it away; notices about the link."""
    if not view.focus.is_empty and st.query_params.get(CORPUS_PARAMETER) != view.corpus.fingerprint:
        selection.mend_address()
    foreign = keep_fingerprint(view.corpus, view.focus)
    total = cache.total(view.corpus, view.focus)
    with st.container(key="selection", horizontal=True, width="content", vertical_alignment="center", gap="small"):
        words = escape(describe(view.focus, total, view.labels))
        st.html(f'<div class="looking-at" title="{words}">{words}</div>', width="content")
        _show_chips(view)
        if not view.focus.is_empty:
            st.button("Clear all", key="clear-all", type="tertiary", on_click=selection.clear_all)
        show_add(view)
        show_copy_link(view)
        show_take_away(view)
    if view.dropped:
        _show_notice("About this link: " + "; ".join(view.dropped) + ".")
    if foreign and (said := foreign_in_words(view.corpus, foreign)):
        _show_notice(said)


def _show_chips(view: View) -> None:
    """Each choice, in one row that scrolls where its room is short: so nothing below moves by what is chosen."""
    found = chips(view.focus, view.labels)
    if not found:
        return
    with st.container(key="chips", horizontal=True, vertical_alignment="center", gap="xsmall"):
        for number, (name, key, label) in enumerate(found):
            st.button(
                as_label(label, limit=40),
                key=f"chip-{number}-{name}",
                icon=":material/close:",
                icon_position="right",
                on_click=selection.remove,
                args=(name, key),
                help=f"Take away: {as_label(label, limit=300)}",
            )


def _show_notice(text: str) -> None:
    st.html(f'<div class="notice" role="status">{escape(text)}</div>')


def _where_from() -> str:
    """Which directory is opened, and how to open another, as HTML."""
    if corpus_directory() != ROOT / "corpus":
        return (
            f"<code>{CORPUS_VARIABLE}</code> names <code>{escape(str(corpus_directory()))}</code>: build into that "
            f"directory, or unset <code>{CORPUS_VARIABLE}</code> to open <code>corpus/</code>."
        )
    return (
        "The corpus is read from <code>corpus/</code>, or from the directory that "
        f"<code>{CORPUS_VARIABLE}</code> names."
    )


def show_failure(error: SteppeError) -> None:
    """The page that stands in for all others where there is no corpus to show."""
    with st.container(key="failure"):
        st.html(
            f'<div class="failure"><h2>Nothing to show yet</h2><p>{escape(error.what)}</p>'
            f"<p><b>What to do.</b> {escape(error.advice or 'See the README.')}</p>"
            f"<p>{_where_from()}</p></div>"
        )
