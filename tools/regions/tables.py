"""Writing the tables of a region pack: one row a fact, sorted, UTF-8, line feeds."""

import csv
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from steppe.regions.loader import ENTITY_COLUMNS, NAME_COLUMNS

# Letters that Unicode does not take apart into a base letter and a mark.
UNDECOMPOSED = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "ə": "a", "đ": "d", "þ": "th", "ð": "d", "æ": "ae"})


def write_entities(path: Path, rows: Iterable[tuple[object, ...]]) -> int:
    """Write an entities table (columns of `ENTITY_COLUMNS`); returns the number of rows."""
    return _write(path, ENTITY_COLUMNS, rows)


def write_names(path: Path, rows: Iterable[tuple[object, ...]]) -> int:
    """Write a names table (columns of `NAME_COLUMNS`); returns the number of rows."""
    return _write(path, NAME_COLUMNS, rows)


def fold(text: str) -> str:
    """The text without diacritics or apostrophes, in lower case."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"['’‘ʼʻ`´′]", "", bare).casefold().translate(UNDECOMPOSED)


def slug(text: str) -> str:
    """A readable identifier: lower-case letters and digits of the text, joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> int:
    lines = sorted({tuple("" if value is None else str(value) for value in row) for row in rows})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)
    return len(lines)
