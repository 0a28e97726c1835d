"""Files that take a while: made aside on disk, in chunks, with progress; then offered."""

import atexit
import io
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from components.visitor import current
from steppe.corpus import Corpus, Focus
from steppe.corpus.bundle import zip_entry
from steppe.corpus.export import write_rows, write_rows_parquet
from steppe.takeaway.annotations import write_annotations
from steppe.takeaway.provenance import Provenance
from steppe.takeaway.tables import parquet_metadata

KEPT = 3600  # seconds that a made file waits to be saved
Progress = Callable[[float, str], object]  # part done (0 to 1), what is being done
Writer = Callable[[Any, Progress], None]  # an open binary file, and whom to tell how far it is


@dataclass(frozen=True)
class Made:
    """A file that waits to be saved."""

    path: Path
    name: str
    media: str
    size: int

    @property
    def size_in_words(self) -> str:
        """ "412 KB", "3.1 MB"."""
        return f"{self.size / 1024:.0f} KB" if self.size < 1024 * 1024 else f"{self.size / 1024 / 1024:.1f} MB"


@cache
def _folder() -> Path:
    """Where files of the server's own corpus wait, for this server alone; gone with it."""
    folder = Path(tempfile.mkdtemp(prefix="steppe-takeaway-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _place() -> Path:
    """Where a file made now waits: one that may hold a visitor's articles goes with their session (law 6)."""
    visitor = current()
    return visitor.made if visitor is not None and visitor.has_articles else _folder()


def make(name: str, media: str, write: Writer, *, progress: Progress) -> Made:
    """Write a file aside. What waited for more than an hour is thrown away first.

    Raises whatever `write` raises; nothing is left of the file then.
    """
    now = time.time()
    place = _place()
    for old in place.iterdir():
        if now - old.stat().st_mtime > KEPT:
            old.unlink(missing_ok=True)
    with tempfile.NamedTemporaryFile(dir=place, delete=False) as file:
        path = Path(file.name)
        try:
            write(file, progress)
        except BaseException:  # also where the reader closes the dialog, which ends the script
            path.unlink(missing_ok=True)
            raise
    return Made(path, name, media, path.stat().st_size)


def zipped(name: str, write: Writer) -> Writer:
    """The same file inside a ZIP, which every system opens: text takes a tenth of the room, on disk and in memory."""

    def write_packed(file: Any, progress: Progress) -> None:
        with (
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
            archive.open(zip_entry(name), "w", force_zip64=True) as packed,
        ):
            write(packed, progress)

    return write_packed


def table(corpus: Corpus, focus: Focus, *, total: int, source: str) -> Writer:
    """Rows as CSV."""

    def write(file: Any, progress: Progress) -> None:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        write_rows(text, corpus, focus, source=source, progress=_counted(progress, total))
        text.detach()  # writes what is left; the file is its caller's to close

    return write


def parquet(corpus: Corpus, focus: Focus, *, total: int, provenance: Provenance) -> Writer:
    """Rows as Parquet."""

    def write(file: Any, progress: Progress) -> None:
        metadata = parquet_metadata(provenance)
        write_rows_parquet(file, corpus, focus, metadata=metadata, progress=_counted(progress, total))

    return write


def annotations(corpus: Corpus, focus: Focus, *, provenance: Provenance) -> Writer:
    """Names, themes and quotes as Web Annotations."""

    def write(file: Any, progress: Progress) -> None:
        def report(done: int, of: int) -> None:
            progress(done / of if of else 1.0, f"{done:,} of {of:,} articles")

        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        write_annotations(text, corpus, focus, provenance=provenance, progress=report)
        text.detach()  # writes what is left; the file is its caller's to close

    return write


def _counted(progress: Progress, total: int) -> Callable[[int], Any]:
    return lambda done: progress(min(1.0, done / total) if total else 1.0, f"{done:,} of {total:,} rows")
