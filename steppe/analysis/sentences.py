"""Sentences of a passage: the parser's, mended where news text misleads it."""

import re

from spacy.tokens import Doc

from steppe.document import PassageKind

ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[”»\"]$")
LIST_NUMBER = re.compile(r"^\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]+)[.)]$")
ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]\.|(?:[A-Z]\.){2,}|Mr\.|Mrs\.|Ms\.|Dr\.|Prof\.|Gen\.|Col\.|Lt\.|Sgt\.|Gov\.|Sen\.|Rep\.|"
    r"St\.|No\.|vs\.|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.|approx\.|est\.)$"
)
COMPANY_END = re.compile(r"(?:^|\s)(?:Inc|Ltd|Co|Corp|Jr|Sr|U\.S|U\.N|U\.K|a\.m|p\.m)\.$")
Span = tuple[int, int]


def split_sentences(doc: Doc, kind: PassageKind) -> list[Span]:
    """Spans (code points in the passage) of its sentences, white space trimmed, covering every other character.

    Titles and headings are one sentence. Elsewhere the parser's boundaries hold, except where a piece has no letters,
    is a list number, starts in lower case, or follows text that does not end as a sentence does.
    """
    text = doc.text
    if kind in ("title", "heading"):
        return [trimmed] if (trimmed := _trim(text, 0, len(text)))[0] < trimmed[1] else []
    merged: list[Span] = []
    for sentence in doc.sents:
        start, end = _trim(text, sentence.start_char, sentence.end_char)
        if start == end:
            continue
        if merged and not _may_break(text[merged[-1][0] : merged[-1][1]], text[start:end]):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _may_break(before: str, after: str) -> bool:
    """Whether a sentence can end with `before` and the next start with `after`."""
    if LIST_NUMBER.match(before) or not any(c.isalpha() for c in before) or not any(c.isalpha() for c in after):
        return False
    first = next((c for c in after if c.isalnum()), "")
    if first.islower() or not ENDS_SENTENCE.search(before):
        return False
    if ABBREVIATION.search(before):
        return False
    return not (COMPANY_END.search(before) and after.split()[0].istitle() and len(before.split()) < 3)
