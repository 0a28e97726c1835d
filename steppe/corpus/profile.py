"""Questions about one entity, one article, or the whole corpus, that are not counts of a selection."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from steppe.corpus.focus import Focus
from steppe.corpus.layer import FURNITURE, Layer, place_in
from steppe.corpus.match import Matched, match
from steppe.corpus.read import Corpus


def count_speakers(corpus: Corpus, focus: Focus) -> int:
    """How many different people and bodies are quoted in the passages that the Focus matches."""
    speakers: set[str] = set()
    for layer in corpus.layers:
        labels = np.unique(layer.array("quotes.speaker")[_quotes_in(match(layer, focus))])
        speakers.update(layer.vocabulary("entity").names(labels[labels > 0]).to_pylist())
    return len(speakers)


def _quotes_in(matched: Matched) -> np.ndarray:
    """Rows of the quotations in the matched passages."""
    layer = matched.layer
    shown = np.zeros(layer.passages + 1, bool)
    shown[matched.passages] = True
    return np.flatnonzero(shown[layer.array("quotes.passage")])


def countries_present(corpus: Corpus, focus: Focus) -> set[str]:
    """ISO codes of the countries that the matched sentences mention."""
    found: set[str] = set()
    for layer in corpus.layers:
        mask = match(layer, focus).mask()
        labels, sentences = layer.array("country_hits.key"), layer.array("country_hits.sentence")
        named = np.unique(labels if mask is None else labels[mask[sentences]])
        found.update(layer.vocabulary("country").names(named).to_pylist())
    return found


def article_of(corpus: Corpus, passage_id: str) -> str | None:
    """The article that a passage stands in; None where there is no such passage."""
    article_id = passage_id.rpartition("-")[0]
    for layer in corpus.layers:
        for article in layer.article_rows([article_id]).tolist():
            rows = np.arange(layer.passage_starts[article], layer.passage_starts[article + 1])
            if (passage_id,) in layer.tables["passages"].take(rows, ("passage_id",)):
                return article_id
    return None


def first_article(corpus: Corpus, focus: Focus) -> str | None:
    """The first article, in reading order, with a sentence that the Focus matches."""
    found = [
        (int(layer.reading[rows[0]]), str(layer.article_ids[int(rows[0])].as_py()))
        for layer in corpus.layers
        if len(rows := match(layer, focus).articles)
    ]
    return min(found)[1] if found else None


def matched_passages(corpus: Corpus, focus: Focus, article_id: str) -> list[str]:
    """Ids of the passages of one article that the Focus matches, in text order."""
    inside = focus.replace(articles=(article_id,))
    found = ((layer, match(layer, inside).passages) for layer in corpus.layers)
    return [row[0] for layer, rows in found for row in layer.tables["passages"].take(rows, ("passage_id",))]


def list_places(corpus: Corpus) -> pd.DataFrame:
    """Places whose position is known.

    Columns: entity_id (str), name (str), country (str or None, ISO code), lat, lon (float, degrees).
    """
    return corpus.sql(
        "SELECT entity_id, name, country, lat, lon FROM entities "
        "WHERE type = 'place' AND lat IS NOT NULL AND lon IS NOT NULL ORDER BY entity_id"
    )


def list_surfaces(corpus: Corpus, focus: Focus, entity_id: str) -> pd.DataFrame:
    """How an entity is written in the sentences that the Focus matches; names inside longer names left out.

    Columns: surface (str), mentions (int), articles (int), rule (str: which rules found it, comma-separated).
    """
    found = [_surfaces(match(layer, focus), entity_id) for layer in corpus.layers]
    every = pa.concat_tables(found).to_pandas()
    table = every.groupby("surface", as_index=False).agg(
        mentions=("surface", "size"),
        articles=("article", "nunique"),
        rule=("rule", lambda r: ", ".join(sorted(set(r)))),
    )
    return table.sort_values(["mentions", "surface"], ascending=[False, True], ignore_index=True)


def _surfaces(matched: Matched, entity_id: str) -> pa.Table:
    layer = matched.layer
    labels = layer.vocabulary("entity").labels([entity_id])
    rows = np.zeros(0, np.int64)
    if labels:
        named = layer.array("entity_hits.sentence")[layer.hit_range("entity", labels[0])]
        mask = matched.mask()
        rows, _ = layer.mentions_of(named if mask is None else named[mask[named]])
        rows = rows[layer.array("mentions.entity")[rows] == labels[0]]
    passages = layer.array("sentences.passage")[layer.array("mentions.sentence")[rows]]
    articles = layer.reading[layer.array("passages.article")[passages]]
    return layer.tables["mentions"].table(rows, ("surface", "rule")).append_column("article", pa.array(articles))


def list_quotes(
    corpus: Corpus, focus: Focus, speaker_id: str | None = None, *, offset: int = 0, limit: int | None = None
) -> list[dict[str, Any]]:
    """Quotations in the passages that the Focus matches, in reading order; of one speaker where one is given.

    offset, limit : a page of them; without a limit, all.

    Keys: quote_id, passage_id, article_id, title, published, speaker_id, speaker (name or None), text.
    """
    page = [
        (int(layer.reading[article]), int(row), layer, int(article))
        for layer in corpus.layers
        for row, article in zip(*_quotes_of(match(layer, focus), speaker_id), strict=True)
    ]
    page.sort(key=lambda quote: quote[:2])
    return [_quote(*quote[1:]) for quote in page[offset : None if limit is None else offset + limit]]


def count_quotes(corpus: Corpus, focus: Focus, speaker_id: str | None = None) -> int:
    """How many quotations `list_quotes` lists."""
    return sum(len(_quotes_of(match(layer, focus), speaker_id)[0]) for layer in corpus.layers)


def _quotes_of(matched: Matched, speaker_id: str | None) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the matched quotations, and their articles."""
    layer, rows = matched.layer, _quotes_in(matched)
    if speaker_id:
        rows = rows[np.isin(layer.array("quotes.speaker")[rows], layer.vocabulary("entity").labels([speaker_id]))]
    return rows, layer.array("passages.article")[layer.array("quotes.passage")[rows]]


def _quote(row: int, layer: Layer, article: int) -> dict[str, Any]:
    (quote,) = layer.tables["quotes"].take([row], ("quote_id", "passage_id", "start", "end", "speaker_id"))
    quote_id, passage_id, start, end, speaker_id = quote
    (facts,) = layer.tables["articles"].take([article], ("article_id", "title", "file", "published", "text"))
    article_id, title, file, published, text = facts
    speaker = int(layer.array("quotes.speaker")[row])
    return {
        "quote_id": quote_id,
        "passage_id": passage_id,
        "article_id": article_id,
        "title": title if title is not None else file,
        "published": published,
        "speaker_id": speaker_id,
        "speaker": layer.entity_names[speaker - 1].as_py() if speaker else None,
        "text": text[start:end],
    }


def entity_card(corpus: Corpus, entity_id: str) -> dict[str, Any] | None:
    """An entity's row of the `entities` table; None where there is no such entity."""
    keys = ("entity_id", "name", "type", "country", "wikidata", "geonames", "aliases")
    found = corpus.rows(f"SELECT {', '.join(keys)} FROM entities WHERE entity_id = ?", (entity_id,))
    return dict(zip(keys, found[0], strict=True)) if found else None


ARTICLE_FACTS = (
    *("article_id", "title", "file", "author", "published", "outlet", "url", "language", "duplicate_of"),
    *("words", "flags"),
)


def list_articles(corpus: Corpus, *, offset: int = 0, limit: int | None = None) -> pd.DataFrame:
    """All articles in reading order, without their text.

    offset, limit : a page of them; without a limit, all.

    Columns: article_id, title (str or None), file (str), author, published (ISO date), outlet, url, language,
    duplicate_of (str or None), words, flags (list of str), passages, quotes (int).
    """
    tables = []
    for layer in corpus.layers:
        own = np.arange(layer.articles) if layer.hidden is None else np.flatnonzero(~layer.hidden)
        if len(corpus.layers) == 1:
            own = own[offset : None if limit is None else offset + limit]
        table = layer.tables["articles"].table(own, ARTICLE_FACTS).to_pandas()
        tables.append(table.assign(place=layer.reading[own], passages=_proper(layer, own), quotes=_quoted(layer, own)))
    every = pd.concat(tables, ignore_index=True).sort_values("place", ignore_index=True).drop(columns="place")
    if len(corpus.layers) > 1:
        every = every.iloc[offset : None if limit is None else offset + limit].reset_index(drop=True)
    return every


def _proper(layer: Layer, articles: np.ndarray) -> np.ndarray:
    """How many passages of some articles are not furniture."""
    proper = ~np.isin(layer.array("passages.kind"), layer.vocabulary("kind").labels([FURNITURE]))
    return np.bincount(layer.array("passages.article")[proper], minlength=layer.articles)[articles]


def _quoted(layer: Layer, articles: np.ndarray) -> np.ndarray:
    """How many quotations stand in some articles."""
    of = layer.array("passages.article")[layer.array("quotes.passage")]
    return np.bincount(of, minlength=layer.articles)[articles]


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


def date_range(corpus: Corpus) -> tuple[str, str] | None:
    """First and last date of publication; None where no article has one."""
    known = [layer.published.drop_null() for layer in corpus.layers]
    dates = [date for column in known if len(column) for date in (column[0].as_py(), column[-1].as_py())]
    return (min(dates), max(dates)) if dates else None


def corpus_sizes(corpus: Corpus) -> dict[str, int]:
    """Rows that can be counted in the whole corpus, by unit, and its words."""
    sizes: Counter[str] = Counter()
    stories = []
    for layer in corpus.layers:
        every = match(layer, Focus())
        sizes.update(articles=len(every.articles), passages=len(every.passages), sentences=len(every))
        stories.append(layer.stories[every.articles])
        words = layer.tables["articles"].column("words").to_numpy()
        sizes["words"] += int(words.sum() if layer.hidden is None else words[~layer.hidden].sum())
    sizes["stories"] = len(np.unique(np.concatenate(stories)))
    return {unit: sizes[unit] for unit in ("articles", "stories", "passages", "sentences", "words")}
