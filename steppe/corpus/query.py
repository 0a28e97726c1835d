"""Every question a view asks, answered from one set of matched sentences.

A `Focus` matches sentences: those that mention a chosen country and a chosen entity, in passages of a chosen theme
and stance that match the search, in chosen articles. Every unit counts from that one set, so the units form a
ladder (sentences >= passages >= articles >= stories) and the number on a mark is, by construction, the number of
rows that choosing the mark opens.

Mentions are those of the chosen entities, else of the chosen countries, else all; names inside longer names are
never counted.
"""

from collections.abc import Collection
from typing import Literal

import numpy as np
import pandas as pd

from steppe.corpus.focus import Focus
from steppe.corpus.keyed import Counts, count_keys
from steppe.corpus.match import match, ticked
from steppe.corpus.mentions import mentions_in
from steppe.corpus.read import Corpus
from steppe.corpus.sql import Sql, matched_sentences

Dimension = Literal["country", "theme", "entity", "article", "outlet", "stance", "month", "form"]

__all__ = ["FIELD", "Dimension", "Sql", "choose", "count", "count_by", "count_pairs", "matched_sentences"]

# The Focus field that choosing a mark of the dimension sets; "month" and "form" cannot be chosen.
FIELD: dict[str, str] = {
    "country": "countries",
    "theme": "themes",
    "entity": "entities",
    "article": "articles",
    "outlet": "outlets",
    "stance": "stances",
}


def count(corpus: Corpus, focus: Focus) -> int:
    """How many rows the Focus opens, in its unit."""
    matches = [match(layer, focus) for layer in corpus.layers]
    if focus.unit == "sentences":
        return sum(map(len, matches))
    if focus.unit == "mentions":
        return sum(int(mentions_in(m, focus).sum()) for m in matches)
    if focus.unit == "passages":
        return sum(len(m.passages) for m in matches)
    if focus.unit == "articles":
        return sum(len(m.articles) for m in matches)
    articles = sum(layer.articles for layer in corpus.layers)
    return int(ticked(articles, np.concatenate([m.layer.stories[m.articles] for m in matches])).sum())


def count_by(
    corpus: Corpus, focus: Focus, dimension: Dimension, *, limit: int | None = None, keep: Collection[str] = ()
) -> pd.DataFrame:
    """How many rows each mark of a dimension opens, in the unit of the Focus.

    A choice that the Focus holds in this very dimension is set aside, as choosing a mark replaces it.

    limit : only the first so many marks, and those of the keys in `keep` wherever they rank.

    Columns: key (str), n (int, rows opened: `count(corpus, choose(focus, dimension, key)) == n`), sorted by n, key.
    """
    counted = _count_keyed(corpus, focus, (dimension,), limit, keep)
    return counted.rename(columns={"key0": "key"})


def count_pairs(corpus: Corpus, focus: Focus, first: Dimension, second: Dimension) -> pd.DataFrame:
    """How many rows each cell of two dimensions opens (stance by theme, theme by article).

    Columns: first (str), second (str), n (int: what choosing both keys opens).
    """
    counted = _count_keyed(corpus, focus, (first, second))
    return counted.rename(columns={"key0": "first", "key1": "second"})


def _count_keyed(
    corpus: Corpus,
    focus: Focus,
    dimensions: tuple[Dimension, ...],
    limit: int | None = None,
    keep: Collection[str] = (),
) -> pd.DataFrame:
    """Rows opened by each combination of keys: columns key0, key1, ..., n; sorted by n, then keys."""
    rest = focus.replace(**{FIELD[d]: () for d in dimensions if d in FIELD})
    counted = [count_keys(match(layer, rest), rest, dimensions) for layer in corpus.layers]
    if len(counted) == 1:
        return counted[0].table(limit, keep)
    return _limited(_joined(counted, rest), limit, keep)


def _joined(counted: list[Counts], focus: Focus) -> pd.DataFrame:
    """The counts of several layers as one; a story told in two of them counts once."""
    stories = focus.unit == "stories"
    table = pd.concat([c.stories() if stories else c.table() for c in counted], ignore_index=True)
    keys = [c for c in table.columns if c.startswith("key")]
    if stories:
        table = table.drop_duplicates().assign(n=1)
    table = table.groupby(keys, as_index=False, dropna=False, sort=False)["n"].sum()
    return table.sort_values(["n", *keys], ascending=[False, *[True] * len(keys)], ignore_index=True)


def _limited(table: pd.DataFrame, limit: int | None, keep: Collection[str]) -> pd.DataFrame:
    if limit is None:
        return table
    return table[(table.index < limit) | table["key0"].isin(list(keep))].reset_index(drop=True)


def choose(focus: Focus, dimension: Dimension, key: str) -> Focus:
    """The Focus that a click on a mark leads to.

    Raises
    ------
    KeyError : marks of this dimension cannot be chosen.
    """
    return focus.replace(**{FIELD[dimension]: (key,)})
