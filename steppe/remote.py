"""Articles in, and corpora out to, storage that has an address: `s3://`, `gs://`, `file://`, whatever fsspec knows.

fsspec is loaded when an address is used; the driver of the storage (s3fs, gcsfs, adlfs) is the user's to install.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from steppe.document import Failure, Source
from steppe.errors import CorpusError, SteppeError
from steppe.sources import Limits, read_bytes

DATAPACKAGE = "datapackage.json"


def is_address(where: object) -> bool:
    """Whether this is an address rather than a path."""
    return isinstance(where, str) and "://" in where


def open_storage(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it.

    Raises
    ------
    SteppeError : fsspec, or the driver of that storage, is not installed, or the address is not understood.
    """
    try:
        from fsspec.core import url_to_fs

        storage, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise SteppeError(
            f"{address} cannot be opened: {error}.",
            advice="Run: pip install -r requirements-cluster.txt, and your storage's fsspec driver (such as s3fs).",
        ) from error
    return storage, path.rstrip("/")


def find_files(address: str) -> list[str]:
    """Paths of the files at an address: of the one file, or of all below the folder, sorted.

    Raises
    ------
    SteppeError : the storage cannot be reached.
    """
    storage, root = open_storage(address)
    try:
        return sorted(storage.find(root))
    except OSError as error:
        raise SteppeError(f"{address} cannot be listed: {error}.", advice="Check address and credentials.") from error


def read_address(address: str, *, limits: Limits) -> Iterator[Source | Failure]:
    """As `steppe.sources.read_inputs`, of an address."""
    storage, root = open_storage(address)
    found = find_files(address)
    if not found:
        yield Failure(address, "empty", "There are no files", "Check the address.")
    for path in found:
        name = path.removeprefix(root).lstrip("/") or root.rsplit("/", 1)[-1]
        try:
            too_large = storage.size(path) > limits.bytes
            data = b"" if too_large else storage.cat_file(path)
        except OSError as error:
            yield Failure(name, "unreadable", f"It cannot be read ({error})", "Check the storage and try again.")
            continue
        if too_large:
            yield Failure(name, "too-large", f"It is larger than {limits.bytes:,} bytes", "Split it.")
        else:
            yield from read_bytes(name, data, limits)


def refuse_foreign_address(address: str) -> None:
    """Never write among files that are not a corpus.

    Raises
    ------
    CorpusError : there are other files at the address.
    """
    storage, root = open_storage(address)
    if storage.exists(root) and storage.find(root) and not storage.exists(f"{root}/{DATAPACKAGE}"):
        raise CorpusError(
            f"{address} exists and is not a corpus, so it will not be replaced.",
            advice="Choose another place with --out.",
        )


def publish(corpus: Path, address: str) -> None:
    """Copy a corpus to an address: its data package last, then what the old corpus had and the new one has not goes.

    Object storage cannot swap two folders: who opens the corpus during these seconds may find it incomplete.

    Raises
    ------
    CorpusError : it cannot be written.
    """
    storage, root = open_storage(address)
    names = sorted(p.relative_to(corpus).as_posix() for p in corpus.rglob("*") if p.is_file())
    names.sort(key=lambda name: name == DATAPACKAGE)
    try:
        old = {path.removeprefix(root).lstrip("/") for path in storage.find(root)} if storage.exists(root) else set()
        for name in names:
            storage.makedirs(f"{root}/{name}".rsplit("/", 1)[0], exist_ok=True)
            storage.put_file(str(corpus / name), f"{root}/{name}")
        for name in sorted(old - set(names)):
            storage.rm_file(f"{root}/{name}")
    except OSError as error:
        raise CorpusError(
            f"The corpus at {address} could not be written: {error}.", advice="Check credentials and space."
        ) from error
