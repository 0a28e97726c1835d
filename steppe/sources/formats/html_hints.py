"""What the class, id and role words of HTML elements say about their content; the words are in `html_hints.toml`."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

HINTS_FILE = Path(__file__).with_name("html_hints.toml")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
SPLIT = re.compile(r"[\W_]+")
MAX_CHARACTERS = 300


@lru_cache(maxsize=1)
def _load() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Names of the hints, and one pattern for all; numbered groups, since hyphens are no part of a group's name."""
    table: dict[str, list[str]] = tomllib.loads(HINTS_FILE.read_text(encoding="utf-8"))
    groups = (rf"(?P<g{number}>\b(?:{'|'.join(words)})\b)" for number, words in enumerate(table.values()))
    return tuple(table), re.compile("|".join(groups))


@lru_cache(maxsize=4096)
def find_hints(words: str) -> tuple[str, ...]:
    """The hints in an element's class, id and role, sorted.

    >>> find_hints("entry-content singlePost")
    ('body',)
    """
    names, pattern = _load()
    plain = SPLIT.sub(" ", CAMEL.sub(" ", words[:MAX_CHARACTERS])).lower()
    return tuple(sorted({names[int((match.lastgroup or "g0")[1:])] for match in pattern.finditer(plain)}))
