"""Put a finished folder in the place of another, and clear what builds left behind that were killed."""

import contextlib
import ctypes
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: no folder can be held there, and none is cleared away
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Mark a folder as being worked on, until the block ends or the process does."""
    if fcntl is None:
        yield
        return
    with open_folder(folder) as descriptor:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def remove_unless_held(folder: Path) -> None:
    """Remove a folder, unless somebody works on it or the system cannot tell."""
    if fcntl is None:
        return
    with contextlib.suppress(OSError), open_folder(folder) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def open_folder(folder: Path) -> Iterator[int]:
    """Its descriptor, which locks hang on."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def replace_directory(new: Path, old: Path) -> None:
    """Put `new` where `old` stands, in one step where the system can swap two names, else in two.

    After a kill between the two steps `steppe.corpus.read.recover` finds the old corpus under its set-aside name.
    """
    if not old.exists():
        new.rename(old)
        return
    if _exchange(new, old):
        shutil.rmtree(new, ignore_errors=True)
        return
    previous = set_aside_name(old)
    shutil.rmtree(previous, ignore_errors=True)
    old.rename(previous)
    new.rename(old)
    shutil.rmtree(previous, ignore_errors=True)


def set_aside_name(destination: Path) -> Path:
    """Where the old corpus waits while the new one takes its place."""
    return destination.parent / f".{destination.name}.previous"


def _exchange(a: Path, b: Path) -> bool:
    """Swap two directory names atomically (Linux renameat2 with RENAME_EXCHANGE); False where there is no such call."""
    at_fdcwd, rename_exchange = -100, 2
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        result = libc.renameat2(at_fdcwd, os.fsencode(a), at_fdcwd, os.fsencode(b), rename_exchange)
    except (OSError, AttributeError, TypeError):
        return False
    return bool(result == 0)
