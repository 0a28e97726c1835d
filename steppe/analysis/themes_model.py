"""Linear models over stems and terms, and the words that carried their scores."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from steppe.analysis.article import Evidence
from steppe.analysis.themes_features import PassageFeatures, stem_value, term_features
from steppe.errors import PackError

Floats = NDArray[np.float64]

MAX_EVIDENCE = 8
# Evidence weaker than this share of the strongest piece is left out: it would only clutter the highlight.
LEAST_SHARE = 0.12


class StemValues(NamedTuple):
    """The stems of a passage that a model knows: their names, their rows in its weights, and their tf-idf."""

    stems: list[str]
    rows: list[int]
    values: Floats


@dataclass(frozen=True)
class LinearModel:
    """Scores for each of `labels`: bias + stem weights . tf-idf + term weights . term features.

    rows : position of each known stem in `stem_weights` and `idf`.
    stem_weights : (stems, labels); term_weights : (labels, 2 * term groups), groups as in `term_features`.
    """

    labels: tuple[str, ...]
    bias: Floats
    rows: Mapping[str, int]
    idf: list[float]
    stem_weights: Floats
    term_weights: Floats

    def weigh(self, passage: PassageFeatures) -> StemValues:
        """The known stems of a passage and their tf-idf, brought to length one."""
        stems, rows, values = [], [], []
        for stem, count in passage.counts.items():
            row = self.rows.get(stem)
            if row is not None:
                stems.append(stem)
                rows.append(row)
                values.append(stem_value(count, self.idf[row]))
        length = math.sqrt(sum(value * value for value in values)) or 1.0
        return StemValues(stems, rows, np.asarray(values) / length)

    def score(self, passage: PassageFeatures, known: StemValues) -> Floats:
        """The log odds of each label. `known` is what `weigh` gave."""
        scores = self.bias + self.term_weights @ np.asarray(term_features(passage.totals, len(passage.words.lower)))
        if known.rows:
            scores = scores + known.values @ self.stem_weights[known.rows]
        return np.asarray(scores, dtype=np.float64)

    def carried(self, passage: PassageFeatures, known: StemValues, label: int) -> list[float]:
        """How much each word added to the score of `labels[label]`; with the bias they add up to the score."""
        weights = (self.stem_weights[known.rows, label] * known.values).tolist() if known.rows else []
        stems = known.stems
        added = {stem: weight / passage.counts[stem] for stem, weight in zip(stems, weights, strict=True)}
        carried = [added.get(stem, 0.0) for stem in passage.stems]
        for position, pair in enumerate(passage.pairs):
            if pair in added:
                carried[position] += added[pair] / 2
                carried[position + 1] += added[pair] / 2
        features = term_features(passage.totals, len(passage.words.lower))
        groups = len(passage.totals)
        terms = self.term_weights[label].tolist()
        worth = [
            (terms[group] * features[group] + terms[groups + group] * features[groups + group]) / total
            if total
            else 0.0
            for group, total in enumerate(passage.totals)
        ]
        for hit, share in zip(passage.hits, passage.shares, strict=True):
            part = worth[hit.group] * share / (hit.stop - hit.first)
            for position in range(hit.first, hit.stop):
                carried[position] += part
        return carried


def find_evidence(passage: PassageFeatures, carried: Sequence[float], groups: Sequence[int]) -> tuple[Evidence, ...]:
    """The spans that carried a label, strongest first; at least one where the passage has a word.

    carried : what each word added to the label's score.
    groups : the term groups that speak for the label; a term met is one span, other words stand alone.
    Weights are shares of all that spoke for the label.
    """
    words = passage.words
    if not words.lower:
        return ()
    spans = {(hit.first, hit.stop) for hit in passage.hits if hit.group in groups}
    inside = {position for first, stop in spans for position in range(first, stop)}
    weighed = [(sum(carried[first:stop]), first, stop) for first, stop in spans]
    weighed += [(c, n, n + 1) for n, c in enumerate(carried) if c > 0 and n not in inside]
    kept = sorted((w for w in weighed if w[0] > 0), key=lambda w: (-w[0], w[1]))
    if not kept:  # what surrounds the passage spoke for the label: show the word that spoke least against it
        most = max(range(len(carried)), key=lambda n: (carried[n], -n))
        return (Evidence(words.starts[most], words.ends[most], 0.0),)
    total = sum(weight for weight, _, _ in kept)
    least = kept[0][0] * LEAST_SHARE
    return tuple(
        Evidence(words.starts[first], words.ends[stop - 1], round(weight / total, 4))
        for weight, first, stop in kept[:MAX_EVIDENCE]
        if weight >= least
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
        raise PackError(f"{path.name} cannot be read: {err}.", advice="Run: python -m tools.train_themes") from err
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
        raise PackError(f"{name}: broken weights ({err}).", advice="Run: python -m tools.train_themes") from err
    rows = {stem: row for row, stem in enumerate(table)}
    return LinearModel(labels, bias, rows, numbers[:, 0].tolist(), numbers[:, 1:].copy(), terms)
