"""The visitor's articles one by one: what was left out of each, a way to get it back, and a way to take one away."""

from typing import Any

import streamlit as st

from components import visitor
from components.adding.shelf import Shelf, Span
from components.panels import panel
from components.registry import READER
from components.safe_html import escape
from components.words import REASONS
from components.words import in_words as reason_in_words
from steppe.corpus import Corpus

CHOSEN = "my-article"
MOST = 40  # blocks shown of one article, the longest: a menu entry more or less is no loss
LONGEST = 600  # code points shown of a block

ARTICLES = """
SELECT a.article_id, coalesce(a.title, a.file) AS title, a.file, a.words, min(p.passage_id) AS first,
       count(*) FILTER (p.kind = 'furniture') AS left_out
FROM articles a LEFT JOIN passages p USING (article_id) GROUP BY ALL ORDER BY title, a.article_id
"""
LEFT_OUT = """
SELECT p.start, p."end", coalesce(p.reason, 'furniture'), substr(a.text, p.start + 1, p."end" - p.start)
FROM passages p JOIN articles a USING (article_id)
WHERE p.article_id = ? AND p.kind = 'furniture' ORDER BY p.start
"""
RESTORED = """
SELECT substr(text, ? + 1, ? - ?) FROM articles WHERE article_id = ?
"""


def show_mine(own: visitor.Visitor, corpus: Corpus) -> None:
    """The panel `mine`: choose an article, see what was left out of it, restore it, remove the article."""
    articles = {
        str(row[0]): {"title": str(row[1]), "file": str(row[2]), "words": row[3], "first": row[4], "left_out": row[5]}
        for row in corpus.rows(ARTICLES)
    }
    if st.session_state.get(CHOSEN) not in articles:
        st.session_state[CHOSEN] = max(articles, key=lambda a: (articles[a]["left_out"], a))
    with panel("mine", "Your articles", "what was left out of each, and a way to get it back"):
        chosen = st.selectbox(
            "Article",
            list(articles),
            format_func=lambda a: articles[a]["title"],  # a chosen option is not drawn anew: no number in it
            key=CHOSEN,
            label_visibility="collapsed",
        )
        with st.container(key="mine-bar", horizontal=True, gap="small", vertical_alignment="center"):
            st.html(f'<div class="meta">{escape(_facts(articles[chosen]))}</div>', width="stretch")
            if articles[chosen]["first"]:
                st.page_link(
                    READER,
                    label="Open in reader",
                    icon=":material/menu_book:",
                    query_params={"passage": str(articles[chosen]["first"])},
                )
            st.button(
                "Remove this article",
                key="remove-article",
                icon=":material/delete:",
                type="tertiary",
                on_click=own.change,
                args=(lambda shelf: shelf.removed.add(chosen),),
            )
        _show_blocks(own, corpus, chosen)


def _facts(article: dict[str, Any]) -> str:
    """ "page.html · 24 blocks left out"."""
    n = article["left_out"]
    return f"{article['file']} · {n} {'block' if n == 1 else 'blocks'} left out"


def _show_blocks(own: visitor.Visitor, corpus: Corpus, article: str) -> None:
    back = sorted(own.shelf.restored.get(article, ()))
    out = corpus.rows(LEFT_OUT, (article,))
    if not out and not back:
        st.html('<div class="note">Nothing was left out of this article.</div>')
        return
    longest = sorted(out, key=lambda row: (row[0] - row[1], row[0]))[:MOST]
    blocks: list[tuple[Span, str, str, bool]] = [
        ((int(s), int(e)), reason_in_words(str(reason), REASONS), str(text), False) for s, e, reason, text in longest
    ]
    for start, end in back:
        found = corpus.rows(RESTORED, (start, end, start, article))
        blocks.append(((start, end), "restored by you", str(found[0][0]) if found else "", True))
    if len(out) > MOST:
        st.html(f'<div class="meta">The {MOST} longest of {len(out)} blocks. The reader shows all of them.</div>')
    with st.container(key="left-out", height=420 if len(blocks) > 4 else "content", border=True, gap="small"):
        for span, reason, text, restored in sorted(blocks):
            _show_block(own, article, span, reason, text, restored=restored)


def _show_block(own: visitor.Visitor, article: str, span: Span, reason: str, text: str, *, restored: bool) -> None:
    name = f"{article}-{span[0]}"
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
    with st.container(key=f"block-{name}", horizontal=True, gap="small", vertical_alignment="center"):
        said = reason if restored else f"left out: {reason}"
        kind = "restored" if restored else "furniture"
        st.html(f'<div class="block {kind}"><small>{escape(said)}</small>{escape(shown)}</div>', width="stretch")
        st.button(
            "Undo" if restored else "Restore",
            key=f"{'undo' if restored else 'restore'}-{name}",
            icon=":material/undo:" if restored else ":material/add_circle:",
            on_click=own.change,
            args=(lambda shelf: _turn(shelf, article, span, kept=not restored),),
            help="The article is analysed again without it"
            if restored
            else "Keep it as text and analyse the article again",
        )


def _turn(shelf: Shelf, article: str, span: Span, *, kept: bool) -> None:
    spans = shelf.restored.setdefault(article, set())
    if kept:
        spans.add(span)
    else:
        spans.discard(span)
