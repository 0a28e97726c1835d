"""Which sentences a Focus matches, in one layer: sorted row numbers, made in time that follows what is chosen.

The chosen names and search words bring their own sentences; these are intersected, and only what is left is looked up
in its passage (tone, theme) and article (date, outlet). Where none of them is chosen, passages are narrowed instead.
"""

from functools import cached_property, reduce

import numpy as np

from steppe.corpus.focus import DEFAULT_UNIT, NONE, Focus
from steppe.corpus.layer import Layer, place_in, spread
from steppe.corpus.search import All, Node, Some, Term, Without, parse_query, parse_search, terms_of

Rows = np.ndarray  # sorted row numbers, each once


class Matched:
    """The sentences of a layer that a Focus matches: some, or all of some passages, or all."""

    def __init__(self, layer: Layer, *, rows: Rows | None = None, whole: Rows | None = None) -> None:
        """rows : the sentences; whole : passages of which every sentence is matched; neither: every sentence is."""
        self.layer, self._rows, self._whole = layer, rows, whole

    @cached_property
    def sentences(self) -> Rows:
        if self._rows is not None:
            return self._rows
        if self._whole is not None:
            return sentences_in(self.layer, self._whole)
        return np.arange(self.layer.sentences, dtype=np.int32)

    @cached_property
    def passages(self) -> Rows:
        """Passages with a matched sentence."""
        if self._rows is not None:
            return distinct(self.layer.array("sentences.passage")[self._rows])
        return self.layer.spoken if self._whole is None else self._whole

    @cached_property
    def articles(self) -> Rows:
        """Articles with a matched sentence."""
        return distinct(self.layer.array("passages.article")[self.passages])

    @property
    def is_all(self) -> bool:
        return self._rows is None and self._whole is None

    def mask(self) -> np.ndarray | None:
        """Of every sentence whether it is matched; None where all are."""
        if self._rows is not None:
            return ticked(self.layer.sentences, self._rows)
        if self._whole is not None:
            return ticked(self.layer.passages, self._whole)[self.layer.array("sentences.passage")]
        return None

    def inside(self, first: int, last: int) -> Rows:
        """The matched ones of a matched passage's sentences, which run from `first` to before `last`."""
        if self._rows is None:
            return np.arange(first, last)
        return between(self._rows, first, last)

    @cached_property
    def lengths(self) -> np.ndarray:
        """How many sentences of each of `passages` are matched."""
        if self._rows is None:
            return self.layer.sentence_counts[self.passages]
        of = self.layer.array("sentences.passage")[self._rows]
        return np.diff(np.append(np.flatnonzero(is_first(of)), len(of)))

    def sums(self, numbers: np.ndarray) -> np.ndarray:
        """Of each of `passages`, the sum of what `numbers` says of its matched sentences."""
        if not len(numbers):
            return np.zeros(0, np.int32)
        ends = np.cumsum(self.lengths, dtype=np.int64)
        total = np.concatenate([[0], np.cumsum(numbers, dtype=np.int64)])
        return np.diff(total[np.concatenate([[0], ends])])

    def __len__(self) -> int:
        if self._rows is not None:
            return len(self._rows)
        return self.layer.sentences if self._whole is None else int(self.lengths.sum())


def match(layer: Layer, focus: Focus) -> Matched:
    """The sentences of `layer` that the Focus matches."""
    chosen = focus.replace(unit=DEFAULT_UNIT)  # the unit is not a choice of rows
    found: Matched | None = layer.matched.get(chosen)
    if found is None:
        found = _match(layer, chosen)
        layer.matched.put(chosen, found, 0 if found.is_all else len(found) + 2 * len(found.passages))
    return found


def _match(layer: Layer, focus: Focus) -> Matched:
    named = [
        union([hits(layer, dimension, label)[0] for label in layer.vocabulary(dimension).labels(chosen)])
        for dimension, chosen in (("country", focus.countries), ("entity", focus.entities))
        if chosen
    ]
    if focus.text.strip():
        named.append(search(layer, focus.text))
    articles = _articles(layer, focus)
    if not named:
        return _whole_passages(layer, focus, articles)
    rows = reduce(intersect, sorted(named, key=len))
    if isinstance(articles, range):
        rows = between(rows, *layer.sentence_starts[_bounds(layer, articles)].tolist())
        articles = None
    if layer.counted is not None:
        rows = rows[layer.counted[rows]]
    if articles is not None or focus.stances or focus.themes:
        rows = rows[_keep_passages(layer, focus, articles, layer.array("sentences.passage")[rows])]
    return Matched(layer, rows=rows)


def _whole_passages(layer: Layer, focus: Focus, articles: np.ndarray | range | None) -> Matched:
    """All sentences of the passages that the Focus allows."""
    if layer.counted is None and articles is None and not (focus.themes or focus.stances):
        return Matched(layer)
    if focus.themes:
        passages = speaking(layer, _about(layer, focus.themes))
        focus = focus.replace(themes=())
    elif focus.stances:
        passages = speaking(layer, _toned(layer, focus.stances))
        focus = focus.replace(stances=())
    elif isinstance(articles, range) or articles is None:
        passages = layer.spoken
    else:
        rows = np.flatnonzero(articles)
        passages = speaking(layer, spread(layer.passage_starts[rows], layer.passage_starts[rows + 1])[0])
        articles = None
    if isinstance(articles, range):
        passages = between(passages, *_bounds(layer, articles).tolist())
        articles = None
    if articles is not None or focus.stances:
        passages = passages[_keep_passages(layer, focus, articles, passages)]
    if layer.counted is None:
        return Matched(layer, whole=passages)
    rows = sentences_in(layer, passages)
    return Matched(layer, rows=rows[layer.counted[rows]])


def _bounds(layer: Layer, articles: range) -> np.ndarray:
    """The first passage of neighbouring articles, and one past their last."""
    return layer.passage_starts[[articles.start, articles.stop]]


def _toned(layer: Layer, stances: tuple[str, ...]) -> Rows:
    """Passages of one of some stances."""
    labels = layer.vocabulary("stance").labels(stances)
    return union([layer.array("stance_hits.passage")[layer.hit_range("stance", label)] for label in labels])


def _keep_passages(layer: Layer, focus: Focus, articles: np.ndarray | None, passages: np.ndarray | slice) -> np.ndarray:
    """Which of some passages (one may stand there several times) have a chosen theme and tone and lie in `articles`."""
    stances = layer.array("passages.stance")[passages]
    keep = np.ones(len(stances), bool) if articles is None else articles[layer.array("passages.article")[passages]]
    if focus.stances:
        allowed = np.zeros(len(layer.vocabulary("stance")), bool)
        allowed[layer.vocabulary("stance").labels(focus.stances)] = True
        keep &= allowed[stances]
    if focus.themes:
        keep &= ticked(layer.passages, _about(layer, focus.themes))[passages]
    return keep


def _about(layer: Layer, themes: tuple[str, ...]) -> Rows:
    """Passages of one of some themes, "none" included."""
    passages = [
        layer.array("theme_hits.passage")[layer.hit_range("theme", label)]
        for label in layer.vocabulary("theme").labels(themes)
    ]
    if NONE in themes:
        passages.append(layer.unthemed)
    return union(passages)


def _articles(layer: Layer, focus: Focus) -> np.ndarray | range | None:
    """Of every article whether the Focus allows it; the rows where they are neighbours; None where it allows all."""
    allowed = None if layer.hidden is None else ~layer.hidden
    if not (focus.articles or focus.outlets or focus.date_from or focus.date_to):
        return allowed
    first, last = layer.dated(focus.date_from, focus.date_to)
    if allowed is None and not (focus.articles or focus.outlets):
        return range(first, last)
    allowed = np.ones(layer.articles, bool) if allowed is None else allowed
    if focus.articles:
        chosen = np.zeros(layer.articles, bool)
        chosen[layer.article_rows(focus.articles)] = True
        allowed &= chosen
    if focus.outlets:
        labels, vocabulary = layer.outlet
        chosen = np.zeros(len(vocabulary), bool)
        chosen[vocabulary.labels(focus.outlets)] = True
        allowed &= chosen[labels]
    allowed[:first] = False
    allowed[last:] = False
    return allowed


# -- search ------------------------------------------------------------------------------------------------------------


def search(layer: Layer, text: str) -> Rows:
    """Sentences that a search text opens: of the passages that match as a whole, those where a wanted term starts."""
    query = parse_query(text)
    if query is None:
        return np.zeros(0, np.int32)
    terms = list(dict.fromkeys(terms_of(query)))
    found = {term: layer.words.sentences_of(term) for term in terms}
    passages = _passages_of(layer, query, found)
    wanted = [rows for term, rows in found.items() if not term.excluded]
    if not wanted:
        return sentences_in(layer, np.flatnonzero(passages))
    rows = union(wanted)
    return rows[passages[layer.array("sentences.passage")[rows]]]


def _passages_of(layer: Layer, node: Node, found: dict[Term, Rows]) -> np.ndarray:
    """Of every passage whether it matches a query."""
    match node:
        case Term():
            return ticked(layer.passages, layer.array("sentences.passage")[found[node]])
        case Without(item):
            return ~_passages_of(layer, item, found)
        case All(items):
            return reduce(np.logical_and, (_passages_of(layer, item, found) for item in items))
        case Some(items):
            return reduce(np.logical_or, (_passages_of(layer, item, found) for item in items))


def relevance(matched: Matched, text: str) -> np.ndarray:
    """How well each matched passage fits a search: BM25 (Robertson and Zaragoza, 2009; k1 = 1.2, b = 0.75).

    A term's frequency in a passage is the number of its sentences in which it starts, a passage's length the number of
    its sentences.
    """
    layer, passages = matched.layer, matched.passages
    score = np.zeros(len(passages))
    lengths = layer.sentence_counts[passages]
    usual = layer.sentences / max(1, len(layer.spoken))
    for term in dict.fromkeys(t for t in parse_search(text) if not t.excluded):
        of = layer.array("sentences.passage")[layer.words.sentences_of(term)]
        first = np.flatnonzero(is_first(of))
        frequency = np.diff(np.append(first, len(of)))
        holding = of[first]
        rarity = np.log1p((len(layer.spoken) - len(holding) + 0.5) / (len(holding) + 0.5))
        shown = intersect(holding, passages)
        n = frequency[place_in(holding, shown)]
        at = place_in(passages, shown)
        score[at] += rarity * 2.2 * n / (n + 1.2 * (0.25 + 0.75 * lengths[at] / usual))
    return score


# -- sorted row numbers ------------------------------------------------------------------------------------------------


def hits(layer: Layer, dimension: str, label: int) -> tuple[Rows, np.ndarray]:
    """Sentences that name an entity or country, and how often."""
    at = layer.hit_range(dimension, label)
    return layer.array(f"{dimension}_hits.sentence")[at], layer.array(f"{dimension}_hits.n")[at]


def sentences_in(layer: Layer, passages: np.ndarray) -> Rows:
    """All sentences of some passages."""
    return spread(layer.sentence_starts[passages], layer.sentence_starts[passages + 1])[0]


def speaking(layer: Layer, passages: Rows) -> Rows:
    """Those of some passages that hold sentences."""
    return passages[layer.speaks[passages]]


def ticked(number: int, rows: np.ndarray) -> np.ndarray:
    """Of `number` rows whether each is among some."""
    mask = np.zeros(number, bool)
    mask[rows] = True
    return mask


def is_first(numbers: np.ndarray) -> np.ndarray:
    """Where a sorted array takes a new value."""
    first = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return first


def distinct(numbers: np.ndarray) -> Rows:
    """Each number of a sorted array once."""
    return numbers[is_first(numbers)]


def ordered(numbers: np.ndarray) -> Rows:
    """Each number once, sorted. A stable sort merges sorted runs; `np.unique` would hash, fifty times slower here."""
    return distinct(np.sort(numbers, kind="stable"))


def union(sets: list[Rows]) -> Rows:
    """Numbers in any of some sets."""
    if len(sets) == 1:
        return sets[0]
    return ordered(np.concatenate(sets)) if sets else np.zeros(0, np.int32)


def between(rows: Rows, first: int, last: int) -> Rows:
    """Those of some rows from `first` to before `last`."""
    start, end = place_in(rows, np.array([first, last]))
    return rows[start:end]


def intersect(fewer: Rows, more: Rows) -> Rows:
    """Numbers in both of two sets."""
    if not len(more):
        return more[:0]
    at = place_in(more, fewer)
    at[at == len(more)] = 0
    return fewer[more[at] == fewer]
