"""Plain text, as it stands: what its lines are is told in the analysis."""

from collections.abc import Iterator

from steppe.document import Failure, Source
from steppe.sources.decode import decode
from steppe.sources.format import Format, Input, make_source

LONG_LINE = 20_000


def read(source: Input) -> Iterator[Source | Failure]:
    """One article a file. Line ends are kept as they are, so that offsets fit the file."""
    text, flags = decode(source.data)
    if any(len(line) > LONG_LINE for line in text.splitlines()):
        flags = (*flags, "long-lines")
    yield make_source(source, text, reader="text", flags=flags)


FORMAT = Format("text", ("txt", "text", ""), lambda data: False, read)
