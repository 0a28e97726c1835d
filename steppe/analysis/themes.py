"""What a passage is about: themes, the main one first, each with the words that carried it.

Two steps, both linear, so that every score can be taken apart again: a passage by itself (stems and sourced terms),
then the passage in its article. `tools/train_themes.py` learns the weights; `docs/themes.md` says what was tried.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from steppe.analysis.article import ThemeLabel
from steppe.analysis.themes_context import ARTICLE, LEADING, context_features
from steppe.analysis.themes_features import FeatureReader, merge
from steppe.analysis.themes_model import Floats, LinearModel, find_evidence, make_model, read_weights
from steppe.analysis.themes_terms import TermIndex, WeightedTerm
from steppe.document import PassageKind
from steppe.errors import PackError
from steppe.regions import lexicon, load_pack
from steppe.regions.loader import REGIONS

WEIGHTS_FILE = "theme_weights.json"
_NOT_LETTERS = re.compile(r"[^a-z']+")
# A passage that names a theme in so many of its plain terms (their weights summed) has it, unless its other words speak
# clearly against it (log odds): the article about it does not take that away.
PLAIN_TERMS = 6
PLAIN_ODDS = -1.0
# Annotators seldom give a passage more than two themes, unless it is a list, which names this many in terms that weigh
# this much: elsewhere a third must be likelier than not.
LIST_THEMES, LIST_WEIGHT = 5, 3


@dataclass(frozen=True)
class ContextModel:
    """Weighs a passage's own score against its article; one set of weights for all themes."""

    weights: Floats
    bias: float


@dataclass(frozen=True)
class Thresholds:
    """The least log odds of a theme that is given: for a passage that stands alone, and for one in an article.

    own : a passage in an article also has the themes whose own log odds, without the article, are at least this: what
        it says by itself is not lost because the article is about something else.
    against : a passage that speaks for a theme of its own does not take from its article a theme whose own log odds are
        below this.
    leading : a paragraph that has no theme of its own has the article's leading theme, where the chance of that theme
        is at least this on average over the article's other passages.
    """

    alone: float
    in_article: float
    own: float
    against: float
    leading: float


class ThemeLabeller:
    """Labels the passages of articles with a region's themes."""

    def __init__(
        self,
        *,
        reader: FeatureReader,
        model: LinearModel,
        context: ContextModel,
        thresholds: Thresholds,
        section_labels: frozenset[str],
    ) -> None:
        self._reader = reader
        self._model = model
        self._context = context
        self._thresholds = thresholds
        self._section_labels = section_labels

    def label(self, text: str, *, kind: PassageKind, context: str = "") -> tuple[ThemeLabel, ...]:
        """The themes of one passage, main one first; evidence offsets are relative to `text`.

        context : the heading or title above it, where there is one. `label_article` knows more and does better.
        """
        passages: list[tuple[str, PassageKind]] = [(text, kind)]
        if context:
            passages.insert(0, (context, "heading"))
        return self.label_article(passages)[-1]

    def label_article(self, passages: Sequence[tuple[str, PassageKind]]) -> list[tuple[ThemeLabel, ...]]:
        """The themes of each passage of one article, which inform each other; furniture gets none.

        passages : text and kind of each, in text order. Evidence offsets are relative to the passage.
        """
        labels: list[tuple[ThemeLabel, ...]] = [() for _ in passages]
        read = [n for n, (text, kind) in enumerate(passages) if kind != "furniture" and text.strip()]
        if not read:
            return labels
        content = [passages[n] for n in read]
        found = [self._reader.read(text) for text, _ in content]
        known = [self._model.weigh(passage) for passage in found]
        scores = np.stack([self._model.score(*pair) for pair in zip(found, known, strict=True)])
        own = scores
        least, enough, leading = self._thresholds.alone, self._thresholds.alone, None
        if len(content) > 1:
            totals = np.asarray([passage.totals for passage in found])
            counts = [len(passage.words.lower) for passage in found]
            together = merge(found)
            whole = self._model.score(together, self._model.weigh(together))
            features = context_features(scores, whole, totals, counts, content)
            leading = features[:, :, ARTICLE] * features[:, :, LEADING]
            scores = features @ self._context.weights + self._context.bias
            least, enough = self._thresholds.in_article, self._thresholds.own
        for at, (number, passage, stems, odds, (text, kind)) in enumerate(
            zip(read, found, known, scores, content, strict=True)
        ):
            given = (odds >= least) | (own[at] >= enough)
            given |= (np.asarray(passage.totals) >= PLAIN_TERMS) & (own[at] >= PLAIN_ODDS)
            if np.any(given & (own[at] >= 0)):
                given &= own[at] >= self._thresholds.against
            chosen = [int(theme) for theme in np.argsort(-odds, kind="stable") if given[theme]]
            if sum(total >= LIST_WEIGHT for total in passage.totals) < LIST_THEMES:
                chosen = chosen[:2] + [theme for theme in chosen[2:] if odds[theme] >= 0]
            if not chosen and leading is not None and kind not in ("title", "heading"):
                chosen = [int(theme) for theme in np.flatnonzero(leading[at] >= self._thresholds.leading)]
            if not chosen or not any(passage.stems) or self._is_section_label(text, kind):
                continue
            labels[number] = tuple(
                ThemeLabel(
                    self._model.labels[theme],
                    rank,
                    round(float(1.0 / (1.0 + np.exp(-odds[theme]))), 4),
                    find_evidence(passage, self._model.carried(passage, stems, theme), (theme,)),
                )
                for rank, theme in enumerate(chosen, start=1)
            )
        return labels

    def _is_section_label(self, text: str, kind: PassageKind) -> bool:
        return kind == "heading" and normal_label(text) in self._section_labels


def normal_label(text: str) -> str:
    """A heading without numbers, signs and case, as section labels are compared."""
    return _NOT_LETTERS.sub(" ", text.lower().replace("’", "'")).strip()


def term_index(pack_name: str) -> tuple[tuple[str, ...], TermIndex]:
    """The ids of a pack's themes, and an index of their terms whose groups are positions among those ids."""
    themes = load_pack(pack_name).themes
    terms = (WeightedTerm(term.text, group, term.weight) for group, theme in enumerate(themes) for term in theme.terms)
    return tuple(theme.theme_id for theme in themes), TermIndex(terms)


def load_section_labels() -> frozenset[str]:
    """Headings that name a part of an article ("Key Questions") and so have no theme."""
    return frozenset(map(normal_label, lexicon("section_labels")))


@lru_cache(maxsize=4)
def load_labeller(pack_name: str = "central_asia") -> ThemeLabeller:
    """The labeller for a region's themes.

    Raises
    ------
    PackError : the pack's weights are missing, or were learned for other themes.
    """
    theme_ids, terms = term_index(pack_name)
    data = read_weights(REGIONS / pack_name / WEIGHTS_FILE)
    model = make_model(data["passage"], WEIGHTS_FILE)
    if model.labels != theme_ids:
        raise PackError(
            f"{WEIGHTS_FILE} was learned for the themes {', '.join(model.labels)}, but the pack has"
            f" {', '.join(theme_ids)}.",
            advice="Run: python -m tools.train_themes",
        )
    context = data["context"]
    return ThemeLabeller(
        reader=FeatureReader(terms, len(theme_ids)),
        model=model,
        context=ContextModel(np.asarray(context["weights"]) / 1000.0, context["bias"] / 1000.0),
        thresholds=Thresholds(**data["thresholds"]),
        section_labels=load_section_labels(),
    )
