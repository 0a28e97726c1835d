"""The one place that keeps things between runs: the open corpus, and answers counted from it.

Answers are keyed on the corpus fingerprint and the Focus, never on a table; they are data frames, so that a reload of
the code cannot leave objects of an old class behind (streamlit#14593). Answers about a visitor's own corpus are kept in
that visitor's session and nowhere else.
"""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from components import visitor
from steppe.corpus import Corpus, Dimension, Focus, count, count_by, count_pairs, open_corpus
from steppe.corpus.write import DATAPACKAGE

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = 512  # cached answers of each kind; an answer is a few kilobytes


def corpus_directory() -> Path:
    """The corpus to open: STEPPE_CORPUS, else `corpus/` beside app.py."""
    named = os.environ.get("STEPPE_CORPUS", "").strip()
    return Path(named) if named else ROOT / "corpus"


def current_corpus() -> Corpus:
    """The corpus of this run: that of the server, what the visitor has added, or both, as they choose.

    Raises
    ------
    CorpusError : it is missing, damaged, or of another version.
    """
    own = visitor.current()
    if own is None or not own.has_articles or own.shown == "base":
        return base_corpus()
    corpus = own.own_corpus() if own.shown == "mine" else own.corpus_with(base_corpus())
    own.fingerprints.add(corpus.fingerprint)
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
    return open_corpus(directory)


Answer = TypeVar("Answer")
OF_SESSIONS: list[Any] = []  # the session's side of every remembered question


def remembered(*, max_entries: int = ANSWERS) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Keep what a function of (corpus, *values) answers: of the server's corpus for all, of a visitor's for them."""

    def wrap(ask: Callable[..., Answer]) -> Callable[..., Answer]:
        def keyed(fingerprint: str, values: tuple[Any, ...], _corpus: Corpus) -> Answer:
            return ask(_corpus, *values)

        keyed.__qualname__ = f"keyed_{ask.__name__}"  # Streamlit tells caches apart by this name
        shared = st.cache_data(max_entries=max_entries, show_spinner=False)(keyed)
        private = st.cache_data(max_entries=max_entries, show_spinner=False, scope="session")(keyed)
        OF_SESSIONS.append(private)

        @wraps(ask)
        def answer(corpus: Corpus, *values: Any) -> Answer:
            kept = private if visitor.is_private(corpus) else shared
            return kept(corpus.fingerprint, values, corpus)

        return answer

    return wrap


def forget_private() -> None:
    """Drop every answer about this session's own corpus."""
    for kept in OF_SESSIONS:
        kept.clear()


@remembered()
def total(corpus: Corpus, focus: Focus) -> int:
    """`steppe.corpus.count`, remembered."""
    return count(corpus, focus)


@remembered()
def counts(corpus: Corpus, focus: Focus, dimension: Dimension) -> pd.DataFrame:
    """`steppe.corpus.count_by`, remembered."""
    return count_by(corpus, focus, dimension)


@remembered()
def pairs(corpus: Corpus, focus: Focus, first: Dimension, second: Dimension) -> pd.DataFrame:
    """`steppe.corpus.count_pairs`, remembered."""
    return count_pairs(corpus, focus, first, second)


@remembered(max_entries=4)
def names(corpus: Corpus) -> dict[str, dict[str, str]]:
    """What to call things: {"country" | "entity" | "type" | "article" | "outlet": {key: label}}."""
    entities = corpus.rows("SELECT entity_id, name, type, country FROM entities ORDER BY entity_id")
    articles = corpus.rows("SELECT article_id, coalesce(title, file), outlet FROM article_rows ORDER BY article_no")
    mapped = corpus.rows("SELECT DISTINCT country FROM mentions WHERE country IS NOT NULL AND NOT inside ORDER BY 1")
    return {
        "country": {code: name for _, name, kind, code in entities if kind == "country" and code},
        "mapped": {code: code for (code,) in mapped},
        "entity": {entity_id: name for entity_id, name, _, _ in entities},
        "type": {entity_id: kind for entity_id, _, kind, _ in entities},
        "article": {article_id: title for article_id, title, _ in articles},
        "outlet": {outlet: outlet for _, _, outlet in articles if outlet},
    }
