"""Notes on authors below the text: furniture, and where no line names the author, the only ones to do so."""

import re
from collections.abc import Sequence

from steppe.analysis.furniture_pieces import QUOTE_MARKS, Piece, unlabelled
from steppe.analysis.furniture_sections import ABOUT_VERB
from steppe.analysis.furniture_signed import OTHERS_BOXES
from steppe.analysis.metadata_names import NOT_A_NAME, read_names
from steppe.document import Claim

NOTE_WORDS, NAME_WORDS = 110, 4
LAST_NOTE_WORDS = 40
# How letters take their leave.
SIGN_OFF = re.compile(
    r"(?i)(?:until|till) (?:next|the next|then|tomorrow|monday|friday|sunday)\b[\w ]{0,16}[,.!]?|"
    r"(?:see you|more|back) (?:next|soon|tomorrow|again|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"[\w ]{0,20}[,.!]?|"
    r"(?:that’?s|that's|this is) (?:all|it) (?:for|from)\b[\w ]{2,30}[,.!]?|"
    r"(?:yours|best|warmly|cheers|sincerely|regards|see you|thanks for reading)\b[\w ]{0,24},|as (?:ever|always),"
)
SIGN_OFF_PIECES, SIGN_OFF_WORDS = 5, 60
ROLE = (
    r"(?:fellow|analyst|journalist|reporter|correspondent|editor|researcher|professor|lecturer|scholar|writer|"
    r"columnist|consultant|author|freelance\w*|associate|economist|historian|political scientist|graduate|student|"
    r"candidate|contributor|expert|specialist|director|chair(?:man|woman|person)?|president|head|founder|adviser|advisor|ambassador|diplomat)"
)
WRITER = re.compile(r"(?:The|Our) (?:writer|author|reporter|correspondent|columnist|contributor),? (?=[A-ZÀ-Þ])")
TOLD_OF = (
    rf"(?:{WRITER.pattern})?"
    r"(?:Dr\.?\s|Prof(?:essor|\.)?\s)?(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'.-]*){1,3})(?:,[^.]{2,60},|,)?\s+"
)
AUTHOR_NOTE = re.compile(
    rf"{TOLD_OF}(?:is|was|has been|works as|serves as|writes)\s+(?:currently\s+)?(?:(?:a|an|the|our)\s)?"
    rf"[^.!?]{{0,90}}?\b{ROLE}s?\b"
)
# In a note that is said to be on its author, any verb will do.
TOLD_NOTE = re.compile(
    rf"{TOLD_OF}(?:is|was|has|works?|writes?|teaches|covers|reports?|lives|leads|heads|studies|runs|edits)\b"
)
# What notes say of authors, besides what they say of companies.
AUTHOR_VERB = re.compile(
    rf"{ABOUT_VERB.pattern}|\b(?:writes?|wrote|reports?|reported|teaches|taught|lives|studies|studied|leads?|heads?|runs?|"
    r"edits?|speciali[sz]es|focuses|holds|contributed|researches)\b"
)
# As papers end readers' columns, without a name.
UNNAMED_WRITER = re.compile(
    r"The (?:writer|author) (?:has |had |was |formerly )?(?:taught|teaches|lives|lived|studied|studies|worked|works|"
    r"served|serves|led|leads|headed|heads|ran|runs|edits|edited|reported|reports|writes|wrote)\b"
)
# What heads such a note, on a line of its own or on the note's.
ABOUT_AUTHOR = re.compile(
    r"(?i)(?:about|meet|on) the (?:author|writer)s?\s*(?:[:：–—-]\s*|$)|(?:об авторе|автор туралы)\s*[:：]?\s*"
)
NOTE_REASONS = frozenset(("author-note", "author-box", "about", "byline"))


def drop_author_notes(pieces: Sequence[Piece], authors: Sequence[str]) -> None:
    """Who the author is, below the text (or right above it)."""
    content = unlabelled(pieces)
    names = {name for author in authors for name in re.split(r"\s*(?:,|&|\band\b)\s*", author) if len(name.split()) > 1}
    for place, piece in enumerate(content):
        if piece.words > NOTE_WORDS or piece.block.kind in ("title", "heading"):
            continue
        text = piece.text.lstrip("•*–—- ")
        note = AUTHOR_NOTE.match(text)
        quotes = QUOTE_MARKS.search(text)
        about_author = any(text.startswith(name) for name in names) and bool(
            note or (not quotes and AUTHOR_VERB.search(text[:120]))
        )
        if quotes and not about_author:
            continue
        last = place >= len(content) - 2 and len(content) > 4
        if 0 < place == len(content) - 1 and not quotes and piece.words <= LAST_NOTE_WORDS:
            told = WRITER.match(text) and TOLD_NOTE.match(text)
            about_author = bool(about_author or told or (len(content) > 4 and any(map(text.startswith, names))))
        if place == len(content) - 1 and len(content) > 2 and piece.words <= LAST_NOTE_WORDS:
            about_author = bool(about_author or (UNNAMED_WRITER.match(text) and not quotes))
        if about_author or (
            note and last and piece.words <= 70 and not re.search(r"\b(?:said|told|says|added)\b", piece.text)
        ):
            piece.drop("author-note")


def drop_sign_off(pieces: Sequence[Piece]) -> None:
    """How a letter ends: its leave, the name below it, and what is added then."""
    content = unlabelled(pieces)
    for place in range(max(1, len(content) - SIGN_OFF_PIECES), len(content)):
        below = content[place:]
        if SIGN_OFF.fullmatch(content[place].text.strip()) and sum(piece.words for piece in below) <= SIGN_OFF_WORDS:
            for piece in below:
                piece.drop("signature")
            return


def claim_noted_authors(pieces: Sequence[Piece]) -> list[Claim]:
    """Whom notes below the text present as its authors.

    A note that is not said to be on the author may be on the person of whom, or with whom, the text speaks: it counts
    where the text does not name that person.
    """
    kept = " ".join(piece.text for piece in pieces if not piece.is_furniture)
    names: list[str] = []
    headed = False
    for piece in pieces:
        text = piece.text.lstrip("•*–—- ")
        label = ABOUT_AUTHOR.match(text)
        if label and label.end() == len(text):
            headed = True
            continue
        told = label or headed or "author-box" in piece.block.hints or WRITER.match(text)
        if headed and not names and piece.is_furniture and piece.words <= NAME_WORDS and read_names(text) == text:
            names += [] if NOT_A_NAME.intersection(text.lower().split()) else [text]
            continue
        note = (TOLD_NOTE if told else AUTHOR_NOTE).match(text[label.end() :] if label else text)
        if not note or not piece.is_furniture or piece.reason not in NOTE_REASONS:
            continue
        name = note["name"]
        words = {word.lower() for word in name.split()}
        if words & NOT_A_NAME or OTHERS_BOXES.intersection(piece.block.hints) or name in names:
            continue
        if told or name.split()[-1] not in kept:
            names.append(name)
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
    return [Claim("author", joined, "note")] if joined else []
