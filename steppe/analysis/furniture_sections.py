"""Sections of furniture, which a phrase opens: comments, related links, "About ..."."""

import re
from collections.abc import Sequence
from itertools import takewhile

from steppe.analysis.furniture_pieces import ENDS_SENTENCE, Piece

HALF = 0.5
TAIL_SHARE = 0.7
TEASER_WORDS = 30
MARKED_BODY_WORDS = 10
HEADED_LINES = 3
TOLD_WORDS = 15
# A list of links amid the text is short.
INNER_LINKS = 4
ENDS_INSIDE = re.compile(r"[.!?…][”\"’)]*\s")
RELEASE_NOTES = re.compile(r"(?i)(?:media|press) contacts?|notes? (?:to|for) (?:editors|journalists)")
ABOUT_NAME = re.compile(r"About (?:the )?(?P<name>[A-Z][\w&’'. -]{1,60}?):?")
ABOUT_VERB = re.compile(
    r"\b(?:is|are|was|were|operates?|provides?|offers?|works?|serves?|has|publishes|covers|supports?|develops?|"
    r"manages?)\b"
)


def drop_sections(pieces: Sequence[Piece]) -> None:
    """Comments run to the end; related links until the text speaks again; "About ..." until the next heading."""
    total = sum(piece.words for piece in pieces if piece.prose and piece.kind is None) or 1
    seen, section, heading = 0, "", 0
    for index, piece in enumerate(pieces):
        if piece.kind is not None:
            continue
        share = seen / total
        seen += piece.words if piece.prose else 0
        opened = _opens(pieces, index, share)
        if opened:
            section, heading = opened, index
            piece.drop(opened)
        elif section == "comments" or section == "about":
            piece.drop(section)
        elif piece.phrase and piece.phrase.reason == "comments" and re.search(r"\d", piece.text):
            # "Read 112 comments": a counter amid the text.
            piece.drop("comments")
        elif section == "related":
            below = pieces[index + 1 : index + 1 + HEADED_LINES]
            again = _is_text_again(piece, share) or (not piece.block.hints and is_no_teaser(pieces, heading, index))
            if again or _heads_text(piece, below, share):
                section = ""
            else:
                piece.drop(section)


def _heads_text(piece: Piece, below: Sequence[Piece], share: float) -> bool:
    """Whether a heading of the article's own element, no link, has its text below it: at once, or below a short line
    of its own ("1. Who pays?")."""
    own = piece.block.kind == "heading" and not {"densest", "body"}.isdisjoint(piece.block.hints)
    if not own or piece.block.link_share:
        return False
    for other in below:
        if other.kind is not None or other.block.kind == "heading" or other.block.link_share or not other.prose:
            return False
        if _is_text_again(other, share):
            return True
    return False


def _is_text_again(piece: Piece, share: float) -> bool:
    """Whether a list of related links is over. Amid the text it is short; below it teasers look like sentences.

    share : of the article's words that stand above.
    """
    if "stated-body" in piece.block.hints:
        return True
    if not piece.prose or piece.block.kind == "item" or piece.block.link_share >= 0.5:
        return False
    marked = {"densest", "body", "stated-body"}.intersection(piece.block.hints)
    return piece.words >= (MARKED_BODY_WORDS if marked or share < TAIL_SHARE else TEASER_WORDS)


def is_no_teaser(pieces: Sequence[Piece], heading: int, index: int) -> bool:
    """Without markup: whether a paragraph below a heading and a few links is the text's again. It has two sentences;
    above it stand two headlines and more, each without a teaser, and no further one below it."""
    links = pieces[heading + 1 : index]
    if not 2 <= len(links) <= INNER_LINKS or any(
        (link.prose and link.text[-1] != "?") or link.phrase for link in links
    ):
        return False
    piece = pieces[index]
    if not piece.prose or piece.phrase or piece.words < TOLD_WORDS or piece.block.kind or piece.block.link_share:
        return False
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    goes_on = below is None or below.prose or below.phrase is not None or below.is_furniture
    return goes_on and bool(ENDS_INSIDE.search(piece.text) and ENDS_SENTENCE.search(piece.text))


def _opens(pieces: Sequence[Piece], index: int, share: float) -> str:
    piece = pieces[index]
    if piece.phrase and piece.phrase.opens_section:
        reason = piece.phrase.reason
        of_author = reason == "about" and re.search(r"(?i)author|writer|contributor|автор|作者", piece.text)
        early = of_author or (reason == "about" and RELEASE_NOTES.match(piece.text))
        if reason == "related" or share >= (HALF if early else TAIL_SHARE):
            return reason
        return reason if piece.words <= 3 and reason == "comments" and share >= 0.5 else ""
    about = ABOUT_NAME.fullmatch(" ".join(piece.text.split())) if piece.words <= 9 and share >= TAIL_SHARE else None
    after = next((other for other in pieces[index + 1 :] if other.kind is None), None)
    if about and after and after.prose:
        head = after.text[: len(about["name"]) + 60]
        first = about["name"].split()[0]
        named = first in head or _initials(after.text).startswith(about["name"].strip())
        if named and ABOUT_VERB.search(after.text[:200]):
            return "about"
    return ""


def _initials(text: str) -> str:
    """Of a text's first capitalised words: "The Altai Development Agency works" is "ADA"."""
    words = takewhile(lambda word: word[0].isupper() or len(word) < 4, re.sub(r"^The\s", "", text[:120]).split())
    return "".join(word[0] for word in words if word[0].isupper())
