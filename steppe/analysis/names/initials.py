"""Initials before a surname, as the press of the region writes them: "M. Bakirov", "Kh. Saidov", "Zh. Kulubaev"."""

import re

from steppe.analysis.names.lines import Line

# One letter, or the two to four Latin letters that render one Cyrillic letter.
LETTERS = r"(?:Shch|Dzh|Sh|Zh|Ch|Kh|Ts|Gh|Yu|Ya|Yo|Ye|[A-Z])"
# Who speaks in a transcript: "T.L.:", "TL:".
_LABEL = re.compile(rf"(?:{LETTERS}\.\s?){{2,3}}(?=:\s)|[A-Z]{{2}}(?=:\s)")
_LETTER = re.compile(LETTERS)


def label_of_initials(line: Line) -> tuple[int, int, str] | None:
    """Where a line of a transcript opens with a speaker's initials, and their letters; None if it does not."""
    label = _LABEL.match(line.text, line.start, line.end)
    return (label.start(), label.end(), re.sub(r"\W", "", label.group())) if label else None


def is_initial(line: Line, index: int) -> bool:
    """Whether word `index` is an initial with its full stop."""
    words = line.words
    return (
        index + 1 < len(words)
        and words[index + 1].text == "."
        and words[index + 1].start == words[index].end
        and _LETTER.fullmatch(words[index].text) is not None
    )
