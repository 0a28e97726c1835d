"""Whose articles are shown: said on every page, with the way to change it."""

from pathlib import PurePosixPath

import streamlit as st

from components import cache, visitor
from components.adding.arriving import arrivals
from components.adding.status import watch
from components.counting import number_of
from components.directory import ROOT, corpus_directory
from components.links import current_page, keep_fingerprint_anew
from components.safe_html import escape
from components.view import View
from steppe.corpus import Corpus
from steppe.corpus.articles import count_articles

PAGE = "components/views/add.py"
CHOICES: dict[visitor.Shown, str] = {"both": "All", "mine": "Yours alone", "base": "Without yours"}
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def show_whose(view: View) -> None:
    """The container `whose`: nothing where the visitor has added nothing."""
    arrivals()  # on every page: a session can send files as soon as it is open
    own = visitor.current()
    if own is None or not (own.has_articles or own.is_working):
        return
    with st.container(key="whose", horizontal=True, vertical_alignment="center", gap="small"):
        if own.has_articles:
            st.html(f'<div class="note" role="status">{shown_in_words(view.corpus, own)}</div>', width="content")
            st.session_state["whose-shown"] = own.shown
            st.segmented_control(
                "Show",
                list(CHOICES),
                format_func=lambda choice: CHOICES[choice],
                key="whose-shown",
                on_change=_choose,
                label_visibility="collapsed",
                width="content",
            )
        if current_page() != PurePosixPath(PAGE).stem:
            if own.has_articles:
                st.page_link(PAGE, label="Manage", icon=":material/tune:")
            if own.is_working:
                watch(compact=True)


def _choose() -> None:
    own, chosen = visitor.current(), st.session_state.get("whose-shown")
    if own is not None and chosen in CHOICES:
        own.shown = chosen
        keep_fingerprint_anew()


def shown_in_words(corpus: Corpus, own: visitor.Visitor) -> str:
    """ "Showing the two seed articles + 5 of yours. Only you see yours." as HTML."""
    if own.shown == "mine":
        return f"Showing <b>your {number_of(own.shelf.articles, 'articles')} alone</b>. Only you see them."
    base = sum(package["steppe"]["counts"]["articles"] for package in cache.base_corpus().packages)
    there = (
        f"the {number_in_words(base)} seed article{'s' * (base != 1)}"
        if _is_seeds()
        else f"this server’s {number_of(base, 'articles')}"
    )
    if own.shown == "base":
        number = own.shelf.articles
        aside = f"your {number_of(number, 'articles')} {'is' if number == 1 else 'are'} set aside"
        return f"Showing <b>{escape(there)}</b>; {aside}."
    count = count_articles(corpus) - base
    return f"Showing <b>{escape(there)} + {count} of yours</b>. Only you see yours."


def _is_seeds() -> bool:
    return corpus_directory() == ROOT / "corpus"


def number_in_words(number: int) -> str:
    """ "two", "14"."""
    return SMALL[number] if number < len(SMALL) else f"{number:,}"


def foreign_in_words(corpus: Corpus, foreign: str) -> str | None:
    """What to say of a link that was made on another corpus; None where this session has shown that one."""
    if visitor.was_shown(foreign):
        return None
    if foreign.startswith(visitor.OF_A_SESSION):
        return (
            f"This link was made on articles that somebody had added in a session of their own ({foreign}). They are "
            f"not here: what is shown is counted on {corpus.fingerprint}, so its numbers differ. If you have that "
            "corpus as a ZIP, add it on the page Add articles."
        )
    return (
        f"This link was made on another corpus ({foreign}); here it is shown on {corpus.fingerprint}, "
        "so its numbers may differ."
    )
