"""What a passage is about: themes, the main one first, each with the words that carried it."""

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from steppe.analysis.article import Evidence, ThemeLabel
from steppe.analysis.themes_terms import TermIndex, WeightedTerm, split_words
from steppe.document import PassageKind

_LEVELS = {"strong": 3.0, "medium": 2.0, "weak": 1.0}
_LEAST = 3.0
_SHARE_OF_BEST = 0.4


class ThemeLabeller:
    """Labels passages by the weighted terms of a region's themes."""

    def __init__(self, theme_ids: Sequence[str], terms: TermIndex) -> None:
        self._theme_ids = tuple(theme_ids)
        self._terms = terms

    def label(self, text: str, *, kind: PassageKind, context: str = "") -> tuple[ThemeLabel, ...]:
        """The themes of one passage, main one first; evidence offsets are relative to `text`."""
        words = split_words(text)
        totals = [0.0] * len(self._theme_ids)
        evidence: list[list[Evidence]] = [[] for _ in self._theme_ids]
        seen = set()
        for hit in self._terms.find(words):
            evidence[hit.group].append(Evidence(words.starts[hit.first], words.ends[hit.stop - 1], hit.weight))
            key = (hit.group, tuple(words.lower[hit.first : hit.stop]))
            if key not in seen:
                seen.add(key)
                totals[hit.group] += hit.weight
        least = max(_LEAST, _SHARE_OF_BEST * max(totals, default=0.0))
        order = sorted((number for number, total in enumerate(totals) if total >= least), key=lambda n: (-totals[n], n))
        return tuple(
            ThemeLabel(
                self._theme_ids[number],
                rank,
                round(totals[number] / (totals[number] + _LEAST), 4),
                tuple(sorted(evidence[number], key=lambda item: (-item.weight, item.start))[:8]),
            )
            for rank, number in enumerate(order, start=1)
        )

    def label_article(self, passages: Sequence[tuple[str, PassageKind]]) -> list[tuple[ThemeLabel, ...]]:
        """The themes of each passage of one article, in order; furniture gets none."""
        return [self.label(text, kind=kind) if kind != "furniture" else () for text, kind in passages]


@lru_cache(maxsize=4)
def load_labeller(pack_name: str = "central_asia") -> ThemeLabeller:
    """The labeller for a region's themes."""
    data = tomllib.loads(resources.files("steppe.regions").joinpath(pack_name, "themes.toml").read_text("utf-8"))
    themes = data["theme"]
    terms = TermIndex(
        WeightedTerm(text, group, weight)
        for group, theme in enumerate(themes)
        for level, weight in _LEVELS.items()
        for text in theme[level]
    )
    return ThemeLabeller([theme["id"] for theme in themes], terms)
