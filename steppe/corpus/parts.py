"""Rows of a table by number: its Parquet parts, read a row group at a time, and answers held while they are fresh."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

Key = TypeVar("Key")
Value = TypeVar("Value")
ANSWERS_HELD = 256  # remembered answers of a kind, however small
GROUPS_HELD = 24  # row groups kept decoded


class Recent(Generic[Key, Value]):
    """The last few answers, as long as together they are no larger than `size`."""

    def __init__(self, size: int) -> None:
        self._size, self._taken = size, 0
        self._held: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Value | None:
        with self._lock:
            if key not in self._held:
                return None
            self._held.move_to_end(key)
            return self._held[key][0]

    def put(self, key: Key, value: Value, size: int) -> None:
        with self._lock:
            self._taken += size - self._held.pop(key, (None, 0))[1]
            self._held[key] = (value, size)
            while len(self._held) > 1 and (self._taken > self._size or len(self._held) > ANSWERS_HELD):
                _, (_, gone) = self._held.popitem(last=False)
                self._taken -= gone


class Parts:
    """A table's Parquet parts: rows by number, a row group at a time."""

    def __init__(self, paths: Sequence[Path]) -> None:
        # Opened now, parsed when needed: what was opened stays readable when a new corpus takes this one's place.
        self._sources = [pa.OSFile(str(path)) for path in paths]
        self._files: list[pq.ParquetFile | None] = [None] * len(paths)
        self._held: OrderedDict[tuple[int, tuple[str, ...]], pa.Table] = OrderedDict()
        self._lock = threading.Lock()

    def _file(self, part: int) -> pq.ParquetFile:
        file = self._files[part]
        if file is None:
            file = self._files[part] = pq.ParquetFile(self._sources[part])
        return file

    @cached_property
    def _groups(self) -> tuple[np.ndarray, list[tuple[int, int]]]:
        """First row of every row group (and one past the last row), and where each lies."""
        firsts, places = [0], []
        for part in range(len(self._sources)):
            metadata = self._file(part).metadata
            for group in range(metadata.num_row_groups):
                places.append((part, group))
                firsts.append(firsts[-1] + metadata.row_group(group).num_rows)
        return np.array(firsts), places

    def __len__(self) -> int:
        return int(self._groups[0][-1])

    def column(self, name: str) -> pa.ChunkedArray:
        """A whole column."""
        with self._lock:
            columns = [self._file(part).read([name], use_threads=False).column(0) for part in range(len(self._files))]
        return pa.chunked_array([chunk for c in columns for chunk in c.chunks], columns[0].type)

    def table(self, rows: np.ndarray, columns: Sequence[str]) -> pa.Table:
        """Some columns of some rows, in the order asked for."""
        groups = np.searchsorted(self._groups[0], rows, side="right") - 1
        runs = np.split(np.arange(len(rows)), np.flatnonzero(np.diff(groups)) + 1) if len(rows) else []
        tables = [self._group(0, tuple(columns)).slice(0, 0)]
        for run in runs:
            group = int(groups[run[0]])
            tables.append(self._group(group, tuple(columns)).take(pa.array(rows[run] - self._groups[0][group])))
        return pa.concat_tables(tables)

    def take(self, rows: Sequence[int] | np.ndarray, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Some columns of some rows, in the order asked for."""
        found = self.table(np.asarray(rows, dtype=np.int64), columns)
        return list(zip(*(column.to_pylist() for column in found.columns), strict=True))

    def _group(self, group: int, columns: tuple[str, ...]) -> pa.Table:
        key = (group, columns)
        with self._lock:
            if key not in self._held:
                part, inside = self._groups[1][group]
                table = self._file(part).read_row_group(inside, columns=list(columns), use_threads=False)
                self._held[key] = table.select(list(columns))
                if len(self._held) > GROUPS_HELD:
                    self._held.popitem(last=False)
            self._held.move_to_end(key)
            return self._held[key]
