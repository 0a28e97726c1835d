"""Links that are views: the selection and the corpus it was made on, as an address."""

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from steppe.corpus import Corpus, Focus

CORPUS_PARAMETER = "corpus"


def link_to(corpus: Corpus, focus: Focus, *, page: str | None = None, **more: str) -> str:
    """The address of a view, with the corpus fingerprint.

    page : path of the page ("articles"); None is the page being shown.
    more : further parameters, such as passage.
    """
    here = urlsplit(str(st.context.url or "http://localhost:8501"))
    path = here.path if page is None else _sibling(here.path, page)
    parameters = {**focus.to_parameters(), **{k: [v] for k, v in more.items()}, CORPUS_PARAMETER: [corpus.fingerprint]}
    return urlunsplit((here.scheme, here.netloc, path or "/", urlencode(parameters, doseq=True), ""))


def _sibling(path: str, page: str) -> str:
    """`page` in place of the last part of a path, which is the page being shown (an app may live under a prefix)."""
    return f"{path.rsplit('/', 1)[0]}/{page}"


def keep_fingerprint(corpus: Corpus, focus: Focus) -> str | None:
    """Carry the fingerprint in the address of every selection.

    Returns the fingerprint that the link came with where it is another one: the numbers may then differ.
    """
    named = st.query_params.get(CORPUS_PARAMETER)
    if named and named != corpus.fingerprint:
        st.session_state["foreign-corpus"] = named
    # Once a selection and page: writing is a step in the browser's history, and writing again on the way back would bar
    # the way. A new page's address starts bare; this puts the whole selection into it again.
    view = (urlsplit(str(st.context.url or "")).path, focus.to_parameters())
    written, st.session_state["fingerprint-of"] = st.session_state.get("fingerprint-of"), view
    if named != corpus.fingerprint and (named or not focus.is_empty) and written != view:
        st.query_params[CORPUS_PARAMETER] = corpus.fingerprint
    return st.session_state.get("foreign-corpus")
