"""Ministries in small letters: "Kazakhstan's energy ministry", "the foreign ministry said"."""

import re

from steppe.analysis.names.candidates import GRAMMAR, Candidate
from steppe.analysis.names.known import Known, joined
from steppe.analysis.names.lines import Line
from steppe.analysis.names.words import word_set

# Fields of government that have a ministry of their own.
_FIELDS = word_set(
    "foreign interior internal external energy oil gas petroleum power health education finance economy economic "
    "economics trade transport transportation roads railways agriculture farming defence defense justice culture "
    "tourism sport sports labour labor employment migration environment ecology water irrigation digital "
    "communications information industry construction housing investment mining minerals geology science innovation "
    "emergencies emergency security commerce resources development protection social affairs natural religious"
)
_LINKS = word_set("and , &")
# What may stand between a state and its ministry.
_BETWEEN = word_set("' s own new")
_MOST_FIELD_WORDS = 6
# Offices that every state has once.
_PROSECUTORS = re.compile(
    r"\b(?:(?:General|State) (?:Prosecutor|Attorney)|(?:Prosecutor|Attorney)[- ]General)['’]s Office\b"
)
# "a foreign ministry", "every energy ministry": none in particular.
_INDEFINITE = word_set("a an any every each no some which what another former future")


def find_small_ministries(line: Line, known: Known) -> list[Candidate]:
    """A field of government and "ministry", both in small letters, of the state named before or the article's."""
    if line.style != "sentence":
        return []
    found = []
    words = line.words
    for index, word in enumerate(words):
        if word.text != "ministry" or not index:
            continue
        first = index
        while first > 0 and index - first < _MOST_FIELD_WORDS and joined(line, words[first - 1], words[first]):
            before = words[first - 1]
            field = before.fold in _FIELDS and known.at(first - 1) is None
            if not field and not (before.fold in _LINKS and first < index):
                break
            first -= 1
        while first < index and words[first].fold in _LINKS:
            first += 1
        if first == index or (first and words[first - 1].fold in _INDEFINITE):
            continue
        start, end = words[first].start, word.end
        name = " ".join(w if w == "and" else w[:1].upper() + w[1:] for w in line.text[start:end].split())
        state = _state_before(line, known, first)
        found.append(Candidate(line, start, end, "organisation", "head-noun", GRAMMAR, name=name, state=state))
    return found


def find_prosecutors(line: Line, known: Known) -> list[Candidate]:
    """ "the General Prosecutor's Office" of the state named before, or the article's."""
    found = []
    for office in _PROSECUTORS.finditer(line.text, line.start, line.end):
        start, end = office.span()
        state = _state_before(line, known, line.word_at(start))
        name = office.group().replace("’", "'").replace("-", " ")
        found.append(Candidate(line, start, end, "organisation", "head-noun", GRAMMAR, name=name, state=state))
    return found


def _state_before(line: Line, known: Known, first: int) -> str | None:
    """ISO code of the state named right before."""
    for index in range(first - 1, max(-1, first - 4), -1):
        if known.form(index) in ("name", "demonym", "metonym"):
            return known.by_word[index].country
        if line.words[index].fold not in _BETWEEN:
            break
    return None
