"""Names that two well-known things share: a country and a state, a country and a river, a city and a first name.

What betrays the other one is a matter of knowledge, kept here as tables; each case is one line.
"""

import re
from typing import NamedTuple

from steppe.analysis.article import EntityType, PlaceForm
from steppe.analysis.names.lines import Line
from steppe.analysis.names.matcher import Match
from steppe.analysis.names.vocabulary import NON_NAME_WORDS
from steppe.analysis.names.words import word_set


class Sense(NamedTuple):
    """What a shared name means here instead of what the authority says first."""

    name: str
    type: EntityType
    country: str | None
    form: PlaceForm | None


US_STATES = word_set(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois "
    "indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri "
    "montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin "
    "wyoming carolina dakota hampshire jersey"
)
# The state of Georgia is betrayed by its cities, its neighbours and its office, unless the Caucasus is spoken of.
_STATE_CUES = word_set("atlanta savannah fulton kemp augusta macon")
_COUNTRY_CUES = word_set(
    "tbilisi batumi caucasus armenia azerbaijan abkhazia ossetia poti saakashvili georgians kobakhidze tskhinvali "
    "anaklia baku yerevan"
)
_GEORGIAN_CITIES = word_set("tbilisi batumi poti kutaisi rustavi gori zugdidi anaklia telavi sukhumi mtskheta")
_RIVERS = {
    name: f"{name.title()} River"
    for name in ("jordan", "niger", "congo", "senegal", "helmand", "ili", "talas", "naryn", "murghab", "zarafshan")
}
_LAKES = {"chad": "Lake Chad", "malawi": "Lake Malawi"}
_TYPE_WORDS = word_set("point font typeface type pt")
# Places that parents call their children after.
GIVEN_NAMES = word_set(
    "adelaide alexandria asia austin brooklyn carolina chad charlotte chelsea china dakota dallas florence geneva "
    "georgia hamilton holland houston india ireland israel jackson jordan kenya lincoln london lourdes madison "
    "milan montana odessa orlando paris phoenix roma santiago savannah sofia sydney valencia verona vienna "
    "victoria virginia washington"
)
# Before a city's name these make it a person's: General Washington.
_PERSONAL_TITLES = word_set(
    "general colonel captain major sergeant mr mrs ms miss dr professor sir lady lord senator judge uncle aunt"
)


def other_sense(line: Line, match: Match, words: frozenset[str], *, after_city: bool) -> Sense | None:
    """The river, lake or state that a country's name means here, or None.

    words : the folded words of the article. after_city : whether "City, " stands right before.
    """
    if match.last - match.first > 1:
        return None
    fold = line.words[match.first].fold
    before, after = _neighbours(line, match)
    if fold in _RIVERS and (before in ("river", "rivers") or after == "river" or _is_the_river(line, match, fold)):
        return Sense(_RIVERS[fold], "region", None, None)
    if fold in _LAKES and before == "lake":
        return Sense(_LAKES[fold], "region", None, None)
    if fold == "georgia" and _is_us_state(line, match, words, after_city):
        return Sense("Georgia (U.S. state)", "place", "US", "place")
    if fold == "washington" and after == "state":
        return Sense("Washington (U.S. state)", "place", "US", "place")
    return None


def namesake_city(line: Line, match: Match) -> Sense | None:
    """The American city of a famous name: "Paris, Texas", "Athens, Georgia,"."""
    tail = re.match(
        r",\s+(?:(?:North|South|New|West)\s+)?([A-Z][a-z]+)\b(,|\.|;|\)|$|\s+\w)", line.text[match.end : match.end + 32]
    )
    if tail is None:
        return None
    state = tail.group(1).casefold()
    if state in US_STATES or (state == "georgia" and tail.group(2) in (",", ".", ";", ")") and match.first > 0):
        city = line.text[match.start : match.end]
        return Sense(f"{city}, {tail.group(1)}", "place", "US", "place")
    return None


def is_person_or_type(line: Line, match: Match) -> bool:
    """Whether a place's name is a person's ("General Washington", "London Breed") or a typeface's here."""
    if match.last - match.first > 1:
        return False
    word = line.words[match.first]
    before, _ = _neighbours(line, match)
    if before in _PERSONAL_TITLES and line.words[match.first - 1].text[0].isupper():
        return True
    if word.fold == "georgia" and _TYPE_WORDS & {w.fold for w in line.words[match.last : match.last + 3]}:
        return True
    if word.fold not in GIVEN_NAMES or line.style != "sentence":
        return False
    token = line.doc[line.token_at(word.start)]
    return token.ent_type_ == "PERSON" and (capital_after(line, match) or capital_before(line, match))


def capital_after(line: Line, match: Match) -> bool:
    """Whether a capitalised word follows after a mere space."""
    if match.last >= len(line.words):
        return False
    after = line.words[match.last]
    return after.text[0].isupper() and after.text[0].isalpha() and line.text[match.end : after.start] == " "


def capital_before(line: Line, match: Match) -> bool:
    """Whether a capitalised word that opens no sentence stands before, after a mere space."""
    if not match.first:
        return False
    before = line.words[match.first - 1]
    if before.fold in NON_NAME_WORDS:
        return False  # "But Chad and Niger"
    return before.text[0].isupper() and before.text[-1].isalpha() and line.text[before.end : match.start] == " "


def _neighbours(line: Line, match: Match) -> tuple[str, str]:
    before = line.words[match.first - 1].fold if match.first else ""
    after = line.words[match.last].fold if match.last < len(line.words) else ""
    return before, after


def _is_the_river(line: Line, match: Match, fold: str) -> bool:
    """ "the Niger" alone is the river; "the Niger army" is the country's, and "the Congo" mostly a country."""
    before, _ = _neighbours(line, match)
    if before != "the" or fold == "congo":
        return False
    token = line.token_at(match.start)
    return not (line.dep[token] in ("compound", "amod", "nmod", "poss") and line.head[token] > token)


def _is_us_state(line: Line, match: Match, words: frozenset[str], after_city: bool) -> bool:
    if after_city and line.text[match.end : match.end + 1] in ",.;)":
        return line.words[match.first - 2].fold not in _GEORGIAN_CITIES
    if line.text.startswith((" (the country", " (the nation"), match.end):
        return False
    near = {word.fold for word in line.words[max(0, match.first - 6) : match.last + 6]}
    if near & (US_STATES | _STATE_CUES) and not near & _COUNTRY_CUES:
        return True
    if words & _COUNTRY_CUES:
        return False
    preceding = {word.fold for word in line.words[max(0, match.first - 2) : match.first]}
    return bool(near & US_STATES) or bool(words & _STATE_CUES) or "state" in preceding
