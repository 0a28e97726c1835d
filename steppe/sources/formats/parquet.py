"""Parquet tables of articles."""

import io
from collections.abc import Iterator

import pyarrow
import pyarrow.parquet

from steppe.document import Failure, Source
from steppe.sources.format import Format, Input
from steppe.sources.limits import MEBIBYTE
from steppe.sources.problems import UnreadableError
from steppe.sources.rows import read_rows


def read(source: Input) -> Iterator[Source | Failure]:
    """One article a row."""
    limits = source.budget.limits
    try:
        file = pyarrow.parquet.ParquetFile(io.BytesIO(source.data))
        if file.metadata.num_rows > limits.files:
            raise UnreadableError("too-many", f"It holds {file.metadata.num_rows:,} rows")
        unpacked = sum(
            file.metadata.row_group(number).total_byte_size for number in range(file.metadata.num_row_groups)
        )
        if unpacked > limits.unpacked_bytes:
            raise UnreadableError("too-large", f"It unpacks to {unpacked // MEBIBYTE} MB")
        rows = file.read().to_pylist()
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UnreadableError("broken", "It is not a readable Parquet file") from error
    yield from read_rows(source, rows, reader="parquet")


FORMAT = Format("parquet", ("parquet", "pq"), lambda data: data[:4] == b"PAR1", read)
