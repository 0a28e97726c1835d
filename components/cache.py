"""The one place that keeps things between runs: the open corpus, and answers counted from it.

Answers are keyed on the corpus fingerprint and the Focus, never on a table; they are data frames, so that a reload of
the code cannot leave objects of an old class behind (streamlit#14593).
"""

import os
from pathlib import Path

import pandas as pd
import streamlit as st

from steppe.corpus import Corpus, Dimension, Focus, count, count_by, count_pairs, open_corpus
from steppe.corpus.write import DATAPACKAGE

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = 512  # cached answers of each kind; an answer is a few kilobytes


def corpus_directory() -> Path:
    """The corpus to open: STEPPE_CORPUS, else `corpus/` beside app.py."""
    named = os.environ.get("STEPPE_CORPUS", "").strip()
    return Path(named) if named else ROOT / "corpus"


def current_corpus() -> Corpus:
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


def total(corpus: Corpus, focus: Focus) -> int:
    """`steppe.corpus.count`, remembered."""
    return _total(corpus.fingerprint, focus, corpus)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _total(fingerprint: str, focus: Focus, _corpus: Corpus) -> int:
    return count(_corpus, focus)


def counts(corpus: Corpus, focus: Focus, dimension: Dimension) -> pd.DataFrame:
    """`steppe.corpus.count_by`, remembered."""
    return _counts(corpus.fingerprint, focus, dimension, corpus)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _counts(fingerprint: str, focus: Focus, dimension: Dimension, _corpus: Corpus) -> pd.DataFrame:
    return count_by(_corpus, focus, dimension)


def pairs(corpus: Corpus, focus: Focus, first: Dimension, second: Dimension) -> pd.DataFrame:
    """`steppe.corpus.count_pairs`, remembered."""
    return _pairs(corpus.fingerprint, focus, first, second, corpus)


@st.cache_data(max_entries=ANSWERS, show_spinner=False)
def _pairs(fingerprint: str, focus: Focus, first: Dimension, second: Dimension, _corpus: Corpus) -> pd.DataFrame:
    return count_pairs(_corpus, focus, first, second)


def names(corpus: Corpus) -> dict[str, dict[str, str]]:
    """What to call things: {"country" | "entity" | "type" | "article" | "outlet": {key: label}}."""
    return _names(corpus.fingerprint, corpus)


@st.cache_data(max_entries=4, show_spinner=False)
def _names(fingerprint: str, _corpus: Corpus) -> dict[str, dict[str, str]]:
    entities = _corpus.rows("SELECT entity_id, name, type, country FROM entities ORDER BY entity_id")
    articles = _corpus.rows("SELECT article_id, coalesce(title, file), outlet FROM article_rows ORDER BY article_no")
    mapped = _corpus.rows("SELECT DISTINCT country FROM mentions WHERE country IS NOT NULL AND NOT inside ORDER BY 1")
    return {
        "country": {code: name for _, name, kind, code in entities if kind == "country" and code},
        "mapped": {code: code for (code,) in mapped},
        "entity": {entity_id: name for entity_id, name, _, _ in entities},
        "type": {entity_id: kind for entity_id, _, kind, _ in entities},
        "article": {article_id: title for article_id, title, _ in articles},
        "outlet": {outlet: outlet for _, _, outlet in articles if outlet},
    }
