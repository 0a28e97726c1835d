"""Counts by the keys of one or two dimensions, in one layer.

Each dimension gives a sentence its keys: one (its article, outlet, tone, month), or several (the countries and entities
it names, the themes of its passage). What is counted is, for each combination of keys, the distinct rows of the unit.
The rows of the index lie so that most of this needs no sort: hits by key and then sentence, all else by sentence.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from steppe.corpus.focus import Focus
from steppe.corpus.layer import Joint, Layer, Vocabulary, place_in, spread
from steppe.corpus.match import Matched, is_first, ordered, ticked
from steppe.corpus.mentions import is_counted, mentions_in

if TYPE_CHECKING:  # loaded where a table is asked for: a build has no use for it
    import pandas as pd

NAMED = ("entity", "form", "country")  # dimensions of mentions, in the order in which they say which mentions count
FEW = 32  # one sentence in so many: fewer are looked up one by one, more are taken from the lists of hits
TABLE_CELLS = 16_000_000  # distinct (key, row) pairs are ticked off in a table up to this size, else sorted


@dataclass(frozen=True)
class Counts:
    """Keys as labels (one array a dimension), and the rows that each combination opens.

    told : of the unit "stories", each distinct (combination, story) as (place in `n`, number of the story).
    """

    vocabularies: tuple[Vocabulary, ...]
    labels: tuple[np.ndarray, ...]
    n: np.ndarray
    told: tuple[np.ndarray, np.ndarray] | None = None

    def number(self, among: np.ndarray | None = None) -> int:
        """How many combinations there are; `among` as in `table`."""
        return len(self.n) if among is None else int(among[self.labels[0]].sum())

    def table(
        self, limit: int | None = None, keep: Collection[str] = (), among: np.ndarray | None = None
    ) -> "pd.DataFrame":
        """Columns key0, key1, ..., n; most first, then by key.

        limit, keep : only the first `limit` rows, and those of the first keys `keep` wherever they rank.
        among : of every label of the first dimension whether it is wanted; None takes all.
        """
        rows = np.arange(len(self.n)) if among is None else np.flatnonzero(among[self.labels[0]])
        if limit is not None and limit < len(rows):
            wanted = np.zeros(len(self.vocabularies[0]), bool)
            wanted[self.vocabularies[0].labels(keep)] = True
            n = self.n[rows]
            least = np.partition(n, len(n) - limit)[len(n) - limit] if limit else np.inf
            rows = rows[(n >= least) | wanted[self.labels[0][rows]]]  # the others need no place in the order
        ranks = [v.rank[labels[rows]] for v, labels in zip(self.vocabularies, self.labels, strict=True)]
        order = rows[np.lexsort((*reversed(ranks), -self.n[rows]))]
        if limit is not None and limit < len(order):
            order = order[(np.arange(len(order)) < limit) | wanted[self.labels[0][order]]]
        return self._frame([labels[order] for labels in self.labels]).assign(n=self.n[order])

    def _frame(self, labels: Sequence[np.ndarray]) -> "pd.DataFrame":
        import pandas as pd

        named = zip(self.vocabularies, labels, strict=True)
        return pd.DataFrame({f"key{i}": v.names(of).to_pandas() for i, (v, of) in enumerate(named)})


@dataclass
class Keyed:
    """Rows on the way to counts: the sentence or passage of each, its keys so far, and what it weighs."""

    layer: Layer
    at: np.ndarray
    is_passage: bool
    keys: dict[str, np.ndarray]
    n: np.ndarray | None = None

    def passage(self) -> np.ndarray:
        return self.at if self.is_passage else self.layer.array("sentences.passage")[self.at]

    def article(self) -> np.ndarray:
        return self.layer.array("passages.article")[self.passage()]

    def repeat(self, which: np.ndarray) -> None:
        """Each row as often as it stands in `which`."""
        self.at = self.at[which]
        self.keys = {name: labels[which] for name, labels in self.keys.items()}
        self.n = None if self.n is None else self.n[which]


def count_keys(matched: Matched, focus: Focus, dimensions: tuple[str, ...]) -> Counts:
    """The rows that each combination of keys opens in a layer, in the unit of the Focus; the last answers are kept."""
    counts: Counts | None = matched.layer.counts.get((focus, dimensions))
    if counts is None:
        counts = _count_keys(matched, focus, dimensions)
        told = 0 if counts.told is None else 2 * len(counts.told[0])
        matched.layer.counts.put((focus, dimensions), counts, (1 + len(dimensions)) * len(counts.n) + told)
    return counts


def _count_keys(matched: Matched, focus: Focus, dimensions: tuple[str, ...]) -> Counts:
    layer = matched.layer
    if len(dimensions) == 1 and (sums := _sums_by_label(matched, focus, dimensions[0])) is not None:
        labels = np.flatnonzero(sums)
        return Counts((layer.vocabulary(dimensions[0]),), (labels,), sums[labels].astype(np.int64))
    own = _own(focus, dimensions)
    first = own or next((d for d in NAMED if d in dimensions), None)
    if first:
        keyed = _keyed_by_name(matched, focus, first)
    elif "theme" in dimensions:
        keyed = _keyed_by_theme(matched)
    else:
        keyed = Keyed(layer, matched.passages, True, {})
    if focus.unit == "mentions" and own is None:
        _weigh(keyed, matched, mentions_in(matched, focus))
    elif focus.unit == "sentences" and keyed.is_passage:
        _weigh(keyed, matched, None)
    for dimension in dimensions:
        if dimension not in keyed.keys:
            _add_keys(keyed, focus, dimension)
    vocabularies = tuple(layer.vocabulary(d) for d in dimensions)
    code = keyed.keys[dimensions[0]]
    if len(dimensions) > 1:
        code = code.astype(np.int64) * len(vocabularies[1]) + keyed.keys[dimensions[1]]
    return _counted(keyed, focus.unit, code, vocabularies)


def _own(focus: Focus, dimensions: tuple[str, ...]) -> str | None:
    """The dimension whose own mentions the unit "mentions" counts; None where the Focus says which."""
    if focus.unit != "mentions":
        return None
    for name in NAMED:
        if name in dimensions and not (name == "country" and focus.entities):
            return name
    return None


def join(counted: Sequence[Counts], joints: Sequence[Joint], *, stories: bool) -> Counts:
    """The counts of several layers as one; a story told in two of them counts once.

    joints : of each dimension, the labels of all layers.
    """
    vocabularies = tuple(j.vocabulary for j in joints)
    size = int(np.prod([len(v) for v in vocabularies]))
    codes = []
    for number, counts in enumerate(counted):
        code = np.zeros(len(counts.n), np.int64)
        for joint, labels in zip(joints, counts.labels, strict=True):
            code = code * len(joint.vocabulary) + joint.of_layer[number][labels]
        codes.append(code)
    if not stories:
        found, n = _sums(np.concatenate(codes), np.concatenate([c.n for c in counted]), size)
        return Counts(vocabularies, _labels_of(found, vocabularies), n)
    told = [c.told or (np.zeros(0, np.int64), np.zeros(0, np.int64)) for c in counted]
    pairs = np.concatenate([code[places] for code, (places, _) in zip(codes, told, strict=True)])
    numbers = np.concatenate([story for _, story in told]).astype(np.int64)
    pairs, _ = _pairs(pairs, numbers, size, int(numbers.max(initial=0)) + 1)
    found, n = _sums(pairs, None, size)
    return Counts(vocabularies, _labels_of(found, vocabularies), n)


# -- one dimension, in one pass ----------------------------------------------------------------------------------------


def _sums_by_label(matched: Matched, focus: Focus, dimension: str) -> np.ndarray | None:
    """Of every label what its rows come to; None where rows of one label must be told apart to be counted."""
    layer = matched.layer
    if focus.unit not in ("sentences", "mentions", "passages") or dimension == "form":
        return None
    if dimension in NAMED:
        is_few = not matched.is_all and len(matched) < layer.sentences // FEW
        if is_few or focus.unit == "passages" or (focus.unit == "mentions" and _own(focus, (dimension,)) is None):
            return None
        return _sums_of_hits(matched, dimension, focus.unit == "mentions")
    weights = _weight_of_passages(matched, focus)
    if dimension in ("theme", "stance"):
        hits = weights[layer.array(f"{dimension}_hits.passage")]
        sums = _sums_of_ranges(hits, layer.hit_starts(dimension))
        nothing = weights[layer.unthemed].sum() if dimension == "theme" else weights.sum(dtype=np.int64) - sums.sum()
        return np.append(nothing, sums[1:])
    articles = _sums_of_ranges(weights, layer.passage_starts)
    if dimension == "article":
        return np.append(0, articles)
    labels, vocabulary = layer.of_article(dimension)
    return np.bincount(labels, articles, len(vocabulary)).astype(np.int64)


def _sums_of_hits(matched: Matched, dimension: str, mentions: bool) -> np.ndarray:
    """How many matched sentences name each label, or how often they do."""
    layer, mask = matched.layer, matched.mask()
    starts = layer.hit_starts(dimension)
    if mask is None and not mentions:
        return np.diff(starts)
    if mask is None:
        return _sums_of_ranges(layer.array(f"{dimension}_hits.n"), starts)
    named = mask[layer.array(f"{dimension}_hits.sentence")]
    if not mentions:
        return _sums_of_ranges(named.view(np.uint8), starts)
    return _sums_of_ranges(named * layer.array(f"{dimension}_hits.n"), starts)


def _weight_of_passages(matched: Matched, focus: Focus) -> np.ndarray:
    """How many rows of the unit each passage of the layer opens."""
    layer = matched.layer
    if focus.unit == "sentences" and matched.is_all:
        return layer.sentence_counts
    if focus.unit == "passages":
        return ticked(layer.passages, matched.passages).view(np.uint8)
    weights = np.zeros(layer.passages, np.int32)
    weights[matched.passages] = (
        matched.lengths if focus.unit == "sentences" else matched.sums(mentions_in(matched, focus))
    )
    return weights


def _sums_of_ranges(numbers: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """The sum of the numbers from each start to the next; the last start is where the last range ends."""
    sums = np.zeros(len(starts) - 1, np.int64)
    filled = np.flatnonzero(np.diff(starts))
    if len(filled):
        sums[filled] = np.add.reduceat(numbers, starts[filled], dtype=np.int32)  # as rows have numbers of 4 bytes
    return sums


# -- keys --------------------------------------------------------------------------------------------------------------


def _keyed_by_name(matched: Matched, focus: Focus, dimension: str) -> Keyed:
    """One row a key and sentence that names it, and how often."""
    layer = matched.layer
    if dimension == "form" or len(matched) < layer.sentences // FEW:
        rows, which = layer.mentions_of(matched.sentences)
        labels = layer.array(f"mentions.{dimension}")[rows].astype(np.int64)
        keep = labels > 0
        if dimension == "form":
            keep &= is_counted(layer, focus, rows)
        size = len(layer.vocabulary(dimension))
        code, n = np.unique(which[keep].astype(np.int64) * size + labels[keep], return_counts=True)
        return Keyed(layer, matched.sentences[code // size], False, {dimension: code % size}, n)
    labels, sentences = layer.array(f"{dimension}_hits.key"), layer.array(f"{dimension}_hits.sentence")
    n = layer.array(f"{dimension}_hits.n")
    if (mask := matched.mask()) is not None:
        kept = np.flatnonzero(mask[sentences])  # once: picking by number is quicker than by a mask each time
        labels, sentences = labels[kept], sentences[kept]
        n = n[kept] if focus.unit == "mentions" else n[:0]
    return Keyed(layer, sentences, False, {dimension: labels}, n if focus.unit == "mentions" else None)


def _keyed_by_theme(matched: Matched) -> Keyed:
    """One row a theme and matched passage, those without a theme first."""
    layer = matched.layer
    labels, passages, none = layer.array("theme_hits.key"), layer.array("theme_hits.passage"), layer.unthemed
    wanted = ticked(layer.passages, matched.passages)
    none, kept = none[wanted[none]], np.flatnonzero(wanted[passages])
    rows = np.concatenate([none, passages[kept]])
    return Keyed(layer, rows, True, {"theme": np.concatenate([np.zeros(len(none), labels.dtype), labels[kept]])})


def _weigh(keyed: Keyed, matched: Matched, numbers: np.ndarray | None) -> None:
    """Let each row weigh what `numbers` says of the matched sentences of its passage, or of its sentence; None is 1."""
    if keyed.is_passage:
        sums = matched.lengths if numbers is None else matched.sums(numbers)
        everywhere = np.zeros(keyed.layer.passages, np.int32)
        everywhere[matched.passages] = sums
    else:
        everywhere = np.zeros(keyed.layer.sentences, np.int32)
        everywhere[matched.sentences] = 1 if numbers is None else numbers
    keyed.n = everywhere[keyed.at]


def _add_keys(keyed: Keyed, focus: Focus, dimension: str) -> None:
    layer = keyed.layer
    if dimension == "theme":
        passages = keyed.passage()
        starts, ends = layer.theme_starts[passages], layer.theme_starts[passages + 1]
        none = starts == ends
        rows, which = spread(starts, np.where(none, starts + 1, ends))  # a passage without themes keeps one row
        keyed.repeat(which)
        keyed.keys[dimension] = np.append(layer.array("themes.theme"), 0)[np.where(none[which], -1, rows)]
    elif dimension in NAMED:
        _add_names(keyed, focus, dimension)
    elif dimension == "stance":
        keyed.keys[dimension] = layer.array("passages.stance")[keyed.passage()]
    else:
        articles = keyed.article()
        keyed.keys[dimension] = articles + 1 if dimension == "article" else layer.of_article(dimension)[0][articles]


def _add_names(keyed: Keyed, focus: Focus, dimension: str) -> None:
    """A second dimension of mentions: each row once for each distinct key that its sentence names."""
    layer = keyed.layer
    of = layer.array("mentions.sentence")
    rows, which = spread(place_in(of, keyed.at), place_in(of, keyed.at, "right"))
    labels = layer.array(f"mentions.{dimension}")[rows].astype(np.int64)
    keep = labels > 0
    if dimension == "form":
        keep &= is_counted(layer, focus, rows)
    size = len(layer.vocabulary(dimension))
    code = ordered(which[keep].astype(np.int64) * size + labels[keep])
    keyed.repeat(code // size)
    keyed.keys[dimension] = code % size


# -- counts ------------------------------------------------------------------------------------------------------------


def _counted(keyed: Keyed, unit: str, code: np.ndarray, vocabularies: tuple[Vocabulary, ...]) -> Counts:
    size = int(np.prod([len(v) for v in vocabularies]))
    told = None
    if unit in ("sentences", "mentions"):
        codes, n = _sums(code, keyed.n if unit == "mentions" or keyed.is_passage else None, size)
    elif unit == "passages":
        codes, n = _sums(_pairs(code, keyed.passage(), size, keyed.layer.passages)[0], None, size)
    else:
        code, articles = _pairs(code, keyed.article(), size, keyed.layer.articles)
        if unit == "stories":
            stories = keyed.layer.stories
            code, articles = _pairs(code, stories[articles], size, int(stories.max(initial=0)) + 1)
        codes, n = _sums(code, None, size)
        told = (np.searchsorted(codes, code), articles)
    return Counts(vocabularies, _labels_of(codes, vocabularies), n, told)


def _labels_of(codes: np.ndarray, vocabularies: tuple[Vocabulary, ...]) -> tuple[np.ndarray, ...]:
    """The labels that combinations stand for, one array a dimension."""
    labels = []
    for vocabulary in reversed(vocabularies):
        labels.append(codes % len(vocabulary))
        codes = codes // len(vocabulary)
    return tuple(reversed(labels))


def _sums(code: np.ndarray, weights: np.ndarray | None, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The distinct codes with what their rows weigh together, those that weigh nothing left out."""
    if size <= max(TABLE_CELLS // 4, len(code)):
        sums = np.bincount(code, weights, minlength=1).astype(np.int64)
        codes = np.flatnonzero(sums)
        return codes, sums[codes]
    codes, place = np.unique(code, return_inverse=True)
    sums = np.bincount(place, weights, minlength=1).astype(np.int64)[: len(codes)]
    return codes[sums > 0], sums[sums > 0]


def _pairs(code: np.ndarray, rows: np.ndarray, size: int, number: int) -> tuple[np.ndarray, np.ndarray]:
    """The distinct (code, row), sorted."""
    pair = code.astype(np.int32 if size * number < 1 << 31 else np.int64) * number + rows
    if len(pair) and (pair[1:] >= pair[:-1]).all():
        pair = pair[is_first(pair)]
    elif size * number <= TABLE_CELLS and len(pair) > 1000:
        pair = np.flatnonzero(ticked(size * number, pair))
    else:
        pair = ordered(pair)
    return pair // max(number, 1), pair % max(number, 1)
