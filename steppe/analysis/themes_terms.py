"""Words of a passage, and the theme terms among them.

A term is one or more words. Words match whole, whatever their case; "*" at the end of a word stands for any ending;
the last word of a term without "*" may also stand in the plural; a term in CAPITALS matches capitals only.
Hyphens and other signs between words count as spaces, so "state-visit" and "state visit" are one term.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

# A word keeps its inner apostrophe ("don't"); a possessive 's is left off, so that "Tokayev's" is "Tokayev".
_WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)?")


class Words(NamedTuple):
    """The words of a text, as parallel lists; offsets are code points in that text."""

    surface: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]


class WeightedTerm(NamedTuple):
    """One term of one theme: `group` is the theme's position in the taxonomy."""

    text: str
    group: int
    weight: float


class Hit(NamedTuple):
    """A term met: the positions of its first and of the word after its last word, its group and its weight."""

    first: int
    stop: int
    group: int
    weight: float


def normal_word(surface: str) -> str:
    """A word in lower case and with a straight apostrophe."""
    return surface.lower().replace("’", "'")


@lru_cache(maxsize=512)
def split_words(text: str) -> Words:
    """The words of `text`, without possessive 's and without the signs between them.

    The last few hundred texts are remembered, as themes and stance read the same passages. Do not change the lists.
    """
    surface: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word in ("s", "S") and starts and match.start() - ends[-1] == 1 and text[ends[-1]] in "'’":
            continue
        surface.append(word)
        starts.append(match.start())
        ends.append(match.end())
    lower = [word.lower() for word in surface]
    if "’" in text:
        lower = [word.replace("’", "'") for word in lower]
    return Words(surface, lower, starts, ends)


class _Piece(NamedTuple):
    text: str
    prefix: bool
    capitals: bool
    plural: bool

    def matches(self, surface: str, lower: str) -> bool:
        if self.capitals:
            return surface == self.text or (self.plural and surface == self.text + "s")
        if self.prefix:
            return lower.startswith(self.text)
        return lower == self.text or (self.plural and lower in (self.text + "s", self.text + "es"))


class _Longer(NamedTuple):
    pieces: tuple[_Piece, ...]
    group: int
    weight: float


class _Starts(NamedTuple):
    """What can start at a word: terms of this one word, as (group, weight), and longer terms by their second word.

    seconds : by the second word in lower case; prefixes : those whose second word may have any ending.
    """

    single: tuple[tuple[int, float], ...]
    seconds: dict[str, list[_Longer]]
    prefixes: tuple[_Longer, ...]


class TermIndex:
    """Finds weighted terms in a passage in time proportional to its words; remembers the words it has met."""

    def __init__(self, terms: Iterable[WeightedTerm]) -> None:
        self._terms = [(term, _pieces(term.text)) for term in terms]
        self._exact: dict[str, list[int]] = {}
        self._prefixes: dict[str, list[int]] = {}
        for number, (_, pieces) in enumerate(self._terms):
            first = pieces[0]
            table = self._prefixes if first.prefix else self._exact
            for key in _keys(first):
                table.setdefault(key, []).append(number)
        self._longest_prefix = max((len(key) for key in self._prefixes), default=0)
        self._starts: dict[str, _Starts] = {}

    def find(self, words: Words) -> list[Hit]:
        """The terms in `words`, in text order. Within one group the longest term wins where several overlap."""
        hits: list[Hit] = []
        longer: list[Hit] = []
        lowers = [*words.lower, ""]
        known = self._starts
        for position, surface in enumerate(words.surface):
            starts = known.get(surface) or self._learn(surface)
            for group, weight in starts.single:
                hits.append(Hit(position, position + 1, group, weight))
            found = starts.seconds.get(lowers[position + 1])
            for term in (*found, *starts.prefixes) if found else starts.prefixes:
                stop = position + len(term.pieces)
                if stop <= len(words.surface) and _continues(term.pieces, words, position):
                    longer.append(Hit(position, stop, term.group, term.weight))
        return _longest(hits, longer) if longer else hits

    def _learn(self, surface: str) -> _Starts:
        lower = normal_word(surface)
        numbers = list(self._exact.get(lower, ()))
        for length in range(1, min(len(lower), self._longest_prefix) + 1):
            numbers.extend(self._prefixes.get(lower[:length], ()))
        single: dict[int, float] = {}
        seconds: dict[str, list[_Longer]] = {}
        prefixes = []
        for number in sorted(numbers):
            term, pieces = self._terms[number]
            if not pieces[0].matches(surface, lower):
                continue
            longer = _Longer(pieces, term.group, term.weight)
            if len(pieces) == 1:
                single[term.group] = max(term.weight, single.get(term.group, 0.0))
            elif pieces[1].prefix:
                prefixes.append(longer)
            else:
                for key in _keys(pieces[1]):
                    seconds.setdefault(key, []).append(longer)
        starts = self._starts[surface] = _Starts(tuple(sorted(single.items())), seconds, tuple(prefixes))
        return starts


def _continues(pieces: tuple[_Piece, ...], words: Words, position: int) -> bool:
    return all(
        pieces[offset].matches(words.surface[position + offset], words.lower[position + offset])
        for offset in range(1, len(pieces))
    )


def _pieces(text: str) -> tuple[_Piece, ...]:
    pieces = []
    parts = [part for part in re.split(r"[^\w*'’]+|_", text) if part.strip("*")]
    for position, part in enumerate(parts):
        prefix = part.endswith("*")
        word = part.rstrip("*")
        capitals = len(word) > 1 and word.isupper() and any(char.isalpha() for char in word)
        last = position == len(parts) - 1
        pieces.append(
            _Piece(word if capitals else word.lower(), prefix and not capitals, capitals, last and not prefix)
        )
    return tuple(pieces)


def _keys(first: _Piece) -> Sequence[str]:
    lower = first.text.lower()
    return (lower, lower + "s", lower + "es") if first.plural else (lower,)


def _longest(hits: list[Hit], longer: list[Hit]) -> list[Hit]:
    """Drop what a longer term of the same group covers; `hits` are single words."""
    taken: set[tuple[int, int]] = set()
    kept = []
    for hit in sorted(longer, key=lambda hit: (hit.first - hit.stop, hit.first, hit.group, -hit.weight)):
        cells = {(hit.group, position) for position in range(hit.first, hit.stop)}
        if taken.isdisjoint(cells):
            taken |= cells
            kept.append(hit)
    kept.extend(hit for hit in hits if (hit.group, hit.first) not in taken)
    kept.sort()
    return kept
