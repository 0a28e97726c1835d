"""The counts of `steppe.corpus.query` once more, in SQL over the tables: slow, plain, and made another way.

Tests hold the index to these.
"""

from typing import Any

import pandas as pd

from steppe.corpus import NONE, UNKNOWN, Corpus, Dimension, Focus
from steppe.corpus.query import set_aside
from steppe.corpus.sql import Sql, matched_sentences

UNIT_COLUMN = {
    "sentences": "h.sentence_id",
    "passages": "h.passage_id",
    "articles": "h.article_id",
    "stories": "h.story_id",
}


def counted_mentions(focus: Focus) -> Sql:
    """Which mentions the unit "mentions" counts."""
    if focus.entities:
        return Sql("NOT m.inside AND m.entity_id IN (SELECT unnest(?))", (list(focus.entities),))
    if focus.countries:
        return Sql("NOT m.inside AND m.country IN (SELECT unnest(?))", (list(focus.countries),))
    return Sql("NOT m.inside", ())


def count(corpus: Corpus, focus: Focus) -> int:
    """How many rows the Focus opens, in its unit."""
    hit = matched_sentences(focus)
    if focus.unit == "mentions":
        which = counted_mentions(focus)
        query = f"SELECT count(*) FROM mentions m JOIN ({hit.text}) h USING (sentence_id) WHERE {which.text}"
        return int(corpus.rows(query, (*hit.parameters, *which.parameters))[0][0])
    query = f"SELECT count(DISTINCT {UNIT_COLUMN[focus.unit]}) FROM ({hit.text}) h"
    return int(corpus.rows(query, hit.parameters)[0][0])


def count_by(corpus: Corpus, focus: Focus, dimension: Dimension) -> pd.DataFrame:
    """How many rows each mark of a dimension opens, in the unit of the Focus.

    A choice that the Focus holds in this very dimension is set aside, as choosing a mark replaces it.

    Columns: key (str), n (int, rows opened: `count(corpus, choose(focus, dimension, key)) == n`), sorted by n, key.
    """
    counted = _count_keyed(corpus, focus, (dimension,))
    return counted.rename(columns={"key0": "key"})


def count_pairs(corpus: Corpus, focus: Focus, first: Dimension, second: Dimension) -> pd.DataFrame:
    """How many rows each cell of two dimensions opens (stance by theme, theme by article).

    Columns: first (str), second (str), n (int: what choosing both keys opens).
    """
    counted = _count_keyed(corpus, focus, (first, second))
    return counted.rename(columns={"key0": "first", "key1": "second"})


def _count_keyed(corpus: Corpus, focus: Focus, dimensions: tuple[Dimension, ...]) -> pd.DataFrame:
    """Rows opened by each combination of keys: columns key0, key1, ..., n; sorted by n, then keys."""
    rest = set_aside(focus, *dimensions)
    hit = matched_sentences(rest)
    parameters: tuple[Any, ...] = hit.parameters
    tables, joins = [], ""
    for number, dimension in enumerate(dimensions):
        keyed, extra = _keyed(dimension, rest)
        tables.append(f", k{number} AS ({keyed})")
        joins += f" JOIN k{number} USING (sentence_id)"
        parameters += extra
    unit, mentions = _unit_of(rest, dimensions)
    if mentions:
        joins += f" JOIN (SELECT * FROM mentions m WHERE {mentions.text}) m USING (sentence_id)"
        parameters += mentions.parameters
    keys = [f"k{number}.key" for number in range(len(dimensions))]
    columns = ", ".join(f"{key} AS key{number}" for number, key in enumerate(keys))
    return corpus.sql(
        f"WITH h AS ({hit.text}){''.join(tables)} SELECT {columns}, count(DISTINCT {unit}) AS n FROM h{joins} "
        f"GROUP BY {', '.join(keys)} ORDER BY n DESC, {', '.join(keys)}",
        parameters,
    )


def _unit_of(focus: Focus, dimensions: tuple[Dimension, ...]) -> tuple[str, Sql | None]:
    """The column whose distinct values are counted, and the mentions to join where the keys hold none of their own.

    As `counted_mentions` has it once a key is chosen: those of the entity, else of the country, else all.
    """
    if focus.unit != "mentions":
        return UNIT_COLUMN[focus.unit], None
    for own in ("entity", "form", "country"):
        if own in dimensions and not (own == "country" and focus.entities):
            return f"k{dimensions.index(own)}.mention_id", None  # type: ignore[arg-type]
    return "m.mention_id", counted_mentions(focus)


def _keyed(dimension: Dimension, focus: Focus) -> tuple[str, tuple[Any, ...]]:
    """Which keys of a dimension each sentence of `h` bears: rows (key, sentence_id[, mention_id])."""
    if dimension == "country":
        return (
            "SELECT country AS key, sentence_id, mention_id FROM mentions WHERE NOT inside AND country IS NOT NULL",
            (),
        )
    if dimension == "entity":
        return "SELECT entity_id AS key, sentence_id, mention_id FROM mentions WHERE NOT inside", ()
    if dimension == "form":
        which = counted_mentions(focus)
        return (
            f"SELECT m.form AS key, m.sentence_id, m.mention_id FROM mentions m "
            f"WHERE m.form IS NOT NULL AND {which.text}",
            which.parameters,
        )
    if dimension == "theme":
        return (
            f"SELECT coalesce(t.theme_id, '{NONE}') AS key, sentence_id FROM h "
            "LEFT JOIN passage_themes t USING (passage_id)",
            (),
        )
    column = {
        "article": "article_id",
        "outlet": "outlet",
        "stance": "stance",
        "month": f"coalesce(published[:7], '{UNKNOWN}')",
        "quarter": f"coalesce(published[:4] || '-Q' || ((CAST(published[6:7] AS INTEGER) + 2) // 3), '{UNKNOWN}')",
        "year": f"coalesce(published[:4], '{UNKNOWN}')",
    }[dimension]
    return f"SELECT {column} AS key, sentence_id FROM h", ()
