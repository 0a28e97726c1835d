"""On a page full of short lines: which stretch is the article.

Each block gets a score: running text counts its words, short lines, links and boxes count against. The article is the
stretch with the largest sum (Kadane's maximum subarray). This is how body text extraction has worked since Finn,
Kushmerick and Smyth (2001), with the markup's hints as further evidence. What lies outside the stretch is furniture.
"""

import re
from collections.abc import Sequence

from steppe.analysis.furniture_pieces import Piece
from steppe.analysis.furniture_sections import INNER_LINKS, is_no_teaser
from steppe.analysis.furniture_title import is_site_name, matches_claim
from steppe.analysis.metadata_text import read_byline, read_dateline, read_header

RUN = 5
CLUTTER = 12
WORDS_CAP = 80
OUTER_WEIGHT = 0.3
HEAD_LINES = 6
TITLE_WORDS = (3, 30)
LINE_TITLE_WORDS = 5
QUESTION_WORDS = 16
ENDS_INSIDE = re.compile(r"[.!?…]\s")
TEASER_WINDOW = 3
TEASER_DENSITY = 0.5
TEASER_WEIGHT = 0.3
SPARSE_PENALTY = 3.0
RESUME_LINES = 2
BOX_LINES, TEXT_WORDS = 14, 15
BOXED = frozenset(("related", "newsletter", "advertisement"))
LONG_PARAGRAPH = 60
LABEL_WORDS = 40
CAPTION_WORDS = 80
LINKED = 0.5
# Boxes named so hold no text of the article.
FOREIGN_BOXES = frozenset(
    [
        "comments",
        "share",
        "related",
        "newsletter",
        "ad",
        "cookies",
        "author-box",
        "tags",
        "footnotes",
        "form-box",
        "breadcrumb",
        "nav",
        "footer",
        "sidebar",
        "popup",
        "screen-reader",
    ]
)
# Hints of what stands in a table; in a document a short line there is no clutter.
CELLS = frozenset(("<td>", "<th>"))
# Boxes named so hold one line about the article, and none of it.
LABEL_BOXES = frozenset(["byline", "date", "caption", "image-box", "pull-quote"])
FOREIGN_ZONES = frozenset(["nav", "footer", "aside", "form"])
SHORT_LINE = -2.0
LINK_LINE = -5.0
FURNITURE_LINE = -6.0
BOX_LINE = -5.0


def is_cluttered(pieces: Sequence[Piece]) -> bool:
    """Whether the text looks like a web page saved as text: runs of lines that are no sentences."""
    clutter = run = 0
    for piece in pieces:
        if not CELLS.isdisjoint(piece.block.hints):
            continue
        run = 0 if piece.prose or piece.words > 14 or piece.block.kind == "item" else run + 1
        clutter += RUN if run == RUN else run > RUN
    return clutter >= CLUTTER


def is_foreign(piece: Piece) -> str:
    """The reason why the markup speaks against a block; "" where it does not."""
    block = piece.block
    if "stated-body" in block.hints:
        return ""
    if "blockquote" in block.hints and "body" in block.hints and "pull-quote" not in block.hints:
        # A post quoted in the article brings the marks of the site it was posted on.
        return ""
    boxes = FOREIGN_BOXES.intersection(block.hints)
    if boxes:
        return min(boxes)
    labels = LABEL_BOXES.intersection(block.hints)
    if labels == {"image-box"} and read_byline(piece.text, bare=True):
        # The picture is the author's.
        return ""
    if labels and piece.words <= (CAPTION_WORDS if "caption" in labels else LABEL_WORDS):
        return min(labels)
    if block.zone in FOREIGN_ZONES:
        return {"nav": "navigation", "form": "form", "aside": "sidebar"}.get(block.zone, block.zone)
    return ""


def score(piece: Piece, *, page: bool) -> float:
    """How much a block speaks for (above 0) or against the article being here, in words.

    page : the blocks come with markup, so that text outside the densest element counts less.
    """
    words = float(min(piece.words, WORDS_CAP))
    block = piece.block
    if "stated-body" in block.hints:
        return 2 * words
    if is_foreign(piece) or piece.is_furniture:
        return BOX_LINE - (0.3 * words if piece.prose else 0.0)
    if piece.phrase:
        return FURNITURE_LINE
    if block.link_share > LINKED:
        return LINK_LINE if not piece.prose or block.link_share > 0.8 else 0.0
    outer = page and not {"densest", "body"}.intersection(block.hints)
    if piece.prose:
        return words * (OUTER_WEIGHT if outer else 1.0) * (1 - block.link_share)
    if "body" in block.hints:
        return 0.2 * words
    if not page and not CELLS.isdisjoint(block.hints):
        return 0.0
    return -0.5 if block.kind == "heading" else SHORT_LINE


def find_stretch(scores: Sequence[float]) -> tuple[int, int]:
    """First index and index after the last of the stretch with the largest sum; (0, 0) where nothing is above 0."""
    best, best_span = 0.0, (0, 0)
    total, start = 0.0, 0
    for index, value in enumerate(scores):
        if total <= 0:
            total, start = 0.0, index
        total += value
        if total > best:
            best, best_span = total, (start, index + 1)
    return best_span


def drop_outside_article(pieces: list[Piece], titles: Sequence[str], *, page: bool) -> None:
    """Label as furniture what lies outside the article's stretch, and boxes inside it."""
    scores = [score(piece, page=page) for piece in pieces]
    if not page:
        scores = _discount_teasers(pieces, scores)
    first, last = find_stretch(scores)
    if first == last:
        return
    if page:
        first, last = _widen(pieces, first, last)
    else:
        first, last = _reach_back(pieces, first), _resume(pieces, last)
    title = _find_page_title(pieces, titles, first, last)
    if title is None and page:
        title = _find_plain_title(pieces, first)
    elif title is None:
        first = _find_head_of_text(pieces, first)
        title = _find_line_title(pieces, first)
    if title is not None and title > first:
        first = title
    lead = _find_lead(pieces, title, last)
    for index, piece in enumerate(pieces):
        if piece.kind is not None:
            continue
        foreign = "" if index == lead else is_foreign(piece)
        if first <= index < last:
            if foreign:
                piece.drop(foreign)
            elif piece.block.link_share > 0.8 and not piece.prose and index != title:
                piece.drop("links")
        elif index == title:
            continue
        elif title is not None and title < index < first:
            # Between title and text: the standfirst and the byline, which later rules tell apart.
            if foreign not in ("", "byline", "date") or not _may_stand_in_head(piece, index - title, first - index):
                piece.drop(foreign or "outside-article")
        else:
            piece.drop(foreign or "outside-article")


def _find_lead(pieces: Sequence[Piece], title: int | None, last: int) -> int | None:
    """The sentence above the text, alone in a box named for teasers, that leads to no other page: a standfirst."""
    for index in range(title + 1 if title is not None else last, min(last, len(pieces))):
        piece = pieces[index]
        if piece.prose and is_foreign(piece) == "related":
            beside = (*pieces[index - 1 : index], *pieces[index + 1 : index + 2])
            boxed = any("related" in other.block.hints and "date" not in other.block.hints for other in beside)
            return None if boxed or piece.block.link_share or piece.block.kind == "heading" else index
        if piece.prose and "densest" in piece.block.hints:
            return None
    return None


def _widen(pieces: Sequence[Piece], first: int, last: int) -> tuple[int, int]:
    """The stretch with all running text of the element that holds the article: a box amid it may have cut it short."""
    own = [
        index
        for index, piece in enumerate(pieces)
        if piece.prose
        and "densest" in piece.block.hints
        and piece.block.kind in (None, "paragraph")
        and piece.phrase is None
        and piece.block.link_share < LINKED
        and not is_foreign(piece)
    ]
    return min([first, *own]), max([last, *(index + 1 for index in own)])


def _resume(pieces: Sequence[Piece], last: int) -> int:
    """Without markup: the stretch's end with the paragraphs that go on right below a credit, a link, or a short list
    of links amid the text."""
    at = last
    while at < len(pieces) and at - last <= RESUME_LINES:
        piece = pieces[at]
        if piece.prose and piece.phrase is None and not piece.is_furniture:
            last = at + 1
        elif piece.phrase and piece.phrase.opens_section:
            again = _find_text_below_links(pieces, at)
            if again is None:
                break
            at = again
            last = at + 1
        elif piece.phrase is None and not piece.is_furniture:
            break
        at += 1
    return last


def _find_text_below_links(pieces: Sequence[Piece], heading: int) -> int | None:
    """Index of the text's next paragraph below a heading of links and the few links."""
    phrase = pieces[heading].phrase
    if phrase is None or phrase.reason != "related":
        return None
    for index in range(heading + 1, min(heading + 2 + INNER_LINKS, len(pieces))):
        piece = pieces[index]
        if piece.phrase or piece.is_furniture:
            return None
        if not piece.prose:
            continue
        return index if is_no_teaser(pieces, heading, index) else None
    return None


def _reach_back(pieces: Sequence[Piece], first: int) -> int:
    """Without markup: the stretch's start with the paragraphs above a box of links or a form amid the text."""
    at, boxed = first, False
    while at > 0 and first - at <= BOX_LINES:
        at -= 1
        piece = pieces[at]
        boxed = boxed or (piece.phrase is not None and piece.phrase.reason in BOXED)
        if piece.prose and piece.phrase is None and not piece.is_furniture and piece.words >= TEXT_WORDS:
            if not boxed:
                break
            first = at
    return first


def _discount_teasers(pieces: Sequence[Piece], scores: Sequence[float]) -> list[float]:
    """Scores with single sentences among headlines counted less: without markup, teasers look like paragraphs.

    An article's paragraphs follow each other; of a list of teasers every second line or so is a headline.
    """
    prose = [bool(piece.prose and piece.phrase is None) for piece in pieces]
    discounted = []
    for index, value in enumerate(scores):
        around = prose[max(0, index - TEASER_WINDOW) : index] + prose[index + 1 : index + 1 + TEASER_WINDOW]
        dense = sum(around) >= TEASER_DENSITY * len(around)
        weight = 1.0 if dense or pieces[index].words > LONG_PARAGRAPH else TEASER_WEIGHT
        discounted.append(value * weight if value > 0 else value * (1.0 if dense else SPARSE_PENALTY))
    return discounted


def _find_page_title(pieces: Sequence[Piece], titles: Sequence[str], first: int, last: int) -> int | None:
    """The last title above the text; else one inside the stretch with no paragraph of the article above it."""
    above = [index for index in range(first + 1) if _is_title(pieces[index], titles)]
    if any(not is_site_name(pieces[index].text, titles) for index in above):
        above = [index for index in above if not is_site_name(pieces[index].text, titles)]
    claimed = [index for index in above if matches_claim(pieces[index].text, titles)]
    if claimed or above:
        return (claimed or above)[-1]
    for index in range(first + 1, last):
        if pieces[index].prose and "densest" in pieces[index].block.hints:
            return None
        if _is_title(pieces[index], titles):
            return index
    return None


def _find_plain_title(pieces: Sequence[Piece], first: int) -> int | None:
    """On a page without headings or claims: the line above the text that is neither a link nor a phrase."""
    for index in range(max(0, first - HEAD_LINES), first):
        piece = pieces[index]
        plain = (
            not piece.is_furniture and not piece.phrase and not is_foreign(piece) and piece.block.link_share < LINKED
        )
        if plain and TITLE_WORDS[0] <= piece.words <= TITLE_WORDS[1] and not piece.prose:
            return index
    return None


def _find_head_of_text(pieces: Sequence[Piece], first: int) -> int:
    """Without markup: the first line of the few above the text, which hold its title; `first` where there are many."""
    above = [index for index in range(first) if not pieces[index].is_furniture]
    if len(above) <= HEAD_LINES:
        return above[0] if above else first
    return first


def _find_line_title(pieces: Sequence[Piece], first: int) -> int | None:
    """Without markup, below a menu: the line nearest to the text that is as long as a title, and no byline or date.

    With a byline or a date above that line, the one above these is the title, and it what a picture shows.
    """
    found: int | None = None
    signed = False
    for index in range(first - 1, max(0, first - 2 * HEAD_LINES), -1):
        piece = pieces[index]
        if read_byline(piece.text) or read_dateline(piece.text):
            signed = True
            continue
        if piece.is_furniture or piece.phrase or (piece.prose and not _asks(piece)):
            continue
        below = pieces[index + 1].phrase
        if below is not None and below.reason == "caption":
            # What the picture shows.
            continue
        if not LINE_TITLE_WORDS <= piece.words <= TITLE_WORDS[1] or read_header(piece.text):
            continue
        if found is None:
            found = index - 1 if index and _stands_over(pieces[index - 1], piece) else index
            if signed:
                break
        elif signed:
            return index
    return found


def _stands_over(above: Piece, piece: Piece) -> bool:
    """Whether the line above is the title, and `piece` a longer standfirst."""
    if above.is_furniture or above.phrase or read_byline(above.text) or read_dateline(above.text):
        return False
    if above.prose and not _asks(above):
        return False
    return LINE_TITLE_WORDS <= above.words < piece.words


def _asks(piece: Piece) -> bool:
    """Whether it is one short question, as titles may be: sentences by their marks, but no text."""
    return piece.words <= QUESTION_WORDS and piece.text.endswith("?") and not ENDS_INSIDE.search(piece.text[:-1])


def _may_stand_in_head(piece: Piece, below_title: int, above_text: int) -> bool:
    byline = "byline" in piece.block.hints or read_byline(piece.text) is not None
    linked = piece.block.link_share > 0.8 and not byline
    return not linked and (below_title <= HEAD_LINES or above_text <= HEAD_LINES)


def _is_title(piece: Piece, titles: Sequence[str]) -> bool:
    if piece.is_furniture or is_foreign(piece) not in ("", "date", "byline"):
        return False
    return "<h1>" in piece.block.hints or "headline" in piece.block.hints or matches_claim(piece.text, titles)
