"""Which way a passage judges what it describes: opportunity, concern, both, or neither."""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Literal

from steppe.analysis.article import Evidence, StanceLabel
from steppe.analysis.themes_terms import TermIndex, WeightedTerm, split_words
from steppe.document import PassageKind

GROUPS = ("opportunity", "concern", "contrast", "negation", "hedge")
_LEVELS = {"strong": 2.0, "weak": 1.0, "terms": 1.0}


class StanceLabeller:
    """Labels passages by their cue words."""

    def __init__(self, cues: TermIndex) -> None:
        self._cues = cues

    def label(self, text: str, kind: PassageKind) -> StanceLabel:
        """The stance of one passage; evidence offsets are relative to `text`."""
        words = split_words(text)
        totals = [0.0] * len(GROUPS)
        evidence = []
        for hit in self._cues.find(words):
            totals[hit.group] += hit.weight
            if hit.group < 2:
                evidence.append(Evidence(words.starts[hit.first], words.ends[hit.stop - 1], hit.weight))
        good, bad, contrast = totals[:3]
        score = (good - bad) / max(1.0, good + bad)
        stance: Literal["opportunity", "concern", "mixed", "neutral"] = "neutral"
        if max(good, bad) >= 3 and kind not in ("title", "heading"):
            if contrast and min(good, bad) >= 2 and abs(score) < 0.5:
                stance = "mixed"
            else:
                stance = "opportunity" if good > bad else "concern"
        return StanceLabel(stance, round(score, 4), tuple(evidence) if stance != "neutral" else ())


@lru_cache(maxsize=1)
def load_labeller() -> StanceLabeller:
    """The labeller with the cue words of `steppe/regions/lexicons/stance.toml`."""
    data = tomllib.loads(resources.files("steppe.regions").joinpath("lexicons", "stance.toml").read_text("utf-8"))
    return StanceLabeller(
        TermIndex(
            WeightedTerm(text, group, _LEVELS[level])
            for group, name in enumerate(GROUPS)
            for level, terms in data[name].items()
            for text in terms
        )
    )
