"""The phrases and whole lines by which furniture gives itself away; they are data, in two TOML files beside this."""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

PHRASES_FILE = Path(__file__).with_name("furniture_phrases.toml")
LINES_FILE = Path(__file__).with_name("furniture_lines.toml")
LINE_WORDS = 16
# Colons, and what is left of a Turkish capital I in lower case.
WITHIN = str.maketrans({":": " ", "：": " ", "\u0307": None})
NUMBER = re.compile(r"\d+(?:[.,\s]\d+)*")
EDGES = ' \t.,:;!?…|·•*()[]{}<>«»‹›“”"→←↑↓▶►✕×+-–—_=：。！？（）'
APOSTROPHES = str.maketrans({"'": "’", "ʼ": "’", "`": "’", "‘": "’"})
MATCH_CHARACTERS = 1_200
LABEL_WORDS, LABELLED_WORDS = 3, 24
# "-- This article first appeared in The Outlet --"
BETWEEN_DASHES = re.compile(r"[-–—*_]{1,3} (?P<line>.{20,}?) [-–—*_]{1,3}")
# What is no label of links, though it is a heading of some: "More in sorrow: ...".
VAGUE_LABEL = re.compile(r"(?i)(?:more|also|most|elsewhere|news|latest|top|other|popular|trending|sources?)\b")


class PhraseGroup(NamedTuple):
    """The phrases of one reason. `words`: longer blocks are not tried. `section`: a "whole" match opens a section."""

    reason: str
    words: int
    section: bool
    whole: re.Pattern[str] | None
    start: re.Pattern[str] | None
    inside: tuple[re.Pattern[str], ...]  # one by one: joined they take three times as long to look for

    def stands_in(self, folded: str) -> bool:
        """Whether a phrase of the start, the end or any part is there."""
        return bool(self.start and self.start.match(folded)) or any(p.search(folded) for p in self.inside)


class Phrase(NamedTuple):
    """What a block was recognised as; `opens_section` where what follows belongs to it too."""

    reason: str
    opens_section: bool


def fold(text: str) -> str:
    """White space to single spaces, apostrophes to one kind."""
    return " ".join(text.translate(APOSTROPHES).split())


@lru_cache(maxsize=1)
def load_phrases() -> tuple[PhraseGroup, ...]:
    """All groups, in the file's order; the first that matches names the reason."""
    table = tomllib.loads(PHRASES_FILE.read_text(encoding="utf-8"))
    return tuple(_compile(group) for group in table["group"])


@lru_cache(maxsize=1)
def load_lines() -> dict[str, Phrase]:
    """The whole lines, folded as `fold_line` does."""
    table = tomllib.loads(LINES_FILE.read_text(encoding="utf-8"))
    return {
        fold_line(line): Phrase(group["reason"], group.get("section", False))
        for group in table["lines"]
        for line in group["lines"]
    }


def fold_line(text: str) -> str:
    """As the lines are compared: no case, no marks at either end, each number a "#"."""
    return " ".join(NUMBER.sub("#", fold(text).casefold().translate(WITHIN)).split()).strip(EDGES)


@lru_cache(maxsize=4096)
def find_phrase(text: str, words: int) -> Phrase | None:
    """The first group that recognises the block `text` of so many words."""
    folded = fold(text)[:MATCH_CHARACTERS]
    if dashed := BETWEEN_DASHES.fullmatch(folded):
        folded = dashed["line"]
    for group in load_phrases():
        if words > group.words:
            continue
        if group.whole and group.whole.fullmatch(folded):
            return Phrase(group.reason, group.section)
        if group.stands_in(folded):
            return Phrase(group.reason, False)
    if words <= LINE_WORDS and (line := load_lines().get(fold_line(folded))):
        return line
    return _find_label(folded) if words <= LABELLED_WORDS else None


def _find_label(folded: str) -> Phrase | None:
    """The reason of a heading with its one link on the same line: "Related: A new road"."""
    label, colon, rest = folded.partition(":")
    words = len(label.split())
    if not (colon and rest) or words > LABEL_WORDS or VAGUE_LABEL.match(label) or folded.endswith((".", ";")):
        return None
    phrase = find_phrase(label, words)
    return Phrase(phrase.reason, False) if phrase and phrase.opens_section and phrase.reason == "related" else None


def _compile(group: dict) -> PhraseGroup:
    inside = (*(f"(?:{entry})$" for entry in group.get("end", ())), *group.get("anywhere", ()))
    return PhraseGroup(
        group["reason"],
        group["words"],
        group.get("section", False),
        _join(group.get("whole", ())),
        _join(group.get("start", ())),
        tuple(re.compile(entry, re.IGNORECASE) for entry in inside),
    )


def _join(patterns: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(joined, re.IGNORECASE) if joined else None
