"""Which way a passage judges what it describes: opportunity, concern, both, or neither.

Two steps as for themes: the words of the passage (stems, and cue words turned round by a negation), then the tone of
its sentences and of the passages around it. Both are linear and learned by `tools/train_themes.py`.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import numpy as np

from steppe.analysis.article import Evidence, StanceLabel
from steppe.analysis.stance_tone import QUOTE_MARKS, rough_sentences, tone_features
from steppe.analysis.themes_features import FeatureReader, PassageFeatures
from steppe.analysis.themes_model import Floats, LinearModel, StemValues, find_evidence, make_model, read_weights
from steppe.analysis.themes_terms import Hit, TermIndex, WeightedTerm
from steppe.document import PassageKind
from steppe.regions.lexicons import LEXICONS
from steppe.regions.loader import REGIONS

StanceName = Literal["opportunity", "concern", "mixed", "neutral"]
STANCES: tuple[StanceName, ...] = get_args(StanceName)

# The lists of the cue file, and what they are worth.
_LISTS = {
    ("opportunity", "strong"): 2.0,
    ("opportunity", "weak"): 1.0,
    ("concern", "strong"): 2.0,
    ("concern", "weak"): 1.0,
    ("contrast", "terms"): 1.0,
    ("negation", "terms"): 1.0,
    ("hedge", "terms"): 1.0,
}
OPPORTUNITY, OPPORTUNITY_WEAK, CONCERN, CONCERN_WEAK, CONTRAST, NEGATION = range(6)
_TURNED = {
    OPPORTUNITY: CONCERN,
    OPPORTUNITY_WEAK: CONCERN_WEAK,
    CONCERN: OPPORTUNITY,
    CONCERN_WEAK: OPPORTUNITY_WEAK,
}
# Beside the lists' own totals: how the two sides compare, and what kind of passage it is.
_DERIVED = (
    "both sides",
    "both sides in contrast",
    "opportunity outweighs",
    "concern outweighs",
    "question",
    "quotation",
    "figures",
)
CUE_GROUPS = (*(" ".join(name) for name in _LISTS), *_DERIVED)
_NEGATION_REACH = 3
# The term groups whose words are shown as evidence of a stance.
_SPEAKING: dict[str, tuple[int, ...]] = {
    "opportunity": (OPPORTUNITY, OPPORTUNITY_WEAK),
    "concern": (CONCERN, CONCERN_WEAK),
    "mixed": (OPPORTUNITY, OPPORTUNITY_WEAK, CONCERN, CONCERN_WEAK, CONTRAST),
    "neutral": (),
}


@dataclass(frozen=True)
class ToneModel:
    """Weighs a passage's chances against those of the passages around it.

    weights : (stances, features of `tone_features`); bias : (stances,).
    """

    weights: Floats
    bias: Floats


class StanceLabeller:
    """Labels the passages of articles with their stance."""

    def __init__(self, *, reader: FeatureReader, model: LinearModel, tone: ToneModel) -> None:
        self._reader = reader
        self._model = model
        self._tone = tone

    def label(self, text: str, kind: PassageKind) -> StanceLabel:
        """The stance of one passage by itself; evidence offsets are relative to `text`."""
        return self.label_article([(text, kind)])[0]

    def label_article(self, passages: Sequence[tuple[str, PassageKind]]) -> list[StanceLabel]:
        """The stance of each passage of one article, whose tone informs its parts; furniture is neutral.

        passages : text and kind of each, in text order. Evidence offsets are relative to the passage.
        """
        labels = [StanceLabel("neutral", 0.0) for _ in passages]
        numbers = [n for n, (text, kind) in enumerate(passages) if kind != "furniture" and text.strip()]
        if not numbers:
            return labels
        found = [read_cues(self._reader, passages[n][0]) for n in numbers]
        known = [self._model.weigh(passage) for passage in found]
        scores = np.stack([self._model.score(*pair) for pair in zip(found, known, strict=True)])
        if len(numbers) > 1:
            features = tone_features(
                scores, self._by_sentence(passages, numbers, scores), [passages[n] for n in numbers]
            )
            scores = features @ self._tone.weights.T + self._tone.bias
        for n, passage, stems, odds in zip(numbers, found, known, scores, strict=True):
            labels[n] = self._choose(passage, stems, odds)
        return labels

    def _by_sentence(
        self, passages: Sequence[tuple[str, PassageKind]], numbers: Sequence[int], scores: Floats
    ) -> list[Floats]:
        """The log odds of each passage's sentences: (sentences, stances)."""
        rows = []
        for n, own in zip(numbers, scores, strict=True):
            text = passages[n][0]
            pieces = rough_sentences(text)
            if pieces == [text]:
                rows.append(own[None, :])
                continue
            found = [read_cues(self._reader, piece) for piece in pieces]
            rows.append(np.stack([self._model.score(piece, self._model.weigh(piece)) for piece in found]))
        return rows

    def _choose(self, passage: PassageFeatures, known: StemValues, odds: Floats) -> StanceLabel:
        chances = np.exp(odds - odds.max())
        chances /= chances.sum()
        best = int(np.argmax(odds))
        stance = STANCES[best]
        evidence: tuple[Evidence, ...] = ()
        if stance != "neutral":
            evidence = find_evidence(passage, self._model.carried(passage, known, best), _SPEAKING[stance])
        return StanceLabel(stance, round(float(chances[0] - chances[1]), 4), evidence)


def read_cues(reader: FeatureReader, text: str) -> PassageFeatures:
    """The features of a passage, with negated cues turned round and the totals of all `CUE_GROUPS`."""
    passage = reader.read(text)
    negated = {
        position
        for hit in passage.hits
        if hit.group == NEGATION
        for position in range(hit.stop, hit.stop + _NEGATION_REACH)
    }
    hits = [_turn(hit) if hit.group in _TURNED and hit.first in negated else hit for hit in passage.hits]
    totals = [0.0] * len(CUE_GROUPS)
    for hit, share in zip(hits, passage.shares, strict=True):
        totals[hit.group] += share
    good = totals[OPPORTUNITY] + totals[OPPORTUNITY_WEAK]
    bad = totals[CONCERN] + totals[CONCERN_WEAK]
    totals[len(_LISTS) :] = (
        min(good, bad),
        min(good, bad) if totals[CONTRAST] else 0.0,
        max(good - bad, 0.0),
        max(bad - good, 0.0),
        float(text.rstrip().endswith("?")),
        float(any(mark in text for mark in QUOTE_MARKS)),
        float(sum(word[0].isdigit() for word in passage.words.lower)),
    )
    return passage._replace(hits=hits, totals=totals)


def _turn(hit: Hit) -> Hit:
    return hit._replace(group=_TURNED[hit.group])


def cue_index() -> TermIndex:
    """The cue words of `lexicons/stance.toml`, grouped as in `CUE_GROUPS`."""
    data = tomllib.loads((LEXICONS / "stance.toml").read_text(encoding="utf-8"))
    return TermIndex(
        WeightedTerm(text, group, weight)
        for group, ((name, level), weight) in enumerate(_LISTS.items())
        for text in data[name][level]
    )


@lru_cache(maxsize=4)
def load_labeller(pack_name: str = "central_asia") -> StanceLabeller:
    """The labeller with the cue words and what was learned from the pack's training passages.

    Raises
    ------
    PackError : the pack's weights are missing or broken.
    """
    name = "stance_weights.json"
    data = read_weights(REGIONS / pack_name / name)
    tone = data["tone"]
    return StanceLabeller(
        reader=FeatureReader(cue_index(), len(CUE_GROUPS), manner=True),
        model=make_model(data["passage"], name),
        tone=ToneModel(np.asarray(tone["weights"]) / 1000.0, np.asarray(tone["bias"]) / 1000.0),
    )
