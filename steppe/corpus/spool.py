"""From a stream of batches to sorted Parquet parts, in bounded memory.

Batches go to disk as they come; DuckDB then sorts each table by reading order (articles by date, then file name), with
spilling. So a page of evidence, an export and a range of dates each read neighbouring rows, and the bytes do not depend
on how the rows were cut into batches.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from steppe.corpus.schema import TABLE, TABLES, Column, Table

A = TypeVar("A")
B = TypeVar("B")
Rows: TypeAlias = Sequence[Mapping[str, Any]] | pa.Table
MEMORY_LIMIT = "512MB"


@dataclass(frozen=True)
class Shape:
    """How a table lies on disk: rows a row group, row groups a part."""

    group: int
    groups: int = 64

    @property
    def part(self) -> int:
        return self.group * self.groups


# A reader opens one row group to show one row, so groups are small where text is long (docs/scale.md has the figures).
SHAPES = {
    "articles": Shape(64, 128),
    "passages": Shape(2_048),
    "sentences": Shape(4_096),
    "mentions": Shape(4_096),
    "entities": Shape(16_384),
    "passage_themes": Shape(4_096),
    "quotes": Shape(4_096),
}
# Columns whose bounds are kept for each row group: bounds of texts would outweigh all else that a reader holds.
PRUNED_BY = ["published"]
READING_ORDER = "published IS NULL, published, file, article_id"
# How each table is sorted; `o` numbers the articles in reading order, `p` the passages.
SORTED = {
    "articles": f"SELECT {{columns}} FROM articles t ORDER BY {READING_ORDER}",
    "passages": "{article} ORDER BY o.number, t.position, t.passage_id",
    "sentences": "{article} ORDER BY o.number, t.start, t.sentence_id",
    "mentions": "{article} ORDER BY o.number, t.start, t.mention_id",
    "quotes": "{article} ORDER BY o.number, t.start, t.quote_id",
    "passage_themes": "SELECT {columns} FROM passage_themes t LEFT JOIN passages p USING (passage_id) "
    "LEFT JOIN o ON o.article_id = p.article_id ORDER BY o.number, p.position, t.passage_id, t.rank, t.theme_id",
    "entities": "SELECT {columns} FROM entities t ORDER BY entity_id",
}
# Kept while a corpus is being written: the article that describes an entity so. The first one's description stands.
DESCRIBED_IN = "described_in"
BUFFERED = 2_000  # articles held until they are written to the spool together
FROM_ARTICLE = "SELECT {columns} FROM {table} t LEFT JOIN o USING (article_id)"
ENTITY_FACTS = [c.name for c in TABLE["entities"].columns if c.name not in ("entity_id", "aliases")]
ENTITY_FIELDS = "{" + ", ".join(f"'{name}': {name}" for name in ENTITY_FACTS) + "}"
KEPT = ", ".join(f"kept.{name} AS {name}" for name in ENTITY_FACTS)
# Several articles may describe one entity: the first description stands (by article_id where that is known, else by
# place in the stream), all names are kept.
MERGED_ENTITIES = """
CREATE VIEW entities AS
SELECT entity_id, {columns},
       list_filter(every, lambda x: x <> kept.name) AS aliases
FROM (
  SELECT entity_id, arg_min({fields}, (coalesce(described_in, ''), file_row_number)) AS kept,
         list(DISTINCT alias ORDER BY alias) AS every
  FROM (
    SELECT *, unnest(list_append(aliases, name)) AS alias
    FROM read_parquet({files}, file_row_number = true)
  ) GROUP BY entity_id
)
"""


def connect(spill: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB that sorts and joins on disk once memory is short. One thread, so that row order is input order."""
    settings = {"memory_limit": MEMORY_LIMIT, "threads": "1", "autoinstall_known_extensions": "false"}
    connection = duckdb.connect(":memory:", config={**settings, "temp_directory": str(spill)})
    connection.execute("SET preserve_insertion_order = true")
    return connection


def quoted(paths: Sequence[Path]) -> str:
    """Paths as a list in SQL."""
    return "[" + ", ".join("'" + str(p).replace("'", "''") + "'" for p in paths) + "]"


def spooled(table: Table) -> Table:
    """A table as it lies in the spool."""
    if table.name != "entities":
        return table
    return replace(table, columns=(*table.columns, Column(DESCRIBED_IN, pa.string(), "which article says so", True)))


class Spool:
    """Batches on their way to sorted parts. Use as a context manager: its folder is gone at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._held: dict[str, list[pa.Table]] = {table.name: [] for table in TABLES}
        self._articles = 0

    def __enter__(self) -> "Spool":
        self.folder.mkdir()
        for table in TABLES:
            schema = spooled(table).schema
            self._writers[table.name] = pq.ParquetWriter(
                self._file(table.name), schema, compression="lz4", use_dictionary=False, write_statistics=False
            )
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._held.clear()
        self._close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"

    def _close(self) -> None:
        while self._writers:
            self._writers.popitem()[1].close()

    def add(self, batch: Mapping[str, Rows]) -> None:
        """Take a batch; it goes to disk with others."""
        for table in TABLES:
            rows = batch.get(table.name, ())
            if len(rows):
                self._held[table.name].append(as_arrow(spooled(table), rows))
        self._articles += len(batch.get("articles", ()))
        if self._articles >= BUFFERED:
            self._flush()

    def _flush(self) -> None:
        def flush(name: str) -> None:
            if held := self._held[name]:
                self._writers[name].write_table(pa.concat_tables(held))
                held.clear()

        at_once(flush, self._held)
        self._articles = 0

    def write_sorted(
        self, root: Path, duplicates: Mapping[str, str] | None = None
    ) -> tuple[dict[str, int], dict[str, list[Path]]]:
        """Sort every table into parts under `root`; returns its rows and its files, by table.

        duplicates : article_id -> the article it repeats, where that was found after the rows were made.
        """
        self._flush()
        self._close()
        counts, files = {}, {}
        with connect(self.folder / "spill") as connection:
            self._make_views(connection, duplicates)
            connection.execute(
                f"CREATE TABLE o AS SELECT article_id, row_number() OVER (ORDER BY {READING_ORDER}) AS number "
                "FROM articles"
            )

            def write(table: Table) -> tuple[int, list[Path]]:
                columns = ", ".join(f't."{c.name}"' for c in table.columns)
                article = FROM_ARTICLE.format(columns=columns, table=table.name)
                query = SORTED[table.name].format(columns=columns, article=article)
                with connection.cursor() as cursor:
                    reader = cursor.sql(query).to_arrow_reader(SHAPES[table.name].group)
                    return write_parts(table, reader, root / table.name)

            for table, (rows, parts) in zip(TABLES, at_once(write, TABLES), strict=True):
                counts[table.name], files[table.name] = rows, parts
        return counts, files

    def _make_views(self, connection: duckdb.DuckDBPyConnection, duplicates: Mapping[str, str] | None) -> None:
        for table in TABLES:
            read = f"read_parquet({quoted([self._file(table.name)])})"
            if table.name == "entities":
                files = quoted([self._file(table.name)])
                connection.execute(MERGED_ENTITIES.format(files=files, fields=ENTITY_FIELDS, columns=KEPT))
            elif table.name == "articles" and duplicates:
                found = pa.table({"article_id": list(duplicates), "original": list(duplicates.values())})
                pq.write_table(found, self.folder / "duplicates.parquet")
                pairs = f"read_parquet({quoted([self.folder / 'duplicates.parquet'])})"
                connection.execute(
                    f"CREATE VIEW articles AS SELECT a.* REPLACE (d.original AS duplicate_of) FROM {read} a "
                    f"LEFT JOIN {pairs} d USING (article_id)"
                )
            else:
                connection.execute(f"CREATE VIEW {table.name} AS SELECT * FROM {read}")


def at_once(do: Callable[[A], B], each: Iterable[A]) -> list[B]:
    """What `do` gives of each, two at a time: sorting, packing and writing wait for no interpreter lock."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(do, each))


def as_arrow(table: Table, rows: Rows) -> pa.Table:
    """Rows as an Arrow table of the contract's columns; what a dict leaves out is null."""
    if isinstance(rows, pa.Table):
        if rows.schema.equals(table.schema):
            return rows
        missing = [c for c in table.columns if c.name not in rows.column_names]
        for column in missing:
            rows = rows.append_column(column.name, pa.nulls(len(rows), column.type))
        return rows.select([c.name for c in table.columns]).cast(table.schema)
    return pa.Table.from_pydict({c.name: [row.get(c.name) for row in rows] for c in table.columns}, schema=table.schema)


def write_parts(table: Table, batches: pa.RecordBatchReader, folder: Path) -> tuple[int, list[Path]]:
    """Write a sorted table as parts of equal row groups, at least one; returns rows and files."""
    folder.mkdir()
    shape = SHAPES[table.name]
    writer: pq.ParquetWriter | None = None
    rows, files = 0, list[Path]()
    try:
        for group in regroup(batches, table.schema, shape.group):
            if writer is None or rows % shape.part == 0:
                if writer is not None:
                    writer.close()
                files.append(folder / f"part-{len(files):05d}.parquet")
                writer = pq.ParquetWriter(files[-1], table.schema, compression="zstd", write_statistics=PRUNED_BY)
            writer.write_table(group, row_group_size=shape.group)
            rows += len(group)
    finally:
        if writer is not None:
            writer.close()
    return rows, files


def regroup(batches: pa.RecordBatchReader, schema: pa.Schema, size: int) -> Iterator[pa.Table]:
    """The same rows in tables of exactly `size`, the last one shorter; one empty table where there is no row."""
    held = schema.empty_table()
    yielded = False
    for batch in batches:
        held = pa.concat_tables([held, pa.Table.from_batches([batch]).cast(schema)])
        while len(held) >= size:
            yield held.slice(0, size).combine_chunks()
            yielded = True
            held = held.slice(size)
    if len(held) or not yielded:
        yield held.combine_chunks()


def numbered(table: str, files: Sequence[Path]) -> str:
    """SQL for a written table with its row numbers (from 0) as `row`."""
    columns = ", ".join(f'"{c.name}"' for c in TABLE[table].columns)
    return f"SELECT {columns}, (row_number() OVER () - 1)::INTEGER AS row FROM read_parquet({quoted(files)})"
