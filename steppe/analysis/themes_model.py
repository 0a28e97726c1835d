"""Linear models over stems and terms, and the words that carried their scores."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steppe.analysis.article import Evidence
from steppe.analysis.themes_features import PassageFeatures, stem_value, term_features
from steppe.errors import PackError

Floats = NDArray[np.float64]

MAX_EVIDENCE = 8
# Evidence weaker than this share of the strongest piece is left out: it would only clutter the highlight.
LEAST_SHARE = 0.12


@dataclass(frozen=True)
class LinearModel:
    """Scores for each of `labels`: bias + stem weights . tf-idf + term weights . term features.

    rows : position of each known stem in `stem_weights` and `idf`.
    stem_weights : (stems, labels); term_weights : (labels, 2 * term groups), groups as in `term_features`.
    """

    labels: tuple[str, ...]
    bias: Floats
    rows: Mapping[str, int]
    idf: Floats
    stem_weights: Floats
    term_weights: Floats

    def score(self, passage: PassageFeatures) -> Floats:
        """The log odds of each label."""
        rows, values = self._stem_values(passage)
        scores = self.bias + self.term_weights @ np.asarray(term_features(passage.totals, len(passage.words.lower)))
        if rows:
            scores = scores + np.asarray(values) @ self.stem_weights[rows]
        return np.asarray(scores, dtype=np.float64)

    def carried(self, passage: PassageFeatures) -> Floats:
        """How much each word added to each label's score: (words, labels). With the bias they add up to the score."""
        carried = np.zeros((len(passage.words.lower), len(self.labels)))
        rows, values = self._stem_values(passage)
        known = dict(zip(rows, values, strict=True))
        for position, stem in enumerate(passage.stems):
            row = self.rows.get(stem)
            if row is not None:
                carried[position] += self.stem_weights[row] * (known[row] / passage.counts[stem])
        for position, pair in enumerate(passage.pairs):
            row = self.rows.get(pair)
            if row is not None:
                carried[position : position + 2] += self.stem_weights[row] * (known[row] / passage.counts[pair] / 2)
        groups = len(passage.totals)
        features = term_features(passage.totals, len(passage.words.lower))
        for hit, share in zip(passage.hits, passage.shares, strict=True):
            part = share / passage.totals[hit.group]
            added = (
                self.term_weights[:, hit.group] * features[hit.group]
                + self.term_weights[:, groups + hit.group] * features[groups + hit.group]
            ) * part
            carried[hit.first : hit.stop] += added / (hit.stop - hit.first)
        return carried

    def _stem_values(self, passage: PassageFeatures) -> tuple[list[int], list[float]]:
        found = [(self.rows[stem], count) for stem, count in passage.counts.items() if stem in self.rows]
        values = [stem_value(count, float(self.idf[row])) for row, count in found]
        length = math.sqrt(sum(value * value for value in values)) or 1.0
        return [row for row, _ in found], [value / length for value in values]


def find_evidence(passage: PassageFeatures, carried: Floats, groups: Sequence[int]) -> tuple[Evidence, ...]:
    """The spans that carried a label, strongest first; at least one where the passage has a word.

    carried : what each word added to the label's score.
    groups : the term groups that speak for the label; a term met is one span, other words stand alone.
    Weights are shares of all that spoke for the label.
    """
    words = passage.words
    if not words.lower:
        return ()
    spans = [(hit.first, hit.stop) for hit in passage.hits if hit.group in groups]
    inside = {position for first, stop in spans for position in range(first, stop)}
    spans += [(position, position + 1) for position in range(len(words.lower)) if position not in inside]
    weighed = sorted(
        ((float(carried[first:stop].sum()), first, stop) for first, stop in spans), key=lambda x: (-x[0], x[1])
    )
    total = sum(weight for weight, _, _ in weighed if weight > 0)
    if total <= 0:  # what surrounds the passage spoke for the label: show the word that spoke least against it
        _, first, stop = weighed[0]
        return (Evidence(words.starts[first], words.ends[stop - 1], 0.0),)
    least = weighed[0][0] * LEAST_SHARE
    kept = [(weight, first, stop) for weight, first, stop in weighed if weight > 0 and weight >= least]
    return tuple(
        Evidence(words.starts[first], words.ends[stop - 1], round(weight / total, 4))
        for weight, first, stop in kept[:MAX_EVIDENCE]
    )


def read_weights(path: Path) -> dict[str, Any]:
    """The content of a weights file.

    Raises
    ------
    PackError : the file is missing or not what the training tool writes.
    """
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as err:
        raise PackError(f"{path.name} cannot be read: {err}.", advice="Run: python tools/train_themes.py") from err
    return data


def make_model(data: Mapping[str, Any], name: str) -> LinearModel:
    """A model from the content of a weights file. Whole numbers there are thousandths.

    Raises
    ------
    PackError : a part is missing or of another size than the labels ask for.
    """
    try:
        labels = tuple(data["labels"])
        table = data["stems"]
        numbers = np.asarray(list(table.values()), dtype=np.float64).reshape(len(table), len(labels) + 1) / 1000.0
        terms = np.asarray(data["terms"], dtype=np.float64) / 1000.0
        bias = np.asarray(data["bias"], dtype=np.float64) / 1000.0
        if terms.shape[0] != len(labels) or bias.shape != (len(labels),):
            raise ValueError("sizes differ")
    except (KeyError, TypeError, ValueError) as err:
        raise PackError(f"{name}: broken weights ({err}).", advice="Run: python tools/train_themes.py") from err
    rows = {stem: row for row, stem in enumerate(table)}
    return LinearModel(labels, bias, rows, numbers[:, 0].copy(), numbers[:, 1:].copy(), terms)
