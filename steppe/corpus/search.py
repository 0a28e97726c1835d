"""Search text: words, "phrases", prefix*, and -excluded, over the words of passages.

A passage matches when it holds every wanted term and no excluded one. Terms are whole words, letter case aside.
Patterns are made twice, for DuckDB (RE2, which has no look-around) and for Python, and mean the same.
"""

import re
from dataclasses import dataclass

TERM = re.compile(r'(?P<not>-?)(?:"(?P<phrase>[^"]+)"?|(?P<word>[^\s"]+))')
MAX_TERMS = 12


@dataclass(frozen=True)
class Term:
    """One wanted or excluded term; `words` joined by any white space, `prefix` where a star follows."""

    words: tuple[str, ...]
    prefix: bool
    excluded: bool

    def _body(self) -> str:
        return r"\s+".join(re.escape(w) for w in self.words)

    @property
    def re2(self) -> str:
        """Pattern for DuckDB's regexp_matches."""
        after = "" if self.prefix else r"(?:$|[^\pL\pN_])"
        return rf"(?i)(?:^|[^\pL\pN_]){_re2_escape(self.words)}{after}"

    @property
    def python(self) -> re.Pattern[str]:
        """Pattern whose matches are the words themselves; a prefix match runs to the end of its word."""
        after = r"\w*" if self.prefix else r"(?!\w)"
        return re.compile(rf"(?<!\w){self._body()}{after}", re.IGNORECASE)


def _re2_escape(words: tuple[str, ...]) -> str:
    return r"\s+".join(re.sub(r"([^\w\s])", r"\\\1", w) for w in words)


def parse_search(text: str) -> tuple[Term, ...]:
    """The terms of a search text; empty where it holds no word."""
    terms = []
    for match in TERM.finditer(text):
        raw = match["phrase"] or match["word"] or ""
        prefix = raw.endswith("*")
        words = tuple(w for w in raw.rstrip("*").split() if any(c.isalnum() for c in w))
        if words:
            terms.append(Term(words=words, prefix=prefix, excluded=bool(match["not"])))
    return tuple(terms[:MAX_TERMS])


def find_terms(text: str, terms: tuple[Term, ...]) -> list[tuple[int, int]]:
    """Spans of `text` (code points) that the wanted terms cover, in order, overlaps merged."""
    spans = sorted(m.span() for t in terms if not t.excluded for m in t.python.finditer(text))
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged
