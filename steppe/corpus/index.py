"""The index: the tables' keys and labels as small integers, in the order of the rows, so that a count is arithmetic.

Rows are known by their numbers (from 0) in the tables as written, articles in reading order. Everything here can be
made again from the tables; `check` does so and compares. Files are NumPy arrays, which any language reads, mapped into
memory where they lie, so that only what a question touches is resident.

| array (`index/NAME.npy`) | of each | holds |
|---|---|---|
| passages.article, .start, .end, .kind, .stance | passage | row of the article; span; labels |
| sentences.passage, .start, .end, .mentions | sentence | row of the passage; span; mentions counted in it |
| mentions.sentence, .start, .end, .entity, .country, .form | mention | row of the sentence; span; labels |
| themes.passage, .theme | row of passage_themes | row of the passage; label |
| quotes.passage, .speaker | quote | row of the passage; label |
| entity_hits.key, .sentence, .n (and country_hits) | entity named in a sentence | label; row; how often |
| theme_hits.key, .passage (and stance_hits) | theme of a passage | label; row |
| words.position, sentences.word | see `steppe.corpus.words` | |

A label is 0 for "none", else one more than the value's place in its sorted list: entities as in the table, the others
in the data package. Mentions inside longer names are never counted, so theirs are 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import numpy as np

from steppe.corpus.spool import at_once, connect, numbered
from steppe.corpus.tokens import WordSpool
from steppe.corpus.words import write_words

INDEX = "index"
# Labels listed in the data package, and where their values stand.
LABELS = {
    "kinds": ("passages", "kind"),
    "stances": ("passages", "stance"),
    "countries": ("mentions", "country"),
    "forms": ("mentions", "form"),
    "themes": ("passage_themes", "theme_id"),
}
HEADER = 128  # bytes: NumPy's header, padded so that the length can be filled in at the end
BATCH = 65_536
PLACED = 2  # arrays that the index of words builds on: passages and sentences


@dataclass(frozen=True)
class Index:
    """What was written: label lists for the data package, and files."""

    labels: dict[str, Any]
    files: list[Path]


class ArrayFile:
    """A one-dimensional .npy file written piece by piece."""

    def __init__(self, path: Path, dtype: str) -> None:
        self.path, self.dtype, self.length = path, np.dtype(dtype), 0
        self._file = path.open("wb")
        self._file.write(b" " * HEADER)

    def __enter__(self) -> "ArrayFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def append(self, values: np.ndarray) -> None:
        """Add values at the end."""
        self._file.write(np.ascontiguousarray(values, dtype=self.dtype).tobytes())
        self.length += len(values)

    def close(self) -> None:
        """Fill in the header. Format: numpy.lib.format, version 1.0."""
        if self._file.closed:
            return
        said = f"{{'descr': '{self.dtype.str}', 'fortran_order': False, 'shape': ({self.length},), }}"
        self._file.seek(0)
        self._file.write(b"\x93NUMPY\x01\x00" + (HEADER - 10).to_bytes(2, "little"))
        self._file.write(said.ljust(HEADER - 11).encode("ascii") + b"\n")
        self._file.close()


def write_index(tables: Mapping[str, Sequence[Path]], root: Path, cut: WordSpool | None = None) -> Index:
    """Index the tables (name to parts, in order) into `root/index`.

    cut : the words of all articles, where they are known; else the texts are read. The bytes are the same.
    """
    folder = root / INDEX
    folder.mkdir()
    with connect(folder / "spill") as connection:
        labels = _number_rows(connection, tables)
        arrays = _queries()

        def write(some: Sequence[tuple[str, dict[str, str], str]]) -> None:
            for name, columns, query in some:
                _write_arrays(connection, folder, name, columns, query)

        write(arrays[:PLACED])
        at_once(lambda do: do(), [lambda: write_words(tables["articles"], folder, cut), lambda: write(arrays[PLACED:])])
    return Index(labels, sorted(p for p in folder.iterdir() if p.is_file()))


def _number_rows(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Sequence[Path]]) -> dict[str, list[str]]:
    """Views `articles`, `passages`, ... with row numbers, key tables to join on, and the label lists."""
    for table, files in tables.items():
        connection.execute(f"CREATE VIEW {table} AS {numbered(table, files)}")
    for short, table, key in (
        ("a", "articles", "article_id"),
        ("p", "passages", "passage_id"),
        ("s", "sentences", "sentence_id"),
        ("e", "entities", "entity_id"),
    ):
        connection.execute(f"CREATE TABLE {short} AS SELECT {key}, row AS number FROM {table}")
    labels = {}
    for name, (table, column) in LABELS.items():
        found = connection.execute(
            f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY {column}"
        ).fetchall()
        labels[name] = [value for (value,) in found]
        listed = [(value, number) for number, value in enumerate(labels[name], 1)]
        connection.execute(f"CREATE TABLE {name} ({column} VARCHAR, label INTEGER)")
        if listed:
            connection.executemany(f"INSERT INTO {name} VALUES (?, ?)", listed)
    counted = """
        CREATE TABLE m AS SELECT m.row, coalesce(s.number, -1) AS sentence, m.start, m."end",
        CASE WHEN m.inside THEN 0 ELSE coalesce(e.number + 1, 0) END AS entity,
        CASE WHEN m.inside THEN 0 ELSE coalesce(c.label, 0) END AS country,
        CASE WHEN m.inside THEN 0 ELSE coalesce(f.label, 0) END AS form
        FROM mentions m LEFT JOIN s USING (sentence_id) LEFT JOIN e USING (entity_id)
        LEFT JOIN countries c ON c.country = m.country LEFT JOIN forms f ON f.form = m.form"""
    connection.execute(counted)
    return labels


def _queries() -> list[tuple[str, dict[str, str], str]]:
    """(table, {column: dtype}, query) of all arrays."""
    number, small = "<i4", "<u2"
    span = {"start": number, "end": number}
    hits = (
        "SELECT {label} AS key, sentence, least(count(*), 65535) AS n FROM m WHERE {label} > 0 "
        "GROUP BY ALL ORDER BY 1, 2"
    )
    return [
        (
            "passages",
            {"article": number, **span, "kind": small, "stance": small},
            'SELECT coalesce(a.number, -1) AS article, start, "end", coalesce(k.label, 0) AS kind, '
            "coalesce(t.label, 0) AS stance FROM passages p LEFT JOIN a USING (article_id) "
            "LEFT JOIN kinds k ON k.kind = p.kind LEFT JOIN stances t ON t.stance = p.stance ORDER BY p.row",
        ),
        (
            "sentences",
            {"passage": number, **span, "mentions": small},
            'SELECT coalesce(p.number, -1) AS passage, start, "end", least(coalesce(c.n, 0), 65535) AS mentions '
            "FROM sentences s LEFT JOIN p USING (passage_id) LEFT JOIN (SELECT sentence, count(*) AS n FROM m "
            "WHERE entity > 0 GROUP BY sentence) c ON c.sentence = s.row ORDER BY s.row",
        ),
        (
            "mentions",
            {"sentence": number, **span, "entity": number, "country": small, "form": small},
            'SELECT sentence, start, "end", entity, country, form FROM m ORDER BY row',
        ),
        (
            "themes",
            {"passage": number, "theme": small},
            "SELECT coalesce(p.number, -1) AS passage, l.label AS theme FROM passage_themes t "
            "LEFT JOIN p USING (passage_id) JOIN themes l USING (theme_id) ORDER BY t.row",
        ),
        (
            "quotes",
            {"passage": number, "speaker": number},
            "SELECT coalesce(p.number, -1) AS passage, coalesce(e.number + 1, 0) AS speaker FROM quotes q "
            "LEFT JOIN p USING (passage_id) LEFT JOIN e ON e.entity_id = q.speaker_id ORDER BY q.row",
        ),
        ("entity_hits", {"key": number, "sentence": number, "n": small}, hits.format(label="entity")),
        ("country_hits", {"key": small, "sentence": number, "n": small}, hits.format(label="country")),
        (
            "theme_hits",
            {"key": small, "passage": number},
            "SELECT DISTINCT l.label AS key, p.number AS passage FROM passage_themes t JOIN p USING (passage_id) "
            "JOIN themes l USING (theme_id) ORDER BY 1, 2",
        ),
        (
            "stance_hits",
            {"key": small, "passage": number},
            "SELECT l.label AS key, p.row AS passage FROM passages p JOIN stances l USING (stance) ORDER BY 1, 2",
        ),
    ]


def _write_arrays(
    connection: duckdb.DuckDBPyConnection, folder: Path, table: str, columns: Mapping[str, str], query: str
) -> None:
    files = [ArrayFile(folder / f"{table}.{column}.npy", dtype) for column, dtype in columns.items()]
    try:
        for batch in connection.sql(query).to_arrow_reader(BATCH):
            for number, file in enumerate(files):
                file.append(batch.column(number).to_numpy(zero_copy_only=False))
    finally:
        for file in files:
            file.close()
