"""Which sentences a Focus matches, in one layer: sorted row numbers, made in time that follows what is chosen.

The chosen names and search words bring their own sentences; these are intersected, and only what is left is looked up
in its passage (tone, theme) and article (date, outlet). Where none of them is chosen, passages are narrowed instead.
"""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from steppe.corpus.focus import DEFAULT_UNIT, NONE, Focus
from steppe.corpus.layer import Layer, spread
from steppe.corpus.search import All, Node, Some, Term, Without, parse_query, terms_of

Rows = np.ndarray  # sorted row numbers, each once


@dataclass(frozen=True)
class Matched:
    """The sentences of a layer that a Focus matches; `rows` None where that is every one."""

    layer: Layer
    rows: Rows | None

    @property
    def sentences(self) -> Rows:
        return np.arange(self.layer.sentences) if self.rows is None else self.rows

    @property
    def passages(self) -> Rows:
        """Passages with a matched sentence."""
        return distinct(self.passage_of_each)

    @property
    def passage_of_each(self) -> np.ndarray:
        """The passage of each matched sentence."""
        of = self.layer.array("sentences.passage")
        return of if self.rows is None else of[self.rows]

    @property
    def articles(self) -> Rows:
        """Articles with a matched sentence."""
        return distinct(self.layer.array("passages.article")[self.passages])

    def mask(self) -> np.ndarray | None:
        """Of every sentence whether it is matched; None where all are."""
        if self.rows is None:
            return None
        mask = np.zeros(self.layer.sentences, bool)
        mask[self.rows] = True
        return mask

    def __len__(self) -> int:
        return self.layer.sentences if self.rows is None else len(self.rows)


def match(layer: Layer, focus: Focus) -> Matched:
    """The sentences of `layer` that the Focus matches."""
    chosen = focus.replace(unit=DEFAULT_UNIT)  # the unit is not a choice of rows
    found: Matched | None = layer.matched.get(chosen)
    if found is None:
        found = Matched(layer, _match(layer, chosen))
        layer.matched.put(chosen, found)
    return found


def _match(layer: Layer, focus: Focus) -> Rows | None:
    named = [
        union([hits(layer, dimension, label)[0] for label in layer.vocabulary(dimension).labels(chosen)])
        for dimension, chosen in (("country", focus.countries), ("entity", focus.entities))
        if chosen
    ]
    if focus.text.strip():
        named.append(search(layer, focus.text))
    articles = _articles(layer, focus)
    if named:
        rows = reduce(intersect, sorted(named, key=len))
        if layer.counted is not None:
            rows = rows[layer.counted[rows]]
        return rows[_keep_passages(layer, focus, articles, layer.array("sentences.passage")[rows])]
    return _sentences_of(layer, focus, articles)


def _sentences_of(layer: Layer, focus: Focus, articles: np.ndarray | None) -> Rows | None:
    """All sentences of the passages that the Focus allows; None where it allows all."""
    passages = None
    if focus.themes:
        passages = _about(layer, focus.themes)
    elif articles is not None:
        chosen = np.flatnonzero(articles)
        passages, _ = spread(layer.passage_starts[chosen], layer.passage_starts[chosen + 1])
    elif focus.stances:
        passages = np.arange(layer.passages)
    if passages is None:
        return None if layer.counted is None else np.flatnonzero(layer.counted)
    narrowed = focus.replace(themes=())
    passages = passages[_keep_passages(layer, narrowed, articles if focus.themes else None, passages)]
    rows, _ = spread(layer.sentence_starts[passages], layer.sentence_starts[passages + 1])
    return rows if layer.counted is None else rows[layer.counted[rows]]


def _keep_passages(layer: Layer, focus: Focus, articles: np.ndarray | None, passages: np.ndarray) -> np.ndarray:
    """Which of some passages (one may stand there several times) have a chosen theme and tone and lie in `articles`."""
    keep = np.ones(len(passages), bool)
    if articles is not None:
        keep &= articles[layer.array("passages.article")[passages]]
    if focus.stances:
        allowed = np.zeros(len(layer.vocabulary("stance")), bool)
        allowed[layer.vocabulary("stance").labels(focus.stances)] = True
        keep &= allowed[layer.array("passages.stance")[passages]]
    if focus.themes:
        about = np.zeros(layer.passages, bool)
        about[_about(layer, focus.themes)] = True
        keep &= about[passages]
    return keep


def _about(layer: Layer, themes: tuple[str, ...]) -> Rows:
    """Passages of one of some themes, "none" included."""
    passages = [
        layer.array("theme_hits.passage")[layer.hit_range("theme", label)]
        for label in layer.vocabulary("theme").labels(themes)
    ]
    if NONE in themes:
        unthemed = np.ones(layer.passages, bool)
        unthemed[layer.array("theme_hits.passage")] = False
        passages.append(np.flatnonzero(unthemed))
    return union(passages)


def _articles(layer: Layer, focus: Focus) -> np.ndarray | None:
    """Of every article whether the Focus allows it; None where it allows all."""
    allowed = None if layer.hidden is None else ~layer.hidden
    if not (focus.articles or focus.outlets or focus.date_from or focus.date_to):
        return allowed
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
    first, last = layer.dated(focus.date_from, focus.date_to)
    allowed[:first] = False
    allowed[last:] = False
    return allowed


# -- search ------------------------------------------------------------------------------------------------------------


def search(layer: Layer, text: str) -> Rows:
    """Sentences that a search text opens: of the passages that match as a whole, those where a wanted term starts."""
    query = parse_query(text)
    if query is None:
        return np.zeros(0, np.int64)
    terms = list(dict.fromkeys(terms_of(query)))
    found = {term: layer.words.sentences_of(term) for term in terms}
    passages = _passages_of(layer, query, found)
    wanted = [rows for term, rows in found.items() if not term.excluded]
    if not wanted:
        chosen = np.flatnonzero(passages)
        return spread(layer.sentence_starts[chosen], layer.sentence_starts[chosen + 1])[0]
    rows = union(wanted)
    return rows[passages[layer.array("sentences.passage")[rows]]]


def _passages_of(layer: Layer, node: Node, found: dict[Term, Rows]) -> np.ndarray:
    """Of every passage whether it matches a query."""
    match node:
        case Term():
            passages = np.zeros(layer.passages, bool)
            passages[layer.array("sentences.passage")[found[node]]] = True
            return passages
        case Without(item):
            return ~_passages_of(layer, item, found)
        case All(items):
            return reduce(np.logical_and, (_passages_of(layer, item, found) for item in items))
        case Some(items):
            return reduce(np.logical_or, (_passages_of(layer, item, found) for item in items))


# -- sorted row numbers ------------------------------------------------------------------------------------------------


def hits(layer: Layer, dimension: str, label: int) -> tuple[Rows, np.ndarray]:
    """Sentences that name an entity or country, and how often."""
    at = layer.hit_range(dimension, label)
    return layer.array(f"{dimension}_hits.sentence")[at], layer.array(f"{dimension}_hits.n")[at]


def distinct(numbers: np.ndarray) -> Rows:
    """Each number of a sorted array once."""
    return numbers[np.concatenate([[True], numbers[1:] != numbers[:-1]])] if len(numbers) else numbers


def union(sets: list[Rows]) -> Rows:
    """Numbers in any of some sets."""
    if len(sets) == 1:
        return sets[0]
    return np.unique(np.concatenate(sets)) if sets else np.zeros(0, np.int64)


def intersect(fewer: Rows, more: Rows) -> Rows:
    """Numbers in both of two sets."""
    if not len(more):
        return more[:0]
    at = np.searchsorted(more, fewer)
    at[at == len(more)] = 0
    return fewer[more[at] == fewer]
