"""What the rest of an article says about a passage's themes.

"A final choice is due by the end of the year" is about energy because the article is. One small model, the same for
all themes, weighs a passage's own score against its neighbours', its heading's, the title's, the other passages' and
that of the whole text read at once.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from steppe.analysis.themes_model import Floats
from steppe.document import PassageKind

FEATURES = (
    "own score",
    "own score above even",
    "own score above 1 in 8",
    "own terms",
    "share of the terms met",
    "article",
    "previous passage",
    "next passage",
    "section",
    "heading above",
    "title",
    "passages below a heading",
    "leading theme of the article",
    "article, short passage",
    "neighbours, short passage",
    "section, short passage",
    "heading above, short passage",
    "title, short passage",
    "leading theme, short passage",
    "article, title",
    "next passage, question",
    "question",
    "strongest other theme",
    "short passage",
    "title or heading",
    "no term of the theme",
    "article, no term of the theme",
    "whole text",
    "chance, whole text",
    "first in the whole text",
    "among the first in the whole text",
    "behind the first in the whole text",
    "whole text, short passage",
)
ARTICLE = FEATURES.index("article")
LEADING = FEATURES.index("leading theme of the article")
# A heading speaks for this many passages below it, unless the next heading comes first.
_REACH = 5
_BELOW = 3  # the heading itself and two passages
_LABELS = ("title", "heading")
_FIRST_FEW = 3


def context_features(
    scores: Floats, whole: Floats, totals: Floats, words: Sequence[int], passages: Sequence[tuple[str, PassageKind]]
) -> Floats:
    """For each passage and theme, the numbers named in `FEATURES`: (passages, themes, features).

    scores : (passages, themes) log odds of each passage by itself; whole : (themes,) log odds of the article read as
    one passage (`themes_features.merge`), steadier than the passages' average; totals : (passages, themes) weights of
    terms met; words : number of words of each passage; passages : their texts and kinds, in text order, furniture left
    out.
    """
    count, themes = scores.shape
    kinds = [kind for _, kind in passages]
    short = np.repeat(1.0 / (1.0 + np.asarray(words, dtype=float)[:, None] / 10.0), themes, axis=1)
    question = np.repeat([[float(text.rstrip().endswith("?"))] for text, _ in passages], themes, axis=1)
    label = np.repeat([[float(kind in _LABELS)] for kind in kinds], themes, axis=1)
    around = _of_neighbours(scores, kinds)
    named = {
        **_of_passage(scores, totals),
        **around,
        **_of_short(around, short),
        "article, title": around["article"] * _first_row(scores),
        "next passage, question": around["next passage"] * question,
        "question": question,
        "short passage": short,
        "title or heading": label,
        "article, no term of the theme": around["article"] * (totals == 0).astype(float),
        **{name: np.repeat([column], count, axis=0) for name, column in _of_whole(whole).items()},
        "whole text, short passage": short / (1.0 + np.exp(-whole)),
    }
    return np.stack([named[name] for name in FEATURES], axis=2)


def _of_passage(scores: Floats, totals: Floats) -> dict[str, Floats]:
    """What a passage's own words say."""
    order = np.sort(scores, axis=1)
    others = np.where(scores == order[:, -1:], order[:, -2:-1], order[:, -1:])
    return {
        "own score": scores,
        "own score above even": np.maximum(scores, 0.0),
        "own score above 1 in 8": np.maximum(scores + 2.0, 0.0),
        "own terms": np.log1p(totals),
        "share of the terms met": totals / np.maximum(4.0, totals.sum(axis=1, keepdims=True)),
        "strongest other theme": others * 0.3,
        "no term of the theme": (totals == 0).astype(float),
    }


def _of_neighbours(scores: Floats, kinds: Sequence[PassageKind]) -> dict[str, Floats]:
    """What the article's other passages say."""
    count, themes = scores.shape
    chances = 1.0 / (1.0 + np.exp(-scores))
    nothing = np.zeros((1, themes))
    rest = (chances.sum(axis=0) - chances) / max(1, count - 1)
    title = np.repeat(chances[:1], count, axis=0)
    title[0] = 0.0
    heading, section, below = _around(chances, kinds)
    leading = np.zeros_like(scores)
    leading[np.arange(count), np.argmax(rest, axis=1)] = 1.0
    return {
        "article": rest,
        "previous passage": np.vstack([nothing, chances[:-1]]),
        "next passage": np.vstack([chances[1:], nothing]),
        "section": section,
        "heading above": heading,
        "title": title,
        "passages below a heading": below,
        "leading theme of the article": leading,
    }


def _of_short(around: dict[str, Floats], short: Floats) -> dict[str, Floats]:
    """The same for passages that say little themselves: the shorter, the more of it."""
    return {
        "article, short passage": around["article"] * short,
        "neighbours, short passage": (around["previous passage"] + around["next passage"]) * short,
        "section, short passage": around["section"] * short,
        "heading above, short passage": around["heading above"] * short,
        "title, short passage": around["title"] * short,
        "leading theme, short passage": around["leading theme of the article"] * short,
    }


def _first_row(like: Floats) -> Floats:
    """1 for the article's first passage, 0 for the others."""
    first = np.zeros_like(like)
    first[0] = 1.0
    return first


def _of_whole(whole: Floats) -> dict[str, Floats]:
    """What the text read at once says; (themes,) each."""
    ranks = np.argsort(np.argsort(-whole, kind="stable"), kind="stable")
    return {
        "whole text": whole * 0.3,
        "chance, whole text": 1.0 / (1.0 + np.exp(-whole)),
        "first in the whole text": (ranks == 0).astype(float),
        "among the first in the whole text": (ranks < _FIRST_FEW).astype(float),
        "behind the first in the whole text": (whole - whole.max()) * 0.3,
    }


def _around(chances: Floats, kinds: Sequence[PassageKind]) -> tuple[Floats, Floats, Floats]:
    """For each passage the chances of its heading, of its section's other passages, and of those below a heading."""
    heading, section, below = np.zeros_like(chances), np.zeros_like(chances), np.zeros_like(chances)
    starts = [n for n, kind in enumerate(kinds) if kind == "heading"]
    for first, stop in pairwise([0, *starts, len(kinds)]):
        if first == stop:
            continue
        headed = kinds[first] == "heading"
        total = chances[first:stop].sum(axis=0)
        if headed and stop - first > 1:
            below[first] = chances[first + 1 : min(stop, first + _BELOW)].mean(axis=0)
        for n in range(first, stop):
            if kinds[n] in _LABELS or stop - first == 1:
                continue
            section[n] = (total - chances[n]) / (stop - first - 1)
            if headed and n - first <= _REACH:
                heading[n] = chances[first]
    return heading, section, below
