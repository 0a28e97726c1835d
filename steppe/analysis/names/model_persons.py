"""Persons whom the model proposes, less what its mistakes have in common."""

import re
from collections import Counter

from spacy.tokens import Span

from steppe.analysis.names.candidates import GRAMMAR, MODEL, Candidate
from steppe.analysis.names.known import Known
from steppe.analysis.names.lines import Line, Word
from steppe.analysis.names.people import AGE, HEADS, name_run, opens_with_trade, person_candidate
from steppe.analysis.names.vocabulary import NON_NAME_WORDS, TITLE_MODIFIERS, TITLES
from steppe.analysis.names.words import word_set

_LANDFORMS = word_set("peak glacier lake valley ridge gorge canyon plateau mountain mountains island")
_PERIODICALS = word_set("bulletin digest newsletter gazette herald tribune chronicle monitor briefing weekly")
_COMPANIES_LISTED = re.compile(
    r"\b(?:companies|brands|firms|retailers|manufacturers|carmakers|automakers|airlines|lenders|banks|chains)"
    r"\s(?:such as|like|including)\s(?:[A-Z][\w&.’'-]*(?:,|\sand|\sor)*\s)*\Z"
)

_BEFORE_NAMES = TITLES | TITLE_MODIFIERS | NON_NAME_WORDS


def find_model_persons(lines: list[Line], known: dict[int, Known], small_words: frozenset[str]) -> list[Candidate]:
    """The model's persons, less what its mistakes have in common.

    A single word counts only when the article gives it an age, or the model sees it as a person throughout.
    """
    labels: dict[str, Counter[str]] = {}
    for line in lines:
        for span in line.doc.ents:
            labels.setdefault(span.text, Counter())[span.label_] += 1
    found = []
    for line in lines:
        if line.style != "sentence":
            continue
        for span in line.doc.ents:
            if span.label_ == "PERSON":
                if _belongs_to_person(span):
                    continue
                candidate = _model_person(line, span, known[line.number], small_words, labels)
                if candidate is not None:
                    found.append(candidate)
    return found


def _model_person(
    line: Line, span: Span, known: Known, small_words: frozenset[str], labels: dict[str, Counter[str]]
) -> Candidate | None:
    start, end = line.starts[span.start], line.starts[span.end - 1] + len(line.forms[span.end - 1])
    first = line.word_at(start)
    words = line.words
    while first < len(words) and words[first].end <= end and _precedes_name(line, known, first):
        first += 1
    last = name_run(line, known, first)
    if last == first or words[last - 1].end > end + 30:
        return None
    parts = [w for w in words[first:last] if w.text[0].isalpha() and len(w.text) > 1]
    if sum(w.fold in small_words for w in parts) * 2 > len(parts) or not parts:
        return None
    if _extends_known(known, first, last) is False:
        return None
    single = len(line.text[words[first].start : words[last - 1].end].split()) == 1
    if single and not _single_name(line, words[last - 1], labels):
        return None
    if len(parts) == 1 and words[first].fold in small_words:
        return None
    after = words[last].fold if last < len(words) else ""
    if after in HEADS and words[last].text[0].isupper():
        return None
    if words[last - 1].fold in _PERIODICALS:
        return None
    if (words[last - 1].fold in _LANDFORMS and not single) or is_listed_company(line, words[first].start):
        return None
    return person_candidate(line, first, last, "model-person", GRAMMAR if _extends_known(known, first, last) else MODEL)


def _belongs_to_person(span: Span) -> bool:
    """Whether a person is said to be of it: "Daria Klein of Steppe Talk spoke", a body or a place."""
    doc, at = span.doc, span.start
    return at > 1 and doc[at - 1].lower_ == "of" and doc[at - 2].ent_type_ == "PERSON"


def is_listed_company(line: Line, start: int) -> bool:
    """Whether a name stands in a list of companies: "brands such as H&M and Levi Strauss"."""
    return _COMPANIES_LISTED.search(line.text[max(line.start, start - 90) : start]) is not None


def _precedes_name(line: Line, known: Known, index: int) -> bool:
    word = line.words[index]
    covering = known.at(index)
    place = covering is not None and covering.type != "person"
    trade = opens_with_trade(line, word)
    return place or trade or word.fold in _BEFORE_NAMES or word.text in (".", ",", "'", "’")


def _extends_known(known: Known, first: int, last: int) -> bool | None:
    """True if a known surname is part of a longer, other name; False if the known name is the whole; None if none."""
    covering = [known.at(i) for i in range(first, last)]
    persons = [c for c in covering if c is not None and c.type == "person"]
    if not persons:
        return None
    return any(c is None for c in covering)


def _single_name(line: Line, word: Word, labels: dict[str, Counter[str]]) -> bool:
    if AGE.match(line.text[word.end : word.end + 6]):
        return True
    seen = labels.get(word.text, Counter())
    return seen["PERSON"] >= 3 and seen["PERSON"] == sum(seen.values())
