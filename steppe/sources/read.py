"""Walk files and folders, and read each with the reader that fits it."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from steppe.document import Failure, Remembered, Source
from steppe.sources.format import Input, find_format
from steppe.sources.limits import DEFAULT_LIMITS, MEBIBYTE, Budget, Limits
from steppe.sources.problems import UnreadableError

Read = Source | Failure | Remembered


class Memory(Protocol):
    """Knows the files that are one article each, and were read before; by name and SHA-256 of their bytes."""

    def recall(self, file: str, sha256: str) -> Remembered | None:
        """The article of that file; None where it is to be read."""

    def note(self, file: str, sha256: str) -> None:
        """The file is that one article and nothing else."""


def read_inputs(
    paths: Sequence[Path], *, limits: Limits = DEFAULT_LIMITS, memory: Memory | None = None
) -> Iterator[Read]:
    """Read files, and folders with all below them, in sorted order.

    A file found in a folder is named by its path from that folder; a file given by itself by its own name.

    memory : files that it knows are not parsed again.
    """
    for path in sorted(set(paths)):
        if path.is_dir():
            found = sorted(entry for entry in path.rglob("*") if not entry.is_dir())
            if not found:
                yield UnreadableError("empty", "The folder holds no files").as_failure(path.name or str(path))
            for entry in found:
                yield from _read_file(entry, entry.relative_to(path).as_posix(), limits, memory)
        else:
            yield from _read_file(path, path.name, limits, memory)


def read_bytes(name: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Iterator[Source | Failure]:
    """Read one uploaded file. Never raises: whatever is wrong with `data` comes out as a `Failure`."""
    source = Input(name, data, Budget.of(limits))
    try:
        _check_size(len(data), limits)
    except UnreadableError as problem:
        yield problem.as_failure(name)
        return
    yield from read_input(source)


def read_input(source: Input) -> Iterator[Source | Failure]:
    """Read one input that has passed the size limit; containers call this for each of their members."""
    try:
        if not source.data.strip(b"\0 \t\r\n\f\v"):
            raise UnreadableError("empty", "It holds no text")
        yield from find_format(source).read(source)
    except UnreadableError as problem:
        yield problem.as_failure(source.file)
    except MemoryError:
        yield UnreadableError("too-large", "It does not fit into memory").as_failure(source.file)
    except Exception as error:  # noqa: BLE001  A reader's parser met bytes its makers had not thought of;
        # one such file must not end the batch, and the report names it.
        what = f"It cannot be read ({type(error).__name__})"
        yield UnreadableError("broken", what).as_failure(source.file)


def read_unless_known(name: str, data: bytes, limits: Limits, memory: Memory | None) -> Iterator[Read]:
    """As `read_bytes`, but for a file that `memory` knows."""
    if memory is None:
        yield from read_bytes(name, data, limits)
        return
    digest = hashlib.sha256(data).hexdigest()
    known = memory.recall(name, digest)
    if known is not None:
        yield known
        return
    alone = False
    for number, item in enumerate(read_bytes(name, data, limits)):
        alone = number == 0 and isinstance(item, Source) and (item.file, item.sha256) == (name, digest)
        yield item
    if alone:
        memory.note(name, digest)


def _read_file(path: Path, name: str, limits: Limits, memory: Memory | None) -> Iterator[Read]:
    try:
        _check_size(path.stat().st_size, limits)
        data = path.read_bytes()
    except FileNotFoundError:
        yield UnreadableError("gone", "It is no longer there").as_failure(name)
    except OSError as error:
        yield UnreadableError("unreadable", f"It cannot be opened ({error.strerror})").as_failure(name)
    except UnreadableError as problem:
        yield problem.as_failure(name)
    else:
        yield from read_unless_known(name, data, limits, memory)


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.bytes:
        raise UnreadableError(
            "too-large", f"It is {size / MEBIBYTE:.0f} MB; {limits.bytes // MEBIBYTE} MB is the limit"
        )
