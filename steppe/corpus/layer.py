"""One corpus directory, open: its index mapped into memory, and rows of its tables by number.

What is asked often is small and held: who is who, which article belongs to which outlet, month and story. The index is
mapped, not read. Text stays in Parquet until a row is shown; then the one row group that holds it is read.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from steppe.corpus.focus import NONE, UNKNOWN, Focus
from steppe.corpus.index import INDEX
from steppe.corpus.parts import Parts, Recent
from steppe.corpus.schema import TABLES, Table
from steppe.corpus.words import POSITIONS, WordIndex

MAP_FROM = 1 << 20  # bytes; smaller arrays are read
DICTIONARY = 5_000  # values; longer lists are searched rather than held as a dict
ROWS_HELD = 4_000_000  # row numbers in remembered selections (of 4 bytes each)
FURNITURE = "furniture"
COUNTS_HELD = 1_000_000  # numbers in remembered counts (of 8 bytes each)
PERIODS = ("month", "quarter", "year")
OF_ARTICLE = ("outlet", *PERIODS)  # dimensions in which an article has one value


class Vocabulary:
    """Values with numbers: labels 1, 2, ... of a sorted list; 0 is none of them."""

    def __init__(self, values: pa.Array, nothing: str | None = None, *, is_sorted: bool = True) -> None:
        self.values, self.nothing = values, nothing
        self._is_sorted = is_sorted

    def __len__(self) -> int:
        return len(self.values) + 1

    def labels(self, values: Iterable[str]) -> list[int]:
        """The labels of those values that there are, sorted, each once."""
        if len(self.values) <= DICTIONARY:
            return sorted({self._labels[v] for v in values if v in self._labels})
        in_order, order = self._sorted
        places = {place for v in values if (place := find(in_order, v)) is not None}
        return sorted((place if order is None else int(order[place])) + 1 for place in places)

    @cached_property
    def _labels(self) -> dict[str, int]:
        return {value: label for label, value in enumerate(self.values.to_pylist(), 1)}

    @cached_property
    def _sorted(self) -> tuple[pa.Array, np.ndarray | None]:
        """The values sorted, and where each stands in the list; None where it is sorted."""
        if self._is_sorted:
            return self.values, None
        order = pc.sort_indices(self.values)
        return self.values.take(order), order.to_numpy().astype(np.int32)

    @cached_property
    def rank(self) -> np.ndarray:
        """The place of each label's value in their order, "none of them" included, null last."""
        if self._is_sorted and self.nothing is None:
            return np.roll(np.arange(len(self), dtype=np.int32), 1)
        every = self.names(np.arange(len(self)))
        rank = np.empty(len(every), np.int32)
        rank[pc.sort_indices(every).to_numpy()] = np.arange(len(every))  # nulls go last
        return rank

    def names(self, labels: np.ndarray) -> pa.Array:
        """The values of labels; `nothing` for 0."""
        found = self.values.take(pa.array(np.maximum(labels, 1) - 1, mask=labels == 0))
        return found if self.nothing is None else pc.fill_null(found, self.nothing)


@dataclass(frozen=True)
class Joint:
    """A dimension's values in several layers: all of them, and for each layer's labels those they have here."""

    vocabulary: Vocabulary
    of_layer: tuple[np.ndarray, ...]


def join_vocabularies(vocabularies: Sequence[Vocabulary]) -> Joint:
    """The values of several vocabularies as one."""
    if len(vocabularies) == 1:
        return Joint(vocabularies[0], (np.arange(len(vocabularies[0])),))
    labels, joint = encoded(pa.chunked_array([v.values for v in vocabularies], pa.string()))
    ends = np.cumsum([len(v.values) for v in vocabularies])[:-1]
    whole = Vocabulary(joint.values, vocabularies[0].nothing)
    return Joint(whole, tuple(np.append(0, own) for own in np.split(labels, ends)))


class Layer:
    """One open corpus directory. Rows are known by their numbers; everything returned is in reading order."""

    def __init__(self, directory: Path, package: dict[str, Any]) -> None:
        self.directory = directory
        self.fingerprint: str = package["steppe"]["fingerprint"]
        self._index: dict[str, Any] = package["steppe"]["index"]
        self.tables = {t.name: Parts([directory / path for path in resource(package, t)["path"]]) for t in TABLES}
        self._arrays: dict[str, np.ndarray] = {}
        for part in self._index["parts"]:
            path = directory / part["path"]
            if path.suffix == ".npy" and path.name != POSITIONS:
                self._arrays[path.stem] = _load(path, part["bytes"])
        self.words = WordIndex(directory / INDEX, self.array("sentences.word"))
        self.hidden: np.ndarray | None = None  # articles that an earlier layer holds too
        self.reading = np.arange(self.articles, dtype=np.int64)  # place of each article among those of all layers
        self.stories = self.originals()  # number of each article's story, the same in all layers
        self.matched: Recent[Focus, Any] = Recent(ROWS_HELD)
        self.counts: Recent[tuple[Focus, tuple[str, ...]], Any] = Recent(COUNTS_HELD)
        pa.default_memory_pool().release_unused()  # what reading whole columns took

    def forget(self) -> None:
        """Let go of remembered answers."""
        self.matched = Recent(ROWS_HELD)
        self.counts = Recent(COUNTS_HELD)

    # -- sizes and arrays ------------------------------------------------------------------------------------------

    def array(self, name: str) -> np.ndarray:
        """An array of the index (see `steppe.corpus.index`)."""
        return self._arrays[name]

    @cached_property
    def articles(self) -> int:
        return len(self.article_ids)

    @property
    def passages(self) -> int:
        return len(self.array("passages.article"))

    @property
    def sentences(self) -> int:
        return len(self.array("sentences.passage"))

    # -- what is held of the articles ------------------------------------------------------------------------------

    @cached_property
    def article_ids(self) -> pa.Array:
        return self.tables["articles"].column("article_id").combine_chunks()

    def article_rows(self, ids: Iterable[str]) -> np.ndarray:
        """Rows of the articles of those ids that there are, sorted."""
        return np.array(self._article_vocabulary.labels(ids), np.int64) - 1

    @cached_property
    def titles(self) -> pa.Array:
        """Titles, that of the file where an article has none."""
        articles = self.tables["articles"]
        return pc.coalesce(articles.column("title"), articles.column("file")).combine_chunks()

    @cached_property
    def words_of_articles(self) -> np.ndarray:
        """How many words each article has."""
        return self.tables["articles"].column("words").to_numpy().astype(np.int32)

    @cached_property
    def published(self) -> pa.Array:
        """Dates, sorted, the unknown ones last."""
        return self.tables["articles"].column("published").combine_chunks()

    @property
    def dated_articles(self) -> int:
        """How many articles have a date; these come first."""
        return len(self.published) - int(self.published.null_count)

    def dated(self, first: str | None, last: str | None) -> tuple[int, int]:
        """Rows (first, one past the last) of the articles published between two dates, both included."""
        known = self.dated_articles
        start = _bisect(self.published, known, first, after=False) if first else 0
        end = _bisect(self.published, known, last, after=True) if last else known if first else self.articles
        return start, max(start, end)

    @cached_property
    def outlet(self) -> tuple[np.ndarray, Vocabulary]:
        """Label of each article's outlet; the unknown one has a label of its own."""
        return encoded(pc.fill_null(self.tables["articles"].column("outlet"), UNKNOWN))

    @cached_property
    def month(self) -> tuple[np.ndarray, Vocabulary]:
        """Label of each article's month (YYYY-MM)."""
        return encoded(pa.chunked_array([pc.fill_null(pc.utf8_slice_codeunits(self.published, 0, 7), UNKNOWN)]))

    @cached_property
    def quarter(self) -> tuple[np.ndarray, Vocabulary]:
        """Label of each article's quarter (YYYY-Qn)."""
        return self._coarser(quarter_of)

    @cached_property
    def year(self) -> tuple[np.ndarray, Vocabulary]:
        """Label of each article's year (YYYY)."""
        return self._coarser(year_of)

    def _coarser(self, period_of: Callable[[str], str]) -> tuple[np.ndarray, Vocabulary]:
        """Labels of longer periods, made of those of the months."""
        of_article, months = self.month
        of_month, vocabulary = encoded(
            pa.chunked_array([[period_of(m) for m in months.values.to_pylist()]], pa.string())
        )
        return np.append(0, of_month)[of_article], vocabulary

    def originals(self) -> np.ndarray:
        """Row of the article that each article repeats, else its own; also where the other is in another layer."""
        originals = np.arange(self.articles, dtype=np.int64)
        if self.repeats:
            places = pc.index_in(pa.array(self.repeats.values(), pa.string()), value_set=self.article_ids)
            rows = np.fromiter(self.repeats, np.int64)
            originals[rows] = np.where(pc.is_valid(places), places.fill_null(0), rows)
        return originals

    @cached_property
    def repeats(self) -> dict[int, str]:
        """Rows of the articles that repeat another, and its id."""
        column = self.tables["articles"].column("duplicate_of").combine_chunks()
        rows = np.flatnonzero(pc.is_valid(column).to_numpy(zero_copy_only=False))
        return dict(zip(rows.tolist(), column.take(pa.array(rows)).to_pylist(), strict=True))

    # -- labels ----------------------------------------------------------------------------------------------------

    @cached_property
    def _vocabularies(self) -> dict[str, Vocabulary]:
        nothing = {"theme": NONE}
        named = {"country": "countries", "theme": "themes", "stance": "stances", "form": "forms", "kind": "kinds"}
        found = {k: Vocabulary(pa.array(self._index[v], pa.string()), nothing.get(k)) for k, v in named.items()}
        found["entity"] = Vocabulary(self.tables["entities"].column("entity_id").combine_chunks())
        return found

    def vocabulary(self, dimension: str) -> Vocabulary:
        """The values of "country", "theme", "stance", "form", "kind", "entity", "article", or an OF_ARTICLE."""
        if dimension == "article":
            return self._article_vocabulary
        return self.of_article(dimension)[1] if dimension in OF_ARTICLE else self._vocabularies[dimension]

    def of_article(self, dimension: str) -> tuple[np.ndarray, Vocabulary]:
        """Label of each article in a dimension of OF_ARTICLE."""
        found: tuple[np.ndarray, Vocabulary] = getattr(self, dimension)
        return found

    @cached_property
    def _article_vocabulary(self) -> Vocabulary:
        return Vocabulary(self.article_ids, is_sorted=False)  # labels are rows

    @cached_property
    def entity_names(self) -> pa.Array:
        return self.tables["entities"].column("name").combine_chunks()

    @cached_property
    def entity_types(self) -> tuple[np.ndarray, Vocabulary]:
        """Label of each entity's type."""
        return encoded(self.tables["entities"].column("type"))

    @cached_property
    def entity_aliases(self) -> tuple[pa.Array, np.ndarray]:
        """Names and aliases of all entities, and the row of the entity that each belongs to."""
        aliases = self.tables["entities"].column("aliases").combine_chunks()
        rows = np.concatenate([np.arange(len(aliases)), pc.list_parent_indices(aliases).to_numpy()])
        return pa.concat_arrays([self.entity_names, pc.list_flatten(aliases)]), rows

    # -- what belongs to what --------------------------------------------------------------------------------------

    @cached_property
    def counted(self) -> np.ndarray | None:
        """Which sentences can be counted (those of the article proper); None where all can."""
        labels = self._vocabularies["kind"].labels([FURNITURE])
        kinds = self.array("passages.kind")
        if not labels:
            return None
        proper = (kinds != labels[0])[self.array("sentences.passage")]
        return None if proper.all() else proper

    @cached_property
    def _hit_ends(self) -> dict[str, np.ndarray]:
        """Where the hits of each label end."""
        return {
            name: place_in(self.array(f"{name}_hits.key"), np.arange(len(self._vocabularies[name]) + 1))
            for name in ("entity", "country", "theme", "stance")
        }

    def hit_range(self, dimension: str, label: int) -> slice:
        """Which of a dimension's hits are of one label."""
        ends = self._hit_ends[dimension]
        return slice(int(ends[label]), int(ends[label + 1]))

    def hit_starts(self, dimension: str) -> np.ndarray:
        """Where the hits of label 0, 1, 2, ... start, and where the last ones end."""
        return self._hit_ends[dimension]

    @cached_property
    def sentence_starts(self) -> np.ndarray:
        """First sentence of each passage, and one past the last of all."""
        return _starts(self.array("sentences.passage"), self.passages)

    @cached_property
    def theme_starts(self) -> np.ndarray:
        """First theme (row of the array `themes.theme`) of each passage, and one past the last of all."""
        return _starts(self.array("themes.passage"), self.passages)

    @cached_property
    def unthemed(self) -> np.ndarray:
        """Passages without a theme."""
        return np.flatnonzero(np.diff(self.theme_starts) == 0).astype(np.int32)

    @cached_property
    def speaks(self) -> np.ndarray:
        """Of every passage whether it holds sentences."""
        return self.sentence_counts > 0

    @cached_property
    def sentence_counts(self) -> np.ndarray:
        """How many sentences each passage holds."""
        return np.diff(self.sentence_starts).astype(np.uint16)

    @cached_property
    def spoken(self) -> np.ndarray:
        """Passages that hold sentences."""
        return np.flatnonzero(self.speaks).astype(np.int32)

    @cached_property
    def passage_starts(self) -> np.ndarray:
        """First passage of each article, and one past the last of all."""
        return _starts(self.array("passages.article"), self.articles)

    def mentions_of(self, sentences: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The mentions in some sentences: rows, and for each the place of its sentence in `sentences`."""
        of = self.array("mentions.sentence")
        return spread(place_in(of, sentences), place_in(of, sentences, "right"))


def place_in(values: np.ndarray, wanted: np.ndarray | int, side: Literal["left", "right"] = "left") -> np.ndarray:
    """`np.searchsorted` that never copies `values` to another type to compare."""
    return np.searchsorted(values, np.asarray(wanted, dtype=values.dtype), side=side)


def spread(starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All numbers of some ranges, and for each the place of its range."""
    lengths = ends - starts
    which = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    before = np.cumsum(lengths, dtype=np.int64) - lengths
    return np.arange(len(which), dtype=np.int32) + (starts - before).astype(np.int32)[which], which


def _starts(of: np.ndarray, number: int) -> np.ndarray:
    return place_in(of, np.arange(number + 1)).astype(np.int32)


def resource(package: dict[str, Any], table: Table) -> dict[str, Any]:
    """The data package's entry for a table."""
    found: dict[str, Any] = next(r for r in package["resources"] if r["name"] == table.name.replace("_", "-"))
    return found


def _load(path: Path, size: int) -> np.ndarray:
    array: np.ndarray = np.load(path, mmap_mode="r" if size >= MAP_FROM else None, allow_pickle=False)
    return array.view(np.ndarray)  # a memmap pays for its own slicing


def encoded(values: pa.ChunkedArray) -> tuple[np.ndarray, Vocabulary]:
    """Values as labels of their sorted list."""
    encoded = values.combine_chunks().dictionary_encode()
    order = pc.sort_indices(encoded.dictionary)
    rank = np.empty(len(order), np.int64)
    rank[order.to_numpy()] = np.arange(1, len(order) + 1)
    labels = rank[encoded.indices.to_numpy(zero_copy_only=False)] if len(rank) else np.zeros(0, np.int64)
    return labels, Vocabulary(encoded.dictionary.take(order))


def quarter_of(month: str) -> str:
    """The quarter of a month: "2024-Q1" of "2024-03"."""
    return month if month == UNKNOWN else f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def year_of(month: str) -> str:
    """The year of a month."""
    return month if month == UNKNOWN else month[:4]


def find(values: pa.Array, value: str) -> int | None:
    """The place of a value in a sorted array; None where it is not there."""
    at = _bisect(values, len(values), value, after=False)
    return at if at < len(values) and values[at].as_py() == value else None


def _bisect(values: pa.Array, length: int, value: str, *, after: bool) -> int:
    low, high = 0, length
    while low < high:
        middle = (low + high) // 2
        found = values[middle].as_py()
        if found < value or (after and found == value):
            low = middle + 1
        else:
            high = middle
    return low
