"""The one way to show source text: what a selection opens, with its highlights, its place, and its way out."""

import time

import streamlit as st

from components import cache
from components.counting import SINGULAR, number_of, stem_of_rows
from components.evidence_links import cited_passage, dismiss_citation, links_html, take_clicks
from components.links import link_to
from components.paging import open_page, show_pages
from components.panels import panel, show_empty
from components.safe_html import Span, escape, highlight
from components.takeaway.cite import reference_of, show_citation
from components.takeaway.menu import LARGE, show_rows_door
from steppe.corpus import Corpus, Focus, PassageEvidence, count_passages, passages
from steppe.corpus.export import rows_as_csv
from steppe.corpus.search import parse_search
from steppe.takeaway.names import safe_file_name
from steppe.takeaway.provenance import parameters_in_words, provenance_of

NAME = "evidence"  # of the panel, and of its pages
TONES = {
    "opportunity": "opportunity",
    "concern": "concern",
    "mixed": "opportunity and concern",
    "neutral": "neutral",
}
NO_DATE = "no date"
SHOWN = "evidence-shown"  # the selection whose passages the browser had last
HEAD_START = 0.18  # seconds: from the answer sent until it stands on the page, of a quick browser


def show_evidence(corpus: Corpus, focus: Focus, *, per_page: int = 8) -> None:
    """The panel `evidence`: its total, the passages of one page, paging, and all rows as CSV."""
    with panel(NAME, "Evidence", "the sentences behind the numbers"):
        total, found = cache.total(corpus, focus), count_passages(corpus, focus)
        pages = max(1, -(-found // per_page))
        page = min(open_page(NAME, focus.to_parameters()), pages - 1)
        shown = passages(corpus, focus, offset=page * per_page, limit=per_page)
        take_clicks()
        cited = cited_passage(shown)  # also where none is shown: then what was asked before is over
        st.html(_total_html(total, found, focus) + _list_html(shown, focus))
        if not found:
            _show_nothing(focus)
            return
        _show_download(corpus, focus, total)
        if pages > 1:
            show_pages(NAME, page, pages, f"page {page + 1:,} of {pages:,}")
        if cited:
            _show_citation(corpus, focus, cited)
    _let_it_show(focus)


def _let_it_show(focus: Focus) -> None:
    """A head start for the answer to a click: the browser draws in one go whatever arrives together, and shows nothing
    before it has taken in what waits, so charts sent in the same breath hold the sentences back by more than they lose.
    Until the answer is drawn this server leaves the processor to the browser, which may have no other."""
    before, st.session_state[SHOWN] = st.session_state.get(SHOWN), focus.to_parameters()
    if before not in (None, st.session_state[SHOWN]):
        time.sleep(HEAD_START)


def _total_html(total: int, found: int, focus: Focus) -> str:
    also = f"<span>in {escape(number_of(found, 'passages'))}</span>" if found and focus.unit != "passages" else ""
    total_of = f'<b class="evidence-total" role="status">{escape(number_of(total, focus.unit))}</b>'
    return f'<div class="evidence-bar">{total_of}{also}</div>'


def _list_html(shown: list[PassageEvidence], focus: Focus) -> str:
    """The passages of a page with what can be done with each, as one element: see `components.evidence_links`."""
    if not shown:
        return ""
    rows = "".join(f"<li>{passage_html(p)}{links_html(p.passage_id, focus)}</li>" for p in shown)
    return f'<ul class="evidence-list" tabindex="0" aria-label="Passages">{rows}</ul>'


@st.dialog("Cite", width="medium", on_dismiss=dismiss_citation)
def _show_citation(corpus: Corpus, focus: Focus, passage: PassageEvidence) -> None:
    show_citation(reference_of(corpus, passage, place=place_in_words(passage), focus=focus))


def _show_download(corpus: Corpus, focus: Focus, total: int) -> None:
    """All rows as CSV: at once where they are few, else by the dialog that shows how far it is."""
    help_text = f"All {number_of(total, focus.unit)}, one a row"
    if total > LARGE:
        show_rows_door(corpus, focus, help_text)
        return
    link = link_to(corpus, focus)
    st.download_button(
        "CSV",
        data=lambda: evidence_csv(corpus, focus, total, link),
        file_name=safe_file_name(stem_of_rows(total, focus.unit), "csv"),
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        help=help_text,
        key="evidence-csv",
    )


def evidence_csv(corpus: Corpus, focus: Focus, total: int, link: str) -> bytes:
    """The rows with a column that says where they are from. Runs when the button is pressed, in a thread of its own,
    so it asks the corpus alone."""
    words = f"{number_of(total, focus.unit)} ({parameters_in_words(focus)})"
    return rows_as_csv(corpus, focus, source=provenance_of(corpus, "Evidence", words, link=link).citation)


def _show_nothing(focus: Focus) -> None:
    narrow = {
        "the search text": focus.text,
        "the dates": focus.date_from or focus.date_to,
        "the tone": focus.stances,
        "the theme": focus.themes,
        "the person or organisation": focus.entities,
        "the article": focus.articles,
        "the outlet": focus.outlets,
        "the country": focus.countries,
    }
    active = [name for name, value in narrow.items() if value]
    if focus.text and not parse_search(focus.text):
        show_empty("The search holds no word.", "Type words, “a phrase” or begin*; -word leaves out what has it.")
    elif not active:
        show_empty("This corpus holds no sentences.", "The page Add articles takes some; or build it again.")
    elif len(active) == 1:
        show_empty(
            f"No {SINGULAR[focus.unit]} matches.",
            f"Nothing in this corpus fits {active[0]}. Take it away with its chip above, or choose another.",
        )
    else:
        show_empty(
            f"No {SINGULAR[focus.unit]} matches all of them together.",
            f"Loosen {', '.join(active[:-1])} or {active[-1]}: take one away with its chip above.",
        )


def passage_html(passage: PassageEvidence) -> str:
    """A passage as HTML: where it stands, its heading, its text with marks, its tone."""
    spans = [Span(m.start - passage.start, m.end - passage.start, m.kind) for m in passage.marks]
    strong = [(s - passage.start, e - passage.start) for s, e in passage.sentences]
    meta = [f"<i>{escape(passage.title or passage.file)}</i>", place_in_words(passage)]
    if passage.outlet:
        meta.append(escape(passage.outlet))
    meta.append(escape(passage.published or NO_DATE))
    if passage.stance:
        tone = tone_of(passage.stance)
        meta.append(f'<span class="tone {tone}">{TONES[tone]}</span>')
    heading = f'<div class="heading">{escape(passage.heading)}</div>' if passage.heading else ""
    return (
        f'<div class="passage">{heading}<p>{highlight(passage.text, spans, strong)}</p>'
        f'<div class="meta">{" · ".join(meta)}</div></div>'
    )


def place_in_words(passage: PassageEvidence) -> str:
    """Where a passage stands in its article: "paragraph 5 of 12", counted over all that is not furniture."""
    noun = {"item": "list item", "heading": "heading", "paragraph": "paragraph", "title": "title"}.get(passage.kind)
    return f"{noun or 'passage'} {passage.position} of {passage.of}"


def tone_of(stance: str | None) -> str:
    """The key of `TONES` that a stance has, which is also a class of components/style.css: whatever else is neutral."""
    return stance if stance in TONES else "neutral"
