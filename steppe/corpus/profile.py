"""Questions about one entity, one article, or the whole corpus, that are not counts of a selection."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from steppe.corpus.focus import Focus
from steppe.corpus.layer import Layer, place_in, spread
from steppe.corpus.match import Matched, intersect, match, ticked
from steppe.corpus.read import Corpus

if TYPE_CHECKING:  # loaded where a table is asked for: a build has no use for it
    import pandas as pd

SURFACES_READ = 5_000  # mentions whose spelling is read for one entity
STEP = 4_096  # sentences compared at a time where one in common is enough


def count_speakers(corpus: Corpus, focus: Focus) -> int:
    """How many different people and bodies are quoted in the passages that the Focus matches."""
    joint, found = corpus.joint("entity"), []
    for layer, labels in zip(corpus.layers, joint.of_layer, strict=True):
        speakers = ticked(len(labels), layer.array("quotes.speaker")[_quotes_in(match(layer, focus))])
        found.append(labels[np.flatnonzero(speakers[1:]) + 1])
    return len(np.unique(np.concatenate(found)))


def _quotes_in(matched: Matched) -> np.ndarray:
    """Rows of the quotations in the matched passages."""
    layer = matched.layer
    of = layer.array("quotes.passage")
    if len(matched.passages) < layer.passages // 32:
        return spread(place_in(of, matched.passages), place_in(of, matched.passages, "right"))[0]
    return np.flatnonzero(ticked(layer.passages, matched.passages)[of])


def countries_present(corpus: Corpus, focus: Focus, among: Collection[str]) -> set[str]:
    """Which of some countries (ISO codes) the matched sentences mention."""
    found: set[str] = set()
    for layer in corpus.layers:
        matched, vocabulary = match(layer, focus), layer.vocabulary("country")
        for label in vocabulary.labels(set(among) - found):
            named = layer.array("country_hits.sentence")[layer.hit_range("country", label)]
            if _meet(matched, named):
                found.add(vocabulary.values[label - 1].as_py())
    return found


def _meet(matched: Matched, sentences: np.ndarray) -> bool:
    """Whether any of some sentences is matched."""
    if matched.is_all or not len(sentences):
        return bool(len(sentences))
    fewer, more = sorted((matched.sentences, sentences), key=len)
    return any(len(intersect(fewer[at : at + STEP], more)) > 0 for at in range(0, len(fewer), STEP))


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


def list_positions(corpus: Corpus, entity_ids: Sequence[str]) -> "pd.DataFrame":
    """Where some entities lie; those whose position is not known are left out.

    Columns: entity_id (str), lat, lon (float, degrees).
    """
    import pandas as pd

    columns = ("entity_id", "lat", "lon")
    found: dict[str, tuple[Any, ...]] = {}
    for layer in reversed(corpus.layers):
        rows = np.array(layer.vocabulary("entity").labels(entity_ids), np.int64) - 1
        found |= {row[0]: row for row in layer.tables["entities"].take(rows, columns)}
    known = [row for key in entity_ids if (row := found.get(key)) and row[1] is not None and row[2] is not None]
    return pd.DataFrame(known, columns=columns)


def list_surfaces(corpus: Corpus, focus: Focus, entity_id: str) -> "tuple[pd.DataFrame, int, int]":
    """How an entity is written in the sentences that the Focus matches; names inside longer names left out.

    Columns: surface (str), mentions (int), articles (int), rule (str: which rules found it, comma-separated).
    Second and third: how many mentions were read for it (the first `SURFACES_READ` in reading order), and of how many.
    """
    found = [_mentions_named(match(layer, focus), entity_id) for layer in corpus.layers]
    of = sum(len(rows) for _, rows in found)
    every = pa.concat_tables([_surfaces(layer, rows[:SURFACES_READ]) for layer, rows in found]).to_pandas()
    every = every.sort_values("article", kind="stable").head(SURFACES_READ)
    table = every.groupby("surface", as_index=False).agg(
        mentions=("surface", "size"),
        articles=("article", "nunique"),
        rule=("rule", lambda r: ", ".join(sorted(set(r)))),
    )
    return table.sort_values(["mentions", "surface"], ascending=[False, True], ignore_index=True), len(every), of


def _mentions_named(matched: Matched, entity_id: str) -> tuple[Layer, np.ndarray]:
    """The matched mentions of an entity, in reading order."""
    layer = matched.layer
    labels = layer.vocabulary("entity").labels([entity_id])
    if not labels:
        return layer, np.zeros(0, np.int64)
    named = layer.array("entity_hits.sentence")[layer.hit_range("entity", labels[0])]
    mask = matched.mask()
    rows, _ = layer.mentions_of(named if mask is None else named[mask[named]])
    return layer, rows[layer.array("mentions.entity")[rows] == labels[0]]


def _surfaces(layer: Layer, rows: np.ndarray) -> pa.Table:
    passages = layer.array("sentences.passage")[layer.array("mentions.sentence")[rows]]
    articles = layer.reading[layer.array("passages.article")[passages]]
    return layer.tables["mentions"].table(rows, ("surface", "rule")).append_column("article", pa.array(articles))


def count_rules(corpus: Corpus) -> list[tuple[str, int, float]]:
    """Which rules found the names of the corpus: (rule, counted mentions, mean confidence), most first."""
    query = "SELECT rule, count(*), avg(confidence) FROM mentions WHERE NOT inside GROUP BY rule ORDER BY 2 DESC, 1"
    found: list[tuple[str, int, float]] = corpus.once("rules", lambda: corpus.rows(query))
    return found


def list_quotes(
    corpus: Corpus, focus: Focus, speaker_id: str | None = None, *, offset: int = 0, limit: int | None = None
) -> list[dict[str, Any]]:
    """Quotations in the passages that the Focus matches, in reading order; of one speaker where one is given.

    offset, limit : a page of them; without a limit, all.

    Keys: quote_id, passage_id, article_id, title, published, speaker_id, speaker (name or None), text.
    """
    found = [_quotes_of(match(layer, focus), speaker_id) for layer in corpus.layers]
    rows, articles = (np.concatenate(both) for both in zip(*found, strict=True))
    which = np.repeat(np.arange(len(found)), [len(of) for of, _ in found])
    places = [layer.reading[of] for layer, (_, of) in zip(corpus.layers, found, strict=True)]
    order = np.lexsort((rows, np.concatenate(places)))[offset : None if limit is None else offset + limit]
    return [_quote(int(rows[at]), corpus.layers[which[at]], int(articles[at])) for at in order]


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
    for layer in corpus.layers:
        for label in layer.vocabulary("entity").labels([entity_id]):
            (found,) = layer.tables["entities"].take([label - 1], keys)
            return dict(zip(keys, found, strict=True))
    return None


def date_range(corpus: Corpus) -> tuple[str, str] | None:
    """First and last date of publication; None where no article has one."""
    dates = []
    for layer in corpus.layers:
        known = layer.dated_articles
        dates += [layer.published[at].as_py() for at in ((0, known - 1) if known else ())]
    return (min(dates), max(dates)) if dates else None


def corpus_sizes(corpus: Corpus) -> dict[str, int]:
    """Rows that can be counted in the whole corpus, by unit, and its words."""
    found: dict[str, int] = corpus.once("sizes", lambda: _corpus_sizes(corpus))
    return dict(found)


def _corpus_sizes(corpus: Corpus) -> dict[str, int]:
    sizes: Counter[str] = Counter()
    stories = []
    for layer in corpus.layers:
        every = match(layer, Focus())
        sizes.update(articles=len(every.articles), passages=len(every.passages), sentences=len(every))
        stories.append(layer.stories[every.articles])
        sizes["words"] += int(layer.words_of_articles.sum(where=True if layer.hidden is None else ~layer.hidden))
    sizes["stories"] = len(np.unique(np.concatenate(stories)))
    return {unit: sizes[unit] for unit in ("articles", "stories", "passages", "sentences", "words")}
