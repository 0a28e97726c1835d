"""A corpus as one ZIP: its tables, its data package, and the sources it was built from. Taken away, brought back."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from steppe.corpus.check import check_corpus
from steppe.corpus.write import DATAPACKAGE
from steppe.errors import CorpusError

SOURCES = "sources"
STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP can hold: the same corpus gives the same bytes
MAX_FILES = 20_000
MAX_BYTES = 512 * 1024 * 1024
ADVICE = "Use the file as it was downloaded, or build the corpus again from its sources."


def bundle(directory: Path, sources: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """The corpus at `directory` as a ZIP, its sources (name, bytes) under `sources/`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(p for p in directory.rglob("*") if p.is_file()):
            archive.writestr(zip_entry(path.relative_to(directory).as_posix()), path.read_bytes())
        for name, data in sorted(sources):
            archive.writestr(zip_entry(f"{SOURCES}/{_inside(name)}"), data)
    return buffer.getvalue()


def zip_entry(name: str) -> zipfile.ZipInfo:
    """An entry of a ZIP in which no clock shows, compressed, readable by all."""
    entry = zipfile.ZipInfo(name, STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _inside(name: str) -> str:
    """A name that stays inside its folder on every system."""
    parts = [p for p in PurePosixPath(name.replace("\\", "/")).parts if p not in ("/", "..", ".")]
    return "/".join(p.replace(":", "_") for p in parts) or "unnamed"


def is_bundle(data: bytes) -> bool:
    """Whether some bytes are a ZIP of a corpus (rather than a ZIP of articles)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return DATAPACKAGE in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def unbundle(data: bytes, destination: Path) -> Path:
    """Unpack a bundle into the empty folder `destination` and check that it keeps every law.

    Raises
    ------
    CorpusError : it is no bundle, is too large, names files outside itself, or is not the corpus that was built.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [e for e in archive.infolist() if not e.is_dir()]
            if len(entries) > MAX_FILES or sum(e.file_size for e in entries) > MAX_BYTES:
                raise CorpusError(
                    "The corpus in this ZIP is too large to open here.", advice="Put it at STEPPE_CORPUS."
                )
            for entry in entries:
                if entry.filename != _inside(entry.filename):
                    raise CorpusError(f"The ZIP names a file outside itself: {entry.filename}.", advice=ADVICE)
                target = destination / entry.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as packed:
                    content = packed.read(entry.file_size + 1)
                if len(content) != entry.file_size:
                    raise CorpusError(f"The ZIP lies about the size of {entry.filename}.", advice=ADVICE)
                target.write_bytes(content)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise CorpusError("This ZIP is damaged or encrypted.", advice=ADVICE) from error
    problems = check_corpus(destination)
    if problems:
        raise CorpusError(f"The corpus in this ZIP is not as it was built ({problems[0]}).", advice=ADVICE)
    return destination
