"""How much one read may take. The limits are stated to the visitor and enforced here, on the server."""

import time
from dataclasses import dataclass

from steppe.sources.problems import UnreadableError

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input, and one batch, may hold.

    bytes : of one file, also of one file unpacked from a ZIP.
    unpacked_bytes : of everything unpacked from one ZIP, nested ones included.
    ratio : unpacked to packed size of one ZIP member; text seldom passes 20, bombs start at 1000.
    characters : of one article's text.
    pages : of one PDF.
    files : of one batch: files, ZIP members, table rows and messages together.
    depth : how deep ZIP files may be nested; 1 is a ZIP that holds no ZIP.
    seconds : spent on one input.
    """

    bytes: int = 50 * MEBIBYTE
    unpacked_bytes: int = 200 * MEBIBYTE
    ratio: int = 400
    characters: int = 2_000_000
    pages: int = 500
    files: int = 100_000
    depth: int = 3
    seconds: float = 60.0


DEFAULT_LIMITS = Limits()


@dataclass(slots=True)
class Budget:
    """What is left of the limits while one input is read. Mutable, and shared by everything inside that input."""

    limits: Limits
    deadline: float
    files_left: int
    unpacked_left: int

    @classmethod
    def of(cls, limits: Limits) -> "Budget":
        return cls(limits, time.monotonic() + limits.seconds, limits.files, limits.unpacked_bytes)

    def check_time(self) -> None:
        """Raise `UnreadableError("too-slow")` once the seconds are spent."""
        if time.monotonic() > self.deadline:
            raise UnreadableError("too-slow", f"It takes longer than {self.limits.seconds:g} seconds to read")

    def spend_file(self) -> None:
        """Count one more article or member; raise `UnreadableError("too-many")` past the limit."""
        self.files_left -= 1
        if self.files_left < 0:
            raise UnreadableError("too-many", f"It holds more than {self.limits.files:,} articles or files")

    def spend_unpacked(self, size: int) -> None:
        """Count unpacked bytes; raise `UnreadableError("zip-bomb")` past the limit."""
        self.unpacked_left -= size
        if self.unpacked_left < 0:
            limit = self.limits.unpacked_bytes // MEBIBYTE
            raise UnreadableError("zip-bomb", f"It unpacks to more than {limit} MB")
