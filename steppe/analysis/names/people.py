"""Persons that no authority knows: a title and a name, a name and a role, and the model's filtered proposals."""

import re
from itertools import pairwise

from steppe.analysis.names.candidates import GRAMMAR, Candidate
from steppe.analysis.names.given_names import GIVEN_NAMES
from steppe.analysis.names.initials import is_initial
from steppe.analysis.names.known import Known
from steppe.analysis.names.lines import Line, Word
from steppe.analysis.names.trades import JOBS, PERSON_NOUNS, TITLES_BEHIND, TRADE, job_follows
from steppe.analysis.names.vocabulary import (
    BODY_NOUNS,
    COMPANY_SUFFIXES,
    EVENT_HEADS,
    FEMALE_TITLES,
    INITIATIVE_HEADS,
    MALE_TITLES,
    MONTHS,
    NON_NAME_WORDS,
    ORGANISATION_HEADS,
    PARTICLES,
    TITLE_MODIFIERS,
    TITLES,
    WEEKDAYS,
)
from steppe.analysis.names.words import word_set

HEADS = ORGANISATION_HEADS | EVENT_HEADS | INITIATIVE_HEADS
_NOT_IN_NAMES = NON_NAME_WORDS | WEEKDAYS | (MONTHS - {"may", "april", "june", "august"}) | HEADS | COMPANY_SUFFIXES
_NO_NAME_WORDS = _NOT_IN_NAMES | TITLES | TITLE_MODIFIERS
AGE = re.compile(r"\A,\s\d\d(?:,|\.|\s)")
_MOST_NAME_WORDS = 5
_MOST_UNNAMED = 12  # words of initials and particles in a row; without a limit, "A. A. A. …" takes minutes
# "General Staff", "General Assembly": no general's name.
_AFTER_GENERAL = word_set("staff assembly secretariat directorate prosecutor council headquarters command")
# "Chief Financial Officer Aliya Mukanova": whose the second word is no name.
_OF_CHIEF_OFFICERS = word_set(
    "executive financial operating technology information commercial investment legal risk marketing product data "
    "strategy sustainability compliance human digital security medical scientific people communications"
)
# Those who live at a place: "the people of Roshorv".
_DWELLERS = word_set("people peoples villagers residents inhabitants citizens men women families children folk elders")
_NICKNAME_MARKS = frozenset("\"“”'‘’«»")
_BIRTH_ORDER = frozenset(
    ["youngest", "eldest", "oldest", "elder", "younger", "older", "only", "late", "first", "second"]
)
_OPENERS = word_set("first my his her our their the a an s")
# Whose holder's name follows the town: "the Mayor of Xi'an Ye Niuping".
_TOWN_OFFICES = word_set("mayor governor akim hakim hokim khokim prefect")
# Whose name follows the body that sent them: "Ambassador of the European Union Raimundas Karoblis".
_SENT = word_set("ambassador envoy representative commissioner secretary-general spokesperson spokesman spokeswoman")
# What only people do.
_HUMAN_VERBS = word_set(
    "teaches taught laughs laughed smiles smiled shrugs shrugged sighs sighed remembers remembered recalls recalled "
    "wonders wondered lives grew nods nodded grins grinned whispers whispered jokes joked thinks stood sits sat walks "
    "walked"
)
_BEFORE_PERSONS = (
    *("spoke to", "spoke with", "interviewed", "talked to", "talks to", "speaks to", "Interviewed by"),
    *("I'm", "I’m", "I am", "name is", "Meet"),
)
# Endings of surnames between the Bug and the Altai: Slavic, Turkic, Persian, Caucasian.
_SURNAME = re.compile(
    r"\w{2,}(?:ov|ev|ova|eva|iev|ieva|yev|yeva|skiy|sky|skaya|enko|uly|uulu|kyzy|qizi|ogly|oglu|zoda|zade|zadeh|shvili|dze|"
    r"bekov|bayev|baev|shin|kin|khan|zhan|bek|bay|bai|din|yan|nov|nova)",
    re.IGNORECASE,
)


def _parts_persons(known: Known, hyphen: int) -> bool:
    """Whether a hyphen stands between two known persons: "the Xi-Tokayev meeting"."""
    left, right = known.at(hyphen - 1), known.at(hyphen + 1)
    return left is not right


def is_name_word(line: Line, known: Known, index: int) -> bool:
    word = line.words[index]
    if len(word.text) < 2 or not word.text[0].isupper():
        return False
    if word.fold in _NO_NAME_WORDS and not _is_surname_he(line, index):
        return False
    if word.text in TITLES_BEHIND and index and line.words[index - 1].text[0].isupper():
        return False
    if word.text.isupper() and len(word.text) > 2 and line.style != "upper":
        return False
    covering = known.at(index)
    if covering is not None and covering.rule == "place-name" and index and word.start == line.words[index - 1].end + 1:
        return line.words[index - 1].fold in GIVEN_NAMES
    return covering is None or covering.type == "person" or covering.rule.startswith("ambiguous")


def _is_surname_he(line: Line, index: int) -> bool:
    """Whether "He" is a Chinese surname: within a sentence, before a given name ("spokesperson He Yadong")."""
    words = line.words
    if words[index].text != "He" or not index or words[index].start in line.sentence_starts or index + 1 >= len(words):
        return False
    after = words[index + 1].text
    told = words[index - 1].text.isalpha() and words[index - 1].text not in ("and", "but")
    return told and after[0].isupper() and after[1:].islower() and line.style == "sentence"


def name_run(line: Line, known: Known, first: int) -> int:
    """Index after the last word of the person's name that starts at word `first`; `first` itself if none does."""
    words, index, last = line.words, first, first
    while index < len(words) and last - first < 2 * _MOST_NAME_WORDS and index - last < _MOST_UNNAMED:
        if index > first and line.text[words[index - 1].end : words[index].start] not in ("", " ", "\u00a0", "\n"):
            break
        glued = index > first and words[index].start == words[index - 1].end
        if last == index > first and _nicknamed(line, known, index):
            index = last = index + 4
            continue
        if is_initial(line, index):
            index += 2
        elif is_name_word(line, known, index):
            index += 1
            last = index
        elif words[index].fold == "-" and _parts_persons(known, index):
            break
        elif words[index].fold in ("-", "'") and glued and index + 1 < len(words) and last == index:
            if words[index].fold == "'" and words[index + 1].fold == "s":
                break
            if not words[index + 1].text[0].isalpha() or words[index + 1].start != words[index].end:
                break
            index += 2
            last = index
        elif words[index].fold in PARTICLES and last == index and index + 1 < len(words):
            index += 2 if words[index + 1].text == "-" else 1  # "Saleh al-Kharabsheh"
        else:
            break
    return last


def looks_like_person(words: list[Word]) -> bool:
    """Two to four capitalised words, the first a given name or the last with the ending of a surname of the region."""
    names = [word for word in words if len(word.text) > 1 and word.text[0].isalpha()]
    initials = [a for a, b in pairwise(words) if b.text == "." and b.start == a.end]
    if initials and len(names) - sum(len(word.text) > 1 for word in initials) == 1:
        surname = words[-1]
        return surname.fold not in _NOT_IN_NAMES and _SURNAME.fullmatch(surname.text) is not None
    if names and names[-1].start - names[0].end <= 1 and len(names) == 2 and any(w.fold == "-" for w in words):
        return False
    if not 2 <= len(names) <= 4 or not all(w.text[0].isupper() and not w.text.isupper() for w in names):
        return False
    if any(word.fold in _NOT_IN_NAMES or word.fold in TITLES for word in names):
        return False
    return names[0].fold in GIVEN_NAMES or _SURNAME.fullmatch(names[-1].text) is not None


def _nicknamed(line: Line, known: Known, index: int) -> bool:
    """Whether a nickname in marks and then the surname follow: 'Nurbolot "Nur" Satarov'."""
    words = line.words
    if index + 3 >= len(words) or not {words[index].text, words[index + 2].text} <= _NICKNAME_MARKS:
        return False
    nickname, surname = words[index + 1], words[index + 3]
    spaced = words[index].start - words[index - 1].end == 1 and surname.start - words[index + 2].end == 1
    return spaced and nickname.text[0].isupper() and is_name_word(line, known, index + 3)


def find_shaped_persons(line: Line, known: Known) -> list[Candidate]:
    """ "Nurlan Abdyldaev": capitals that end like a surname of the region, whatever the model makes of them."""
    if line.style != "sentence":
        return []
    found, index = [], 0
    while index < len(line.words):
        last = name_run(line, known, index) if known.at(index) is None else index
        if last > index + 1:
            first = index
            while first < last - 1 and not is_initial(line, first) and _opens(line, first):
                first += 1
            if last - first > 2 and first and line.words[first - 1].text == "the":
                first += 1  # no article before a person: "Protection of the Population Gulnora Hakimova"
            unknown = all(_is_free(known, i, first, line) for i in range(first, last))
            if unknown and looks_like_person(line.words[first:last]):
                found.append(person_candidate(line, first, last, "surname-ending", GRAMMAR))
        index = max(last, index + 1)
    return found


def _opens(line: Line, index: int) -> bool:
    word = line.words[index]
    return word.fold in NON_NAME_WORDS or word.fold in TITLES or opens_with_trade(line, word)


def opens_with_trade(line: Line, word: Word) -> bool:
    """Whether a sentence opens with what somebody does: "Midwife Zarghuna Stanekzai"."""
    trade = word.fold in JOBS or word.fold in PERSON_NOUNS or TRADE.fullmatch(word.fold) is not None
    return trade and word.start in line.sentence_starts


def _is_free(known: Known, index: int, first: int, line: Line) -> bool:
    """Whether a word is open to be a person's: unknown, or a town's name after a given name (Mukhtar Auezov)."""
    covering = known.at(index)
    if covering is None:
        return True
    if index == first or line.words[first].fold not in GIVEN_NAMES:
        return False
    namesake = covering.type == "person" and " " not in covering.surface  # Nurlan Aliev is not the President
    return covering.rule == "place-name" or namesake


def find_aged_persons(line: Line, known: Known) -> list[Candidate]:
    """ "Baurzhan, 41, a driller": a single name with an age."""
    if line.style != "sentence":
        return []
    found = []
    for index, word in enumerate(line.words):
        lone = not index or not line.words[index - 1].text[0].isupper() or line.words[index - 1].end < word.start - 1
        named = lone and known.at(index) is None and is_name_word(line, known, index)
        if named and AGE.match(line.text[word.end : word.end + 6]):
            found.append(person_candidate(line, index, index + 1, "name-and-age", GRAMMAR))
    return found


def find_related_persons(line: Line, known: Known) -> list[Candidate]:
    """ "my neighbour Cholpon", "the poet Hafez": a single name after a small noun for a person."""
    if line.style != "sentence":
        return []
    found = []
    words = line.words
    for index, word in enumerate(words[1:-1], start=1):
        if word.text not in PERSON_NOUNS:
            continue
        opener = words[index - 1]
        found.extend(_introduced(line, known, index))
        if opener.text in _BIRTH_ORDER and index > 1:
            opener = words[index - 2]  # "her youngest son, Polat, went"
        named_alone = words[index + 1].text == "," and index + 3 < len(words) and words[index + 3].text in (",", ")")
        if named_alone and opener.fold in _OPENERS and _is_lone_name(line, known, index + 2):
            found.append(person_candidate(line, index + 2, index + 3, "name-and-age", GRAMMAR))
            continue
        if words[index + 1].text == "," and _named_between_commas(line, known, index + 2):
            last = name_run(line, known, index + 2)
            found.append(person_candidate(line, index + 2, last, "title-and-name", GRAMMAR))
            continue
        told = opener.fold in _OPENERS or opener.text[0].isupper() or line.tag[line.token_at(opener.start)] == "JJ"
        if line.text[word.end : words[index + 1].start] != " ":
            continue
        last = name_run(line, known, index + 1)
        unknown = all(known.at(i) is None for i in range(index + 1, last))
        if told and index + 1 < last <= index + 4 and unknown and words[index + 1].fold not in _NOT_IN_NAMES:
            found.append(person_candidate(line, index + 1, last, "title-and-name", GRAMMAR))
    return found


def _named_between_commas(line: Line, known: Known, first: int) -> bool:
    """Whether two or three unknown capitals stand alone before a comma: "his colleague, Saleh al-Kharabsheh, "."""
    if first >= len(line.words) or known.at(first) is not None:
        return False
    last = name_run(line, known, first)
    parts = [w for w in line.words[first:last] if w.text[0].isupper()]
    closed = last < len(line.words) and line.words[last].text in (",", ".", ";")
    return closed and 2 <= len(parts) <= 3 and all(known.at(i) is None for i in range(first, last))


def _introduced(line: Line, known: Known, noun: int) -> list[Candidate]:
    """ "His wife tells me. Burulai keeps the accounts": who acts first after a relative did, in the next sentence."""
    words = line.words
    acts = line.dep[line.token_at(words[noun].start)] == "nsubj"
    if not acts or words[noun - 1].fold not in ("my", "his", "her", "their"):
        return []
    opening = min((start for start in line.sentence_starts if start > words[noun].start), default=line.end)
    index = line.word_at(opening)
    token = line.token_at(opening)
    if index + 1 >= len(words) or words[index].start != opening or not _is_lone_name(line, known, index):
        return []
    person = line.doc[token].ent_type_ == "PERSON" and line.dep[token] == "nsubj" and line.head[token] == token + 1
    if person and words[index].fold not in _NOT_IN_NAMES:
        return [person_candidate(line, index, index + 1, "name-and-age", GRAMMAR)]
    return []


def _is_lone_name(line: Line, known: Known, index: int) -> bool:
    return known.at(index) is None and name_run(line, known, index) == index + 1


def find_appositive_persons(line: Line, known: Known) -> list[Candidate]:
    """ "Gulnoza, a seamstress from Rishtan": a single name, then what only a person is."""
    if line.style != "sentence":
        return []
    found = []
    words = line.words
    for index in range(len(words) - 3):
        if words[index + 1].text != "," or words[index + 2].fold not in ("a", "an", "the", "who", "whose"):
            continue
        lone = not index or not words[index - 1].text[0].isupper() or words[index - 1].fold in NON_NAME_WORDS
        if line.tag[line.token_at(words[index].start)] == "NNS":
            continue  # "Women, who"
        if index and words[index - 1].fold in BODY_NOUNS:
            continue  # "the aid group Helvetas, who"
        dwelt_in = index > 1 and words[index - 1].fold == "of" and words[index - 2].fold in _DWELLERS
        if not lone or dwelt_in or not _is_lone_name(line, known, index):
            continue
        noun = next(
            (w for w in words[index + 3 : index + 6] if w.fold in PERSON_NOUNS or TRADE.fullmatch(w.text)), None
        )
        if words[index + 2].fold in ("who", "whose") or noun is not None:
            found.append(person_candidate(line, index, index + 1, "name-and-age", GRAMMAR))
    return found


def find_acting_persons(line: Line, known: Known) -> list[Candidate]:
    """ "Chinara Esengul teaches", "Sofia Lindqvist, who": two or three capitals that do what only people do."""
    if line.style != "sentence":
        return []
    found, index = [], 0
    while index < len(line.words):
        word = line.words[index]
        common = word.fold in NON_NAME_WORDS or known.at(index) is not None
        if not word.text[0].isupper() or common or opens_with_trade(line, word):
            index += 1
            continue
        last = name_run(line, known, index)
        parts = [w for w in line.words[index:last] if w.text[0].isalpha()]
        if 2 <= len(parts) <= 3 and all(known.at(i) is None for i in range(index, last)):
            after = line.words[last].text if last < len(line.words) else ""
            following = line.words[last + 1].text if last + 1 < len(line.words) else ""
            acts = after in _HUMAN_VERBS or (after == "," and following in ("who", "whose"))
            acts = acts or (after == "," and job_follows(line, last + 1))
            before = " ".join(w.text for w in line.words[max(0, index - 2) : index])
            if acts or before.endswith(_BEFORE_PERSONS):
                found.append(person_candidate(line, index, last, "surname-ending", GRAMMAR))
        index = max(last, index + 1)
    return found


def find_titled_persons(line: Line, known: Known) -> list[Candidate]:
    """ "Minister Almassadam Satkaliyev", "Mr Kim": a title, then capitals that are nothing else."""
    if line.style == "title":
        return []
    found = []
    for index, word in enumerate(line.words[:-1]):
        if word.fold not in TITLES or (word.text.islower() and not _small_title(word)):
            continue
        first = index + 1
        if line.words[first].text == ".":
            first += 1
        if first >= len(line.words) or line.text[word.end : line.words[first].start].strip() not in ("", "."):
            continue
        if line.words[first].start == word.end:
            continue
        if line.words[first].fold == "extraordinary":  # "Ambassador Extraordinary and Plenipotentiary of"
            first = next(
                (i for i in range(first, min(first + 4, len(line.words))) if line.words[i].fold == "of"), first
            )
        if line.words[first].fold in ("of", "for"):
            first = _after_office(line, known, first)
        last = name_run(line, known, first)
        if last == first or known.at(first) is not None:
            continue
        if line.words[first].fold == "extraordinary":
            continue
        if word.fold == "chief" and line.words[first].fold in _OF_CHIEF_OFFICERS:
            continue
        if word.fold == "general" and line.words[first].fold in _AFTER_GENERAL:
            continue
        if word.text[0].islower() and last - first < 2:
            continue
        if line.style == "upper" and line.words[first].fold not in GIVEN_NAMES and not _ends_as_surname(line, last):
            continue
        found.append(person_candidate(line, first, last, "title-and-name", GRAMMAR, title=word.fold))
    return found


def _ends_as_surname(line: Line, last: int) -> bool:
    return _SURNAME.fullmatch(line.words[last - 1].text) is not None


def _after_office(line: Line, known: Known, link: int) -> int:
    """ "Minister of Foreign Affairs of Kazakhstan Murat Nurtleu": the word after the state that ends the office."""
    index = link + 1
    while index < len(line.words) and index - link < 10:
        covering = known.at(index)
        of_town = covering is not None and covering.type == "place" and line.words[link - 1].fold in _TOWN_OFFICES
        if index - link > 1 and covering is None and looks_like_person(line.words[index : index + 2]):
            return index  # "Minister of Labour and Employment of the Population Gulnora Hasanzoda"
        sent_by = covering is not None and covering.type == "organisation" and line.words[link - 1].fold in _SENT
        if covering is not None and (covering.type in ("country", "region") or of_town or sent_by):
            after = line.word_at(covering.end)
            follows = after < len(line.words) and line.text[covering.end : line.words[after].start] == " "
            return after if follows and after + 1 < len(line.words) else link
        if line.words[index].text[0].islower() and line.words[index].fold not in ("of", "and", "the", "for"):
            return link
        index += 1
    return link


def _small_title(word: Word) -> bool:
    return word.fold not in ("state", "house", "secretary", "head", "king")


def person_candidate(line: Line, first: int, last: int, rule: str, strength: int, *, title: str = "") -> Candidate:
    start, end = line.words[first].start, line.words[last - 1].end
    gender = "f" if title in FEMALE_TITLES else "m" if title in MALE_TITLES else ""
    name = re.sub(r"\s[\"“'‘«][^\s]+[\"”'’»](?=\s)", "", " ".join(line.text[start:end].split()))
    return Candidate(line, start, end, "person", rule, strength, name=name, gender=gender)
