"""Every question a view asks, answered from one set of matched sentences.

A `Focus` matches sentences: those that mention a chosen country and a chosen entity, in passages of a chosen theme
and stance that match the search, in chosen articles. Every unit counts from that one set, so the units form a
ladder (sentences >= passages >= articles >= stories) and the number on a mark is, by construction, the number of
rows that choosing the mark opens.

Mentions are those of the chosen entities, else of the chosen countries, else all; names inside longer names are
never counted.
"""

import calendar
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from steppe.corpus.focus import UNKNOWN, Focus
from steppe.corpus.keyed import Counts, count_keys, join
from steppe.corpus.layer import PERIODS
from steppe.corpus.match import match, ticked
from steppe.corpus.mentions import mentions_in
from steppe.corpus.read import Corpus
from steppe.corpus.sql import Sql, matched_sentences

if TYPE_CHECKING:  # loaded where a table is asked for: a build has no use for it
    import pandas as pd

Dimension = Literal["country", "theme", "entity", "article", "outlet", "stance", "month", "quarter", "year", "form"]

__all__ = [
    "FIELD",
    "Dimension",
    "Sql",
    "choose",
    "count",
    "count_by",
    "count_pairs",
    "first_day",
    "last_day",
    "matched_sentences",
    "rank",
    "set_aside",
]

# The Focus field that choosing a mark of the dimension sets; periods set the two dates, "form" cannot be chosen.
FIELD: dict[str, str] = {
    "country": "countries",
    "theme": "themes",
    "entity": "entities",
    "article": "articles",
    "outlet": "outlets",
    "stance": "stances",
}
ONE_VALUED = ("article", "outlet", "stance")  # dimensions in which a sentence has one key


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
) -> "pd.DataFrame":
    """How many rows each mark of a dimension opens, in the unit of the Focus.

    A choice that the Focus holds in this very dimension is set aside, as choosing a mark replaces it.

    limit : only the first so many marks, and those of the keys in `keep` wherever they rank.

    Columns: key (str), n (int, rows opened: `count(corpus, choose(focus, dimension, key)) == n`), sorted by n, key.
    """
    return _counts(corpus, focus, (dimension,)).table(limit, keep).rename(columns={"key0": "key"})


def rank(
    corpus: Corpus,
    focus: Focus,
    dimension: Dimension,
    *,
    limit: int,
    keep: Collection[str] = (),
    types: Collection[str] = (),
) -> "tuple[pd.DataFrame, int]":
    """The first marks of a dimension as `count_by` gives them, and how many marks there are in all.

    types : of the dimension "entity", only those of these types; none takes all.
    """
    counts = _counts(corpus, focus, (dimension,))
    among = corpus.of_type(types) if types and dimension == "entity" else None
    return counts.table(limit, keep, among).rename(columns={"key0": "key"}), counts.number(among)


def count_pairs(
    corpus: Corpus, focus: Focus, first: Dimension, second: Dimension, *, among: Collection[str] | None = None
) -> "pd.DataFrame":
    """How many rows each cell of two dimensions opens (stance by theme, theme by article).

    among : only these keys of the second dimension.

    Columns: first (str), second (str), n (int: what choosing both keys opens).
    """
    if among is not None and second in ONE_VALUED:  # then choosing the keys leaves all their rows, and no others
        within = set_aside(focus, first).replace(**{FIELD[second]: tuple(among)})
        counts = _counts_of(corpus, within, (first, second)) if among else None
    else:
        counts = _counts(corpus, focus, (first, second))
    if counts is None:
        import pandas as pd

        return pd.DataFrame({"first": [], "second": [], "n": []}).astype({"first": str, "second": str, "n": int})
    table = counts.table().rename(columns={"key0": "first", "key1": "second"})
    return table if among is None else table[table["second"].isin(list(among))].reset_index(drop=True)


def set_aside(focus: Focus, *dimensions: Dimension) -> Focus:
    """The Focus without its choices in some dimensions."""
    cleared: dict[str, Any] = {FIELD[d]: () for d in dimensions if d in FIELD}
    if any(d in PERIODS for d in dimensions):
        cleared |= {"date_from": None, "date_to": None}
    return focus.replace(**cleared)


def _counts(corpus: Corpus, focus: Focus, dimensions: tuple[Dimension, ...]) -> Counts:
    """Rows opened by each combination of keys."""
    return _counts_of(corpus, set_aside(focus, *dimensions), dimensions)


def _counts_of(corpus: Corpus, focus: Focus, dimensions: tuple[Dimension, ...]) -> Counts:
    counted = [count_keys(match(layer, focus), focus, dimensions) for layer in corpus.layers]
    if len(counted) == 1:
        return counted[0]
    return join(counted, [corpus.joint(d) for d in dimensions], stories=focus.unit == "stories")


def choose(focus: Focus, dimension: Dimension, key: str) -> Focus:
    """The Focus that a click on a mark leads to.

    Raises
    ------
    KeyError : marks of this dimension cannot be chosen, or this one (what has no date) cannot.
    """
    if dimension in PERIODS:
        if key == UNKNOWN:
            raise KeyError("what has no date lies in no period")
        return focus.replace(date_from=first_day(key), date_to=last_day(key))
    return focus.replace(**{FIELD[dimension]: (key,)})


def first_day(period: str) -> str:
    """The first day (ISO) of "2024", "2024-Q2" or "2024-05"."""
    month = 3 * int(period[6]) - 2 if "Q" in period else int(period[5:] or 1)
    return f"{period[:4]}-{month:02d}-01"


def last_day(period: str) -> str:
    """The last day (ISO) of "2024", "2024-Q2" or "2024-05"."""
    month = 3 * int(period[6]) if "Q" in period else int(period[5:] or 12)
    return f"{period[:4]}-{month:02d}-{calendar.monthrange(int(period[:4]), month)[1]:02d}"
