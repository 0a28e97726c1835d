"""Places that the authority does not list, where the text itself tells the country: "the village of Priozersk"."""

import re
from collections import Counter

from steppe.analysis.names.ambiguity import DWELLERS, PLACE_NOUNS
from steppe.analysis.names.candidates import GRAMMAR, Candidate
from steppe.analysis.names.known import Known
from steppe.analysis.names.lines import Line, Word
from steppe.analysis.names.people import looks_like_person
from steppe.analysis.names.vocabulary import (
    COMPANY_SUFFIXES,
    EVENT_HEADS,
    FACILITIES,
    INITIATIVE_HEADS,
    LANGUAGES,
    MONTHS,
    NON_NAME_WORDS,
    ORGANISATION_HEADS,
    TITLES,
    WEEKDAYS,
)
from steppe.analysis.names.words import word_set

_SETTLED_NOUNS = word_set(
    "city town village settlement hamlet district region province oblast county municipality suburb port valley "
    "mine deposit field pass bazaar checkpoint gorge plateau reservoir glacier"
)
_SETTLEMENTS = word_set("city town village settlement hamlet district region province oblast county")
# Nouns of a site that its name, between commas, explains: "The mine, Zarkamar, belongs".
_EXPLAINED = word_set(
    "mine deposit village town settlement hamlet field quarry pass lake reservoir glacier valley gorge island port "
    "station checkpoint crossing smelter refinery"
)
_BEFORE_PLACES = word_set("in near outside around at from")
# What stands at a place, whatever the model takes the place's name for: "the pump at Golovnoi".
_SITES = _SETTLED_NOUNS | word_set(
    "pump pumps weir headworks dam station post posts crossing crossings bridge plant factory works smelter refinery "
    "terminal base camp prison colony garrison airfield depot quarry pit wells well rig site camps dig excavation "
    "market school clinic power-station border"
)
_NO_PLACE = (
    PLACE_NOUNS
    | NON_NAME_WORDS
    | WEEKDAYS
    | MONTHS
    | TITLES
    | ORGANISATION_HEADS
    | EVENT_HEADS
    | INITIATIVE_HEADS
    | COMPANY_SUFFIXES
    | LANGUAGES
    | word_set(
        "soviet ottoman tsarist science sciences education medicine arts music economics engineering "
        "cyrillic karakalpak english french russian latin god allah ramadan nauryz islam christianity euros "
        "dollars internet facebook telegram instagram twitter tiktok youtube parliament government spring summer "
        "autumn winter"
    )
)
# The Persian link between a noun and its attribute: Kon-i Mansur.
_IZAFAT = word_set("i e yi ye")
_NEAR = 220
# An article is about the country that has at least this share of its mentions.
_HOME_SHARE = 0.4
_DIRECTIONS = word_set(
    "in the north south east west northern southern eastern western northeast northwest southeast southwest of near "
    "outside km kilometres kilometers miles from a village town city district region province on border"
)


def find_unlisted_places(
    line: Line, known: Known, placed: list[Candidate], home: Counter[str], matched: frozenset[int]
) -> list[Candidate]:
    """Capitalised words in the position of a place, unknown to the authority.

    The country is the one named right after ("AK-SAI, Kyrgyzstan"), or else that of the nearest place of the passage;
    after a noun such as "village of", of the article. Where none of these tells, there is no mention.

    placed : the authority's places and countries of the line. home : mentions of each country in the article.
    matched : words in which the authority saw a name and decided against it (a language, a person).
    """
    if line.style == "title":
        return []
    found = []
    words = line.words
    for index, word in enumerate(words):
        if index in matched or known.at(index) is not None or not word.text[0].isupper() or word.fold in _NO_PLACE:
            continue
        if index and line.text[words[index - 1].end : word.start] == "" and words[index - 1].text not in '(“"‘':
            continue
        last = _run_end(line, known, index)
        country = _country(line, known, index, last, placed, home)
        if country is not None and not looks_like_person(words[index:last]):
            start, end = word.start, words[last - 1].end
            name = " ".join(line.text[start:end].split())
            found.append(
                Candidate(
                    line, start, end, "place", "place-by-neighbour", GRAMMAR, name=name, form="place", country=country
                )
            )
    return found


def _run_end(line: Line, known: Known, first: int) -> int:
    """Index after the last word of the name: a hyphenated word, or two words."""
    words, last = line.words, first + 1
    while last < len(words) and last - first < 5 and known.at(last) is None:
        gap = line.text[words[last - 1].end : words[last].start]
        linked = last - first == 3 and words[last - 1].fold in _IZAFAT and words[last - 2].fold == "-"
        if words[last].fold == "-" and gap == "" and last + 1 < len(words) and words[last + 1].start == words[last].end:
            last += 2
        elif gap == " " and _is_capital(words[last]) and (linked or last - first < 2):
            last += 1
        elif gap == " " and words[last].text[0].isupper() and words[last].fold in FACILITIES:
            return last + 1
        else:
            break
    return min(last, len(words))


def _is_capital(word: Word) -> bool:
    return word.text[0].isupper() and word.fold not in _NO_PLACE


def _country(
    line: Line, known: Known, first: int, last: int, placed: list[Candidate], home: Counter[str]
) -> str | None:
    """The country of the place that the words name; None where they name none, or nothing tells its country."""
    words = line.words
    label = line.doc[line.token_at(words[first].start)].ent_type_
    if words[first].text.isupper() and len(words[first].text) > 1 and line.style == "sentence" and first:
        return None
    told = _named_after(line, known, first, last, label) or _lies_in(line, known, first, last, label)
    if told is not None or first == 0:
        return told
    facility = words[last - 1].fold in FACILITIES and last - first > 1
    if facility or _explains_site(line, first, last):
        return _told_by(line, words[first].start, placed, home)
    told = _behind_directions(line, known, first, last) or _in_place_after(line, known, last)
    if told is not None:
        return told
    if _has_noun_of_place(line, first, last, label):
        by_sentence = _told_by(line, words[first].start, placed, home)
        return by_sentence or min(home, key=lambda c: (-home[c], c), default=None)
    if _stands_as_place(line, known, first, last, label):
        return _told_by(line, words[first].start, placed, home)
    return None


def _named_after(line: Line, known: Known, first: int, last: int, label: str) -> str | None:
    """The country that is named right after: "AK-SAI, Kyrgyzstan"; not where it goes on as a list, "and"."""
    words = line.words
    if last + 1 >= len(words) or words[last].fold != "," or known.form(last + 1) != "name":
        return None
    if first and (label in ("PERSON", "ORG") or words[first - 1].fold not in _BEFORE_PLACES | {"of"}):
        return None
    named = known.at(last + 1)
    return named.country if named is not None and not line.text.startswith(" and ", named.end) else None


def _behind_directions(line: Line, known: Known, first: int, last: int) -> str | None:
    """The country of the place that a way leads to: "in Kosh-Bulak, 40 km north of Naryn"."""
    words = line.words
    if last >= len(words) or words[last].fold != "," or words[first - 1].fold not in _BEFORE_PLACES | {"of"}:
        return None
    ahead = last + 1
    while ahead < len(words) and (words[ahead].fold in _DIRECTIONS or words[ahead].text.isdigit()):
        ahead += 1
    told = known.at(ahead)
    if told is None or ahead <= last + 2 or told.form not in ("name", "place"):
        return None
    return told.country or None


def _has_noun_of_place(line: Line, first: int, last: int, label: str) -> bool:
    """Whether a noun says that it is a place: "the village of Priozersk", "Bakyrchik mine", "Lake Alakol"."""
    words = line.words
    before = words[first - 1].fold
    after = words[last].fold if last < len(words) and words[last].text.islower() else ""
    of_place = before == "of" and first > 1 and words[first - 2].fold in _SETTLED_NOUNS | DWELLERS | {"people"}
    noun = of_place or after in _SETTLED_NOUNS or before in ("lake", "mount")
    return noun and (label != "PERSON" or of_place or after in _SETTLEMENTS)


def _stands_as_place(line: Line, known: Known, first: int, last: int, label: str) -> bool:
    """Whether one word stands where places stand: at the end of a way, at a site, after "in"."""
    words = line.words
    if " " in line.text[words[first].start : words[last - 1].end]:
        return False
    before = words[first - 1].fold
    if label != "ORG" and (_ends_stretch(line, known, first) or _is_site(line, first, before)):
        return True
    of_owner = [w.fold for w in words[last : last + 2]] == ["'", "s"]
    if of_owner and label not in ("GPE", "LOC", "FAC"):
        return False  # "shares in Huayu's parent"
    if before in ("around", "near", "outside") and label == "ORG" and words[first].text.istitle():
        return True
    return before in _BEFORE_PLACES and label in ("GPE", "LOC", "FAC", "") and _is_located(line, first, label)


def _in_place_after(line: Line, known: Known, noun: int) -> str | None:
    """The country of the place where a site lies, told after its noun: "the Bakennoe deposit in East Kazakhstan"."""
    words = line.words
    if noun + 2 >= len(words) or words[noun].fold not in _SETTLED_NOUNS:
        return None
    if words[noun + 1].fold not in ("in", "near", "outside"):
        return None
    place = known.at(noun + 3 if words[noun + 2].fold == "the" else noun + 2)
    return place.country if place is not None and place.type in ("country", "place") else None


def _is_located(line: Line, first: int, label: str) -> bool:
    """After "from" and "at" only what the model takes for a place."""
    before = line.words[first - 1].fold
    if before in ("in", "near", "outside"):
        return line.tag[line.token_at(line.words[first].start)].startswith("NNP")
    return label in ("GPE", "LOC", "FAC")


def _explains_site(line: Line, first: int, last: int) -> bool:
    """Whether the word stands between commas after the noun of a site: "The mine, Zarkamar, belongs"."""
    words = line.words
    if first < 3 or last >= len(words) or words[last].text not in (",", ")"):
        return False
    noun = words[first - 2]
    return words[first - 1].text in (",", "(") and noun.fold in _EXPLAINED and noun.text.islower()


def _lies_in(line: Line, known: Known, first: int, last: int, label: str) -> str | None:
    """The country of the place that a sentence's first words are told to lie in: "Savnob, in the Bartang Valley,"."""
    words = line.words
    if label == "PERSON" or words[first].start not in line.sentence_starts or last + 2 >= len(words):
        return None
    if words[last].text != "," or words[last + 1].fold not in ("in", "near", "outside"):
        return None
    index = last + 3 if words[last + 2].fold == "the" else last + 2
    place = known.at(index)
    if place is None or place.type not in ("country", "place"):
        return None
    closed = line.word_at(place.end)
    return place.country if closed < len(words) and words[closed].text == "," else None


def _ends_stretch(line: Line, known: Known, first: int) -> bool:
    """Whether the word is the far end of a way from a known place: "from Dostyk to Moiynty"."""
    words = line.words
    if first < 3 or known.form(first - 2) != "place":
        return False
    start = known.by_word[first - 2].start
    opener = words[line.word_at(start) - 1].fold if line.word_at(start) else ""
    return (opener, words[first - 1].fold) in (("from", "to"), ("between", "and"))


def _is_site(line: Line, first: int, before: str) -> bool:
    """Whether a work or a post is said to stand at the word: "the mine at Kairagach"."""
    if before != "at":
        return False
    preposition = line.token_at(line.words[first - 1].start)
    return line.lower[line.head[preposition]] in _SITES


def _home(home: Counter[str]) -> str | None:
    """The country that most of the article's mentions are of, if there is one."""
    country, count = max(home.items(), key=lambda item: (item[1], item[0]), default=(None, 0))
    return country if count >= _HOME_SHARE * sum(home.values()) else None


def _told_by(line: Line, start: int, placed: list[Candidate], home: Counter[str]) -> str | None:
    """The country of the nearest place of the sentence; else the dateline's; else the article's; else the nearest."""
    opening = max((at for at in line.sentence_starts if at <= start), default=line.start)
    closing = min((at for at in line.sentence_starts if at > start), default=line.end)
    here = [c for c in placed if opening <= c.start < closing and not _is_left(line, c, start)]
    told = [c for c in here if c.form not in ("demonym", "metonym")]  # a capital that acts lies elsewhere
    sent_from = next((c.country for c in placed if c.rule == "dateline"), None)
    return _nearest(start, told) or sent_from or _home(home) or _nearest(start, here) or _nearest(start, placed)


def _is_left(line: Line, place: Candidate, start: int) -> bool:
    """Whether the way to the name starts in a country: "crossed from Afghanistan into the district of Zarkent"."""
    left = place.type == "country" and line.text[max(line.start, place.start - 5) : place.start] == "from "
    return left and re.search(r"\b(?:into|to)\b", line.text[place.end : start]) is not None


def _nearest(start: int, placed: list[Candidate]) -> str | None:
    """The country of the nearest place or country of the passage, those before it first."""
    near = [(abs(start - c.start) + (60 if c.start > start else 0), c.start, c.country) for c in placed if c.country]
    best = min(near, default=None)
    return best[2] if best is not None and best[0] <= _NEAR else None
