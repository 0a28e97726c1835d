"""What a reader is, and how the readers are found."""

import hashlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

from steppe.document import Block, Claim, Failure, Source
from steppe.sources import formats
from steppe.sources.limits import Budget
from steppe.sources.problems import UnreadableError


@dataclass(frozen=True, slots=True)
class Input:
    """One named piece of bytes on its way to a reader. `depth` counts the containers around it."""

    file: str
    data: bytes
    budget: Budget
    depth: int = 0

    def inner(self, name: str, data: bytes) -> "Input":
        """A member of this input, read under the same budget."""
        return replace(self, file=f"{self.file}/{name}", data=data, depth=self.depth + 1)

    @property
    def suffix(self) -> str:
        """Lower-case file extension without its dot; "" where there is none."""
        base = self.file.rpartition("/")[2]
        return base.rpartition(".")[2].lower() if "." in base.strip(".") else ""


class Format(NamedTuple):
    """A reader.

    name : short name, as in `Source.format`.
    suffixes : the file extensions it answers to, without dots.
    sniff : tells from the first bytes that the input is surely of this format, whatever its name; must not raise.
    read : yields what the input holds; may raise `UnreadableError`.
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[Input], Iterator[Source | Failure]]


@lru_cache(maxsize=1)
def load_formats() -> tuple[Format, ...]:
    """All readers, in order of module name."""
    modules = sorted(module.name for module in pkgutil.iter_modules(formats.__path__))
    loaded = (import_module(f"{formats.__name__}.{name}") for name in modules)
    return tuple(module.FORMAT for module in loaded if hasattr(module, "FORMAT"))


def find_format(source: Input) -> Format:
    """The reader for an input: by its first bytes where they leave no doubt, else by its name, else plain text.

    A file name is a claim, not a fact: a PDF saved as `.txt` is read as the PDF it is.

    Raises
    ------
    UnreadableError : no reader takes it.
    """
    readers = load_formats()
    found = next((reader for reader in readers if reader.sniff(source.data)), None)
    found = found or next((reader for reader in readers if source.suffix in reader.suffixes), None)
    if found:
        return found
    raise UnreadableError("unsupported", f"No reader for files of this kind (.{source.suffix or 'no extension'})")


def make_source(
    source: Input,
    text: str,
    *,
    reader: str,
    blocks: tuple[Block, ...] = (),
    claims: tuple[Claim, ...] = (),
    flags: tuple[str, ...] = (),
) -> Source:
    """The article read from `source`, checked against the limits.

    Raises
    ------
    UnreadableError : the text is empty, or longer than the limits allow.
    """
    limits = source.budget.limits
    if not text.strip():
        raise UnreadableError("empty", "It holds no text")
    if len(text) > limits.characters:
        raise UnreadableError("too-long", f"Its text has {len(text):,} characters; {limits.characters:,} is the limit")
    source.budget.check_time()
    digest = hashlib.sha256(source.data).hexdigest()
    return Source(source.file, digest, text, reader, blocks, claims, tuple(sorted(set(flags))))
