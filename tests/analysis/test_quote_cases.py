"""Every quote case: what is quoted in a few sentences of press prose, and who says it."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from steppe.analysis.quotes import find_quotes
from tests.analysis.articles import find_names

CASES = Path(__file__).parent / "quote_cases.txt"


@dataclass
class Case:
    """A short article and its quotations: (text, speaker's name or None) in text order."""

    kind: str
    title: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    quotes: list[tuple[str, str | None]] = field(default_factory=list)


def read_cases() -> list[Case]:
    cases: list[Case] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            cases.append(Case(line[3:]))
        elif line.startswith("title: "):
            cases[-1].title = line[7:]
        elif line.startswith("> "):
            speaker, text = line[2:].split(" | ", 1)
            cases[-1].quotes.append((text, None if speaker == "-" else speaker))
        elif line and not line.startswith("#"):
            cases[-1].paragraphs.append(line)
    return cases


def found_in(case: Case) -> list[tuple[str, set[str]]]:
    """(text, the names of its speaker in the article, none if it has no speaker) of each quotation found."""
    article, names = find_names(*case.paragraphs, title=case.title)
    found = []
    for quote in find_quotes(article, names):
        speaker = names.entities[quote.speaker_id] if quote.speaker_id else None
        found.append((article.text[quote.start : quote.end], {speaker.name, *speaker.aliases} if speaker else set()))
    return found


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.kind)
def test_quote_case(case):
    found = found_in(case)
    assert [text for text, _ in found] == [text for text, _ in case.quotes]
    for (text, names), (_, speaker) in zip(found, case.quotes, strict=True):
        assert speaker in names if speaker else not names, f"{text!r} is given to {names or None}"
