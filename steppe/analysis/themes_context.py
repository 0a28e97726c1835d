"""What the rest of an article says about a passage's themes.

"A final choice is due by the end of the year" is about energy because the article is. One small model, the same for
all themes, weighs a passage's own score against its neighbours', its heading's, the title's and the article's.
"""

from collections.abc import Sequence

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
)
# A heading speaks for this many passages below it, unless the next heading comes first.
_REACH = 5
_BELOW = 3
_LABELS = ("title", "heading")


def context_features(
    scores: Floats, totals: Floats, words: Sequence[int], passages: Sequence[tuple[str, PassageKind]]
) -> Floats:
    """For each passage and theme, the numbers named in `FEATURES`: (passages, themes, features).

    scores : (passages, themes) log odds of each passage by itself; totals : (passages, themes) weights of terms met;
    words : number of words of each passage; passages : their texts and kinds, in text order, furniture left out.
    """
    count, themes = scores.shape
    chances = 1.0 / (1.0 + np.exp(-scores))
    nothing = np.zeros(themes)
    everything = chances.sum(axis=0)
    heading = _headings_above([kind for _, kind in passages])
    out = np.zeros((count, themes, len(FEATURES)))
    for n, (text, kind) in enumerate(passages):
        label = kind in _LABELS
        short = 1.0 / (1.0 + words[n] / 10.0)
        rest = (everything - chances[n]) / max(1, count - 1)
        before = chances[n - 1] if n else nothing
        after = chances[n + 1] if n + 1 < count else nothing
        above = heading[n]
        own_heading = chances[above] if above is not None and not label and n - above <= _REACH else nothing
        title = chances[0] if n else nothing
        peers = [] if label else _section(passages, n)
        section = chances[peers].mean(axis=0) if peers else nothing
        below = _passages_below(passages, n) if kind == "heading" else []
        body = chances[below].mean(axis=0) if below else nothing
        leading = (np.arange(themes) == int(np.argmax(rest))).astype(float)
        order = np.sort(scores[n])
        others = np.where(scores[n] == order[-1], order[-2], order[-1])
        question = float(text.rstrip().endswith("?"))
        columns = (
            scores[n],
            np.maximum(scores[n], 0.0),
            np.maximum(scores[n] + 2.0, 0.0),
            np.log1p(totals[n]),
            totals[n] / max(4.0, float(totals[n].sum())),
            rest,
            before,
            after,
            section,
            own_heading,
            title,
            body,
            leading,
            rest * short,
            (before + after) * short,
            section * short,
            own_heading * short,
            title * short,
            leading * short,
            rest * float(n == 0),
            after * question,
            np.full(themes, question),
            others * 0.3,
            np.full(themes, short),
            np.full(themes, float(label)),
        )
        out[n] = np.stack(columns, axis=1)
    return out


def _headings_above(kinds: Sequence[PassageKind]) -> list[int | None]:
    above: list[int | None] = []
    last: int | None = None
    for n, kind in enumerate(kinds):
        above.append(last)
        if kind == "heading":
            last = n
    return above


def _section(passages: Sequence[tuple[str, PassageKind]], n: int) -> list[int]:
    """The other passages between the headings around passage `n`."""
    first = n
    while first > 0 and passages[first][1] != "heading":
        first -= 1
    stop = n + 1
    while stop < len(passages) and passages[stop][1] != "heading":
        stop += 1
    return [number for number in range(first, stop) if number != n]


def _passages_below(passages: Sequence[tuple[str, PassageKind]], n: int) -> list[int]:
    below = []
    for number in range(n + 1, min(len(passages), n + 1 + _BELOW)):
        if passages[number][1] == "heading":
            break
        below.append(number)
    return below
