"""A passage as a reference, with what its article and the corpus say of its author."""

import streamlit as st

from components.links import link_to
from steppe.corpus import Corpus, Focus, PassageEvidence
from steppe.takeaway.citations import Reference, as_bibtex, as_csl, as_ris, as_text, refer_to

FORMATS = {"Text": as_text, "BibTeX": as_bibtex, "RIS": as_ris, "CSL-JSON": as_csl}
LANGUAGES = {"BibTeX": "latex", "CSL-JSON": "json"}  # how the code box colours it


def reference_of(corpus: Corpus, passage: PassageEvidence, *, place: str, focus: Focus | None = None) -> Reference:
    """The reference of a passage.

    place : where it stands in its article, in words.
    focus : the selection that the link opens it with; None opens the passage alone.
    """
    facts = corpus.rows("SELECT author, language FROM articles WHERE article_id = ?", (passage.article_id,))
    author, language = facts[0] if facts else (None, None)
    return refer_to(
        passage,
        place=place,
        corpus=corpus.fingerprint,
        author=author,
        language=language,
        link=link_to(corpus, focus or Focus(), page="articles", passage=passage.passage_id),
        bodies=_bodies_in(corpus, author) if author else [],
    )


def show_citation(reference: Reference) -> None:
    """The reference in every format, each to be copied; article text is shown as code, which nothing interprets."""
    for tab, (name, form) in zip(st.tabs(list(FORMATS)), FORMATS.items(), strict=True):
        tab.code(form(reference), language=LANGUAGES.get(name), wrap_lines=True)


def _bodies_in(corpus: Corpus, byline: str) -> list[str]:
    """The organisations of the corpus that a byline names."""
    query = "SELECT DISTINCT name FROM entities WHERE type = 'organisation' AND contains(?, name)"
    return [name for (name,) in corpus.rows(query, (byline,))]
