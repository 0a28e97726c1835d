"""(corpus, Focus) -> tidy tables that charts draw. Every `n` is the number of rows that choosing its key opens.

Columns of every table: key (str), label (str), n (int), share (float, 0 to 1, of what the Focus matches once the
choice in the table's own dimension is set aside; shares can add up to more than 1), hint (str, a sentence).
"""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from components import cache
from components.region import Region
from steppe.corpus import NONE, STANCES, Corpus, Dimension, Focus
from steppe.corpus.focus import UNIT_IN_SINGULAR
from steppe.corpus.names import outlet_names
from steppe.corpus.query import FIELD

NO_THEME = "No theme"
NO_OUTLET = "Outlet unknown"
SINGULAR = {
    **UNIT_IN_SINGULAR,
    "countries": "country",
    "names": "name",
    "outlets": "outlet",
    "places": "place",
    "quotes": "quote",
    "words": "word",
}
STANCE_WORDS = {"opportunity": "Opportunity", "concern": "Concern", "mixed": "Mixed", "neutral": "Neutral"}
LISTED = 200  # entities that a table holds where nothing says otherwise
ACTORS = ("person", "organisation", "initiative", "event")  # types of entity, each with a colour of its own


def number_of(n: int, unit: str, *, more: bool = False) -> str:
    """A count in words: "1 sentence", "24 sentences", "1,250 sentences"; "1 more sentence"."""
    return f"{n:,} {'more ' if more else ''}{SINGULAR[unit] if n == 1 else unit}"


def stem_of_rows(n: int, unit: str) -> str:
    """What a file of so many rows is called, in words: "steppe 1250 sentences", as a comma would part the number."""
    return f"steppe {number_of(n, unit)}".replace(",", "")


def total_beside(corpus: Corpus, focus: Focus, dimension: Dimension) -> int:
    """What shares of a dimension are shares of: the Focus without its own choice there."""
    return cache.total(corpus, focus.replace(**{FIELD[dimension]: ()}))


def count_tidy(corpus: Corpus, focus: Focus, dimension: Dimension, labels: Mapping[str, str]) -> pd.DataFrame:
    """All marks of a dimension that has few, most first. Columns as in the module's docstring."""
    return _labelled(corpus, focus, dimension, cache.counts(corpus, focus, dimension), labels)


def rank_tidy(
    corpus: Corpus,
    focus: Focus,
    dimension: Dimension,
    labels: Mapping[str, str],
    *,
    most: int,
    keep: Collection[str] = (),
    types: Collection[str] = (),
) -> tuple[pd.DataFrame, int]:
    """The first marks of a dimension, those of `keep` wherever they rank, and how many marks there are in all.

    types : of the dimension "entity", only those of these types; none takes all.
    """
    table, number = cache.ranking(corpus, focus, dimension, most, tuple(keep), tuple(types))
    return _labelled(corpus, focus, dimension, table, labels), number


def _labelled(
    corpus: Corpus, focus: Focus, dimension: Dimension, table: pd.DataFrame, labels: Mapping[str, str]
) -> pd.DataFrame:
    whole = total_beside(corpus, focus, dimension)
    table["label"] = [labels.get(key, key) for key in table["key"]]
    return _described(table, whole, focus.unit)


def others_in_words(shown: pd.DataFrame, of: int, noun: str, unit: str, *, most: int) -> str | None:
    """What a chart of the first marks leaves out, and how much each of these has at most; None where nothing is.

    most : how many marks were asked for; `shown` can hold more (those kept because they are chosen).
    """
    others = of - len(shown)
    if others < 1:
        return None
    bound = int(shown["n"].iloc[min(most, len(shown)) - 1])
    each = number_of(bound, unit) + (f" or fewer{' each' * (others > 1)}" if bound > 1 else " each" * (others > 1))
    return f"{number_of(others, noun, more=True)}, {each}, in the filter at the side."


def _described(table: pd.DataFrame, whole: int, unit: str) -> pd.DataFrame:
    table["n"] = table["n"].astype(int)
    table["share"] = table["n"] / whole if whole else 0.0
    table["hint"] = [
        f"{label}: {number_of(n, unit)}, {share_in_words(n, whole)}"
        for label, n in zip(table["label"], table["n"], strict=True)
    ]
    return table[["key", "label", "n", "share", "hint"]]


def share_in_words(n: int, whole: int) -> str:
    """A share of a whole: "29% of 84", never a rounded nought for something that is there."""
    if not whole:
        return "of none"
    percent = 100 * n / whole
    return f"{'under 1' if 0 < percent < 1 else round(percent)}% of {whole:,}"


def count_themes(corpus: Corpus, focus: Focus, region: Region, *, short: bool = False) -> pd.DataFrame:
    """Themes, most first, and at the end what has none, also where that is nothing. Adds role.

    short : theme ids as words in place of the full names, where ids are words.
    """
    names = {t: t.capitalize() if short and t.isalpha() else n for t, n in region.theme_names.items()}
    table = count_tidy(corpus, focus, "theme", {**names, NONE: NO_THEME})
    missing = _missing(table, (*focus.themes, NONE))
    if missing:
        rows = pd.DataFrame({"key": missing, "label": [names.get(t, NO_THEME) for t in missing], "n": 0})
        table = pd.concat([table, _described(rows, total_beside(corpus, focus, "theme"), focus.unit)])
    unthemed = table["key"] == NONE
    table = pd.concat([table[~unthemed], table[unthemed]], ignore_index=True)
    table["role"] = ["unthemed" if key == NONE else "quantity" for key in table["key"]]
    return table


def _missing(table: pd.DataFrame, wanted: Sequence[str]) -> list[str]:
    """The keys that a table is to hold and does not, each once."""
    return [key for key in dict.fromkeys(wanted) if key not in set(table["key"])]


def count_entities(
    corpus: Corpus, focus: Focus, types: Collection[str], *, most: int = LISTED, keep: Collection[str] = ()
) -> tuple[pd.DataFrame, int]:
    """Entities of some types, most first: the first `most` and those of `keep`, and how many there are in all.

    Adds type and role.
    """
    named = cache.names(corpus)
    table, number = rank_tidy(corpus, focus, "entity", named["entity"], most=most, keep=keep, types=types)
    table["type"] = [named["type"].get(key, "") for key in table["key"]]
    table["role"] = [kind if kind in ACTORS else "quantity" for kind in table["type"]]
    return table, number


def count_stances(corpus: Corpus, focus: Focus) -> pd.DataFrame:
    """The four stances in their order, 0 included. Adds role."""
    counted = count_tidy(corpus, focus, "stance", STANCE_WORDS).set_index("key")["n"]
    rows = pd.DataFrame({"key": STANCES, "label": [STANCE_WORDS[s] for s in STANCES]})
    rows["n"] = [int(counted.get(s, 0)) for s in STANCES]
    table = _described(rows, total_beside(corpus, focus, "stance"), focus.unit)
    table["role"] = table["key"]
    return table


def top(table: pd.DataFrame, number: int, *, keep: Collection[str] = ()) -> pd.DataFrame:
    """The first rows, and those of the keys in `keep` wherever they rank."""
    wanted = (table.index < number) | table["key"].isin(list(keep))
    return table[wanted].reset_index(drop=True)


def count_countries(corpus: Corpus, focus: Focus, region: Region) -> pd.DataFrame:
    """Countries, most first, those of the region always, with 0 where nothing mentions them."""
    names = country_labels(corpus, region)
    table = count_tidy(corpus, focus, "country", names)
    missing = _missing(table, (*region.focus_countries, *focus.countries))
    if missing:
        rows = pd.DataFrame({"key": missing, "label": [names.get(c, c) for c in missing], "n": 0})
        rows = _described(rows, total_beside(corpus, focus, "country"), focus.unit)
        table = pd.concat([table, rows], ignore_index=True)
    return table


def country_labels(corpus: Corpus, region: Region) -> dict[str, str]:
    """ISO code -> name; the corpus's own names first."""
    names = cache.names(corpus)
    return {**names["mapped"], **region.country_names, **names["country"]}


def outlet_labels(corpus: Corpus) -> Mapping[str, str]:
    """Outlet -> what to call it, the unknown one included where there is one."""
    return outlet_names(corpus, NO_OUTLET)


def count_leaning(corpus: Corpus, focus: Focus, names: Mapping[str, str]) -> pd.DataFrame:
    """Themes by stance.

    Columns: row (theme id), label, stance, n, hint; themes with most first, what has none last.
    """
    table = cache.pairs(corpus, focus, "theme", "stance").rename(columns={"first": "row", "second": "stance"})
    table = _in_order(table)
    table["label"] = [names.get(t, t) for t in table["row"]]
    table["hint"] = [
        f"{label}, {STANCE_WORDS[stance].lower()}: {number_of(int(n), focus.unit)}"
        for label, stance, n in zip(table["label"], table["stance"], table["n"], strict=True)
    ]
    return table


def count_matrix(
    corpus: Corpus,
    focus: Focus,
    dimension: Dimension,
    names: Mapping[str, str],
    heads: Mapping[str, str],
    *,
    most: int = 6,
) -> tuple[pd.DataFrame, int]:
    """Themes by article or outlet, the columns with most first.

    Columns: row (theme id), label, column, head, n, hint. Second: how many columns were left out.
    """
    ranked, number = cache.ranking(corpus, focus.replace(themes=()), dimension, most)
    shown = list(ranked["key"])
    table = cache.pairs(corpus, focus, "theme", dimension, tuple(shown))
    table = _in_order(table.rename(columns={"first": "row", "second": "column"}))
    table["column"] = pd.Categorical(table["column"], shown)
    table = table.sort_values("column", kind="stable").astype({"column": str})
    table = _in_order(table)
    table["label"] = [names.get(t, t) for t in table["row"]]
    table["head"] = [heads.get(c, c) for c in table["column"]]
    table["hint"] = [
        f"{label} in {head}: {number_of(int(n), focus.unit)}"
        for label, head, n in zip(table["label"], table["head"], table["n"], strict=True)
    ]
    return table, number - len(shown)


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    """Rows by the theme's sum, most first, what has no theme last; the order within a theme is kept."""
    sums = table.groupby("row")["n"].sum()
    rank = {theme: (theme == NONE, -int(n), theme) for theme, n in sums.items()}
    order = {theme: place for place, theme in enumerate(sorted(rank, key=lambda t: rank[t]))}
    return (
        table.assign(n=table["n"].astype(int))
        .sort_values("row", key=lambda rows: rows.map(order), kind="stable")
        .reset_index(drop=True)
    )
