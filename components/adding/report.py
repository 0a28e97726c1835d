"""What became of every file: on the page, as CSV, and in words."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components import visitor
from components.counting import number_of
from components.panels import panel
from components.safe_html import escape
from steppe.corpus import Corpus
from steppe.corpus.export import defuse
from steppe.document import Outcome

LONG = 12  # lines from which on a report can be filtered
BAD = ' class="bad"'  # of the row of a file that was not read, or not analysed
ONCE = "It counts once."
ONE_STORY = "Kept; counted once in the unit stories."
STATES = {
    "article": "Article",
    "duplicate": "Duplicate",
    "corpus": "Opened",
    "removed": "Removed",
    "unanalysed": "Not analysed",
    "failure": "Not read",
}
TROUBLED = (STATES["failure"], STATES["unanalysed"])
# English names of the languages that the region's press is written in (BCP 47); others are shown by their code.
LANGUAGES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "ky": "Kyrgyz", "lt": "Lithuanian",
    "lv": "Latvian", "mn": "Mongolian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sv": "Swedish", "tg": "Tajik",
    "th": "Thai", "tk": "Turkmen", "tr": "Turkish", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A line of the report, in words."""

    file: str
    became: str
    what: str
    advice: str


@dataclass(frozen=True)
class Known:
    """What there is to say of an article."""

    title: str
    words: int
    language: str
    read: bool  # in English, so analysed


def known_articles(corpus: Corpus) -> dict[str, Known]:
    """article_id -> what the report says of it."""
    found = corpus.rows(
        "SELECT article_id, coalesce(title, file), words, language, NOT list_contains(flags, 'not-english') "
        "FROM articles"
    )
    return {
        str(a): Known(str(title), int(words), str(language), bool(read)) for a, title, words, language, read in found
    }


def in_words(
    outcomes: Sequence[Outcome],
    own: Mapping[str, Known],
    base: Mapping[str, Known],
    repeats: Mapping[str, str] | None = None,
) -> list[Line]:
    """The report as people read it.

    own, base : articles that the visitor added, and those of the server's corpus.
    repeats : article of `own` -> article of `base` that it repeats nearly.
    """
    return [_line(o, own, base, repeats or {}) for o in outcomes]


def _line(outcome: Outcome, own: Mapping[str, Known], base: Mapping[str, Known], repeats: Mapping[str, str]) -> Line:
    article = outcome.article_id or ""
    known = own.get(article)
    state, what, advice = STATES.get(outcome.became, outcome.became), outcome.detail, outcome.advice
    if outcome.became == "article" and known:
        what = f"{known.title} · {number_of(known.words, 'words')}"
        if not known.read:
            language = LANGUAGES.get(known.language.split("-")[0], known.language)
            what, advice = f"{what} · not analysed: {language}", "Kept and shown. Only English is analysed."
        if article in base:
            state = STATES["duplicate"]
            what, advice = f"The same bytes as “{base[article].title}”, which was here before", ONCE
        elif repeats.get(article) in base:
            state = STATES["duplicate"]
            what, advice = f"Of “{base[repeats[article]].title}”, which was here before", ONE_STORY
    elif outcome.became == "duplicate":
        original = outcome.detail.removeprefix("of ")
        title = own[original].title if original in own else original
        what = f"Of “{title}”" if original in own else outcome.detail.capitalize()
        advice = advice or (ONE_STORY if original in own else ONCE)
    elif outcome.became == "unanalysed":
        what = f"{known.title} · {outcome.detail}" if known else outcome.detail
    elif outcome.became == "failure":
        what = outcome.detail.removeprefix(f"{outcome.file}: ")
    return Line(outcome.file, state, what, advice)


def count_in_words(lines: Sequence[Line]) -> str:
    """How many files became what: "5 articles, 1 duplicate, 2 not read".

    Of what else is an article it says so, so that the sum of articles is that of the dashboard:
    "5 articles, 2 duplicates (1 kept)".
    """
    plural = {"Article": "articles", "Duplicate": "duplicates"}
    counted = {state: sum(line.became == state for line in lines) for state in STATES.values()}
    words = {s: f"{n} {plural.get(s, s) if n > 1 else s}".lower() for s, n in counted.items() if n}
    kept = sum(line.advice == ONE_STORY for line in lines)
    if kept:
        words["Duplicate"] += f" ({kept} kept)"
    if STATES["unanalysed"] in words:
        words[STATES["unanalysed"]] += " (kept)"
    return ", ".join(words.values())


def as_csv(lines: Sequence[Line]) -> bytes:
    """The report for a spreadsheet: UTF-8 with a byte order mark, no cell is a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(("file", "became", "what", "what to do"))
    writer.writerows([defuse(cell) for cell in (line.file, line.became, line.what, line.advice)] for line in lines)
    return buffer.getvalue().encode("utf-8-sig")


def as_text(lines: Sequence[Line], headline: str) -> bytes:
    """The report to read or to send: one file a line."""
    told = [f"{line.file}: {line.became.lower()}. {line.what}. {line.advice}".rstrip() for line in lines]
    return ("\n".join([f"{headline}.", "", *told]) + "\n").replace("..", ".").encode()


def show_report(own: visitor.Visitor, corpus: Corpus | None, base: Corpus | None) -> None:
    """The panel `report`: a line for every file.

    corpus : the visitor's articles, None where there are none.
    """
    outcomes = own.shelf.report
    if not outcomes:
        return
    known = known_articles(corpus) if corpus else {}
    lines = in_words(outcomes, known, known_articles(base) if base else {}, own.shelf.repeats)
    headline = count_in_words(lines)
    with panel("report", "What became of your files", headline):
        before = {outcome.file for outcome in own.before.report} if own.before and own.before.corpora else set()
        new = [line for line in lines if line.file not in before]
        if before and new:
            st.html(f'<div class="meta" role="status">Just now: {escape(count_in_words(new))}</div>')
        shown = _filtered(lines) if len(lines) >= LONG else lines
        _show_table(shown)
        with st.container(key="report-bar", horizontal=True, gap="small", vertical_alignment="center"):
            _show_download("Report as CSV", as_csv(lines), "steppe-report.csv", "text/csv")
            _show_download("In words", as_text(lines, headline), "steppe-report.txt", "text/plain")


def _filtered(lines: Sequence[Line]) -> list[Line]:
    present = [state for state in STATES.values() if any(line.became == state for line in lines)]
    with st.container(key="report-filter", horizontal=True, gap="small", vertical_alignment="center"):
        chosen = st.pills("Show", present, selection_mode="multi", key="report-states", label_visibility="collapsed")
        sought = st.text_input(
            "Find a file", key="report-find", placeholder="Find a file or reason", label_visibility="collapsed"
        )
    wanted = str(sought or "").casefold()
    return [
        line
        for line in lines
        if (not chosen or line.became in chosen)
        and (not wanted or wanted in f"{line.file} {line.what} {line.advice}".casefold())
    ]


def _show_table(lines: Sequence[Line]) -> None:
    if not lines:
        st.html('<div class="empty">No line of the report fits.</div>')
        return
    with st.container(key="report-lines", height=430 if len(lines) > 8 else "content", border=False):
        st.html(lines_html(lines))


def lines_html(lines: Sequence[Line]) -> str:
    """The report as a table, everything in it escaped."""
    heads = "".join(
        f'<th scope="col">{head}</th>' for head in ("File", "Became", "What it is, or why not", "What to do")
    )
    rows = "".join(
        f'<tr{BAD if line.became in TROUBLED else ""}><th scope="row">{escape(line.file)}</th>'
        f"<td>{escape(line.became)}</td><td>{escape(line.what)}</td><td>{escape(line.advice)}</td></tr>"
        for line in lines
    )
    return f'<table class="report"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _show_download(label: str, data: bytes, name: str, kind: str) -> None:
    st.download_button(
        label,
        data=data,
        file_name=name,
        mime=kind,
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=f"download-{name}",
    )
