"""Bylines -> names that reference managers can sort and invert, without inventing what a byline does not say."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from steppe.regions import lexicon
from steppe.takeaway.family import split_name

# Words of bylines that are no person's, beside those of organisations (`lexicons/organisation_nouns.txt`).
DESKS = frozenset(
    {
        *("correspondents", "desk", "editorial", "editors", "gazette", "herald", "journal", "magazine", "media"),
        *("monitor", "news", "newsroom", "observatory", "outlook", "post", "radio", "reporters", "review", "telegraph"),
        *("television", "times", "today", "tribune", "tv", "watch"),
    }
)
BYLINE_START = re.compile(r"^\s*(?:written\s+|posted\s+|reported\s+)?by:?\s+", re.IGNORECASE)
CHUNKS = re.compile(r"\s*;\s*")
COMMA = re.compile(r"\s*,\s*(?:and\s+)?")
AND = re.compile(r",?\s+(?:and|&)\s+")
INVERTED = re.compile(r"([^\s,]+), ([^,]+)")
SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Author:
    """A person (`family`, and `given` where there is one) or a body or single name (`literal`)."""

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def shown(self) -> str:
        """The name as it is read: "Jane Doe"."""
        return self.literal or f"{self.given} {self.family}".strip()


def parse_authors(byline: str | None, *, bodies: Collection[str] = ()) -> tuple[Author, ...]:
    """The authors of a byline, in its order; none where there is no byline.

    bodies : names known to be organisations, whatever their words.

    "Doe, Jane" is taken as family name first; without a comma the name itself must say which part is the family's
    (`steppe.takeaway.family`), else it is kept whole, as are one word alone, a body, an acronym or a name with digits.
    """
    text = SPACE.sub(" ", BYLINE_START.sub("", byline or "")).strip(" ,;.")
    if not text:
        return ()
    known = {b.casefold() for b in bodies}
    found = [author for chunk in CHUNKS.split(text) if chunk for author in _chunk(chunk, known)]
    return tuple(dict.fromkeys(found))


def _chunk(chunk: str, known: Collection[str]) -> list[Author]:
    """The names between two semicolons: whole where it is a body, inverted ones, or a list."""
    if _is_body(chunk, known):
        return [Author(literal=chunk)]
    inverted = [INVERTED.fullmatch(piece) for piece in AND.split(chunk)]
    if all(inverted) and not any(_is_body(p, known) for m in inverted if m for p in m.groups()):
        return [Author(family=m[1], given=m[2]) for m in inverted if m]
    found = []
    for part in COMMA.split(chunk):
        whole = _is_body(part, known)
        found += [_name(piece.strip(), known) for piece in ([part] if whole else AND.split(part)) if piece.strip()]
    return found


def _name(name: str, known: Collection[str]) -> Author:
    words = name.split(" ")
    if len(words) == 1 or _is_body(name, known):
        return Author(literal=name)
    parts = split_name(words)
    return Author(family=parts[0], given=parts[1]) if parts else Author(literal=name)


def _is_body(name: str, known: Collection[str]) -> bool:
    words = [w.strip(".,'’\"()").casefold() for w in name.split(" ")]
    if name.casefold() in known or any(c.isdigit() for c in name):
        return True
    if "," in name:
        return False
    # With an "and" in it, a name is one body where it starts as one: "Institute for War and Peace Reporting".
    return words[0] in _body_words() if "and" in words or "&" in words else bool(_body_words() & set(words))


@cache
def _body_words() -> frozenset[str]:
    return DESKS | {word.casefold() for word in lexicon("organisation_nouns")}
