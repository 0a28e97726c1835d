"""Dates that no line of the head states by itself: amid labels and buttons, or told by the dateline's day."""

import re
from collections.abc import Sequence
from itertools import islice

from steppe.analysis.furniture_head import find_head_end
from steppe.analysis.furniture_pieces import Piece
from steppe.analysis.metadata_dates import MONTH_NUMBER, find_date
from steppe.analysis.metadata_opening import find_opening_dateline
from steppe.analysis.metadata_text import UPDATED, dates_of
from steppe.document import Claim

LABEL_WORDS = 14
OPENING = 2
LINE_WORDS = 24
# Lines that speak of the page's picture, of others' words or of other articles.
OTHERS = frozenset(("caption", "comments", "related", "newsletter", "advertisement", "footnotes", "running-head"))
_MONTHS = "|".join(sorted((name for name in MONTH_NUMBER if name.isascii()), key=len, reverse=True))
NAMED_DAY = re.compile(
    rf"(?i)\b(?:(?P<month>{_MONTHS})\.?\s+(?P<day>\d{{1,2}})|(?P<first>\d{{1,2}})\s+(?P<behind>{_MONTHS}))\b"
)


def drop_marked_dates(pieces: Sequence[Piece], title: int | None, body: int) -> list[Claim]:
    """Lines between title and text in a box that the markup calls a date's: "11:45, 2 March 2026 2 317 Listen"."""
    claims: list[Claim] = []
    for piece in pieces[(title or 0) + 1 : find_head_end(pieces, body)] if title is not None else ():
        marked = {"date", "byline"}.intersection(piece.block.hints) and piece.block.kind != "heading"
        short = piece.kind is None and not piece.prose and piece.words <= LABEL_WORDS
        if short and marked and re.search(r"\d", piece.text):
            piece.drop("dateline")
            claims += dates_of(" ".join(piece.text.split()))[0]
    return claims


def claim_loose_dates(pieces: Sequence[Piece], title: int | None, body: int) -> list[Claim]:
    """The date in a line of the head that says other things, too: "For the Review, 6 March 2026 (420 words)"; and that
    of an update, which is believed where the article states no other."""
    updated: list[Claim] = []
    for piece in pieces[(title or 0) + 1 : find_head_end(pieces, body)] if title is not None else ():
        if piece.is_furniture and piece.reason not in OTHERS and piece.words <= LINE_WORDS:
            folded = " ".join(piece.text.split())
            if claims := dates_of(folded)[0]:
                return [*updated, *(Claim(claim.field, claim.value, "masthead") for claim in claims)]
            found = find_date(folded) if UPDATED.match(folded) else None
            updated += [Claim("published", found.iso, "updated")] if found and found.iso else []
    return updated


def claim_named_day(pieces: Sequence[Piece]) -> list[Claim]:
    """The one date of the furniture that falls on the day which the text's dateline names without a year:
    "OSH, March 11 -- ..." below a masthead of Thursday, March 11, 2004."""
    first = islice((piece for piece in pieces if piece.kind == "paragraph"), OPENING)
    dateline = next((line for piece in first if (line := find_opening_dateline(piece.text))), "")
    named = NAMED_DAY.search(dateline)
    if not named or find_date(dateline):
        return []
    month = MONTH_NUMBER[(named["month"] or named["behind"]).lower()]
    day = f"-{month:02}-{int(named['day'] or named['first']):02}"
    short = [piece for piece in pieces if piece.is_furniture and piece.words <= LINE_WORDS]
    dates = {found.iso for piece in short if (found := find_date(piece.text)) and found.iso}
    fitting = sorted(date for date in dates if date.endswith(day))
    return [Claim("published", fitting[0], "dateline")] if len(fitting) == 1 else []
