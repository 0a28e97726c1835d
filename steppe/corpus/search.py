"""Search text: what a reader may type, and what it means.

    word            the whole word, letter case aside
    "two words"     words that follow each other, whatever punctuation and white space stands between them
    "two words"~5   the same words in any order with at most 5 others among them
    begin*          words that begin so; in a phrase, its last word
    a b, a AND b    both, in one passage
    a OR b          either; binds more loosely than AND
    -a, NOT a       passages without it
    ( )             grouping

A passage matches as a whole; of its sentences, those count in which a wanted term starts (all of them where only
exclusions are given). A word is a run of letters, digits and underscores, so "C5+1" is the phrase "C5 1".
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from steppe.corpus.tokens import WORD, words_of

PIECE = re.compile(r'(?P<quote>")(?P<phrase>[^"]*)(?:"(?:~(?P<near>\d+))?)?|(?P<mark>[()])|(?P<word>[^\s"()]+)')
MAX_TERMS = 12
MAX_WORDS = 16  # of one phrase
MAX_NEAR = 30  # words that may stand among those of "..."~N
MAX_SPAN = MAX_WORDS + MAX_NEAR  # words from the first to the last of a hit, at most
MAX_DEPTH = 20  # brackets within brackets


@dataclass(frozen=True)
class Term:
    """One wanted or excluded word or phrase, folded; `prefix` where a star follows, `near` as in "..."~N."""

    words: tuple[str, ...]
    prefix: bool = False
    excluded: bool = False
    near: int | None = None


@dataclass(frozen=True)
class All:
    """Every item."""

    items: tuple["Node", ...]


@dataclass(frozen=True)
class Some:
    """At least one item."""

    items: tuple["Node", ...]


@dataclass(frozen=True)
class Without:
    """Not the item."""

    item: "Node"


Node = Term | All | Some | Without


def parse_query(text: str) -> Node | None:
    """What a search text asks for; None where it holds no word. Never raises: what does not parse is passed over."""
    return _Parser(text).parse()


def parse_search(text: str) -> tuple[Term, ...]:
    """The terms of a search text in the order typed; empty where it holds no word."""
    query = parse_query(text)
    return tuple(terms_of(query)) if query else ()


def terms_of(node: Node) -> Iterator[Term]:
    """The terms of a query, in order."""
    match node:
        case Term():
            yield node
        case Without(item):
            yield from terms_of(item)
        case All(items) | Some(items):
            for item in items:
                yield from terms_of(item)


class _Parser:
    """Recursive descent.

    either := both ("OR" both)*;  both := one (["AND"] one)*;  one := ("-" | "NOT")* ("(" either ")" | term)
    """

    def __init__(self, text: str) -> None:
        self.pieces = list(PIECE.finditer(text))
        self.at = 0
        self.terms = 0
        self.depth = 0

    def parse(self) -> Node | None:
        found = []
        while self.at < len(self.pieces):  # a stray ")" ends a group that never began
            if (node := self._either(excluded=False)) is not None:
                found.append(node)
            if self._mark() == ")":
                self.at += 1
        return _joined(All, found)

    def _mark(self) -> str:
        """The operator that comes next, "" for none."""
        if self.at == len(self.pieces):
            return ""
        piece = self.pieces[self.at]
        return piece["mark"] or (piece["word"] if piece["word"] in ("OR", "AND", "NOT", "-") else "")

    def _either(self, *, excluded: bool) -> Node | None:
        found = []
        while self.at < len(self.pieces) and self._mark() != ")":
            if (node := self._both(excluded=excluded)) is not None:
                found.append(node)
            if self._mark() == "OR":
                self.at += 1
        return _joined(Some, found)

    def _both(self, *, excluded: bool) -> Node | None:
        found = []
        while self.at < len(self.pieces) and self._mark() not in (")", "OR"):
            if self._mark() == "AND":
                self.at += 1
            elif (node := self._one(excluded=excluded)) is not None:
                found.append(node)
        return _joined(All, found)

    def _one(self, *, excluded: bool) -> Node | None:
        mark = self._mark()
        if mark in ("NOT", "-"):
            self.at += 1
            if self.at == len(self.pieces) or self._mark() in (")", "OR", "AND"):
                return None
            item = self._one(excluded=not excluded)
            return None if item is None else item.item if isinstance(item, Without) else Without(item)
        if mark == "(":
            return self._group(excluded=excluded)
        piece = self.pieces[self.at]
        self.at += 1
        word = piece["word"]
        if word and word.startswith("-"):
            term = self._term(word[1:], None, excluded=not excluded)
            return None if term is None else Without(term)
        return self._term(piece["phrase"] if piece["quote"] else word, piece["near"], excluded=excluded)

    def _group(self, *, excluded: bool) -> Node | None:
        self.at += 1
        if self.depth == MAX_DEPTH:
            return None
        self.depth += 1
        node = self._either(excluded=excluded)
        self.depth -= 1
        if self._mark() == ")":
            self.at += 1
        return node

    def _term(self, raw: str, near: str | None, *, excluded: bool) -> Term | None:
        words = tuple(words_of(raw))[:MAX_WORDS]
        if not words or self.terms == MAX_TERMS:
            return None
        self.terms += 1
        distance = min(int(near[:4]), MAX_NEAR) if near and len(words) > 1 else None
        return Term(words, prefix=raw.rstrip().endswith("*"), excluded=excluded, near=distance)


def _joined(kind: type[All] | type[Some], found: list[Node]) -> Node | None:
    if len(found) < 2:
        return found[0] if found else None
    return kind(tuple(found))


def find_terms(text: str, terms: tuple[Term, ...]) -> list[tuple[int, int]]:
    """Spans of `text` (code points) that the wanted terms cover, in order, overlaps merged."""
    spans = sorted(span for term in terms if not term.excluded for span in find_term(text, term))
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def find_term(text: str, term: Term) -> Iterator[tuple[int, int]]:
    """Every hit of a term, from its first word's start to its last word's end."""
    places = [m.span() for m in WORD.finditer(text)]
    at: dict[str, list[int]] = defaultdict(list)
    for number, (start, end) in enumerate(places):
        at[text[start:end].casefold()].append(number)
    wanted = [at.get(w, []) for w in term.words]
    if term.prefix:
        wanted[-1] = sorted(n for word, numbers in at.items() if word.startswith(term.words[-1]) for n in numbers)
    for first, last in _near(wanted, term.near) if term.near is not None else _in_a_row(wanted):
        yield places[first][0], places[last][1]


def _in_a_row(wanted: list[list[int]]) -> Iterator[tuple[int, int]]:
    rest = [set(numbers) for numbers in wanted[1:]]
    for first in wanted[0]:
        if all(first + offset in numbers for offset, numbers in enumerate(rest, 1)):
            yield first, first + len(rest)


def _near(wanted: list[list[int]], near: int) -> Iterator[tuple[int, int]]:
    """Stretches that start at one of the words, hold all of them, and are short enough."""
    for first in sorted({n for numbers in wanted for n in numbers}):
        following = [next((n for n in numbers if n >= first), None) for numbers in wanted]
        if None not in following and (last := max(n for n in following if n is not None)) - first < len(wanted) + near:
            yield first, last
