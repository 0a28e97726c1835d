"""Lay out an article: what each stretch of its text is, and what is known about it.

Nothing is cut or rewritten. Each block of the text gets a label: title, heading, paragraph, item, or furniture with
a reason. The rules run from the certain to the probable, and a label once given stays:

1. what the reader already knows (a running head), header blocks, bylines and lines that are only a date;
2. the title, which stands above the text;
3. on a page full of short lines (a web page saved as text, or HTML), the stretch that is the article;
4. phrases, sections (comments, related links, "About ..."), author notes, pull quotes, repeated lines;
5. what is left is the article: headings, items and paragraphs.

In doubt a block is kept: a menu line too many costs less than a lost paragraph.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from steppe.analysis import furniture_rules as rules
from steppe.analysis.furniture_cluster import CELLS, drop_outside_article, is_cluttered
from steppe.analysis.furniture_dates import claim_loose_dates, claim_named_day, drop_marked_dates
from steppe.analysis.furniture_head import read_bylines, read_headers
from steppe.analysis.furniture_notes import claim_noted_authors
from steppe.analysis.furniture_pieces import Piece, describe
from steppe.analysis.furniture_residue import drop_residue
from steppe.analysis.furniture_title import find_title, fold_title, restate_title, title_claims
from steppe.analysis.language import UNKNOWN, detect_language, find_script
from steppe.analysis.metadata import choose_metadata
from steppe.analysis.metadata_opening import read_opening_dateline
from steppe.analysis.metadata_outlet import claim_address, claim_outlet
from steppe.analysis.segmentation import BETWEEN_DASHES, find_blocks
from steppe.document import Claim, Layout, Passage, PassageKind, Source

HEADING_WORDS = 16
HEADING_CHARACTERS = 140
CELL_WORDS = 3
OPENING = 2
SUBTITLE_WORDS = 8
LOOK_AHEAD = 50
NUMBERED = re.compile(r"(?:[\dIVX]{1,4}|[A-Z])[.)]\s")
# A sentence that a list ends, unlike a heading such as "Key points:".
LEAD_IN_WORDS = 6
# What a page lists in paragraphs: "- lower duties;".
LISTED = re.compile(r"[-–•·▪]\s+[^\W\d_]")
FURNITURE_SHARE = 0.6
# What plain text sets a title off with: "** A new road".
TITLE_MARK = re.compile(r"^[*#=~]{1,6}\s+|\s+[*#=~]{1,6}$")
# How feeds and paywalls break off: "… the two sides [...]", "officials sai… [+2317 chars]".
CUT_OFF = re.compile(r"(?:\w[ \t]?(?:…|\.{3})|\[(?:…|\.{3})\]|\[\+\d+ char(?:acter)?s\])\Z")
# Soft hyphens, zero-width spaces.
BREAK_MARK = re.compile("[\u00ad\u200b\u2060\ufeff]")


def lay_out(source: Source) -> Layout:
    """Label every block of an article, and gather its metadata.

    The passages are in text order, do not overlap, hold no white space at either end and together cover all
    visible text of `source.text`.
    """
    flags = set(source.flags)
    blocks = source.blocks
    if not blocks:
        blocks, wrapped = find_blocks(source.text)
        if wrapped:
            flags.add("hard-wrapped")
    pieces = describe(source.text, blocks)
    claims = list(source.claims)
    language = detect_article_language(pieces)

    page = bool(source.blocks) and source.format == "html"
    cluttered = page or is_cluttered(pieces)
    if not page:
        claims += read_headers(pieces, rules.find_first_prose(pieces), flags)
    if cluttered:
        drop_outside_article(pieces, title_claims(claims), page=page)
    body = rules.find_first_prose(pieces)
    if page:
        claims += read_headers(pieces, body, flags)
    stated = next((index for index, piece in enumerate(pieces) if piece.spans or piece.kind == "title"), None)
    title = restate_title(pieces, stated, body) if stated is not None else None
    if stated is None:
        title = find_title(pieces, title_claims(claims), body)
    if title is not None:
        _label_title(pieces, title, flags)
    claims += read_bylines(pieces, title, body, flags)
    claims += drop_marked_dates(pieces, title, body)
    rules.drop_furniture(pieces, title, body, claims, flags, page=page)
    rules.drop_foreign_tail(pieces, language)
    drop_residue(pieces, title, body, claims, page=page)
    claims += [] if page else claim_address(pieces, title)
    claims += claim_outlet(pieces, title, claims, page=page)
    rules.drop_tail_notes(pieces, [claim.value for claim in claims if claim.field == "outlet"])
    claims += claim_noted_authors(pieces)
    _label_rest(pieces)
    claims += [*_opening_claims(pieces), *claim_named_day(pieces), *claim_loose_dates(pieces, title, body)]

    text_title = _title_text(pieces)
    metadata, found = choose_metadata(claims, title=text_title, language=language)
    passages = _as_passages(pieces, language)
    flags.update(found, describe_quality(source.text, passages, language))
    return Layout(passages, metadata, tuple(sorted(flags)))


def detect_article_language(pieces: Sequence[Piece]) -> str:
    """The language of the running text; of all text where there is none."""
    prose = [piece.text for piece in pieces if piece.prose and not piece.is_furniture and piece.phrase is None]
    sample = " ".join(prose or [piece.text for piece in pieces])
    found = detect_language(sample[:20_000])
    if found == UNKNOWN and find_script(sample) == "latin":
        return "en"
    return found


def _label_title(pieces: list[Piece], title: int, flags: set[str]) -> None:
    """Label the title, and the same words above the text as furniture: a page may show them twice."""
    piece = pieces[title]
    if piece.kind is None:
        piece.kind = "title"
    folded = fold_title(_title_text([piece]) or piece.text)
    text_seen = False
    for index, other in enumerate(pieces):
        text_seen = text_seen or (index > title and other.prose and other.kind is None)
        if index == title or other.kind is not None or not folded:
            continue
        same = fold_title(other.text)
        if same == folded:
            flags.add("title-repeated")
            if text_seen and not other.prose:
                other.kind = "heading"
            else:
                other.drop("title-repeated")
        elif len(folded) > 20 and same.startswith(folded) and other.words <= 40 and not other.prose:
            flags.add("title-repeated")


def _label_rest(pieces: list[Piece]) -> None:
    """What no rule has called furniture is the article."""
    for index, piece in enumerate(pieces):
        if piece.kind is not None:
            continue
        if piece.block.kind == "item" and _heads_a_section(piece, index, pieces):
            piece.kind = "heading"
        elif piece.block.kind in ("item", "heading"):
            below = pieces[index + 1] if index + 1 < len(pieces) else None
            piece.kind = "paragraph" if _is_subtitle(piece, pieces[:index], below) else piece.block.kind
        elif LISTED.match(piece.text) and not (piece.text[-1:].isalnum() or BETWEEN_DASHES.fullmatch(piece.text)):
            piece.kind = "item"
        elif (
            piece.block.kind == "paragraph"
            or "standfirst" in piece.block.hints
            or _is_figure(piece)
            or _is_plain_subtitle(piece, pieces[:index])
            or not _is_heading(piece, islice(pieces, index + 1, index + 1 + LOOK_AHEAD))
        ):
            piece.kind = "paragraph"
        else:
            piece.kind = "heading"


def _is_heading(piece: Piece, following: Iterable[Piece]) -> bool:
    text = piece.text.rstrip()
    if piece.words > HEADING_WORDS or len(text) > HEADING_CHARACTERS:
        return False
    following = list(following)
    beside = bool(following) and not CELLS.isdisjoint(following[0].block.hints)
    cell = not CELLS.isdisjoint(piece.block.hints) and ("densest" not in piece.block.hints or beside)
    if piece.words <= CELL_WORDS and not text.endswith("?") and cell:
        return False
    after = next((other for other in following if other.kind != "furniture"), None)
    bare = text.rstrip('"”’»)]')
    if (
        after is None
        or bare.endswith((".", ",", ";", "!", "…", "。"))
        or (bare.endswith(":") and after.block.kind == "item" and piece.words >= LEAD_IN_WORDS)
        or (re.search(r"[.!]\s+[A-Z“\"]", text) and not NUMBERED.match(text))
    ):
        return False
    if text[0] in '“"«-–—•':
        return BETWEEN_DASHES.fullmatch(text) is not None
    if text.endswith("?"):
        return after.words > 2 * piece.words
    return not (text[0].islower() and not text.endswith(":"))


def _is_subtitle(piece: Piece, above: Sequence[Piece], below: Piece | None) -> bool:
    """Whether the markup's heading is a standfirst: named so or long, with a byline or the like and no text right below
    it; and nothing but furniture between it and the title."""
    if piece.block.kind != "heading":
        return False
    if "standfirst" not in piece.block.hints and not (piece.words >= SUBTITLE_WORDS and below and below.is_furniture):
        return False
    return next((other.kind for other in reversed(above) if other.kind != "furniture"), None) == "title"


def _is_plain_subtitle(piece: Piece, above: Sequence[Piece]) -> bool:
    """Without markup that calls it a heading: a long line with nothing but furniture between it and the title."""
    if piece.words < SUBTITLE_WORDS or piece.text.rstrip().endswith(("?", ":")) or NUMBERED.match(piece.text):
        return False
    return next((other.kind for other in reversed(above) if other.kind != "furniture"), None) == "title"


def _is_figure(piece: Piece) -> bool:
    """A cell of a table that holds no word."""
    return not re.search(r"[^\W\d_]{2,}", piece.text)


def _heads_a_section(piece: Piece, index: int, pieces: Sequence[Piece]) -> bool:
    """A numbered line with a paragraph right below it and no sentence of its own: "2. Poultry war"."""
    if (
        not re.match(r"\(?\d{1,2}[.)]", piece.text)
        or piece.words > HEADING_WORDS
        or piece.text.endswith((".", ";", ","))
    ):
        return False
    after = next(
        (other for other in islice(pieces, index + 1, index + 1 + LOOK_AHEAD) if other.kind != "furniture"), None
    )
    return after is not None and after.block.kind != "item" and after.prose and after.words >= 2 * piece.words


def _title_text(pieces: Sequence[Piece]) -> str | None:
    for piece in pieces:
        if piece.kind == "title":
            return _as_title(piece.text)
        for start, end, kind, _ in piece.spans:
            if kind == "title":
                return _as_title(piece.text[start - piece.start : end - piece.start])
    return None


def _as_title(text: str) -> str:
    """White space folded, and without the marks that only say where a line may break."""
    return " ".join(TITLE_MARK.sub("", BREAK_MARK.sub("", text)).split())


def _opening_claims(pieces: Sequence[Piece]) -> tuple[Claim, ...]:
    first = list(islice((piece for piece in pieces if piece.kind == "paragraph"), OPENING))
    # The first may be a standfirst.
    return next((claims for piece in first if (claims := read_opening_dateline(piece.text))), ())


def _as_passages(pieces: Sequence[Piece], language: str) -> tuple[Passage, ...]:
    passages = []
    for piece in pieces:
        own = _passage_language(piece, language)
        spans: Sequence[tuple[int, int, PassageKind, str]] = piece.spans or (
            (piece.start, piece.end, piece.kind or "paragraph", piece.reason),
        )
        passages += [Passage(start, end, kind, reason, own) for start, end, kind, reason in spans]
    return tuple(passages)


def _passage_language(piece: Piece, language: str) -> str:
    if not re.search(r"[^\W\d_]", piece.text):
        return language
    return detect_language(piece.text, default=language)


def describe_quality(text: str, passages: Sequence[Passage], language: str) -> set[str]:
    """Flags that follow from what is kept: its language, how much of the text it is, and whether it is cut off.

    text : of the article, furniture included. language : of the article, BCP 47.
    """
    flags = set()
    content = [passage for passage in passages if passage.kind != "furniture"]
    size = sum(passage.end - passage.start for passage in passages)
    kept = sum(passage.end - passage.start for passage in content)
    if language.split("-")[0] != "en":
        flags.add("not-english")
    if any(passage.language != language for passage in content):
        flags.add("mixed-languages")
    if kept < (1 - FURNITURE_SHARE) * size:
        flags.add("mostly-furniture")
    if not any(passage.kind in ("paragraph", "item") for passage in content):
        flags.add("no-text")
    last = content[-1] if content else None
    if last and last.kind in ("paragraph", "item") and CUT_OFF.search(text, last.start, last.end):
        flags.add("truncated")
    return flags
