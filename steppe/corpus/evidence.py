"""The rows behind a number, and the passages that show them."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import Any, Literal

import numpy as np

from steppe.corpus.focus import Focus
from steppe.corpus.layer import FURNITURE, Layer
from steppe.corpus.match import Matched, match, relevance
from steppe.corpus.mentions import counted_rows
from steppe.corpus.read import Corpus
from steppe.corpus.search import Term, find_terms, parse_search

Order = Literal["reading", "relevance"]
MarkKind = Literal["mention", "theme", "search"]
ROW_COLUMNS = (
    "unit",
    "row_id",
    "article_id",
    "title",
    "outlet",
    "published",
    "url",
    "file",
    "passage_id",
    "passage",
    "start",
    "end",
    "text",
    "surface",
    "entity",
    "country",
    "rule",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight: code points in the article's text, what it is, and what it stands for."""

    start: int
    end: int
    kind: MarkKind
    label: str


@dataclass(frozen=True)
class PassageEvidence:
    """A passage that the Focus matches, with all that is needed to show it.

    position, of : its place among the article's passages that are not furniture, from 1, and how many there are.
    heading : the heading it stands under, where there is one besides the title.
    sentences : spans (start, end) of the matched sentences. All offsets are code points in the article's text.
    """

    passage_id: str
    article_id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    file: str
    kind: str
    stance: str | None
    heading: str | None
    position: int
    of: int
    start: int
    end: int
    text: str
    sentences: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...] = field(default=())


ARTICLE_COLUMNS = ("article_id", "title", "outlet", "published", "url", "file", "text")


def passages(
    corpus: Corpus, focus: Focus, *, offset: int = 0, limit: int = 10, order: Order = "reading"
) -> list[PassageEvidence]:
    """The matched passages, a page of them.

    order : "reading" (articles by date, then file name); "relevance" puts what fits the search text best first.
    """
    terms = parse_search(focus.text)
    shown = []
    for layer, rows in _page(corpus, focus, offset, limit, order):
        shown += _show(match(layer, focus), focus, terms, rows)
    return shown


def count_passages(corpus: Corpus, focus: Focus) -> int:
    """How many passages the Focus matches, whatever its unit."""
    return sum(len(match(layer, focus).passages) for layer in corpus.layers)


def _page(corpus: Corpus, focus: Focus, offset: int, limit: int, order: Order) -> Iterator[tuple[Layer, np.ndarray]]:
    """The passages of a page, as runs of one layer each."""
    found = [match(layer, focus) for layer in corpus.layers]
    by_relevance = order == "relevance" and bool(focus.text.strip())
    if len(found) == 1 and not by_relevance:
        yield found[0].layer, found[0].passages[offset : offset + limit]
        return
    places = [m.layer.reading[m.layer.array("passages.article")[m.passages]] for m in found]
    sorted_by = [np.concatenate(places)]
    if by_relevance:
        sorted_by.append(-np.concatenate([relevance(m, focus.text) for m in found]))
    which = np.repeat(np.arange(len(found)), [len(m.passages) for m in found])
    rows = np.concatenate([m.passages for m in found])
    page = np.lexsort(sorted_by)[offset : offset + limit]
    for run in np.split(page, np.flatnonzero(np.diff(which[page])) + 1):
        if len(run):
            yield found[which[run[0]]].layer, rows[run]


def _show(matched: Matched, focus: Focus, terms: tuple[Term, ...], rows: np.ndarray) -> list[PassageEvidence]:
    layer = matched.layer
    articles = layer.array("passages.article")[rows]
    facts = dict(zip(articles.tolist(), layer.tables["articles"].take(articles, ARTICLE_COLUMNS), strict=True))
    own = layer.tables["passages"].take(rows, ("passage_id", "kind", "stance"))
    shown = []
    for row, article, (passage_id, kind, stance) in zip(rows.tolist(), articles.tolist(), own, strict=True):
        article_id, title, outlet, published, url, file, text = facts[article]
        start, end = _span(layer, "passages", row)
        position, of, heading = _place(layer, article, row)
        said = text[start:end]
        marks = [
            *_names(layer, focus, row),
            *_themes(layer, focus, row),
            *(Mark(start + s, start + e, "search", focus.text) for s, e in (find_terms(said, terms) if terms else ())),
        ]
        shown.append(
            PassageEvidence(
                passage_id=passage_id,
                article_id=article_id,
                title=title,
                outlet=outlet,
                published=published,
                url=url,
                file=file,
                kind=kind,
                stance=stance,
                heading=text[heading[0] : heading[1]] if heading else None,
                position=position,
                of=of,
                start=start,
                end=end,
                text=said,
                sentences=tuple(_span(layer, "sentences", s) for s in _matched_in(matched, row)),
                marks=tuple(sorted(marks, key=lambda m: (m.start, -m.end, m.kind, m.label))),
            )
        )
    return shown


def _span(layer: Layer, table: str, row: int) -> tuple[int, int]:
    return int(layer.array(f"{table}.start")[row]), int(layer.array(f"{table}.end")[row])


def _matched_in(matched: Matched, passage: int) -> list[int]:
    """The matched sentences of a passage."""
    first, last = matched.layer.sentence_starts[passage], matched.layer.sentence_starts[passage + 1]
    inside = matched.inside(int(first), int(last))
    return [int(row) for row in inside]


def _place(layer: Layer, article: int, passage: int) -> tuple[int, int, tuple[int, int] | None]:
    """Of a passage: its number in the article, of how many, and the span of the heading above it."""
    first, last = layer.passage_starts[article], layer.passage_starts[article + 1]
    kinds = layer.array("passages.kind")[first:last]
    furniture, heading = (layer.vocabulary("kind").labels([k]) for k in (FURNITURE, "heading"))
    proper = ~np.isin(kinds, furniture)
    above = np.flatnonzero(np.isin(kinds[: passage - first], heading))
    under = _span(layer, "passages", int(first + above[-1])) if len(above) else None
    return int(proper[: passage - first + 1].sum()), int(proper.sum()), under


def _names(layer: Layer, focus: Focus, passage: int) -> Iterator[Mark]:
    """The chosen names; all names where nothing that can be marked is chosen."""
    chosen = bool(focus.entities or focus.countries)
    if not chosen and (focus.themes or focus.text):
        return
    rows, _ = layer.mentions_of(np.arange(layer.sentence_starts[passage], layer.sentence_starts[passage + 1]))
    entities = layer.array("mentions.entity")[rows]
    wanted = entities > 0
    if chosen:
        of_entity = np.isin(entities, layer.vocabulary("entity").labels(focus.entities))
        of_country = np.isin(layer.array("mentions.country")[rows], layer.vocabulary("country").labels(focus.countries))
        wanted &= of_entity | of_country
    for row, entity in zip(rows[wanted].tolist(), entities[wanted].tolist(), strict=True):
        yield Mark(*_span(layer, "mentions", row), "mention", layer.entity_names[entity - 1].as_py())


def _themes(layer: Layer, focus: Focus, passage: int) -> Iterator[Mark]:
    if not focus.themes:
        return
    rows = np.arange(layer.theme_starts[passage], layer.theme_starts[passage + 1])
    for theme, evidence in layer.tables["passage_themes"].take(rows, ("theme_id", "evidence")):
        if theme in focus.themes:
            yield from (Mark(e["start"], e["end"], "theme", theme) for e in evidence)


# -- rows --------------------------------------------------------------------------------------------------------------


def rows(corpus: Corpus, focus: Focus, *, batch: int = 1000) -> Iterator[dict[str, Any]]:
    """Every row that the Focus opens, one dict a row with the keys of `ROW_COLUMNS`, in reading order.

    As many as `count(corpus, focus)`. Read in batches, one after another through the tables, so that time is linear
    and memory bounded.
    """
    matches = [match(layer, focus) for layer in corpus.layers]
    if focus.unit == "stories":
        told = np.concatenate([m.layer.stories[m.articles] for m in matches])
        each = [_story_rows(layer, told, batch) for layer in corpus.layers]
    else:
        each = [_rows_of(matched, focus, batch) for matched in matches]
    for _, _, row in each[0] if len(each) == 1 else heapq.merge(*each, key=itemgetter(0, 1)):
        yield dict(zip(ROW_COLUMNS, row, strict=True))


def _rows_of(matched: Matched, focus: Focus, batch: int) -> Iterator[tuple[int, int, tuple[Any, ...]]]:
    """(place of the article, place in it, row) of every row of a layer."""
    if focus.unit == "mentions":
        numbers, which = counted_rows(matched, focus)
        yield from _in_batches(_mention_rows, matched.layer, batch, numbers, matched.sentences[which])
    elif focus.unit == "sentences":
        yield from _in_batches(_sentence_rows, matched.layer, batch, matched.sentences)
    elif focus.unit == "passages":
        yield from _in_batches(_passage_rows, matched.layer, batch, matched.passages)
    else:
        articles, read = matched.articles, partial(_article_rows, unit="article")
        yield from _in_batches(read, matched.layer, batch, articles, matched.layer.reading[articles])


def _in_batches(
    read: Any, layer: Layer, batch: int, *columns: np.ndarray
) -> Iterator[tuple[int, int, tuple[Any, ...]]]:
    for start in range(0, len(columns[0]), batch):
        yield from read(layer, *(c[start : start + batch] for c in columns))


def _mention_rows(
    layer: Layer, numbers: np.ndarray, sentences: np.ndarray
) -> Iterator[tuple[int, int, tuple[Any, ...]]]:
    found = layer.tables["mentions"].take(numbers, ("mention_id", "surface", "country", "rule"))
    entities = layer.entity_names.take(layer.array("mentions.entity")[numbers] - 1).to_pylist()
    starts = layer.array("mentions.start")[numbers].tolist()
    around = _sentence_rows(layer, sentences)
    for (place, _, row), (mention_id, surface, country, rule), entity, start in zip(
        around, found, entities, starts, strict=True
    ):
        yield place, start, ("mention", mention_id, *row[2:13], surface, entity, country, rule)


def _sentence_rows(layer: Layer, sentences: np.ndarray) -> Iterator[tuple[int, int, tuple[Any, ...]]]:
    passages = layer.array("sentences.passage")[sentences]
    identifiers = layer.tables["sentences"].take(sentences, ("sentence_id",))
    around = _passage_rows(layer, passages, text=False)
    starts = layer.array("sentences.start")[sentences].tolist()
    ends = layer.array("sentences.end")[sentences].tolist()
    for (place, _, row), (identifier,), start, end in zip(around, identifiers, starts, ends, strict=True):
        said = row[12][start:end]
        yield place, start, ("sentence", identifier, *row[2:10], start, end, said, None, None, None, None)


def _passage_rows(
    layer: Layer, passages: np.ndarray, *, text: bool = True
) -> Iterator[tuple[int, int, tuple[Any, ...]]]:
    """text : False gives the whole article's text in the place of the passage's, for a caller that cuts it."""
    articles = layer.array("passages.article")[passages]
    facts = layer.tables["articles"].take(articles, ARTICLE_COLUMNS)
    own = layer.tables["passages"].take(passages, ("passage_id", "position"))
    starts = layer.array("passages.start")[passages].tolist()
    ends = layer.array("passages.end")[passages].tolist()
    places = layer.reading[articles].tolist()
    for place, (*article, whole), (passage_id, position), start, end in zip(
        places, facts, own, starts, ends, strict=True
    ):
        said = whole[start:end] if text else whole
        yield (
            place,
            start,
            ("passage", passage_id, *article, passage_id, position, start, end, said, None, None, None, None),
        )


def _article_rows(
    layer: Layer, articles: np.ndarray, places: np.ndarray, unit: str
) -> Iterator[tuple[int, int, tuple[Any, ...]]]:
    facts = layer.tables["articles"].take(articles, ARTICLE_COLUMNS[:-1])
    for place, row in zip(places.tolist(), facts, strict=True):
        name = row[1] if row[1] is not None else row[5]
        yield place, 0, (unit, row[0], *row, None, None, None, None, name, None, None, None, None)


def _story_rows(layer: Layer, told: np.ndarray, batch: int) -> Iterator[tuple[int, int, tuple[Any, ...]]]:
    """The articles of a layer that some stories are known by."""
    own = np.isin(layer.reading, told)
    rows = np.flatnonzero(own if layer.hidden is None else own & ~layer.hidden)
    yield from _in_batches(partial(_article_rows, unit="story"), layer, batch, rows, layer.reading[rows])
