"""The reader: an article whole, with what was found in it highlighted, and the way from one place to the next."""

from functools import partial
from typing import Any

import streamlit as st

from components.counting import number_of
from components.evidence import TONES, tone_of
from components.focus import toggle
from components.paging import show_steps
from components.panels import panel
from components.safe_html import Span, escape, highlight
from components.scroll import scroll_reader_to
from components.view import View
from components.words import REASONS, in_words
from steppe.corpus import Focus
from steppe.corpus.articles import article_facts, count_articles, list_articles, neighbours, read_article
from steppe.corpus.profile import article_of, first_article, list_quotes, matched_passages
from steppe.flags import FLAGS

PLACE = "passage"  # query parameter: the passage that the reader stands at
PAGE_OF_ARTICLES = 100  # rows of the list, and articles offered by their titles
LAYERS = {"names": "Names", "themes": "Words that carried a theme", "quotes": "Quotes"}
PLURAL = {"passage": "passages", "match": "matches"}
LAYER_SOURCE = {"names": ("mentions", "mention"), "themes": ("themes", "theme"), "quotes": ("quotes", "quote")}


def declare_place() -> None:
    """The widget that holds the reader's place, out of sight; bound to the URL, so that a place is a link."""
    with st.container(key="link-state-reader"):
        st.text_input("passage", key=PLACE, bind="query-params")


def lost_place(view: View) -> tuple[str, ...]:
    """What to say of a place in the URL that this corpus does not have; nothing where it has it, or there is none."""
    place = str(st.session_state.get(PLACE) or "")
    return (f"“{place[:40]}” is no passage of this corpus",) if place and not article_of(view.corpus, place) else ()


def open_article(view: View) -> str | None:
    """The article to read: that of the place in the URL, else the first that is chosen, else the first that matches."""
    place = str(st.session_state.get(PLACE) or "")
    if place and (found := article_of(view.corpus, place)):
        return found
    if view.focus.articles:
        return view.focus.articles[0]
    return first_article(view.corpus, view.focus) or first_article(view.corpus, Focus())


def show_reader(view: View, article_id: str) -> None:
    """The panel `reader`: title and facts, switches, the text, and next and previous."""
    passages = read_article(view.corpus, article_id)
    stops = _stops(view, article_id, passages)
    place = str(st.session_state.get(PLACE) or "")
    with panel("reader"):
        _show_head(article_facts(view.corpus, article_id) or {})
        with st.container(key="reader-bar", horizontal=True, vertical_alignment="center", gap="small"):
            layers = st.pills(
                "Highlight",
                list(LAYERS),
                format_func=lambda layer: LAYERS[layer],
                selection_mode="multi",
                default=["names"],
                key="reader-layers",
                label_visibility="collapsed",
            )
            furniture = st.toggle("Show what was left out", key="reader-furniture")
        _show_steps(view, stops, place)
        st.html(legend_html(selected=not view.focus.is_empty))
        with st.container(key="reader-text", height=560, border=True):
            st.html(article_html(passages, layers, place, set(stops) if not view.focus.is_empty else set(), furniture))
        if place:
            scroll_reader_to(place)


def _show_head(article: dict[str, Any]) -> None:
    facts = [article["outlet"], article["author"], article["published"]]
    unknown = ("outlet unknown", "author unknown", "no date")
    shown = [escape(str(f)) if isinstance(f, str) and f else u for f, u in zip(facts, unknown, strict=True)]
    shown.append(number_of(int(article["words"]), "words"))
    link = article["url"]
    if isinstance(link, str) and link.startswith(("https://", "http://")):
        shown.append(escape(link))
    title = article["title"] if isinstance(article["title"], str) else article["file"]
    st.html(f'<h2 class="article-title">{escape(title)}</h2><div class="meta">{" · ".join(shown)}</div>')


def _stops(view: View, article_id: str, passages: list[dict[str, Any]]) -> list[str]:
    """Where next and previous stop: passages that the selection matches, else all of the article proper."""
    if view.focus.is_empty:
        return [p["passage_id"] for p in passages if p["kind"] != "furniture"]
    return matched_passages(view.corpus, view.focus, article_id)


def _show_steps(view: View, stops: list[str], place: str) -> None:
    at = stops.index(place) if place in stops else -1
    targets = (stops[i] if 0 <= i < len(stops) else None for i in (at - 1, at + 1))
    back, forward = (partial(_go_to, target) if target is not None else None for target in targets)
    noun = "passage" if view.focus.is_empty else "match"
    show_steps("reader", "steps", place_of(at, len(stops), noun), back=back, forward=forward, noun=noun)


def place_of(at: int, stops: int, noun: str) -> str:
    """Where one stands among the stops of a text: "3 of 23"; how many there are where one stands at none.

    at : from 0, less than 0 for none. noun : of one stop, "passage" or "match".
    """
    if at >= 0:
        return f"{at + 1:,} of {stops:,}"
    if not stops:
        return f"no {noun} in this article"
    return f"{stops:,} {noun if stops == 1 else PLURAL[noun]}"


def _go_to(place: str) -> None:
    st.session_state[PLACE] = place


def article_html(
    passages: list[dict[str, Any]], layers: list[str], place: str, matched: set[str], furniture: bool
) -> str:
    """The article as HTML: passages in order, marks of the chosen layers, the place in the URL marked as `here`."""
    blocks = []
    for passage in passages:
        if passage["kind"] == "furniture":
            if furniture:
                reason = in_words(passage["reason"] or "furniture", REASONS)
                text = escape(passage["text"])
                blocks.append(f'<div class="furniture"><small>left out: {escape(reason)}</small>{text}</div>')
            continue
        classes = [passage["kind"] if passage["kind"] in ("title", "heading", "item") else "paragraph"]
        classes += ["here"] if passage["passage_id"] == place else []
        classes += ["matched"] if passage["passage_id"] in matched else []
        start = passage["start"]
        spans = [
            Span(s - start, min(e - start, len(passage["text"])), LAYER_SOURCE[layer][1])
            for layer in layers
            for s, e, _ in passage[LAYER_SOURCE[layer][0]]
        ]
        dot = _dot(tone_of(passage["stance"])) if classes[0] != "title" else ""
        blocks.append(f'<div class="{" ".join(classes)}">{dot}{highlight(passage["text"], spans)}</div>')
    return f'<div class="article">{"".join(blocks)}</div>'


def legend_html(*, selected: bool) -> str:
    """What the dots beside the text mean, and the line before it, which only a selection draws."""
    line = '<span class="line">what the selection opens</span>' if selected else ""
    dots = "".join(f'<span class="tone {stance}">{words}</span>' for stance, words in TONES.items())
    return f'<div class="legend">{line}<span>tone:</span>{dots}</div>'


def _dot(tone: str) -> str:
    words = TONES[tone]
    return f'<span class="tone {tone}" role="img" title="{words}" aria-label="Tone: {words}"></span>'


def show_beside(view: View, article_id: str) -> None:
    """What stands beside the text: another article, this one alone, its flags in words, its quotes."""
    _show_way(view, article_id)
    chosen = view.focus.articles == (article_id,)
    st.button(
        "All articles again" if chosen else "This article alone",
        key="only-this",
        icon=":material/filter_alt_off:" if chosen else ":material/filter_alt:",
        on_click=toggle,
        args=("article", article_id),
        help="Every page then counts this article alone" if not chosen else None,
    )
    flags = (article_facts(view.corpus, article_id) or {"flags": ()})["flags"]
    if len(flags):
        st.html('<h4 class="side">Good to know</h4>')
        notes = "".join(f"<li>{escape(in_words(f, FLAGS))}</li>" for f in flags)
        st.html(f'<ul class="flags">{notes}</ul>')
    quotes = list_quotes(view.corpus, Focus(articles=(article_id,)))
    if quotes:
        st.html('<h4 class="side">Quoted</h4>' + quotes_html(quotes))


def _show_way(view: View, article_id: str) -> None:
    """The way to other articles: a list of them where it is short, and the ones before and after."""
    if count_articles(view.corpus) <= PAGE_OF_ARTICLES:
        table, _ = list_articles(view.corpus)
        titles = dict(zip(table["article_id"], table["title"].fillna(table["file"]), strict=True))
        first = dict(zip(table["article_id"], table["first"].fillna(""), strict=True))
        st.session_state["read-article"] = article_id
        st.selectbox(
            "Read",
            list(titles),
            format_func=lambda a: titles[a],
            key="read-article",
            on_change=lambda: _go_to(first[st.session_state["read-article"]]),
        )
        return
    beside = neighbours(view.corpus, view.focus, article_id)
    back, forward = (partial(_open, view, a) if a is not None else None for a in (beside.before, beside.after))
    caption = f"{f'{beside.place:,}' if beside.place else '–'} of {beside.of:,}"
    show_steps("article", "steps", caption, back=back, forward=forward, noun="article")


def _open(view: View, article_id: str) -> None:
    facts = article_facts(view.corpus, article_id)
    if facts:
        _go_to(facts["first"] or "")


def quotes_html(quotes: list[dict[str, Any]], *, with_title: bool = False) -> str:
    """Quotations as HTML, each with its speaker."""
    items = []
    for quote in quotes:
        said_by = escape(quote["speaker"] or "speaker not named")
        where = f" · <i>{escape(quote['title'])}</i>" if with_title else ""
        items.append(f"<blockquote>“{escape(quote['text'])}”<small>{said_by}{where}</small></blockquote>")
    return f'<div class="quotes">{"".join(items)}</div>'
