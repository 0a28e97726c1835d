"""Open one or more corpora as one: DuckDB over the Parquet parts where they lie."""

import copy
import json
import re
import threading
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pyarrow as pa
from duckdb.func import SPECIAL

from steppe.corpus.layer import Joint, Layer, join_vocabularies, resource
from steppe.corpus.publish import set_aside_name
from steppe.corpus.schema import FORMAT, TABLES, Table, key_columns
from steppe.corpus.sql import SEARCH_HITS, search_hits
from steppe.corpus.write import DATAPACKAGE
from steppe.errors import CorpusError

if TYPE_CHECKING:  # loaded where a table is asked for: a build has no use for it
    import pandas as pd

REBUILD = "Build it again: python -m steppe build seeds --out corpus"
IN_MEMORY_BYTES = 4 * 1024 * 1024  # the tables of smaller corpora are read once: SQL then costs no file access
MEMORY_LIMIT = "256MB"
PART = re.compile(r"[a-z_]+/part-\d+\.parquet")
INDEXED = re.compile(r"index/[a-z_.]+\.(npy|parquet)")
# a data package may come from a stranger: it names its own tables only

# What every question starts from: a sentence of the article proper, with what its passage and article say.
SENTENCE_ROWS = """
CREATE {what} sentence_rows AS
SELECT s.sentence_id, s.passage_id, s.article_id, s.start, s."end",
       coalesce(a.duplicate_of, a.article_id) AS story_id, coalesce(a.outlet, 'unknown') AS outlet,
       a.published, p.stance, p.kind, p.position, a.article_no
FROM sentences s JOIN passages p USING (passage_id) JOIN article_rows a ON a.article_id = s.article_id
WHERE p.kind <> 'furniture'
"""
ARTICLE_ROWS = """
CREATE {what} article_rows AS
SELECT *, row_number() OVER (ORDER BY published IS NULL, published, file, article_id) AS article_no FROM articles
"""


class Corpus:
    """One or more corpus directories, read as one. Safe to share between threads: each query gets its own cursor.

    directories : where the tables lie; where two hold the same row, the first wins.
    packages : their data packages, in the same order.
    sharing : an open corpus; what it holds of these directories is used again and not opened twice.
    fingerprint : 16 hex digits; of several corpora, their fingerprints joined by "+".
    """

    def __init__(
        self, directories: Sequence[Path], packages: Sequence[dict[str, Any]], sharing: "Corpus | None" = None
    ) -> None:
        self.directories = tuple(directories)
        self.packages = tuple(packages)
        size = sum(part["bytes"] for p in packages for r in p["resources"] for part in r["parts"])
        self._in_memory = size <= IN_MEMORY_BYTES
        threads = "1" if self._in_memory else "2"  # on small tables a second thread costs more than it brings
        self._connection = duckdb.connect(
            ":memory:",
            config={"memory_limit": MEMORY_LIMIT, "threads": threads, "autoinstall_known_extensions": "false"},
        )
        self._load()
        held = {(layer.directory, layer.fingerprint): layer for layer in (sharing.layers if sharing else ())}
        self.layers: tuple[Layer, ...] = tuple(
            _again(layer) if (layer := held.get((d, p["steppe"]["fingerprint"]))) else Layer(d, p)
            for d, p in zip(self.directories, self.packages, strict=True)
        )
        self._joints: dict[str, Joint] = {}
        self._answers: dict[str, Any] = {}
        self._joining = threading.Lock()
        if len(self.layers) > 1:
            _read_as_one(self.layers)

    @property
    def fingerprint(self) -> str:
        return "+".join(p["steppe"]["fingerprint"] for p in self.packages)

    def joint(self, dimension: str) -> Joint:
        """The labels of a dimension in all layers."""
        with self._joining:
            if dimension not in self._joints:
                self._joints[dimension] = join_vocabularies([layer.vocabulary(dimension) for layer in self.layers])
            return self._joints[dimension]

    def once(self, key: str, answer: Callable[[], Any]) -> Any:
        """An answer about the whole corpus, found the first time that it is asked for."""
        if key not in self._answers:
            self._answers[key] = answer()
        return self._answers[key]

    def forget(self) -> None:
        """Let go of remembered answers about selections; what is asked again is counted again."""
        for layer in self.layers:
            layer.forget()

    def of_type(self, types: Collection[str]) -> np.ndarray:
        """Of every label of the (joint) entities whether it is of one of some types; the first layer's word counts."""
        joint = self.joint("entity")
        found = np.zeros(len(joint.vocabulary), bool)
        for layer, labels in reversed(list(zip(self.layers, joint.of_layer, strict=True))):
            kinds, vocabulary = layer.entity_types
            found[labels[1:]] = np.isin(kinds, vocabulary.labels(types))
        return found

    def sql(self, query: str, parameters: Sequence[Any] = ()) -> "pd.DataFrame":
        """The answer of a query over the tables and the views `sentence_rows` and `article_rows`."""
        with self._connection.cursor() as cursor:
            return cursor.execute(query, list(parameters)).df()

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The answer as plain tuples, nulls as None."""
        with self._connection.cursor() as cursor:
            return cursor.execute(query, list(parameters)).fetchall()

    def table(self, name: str) -> "pd.DataFrame":
        """A whole table as pandas, sorted by its key. For notebooks and small corpora.

        Raises
        ------
        KeyError : no such table.
        """
        table = next((t for t in TABLES if t.name == name), None)
        if table is None:
            raise KeyError(f"No table {name!r}; there are: {', '.join(t.name for t in TABLES)}")
        return self.sql(f"SELECT * FROM {name} ORDER BY {', '.join(key_columns(table))}")

    def _load(self) -> None:
        what = "TABLE" if self._in_memory else "VIEW"
        for table in TABLES:
            self._connection.execute(f"CREATE {what} {table.name} AS {self._union(table)}")
        self._connection.execute(ARTICLE_ROWS.format(what=what))
        self._connection.execute(SENTENCE_ROWS.format(what=what))
        self._connection.create_function(
            SEARCH_HITS, search_hits, ["VARCHAR", "VARCHAR"], "INTEGER[]", null_handling=SPECIAL
        )

    def _union(self, table: Table) -> str:
        columns = ", ".join(f'"{c.name}"' for c in table.columns)
        selects = []
        for number, (directory, package) in enumerate(zip(self.directories, self.packages, strict=True)):
            files = [str(directory / path) for path in resource(package, table)["path"]]
            listed = ", ".join("'" + f.replace("'", "''") + "'" for f in files)
            selects.append(f"SELECT {columns}, {number} AS layer FROM read_parquet([{listed}])")
        if len(selects) == 1:
            return f"SELECT {columns} FROM ({selects[0]})"
        keys = ", ".join(key_columns(table))
        return (
            f"SELECT {columns} FROM ({' UNION ALL '.join(selects)}) "
            f"QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY layer) = 1"
        )


def _again(layer: Layer) -> Layer:
    """The same open directory with an order and answers of its own."""
    again = copy.copy(layer)
    again.hidden, again.reading, again.stories = None, np.arange(layer.articles), layer.originals()
    again.forget()
    return again


def _read_as_one(layers: Sequence[Layer]) -> None:
    """Number the articles of several layers in one reading order, hide those that an earlier layer holds too, and let
    every layer know a story by the same number."""
    dates = [(d is None, d or "") for layer in layers for d in layer.published.to_pylist()]
    names = [file for layer in layers for file in layer.tables["articles"].column("file").to_pylist()]
    ids = [article_id for layer in layers for article_id in layer.article_ids.to_pylist()]
    order = sorted(range(len(ids)), key=lambda i: (dates[i], names[i], ids[i], i))
    place = np.empty(len(ids), np.int64)
    place[order] = np.arange(len(ids))
    first: dict[str, int] = {}
    at = 0
    for layer in layers:
        own = ids[at : at + layer.articles]
        layer.hidden = np.array([article_id in first for article_id in own], bool)
        layer.reading = place[at : at + layer.articles]
        for article_id, number in zip(own, layer.reading.tolist(), strict=True):
            first.setdefault(article_id, number)
        at += layer.articles
    for layer in layers:
        layer.stories = np.array([first[article_id] for article_id in layer.article_ids.to_pylist()], np.int64)
        for row, other in layer.repeats.items():
            layer.stories[row] = first.get(other, layer.stories[row])


def open_corpus(*directories: Path | str) -> Corpus:
    """Open corpus directories as one corpus.

    Raises
    ------
    CorpusError : a directory is missing, is no corpus, is damaged, or is of another format.
    """
    paths = [Path(d) for d in directories]
    packages = [read_package(path) for path in paths]
    try:
        return Corpus(paths, packages)
    except (duckdb.Error, pa.ArrowException, OSError, ValueError, StopIteration, KeyError) as error:
        names = " and ".join(str(p) for p in paths)
        raise CorpusError(f"The tables in {names} cannot be read.", advice=REBUILD) from error


def read_package(directory: Path) -> dict[str, Any]:
    """The data package of a corpus directory, checked for format and for parts that are there and whole in size.

    Raises
    ------
    CorpusError : as `open_corpus`.
    """
    recover(directory)
    path = directory / DATAPACKAGE
    if not directory.is_dir():
        raise CorpusError(f"There is no corpus at {directory}.", advice=REBUILD)
    try:
        package: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        made_by = package["steppe"]
        parts = [part for r in package["resources"] for part in r["parts"]]
        outside = [p for r in package["resources"] for p in r["path"] if not PART.fullmatch(p)]
        outside += [part["path"] for part in parts if not PART.fullmatch(part["path"])]
        found = int(made_by["format"])
        indexed = made_by["index"]["parts"] if found == FORMAT else []
        outside += [part["path"] for part in indexed if not INDEXED.fullmatch(part["path"])]
    except FileNotFoundError:
        raise CorpusError(f"{directory} holds no {DATAPACKAGE}, so it is not a corpus.", advice=REBUILD) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path} is damaged.", advice=REBUILD) from error
    if outside:
        raise CorpusError(f"{path} names a table where none may lie: {outside[0]}.", advice=REBUILD)
    if found != FORMAT:
        age = "an older" if found < FORMAT else "a newer"
        raise CorpusError(
            f"The corpus at {directory} was built by {age} version of Steppe (format {found}; this reads {FORMAT}).",
            advice=REBUILD if found < FORMAT else "Update Steppe, or build the corpus again with this version.",
        )
    for part in (*parts, *indexed):
        file = directory / part["path"]
        if not file.is_file() or file.stat().st_size != part["bytes"]:
            raise CorpusError(f"{file} is missing or damaged.", advice=REBUILD)
    return package


def recover(directory: Path) -> None:
    """Bring back the corpus that a killed build had set aside, where nothing stands in its place."""
    previous = set_aside_name(directory.absolute())
    if not directory.exists() and previous.is_dir():
        previous.rename(directory)
