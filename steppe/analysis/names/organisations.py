"""Organisations that no authority knows: bracketed abbreviations, what a country owns, companies described."""

import re

from steppe.analysis.article import EntityType
from steppe.analysis.names.candidates import GRAMMAR, LEARNED, Candidate
from steppe.analysis.names.companies import organisation_candidate
from steppe.analysis.names.given_names import GIVEN_NAMES
from steppe.analysis.names.known import Known
from steppe.analysis.names.lines import Line, split_words
from steppe.analysis.names.people import looks_like_person
from steppe.analysis.names.vocabulary import (
    BODY_NOUNS,
    CONCEPT_NOUNS,
    EVENT_HEADS,
    GENERIC_MODIFIERS,
    INITIATIVE_HEADS,
    LANGUAGES,
    MONTHS,
    NON_NAME_WORDS,
    ORGANISATION_HEADS,
    TITLE_MODIFIERS,
    TITLES,
    WEEKDAYS,
)
from steppe.analysis.names.words import word_set

_BRACKETED = re.compile(r"\(\s*[“\"]?((?:[A-Z][A-Za-z]*\d*[-–+&.]?){1,4}[A-Z0-9][A-Za-z0-9]*|[A-Z]{2,})[”\"]?\s*\)")
_CAMEL = re.compile(r"[A-Z][a-z]{2,}[A-Z][A-Za-z]{2,}")
_NETWORK_X = re.compile(
    r"\b(?:posts?|posted|wrote|writes|said|tweeted|shared|account|published)\s(?:\w+\s){0,3}on\s(X)(?=[\s.,;:)])"
)
_SCOTTISH = re.compile(r"Mac|Mc|Fitz|De[A-Z]|La[A-Z]|Le[A-Z]|Van[A-Z]")
# Peoples without a state of their own, in the region and beside it (censuses of the five states, Russia and China).
_PEOPLES = word_set(
    "uyghurs uighurs dungans karakalpaks tatars bashkirs nogais kurds meskhetians chechens ingush ossetians "
    "circassians abkhaz avars lezgins kumyks karachays balkars kalmyks buryats yakuts tuvans altaians khakas chuvash "
    "udmurts mordvins pamiris yaghnobis wakhis hazaras pashtuns baloch aimaqs brahuis roma gypsies lyuli gagauz hui "
    "tibetans manchus zhuang mongols oirats dolgans evenks koryosaram yazidis assyrians talysh tats laks dargins"
)
NO_SINGLE_NAME = (
    GENERIC_MODIFIERS
    | TITLES
    | TITLE_MODIFIERS
    | ORGANISATION_HEADS
    | EVENT_HEADS
    | INITIATIVE_HEADS
    | _PEOPLES
    | LANGUAGES
    | word_set(
        "government governments state states president presidents cabinet giant opposition republic union west east "
        "steppe internet constitution capital"
    )
)
SMALL_LINKS = word_set("of and for the on in to de & at")
# Abbreviations of things, not of bodies.
NOT_BODIES = word_set(
    "IOT GDP GNP AI IT CEO CFO COO LNG LPG HIV AIDS COVID UTC GMT USD EUR KZT RUB CNY GBP DNA TV PR HR VAT FDI "
    "PPP ESG HPP TPP NPP CHP SEZ FEZ FTA MOU NGO NGOS SME SMES PDF AM PM BC AD ID VIP GPS SUV EV EVS UAV TEU TEUS "
    "CO2 PM2 MW GW KM QR SMS API WWII WWI PHD MBA BSC IPO ETF CPI PPI MP MPS ODA R&D B2B USSR POW POWS IED IEDS "
    "ISBN FAQ SIM PIN USB LED LCD MRI DVD ATM PCR ECG VPN IP URL HTML RFID NFC LTE POS ID CV DIY FM CCTV NDA KPI OTC"
)


def bind_abbreviations(line: Line, candidates: list[Candidate]) -> list[Candidate]:
    """ "Long Name (LN)": tell the long name its abbreviation; the bracketed one becomes a candidate of its own.

    A long name that nothing else found is taken from the capitals before the bracket whose letters spell it.
    """
    ending = {c.end: c for c in sorted(candidates, key=lambda c: (c.end - c.start, c.strength))}
    found: list[Candidate] = []
    for bracket in _BRACKETED.finditer(line.text, line.start, line.end):
        start, end = bracket.span(1)
        short = bracket.group(1)
        before = len(line.text[line.start : bracket.start()].rstrip()) + line.start
        if short.upper() in NOT_BODIES or short.upper().removesuffix("S") in NOT_BODIES:
            _withdraw(candidates, before)  # "Foreign Direct Investment (FDI)" is a thing, not a body
            continue
        owner = ending.get(before)
        spelled = _spelled_out(line, before, short)
        if spelled is not None and owner is None and _is_concept(line.text[spelled:before]):
            continue
        if spelled is not None and (owner is None or (_loose(owner) and spelled < owner.start)):
            owner = Candidate(
                line,
                spelled,
                before,
                _kind(line.text[spelled:before]),
                "bracketed-abbreviation",
                GRAMMAR,
                name=" ".join(line.text[spelled:before].split()),
            )
            found.append(owner)
        elif owner is not None and spelled is None and not owner.entity_id and not _shares_letters(owner.name, short):
            continue
        if owner is None or owner.type in ("country", "place", "person", "region"):
            continue
        for same in (owner, *(c for c in candidates if (c.start, c.end) == (owner.start, owner.end))):
            same.abbreviation = short
        found.append(
            Candidate(
                line,
                start,
                end,
                owner.type,
                "bracketed-abbreviation",
                LEARNED,
                entity_id=owner.entity_id,
                name=owner.name,
                state=owner.state,
            )
        )
    return found


def _withdraw(candidates: list[Candidate], end: int) -> None:
    """Drop the organisations that end at this offset and that no authority knows."""
    candidates[:] = [c for c in candidates if c.end != end or c.type != "organisation" or c.entity_id]


def _loose(owner: Candidate) -> bool:
    """Whether a name before a bracket may be the mere tail of the one that the bracket abbreviates."""
    return not owner.entity_id or owner.form is not None


def _kind(name: str) -> EntityType:
    folds = [word.fold for word in split_words(name)]
    for fold in reversed(folds):
        if fold in INITIATIVE_HEADS and fold not in ORGANISATION_HEADS:
            return "initiative"
        if fold in EVENT_HEADS:
            return "event"
        if fold in ORGANISATION_HEADS:
            return "organisation"
    return "organisation"


def _is_concept(name: str) -> bool:
    """Whether capitals only dress up a common thing: Artificial Intelligence, Internet of Things."""
    return split_words(name)[-1].fold in CONCEPT_NOUNS


def _shares_letters(name: str, short: str) -> bool:
    return bool(name) and name[0].upper() == short[0].upper()


def _spelled_out(line: Line, end: int, short: str) -> int | None:
    """Where the words start whose initials, in order, spell the abbreviation; None if they do not.

    After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions" (2003), with two
    limits: letters match at word starts or right after a matched letter; the first and last words have capitals.
    """
    letters = [char.casefold() for char in short if char.isalpha()]
    words = [w for w in line.words[: line.word_at(end - 1) + 1] if w.text[0].isalpha()]
    if len(letters) < 2 or not words:
        return None
    used = 0
    for index in range(len(words) - 1, max(-1, len(words) - 3 * len(letters) - 1), -1):
        word = words[index]
        small = word.text[0].islower()
        if small and word.fold not in SMALL_LINKS:
            return None
        if letters[len(letters) - 1 - used] == word.fold[0]:
            used += 1
        elif (
            len(letters) - used > 1
            and word.fold[0] == letters[len(letters) - 2 - used]
            and (letters[len(letters) - 1 - used] in word.fold[1:])
        ):
            used += 2
        elif not small:
            return None
        if used == len(letters):
            return None if small else word.start
    return None


# A city has companies too: "Abu Dhabi's ADQ".
_OWNING = ("name", "metonym", "place")


def find_possessed_organisations(line: Line, known: Known) -> list[Candidate]:
    """ "Georgia's GOGC", "Romania's Transelectrica signed": what a country has, acts, and has no other use."""
    if line.style == "title":
        return []
    found = []
    words = line.words
    for index in range(3, len(words)):
        state = known.at(index - 3)
        if words[index - 1].fold != "s" or words[index - 2].fold != "'" or state is None or state.form not in _OWNING:
            continue
        last = index
        while last < len(words) and last - index < 4 and _goes_on(line, known, index, last):
            last += 1
        if last == index or looks_like_person(words[index:last]) or words[index].fold in NO_SINGLE_NAME:
            continue
        token = line.doc[line.token_at(words[last - 1].start)]
        following = line.tag[token.i + 1] if token.i + 1 < len(line.tag) else ""
        acronym = last == index + 1 and words[index].text.isupper() and len(words[index].text) > 2
        of_state = state.form == "name"
        acts = of_state and token.ent_type_ not in ("PERSON", "GPE", "LOC", "FAC") and following.startswith("V")
        traded = last == index + 1 and words[index].fold not in GIVEN_NAMES and _does_business(line, token.i)
        if acronym or acts or traded or (of_state and token.ent_type_ == "ORG"):
            start, end = words[index].start, words[last - 1].end
            found.append(organisation_candidate(line, start, end, "state-possessive", GRAMMAR))
    return found


def _does_business(line: Line, token: int) -> bool:
    """Whether the verb after a name is what companies do: "Qatar's Baladna has signed a memorandum"."""
    following = token + 1
    while following < len(line.tag) and line.lower[following] in ("has", "have", "had", "will", "would", "also", "is"):
        following += 1
    return following < len(line.tag) and line.lower[following] in _BUSINESS


_BUSINESS = word_set(
    "signed signs sign acquired acquires acquire bought buys buy sold sells sell launched launches launch invested "
    "invests invest merged operates operate owns own produces produce supplies supply supplied builds build built "
    "manufactures listed posted exports export imports import shipped ships drilled drills refines"
)


def find_camel_names(line: Line, known: Known) -> list[Candidate]:
    """ "OzenMunaiGas": a capital within a word marks a company or a brand, but for the Macs; and the network X."""
    found = []
    for network in _NETWORK_X.finditer(line.text, line.start, line.end):
        found.append(organisation_candidate(line, *network.span(1), "capital-within", GRAMMAR))
    for index, word in enumerate(line.words):
        if _CAMEL.fullmatch(word.text) and known.at(index) is None and not _SCOTTISH.match(word.text):
            found.append(organisation_candidate(line, word.start, word.end, "capital-within", GRAMMAR))
    return found


def find_described_organisations(line: Line, known: Known) -> list[Candidate]:
    """ "the German refiner Hallmann Metallwerke": a small noun for a company, then capitals that are nothing else."""
    if line.style != "sentence":
        return []
    found = []
    words = line.words
    for index, word in enumerate(words[:-1]):
        if word.fold not in BODY_NOUNS or not word.text.islower() or line.text[word.end] not in " ,":
            continue
        first = last = index + 1 + _has_apposition(line, known, index)
        while last < len(words) and _goes_on(line, known, first, last):
            last += 1
        while last > first and not words[last - 1].text[0].isupper() and not words[last - 1].text[0].isdigit():
            last -= 1
        if last > first and not looks_like_person(words[first:last]):
            found.append(organisation_candidate(line, words[first].start, words[last - 1].end, "company-noun", GRAMMAR))
    return found


def _has_apposition(line: Line, known: Known, noun: int) -> bool:
    """Whether capitals between commas follow the noun and a verb does not: "your company, Zertte Labs, from"."""
    words, last = line.words, noun + 2
    while last < len(words) and _goes_on(line, known, noun + 2, last):
        last += 1
    return words[noun + 1].text == "," and last > noun + 2 and last < len(words) and words[last].text in (",", ".", ";")


def _goes_on(line: Line, known: Known, first: int, index: int) -> bool:
    word = line.words[index]
    if index > first and line.text[line.words[index - 1].end : word.start] not in ("", " "):
        return False
    if known.at(index) is not None:
        return False
    capital = word.text[0].isupper() and word.fold not in NON_NAME_WORDS | WEEKDAYS | MONTHS | TITLES
    glued = index > first and line.words[index - 1].fold == "-" and line.words[index - 1].end == word.start
    return capital or glued or (index > first and word.fold in ("-", "and") and word.text != "and")
