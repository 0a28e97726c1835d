"""ZIP archives of any of the formats; each member is read as if it had been given by itself."""

import re
from collections.abc import Iterator

from steppe.document import Failure, Source
from steppe.sources.archive import is_zip, open_zip, read_member
from steppe.sources.format import Format, Input
from steppe.sources.problems import UnreadableError
from steppe.sources.read import read_input

UNSAFE = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|^[A-Za-z]:|\0|\\")
# What operating systems leave in archives beside their owner's files.
SYSTEM_FILE = re.compile(r"(?:^|/)(?:__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini)$", re.IGNORECASE)


def read(source: Input) -> Iterator[Source | Failure]:
    """All members in order of name. A corpus that Steppe saved as a ZIP is read from its `sources/`."""
    limits = source.budget.limits
    if source.depth >= limits.depth:
        raise UnreadableError("nested-too-deep", f"It is a ZIP inside {source.depth} others")
    with open_zip(source.data) as archive:
        members = [info for info in archive.infolist() if not info.is_dir() and not SYSTEM_FILE.search(info.filename)]
        names = {info.filename for info in members}
        if "datapackage.json" in names and any(name.startswith("sources/") for name in names):
            members = [info for info in members if info.filename.startswith("sources/")]
        if not members:
            raise UnreadableError("empty", "The ZIP holds no files")
        for info in sorted(members, key=lambda info: info.filename):
            source.budget.spend_file()
            name = f"{source.file}/{info.filename}"
            if UNSAFE.search(info.filename):
                yield UnreadableError("unsafe-name", "Its name points outside the ZIP").as_failure(name)
                continue
            try:
                data = read_member(archive, info, source.budget)
            except UnreadableError as problem:
                yield problem.as_failure(name)
                continue
            yield from read_input(source.inner(info.filename, data))


FORMAT = Format("zip", ("zip",), is_zip, read)
