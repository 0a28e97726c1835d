"""The model's proposals of organisations, less what its mistakes have in common."""

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Span

from steppe.analysis.names.ambiguity import DWELLERS, LOCATIVE_WORDS, PLACE_NOUNS
from steppe.analysis.names.candidates import AUTHORITY, MODEL, Candidate
from steppe.analysis.names.companies import organisation_candidate
from steppe.analysis.names.known import Known
from steppe.analysis.names.lines import Line, Word
from steppe.analysis.names.model_persons import is_listed_company
from steppe.analysis.names.organisations import NO_SINGLE_NAME, NOT_BODIES, SMALL_LINKS
from steppe.analysis.names.people import looks_like_person
from steppe.analysis.names.vocabulary import (
    CONCEPT_NOUNS,
    FACILITIES,
    GENERIC_MODIFIERS,
    MONTHS,
    NON_NAME_WORDS,
    ORGANISATION_HEADS,
    STATE_BODIES,
    TITLE_MODIFIERS,
    TITLES,
    WEEKDAYS,
)

_DATES_AND_TITLES = TITLES | WEEKDAYS | (MONTHS - {"may"})
_TICKER_REACH = 18  # characters from a share's letters back to the bracket they stand in


def find_model_organisations(
    lines: list[Line], known: dict[int, Known], small_words: frozenset[str]
) -> list[Candidate]:
    """The model's organisations, less what its mistakes have in common."""
    seen: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for line in lines:
        for span in line.doc.ents:
            (seen if span.label_ == "ORG" else other)[span.text] += 1
    found = []
    for line in lines:
        if line.style != "sentence":
            continue
        for span in line.doc.ents:
            if span.label_ not in ("ORG", "PERSON"):
                continue
            listed = is_listed_company(line, line.starts[span.start])
            if listed or span.label_ == "ORG":
                candidate = _model_organisation(line, span, known[line.number], small_words)
                if candidate is not None and (listed or seen[span.text] > other[span.text]):
                    found.append(candidate)
    return found


def _model_organisation(line: Line, span: Span, known: Known, small_words: frozenset[str]) -> Candidate | None:
    """What of the model's span is the name of a body; None where it is no such name."""
    start, end = line.starts[span.start], line.starts[span.end - 1] + len(line.forms[span.end - 1])
    first, last = _trimmed(line, line.word_at(start), line.word_at(end - 1) + 1)
    if first >= last or _is_ticker(line, first, start):
        return None
    first = _after_state(line, known, first, last)
    if first >= last or _is_person(line.words, first, last):
        return None
    if _ends_in_its_town(line, known, first, last):
        last -= 2
    parts = [w for w in line.words[first:last] if w.text[0].isalpha()]
    if not parts or _in_a_place(line, first, last) or _is_no_name(parts):
        return None
    if _is_common_thing(line, known, first, last, parts):
        return None
    if not _is_unknown(line, known, first, last) or not _tells_apart(line, known, first, last, parts, small_words):
        return None
    return organisation_candidate(line, line.words[first].start, line.words[last - 1].end, "model-organisation", MODEL)


def _trimmed(line: Line, first: int, last: int) -> tuple[int, int]:
    """The words up to a bracket, without articles, marks and links at either end."""
    words = line.words
    last = next((i for i in range(first, last) if words[i].text in "()"), last)
    while first < last and (not words[first].text[0].isalnum() or _is_common_opener(line, words[first])):
        first += 1
    while last > first and words[last - 1].fold in SMALL_LINKS:
        last -= 1
    while last > first and (
        not words[last - 1].text[0].isalnum() or (words[last - 1].fold == "s" and words[last - 2].fold == "'")
    ):
        last -= 1
    return first, last


def _is_common_opener(line: Line, word: Word) -> bool:
    """Whether a word is none of a name's; "Old" within a sentence is: "among them is Old Vector"."""
    named = word.text == "Old" and word.start not in line.sentence_starts and line.style == "sentence"
    return word.fold in NON_NAME_WORDS and not named


def _is_ticker(line: Line, first: int, start: int) -> bool:
    """Whether the letters are those of a share: "(Nasdaq: KSPI)"."""
    after_colon = first > 0 and line.words[first - 1].text == ":"
    opened = "(" in line.text[max(line.start, start - _TICKER_REACH) : start]
    return after_colon and opened and line.words[first].text.isupper()


def _after_state(line: Line, known: Known, first: int, last: int) -> int:
    """Index after a state that stands before its own body: "Latvia's Ministry", "the Uzbek Senate"."""
    words, owner = line.words, known.at(first)
    if owner is None or owner.form is None:
        return first
    after = line.word_at(owner.end)
    ministry = after < last and words[after].fold in ("ministry", "embassy")
    if not ministry and words[last - 1].fold not in STATE_BODIES:
        return first
    return after + 1 if after < last and words[after].fold == "." else after


def _is_person(words: list[Word], first: int, last: int) -> bool:
    """Whether it is a person, or an office and its holder: "Employment of the Population Gulnora Hasanzoda"."""
    return looks_like_person(words[first:last]) or (last - first > 3 and looks_like_person(words[last - 2 : last]))


def _ends_in_its_town(line: Line, known: Known, first: int, last: int) -> bool:
    """ "CESI of Milan": letters, and where the body sits."""
    words = line.words
    of_known = last - first > 2 and words[last - 2].fold == "of" and known.form(last - 1)
    return bool(of_known) and words[first].text.isupper()


def _is_no_name(parts: Sequence[Word]) -> bool:
    """Whether the words with letters hold what no body's name holds: small words, titles, dates, "in"."""
    if not parts[0].text[0].isupper() or any(w.text[0].islower() and w.fold not in SMALL_LINKS for w in parts):
        return True
    return any(w.fold in ("in", "to", "at") or w.fold in _DATES_AND_TITLES for w in parts)


def _is_common_thing(line: Line, known: Known, first: int, last: int, parts: Sequence[Word]) -> bool:
    """Whether it is a building, a concept, or what every town and every company has."""
    words = line.words
    if parts[-1].fold in FACILITIES or (line.kind in ("title", "heading") and len(parts) == 1):
        return True
    if parts[-1].fold in CONCEPT_NOUNS and all(known.at(i) is None for i in range(first, last)):
        return True
    of_known = last < len(words) and words[last].fold == "of"
    if of_known and all(w.fold in ORGANISATION_HEADS | GENERIC_MODIFIERS for w in parts):
        return True  # "the Political Bureau of the Communist Party": the party is the name
    return [w.fold for w in parts[1:]] in (["of", "culture"], ["of", "directors"])


def _is_unknown(line: Line, known: Known, first: int, last: int) -> bool:
    """Whether no other name covers the words, but for places within; "Millions of Uzbeks" ends in a people."""
    final = known.at(last - 1)
    if final is not None and final.form == "demonym" and last - first > 1 and line.words[last - 2].fold == "of":
        return False
    covered = (known.at(i) for i in range(first, last))
    return all(c is None or (c.type != "person" and c.strength == AUTHORITY and c.form is not None) for c in covered)


def _tells_apart(
    line: Line, known: Known, first: int, last: int, parts: Sequence[Word], small_words: frozenset[str]
) -> bool:
    """Whether a word that is no known place and no common word tells this body from others."""
    words = line.words[first:last]
    bare = [w for i, w in enumerate(words, first) if known.at(i) is None and w.text[0].isalpha()]
    if not bare or any(w.fold == "'" for w in words):
        return False
    if len(parts) == 1:
        return _single_organisation(line, first, small_words)
    return not all(w.fold in small_words | TITLE_MODIFIERS | SMALL_LINKS for w in bare)


def _in_a_place(line: Line, first: int, last: int) -> bool:
    """Whether the words around speak of a place: "at Ulken", "the village of Priozersk", "Lebap province"."""
    words = line.words
    before = words[first - 1].fold if first else ""
    after = words[last].fold if last < len(words) else ""
    of_place = before == "of" and first > 1 and words[first - 2].fold in PLACE_NOUNS | DWELLERS
    short = len(line.text[words[first].start : words[last - 1].end].split()) == 1
    return after in PLACE_NOUNS or of_place or (short and before in LOCATIVE_WORDS)


def _single_organisation(line: Line, index: int, small_words: frozenset[str]) -> bool:
    word = line.words[index]
    if word.fold in small_words or word.text.upper() in NOT_BODIES or len(word.text) < 3:
        return False
    if word.fold == "covid" or word.fold in NO_SINGLE_NAME:
        return False
    if word.text.isupper():
        return True
    before = line.words[index - 1].fold if index else ""
    if before == "the" and word.fold.endswith("s"):
        return False  # a people: "the Uyghurs"
    single = line.tag[line.token_at(word.start)] == "NNP" and before not in ("a", "an")
    return single and word.start not in line.sentence_starts
