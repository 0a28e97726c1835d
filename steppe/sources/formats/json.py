"""JSON Lines, and JSON with a list of articles."""

import json
from collections.abc import Iterator, Mapping

from steppe.document import Failure, Source
from steppe.sources.decode import decode
from steppe.sources.format import Format, Input
from steppe.sources.problems import UnreadableError
from steppe.sources.rows import read_rows


def read(source: Input) -> Iterator[Source | Failure]:
    """One article an object. Lines of JSON Lines that do not parse are named one by one."""
    text, _ = decode(source.data)
    whole = _parse(text)
    if whole is not None:
        yield from read_rows(source, _find_rows(whole), reader="json")
        return
    rows: list[Mapping[str, object]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        row = _parse(line)
        if isinstance(row, dict):
            rows.append(row)
        else:
            yield UnreadableError("broken", "The line is no JSON object").as_failure(f"{source.file}/line {number}")
    yield from read_rows(source, rows, reader="json")


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _find_rows(whole: object) -> list[Mapping[str, object]]:
    """A list of objects, an object that holds one ("articles", "data", "items"), or one article."""
    if isinstance(whole, list):
        return [row for row in whole if isinstance(row, dict)]
    if isinstance(whole, dict):
        for value in whole.values():
            if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
                return value
        return [whole]
    return []


FORMAT = Format("json", ("jsonl", "ndjson", "json"), lambda data: False, read)
