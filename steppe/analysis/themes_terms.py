"""Words of a passage, and the theme terms among them.

A term is one or more words. Words match whole, whatever their case; "*" at the end of a word stands for any ending;
the last word of a term without "*" may also stand in the plural; a term in CAPITALS matches capitals only.
Hyphens and other signs between words count as spaces, so "state-visit" and "state visit" are one term.
"""

import re
from collections.abc import Iterable, Sequence
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


def split_words(text: str) -> Words:
    """The words of `text`, lower-cased, without possessive 's and without the signs between them."""
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
    return Words(surface, [word.lower().replace("’", "'") for word in surface], starts, ends)


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


class TermIndex:
    """Finds weighted terms in a passage in time proportional to its words."""

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
        self._candidates: dict[str, tuple[int, ...]] = {}

    def find(self, words: Words) -> list[Hit]:
        """The terms in `words`, in text order. Within one group the longest term wins where several overlap."""
        found: list[Hit] = []
        count = len(words.lower)
        for position, lower in enumerate(words.lower):
            for number in self._starting_with(lower):
                term, pieces = self._terms[number]
                stop = position + len(pieces)
                if stop <= count and all(
                    piece.matches(words.surface[position + offset], words.lower[position + offset])
                    for offset, piece in enumerate(pieces)
                ):
                    found.append(Hit(position, stop, term.group, term.weight))
        return _longest(found)

    def _starting_with(self, lower: str) -> tuple[int, ...]:
        known = self._candidates.get(lower)
        if known is None:
            numbers = list(self._exact.get(lower, ()))
            for length in range(1, min(len(lower), self._longest_prefix) + 1):
                numbers.extend(self._prefixes.get(lower[:length], ()))
            known = self._candidates[lower] = tuple(sorted(numbers))
        return known


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


def _longest(hits: list[Hit]) -> list[Hit]:
    taken: set[tuple[int, int]] = set()
    kept = []
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.stop, hit.first, hit.group)):
        cells = {(hit.group, position) for position in range(hit.first, hit.stop)}
        if taken.isdisjoint(cells):
            taken |= cells
            kept.append(hit)
    kept.sort()
    return kept
