"""Known names as mentions: the form a place takes in its sentence, and the uses that mark no country at all.

Not marked (the annotation guidelines): a language ("in Uzbek"), an ethnic minority abroad ("ethnic Kazakhs",
"Uzbeks in Osh"), a currency ("US$", "Kyrgyz som").
"""

import re
from itertools import pairwise

from steppe.analysis.names.ambiguity import PLACE_NOUNS, Context, choose_name
from steppe.analysis.names.authority import Authority
from steppe.analysis.names.candidates import AUTHORITY, Candidate
from steppe.analysis.names.lines import Line
from steppe.analysis.names.matcher import Match
from steppe.analysis.names.metonymy import LOCATIVE, Decision, capital_form, is_dateline
from steppe.analysis.names.namesakes import Sense, namesake_city, other_sense
from steppe.analysis.names.vocabulary import FACILITIES, LANGUAGES, STATE_BODIES
from steppe.analysis.names.words import word_set
from steppe.regions import PackEntity, PackName

_LONGEST_STATE_ABBREVIATION = 4
CURRENCY_WORDS = word_set(
    "tenge som soms somoni sum sums soum manat manats yuan renminbi ruble rubles rouble roubles dollar dollars "
    "euro lira rupee rupees rial rials afghani afghanis yen won pound pounds franc francs dirham dirhams tugrik "
    "cent cents lari dram hryvnia zloty krona kroner peso pesos real"
)
LANGUAGE_NOUNS = word_set(
    "language languages alphabet speaker speakers dialect dialects lessons proverb tongue subtitles script "
    "classes class"
)
_SKILLS = word_set("little better fluent broken perfect flawless halting rusty basic passable accented impeccable")
_KNOWERS = word_set("student students teacher teachers learner learners lesson lessons command knowledge speakers")
LANGUAGE_TAILS = re.compile(r"\A-(?:language|speaking|speaker|medium)\b", re.IGNORECASE)
LANGUAGE_VERBS = word_set(
    "speak speaks spoke spoken speaking learn learns learned learnt learning study studies studied studying teach "
    "teaches taught teaching translate translated understand understands understood master mastered fluent"
)
_BODIES_OF_STATES = STATE_BODIES | {"treasury"}
MINORITY_WORDS = word_set("ethnic indigenous")
MINORITY_NOUNS = word_set("minority minorities diaspora diasporas enclave descent ancestry")
# Pairs (people, country abroad) are not listed: a people's plural noun placed in another country is a minority there.
PLACED = frozenset(["in", "of", "from"])
MIGRATION_WORDS = word_set(
    "working work migrant migrants workers labourers laborers students living visiting travelling tourists "
    "employed stranded"
)


def find_known(line: Line, matches: list[Match], context: Context, authority: Authority) -> list[Candidate]:
    """The line's mentions of what the authority knows."""
    found = []
    city_ends = {m.end for m in matches if all(authority.entity(n.value.entity_id).type == "place" for n in m.names)}
    states = [*matches, *authority.names.find_shorter(line, matches)]
    without_noun: set[tuple[int, int]] = set()
    for match in states:
        after_city = (match.start - 2) in city_ends and line.text[match.start - 2 : match.start] == ", "
        sense = other_sense(line, match, context.words, after_city=after_city) or _namesake(line, match, authority)
        if sense is not None:
            found.append(_sense(line, match, sense))
            continue
        chosen = choose_name(line, match, context, authority)
        if chosen is None:
            continue
        name, rule = chosen
        entity = authority.entity(name.entity_id)
        if entity.type == "person" and _names_a_site(line, match):
            continue
        if entity.type in ("country", "place"):
            candidate = _place(line, match, name, entity, rule, at_home=_at_home(match, entity, states, authority))
        else:
            candidate = _apart_from_state(line, match, _thing(line, match, name, entity, rule), states)
        if candidate is None or (candidate.start, candidate.end) in without_noun:
            continue
        if candidate.type == "place" and candidate.end < match.end:
            without_noun.add((candidate.start, candidate.end))  # "the Rasht valley" is not Rasht in Iran
        found.append(candidate)
    found.extend(_prefixes(line, authority))
    found = _leftmost(found)
    _agree_in_lists(line, found)
    return found


def _leftmost(found: list[Candidate]) -> list[Candidate]:
    """Of two names that overlap in part, keep the first: Gorno-Badakhshan, not Badakhshan region."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.start, -c.end)):
        if not any(other.start < candidate.start < other.end < candidate.end for other in kept):
            kept.append(candidate)
    return kept


def _apart_from_state(line: Line, match: Match, candidate: Candidate, matches: list[Match]) -> Candidate:
    """ "the U.S. State Department": the state before its own body is a mention of its own."""
    if candidate.type != "organisation":
        return candidate
    for other in matches:
        if other.start == match.start and other.last < match.last:
            forms = {name.value.form for name in other.names}
            if "name" in forms and _opens_with_state(candidate):
                continue
            first_word = line.words[other.last].fold
            council = [w.fold for w in line.words[other.last : match.last]] == ["security", "council"]
            body = line.words[match.last - 1].fold in _BODIES_OF_STATES or first_word in ("ministry", "embassy")
            if not body and not council:
                continue
            if forms & {"name", "demonym"} and line.words[other.last].fold not in ("-", "and"):
                candidate.start = line.words[other.last].start
    return candidate


def _opens_with_state(candidate: Candidate) -> bool:
    """Whether the state's name opens the full name of the body: Japan International Cooperation Agency."""
    first = candidate.surface.split()[0]
    return len(first) > _LONGEST_STATE_ABBREVIATION and candidate.name.split()[0] == first


def _agree_in_lists(line: Line, found: list[Candidate]) -> None:
    """A capital listed with a mere city is a city too ("between Aktau and Baku"); with a country, a government."""
    ordered = sorted((c for c in found if c.form is not None), key=lambda c: c.start)
    for left, right in pairwise(ordered):
        if line.text[left.end : right.start] not in (" and ", ", ", " or ", " and the ", ", the "):
            continue
        for one, other in ((left, right), (right, left)):
            if one.rule == "capital-addressed" and other.rule == "place-name":
                one.form, one.rule = "place", "capital-located"
            elif one.rule == "capital-default" and other.rule in ("country-name", "capital-addressed", "capital-acts"):
                one.form, one.rule = "metonym", "capital-addressed"


def _namesake(line: Line, match: Match, authority: Authority) -> Sense | None:
    kinds = {authority.entity(name.value.entity_id).type for name in match.names}
    return namesake_city(line, match) if "place" in kinds else None


def _sense(line: Line, match: Match, sense: Sense) -> Candidate:
    return Candidate(
        line,
        match.start,
        match.end,
        sense.type,
        "namesake",
        AUTHORITY,
        name=sense.name,
        form=sense.form,
        country=sense.country,
    )


def _thing(line: Line, match: Match, name: PackName, entity: PackEntity, rule: str) -> Candidate:
    if entity.type == "region":
        rule = rule or "region-name"
    elif name.when == "leader":
        rule = rule or "authority-leader"
    return Candidate(
        line,
        match.start,
        match.end,
        entity.type,
        rule or "authority",
        AUTHORITY,
        entity_id=entity.entity_id,
        name=entity.name,
    )


def _names_a_site(line: Line, match: Match) -> bool:
    """Whether a person's name is that of a street or a mountain: "Lenin Peak"."""
    after = line.words[match.last] if match.last < len(line.words) else None
    return after is not None and line.style == "sentence" and after.fold in FACILITIES and after.text[0].isupper()


def _at_home(match: Match, people: PackEntity, matches: list[Match], authority: Authority) -> bool:
    """Whether a people is placed in its own country: "young Kazakhs in Astana"."""
    placed = (other for other in matches if other.first == match.last + 1)
    return any(authority.entity(name.value.entity_id).country == people.country for o in placed for name in o.names)


def _place(
    line: Line, match: Match, name: PackName, entity: PackEntity, rule: str, *, at_home: bool
) -> Candidate | None:
    form = name.form
    if form == "demonym":
        abroad = not at_home and _is_minority(line, match)
        if abroad or _is_language(line, match) or _is_currency(line, match):
            return None
        rule = rule or "country-demonym"
    elif form == "name":
        if line.text[match.end : match.end + 1] == "$" or _is_currency(line, match):
            return None
        rule = rule or "country-name"
    elif entity.role == "capital":
        form, rule = capital_form(line, match.start, match.end)
    elif entity.role == "palace":
        form, rule = _palace_form(line, match)
    else:
        form = "place"
        match = _without_noun(line, match, name)
        rule = "dateline" if is_dateline(line, match.start, match.end) else rule or "place-name"
    return Candidate(
        line,
        match.start,
        match.end,
        entity.type,
        rule,
        AUTHORITY,
        entity_id=entity.entity_id,
        name=entity.name,
        form=form,
        country=entity.country,
    )


def _without_noun(line: Line, match: Match, name: PackName) -> Match:
    """ "Batken province": the small noun after a place's name is not part of it, in capitals neither."""
    last = line.words[match.last - 1]
    small = last.text.islower() or (line.style == "upper" and name.text.split()[-1].islower())
    if match.last - match.first < 2 or not small or last.fold not in PLACE_NOUNS:
        return match
    return match._replace(last=match.last - 1, end=line.words[match.last - 2].end)


def _palace_form(line: Line, match: Match) -> Decision:
    """A palace stands for those who rule in it, unless the words around it walk into the building."""
    _, rule = capital_form(line, match.start, match.end)
    if rule == "capital-located":
        return "place", "palace-located"
    token = line.head_token(match.start, match.end)
    dep, head = line.dep[token], line.lower[line.head[token]]
    if dep in ("dobj", "compound", "poss") and head in _BUILDING_WORDS:
        return "place", "palace-located"
    return "metonym", "palace-acts"


_BUILDING_WORDS = word_set(
    "lit lights towers tower walls wall hall halls gates gate roof lawn garden gardens steps grounds palace "
    "residence museum dome visited toured entered left reached approached building complex"
)


def _word_before(line: Line, match: Match, back: int = 1) -> str:
    index = match.first - back
    return line.words[index].fold if index >= 0 else ""


def _word_after(line: Line, match: Match, ahead: int = 0) -> str:
    index = match.last + ahead
    return line.words[index].fold if index < len(line.words) else ""


def _is_currency(line: Line, match: Match) -> bool:
    """Whether a currency follows: "the Kyrgyz som"; not "two Kazakhs won"."""
    ahead = 1 if _word_after(line, match) == "." and line.text[match.end] == "." else 0  # "3 billion U.S. dollars"
    if _word_after(line, match, ahead) not in CURRENCY_WORDS:
        return False
    return line.tag[line.token_at(line.words[match.last + ahead].start)].startswith("N")


def _is_language(line: Line, match: Match) -> bool:
    """Whether the adjective names a language: "in Uzbek", "spoke Kazakh", "the Tajik language", "Uzbek-language"."""
    after = _word_after(line, match)
    if after in LANGUAGE_NOUNS or LANGUAGE_TAILS.match(line.text[match.end : match.end + 12]):
        return True
    if after in LANGUAGES and not _word_after(line, match, 1)[:1].isalpha():
        return True  # "in Australian English."
    if after == "-":
        return _word_after(line, match, 2) in LANGUAGE_NOUNS
    if after == "and" and _word_after(line, match, 2) in LANGUAGE_NOUNS:
        return True
    if after == "and" and _word_after(line, match, 1) in LANGUAGES and _noun_at(line, match.last + 2):
        return False  # "in Kyrgyz and Kazakh universities"
    token = line.head_token(match.start, match.end)
    if line.dep[token] in ("amod", "compound", "nmod") and line.head[token] > token:
        return False
    if match.last < len(line.words) and line.text[match.end : line.words[match.last].start] == " ":
        following = line.token_at(line.words[match.last].start)
        if line.tag[following].startswith("NN") and line.lower[following] not in LANGUAGE_NOUNS:
            return False  # an adjective: "in Azerbaijani jails"
    if line.words[match.last - 1].fold.endswith("s") and not line.words[match.last - 1].fold.endswith("ss"):
        return False  # a plural is people
    if _is_bare_singular(line, match):
        return True
    before = _word_before(line, match)
    if after == "for" and before in ("is", "was", "means", "just", "simply"):
        return True  # "which is Uzbek for bread"
    if before == "of" and _word_before(line, match, 2) in _KNOWERS:
        return True  # "students of Chinese"
    if before in ("into", "from") and line.lower[line.head[line.head[token]]].startswith("translat"):
        return True
    if token > 1 and line.tag[token - 1] == "JJ" and line.lower[token - 2] == "in" and line.dep[token] == "pobj":
        return True  # "in careful Russian"
    if before in _SKILLS and line.style == "sentence":
        return True  # "better Kazakh"
    if before == "both":
        before = _word_before(line, match, 2)
    if before == "in" or (before in (",", "and", "or", "&") and _listed_after_in(line, token)):
        return True
    return before in LANGUAGE_VERBS or line.lower[line.head[token]] in LANGUAGE_VERBS


def _noun_at(line: Line, index: int) -> bool:
    """Whether a common noun that speaks of no language stands at a word."""
    if index >= len(line.words) or line.words[index].fold in LANGUAGE_NOUNS:
        return False
    return line.words[index].text.islower() and line.tag[line.token_at(line.words[index].start)].startswith("NN")


def _is_bare_singular(line: Line, match: Match) -> bool:
    """ "a desk for Kyrgyz and Tajik", "his Uzbek": a singular people takes an article, a language does without.

    Forms that are plurals too (Chinese, Kyrgyz) are read with the others of their list.
    """
    if line.style != "sentence" or line.kind in ("title", "heading") or match.last - match.first > 1:
        return False
    words, last, singular = line.words, match.last, not _COLLECTIVE.search(line.words[match.first].fold)
    while last + 1 < len(words) and words[last].fold in ("and", "or", ",") and words[last + 1].text[0].isupper():
        singular = singular or not (_COLLECTIVE.search(words[last + 1].fold) or words[last + 1].fold.endswith("s"))
        last += 2
    if last < len(words) and words[last].text[0].isalnum():
        if line.tag[line.token_at(words[last].start)][0] in "NJ" or line.style != "sentence":
            return False
    elif last < len(words) and words[last].text not in ".,;:!?)":
        return False
    before = _word_before(line, match)
    if before in _POSSESSIVES:
        return True
    if before not in _BEFORE_LANGUAGES:
        return False  # "none of it Indian"
    token = line.token_at(match.start)
    while line.dep[token] == "conj":
        token = line.head[token]
    return singular and line.dep[token] == "pobj" and line.lower[line.head[token]] in _BEFORE_LANGUAGES


_BEFORE_LANGUAGES = word_set("for into from of to over with without and or , &")
_POSSESSIVES = word_set("my your his her our their")
_COLLECTIVE = re.compile(r"(?:ese|sh|ch|ss|kyrgyz|kirghiz|turkmen|[iu]ghur|khmer|hausa)\Z")


def _listed_after_in(line: Line, token: int) -> bool:
    while line.dep[token] == "conj":
        token = line.head[token]
    return line.dep[token] == "pobj" and line.lower[line.head[token]] == "in"


def _is_minority(line: Line, match: Match) -> bool:
    """Whether the people named live as a minority in another state."""
    if _word_before(line, match) in MINORITY_WORDS or _word_after(line, match) in MINORITY_NOUNS:
        return True
    if _word_before(line, match, 2) in MINORITY_WORDS and _word_before(line, match) in ("-", "turkic"):
        return True
    last = line.words[match.last - 1].fold
    plural = last.endswith("s") or last in ("kyrgyz", "uighur", "kazakh")
    token = line.head_token(match.start, match.end)
    if not plural or not line.tag[token].startswith("NN") or _word_after(line, match) not in PLACED:
        return False
    nearby = {w.fold for w in line.words[max(0, match.first - 4) : match.last + 4]}
    after = _word_after(line, match, 1)
    return (
        after[:1].isalpha()
        and not nearby & MIGRATION_WORDS
        and _word_after(line, match) in LOCATIVE | {"of"}
        and (line.words[match.last + 1].text[0].isupper() if match.last + 1 < len(line.words) else False)
    )


def _prefixes(line: Line, authority: Authority) -> list[Candidate]:
    """Combining forms of countries: the Sino in "Sino-Kazakh"."""
    found = []
    for index, word in enumerate(line.words[:-1]):
        name = authority.prefixes.get(word.fold)
        hyphen = line.words[index + 1]
        if name is None or not word.text[0].isupper() or hyphen.fold != "-" or hyphen.start != word.end:
            continue
        entity = authority.entity(name.entity_id)
        found.append(
            Candidate(
                line,
                word.start,
                word.end,
                entity.type,
                "compound-prefix",
                AUTHORITY,
                entity_id=entity.entity_id,
                name=entity.name,
                form="demonym",
                country=entity.country,
            )
        )
    return found
