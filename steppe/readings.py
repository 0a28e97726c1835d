"""What was read of each file of a private corpus, kept beside it: changing one article reads no other file again."""

import hashlib
import pickle
from collections.abc import Iterator
from pathlib import Path

from steppe.document import Failure, Layout, Source
from steppe.sources import Limits, read_bytes
from steppe.unanalysed import try_lay_out

NOT_KEPT = {"too-slow", "too-large"}  # a busy server says so, too, of what it reads another day
Read = tuple[Source | Failure, Layout | None]


class Readings:
    """What the readers made of files, with its layout: a file each in a folder that only their owner may read.

    versions : a text that differs whenever readers or rules do.
    """

    def __init__(self, folder: Path, versions: str, limits: Limits) -> None:
        self._folder = folder
        self._said = f"{versions}\0{limits}"
        self._limits = limits
        self._used: set[str] = set()
        folder.mkdir(mode=0o700, exist_ok=True)

    def read(self, name: str, path: Path) -> Iterator[Read]:
        """As `steppe.sources.read_bytes`; a source comes with its layout, if one can be made.

        A file at one path never changes.

        Raises
        ------
        OSError : the file cannot be read, or there is no room to keep what was read.
        """
        kept = (
            self._folder
            / hashlib.sha256(f"{self._said}\0{name}\0{path.absolute()}".encode("utf-8", "surrogatepass")).hexdigest()
        )
        self._used.add(kept.name)
        if kept.exists():
            yield from _load(kept)
            return
        aside = kept.with_suffix(".part")
        keep = True
        with aside.open("wb") as out:
            for item in read_bytes(name, path.read_bytes(), limits=self._limits):
                keep = keep and not (isinstance(item, Failure) and item.reason in NOT_KEPT)
                read = (item, try_lay_out(item) if isinstance(item, Source) else None)
                pickle.dump(read, out, pickle.HIGHEST_PROTOCOL)
                yield read
        if keep:
            aside.replace(kept)

    def forget_others(self) -> None:
        """Delete what was kept of files that were not read through this object."""
        for path in self._folder.iterdir():
            if path.name not in self._used:
                path.unlink(missing_ok=True)


def _load(path: Path) -> Iterator[Read]:
    with path.open("rb") as file:
        while file.peek(1):
            read: Read = pickle.load(file)
            yield read
