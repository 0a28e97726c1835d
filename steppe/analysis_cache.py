"""Finished rows, remembered between builds: what did not change is not analysed again.

One SQLite file. A batch is stored as it came from a worker, as soon as it is done, so a build that is killed goes on
where it stopped. An article is looked up by a key that covers its bytes and name, and every version that could change
the result (code, knowledge, model), so a stale entry is never found.
"""

import contextlib
import hashlib
import logging
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from steppe.document import Layout, Remembered, Source
from steppe.errors import SteppeError

DEFAULT_PATH = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "steppe" / "analysed.sqlite"
LOCKED_SECONDS = 30
LOG = logging.getLogger(__name__)
TABLES = """
DROP TABLE IF EXISTS analysed;
CREATE TABLE IF NOT EXISTS batches (batch INTEGER PRIMARY KEY, versions TEXT NOT NULL, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS articles (key TEXT PRIMARY KEY, batch INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS batch_articles ON articles (batch);
CREATE TABLE IF NOT EXISTS alone (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class AnalysisCache:
    """Where finished batches are kept; several builds may use one file at once.

    versions : a text that differs whenever results may.
    """

    def __init__(self, path: Path, versions: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, timeout=LOCKED_SECONDS)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(TABLES)
        self._versions = hashlib.sha256(versions.encode()).hexdigest()
        self._full = False
        self._noted: list[tuple[str]] = []
        self._forget_other_versions()

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

    def _forget_other_versions(self) -> None:
        old = "SELECT batch FROM batches WHERE versions <> ?"
        with self._connection:
            self._connection.execute(f"DELETE FROM articles WHERE batch IN ({old})", (self._versions,))
            forgotten = self._connection.execute("DELETE FROM batches WHERE versions <> ?", (self._versions,))
            if forgotten.rowcount:
                self._connection.execute("DELETE FROM alone")

    def key(self, source: Source | Remembered, layout: Layout | None = None) -> str:
        """What an article is looked up by.

        layout : where a person may have changed it by hand; else it follows from the source.
        """
        return self._key(source.file, source.sha256, layout)

    def _key(self, file: str, sha256: str, layout: Layout | None = None) -> str:
        return hashlib.sha256(f"{self._versions}\0{sha256}\0{file}\0{layout or ''}".encode()).hexdigest()

    def recall(self, file: str, sha256: str) -> Remembered | None:
        """See `steppe.sources.read.Memory`."""
        query = "SELECT batch FROM articles JOIN alone USING (key) WHERE key = ?"
        found = self._connection.execute(query, (self._key(file, sha256),)).fetchone()
        return None if found is None else Remembered(file, sha256, int(found[0]))

    def note(self, file: str, sha256: str) -> None:
        """See `steppe.sources.read.Memory`. It is kept with the next batch, or at the end."""
        self._noted.append((self._key(file, sha256),))

    def find(self, key: str) -> int | None:
        """The batch that holds an article; None where it was never analysed with these versions."""
        found = self._connection.execute("SELECT batch FROM articles WHERE key = ?", (key,)).fetchone()
        return None if found is None else int(found[0])

    def count(self) -> int:
        """How many articles are remembered."""
        return int(self._connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def get(self, batch: int) -> bytes:
        """A finished batch.

        Raises
        ------
        SteppeError : another build, of other versions, has cleared it away meanwhile.
        """
        found = self._connection.execute("SELECT data FROM batches WHERE batch = ?", (batch,)).fetchone()
        if found is None:
            raise SteppeError(
                "Another build, of another version, cleared the analysis cache while this one read it.",
                advice="Build again, or give each version a cache of its own with --cache.",
            )
        return bytes(found[0])

    def put(self, keys: Sequence[str], data: bytes) -> None:
        """Keep a finished batch. On a full disk the build goes on without remembering."""
        if self._full or not keys:
            return
        try:
            with self._connection:
                added = self._connection.execute(
                    "INSERT INTO batches (versions, data) VALUES (?, ?)", (self._versions, data)
                )
                rows = [(key, added.lastrowid) for key in keys]
                self._connection.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?)", rows)
                self._keep_notes()
        except sqlite3.OperationalError as error:
            self._full = True
            LOG.warning("The analysis cache takes no more (%s); the build goes on without it.", error)

    def close(self) -> None:
        """Let go of the file."""
        if self._noted and not self._full:
            with contextlib.suppress(sqlite3.OperationalError), self._connection:  # a full disk, or another build
                self._keep_notes()
        self._connection.close()

    def _keep_notes(self) -> None:
        self._connection.executemany("INSERT OR IGNORE INTO alone VALUES (?)", self._noted)
        self._noted.clear()
