"""Articles in, and corpora out to, storage that has an address: `s3://`, `gs://`, `file://`, whatever fsspec knows.

fsspec is loaded when an address is used; the driver of the storage (s3fs, gcsfs, adlfs) is the user's to install.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steppe.corpus.write import DATAPACKAGE
from steppe.document import Failure
from steppe.errors import CorpusError, SteppeError
from steppe.sources import Limits
from steppe.sources.read import Memory, Read, read_unless_known


@dataclass(frozen=True)
class Listing:
    """What stands at an address, listed once: object storage charges for each look.

    sizes : path -> bytes, sorted by path.
    """

    address: str
    storage: Any
    root: str
    sizes: Mapping[str, int]


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


def list_files(address: str) -> Listing:
    """The files at an address: the one file, or all below the folder.

    Raises
    ------
    SteppeError : the storage cannot be reached.
    """
    storage, root = open_storage(address)
    try:
        found = storage.find(root, detail=True)
    except OSError as error:
        raise SteppeError(f"{address} cannot be listed: {error}.", advice="Check address and credentials.") from error
    return Listing(address, storage, root, {path: found[path]["size"] for path in sorted(found)})


def read_files(listing: Listing, *, limits: Limits, memory: Memory | None = None) -> Iterator[Read]:
    """As `steppe.sources.read_inputs`, of an address."""
    if not listing.sizes:
        yield Failure(listing.address, "empty", "There are no files", "Check the address.")
    for path, size in listing.sizes.items():
        name = path.removeprefix(listing.root).lstrip("/") or listing.root.rsplit("/", 1)[-1]
        too_large = (size or 0) > limits.bytes  # where a storage does not say the size, the reader looks at it
        try:
            data = b"" if too_large else listing.storage.cat_file(path)
        except OSError as error:
            yield Failure(name, "unreadable", f"It cannot be read ({error})", "Check the storage and try again.")
            continue
        if too_large:
            yield Failure(name, "too-large", f"It is larger than {limits.bytes:,} bytes", "Split it.")
        else:
            yield from read_unless_known(name, data, limits, memory)


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
