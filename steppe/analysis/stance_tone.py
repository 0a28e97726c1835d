"""What a passage's sentences, its place and the passages around it say about its stance.

A passage that praises in one sentence and warns in another is mixed, and its last sentence often decides; so the
sentences are scored one by one, as passages are, and their chances join those of the neighbours.
"""

import math
import re
from collections.abc import Sequence

import numpy as np

from steppe.analysis.themes_model import Floats
from steppe.document import PassageKind

QUOTE_MARKS = '"“«‘'
_OPPORTUNITY, _CONCERN = 0, 1
# A rough cut is enough here: a piece cut at an abbreviation has two words and is put back.
_SENTENCE_END = re.compile(r"(?<=[.!?;:])[\"”’)]?\s+")
_LEAST_WORDS = 3
_MANY_SENTENCES = 6


def rough_sentences(text: str) -> list[str]:
    """The pieces of `text` between sentence ends, colons and semicolons; pieces of one or two words are left out.

    The whole text, where nothing else remains.
    """
    pieces = [piece for piece in _SENTENCE_END.split(text) if len(piece.split()) >= _LEAST_WORDS]
    return pieces or [text]


def tone_features(scores: Floats, sentences: Sequence[Floats], passages: Sequence[tuple[str, PassageKind]]) -> Floats:
    """The numbers from which a passage's stance in its article is decided: (passages, features).

    scores : (passages, stances) log odds of each passage by itself; sentences : for each passage, the log odds of its
    sentences, (sentences, stances); passages : their texts and kinds, in text order, furniture left out.
    """
    chances = _chances(scores)
    count, stances = scores.shape
    nothing = np.zeros((1, stances))
    before, after = np.vstack([nothing, chances[:-1]]), np.vstack([chances[1:], nothing])
    rest = (chances.sum(axis=0) - chances) / max(1, count - 1)
    title = np.repeat(chances[:1], count, axis=0)
    title[0] = 0.0
    place = [_place(number, count, text, kind) for number, (text, kind) in enumerate(passages)]
    inside = [_inside(_chances(rows)) for rows in sentences]
    return np.hstack([scores, rest, before, after, title, np.array(inside), np.array(place)])


def _place(number: int, count: int, text: str, kind: PassageKind) -> list[float]:
    return [
        float(kind in ("title", "heading")),
        number / count,
        float(number == count - 1),
        float(number == 1),
        float(any(mark in text for mark in QUOTE_MARKS)),
        math.log1p(len(text.split())),
    ]


def _inside(chances: Floats) -> list[float]:
    strongest = chances.max(axis=0)
    return [
        *strongest,
        *chances.mean(axis=0),
        *chances[-1],
        *chances[0],
        min(strongest[_OPPORTUNITY], strongest[_CONCERN]),
        min(len(chances), _MANY_SENTENCES) / _MANY_SENTENCES,
    ]


def _chances(scores: Floats) -> Floats:
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=1, keepdims=True), dtype=np.float64)
