"""A trie of known names over folded words: every longest match, with the capitals that names need."""

from typing import Any, NamedTuple

from steppe.analysis.names.lines import APOSTROPHES, DASHES, Line, Word, split_words

_END = "\n"  # key of the names that end at a node: no word is white space, while one of accents alone folds to nothing
# An acronym of four letters or more is also printed as a word: Nato, Unesco, Opec.
_SHORTEST_SPELLED_ACRONYM = 4
# In a sentence, a word in capitals this short is an abbreviation, not a name in capitals.
_SHORTEST_SHOUTED_NAME = 4


class KnownName(NamedTuple):
    """A name as the trie holds it. `words` are its words as written; `value` is whatever the caller needs."""

    words: tuple[str, ...]
    value: Any


class Match(NamedTuple):
    """Words `first` to `last` (exclusive) of a line read as these names."""

    first: int
    last: int
    start: int
    end: int
    names: tuple[KnownName, ...]


def _case_fits(name: str, text: str, *, shouting: bool) -> bool:
    if name == text or not name[0].isalpha():
        return True
    if name.islower():
        return True  # "of", "and": headlines write them either way; content words of names are never lower
    if text[0].islower():
        return False
    if name.isupper() and len(name) > 1:
        return text.isupper() or (len(text) >= _SHORTEST_SPELLED_ACRONYM and text.istitle())
    if text.isupper() and len(text) > 1:
        return shouting or len(text) >= _SHORTEST_SHOUTED_NAME
    return True


class NameTrie:
    """Known names, found in time that does not depend on how many there are."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, text: str, value: Any) -> None:
        """Add a name; spellings without a dot after an abbreviation or at the very end are added with it."""
        words = split_words(text)
        self._insert(words, value)
        if words and words[-1].text == ".":
            self._insert(words[:-1], value)
        undotted = [w for i, w in enumerate(words) if not (w.text == "." and i and len(words[i - 1].text) > 1)]
        if len(undotted) not in (len(words), 0):
            self._insert(undotted, value)

    def _insert(self, words: list[Word], value: Any) -> None:
        solid = [word for word in words if word.fold != "-"]
        for spelling in (words, solid) if len(solid) < len(words) else (words,):
            node = self._root
            for word in spelling:
                node = node.setdefault(word.fold, {})
            name = KnownName(tuple(word.text for word in spelling), value)
            ending = node.setdefault(_END, [])
            if name not in ending:
                ending.append(name)

    def find(self, line: Line) -> list[Match]:
        """The longest match that starts at each word; matches may overlap one another."""
        words, matches = line.words, []
        for first, word in enumerate(words):
            node = self._root.get(word.fold)
            if node is not None:
                match = self._longest(line, first, node)
                if match is not None:
                    matches.append(match)
        return matches

    def find_shorter(self, line: Line, matches: list[Match]) -> list[Match]:
        """For matches of several words, the longest shorter one from the same word on: U.S. in U.S. Senate."""
        shorter = []
        for match in matches:
            if match.last - match.first > 1:
                found = self._longest(line, match.first, self._root[line.words[match.first].fold], stop=match.last - 1)
                if found is not None:
                    shorter.append(found)
        return shorter

    def _longest(self, line: Line, first: int, node: dict[str, Any], stop: int = 10**9) -> Match | None:
        words = line.words
        if first and words[first - 1].end == words[first].start and words[first - 1].text.isalnum():
            return None
        path, best, last = [first], None, first
        while True:
            if _END in node:
                names = self._fitting(line, path, node[_END])
                glued = last + 1 < len(words) and words[last + 1].start == words[last].end
                if names and not (glued and words[last + 1].text.isalnum()):
                    best = Match(first, last + 1, words[first].start, words[last].end, names)
            last += 1
            if last >= min(len(words), stop):
                return best
            fold = words[last].fold
            if fold == "-" and "-" not in node and words[last - 1].end == words[last].start:
                last += 1
                if last >= len(words):
                    return best
                fold = words[last].fold
            if fold not in node:
                return best
            node = node[fold]
            path.append(last)

    @staticmethod
    def _fitting(line: Line, path: list[int], names: list[KnownName]) -> tuple[KnownName, ...]:
        texts = [line.words[i].text for i in path]
        letters = [text for text in texts if text.isalpha()]
        shouted = len(letters) > 1 and all(text.isupper() for text in letters) and sum(map(len, letters)) > 5
        shouting = line.style == "upper" or shouted
        return tuple(
            name
            for name in names
            if all(_case_fits(n, t, shouting=shouting) for n, t in zip(name.words, texts, strict=True))
        )


__all__ = ["APOSTROPHES", "DASHES", "KnownName", "Match", "NameTrie"]
