"""Analysed articles, remembered between builds: what did not change is not analysed again.

One SQLite file. An entry's key covers the article's bytes and name, and every version that could change the result
(code, knowledge, model), so a stale entry is never found. Each article is stored as soon as it is done: a build that
is killed goes on where it stopped.
"""

import dataclasses
import hashlib
import json
import logging
import os
import sqlite3
import types
import typing
import zlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from steppe.document import Layout, Source
from steppe.tables import Analysed

DEFAULT_PATH = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "steppe" / "analysed.sqlite"
REMEMBERED = ("sentences", "names", "themes", "stances", "quotes")
LOCKED_SECONDS = 30
LOG = logging.getLogger(__name__)


class AnalysisCache:
    """Where finished articles are kept; several builds may use one file at once.

    versions : a text that differs whenever results may.
    """

    def __init__(self, path: Path, versions: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, timeout=LOCKED_SECONDS)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("CREATE TABLE IF NOT EXISTS analysed (key TEXT PRIMARY KEY, versions TEXT, data BLOB)")
        self._versions = hashlib.sha256(versions.encode()).hexdigest()
        with self._connection:
            self._connection.execute("DELETE FROM analysed WHERE versions <> ?", (self._versions,))

    @classmethod
    def open(cls, path: Path, versions: str) -> "AnalysisCache | None":
        """The cache at `path`, started afresh where it is damaged; None where there can be none.

        A cache only saves time: without one the build does its work all the same.
        """
        try:
            return cls(path, versions)
        except sqlite3.DatabaseError:
            LOG.warning("The analysis cache at %s is damaged and starts afresh.", path)
        except OSError as error:
            LOG.warning("No analysis cache at %s: %s", path, error)
            return None
        try:
            path.unlink()
            return cls(path, versions)
        except (OSError, sqlite3.DatabaseError):
            return None

    def get(self, source: Source, layout: Layout) -> Analysed | None:
        """The finished article, or None where it was never analysed with these versions."""
        key = self._key(source, layout)
        found = self._connection.execute("SELECT data FROM analysed WHERE key = ?", (key,)).fetchone()
        if found is None:
            return None
        fields = json.loads(zlib.decompress(found[0]))
        hints = _hints(Analysed)
        kept = {name: _restore(hints[name], fields[name]) for name in REMEMBERED}
        return Analysed(article_id=source.sha256[:16], source=source, layout=layout, **kept)

    def put(self, analysed: Analysed) -> None:
        """Keep a finished article."""
        fields = {name: _plain(getattr(analysed, name)) for name in REMEMBERED}
        data = zlib.compress(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode(), 6)
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO analysed VALUES (?, ?, ?)",
                (self._key(analysed.source, analysed.layout), self._versions, data),
            )

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _key(self, source: Source, layout: Layout) -> str:
        """The layout counts too: a person may have changed it by hand."""
        return hashlib.sha256(f"{self._versions}\0{source.sha256}\0{source.file}\0{layout}".encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Dataclasses as lists of their fields, so that the JSON holds no field names."""
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, f.name)) for f in dataclasses.fields(value)]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


@lru_cache(maxsize=32)
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _restore(kind: Any, value: Any) -> Any:
    """The inverse of `_plain`, guided by type hints."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        names = [f.name for f in dataclasses.fields(kind)]
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{n: _restore(hints[n], v) for n, v in zip(names, value, strict=True)})  # type: ignore[operator]
    if origin in (typing.Union, types.UnionType):
        inner = next(a for a in arguments if a is not type(None))
        return None if value is None else _restore(inner, value)
    if origin is tuple:
        return tuple(_restore_items(arguments, value))
    if origin is dict:
        return {key: _restore(arguments[1], item) for key, item in value.items()}
    return value


def _restore_items(arguments: Sequence[Any], value: Sequence[Any]) -> list[Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return [_restore(arguments[0], item) for item in value]
    return [_restore(kind, item) for kind, item in zip(arguments, value, strict=True)]
