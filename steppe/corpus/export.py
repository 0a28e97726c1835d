"""Rows of a selection as CSV that a spreadsheet shows and never runs."""

import csv
import io
from typing import Any

from steppe.corpus.evidence import ROW_COLUMNS, rows
from steppe.corpus.focus import Focus
from steppe.corpus.read import Corpus

# A cell that starts with one of these is a formula to a spreadsheet (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def defuse(value: Any) -> Any:
    """A text cell with a leading apostrophe where a spreadsheet would otherwise run it; nulls as empty."""
    if value is None:
        return ""
    if isinstance(value, str) and value.lstrip(" \u00a0\u3000").startswith((*FORMULA_STARTS, "＝", "＋", "－", "＠")):
        return "'" + value
    return value


def write_rows(file: Any, corpus: Corpus, focus: Focus) -> int:
    """Write every row that the Focus opens to a text file object; returns how many.

    Header as `ROW_COLUMNS`; rows in reading order, read in batches so that memory stays bounded.
    """
    writer = csv.writer(file)
    writer.writerow(ROW_COLUMNS)
    number = 0
    for row in rows(corpus, focus):
        writer.writerow([defuse(row[column]) for column in ROW_COLUMNS])
        number += 1
    return number


def rows_as_csv(corpus: Corpus, focus: Focus) -> bytes:
    """The rows as UTF-8 with a byte order mark, which spreadsheets need to read names right."""
    buffer = io.StringIO(newline="")
    write_rows(buffer, corpus, focus)
    return buffer.getvalue().encode("utf-8-sig")
