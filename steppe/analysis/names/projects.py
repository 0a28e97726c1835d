"""Projects, programmes and meetings whose head noun is in small letters: "the China-Kyrgyzstan-Uzbekistan railway"."""

from steppe.analysis.article import EntityType
from steppe.analysis.names.candidates import GRAMMAR, Candidate
from steppe.analysis.names.known import Known, joined
from steppe.analysis.names.lines import Line
from steppe.analysis.names.vocabulary import (
    MONTHS,
    NON_NAME_WORDS,
    ORGANISATION_HEADS,
    SMALL_EVENT_HEADS,
    SMALL_INFRASTRUCTURE_WORDS,
    SMALL_INITIATIVE_HEADS,
    TITLES,
    WEEKDAYS,
)
from steppe.analysis.names.words import word_set

_SMALL_NOUNS = word_set("programme program initiative project strategy plan scheme campaign roadmap")
# In small letters these name an agreement only with their subject: "the EU-Kazakhstan memorandum on raw materials".
_SMALL_AGREEMENTS = word_set("memorandum treaty agreement pact accord convention declaration roadmap")
_MOST_SUBJECT_WORDS = 3
_QUOTE_MARKS = "“”\"‘’«»'"
_OTHER_NAMES = ("person", "organisation", "event", "initiative")


def find_projects(line: Line, known: Known) -> list[Candidate]:
    """Names before a small head noun: two places joined by a hyphen, or a run of capitals called a programme."""
    found = []
    for index, word in enumerate(line.words):
        if not word.text.islower():
            continue
        if word.fold in SMALL_INITIATIVE_HEADS or word.fold in SMALL_EVENT_HEADS:
            found.extend(_joined_places(line, known, index))
        elif word.fold in _SMALL_NOUNS and line.style == "sentence" and index > 1:
            before = _capitals_before(line, known, index)
            found.extend(before or _capitals_after(line, index))
        elif word.fold in _SMALL_AGREEMENTS and line.style == "sentence":
            found.extend(_agreement_on(line, known, index))
    return found


def _agreement_on(line: Line, known: Known, index: int) -> list[Candidate]:
    """The places joined before an agreement, the agreement, and what it is on."""
    words, last = line.words, index + 2
    if last >= len(words) or words[index + 1].fold != "on":
        return []
    while last < len(words) and last - index - 2 < _MOST_SUBJECT_WORDS and joined(line, words[last - 1], words[last]):
        if not words[last].text.islower() or not line.tag[line.token_at(words[last].start)].startswith(("N", "J")):
            break
        last += 1
    if not line.tag[line.token_at(words[last - 1].start)].startswith("N"):
        return []
    found = _joined_places(line, known, index)
    for candidate in found:
        candidate.end = words[last - 1].end
        candidate.name = " ".join(line.text[candidate.start : candidate.end].split())
    return found


def _capitals_after(line: Line, noun: int) -> list[Candidate]:
    """ "the initiative On World Unity for Peace": its title, of two capitals and more, after its noun."""
    words, first = line.words, noun + 1
    called = first < len(words) and words[first].fold in _CALLED
    first += called
    quoted = first < len(words) and words[first].text in _QUOTE_MARKS
    first += quoted
    if first >= len(words) or (not quoted and not joined(line, words[first - 1], words[first])):
        return []
    last = index = first
    while index < len(words) and (index == first or joined(line, words[index - 1], words[index])):
        word = words[index]
        if word.text[0].isupper() or (word.text.isdigit() and len(word.text) == 4 and index > first):
            last = index + 1
        elif word.fold not in _TITLE_LINKS and word.fold != "-":
            break
        index += 1
    solid = [i for i in range(first, last) if words[i].text[0].isupper()]
    closed = last < len(words) and words[last].text in _QUOTE_MARKS
    opens_as_title = solid and words[first].fold in _TITLE_OPENERS
    if len(solid) < 2 or quoted != closed or not (quoted or opens_as_title or called):
        return []
    start, end = words[first].start, words[last - 1].end
    name = " ".join(line.text[start:end].split())
    return [Candidate(line, start, end, "initiative", "capitals-and-small-noun", GRAMMAR, name=name)]


_TITLE_LINKS = word_set("of and for the on in to with a")
_CALLED = word_set("called named dubbed titled entitled")
_TITLE_OPENERS = word_set("on for towards toward")


def _joined_places(line: Line, known: Known, index: int) -> list[Candidate]:
    """The head noun at `index` and the places that stand before it, if a hyphen joins at least two."""
    fold = line.words[index].fold
    before = index - 1
    while before > 0 and line.words[before].fold in SMALL_INFRASTRUCTURE_WORDS | {"-"}:
        before -= 1
    first, hyphens, places = before, 0, 0
    covering = known.at(before)
    while covering is not None and _is_party(covering):
        places += 1
        first = line.word_at(covering.start)
        if first < 2 or line.words[first - 1].fold != "-" or line.words[first - 1].end != line.words[first].start:
            break
        hyphens += 1
        covering = known.at(first - 2)
        if covering is None and line.words[first - 2].fold == "trans":
            first, places = first - 2, places + 1
    if places < 2 or not hyphens:
        return []
    kind: EntityType = "event" if fold in SMALL_EVENT_HEADS else "initiative"
    start, end = line.words[first].start, line.words[index].end
    name = " ".join(line.text[start:end].split())
    return [Candidate(line, start, end, kind, "places-and-head-noun", GRAMMAR, name=name)]


def _is_party(known: Candidate) -> bool:
    """Whether a name can stand in a compound such as "EU-Kazakhstan": a place, or a union that acts like a state."""
    return known.type in ("country", "place", "region") or (known.type == "organisation" and known.surface.isupper())


def _capitals_before(line: Line, known: Known, noun: int) -> list[Candidate]:
    """ "the One Million Uzbek Coders programme": the capitals; the noun stays outside."""
    words = line.words
    last = noun - 1 if words[noun - 1].text in "”\"’»'" else noun
    first = last
    while first > 0 and _goes_with_name(line, known, first - 1):
        first -= 1
    while first < last and _stands_before(line, known, first, last):
        first += 1
    if first > 0 and words[first - 1].text == "One":
        first -= 1
    solid = [i for i in range(first, last) if words[i].text[0].isalnum()]
    opens = len(solid) == 2 and words[first].start in line.sentence_starts
    if len(solid) < 2 or opens or all(known.at(i) is not None for i in solid):
        return []
    ending = known.at(last - 1)
    if (ending is not None and ending.type in _OTHER_NAMES) or words[last - 1].fold in ORGANISATION_HEADS:
        return []
    start, end = words[first].start, words[last - 1].end
    name = " ".join(line.text[start:end].split())
    return [Candidate(line, start, end, "initiative", "capitals-and-small-noun", GRAMMAR, name=name)]


def _stands_before(line: Line, known: Known, first: int, last: int) -> bool:
    """Whether the first word is no part of the name: "the", or whose programme it is ("Kazakh Green Belt project")."""
    covering = known.at(first)
    owner = covering is not None and covering.type == "country" and covering.form == "demonym" and last - first > 2
    return owner or line.words[first].fold in NON_NAME_WORDS | WEEKDAYS | MONTHS | TITLES


def _goes_with_name(line: Line, known: Known, index: int) -> bool:
    word, after = line.words[index], line.words[index + 1]
    if not joined(line, word, after) or word.fold in WEEKDAYS | MONTHS | TITLES:
        return False
    covering = known.at(index)
    if covering is not None and covering.type in _OTHER_NAMES:
        return False
    year = word.text.isdigit() and len(word.text) == 4
    hyphen = word.fold == "-" and index > 0 and word.start == line.words[index - 1].end
    return word.text[0].isupper() or year or hyphen
