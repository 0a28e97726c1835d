"""What the authority found in a line, by word: what the rules for unknown names build on and keep off."""

from dataclasses import dataclass

from steppe.analysis.names.candidates import Candidate
from steppe.analysis.names.lines import Line, Word


@dataclass(frozen=True)
class Known:
    """What the authority found in a line, by word index: the candidate that covers each word."""

    by_word: dict[int, Candidate]

    def at(self, index: int) -> Candidate | None:
        """The known name over a word, if any."""
        return self.by_word.get(index)

    def form(self, index: int) -> str | None:
        """`name`, `demonym`, `place`, `metonym` of the known place over a word."""
        found = self.by_word.get(index)
        return found.form if found else None


def known_words(line: Line, candidates: list[Candidate]) -> Known:
    """Index the authority's candidates of a line by the words that they cover; the longest wins."""
    covered: dict[int, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: c.end - c.start):
        first = line.word_at(candidate.start)
        while first < len(line.words) and line.words[first].start < candidate.end:
            covered[first] = candidate
            first += 1
    return Known(covered)


def joined(line: Line, left: Word, right: Word) -> bool:
    """Whether one space, or nothing, stands between two words."""
    return line.text[left.end : right.start] in ("", " ", "\u00a0", "\n")
