"""The one place that keeps things between runs: the open corpus, and answers counted from it.

Answers are keyed on the corpus fingerprint and the Focus, never on a table; they are data frames, so that a reload of
the code cannot leave objects of an old class behind (streamlit#14593). Answers about a visitor's own corpus are kept in
that visitor's session and nowhere else.
"""

import weakref
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

import pandas as pd
import streamlit as st
from streamlit import runtime

from components import visitor
from components.directory import corpus_directory
from components.memory import Rest, give_memory_back, set_modules_aside
from steppe.corpus import Corpus, Dimension, Focus, count, count_by, count_pairs, open_corpus
from steppe.corpus.articles import list_articles
from steppe.corpus.names import (
    article_titles,
    countries_mapped,
    country_names,
    entity_names,
    entity_types,
    outlet_names,
)
from steppe.corpus.query import rank
from steppe.corpus.write import DATAPACKAGE

ANSWERS = 512  # cached answers of each kind; an answer is a few kilobytes


def current_corpus() -> Corpus:
    """The corpus of this run: that of the server, what the visitor has added, or both, as they choose.

    Raises
    ------
    CorpusError : it is missing, damaged, or of another version.
    """
    own = visitor.current()
    if own is None or not own.has_articles or own.shown == "base":
        corpus = base_corpus()
    else:
        corpus = own.own_corpus() if own.shown == "mine" else own.corpus_with(base_corpus())
    visitor.note_shown(corpus)
    return corpus


def base_corpus() -> Corpus:
    """The corpus of this server, opened once and again when it was built anew.

    Raises
    ------
    CorpusError : it is missing, damaged, or of another version.
    """
    directory = corpus_directory()
    package = directory / DATAPACKAGE
    stamp = package.stat().st_mtime_ns if package.is_file() else 0
    return _open(str(directory), stamp)


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(directory: str, stamp: int) -> Corpus:
    give_memory_back()
    _rest()
    if runtime.exists():
        set_modules_aside()
    corpus = open_corpus(directory)
    OPENED.add(corpus)
    return corpus


@st.cache_resource(show_spinner=False)
def _rest() -> Rest:
    rest = Rest(forget_shared, visitor.patience())
    rest.start()
    return rest


Answer = TypeVar("Answer")
OPENED: weakref.WeakSet[Corpus] = weakref.WeakSet()  # corpora of this server
OF_ALL: list[Any] = []  # the server's side of every remembered question
OF_SESSIONS: list[Any] = []  # the session's side of it


def remembered(*, max_entries: int = ANSWERS) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Keep what a function of (corpus, *values) answers: of the server's corpus for all, of a visitor's for them."""

    def wrap(ask: Callable[..., Answer]) -> Callable[..., Answer]:
        def keyed(fingerprint: str, question: str, _corpus: Corpus, _values: tuple[Any, ...]) -> Answer:
            return ask(_corpus, *_values)

        keyed.__qualname__ = f"keyed_{ask.__name__}"  # Streamlit tells caches apart by this name
        shared = st.cache_data(max_entries=max_entries, show_spinner=False)(keyed)
        private = st.cache_data(max_entries=max_entries, show_spinner=False, scope="session")(keyed)
        OF_ALL.append(shared)
        OF_SESSIONS.append(private)

        @wraps(ask)
        def answer(corpus: Corpus, *values: Any) -> Answer:
            kept = private if visitor.is_private(corpus) else shared
            # In words, which Streamlit tells apart sooner than it walks through a Focus.
            return kept(corpus.fingerprint, repr(values), corpus, values)

        return answer

    return wrap


def forget_private() -> None:
    """Drop every answer about this session's own corpus."""
    for kept in OF_SESSIONS:
        kept.clear()


def forget_shared() -> None:
    """Drop every answer about the server's corpora; they are counted again when somebody asks."""
    for kept in OF_ALL:
        kept.clear()
    for corpus in list(OPENED):
        corpus.forget()


@remembered()
def total(corpus: Corpus, focus: Focus) -> int:
    """`steppe.corpus.count`, remembered."""
    return count(corpus, focus)


@remembered()
def counts(corpus: Corpus, focus: Focus, dimension: Dimension) -> pd.DataFrame:
    """`steppe.corpus.count_by`, remembered: for dimensions with few marks (countries, themes, stances, months)."""
    return count_by(corpus, focus, dimension)


@remembered()
def ranking(
    corpus: Corpus,
    focus: Focus,
    dimension: Dimension,
    limit: int,
    keep: tuple[str, ...] = (),
    types: tuple[str, ...] = (),
) -> tuple[pd.DataFrame, int]:
    """`steppe.corpus.query.rank`, remembered: the first marks, and how many there are in all."""
    return rank(corpus, focus, dimension, limit=limit, keep=keep, types=types)


@remembered()
def pairs(
    corpus: Corpus, focus: Focus, first: Dimension, second: Dimension, among: tuple[str, ...] | None = None
) -> pd.DataFrame:
    """`steppe.corpus.count_pairs`, remembered."""
    return count_pairs(corpus, focus, first, second, among=among)


@remembered(max_entries=8)
def newest(corpus: Corpus, limit: int) -> tuple[list[str], int]:
    """Ids of the newest articles, the newest first and those without a date last, and how many articles there are."""
    table, number = list_articles(corpus, order="date", descending=True, limit=limit)
    return list(table["article_id"]), number


def names(corpus: Corpus) -> dict[str, Mapping[str, str]]:
    """What to call things: {"country" | "mapped" | "entity" | "type" | "article" | "outlet": {key: label}}.

    Entities, types, articles and outlets are looked up one at a time (see `steppe.corpus.names`).
    """
    return {
        "country": corpus.once("countries", lambda: country_names(corpus)),
        "mapped": {code: code for code in corpus.once("mapped", lambda: countries_mapped(corpus))},
        "entity": entity_names(corpus),
        "type": entity_types(corpus),
        "article": article_titles(corpus),
        "outlet": outlet_names(corpus),
    }
