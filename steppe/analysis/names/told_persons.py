"""Persons known by how they are spoken of: by an honorific, a label before their words, or where they are from."""

import re

from steppe.analysis.names.candidates import GRAMMAR, Candidate
from steppe.analysis.names.given_names import GIVEN_NAMES
from steppe.analysis.names.known import Known
from steppe.analysis.names.lines import Line
from steppe.analysis.names.people import (
    is_name_word,
    looks_like_person,
    name_run,
    person_candidate,
)
from steppe.analysis.names.trades import JOBS, PERSON_NOUNS, TITLES_BEHIND, TRADE
from steppe.analysis.names.vocabulary import TITLES
from steppe.analysis.names.words import word_set

# Honorifics of the region's languages behind a name: Qairat-aqsaqal, Gulchehra-opa, Timur-aka.
_HONORIFICS = word_set(
    "aka opa apa ata aqsaqal aksakal ake agha aga bey hanim khanum jan xon oy eje ejeke baike muallim ustoz domla "
    "hoji haji hojji san sensei ji sahib begim akin aqin batyr mirza"
)
# "a woman named only as Ogulnabat", "who gave his name as Timur", "asked us to call him Dauren"
_NAMED_AS = re.compile(
    r"\b(?:(?:wom[ae]n|m[ae]n|girl|boy|worker|driver|trader|farmer|teacher|resident|migrant|mother|father)\s"
    r"(?:(?:who\s)?(?:is|was)\s)?(?:named|identified|known)(?:\sonly)?(?:\sas)?|gave\s(?:his|her)\s(?:first\s)?name"
    r"(?:\sonly)?\sas|(?:gave|give|giving|used|using)\s(?:us\s)?only\s(?:his|her)\s(?:first|given)?\s?name,|whom\s(?:she|he|we|I|they)\s(?:calls?|called|names?|named|(?:shall|will)\scall)|asked\s(?:us\s|me\s)?to\s(?:call\s(?:him|her)|be\s(?:called|known\sas|identified\sas)))\s"
    r"(?=([A-Z][\w’'-]+)\b)"
)
# "an anaesthetist called Komron"
_CALLED = re.compile(r"\b([a-z]+)\s(?:called|named)\s(?=[A-Z])")
# "One of the guides, Sherzod, has learnt", "One of them, Aida, laughs"
_ONE_OF = re.compile(r"\b[Oo]ne of (?:the |his |her |my |our )?(?:[a-z-]+ ){0,2}([a-z]+), (?=[A-Z][\w’'-]+, )")
_INITIALLED = re.compile(r"\b[A-Z][a-z]{2,} [A-Z]\.(?=,? [a-z]|,|\s?[)’'])")
_SLAVIC_SURNAME = re.compile(r"[A-Z][a-z]+(?:[eo]va?|enko|uly|uulu|kyzy)")
_PREPOSITIONS = word_set("in at near from to of around outside for via into through , and")
_NO_SPEAKERS = word_set("host moderator interviewer question answer q a editor note narrator voice")
_LABEL = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?(?=: )")


def find_told_persons(line: Line, known: Known) -> list[Candidate]:
    """Single names with an honorific, a label or an origin, and names after a trade."""
    return [
        *_honoured(line, known),
        *_labelled(line, known),
        *_from_somewhere(line, known),
        *_by_trade(line, known),
        *_named_as(line, known),
        *_one_of(line, known),
        *_initialled(line, known),
        *_called_like_places(line, known),
    ]


def _called_like_places(line: Line, known: Known) -> list[Candidate]:
    """ "Zhetibay Orazov is": a given name that is a town's, too, before a surname and behind no preposition."""
    if line.style != "sentence":
        return []
    found = []
    words = line.words
    for index, word in enumerate(words[:-1]):
        town, surname = known.at(index), words[index + 1]
        titled = index > 0 and (words[index - 1].fold in TITLES or words[index - 1].fold in JOBS)
        if town is None or town.type != "place" or town.end != word.end or town.start != word.start:
            continue
        apart = line.text[word.end : surname.start] != " " or known.at(index + 1) is not None
        if apart or not (titled or _SLAVIC_SURNAME.fullmatch(surname.text)) or not is_name_word(line, known, index + 1):
            continue
        if not index or words[index - 1].fold not in _PREPOSITIONS:
            found.append(person_candidate(line, index, index + 2, "surname-ending", GRAMMAR))
    return found


def _one_of(line: Line, known: Known) -> list[Candidate]:
    """ "One of the guides, Sherzod, has": a single name for one of several people."""
    found = []
    for told in _ONE_OF.finditer(line.text, line.start, line.end):
        first = line.word_at(told.end())
        many = told.group(1)
        persons = many.rstrip("s") in PERSON_NOUNS | JOBS or TRADE.fullmatch(many.rstrip("s")) is not None
        person = persons or many in ("men", "women") or line.doc[line.token_at(told.end())].ent_type_ == "PERSON"
        alone = known.at(first) is None and name_run(line, known, first) == first + 1
        if alone and (person or line.words[first].fold in GIVEN_NAMES):
            found.append(person_candidate(line, first, first + 1, "name-and-age", GRAMMAR))
    return found


def _initialled(line: Line, known: Known) -> list[Candidate]:
    """ "Farrukh N., a student": a given name and the surname's first letter, as courts give them."""
    found = []
    for told in _INITIALLED.finditer(line.text, line.start, line.end):
        first = line.word_at(told.start())
        if line.words[first].fold not in GIVEN_NAMES or known.at(first) is not None:
            continue
        candidate = person_candidate(line, first, first + 2, "title-and-name", GRAMMAR)
        candidate.end, candidate.name = told.end(), told.group()
        found.append(candidate)
    return found


def _named_as(line: Line, known: Known) -> list[Candidate]:
    """A single name by which the text lets somebody go."""
    found = []
    for told in _NAMED_AS.finditer(line.text, line.start, line.end):
        first = line.word_at(told.end())
        last = name_run(line, known, first)
        if last > first and known.at(first) is None:
            found.append(person_candidate(line, first, last, "title-and-name", GRAMMAR))
    for called in _CALLED.finditer(line.text, line.start, line.end):
        first = line.word_at(called.end())
        trade = called.group(1) in PERSON_NOUNS or called.group(1) in JOBS or TRADE.fullmatch(called.group(1))
        if not trade and (first >= len(line.words) or line.words[first].fold not in GIVEN_NAMES):
            continue
        last = name_run(line, known, first)
        if last > first and known.at(first) is None:
            found.append(person_candidate(line, first, last, "title-and-name", GRAMMAR))
    return found


def _honoured(line: Line, known: Known) -> list[Candidate]:
    found = []
    words = line.words
    for index in range(1, len(words) - 1):
        glued = words[index].fold == "-" and words[index - 1].end == words[index].start == words[index + 1].start - 1
        honorific = glued and words[index + 1].fold in _HONORIFICS and words[index + 1].text.islower()
        if honorific and known.at(index - 1) is None and words[index - 1].text[0].isupper():
            candidate = person_candidate(line, index - 1, index + 2, "title-and-name", GRAMMAR)
            candidate.name = words[index - 1].text
            found.append(candidate)
        spaced = words[index].text in TITLES_BEHIND and line.text[words[index - 1].end : words[index].start] == " "
        if spaced and known.at(index - 1) is None and _is_alone(line, known, index - 1):
            found.append(person_candidate(line, index - 1, index, "title-and-name", GRAMMAR))
    return found


def _is_alone(line: Line, known: Known, index: int) -> bool:
    """Whether one name stands by itself before what follows it: "Sugra Hanım", not "Aliya Karim Bey"."""
    before = line.words[index - 1] if index else None
    return is_name_word(line, known, index) and (before is None or not before.text[0].isupper())


def _labelled(line: Line, known: Known) -> list[Candidate]:
    """ "DANIYAR: Chips. It's only chips.": who speaks in a transcript."""
    label = _LABEL.match(line.text, line.start, line.end)
    if label is None:
        return []
    last = line.word_at(label.end() - 1) + 1
    words = line.words[:last]
    given = all(w.fold in GIVEN_NAMES or w.fold == "-" for w in words) or looks_like_person(words)
    if not given or words[0].fold in _NO_SPEAKERS or any(known.at(i) is not None for i in range(last)):
        return []
    candidate = person_candidate(line, 0, last, "title-and-name", GRAMMAR)
    candidate.name = candidate.name.title() if candidate.name.isupper() else candidate.name
    return [candidate]


def _from_somewhere(line: Line, known: Known) -> list[Candidate]:
    """ "Togzhan from Oral": a single name that opens a sentence, and where she is from."""
    if line.style != "sentence":
        return []
    found = []
    words = line.words
    for index in range(len(words) - 2):
        opens = words[index].start in line.sentence_starts and is_name_word(line, known, index)
        if not opens or words[index + 1].text != "from" or known.form(index + 2) not in ("place", "metonym", "name"):
            continue
        proper = line.tag[line.token_at(words[index].start)].startswith("NNP")
        if known.at(index) is None and proper and name_run(line, known, index) == index + 1:
            found.append(person_candidate(line, index, index + 1, "name-and-age", GRAMMAR))
    return found


def _is_given(line: Line, index: int) -> bool:
    """Whether a word is a given name, or a person to the model."""
    if index >= len(line.words):
        return False
    word = line.words[index]
    return word.fold in GIVEN_NAMES or line.doc[line.token_at(word.start)].ent_type_ == "PERSON"


def _by_trade(line: Line, known: Known) -> list[Candidate]:
    """ "with ethnomusicologist Choduraa Tumat": two capitals and more after a trade in small letters."""
    if line.style != "sentence":
        return []
    found = []
    for index, word in enumerate(line.words[:-2]):
        trade = TRADE.fullmatch(word.text) is not None
        if not (trade or word.text in JOBS) or line.text[word.end] != " " or known.at(index + 1) is not None:
            continue
        last = name_run(line, known, index + 1)
        alone = last - index == 2 and _is_given(line, index + 1)  # "caretaker Akylbek was sweeping"
        if (trade and last - index > 2) or alone:
            found.append(person_candidate(line, index + 1, last, "title-and-name", GRAMMAR))
    return found
