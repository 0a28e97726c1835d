"""Rows of a selection as CSV that a spreadsheet shows and never runs, and as Parquet. Written as they are read."""

import csv
import io
import unicodedata
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from steppe.corpus.evidence import ROW_COLUMNS, rows
from steppe.corpus.focus import Focus
from steppe.corpus.read import Corpus

# A cell that starts with one of these is a formula to a spreadsheet (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
UNSEEN = {"Zs", "Zl", "Zp", "Cc", "Cf"}  # categories of characters that programs strip or do not show
SOURCE = "source"  # the column that says where a row comes from, where that is asked for
STEP = 1000  # rows between two reports of progress, and rows written at once
ROW_SCHEMA = pa.schema(
    [(name, pa.int32() if name in ("passage", "start", "end") else pa.string()) for name in ROW_COLUMNS]
)
Progress = Callable[[int], None]  # rows done


def defuse(value: Any) -> Any:
    """A text cell with a leading apostrophe where a spreadsheet would otherwise run it; nulls as empty."""
    if value is None:
        return ""
    if isinstance(value, str) and is_formula(value):
        return "'" + value
    return value


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might run a cell, whatever unseen characters stand before the sign that makes it run."""
    if text.startswith(FORMULA_STARTS):
        return True
    for at, sign in enumerate(text):
        if unicodedata.category(sign) not in UNSEEN:
            return text.startswith(FORMULA_SIGNS, at)
    return False


def write_rows(
    file: Any, corpus: Corpus, focus: Focus, *, source: str | None = None, progress: Progress | None = None
) -> int:
    """Write every row that the Focus opens to a text file object; returns how many.

    Header as `ROW_COLUMNS`; rows in reading order, read in batches so that memory stays bounded.

    source : where the rows come from, in words; becomes a last column `source`, the same in every row, so that it
        goes along wherever a row is copied to.
    progress : called with the number of rows written, every `STEP` rows.
    """
    writer = csv.writer(file)
    more = [] if source is None else [defuse(source)]
    writer.writerow([*ROW_COLUMNS, *([SOURCE] if more else [])])
    number = 0
    for row in rows(corpus, focus):
        writer.writerow([*(defuse(row[column]) for column in ROW_COLUMNS), *more])
        number += 1
        if progress and number % STEP == 0:
            progress(number)
    return number


def rows_as_csv(corpus: Corpus, focus: Focus, *, source: str | None = None) -> bytes:
    """The rows as UTF-8 with a byte order mark, which spreadsheets need to read names right. For a few rows."""
    buffer = io.StringIO(newline="")
    write_rows(buffer, corpus, focus, source=source)
    return buffer.getvalue().encode("utf-8-sig")


def write_rows_parquet(
    file: Any,
    corpus: Corpus,
    focus: Focus,
    *,
    metadata: Mapping[bytes, bytes] | None = None,
    progress: Progress | None = None,
) -> int:
    """The same rows as Parquet (`ROW_SCHEMA`, cells as they are) to a binary file object; returns how many.

    metadata : kept in the schema, see `steppe.takeaway.tables.parquet_metadata`.
    """
    number = 0
    with pq.ParquetWriter(file, ROW_SCHEMA.with_metadata(dict(metadata or {})), compression="zstd") as writer:
        read = rows(corpus, focus)
        while batch := list(islice(read, 10 * STEP)):
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=writer.schema))
            number += len(batch)
            if progress:
                progress(number)
    return number
