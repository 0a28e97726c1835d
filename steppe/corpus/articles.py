"""The articles of a corpus: a page of their list, the facts of one, one to read, and the way from one to the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from steppe.corpus.focus import Focus
from steppe.corpus.keyed import count_keys
from steppe.corpus.layer import FURNITURE, Layer, place_in
from steppe.corpus.match import match
from steppe.corpus.query import set_aside
from steppe.corpus.read import Corpus

if TYPE_CHECKING:  # loaded where a table is asked for: a build has no use for it
    import pandas as pd

Order = Literal["reading", "date", "matches", "title", "outlet", "words"]
FACTS = (
    *("article_id", "title", "file", "author", "published", "outlet", "url", "language", "duplicate_of"),
    *("words", "flags"),
)


def count_articles(corpus: Corpus) -> int:
    """How many articles there are."""
    return sum(layer.articles if layer.hidden is None else int((~layer.hidden).sum()) for layer in corpus.layers)


def list_articles(
    corpus: Corpus,
    focus: Focus | None = None,
    *,
    find: str = "",
    matching: bool = False,
    order: Order = "reading",
    descending: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> "tuple[pd.DataFrame, int]":
    """A page of the articles, without their text, and how many there are to page through.

    focus : what `matches` counts, in its unit, its own choice of articles set aside; None counts nothing.
    find : words that the title (or the file's name, where it has none) holds, letter case aside.
    matching : only articles with a match.
    order : "reading" is by date, then file name, what has no date last; "date" keeps that last when descending, too.
        Ties are in reading order.
    offset, limit : the page; without a limit, all.

    Columns: article_id, title (str or None), file (str), author, published (ISO date), outlet, url, language,
    duplicate_of (str or None), words, flags (list of str), passages, quotes, matches (int), first (str or None: the
    passage at which reading begins).
    """
    import pandas as pd

    listed = [_listed(layer, focus, find, matching) for layer in corpus.layers]
    which = np.repeat(np.arange(len(listed)), [len(rows) for rows, _ in listed])
    rows = np.concatenate([rows for rows, _ in listed])
    matches = np.concatenate([n for _, n in listed])
    places = np.concatenate([layer.reading[own] for layer, (own, _) in zip(corpus.layers, listed, strict=True)])
    by = _sorted_by(corpus, [own for own, _ in listed], matches, places, order)
    by = -by if descending else by
    if order == "date":
        dated = [own < layer.dated_articles for layer, (own, _) in zip(corpus.layers, listed, strict=True)]
        by = np.where(np.concatenate(dated), by, np.iinfo(np.int64).max)
    page = np.lexsort((places, by))[offset : None if limit is None else offset + limit]
    tables = [_facts(layer, rows[page[which[page] == number]]) for number, layer in enumerate(corpus.layers)]
    placed = [page[which[page] == number] for number in range(len(tables))]
    table = pd.concat(tables, ignore_index=True).assign(matches=matches[np.concatenate(placed)])
    table.index = np.concatenate(placed)
    return table.loc[page].reset_index(drop=True), len(rows)


def _listed(layer: Layer, focus: Focus | None, find: str, matching: bool) -> tuple[np.ndarray, np.ndarray]:
    """The articles of a layer that the list is to show, in their order, and the matches in each."""
    wanted = np.ones(layer.articles, bool) if layer.hidden is None else ~layer.hidden
    for word in find.split():
        wanted &= pc.match_substring(layer.titles, word, ignore_case=True).to_numpy(zero_copy_only=False)
    matches = np.zeros(layer.articles, np.int64)
    if focus is not None:
        rest = set_aside(focus, "article")
        counts = count_keys(match(layer, rest), rest, ("article",))
        matches[counts.labels[0] - 1] = counts.n
        wanted &= (matches > 0) | (not matching)
    rows = np.flatnonzero(wanted)
    return rows, matches[rows]


def _sorted_by(
    corpus: Corpus, rows: list[np.ndarray], matches: np.ndarray, places: np.ndarray, order: Order
) -> np.ndarray:
    """Of every listed article a number to sort by."""
    if order == "matches":
        return matches
    if order in ("reading", "date"):
        return places
    both = list(zip(corpus.layers, rows, strict=True))
    if order == "words":
        return np.concatenate([layer.words_of_articles[own] for layer, own in both])
    if order == "outlet":
        labels, joint = corpus.joint("outlet").of_layer, corpus.joint("outlet").vocabulary
        own = [joint.rank[to[layer.outlet[0][of]]] for to, (layer, of) in zip(labels, both, strict=True)]
        return np.concatenate(own)
    titles = pa.concat_arrays([layer.titles.take(pa.array(own)) for layer, own in both])
    return pc.rank(pc.utf8_lower(titles), tiebreaker="dense").to_numpy().astype(np.int64)


def _facts(layer: Layer, rows: np.ndarray) -> "pd.DataFrame":
    table = layer.tables["articles"].table(rows, FACTS).to_pandas()
    starts, ends = layer.passage_starts[rows], layer.passage_starts[rows + 1]
    quoted = layer.array("quotes.passage")
    first, proper = _beginnings(layer, rows)
    return table.assign(
        passages=proper,
        quotes=place_in(quoted, ends) - place_in(quoted, starts),
        first=first,
    )


def _beginnings(layer: Layer, rows: np.ndarray) -> tuple[list[str | None], list[int]]:
    """Of some articles the passage at which reading begins, and how many passages are not furniture."""
    furniture = layer.vocabulary("kind").labels([FURNITURE])
    kinds = layer.array("passages.kind")
    found: list[int | None] = []
    numbers = []
    for start, end in zip(layer.passage_starts[rows].tolist(), layer.passage_starts[rows + 1].tolist(), strict=True):
        proper = np.flatnonzero(~np.isin(kinds[start:end], furniture))
        found.append(start + int(proper[0]) if len(proper) else None)
        numbers.append(len(proper))
    known = [row for row in found if row is not None]
    ids = dict(zip(known, (i for (i,) in layer.tables["passages"].take(known, ("passage_id",))), strict=True))
    return [None if row is None else ids[row] for row in found], numbers


def article_facts(corpus: Corpus, article_id: str) -> dict[str, Any] | None:
    """One article's row of `list_articles`, without `matches`; None where there is no such article."""
    for layer in corpus.layers:
        for row in layer.article_rows([article_id]):
            found: dict[str, Any] = _facts(layer, np.array([row])).to_dict("records")[0]
            return found
    return None


@dataclass(frozen=True)
class Neighbours:
    """An article among those that a selection matches, in reading order.

    place : its own, from 1; None where it is not among them.
    of : how many there are.
    before, after : ids of those beside it; where it is not among them, of those between which it would stand.
    """

    place: int | None
    of: int
    before: str | None
    after: str | None


def neighbours(corpus: Corpus, focus: Focus, article_id: str) -> Neighbours:
    """Where an article stands among those that the Focus matches, its own choice of articles set aside."""
    rest = set_aside(focus, "article")
    found = [match(layer, rest).articles for layer in corpus.layers]
    which = np.repeat(np.arange(len(found)), [len(rows) for rows in found])
    rows = np.concatenate(found)
    places = np.concatenate([layer.reading[own] for layer, own in zip(corpus.layers, found, strict=True)])
    if len(found) > 1:
        order = np.argsort(places)
        which, rows, places = which[order], rows[order], places[order]
    own = _place_of(corpus, article_id)
    at = int(np.searchsorted(places, own))
    is_among = at < len(places) and int(places[at]) == own

    def identifier(number: int) -> str | None:
        if not 0 <= number < len(rows):
            return None
        return str(corpus.layers[which[number]].article_ids[int(rows[number])].as_py())

    return Neighbours(at + 1 if is_among else None, len(rows), identifier(at - 1), identifier(at + is_among))


def _place_of(corpus: Corpus, article_id: str) -> int:
    """The place of an article in the reading order of all; -1 where there is no such article."""
    return next((int(layer.reading[row]) for layer in corpus.layers for row in layer.article_rows([article_id])), -1)


def read_article(corpus: Corpus, article_id: str) -> list[dict[str, Any]]:
    """The passages of an article in text order, furniture included, with all that can be highlighted.

    Keys: passage_id, position, start, end, kind, stance, reason, text, and lists of (start, end, what) in code points
    of the article: mentions (what: entity name), themes (what: theme id), quotes (what: speaker or "").
    """
    for layer in corpus.layers:
        for article in layer.article_rows([article_id]).tolist():
            return list(_read(layer, article))
    return []


def _read(layer: Layer, article: int) -> Iterator[dict[str, Any]]:
    keys = ("passage_id", "position", "start", "end", "kind", "stance", "reason")
    ((text,),) = layer.tables["articles"].take([article], ("text",))
    rows = np.arange(layer.passage_starts[article], layer.passage_starts[article + 1])
    for row, found in zip(rows.tolist(), layer.tables["passages"].take(rows, keys), strict=True):
        passage = dict(zip(keys, found, strict=True))
        yield {
            **passage,
            "text": text[passage["start"] : passage["end"]],
            "mentions": _mentions_of(layer, row),
            "themes": [
                (e["start"], e["end"], theme)
                for theme, evidence in layer.tables["passage_themes"].take(
                    _rows_of(layer, "themes", row), ("theme_id", "evidence")
                )
                for e in evidence
            ],
            "quotes": [
                (start, end, _name(layer, "quotes.speaker", quote))
                for quote in _rows_of(layer, "quotes", row).tolist()
                for start, end in layer.tables["quotes"].take([quote], ("start", "end"))
            ],
        }


def _rows_of(layer: Layer, table: str, passage: int) -> np.ndarray:
    of = layer.array(f"{table}.passage")
    return np.arange(int(place_in(of, passage)), int(place_in(of, passage, "right")))


def _mentions_of(layer: Layer, passage: int) -> list[tuple[int, int, str]]:
    sentences = np.arange(layer.sentence_starts[passage], layer.sentence_starts[passage + 1])
    rows, _ = layer.mentions_of(sentences)
    rows = rows[layer.array("mentions.entity")[rows] > 0]
    starts, ends = layer.array("mentions.start")[rows].tolist(), layer.array("mentions.end")[rows].tolist()
    names = [_name(layer, "mentions.entity", row) for row in rows.tolist()]
    return list(zip(starts, ends, names, strict=True))


def _name(layer: Layer, array: str, row: int) -> str:
    label = int(layer.array(array)[row])
    return str(layer.entity_names[label - 1].as_py()) if label else ""
