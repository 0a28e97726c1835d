"""Where quotation marks open and close: curly, straight, single and guillemet marks, apostrophes told apart."""

import re
from typing import NamedTuple

_OPENERS = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"', "'": "'", "‹": "›"}
_SINGLE = frozenset("‘'")
# A single straight mark opens a quotation only if this many words follow before it closes: it is mostly an apostrophe.
_FEWEST_WORDS_IN_SINGLE = 2
_BOUNDARY_BEFORE = frozenset(' \t\n\u00a0([{—–-/:;,“"«‘')
_TRAILING = ",.;"
_CLOSING_CLEAR = frozenset(",.!?…;")


class Quoted(NamedTuple):
    """Text between quote marks. Offsets are code points in the article.

    start, end : without the marks and without a closing comma, full stop or semicolon.
    opening, closing : the whole stretch, marks included; `closing` is the passage's end where no mark closes it.
    closed : whether a mark closes it in this passage.
    """

    start: int
    end: int
    opening: int
    closing: int
    mark: str
    closed: bool


def find_quoted(text: str, start: int, end: int) -> list[Quoted]:
    """The outermost quoted stretches of a passage, in text order."""
    found = []
    at = start
    while at < end:
        mark = text[at]
        if mark in _OPENERS and _opens(text, at, start, end):
            runs_on = mark == "‘" and _runs_on(text, end)
            close = _closing(text, at, end, runs_on=runs_on)
            if close is None and mark in _SINGLE and not runs_on:
                at += 1
                continue
            quoted = _trim(text, at, end if close is None else close, mark, closed=close is not None)
            if quoted is not None:
                found.append(quoted)
            at = end if close is None else close + 1
        else:
            at += 1
    return found


def _opens(text: str, at: int, start: int, end: int) -> bool:
    if at + 1 >= end or text[at + 1].isspace():
        return False
    if text[at] in "“„«‹":
        return True
    before = text[at - 1] if at > start else " "
    if before not in _BOUNDARY_BEFORE:
        return False
    if text[at] == "'":
        return text[at + 1].isalpha() and not re.match(r"(?:s|t|tis|twas|em|n|cause|til)\b", text[at + 1 : at + 7])
    if text[at] == "‘":
        return text[at + 1].isalnum() or text[at + 1] in "$£€¿¡…[("
    return True


def _runs_on(text: str, end: int) -> bool:
    """Whether a passage ends with a sentence and the next opens with a single mark: a quotation of paragraphs."""
    return text[end - 1] in ".!?…" and text[end : end + 8].lstrip()[:1] == "‘"


def _closing(text: str, opening: int, end: int, *, runs_on: bool = False) -> int | None:
    """Offset of the mark that closes the one at `opening`, or None if none does before `end`.

    runs_on : whether a quotation in single marks may stay open at `end`.
    """
    mark = text[opening]
    closers = _OPENERS[mark]
    if mark in _SINGLE:
        return _closing_single(text, opening, end, runs_on=runs_on)
    depth = 0
    for at in range(opening + 1, end):
        char = text[at]
        if char == mark and mark not in closers:
            depth += 1
        elif char in closers:
            if mark == '"' and not _closes_straight(text, at, end):
                continue
            if depth == 0:
                return at
            depth -= 1
    return None


def _closes_straight(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    return not text[at - 1].isspace() and not after.isalnum()


def _closing_single(text: str, opening: int, end: int, *, runs_on: bool) -> int | None:
    """No letter follows a closing single mark; one after punctuation is surer than one that may be a plural's."""
    closers = "’" if text[opening] == "‘" else "'"
    possible: list[int] = []
    for at in range(opening + 1, end):
        if text[at] == "\n" and text[at - 1] == "\n":
            break
        if text[at] == text[opening] == "‘" and possible:
            break
        if text[at] not in closers:
            continue
        after = text[at + 1] if at + 1 < end else " "
        if after.isalnum() or text[at - 1].isspace():
            continue
        if text[at - 1] in _CLOSING_CLEAR or after in ",.;:!?)—" or after in "\n" or at + 1 >= end:
            return _long_enough(text, opening, at)
        possible.append(at)
    return _long_enough(text, opening, possible[0]) if possible and not runs_on else None


def _long_enough(text: str, opening: int, closing: int) -> int | None:
    words = len(text[opening + 1 : closing].split())
    return closing if text[opening] != "'" or words >= _FEWEST_WORDS_IN_SINGLE else None


def _trim(text: str, opening: int, closing: int, mark: str, *, closed: bool) -> Quoted | None:
    start, end = opening + 1, closing
    while start < end and text[start].isspace():
        start += 1
    while end > start and (
        text[end - 1].isspace() or (text[end - 1] in _TRAILING and not text[start:end].endswith("..."))
    ):
        end -= 1
    if start >= end:
        return None
    return Quoted(start, end, opening, closing + 1 if closed else closing, mark, closed)
