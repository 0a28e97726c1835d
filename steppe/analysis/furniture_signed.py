"""Who signs below the text: a name alone, with a place or a date, in a box of its own or outside the article's."""

import re
from collections.abc import Sequence

from steppe.analysis.furniture_pieces import Piece
from steppe.analysis.metadata_dates import find_date
from steppe.analysis.metadata_text import read_byline, read_dateline, read_header
from steppe.document import Claim

SIGNATURE_WORDS = 5
BELOW_LINES = 5
DASHED_SIGNATURE_WORDS = 10
# No person is called so: "Dunyo MAA".
ACRONYM = re.compile(r"\b[A-ZА-Я]{2,}\b")
# Boxes whose names are those of other people.
OTHERS_BOXES = frozenset(("comments", "related", "sidebar"))
# Agencies name the author below the text, too.
CLOSING_HEADER = re.compile(r"(?i)(?:author|byline|written by|source|автор|источник|作者|来源)s?\s?[:：]")
EXPLICIT_BYLINE = re.compile(
    r"(?i)(?:words|text|story|report|reporting|interview|текст)(?: (?:and|&) \w+)?\s?:\s|\(?by\s|"
    r"(?:written|posted|interviewed|compiled|prepared|reported|contributed) by|"
    r"(?:words|text|story)(?: (?:and|&) \w+)? by\s"
)

# "Osh – Batken".
PLACES = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:(?:,? | ?[–—/-] ?)[A-ZÀ-Þ][\w’'-]+){0,3}\.?")


def read_below(pieces: Sequence[Piece]) -> list[Claim]:
    """Who signs right below a page's text, outside the element that holds it; or further below with "Text:", "By"."""
    last = max((index for index, piece in enumerate(pieces) if piece.prose and not piece.is_furniture), default=0)
    claims: list[Claim] = []
    for index, piece in enumerate(pieces[last + 1 : last + 1 + BELOW_LINES]):
        others = OTHERS_BOXES.intersection(piece.block.hints) or piece.block.zone in ("nav", "footer", "aside")
        stated = EXPLICIT_BYLINE.match(piece.text) or CLOSING_HEADER.match(piece.text)
        outside = piece.reason == "outside-article" or (piece.reason == "footer" and (stated or claims))
        if not outside or others or piece.words > DASHED_SIGNATURE_WORDS:
            continue
        alone = not index and piece.words <= SIGNATURE_WORDS and not piece.block.link_share
        finding = read_byline(piece.text, bare=not stated) if stated or alone else None
        finding = finding or (read_header(piece.text) if stated or claims else None)
        claims += [
            Claim(claim.field, claim.value, "class below")
            for claim in (finding.claims if finding else ())
            if claim.field in ("author", "published")
        ]
    return claims


def read_author_box(pieces: Sequence[Piece], body: int) -> list[Claim]:
    """The one name that stands alone in a box below the text that the markup calls the author's."""
    names = set()
    for piece in pieces[body + 1 :]:
        boxed = piece.reason in ("byline", "author-box") and not OTHERS_BOXES.intersection(piece.block.hints)
        if not boxed or piece.words > SIGNATURE_WORDS or piece.block.zone in ("nav", "footer", "aside"):
            continue
        finding = read_byline(piece.text, bare=True)
        found = {claim.value for claim in finding.claims if claim.field == "author"} if finding else set()
        names |= {name for name in found if not ACRONYM.search(name)}
    return [Claim("author", name, "class author") for name in names] if len(names) == 1 else []


def signs_text(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a line below the text may be its author's name: at the very end, or with nothing but a date below."""
    piece = pieces[index]
    dashed = piece.text[:1] in "—–-"
    most = DASHED_SIGNATURE_WORDS if dashed or find_date(piece.text) else SIGNATURE_WORDS
    kinds = (None, "paragraph", "item") if dashed else (None, "paragraph")
    if piece.block.kind not in kinds or piece.block.link_share or piece.words > most:
        return False
    if piece.block.hints and "densest" not in piece.block.hints:
        return False
    rest = [other for other in pieces[index + 1 :] if not other.is_furniture]
    below = [other for other in rest if other.phrase is None]
    return len(below) <= 1 and all(read_dateline(other.text) or _names_place(other) for other in below)


def _names_place(piece: Piece) -> bool:
    """Whether a last line is the place of who signs above it: "Osh – Batken"."""
    placed = PLACES.fullmatch(piece.text.strip()) is not None and piece.block.kind in (None, "paragraph")
    if placed:
        piece.drop("byline")
    return placed
