"""What the theme and stance models see of a passage: its content words as stems, and the terms it uses.

The training tool and the labellers share this module, so that what is learned is what is read.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from steppe.analysis.themes_terms import Hit, TermIndex, Words, split_words
from steppe.regions import lexicon

# Endings taken off, longest first, where at least MIN_STEM letters remain. A light stemmer is enough: it only has to
# bring "exports", "exported" and "exporting" together, and cutting stems at STEM_LENGTH does the rest.
_ENDINGS = (
    "ization",
    "isation",
    "ations",
    "ation",
    "ments",
    "ment",
    "ities",
    "ity",
    "ings",
    "ing",
    "edly",
    "ies",
    "ied",
    "ers",
    "ness",
    "ed",
    "es",
    "er",
    "ly",
    "s",
)
MIN_STEM = 4
STEM_LENGTH = 8

_FUNCTION_WORDS = frozenset(lexicon("function_words"))


def stem(word: str) -> str:
    """The part of a lower-case word that its forms share: `exporters` -> `export`."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM:
            word = word[: -len(ending)]
            break
    if word.endswith("e") and len(word) > MIN_STEM:
        word = word[:-1]
    return word[:STEM_LENGTH]


def content_stem(lower: str) -> str:
    """The stem of a word that can carry a theme; "" for function words, numbers and words of one or two letters."""
    if len(lower) <= 2 or lower in _FUNCTION_WORDS or lower[0].isdigit():
        return ""
    return stem(lower)


def any_stem(lower: str) -> str:
    """The stem of a word, function words included; "" for numbers."""
    return "" if lower[0].isdigit() else stem(lower)


class PassageFeatures(NamedTuple):
    """What is known of one passage before any weight is applied.

    words : its words.
    stems : the stem of each word, "" where it has none.
    pairs : each word's stem and the next one's, "" where either has none; empty where pairs are not read.
    counts : how often each stem and each pair occurs.
    hits : the terms met, in text order.
    totals : for each group of terms, the weights of the distinct terms met, added up.
    shares : for each hit, its part of its group's total (a term met twice counts once, half for each).
    """

    words: Words
    stems: list[str]
    pairs: list[str]
    counts: Counter[str]
    hits: list[Hit]
    totals: list[float]
    shares: list[float]


class _Stems(dict[str, str]):
    """Stems by word, worked out when first asked for."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, lower: str) -> str:
        stem_of_word = self[lower] = self._make(lower)
        return stem_of_word


class FeatureReader:
    """Reads passages; keeps the stems of the words it has met, as a corpus repeats its words.

    groups : number of term groups.
    manner : read how things are put as well as what is spoken of: function words and pairs of words.
    """

    def __init__(self, terms: TermIndex, groups: int, *, manner: bool = False) -> None:
        self._terms = terms
        self._groups = groups
        self._manner = manner
        self._stems = _Stems(any_stem if manner else content_stem)

    def read(self, text: str) -> PassageFeatures:
        """The features of one passage."""
        words = split_words(text)
        stems = [self._stems[lower] for lower in words.lower]
        pairs = [f"{a} {b}" if a and b else "" for a, b in pairwise(stems)] if self._manner else []
        counts = Counter(stems + pairs)
        counts.pop("", None)
        hits = self._terms.find(words)
        keys = [(hit.group, *words.lower[hit.first : hit.stop]) for hit in hits]
        times = Counter(keys)
        totals = [0.0] * self._groups
        shares = []
        for hit, key in zip(hits, keys, strict=True):
            share = hit.weight / times[key]
            totals[hit.group] += share
            shares.append(share)
        return PassageFeatures(words, stems, pairs, counts, hits, totals, shares)


def merge(passages: Sequence[PassageFeatures]) -> PassageFeatures:
    """An article's passages as one, for its score only: no offsets, so no evidence; a term met twice counts once."""
    counts: Counter[str] = Counter()
    totals = [0.0] * len(passages[0].totals)
    seen: set[tuple[object, ...]] = set()
    lower: list[str] = []
    for passage in passages:
        counts.update(passage.counts)
        for hit in passage.hits:
            key = (hit.group, *passage.words.lower[hit.first : hit.stop])
            if key not in seen:
                seen.add(key)
                totals[hit.group] += hit.weight
        lower.extend(passage.words.lower)
    return PassageFeatures(Words([], lower, [], []), [], [], counts, [], totals, [])


def term_features(totals: list[float], words: int) -> list[float]:
    """The totals of the term groups as a model reads them: their logarithms, then their density.

    words : number of words in the passage.
    """
    root = math.sqrt(words + 5)
    return [math.log1p(total) for total in totals] + [total / root for total in totals]


def stem_value(count: int, idf: float) -> float:
    """The value of a stem before a passage's values are brought to length one (tf-idf with a logarithmic tf)."""
    return idf if count == 1 else (1.0 + math.log(count)) * idf
