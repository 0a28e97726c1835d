"""Learn the weights of the theme and stance models from the passages in the pack's `training/` folder.

    python -m tools.train_themes [--pack central_asia] [--measure]

Needs scikit-learn (1.9.1) beside the requirements. Writes `theme_weights.json` and `stance_weights.json` into the pack;
the same passages, terms and versions give the same bytes. With --measure it writes nothing and prints what
cross-validation gives, all files of a writer held out, so that nobody's habits inform their own score.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from steppe.analysis.stance import CUE_GROUPS, STANCES, cue_index, read_cues
from steppe.analysis.stance_tone import rough_sentences, tone_features
from steppe.analysis.themes import load_section_labels, normal_label, term_index
from steppe.analysis.themes_context import FEATURES, context_features
from steppe.analysis.themes_features import FeatureReader, PassageFeatures, merge, stem_value, term_features
from steppe.regions.loader import REGIONS
from tools.training_passages import FOLDS, STANCE_ONLY, Row, by_article, folds, read_fresh, read_training, writer

LEAST_PASSAGES = 2  # a stem met in fewer passages is not learned
THEME_STRENGTH = 3.0  # inverse of regularisation, by cross-validation
STANCE_STRENGTH = 12.0
TERM_SCALE = 0.5  # term features against stems; by cross-validation
CONTEXT_STRENGTH = 1.0
TONE_STRENGTH = 1.0
NOISE = 0.006  # about one standard error of F1 over so many labels: a difference that means nothing
# A paragraph without a theme of its own has the article's leading theme from this average chance on: as many passages
# stay without a theme as annotators leave without one.
LEADING_CHANCE = 0.4
# Own log odds at which a theme counts whatever the article is about; cross-validation is flat from -0.25 to 0.5.
OWN_ENOUGH = -0.1
# Own log odds below which a passage with another theme of its own refuses its article's. Without the rule
# cross-validation is .002 better; lists that touch many topics in a breath are better with it.
OWN_AGAINST = -2.5
# These wrote passages told in pictures and asides, to be hard, and more of them than the press has: counted half.
HARD_WRITERS = ("p", "q", "r", "s")
HARD_WEIGHT = 0.5
THRESHOLDS = np.round(np.arange(-2.0, 1.0, 0.05), 2)

ABOUT = "Made by tools/train_themes.py. Whole numbers are thousandths; a stem has its idf, then its weights."


class Matrix:
    """Features of all passages, with stems and idf taken from some of them."""

    def __init__(self, read: list[PassageFeatures], extra: np.ndarray, train: np.ndarray) -> None:
        seen = Counter(stem for n in train for stem in read[n].counts)
        self.stems = sorted(stem for stem, count in seen.items() if count >= LEAST_PASSAGES)
        self.idf = np.array([np.log((1 + len(train)) / (1 + seen[stem])) + 1 for stem in self.stems])
        column = {stem: number for number, stem in enumerate(self.stems)}
        values, rows, columns = [], [], []
        for n, passage in enumerate(read):
            known = [(column[stem], count) for stem, count in passage.counts.items() if stem in column]
            raw = [stem_value(count, self.idf[c]) for c, count in known]
            length = np.sqrt(sum(value * value for value in raw)) or 1.0
            rows.extend([n] * len(known))
            columns.extend(c for c, _ in known)
            values.extend(value / length for value in raw)
        stems = csr_matrix((values, (rows, columns)), shape=(len(read), len(self.stems)))
        self.all = hstack([stems, csr_matrix(extra * TERM_SCALE)]).tocsr()


def importance(rows: list[Row]) -> np.ndarray:
    """How much each passage counts in training."""
    return np.array([HARD_WEIGHT if writer(row["file"]) in HARD_WRITERS else 1.0 for row in rows])


def fit_many(x: Any, y: np.ndarray, strength: float, weight: np.ndarray) -> LogisticRegression:
    """One model over several classes."""
    return LogisticRegression(C=strength, max_iter=3000, tol=1e-5).fit(x, y, sample_weight=weight)


def fit_one(x: Any, y: np.ndarray, strength: float, weight: np.ndarray) -> LogisticRegression:
    """One yes-or-no model."""
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=1000, tol=1e-5)
    return model.fit(x, y, sample_weight=weight)


def fit_each(x: Any, y: np.ndarray, strength: float, weight: np.ndarray) -> list[LogisticRegression]:
    """One yes-or-no model a column of `y`."""
    return [fit_one(x, y[:, column], strength, weight) for column in range(y.shape[1])]


def scores_of(models: list[LogisticRegression], x: Any) -> np.ndarray:
    """Log odds by passage (rows) and model (columns)."""
    return np.stack([model.decision_function(x) for model in models], axis=1)


def term_matrix(read: list[PassageFeatures]) -> np.ndarray:
    """The term features of passages, a row each."""
    return np.array([term_features(passage.totals, len(passage.words.lower)) for passage in read])


def f1(y: np.ndarray, chosen: np.ndarray) -> float:
    """Micro-averaged F1 of yes-or-no choices."""
    hits = float((y * chosen).sum())
    return 2 * hits / max(1.0, float(y.sum() + chosen.sum()))


def best_threshold(y: np.ndarray, scores: np.ndarray, *, strict: bool = False) -> tuple[float, float]:
    """(threshold, micro F1): the most lenient threshold, or the strictest, that is as good as the best but for noise.

    Lenient for a passage by itself, because text in words that training has not seen scores lower. Strict in an
    article, because the training passages have 1.6 themes each, what other annotators gave 1.3 to 1.5.
    """
    found = [(float(least), f1(y, scores >= least)) for least in THRESHOLDS]
    best = max(value for _, value in found)
    good = [pair for pair in found if pair[1] >= best - NOISE]
    return good[-1] if strict else good[0]


class Themes:
    """Everything about the theme model that training needs."""

    def __init__(self, pack_name: str, rows: list[Row]) -> None:
        self.ids, terms = term_index(pack_name)
        reader = FeatureReader(terms, len(self.ids))
        self.rows = rows
        self.weight = importance(rows)
        self.read = [reader.read(row["text"]) for row in rows]
        self.extra = term_matrix(self.read)
        self.y = np.array([[float(theme in row["themes"]) for theme in self.ids] for row in rows])
        self.bare = np.array([_is_bare(row) for row in rows])
        self.articles = by_article(rows)
        self.held_out, self.whole = self._hold_out()

    def _hold_out(self) -> tuple[np.ndarray, np.ndarray]:
        """Scores of each passage, and of each article as one passage, by models that saw nothing of their writers."""
        wholes = [merge([self.read[n] for n in members]) for members in self.articles.values()]
        first = [members[0] for members in self.articles.values()]
        fold = folds(self.rows)
        fold = np.concatenate([fold, fold[first]])
        extra = np.concatenate([self.extra, term_matrix(wholes)])
        out = np.zeros((len(fold), len(self.ids)))
        for number in range(FOLDS):
            train, test = np.where(fold[: len(self.rows)] != number)[0], np.where(fold == number)[0]
            x = Matrix([*self.read, *wholes], extra, train).all
            out[test] = scores_of(fit_each(x[train], self.y[train], THEME_STRENGTH, self.weight[train]), x[test])
        return out[: len(self.rows)], out[len(self.rows) :]

    def context(self) -> tuple[list[int], np.ndarray]:
        """Numbers of the passages that stand in articles, and their context features."""
        blocks, numbers = [], []
        for members, whole in zip(self.articles.values(), self.whole, strict=True):
            passages = [(self.rows[n]["text"], self.rows[n]["kind"]) for n in members]
            totals = np.array([self.read[n].totals for n in members])
            words = [len(self.read[n].words.lower) for n in members]
            blocks.append(context_features(self.held_out[members], whole, totals, words, passages))
            numbers.extend(members)
        return numbers, np.concatenate(blocks)

    def context_held_out(self) -> tuple[list[int], np.ndarray]:
        """As `context`, but with the scores of context models that saw no article of the same writer."""
        numbers, features = self.context()
        writers = np.array([writer(self.rows[n]["file"]) for n in numbers])
        out = np.full((len(numbers), len(self.ids)), -9.0)
        for name in sorted(set(writers)):
            test = writers == name
            model = self.fit_context(numbers, features, ~test)
            out[test] = model.decision_function(features[test].reshape(-1, len(FEATURES))).reshape(-1, len(self.ids))
        out[self.bare[numbers]] = -9.0
        return numbers, out

    def fit_context(self, numbers: list[int], features: np.ndarray, keep: np.ndarray) -> LogisticRegression:
        """The context model of those passages that `keep` marks, bare section labels left out."""
        keep = keep & ~self.bare[numbers]
        y = self.y[numbers][keep].reshape(-1)
        weight = np.repeat(self.weight[numbers][keep], len(self.ids))
        return fit_one(features[keep].reshape(-1, len(FEATURES)), y, CONTEXT_STRENGTH, weight)

    def thresholds(self) -> dict[str, float]:
        """Log odds from which on a theme counts, as `theme_weights.json` has them."""
        alone, _ = best_threshold(self.y[~self.bare], self.held_out[~self.bare])
        numbers, scores = self.context_held_out()
        in_article, _ = best_threshold(self.y[numbers], scores, strict=True)
        return {
            "alone": alone,
            "in_article": in_article,
            "own": OWN_ENOUGH,
            "against": OWN_AGAINST,
            "leading": LEADING_CHANCE,
        }

    def weights(self) -> Row:
        """The model learned from all passages, as `theme_weights.json` has it."""
        matrix = Matrix(self.read, self.extra, np.arange(len(self.rows)))
        models = fit_each(matrix.all, self.y, THEME_STRENGTH, self.weight)
        numbers, features = self.context()
        context = self.fit_context(numbers, features, np.ones(len(numbers), dtype=bool))
        return {
            "about": ABOUT,
            "passages": len(self.rows),
            "thresholds": self.thresholds(),
            "context": {
                "features": FEATURES,
                "bias": _thousandths(context.intercept_[0]),
                "weights": [_thousandths(weight) for weight in context.coef_[0]],
            },
            "passage": passage_weights(
                self.ids,
                np.stack([model.coef_[0] for model in models]),
                np.array([model.intercept_[0] for model in models]),
                matrix,
            ),
        }

    def measure(self) -> list[str]:
        """What cross-validation gives, in lines to print."""
        alone, value = best_threshold(self.y, self.held_out)
        lines = [f"themes, a passage by itself: micro F1 {value:.3f} at {alone}, main {self._main(self.held_out):.3f}"]
        numbers, scores = self.context_held_out()
        least, value = best_threshold(self.y[numbers], scores, strict=True)
        y = self.y[numbers]
        each = [f1(y[:, t], scores[:, t] >= least) for t in range(len(self.ids))]
        lines.append(
            f"themes, a passage in its article: micro F1 {value:.3f} at {least}, macro {np.mean(each):.3f}, "
            f"main {self._main(scores, numbers):.3f}"
        )
        return lines + [f"  {theme:16s}{value:.3f}" for theme, value in zip(self.ids, each, strict=True)]

    def _main(self, scores: np.ndarray, numbers: list[int] | None = None) -> float:
        pairs = [
            (self.ids[int(np.argmax(score))], self.rows[n]["themes"][0])
            for score, n in zip(scores, numbers if numbers is not None else range(len(self.rows)), strict=True)
            if self.rows[n]["themes"]
        ]
        return float(np.mean([found == wanted for found, wanted in pairs]))


def _is_bare(row: Row) -> bool:
    return bool(row["kind"] == "heading" and normal_label(row["text"]) in load_section_labels())


class Stances:
    """Everything about the stance model that training needs; headings are left out, as their stance is not scored."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.weight = importance(rows)
        reader = FeatureReader(cue_index(), len(CUE_GROUPS), manner=True)
        self.read = [read_cues(reader, row["text"]) for row in rows]
        self.y = np.array([STANCES.index(row["stance"]) for row in rows])
        self.prose = np.array([row["kind"] in ("paragraph", "item") for row in rows])
        self.articles = by_article(rows)
        pieces = [(n, piece) for n, row in enumerate(rows) for piece in rough_sentences(row["text"])]
        self.of = np.array([n for n, _ in pieces])
        self.held_out, self.sentences = self._hold_out([read_cues(reader, piece) for _, piece in pieces])

    def _hold_out(self, pieces: list[PassageFeatures]) -> tuple[np.ndarray, np.ndarray]:
        """Scores of each passage, and of each sentence, by models that saw nothing of their writers."""
        count = len(self.rows)
        read = [*self.read, *pieces]
        extra = term_matrix(read)
        fold = folds(self.rows)
        fold = np.concatenate([fold, fold[self.of]])
        out = np.zeros((len(fold), len(STANCES)))
        for number in range(FOLDS):
            train, test = np.where((fold[:count] != number) & self.prose)[0], np.where(fold == number)[0]
            x = Matrix(read, extra, train).all
            out[test] = fit_many(x[train], self.y[train], STANCE_STRENGTH, self.weight[train]).decision_function(
                x[test]
            )
        return out[:count], out[count:]

    def tone(self) -> tuple[np.ndarray, np.ndarray]:
        """Numbers of the passages that stand in articles, and their tone features."""
        blocks, numbers = [], []
        for members in self.articles.values():
            sentences = [self.sentences[self.of == n] for n in members]
            passages = [(self.rows[n]["text"], self.rows[n]["kind"]) for n in members]
            blocks.append(tone_features(self.held_out[members], sentences, passages))
            numbers.extend(members)
        return np.array(numbers), np.concatenate(blocks)

    def weights(self) -> Row:
        """The model learned from all passages, as `stance_weights.json` has it."""
        train = np.where(self.prose)[0]
        matrix = Matrix(self.read, term_matrix(self.read), train)
        model = fit_many(matrix.all[train], self.y[train], STANCE_STRENGTH, self.weight[train])
        numbers, features = self.tone()
        prose = self.prose[numbers]
        tone = fit_many(features[prose], self.y[numbers][prose], TONE_STRENGTH, self.weight[numbers][prose])
        return {
            "about": ABOUT,
            "passages": len(train),
            "tone": {
                "bias": [_thousandths(bias) for bias in tone.intercept_],
                "weights": [[_thousandths(weight) for weight in row] for row in tone.coef_],
            },
            "passage": passage_weights(STANCES, model.coef_, model.intercept_, matrix),
        }

    def measure(self) -> list[str]:
        """What cross-validation gives, in lines to print."""
        numbers, features = self.tone()
        writers = np.array([writer(self.rows[n]["file"]) for n in numbers])
        scores = np.zeros((len(numbers), len(STANCES)))
        for name in sorted(set(writers)):
            test = writers == name
            train = ~test & self.prose[numbers]
            model = fit_many(features[train], self.y[numbers][train], TONE_STRENGTH, self.weight[numbers][train])
            scores[test] = model.decision_function(features[test])
        return [
            f"stance, a passage by itself: accuracy {self._accuracy(self.held_out, np.arange(len(self.rows)))}",
            f"stance, article passages by themselves: accuracy {self._accuracy(self.held_out[numbers], numbers)}",
            f"stance, a passage in its article: accuracy {self._accuracy(scores, numbers)}",
        ]

    def _accuracy(self, scores: np.ndarray, numbers: np.ndarray) -> str:
        prose = self.prose[numbers]
        right = np.argmax(scores, axis=1) == self.y[numbers]
        return f"{right[prose].mean():.3f} of {int(prose.sum())}"


def passage_weights(labels: tuple[str, ...], coefficients: np.ndarray, biases: np.ndarray, matrix: Matrix) -> Row:
    """A model as `themes_model.make_model` reads it."""
    stems = len(matrix.stems)
    table = {}
    for number, stem in enumerate(matrix.stems):
        numbers = [_thousandths(weight) for weight in coefficients[:, number]]
        table[stem] = [_thousandths(matrix.idf[number]), *numbers]
    return {
        "labels": labels,
        "bias": [_thousandths(bias) for bias in biases],
        "terms": [[_thousandths(weight * TERM_SCALE) for weight in row] for row in coefficients[:, stems:]],
        "stems": table,
    }


def _thousandths(number: float) -> int:
    return round(float(number) * 1000)


def write_weights(path: Path, data: Row) -> None:
    """JSON with one stem a line, so that a change of weights reads as a change of lines."""
    stems = data["passage"]["stems"]
    head = json.dumps({**data, "passage": {**data["passage"], "stems": {}}}, ensure_ascii=False, indent=1)
    lines = ",\n".join(
        f"{json.dumps(stem, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for stem, row in stems.items()
    )
    path.write_text(head.replace('"stems": {}', '"stems": {\n' + lines + "\n}") + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Measure, and unless told otherwise learn and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", default="central_asia")
    parser.add_argument("--measure", action="store_true", help="cross-validate and write nothing")
    arguments = parser.parse_args()
    folder = REGIONS / arguments.pack
    rows = [*read_training(folder / "training"), *read_fresh()]
    themes = Themes(arguments.pack, [row for row in rows if writer(row["file"]) not in STANCE_ONLY])
    stance = Stances(rows)
    print("\n".join([f"{len(rows)} passages", *themes.measure(), *stance.measure()]))
    if arguments.measure:
        return
    write_weights(folder / "theme_weights.json", themes.weights())
    write_weights(folder / "stance_weights.json", stance.weights())


if __name__ == "__main__":
    main()
