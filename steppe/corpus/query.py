"""Every question a view asks, answered from one set of matched sentences.

A `Focus` matches sentences: those that mention a chosen country and a chosen entity, in passages of a chosen theme
and stance that match the search, in chosen articles. Every unit counts from that one set, so the units form a
ladder (sentences >= passages >= articles >= stories) and the number on a mark is, by construction, the number of
rows that choosing the mark opens.

Mentions are those of the chosen entities, else of the chosen countries, else all; names inside longer names are
never counted.
"""

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from steppe.corpus.focus import NONE, UNKNOWN, Focus
from steppe.corpus.read import Corpus
from steppe.corpus.search import Term, parse_search

Dimension = Literal["country", "theme", "entity", "article", "outlet", "stance", "month", "form"]

# The Focus field that choosing a mark of the dimension sets; "month" and "form" cannot be chosen.
FIELD: dict[str, str] = {
    "country": "countries",
    "theme": "themes",
    "entity": "entities",
    "article": "articles",
    "outlet": "outlets",
    "stance": "stances",
}
UNIT_COLUMN = {
    "sentences": "h.sentence_id",
    "passages": "h.passage_id",
    "articles": "h.article_id",
    "stories": "h.story_id",
}


@dataclass(frozen=True)
class Sql:
    """A query and its parameters, in order."""

    text: str
    parameters: tuple[Any, ...]


def matched_sentences(focus: Focus) -> Sql:
    """The rows of `sentence_rows` that a Focus matches."""
    where: list[str] = []
    parameters: list[Any] = []

    def need(condition: str, *values: Any) -> None:
        where.append(condition)
        parameters.extend(values)

    if focus.articles:
        need("article_id IN (SELECT unnest(?))", list(focus.articles))
    if focus.outlets:
        need("outlet IN (SELECT unnest(?))", list(focus.outlets))
    if focus.date_from:
        need("published >= ?", focus.date_from)
    if focus.date_to:
        need("published <= ?", focus.date_to)
    if focus.stances:
        need("stance IN (SELECT unnest(?))", list(focus.stances))
    if focus.themes:
        need(*_theme_condition(focus.themes))
    if focus.countries:
        need(
            "sentence_id IN (SELECT sentence_id FROM mentions WHERE NOT inside AND country IN (SELECT unnest(?)))",
            list(focus.countries),
        )
    if focus.entities:
        need(
            "sentence_id IN (SELECT sentence_id FROM mentions WHERE NOT inside AND entity_id IN (SELECT unnest(?)))",
            list(focus.entities),
        )
    if terms := parse_search(focus.text):
        need(*_search_condition(terms))
    elif focus.text.strip():
        need("false")
    condition = f" WHERE {' AND '.join(where)}" if where else ""
    return Sql(f"SELECT * FROM sentence_rows{condition}", tuple(parameters))


def _theme_condition(themes: tuple[str, ...]) -> tuple[Any, ...]:
    named = [t for t in themes if t != NONE]
    about = "passage_id IN (SELECT passage_id FROM passage_themes WHERE theme_id IN (SELECT unnest(?)))"
    unthemed = "passage_id NOT IN (SELECT passage_id FROM passage_themes)"
    if NONE in themes:
        return (f"({about} OR {unthemed})", named)
    return (about, named)


def _search_condition(terms: tuple[Term, ...]) -> tuple[Any, ...]:
    """Passages that match the whole search, and of them the sentences that hold at least one wanted term."""
    tests, parameters = [], []
    for term in terms:
        tests.append(("NOT " if term.excluded else "") + "regexp_matches(t.text, ?)")
        parameters.append(term.re2)
    passages = (
        "passage_id IN (SELECT t.passage_id FROM (SELECT p.passage_id, "
        'substr(a.text, p.start + 1, p."end" - p.start) AS text FROM passages p JOIN articles a USING (article_id)) t '
        f"WHERE {' AND '.join(tests)})"
    )
    wanted = [t.re2 for t in terms if not t.excluded]
    if not wanted:
        return (passages, *parameters)
    hits = " OR ".join("regexp_matches(u.text, ?)" for _ in wanted)
    sentences = (
        "sentence_id IN (SELECT u.sentence_id FROM (SELECT s.sentence_id, "
        'substr(a.text, s.start + 1, s."end" - s.start) AS text FROM sentences s JOIN articles a USING (article_id)) u '
        f"WHERE {hits})"
    )
    return (f"{passages} AND {sentences}", *parameters, *wanted)


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
    rest = focus.replace(**{FIELD[d]: () for d in dimensions if d in FIELD})
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
    }[dimension]
    return f"SELECT {column} AS key, sentence_id FROM h", ()


def choose(focus: Focus, dimension: Dimension, key: str) -> Focus:
    """The Focus that a click on a mark leads to.

    Raises
    ------
    KeyError : marks of this dimension cannot be chosen.
    """
    return focus.replace(**{FIELD[dimension]: (key,)})
