"""Companies by their names' last word: "Bozymchak Mining LLP", "Huayu Talco Resources"."""

import re

from steppe.analysis.names.candidates import GRAMMAR, Candidate
from steppe.analysis.names.known import Known, joined
from steppe.analysis.names.lines import Line
from steppe.analysis.names.people import looks_like_person
from steppe.analysis.names.vocabulary import COMPANY_SUFFIXES, COMPANY_TAILS, MONTHS, NON_NAME_WORDS, TITLES, WEEKDAYS
from steppe.analysis.names.words import word_set

# "NAME, the state fund for", "NAME, a Dubai-based trading company that": what tells that the capitals are a body.
_EXPLAINED = re.compile(
    r"\b([A-Z][\w-]+(?: [A-Z][\w-]+){0,3}), (?:an?|the)\s(?:(?!(?:at|of|for|in|with|from|by)\b)[\w’'-]+\s){0,5}?"
    r"(?:company|firm|bank|fund|charity|group|think tank|consultancy|subsidiary|start-?up|manufacturer|lender|retailer|"
    r"association|union|movement|initiative|explorer|producer|exporter|airline|platform|cooperative|operator|brokerage|ngo|NGO|agency|foundation|newspaper|website|broadcaster|holding|conglomerate)"
    r"(?=[,.;)]| (?:that|which|based|in|for|of|owned|run|registered|founded|backed|controlled|operating)\b)"
)
# "the Vienna-based group Freedom for Eurasia": what it is, and its name of two capitals or more.
_BEHIND_NOUN = re.compile(
    r"\b(?:group|watchdog|NGO|charity|organi[sz]ation|movement|foundation|association|network|non-?profit|think tank|"
    r"firm|company|outlet|website|broadcaster|start-?up|brokerage|consultancy|subsidiary|manufacturer|retailer|developer)\s"
    r"([A-Z][\w’'-]*\w(?:\s(?:(?:for|of|and|without)\s)?(?:the\s)?[A-Z][\w’'-]*\w){1,4})"
)
_NOT_OF_NAMES = NON_NAME_WORDS | TITLES | WEEKDAYS | MONTHS


def find_companies(line: Line) -> list[Candidate]:
    """ "Bozymchak Mining LLP": capitals before a company suffix."""
    found = []
    words = line.words
    for index, word in enumerate(words):
        if index == 0 or word.fold not in COMPANY_SUFFIXES or not word.text[0].isupper() or word.text == "Limited.":
            continue
        if len(word.text) < 3 and word.fold not in ("co", "nv", "sa", "ag"):
            continue
        first = index
        while first > 0 and words[first - 1].text[0].isupper() and words[first - 1].fold not in NON_NAME_WORDS:
            if line.text[words[first - 1].end : words[first].start] not in (" ", "", "-"):
                break
            first -= 1
            if first > 1 and words[first - 1].fold in ("-", "&", "and") and words[first - 1].end == words[first].start:
                first -= 1
        if first < index and line.style == "sentence":
            found.append(organisation_candidate(line, words[first].start, word.end, "company-suffix", GRAMMAR))
    return found


def find_tailed_companies(line: Line, known: Known) -> list[Candidate]:
    """ "Huayu Talco Resources": two and more capitals that end in what companies are called after."""
    if line.style != "sentence":
        return []
    found = []
    words = line.words
    for index, word in enumerate(words):
        if index < 1 or word.fold not in COMPANY_TAILS or not word.text[0].isupper() or known.at(index) is not None:
            continue
        first = index
        while first > 0 and _heads_company(line, known, first - 1) and joined(line, words[first - 1], words[first]):
            first -= 1
        while first < index and words[first].start in line.sentence_starts and words[first].fold in NON_NAME_WORDS:
            first += 1
        ends = (
            index + 1 >= len(words)
            or not words[index + 1].text[0].isupper()
            or words[index].end + 1 < words[index + 1].start
        )
        new = [w for i, w in enumerate(words[first:index], start=first) if known.at(i) is None and w.text[0].isalpha()]
        alone = index - first == 1 and words[first].start not in line.sentence_starts
        alone = alone and (word.fold in _SURE_TAILS or _is_headed(line, first))
        if (
            (index - first >= 2 or alone)
            and ends
            and new
            and not {w.fold for w in words[first:index]} & _OF_EVERY_ECONOMY
        ):
            found.append(organisation_candidate(line, words[first].start, word.end, "company-suffix", GRAMMAR))
    return found


def _is_headed(line: Line, first: int) -> bool:
    """Whether the words right before tell whose head somebody is: "president of Camco Gold"."""
    if first < _TWO or line.words[first - 1].fold != "of":
        return False
    return line.words[first - 2].fold in _HEADS


def find_explained_companies(line: Line, known: Known) -> list[Candidate]:
    """ "Tian Shan Agro, a trading company,": capitals, at least one of them unknown, that are told to be a company."""
    if line.style != "sentence":
        return []
    found = []
    for told in _EXPLAINED.finditer(line.text, line.start, line.end):
        first, last = line.word_at(told.start(1)), line.word_at(told.end(1) - 1) + 1
        words = line.words[first:last]
        if words[0].start in line.sentence_starts and (len(words) == 1 or words[0].fold in NON_NAME_WORDS):
            continue
        if any(w.fold in _NOT_OF_NAMES for w in words) or looks_like_person(words) or known.at(last - 1) is not None:
            continue
        covering = [known.at(i) for i in range(first, last)]
        if all(c is None or c.type in ("place", "region", "country") for c in covering):
            start, end = words[0].start, words[-1].end
            found.append(organisation_candidate(line, start, end, "company-noun", GRAMMAR))
    return found


def find_bodies_behind_nouns(line: Line, known: Known) -> list[Candidate]:
    """ "the group Freedom for Eurasia", "whose firm Talas Bean exports": capitals right behind what they are."""
    if line.style != "sentence":
        return []
    found = []
    for told in _BEHIND_NOUN.finditer(line.text, line.start, line.end):
        first, last = line.word_at(told.start(1)), line.word_at(told.end(1) - 1) + 1
        words = line.words[first:last]
        if any(w.fold in _NOT_OF_NAMES for w in words if w.text[0].isupper()) or looks_like_person(words):
            continue
        covering = [known.at(i) for i in range(first, last)]
        if any(c is None for c in covering) and all(
            c is None or c.type in ("place", "region", "country") or c.rule.startswith("model") for c in covering
        ):
            start, end = words[0].start, words[-1].end
            found.append(organisation_candidate(line, start, end, "company-noun", GRAMMAR))
    return found


def _heads_company(line: Line, known: Known, index: int) -> bool:
    word, covering = line.words[index], known.at(index)
    named = covering is None or covering.type in ("place", "region", "organisation") or covering.form == "demonym"
    return named and word.text[0].isupper() and word.fold not in _NOT_OF_NAMES


_TWO = 2
_HEADS = word_set("president director ceo executive founder co-founder chairman chairwoman chair owner head")
# What only companies are called after, be there one word before: "Tilmash Labs".
_SURE_TAILS = word_set(
    "labs technologies logistics airlines holding holdings motors telecom biotech robotics pharma pharmaceuticals "
    "analytics semiconductors ventures advisory freight forwarding"
)
# "Renewable Energy", "Human Resources": what such a word means in every economy.
_OF_EVERY_ECONOMY = word_set(
    "renewable green solar wind nuclear atomic clean hydro natural heavy light precious rare critical human water "
    "mineral financial private public national international strategic global ministry agency committee department"
)


def organisation_candidate(line: Line, start: int, end: int, rule: str, strength: int) -> Candidate:
    name = " ".join(line.text[start:end].split())
    return Candidate(line, start, end, "organisation", rule, strength, name=name)
