"""What a page's designer set around the text without a word that gives it away: told by its place and its length.

Between title and text stand the author's name and office, and labels of a word or two; below the last sentence stand
the headings of boxes that are gone, and buttons. A lone line in either place is no part of the article.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from steppe.analysis.furniture_head import find_head_end
from steppe.analysis.furniture_pieces import ENDS_SENTENCE, Piece, unlabelled
from steppe.analysis.furniture_title import fold_title
from steppe.analysis.language import find_script
from steppe.analysis.metadata import rank_claims
from steppe.analysis.metadata_outlet import ISSUE_PART
from steppe.document import Claim

LABEL_WORDS = 3
OFFICE_WORDS = 10
OUTLET_WORDS = 7
TAIL_WORDS = 8
CALL_WORDS = 12
MARKED_TEXTS, MARKED_SHARE = 4, 0.8
TAIL_TEXTS = 3
# A form's fields: "Name *", at least two of them, and no paragraph below.
FIELD_WORDS, MIN_FIELDS, TEXT_WORDS = 4, 2, 20
REQUIRED = re.compile(r"\s?[*※](?:\s?\([^()]{2,24}\))?\s*:?$")
AUTHORS = re.compile(r"(?i)(?:(?:the|about the|lead|co-?|contributing)\s*)?(?:authors?|writers?|contributors?)\s*:?")
OFFICE = re.compile(
    r"(?i)\b(?:fellow|analyst|correspondent|reporter|editor|journalist|columnist|professor|lecturer|researcher|director|"
    r"head|chief|adviser|advisor|scholar|writer|contributor|economist|expert|associate|bureau|desk|candidate|programme|"
    r"program|department|university|institute|centre|center)\b"
)
# "Radio Valley, Osh".
OUTLET_PLACE = re.compile(
    r"(?:[A-Z][\w&’'-]*|of|the)(?: (?:[A-Z&][\w&’'-]*|of|the|for))*, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
)
ENDS_OPEN = re.compile(r"[:;,–—-]$")
# Cells and rows of a table, and items that a plain text marks.
CELL = frozenset(("<td>", "<th>"))
ITEM = re.compile(r"(?:[•·▪◦‣*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")


def drop_residue(pieces: list[Piece], title: int | None, body: int, claims: Sequence[Claim], *, page: bool) -> None:
    """Label lone lines in the head and below the text as furniture.

    page : the blocks come with markup, which says what is a heading.
    """
    if title is not None:
        end = find_head_end(pieces, body)
        _drop_mastheads(pieces[:end], [claim.value for claim in claims if claim.field == "outlet"])
        _drop_alternative_texts(pieces[title + 1 : end])
        _drop_labels(pieces, range(title + 1, end), page=page)
    if page:
        _drop_boxes(unlabelled(pieces))
    _drop_forms(pieces)
    _drop_calls(pieces)
    _drop_authors(unlabelled(pieces), claims)
    _drop_offices(pieces)
    _drop_tail(pieces)


def _drop_forms(pieces: Sequence[Piece]) -> None:
    """A form below the text, in whatever language: fields to fill in have a star, and a sentence says why."""
    fields = [
        index
        for index, piece in enumerate(pieces)
        if piece.words <= FIELD_WORDS and REQUIRED.search(piece.text) and not CELL.intersection(piece.block.hints)
    ]
    if len(fields) < MIN_FIELDS or not any(piece.prose for piece in pieces[: fields[0]]):
        return
    if any(piece.prose and piece.words >= TEXT_WORDS for piece in pieces[fields[0] :] if piece.kind is None):
        return
    start = fields[0]
    while start and REQUIRED.search(pieces[start - 1].text):
        start -= 1
    head = pieces[start - 1]
    start -= not (head.prose or _ends(head)) and head.words <= CALL_WORDS
    for piece in pieces[start:]:
        piece.drop("comments")


def _drop_mastheads(head: Sequence[Piece], outlets: Sequence[str]) -> None:
    """The outlet's own name, with the number of an issue or without."""
    names = {fold_title(outlet) for outlet in outlets}
    for piece in head:
        if not piece.prose and fold_title(ISSUE_PART.sub("", piece.text)) in names:
            piece.drop("masthead")


def _drop_alternative_texts(head: Sequence[Piece]) -> None:
    """What a picture shows, right above its caption, as pages say it to those who do not see it."""
    for piece, below in pairwise(head):
        shown = piece.block.kind is None and below.phrase and below.phrase.reason == "caption"
        if shown and (not piece.prose or below.text.startswith(piece.text)):
            piece.drop("caption")


def _drop_authors(content: Sequence[Piece], claims: Sequence[Claim]) -> None:
    """The authors' names on lines of their own, each with the office below it, and what heads them."""
    authors = [claim.value for claim in rank_claims(claims, "author")]
    names = {fold_title(name) for author in authors for name in re.split(r"\s*(?:,|;|&|\band\b)\s*", author)}
    named = False
    for above, piece in zip((None, *content), content, strict=False):
        office = not piece.prose and piece.words <= OFFICE_WORDS and OFFICE.search(piece.text) and not _ends(piece)
        if fold_title(piece.text) in names and not (piece.kind == "title" or piece.block.kind == "item"):
            piece.drop("byline")
            if above is not None and AUTHORS.fullmatch(above.text):
                above.drop("byline")
        elif named and office:
            piece.drop("byline")
        named = piece.is_furniture


def _drop_offices(pieces: Sequence[Piece]) -> None:
    """Where the author works, right below the byline: "Open University of Osh, Faculty of Law"."""
    for above, piece in pairwise(pieces):
        named = OFFICE.search(piece.text) or (
            piece.words <= OUTLET_WORDS and OUTLET_PLACE.fullmatch(piece.text.strip())
        )
        office = not piece.prose and piece.words <= OFFICE_WORDS and named and not _ends(piece)
        if above.reason == "byline" and office and piece.block.kind in (None, "paragraph"):
            piece.drop("byline")


def _drop_labels(pieces: Sequence[Piece], head: range, *, page: bool) -> None:
    """Labels of a word or two; right above the text one may be its first heading, "Dear readers," its first line."""
    for index in head:
        piece, below = pieces[index], pieces[index + 1] if index + 1 < len(pieces) else None
        over_text = below is not None and (below.prose or below.block.kind == "item") and not below.is_furniture
        foreign = below is not None and find_script(piece.text) not in ("", find_script(below.text))
        heads = piece.block.kind == "heading" or (not page and over_text and not foreign) or piece.text.endswith(",")
        cell = piece.block.kind == "item" or CELL.intersection(piece.block.hints)
        if piece.kind is None and piece.words <= LABEL_WORDS and {"date", "byline"}.intersection(piece.block.hints):
            piece.drop("label")
        short = piece.kind is None and piece.words <= LABEL_WORDS and not (piece.prose or _ends(piece))
        if short and not (heads or cell):
            piece.drop("label")


def _drop_calls(pieces: Sequence[Piece]) -> None:
    """The sentence below a newsletter's call, where the text is over: "One e-mail, each Monday"."""
    for index, piece in enumerate(pieces):
        above = pieces[index - 1] if index else None
        if piece.kind is not None or above is None or above.reason != "newsletter" or piece.words > CALL_WORDS:
            continue
        if "densest" not in piece.block.hints and all(other.is_furniture for other in pieces[index + 1 :]):
            piece.drop("newsletter")


def _drop_boxes(content: Sequence[Piece]) -> None:
    """Amid paragraphs marked as such: lines without an end, one below the other, that are not."""
    texts = [piece for piece in content if piece.prose]
    if sum("<p>" in piece.block.hints for piece in texts) < max(MARKED_TEXTS, MARKED_SHARE * len(texts)):
        return
    run: list[Piece] = []
    for piece in (*content, None):
        if piece is not None and _is_bare(piece):
            run.append(piece)
            continue
        for line in run if len(run) > 1 else ():
            line.drop("box")
        run = []


def _is_bare(piece: Piece) -> bool:
    plain = piece.block.kind is None and "<div>" in piece.block.hints
    return plain and not (piece.prose or _ends(piece) or {"standfirst", "blockquote"}.intersection(piece.block.hints))


def _drop_tail(pieces: Sequence[Piece]) -> None:
    """What stands below the last sentence: a heading of nothing, a few words without an end."""
    content = unlabelled(pieces)
    if sum(piece.prose for piece in content) < TAIL_TEXTS:
        return
    tail: list[Piece] = []
    for piece in reversed(content):
        listed = piece.block.kind == "item" or ITEM.match(piece.text) or CELL.intersection(piece.block.hints)
        if ENDS_OPEN.search(piece.text):
            # What it announces stands below.
            return
        if piece.prose or listed or piece.words > TAIL_WORDS or _ends(piece):
            for below in tail:
                below.drop("below-text")
            return
        tail.append(piece)


def _ends(piece: Piece) -> bool:
    return bool(ENDS_SENTENCE.search(piece.text)) or piece.text[:1] in '“"«‘('
