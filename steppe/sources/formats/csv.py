"""Tables as text: CSV with commas, semicolons, tabs or bars."""

import csv
import io
from collections.abc import Iterator

from steppe.document import Failure, Source
from steppe.sources.decode import decode
from steppe.sources.format import Format, Input
from steppe.sources.problems import UnreadableError
from steppe.sources.rows import read_rows

DELIMITERS = ",;\t|"
MAX_CELL = 100_000_000


def read(source: Input) -> Iterator[Source | Failure]:
    """One article a row; the first row names the columns."""
    text, _ = decode(source.data)
    # The limit is the module's own and the same for every caller.
    csv.field_size_limit(MAX_CELL)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text), restkey="")
        rows = [{name: value for name, value in row.items() if name} for row in reader]
    except csv.Error as error:
        raise UnreadableError("broken", f"It is not a readable table ({error})") from error
    yield from read_rows(source, rows, reader="csv")


def _find_delimiter(text: str) -> str:
    """The delimiter that parts the first line into most columns."""
    header = text.lstrip().splitlines()[0] if text.strip() else ""
    return max(DELIMITERS, key=header.count)


FORMAT = Format("csv", ("csv", "tsv"), lambda data: False, read)
