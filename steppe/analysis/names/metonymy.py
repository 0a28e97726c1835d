"""Does a capital stand for its government ("Beijing pledged") or for the city ("in Beijing")?

The decision is taken from the words around the name first, because they are certain, then from the
dependency parse. Each decision says by which rule it was taken.
"""

import re

from steppe.analysis.article import PlaceForm
from steppe.analysis.names.lines import Line, Word
from steppe.analysis.names.vocabulary import MONTHS, WEEKDAYS
from steppe.analysis.names.words import word_set

Decision = tuple[PlaceForm, str]

ACTS: Decision = ("metonym", "capital-acts")
ADDRESSED: Decision = ("metonym", "capital-addressed")
LOCATED: Decision = ("place", "capital-located")
DATELINE: Decision = ("place", "dateline")
UNMARKED: Decision = ("place", "capital-default")

LOCATIVE = word_set(
    "in at near around outside inside throughout across within into via through visiting downtown central "
    "northern southern eastern western"
)
CITY_NOUNS = word_set(
    "street streets avenue square airport airports metro subway mayor mayoralty residents resident suburb suburbs "
    "district districts outskirts skyline population inhabitants university universities hotel hotels hospital "
    "hospitals court courts bazaar market markets museum museums theatre theater opera stadium station stations "
    "railway rail road roads highway flights flight park parks school schools city region oblast province river "
    "bridge bridges traffic air smog weather winter centre center downtown buildings building office offices "
    "branch bureau akimat mosque mosques cathedral apartments neighbourhood neighborhood neighbourhoods taxi "
    "buses bus students youth crowd crowds protest protests rally declaration summit meeting conference forum "
    "talks session visit trip stop marathon festival exhibition expo stock exchange hub campus drivers housing "
    "heating water pollution library zoo tower dispatch correspondent native born based area time plant factory "
    "prison jail cemetery gallery streetscape architecture history founding earthquake flood agglomeration"
)
RELATION_NOUNS = word_set(
    "tie ties relation relations relationship relationships talks talk dialogue cooperation agreement agreements "
    "partnership alliance axis rivalry competition tension tensions dispute disputes deal deals accord pact "
    "treaty rapprochement trust trade summit diplomacy friction friendship conflict war détente detente "
    "consultations negotiations negotiation contacts understanding border balance balancing bargain choose "
    "choosing tug disagreement disagreements differences struggle contest links cooperating collaboration "
    "memorandum bond bonds triangle engagement exchanges"
)
TRANSPORT_NOUNS = word_set(
    "flight flights railway rail railroad road highway train trains route routes line lines distance motorway "
    "link corridor bus service services journey trip border-crossing pipeline ferry track travel shuttle tunnel "
    "expressway section leg connection marathon race kilometres kilometers km miles"
)
# Verbs after which a capital is the scene, whether as their subject or as their object.
SCENE_VERBS = word_set(
    "fall falls fell fallen host hosts hosted hosting see saw lie lies lay sit sits sat stand stands stood become "
    "became becomes rename renamed wake woke awoke grow grows grew growing sprawl sprawls boast boasts freeze "
    "froze flood flooded shiver swelter bustle bustles experience experiences experienced"
)
VISIT_VERBS = word_set(
    "took take taken retook visit visits visited visiting leave leaves left leaving reach reaches reached "
    "reaching tour toured tours enter entered link links linked linking connect connects connected connecting hit "
    "hits flood flooded floods rock rocked shake shook shaken struck strike cross bypass bypassed bypassing "
    "besiege build builds built building rebuild rebuilt occupy occupied capture captured seize seized rename "
    "renamed depart departed "
    "include includes including called show shows showed shown depict depicts depicted cover covers covered "
    "covering smother smothers choke chokes blanket blankets blanketed serve serves serving join joins joined "
    "joining quit circle surround surrounds surrounding"
)
MOTION_WORDS = word_set(
    "fly flies flew flown flying flight flights travel travels travelled traveled travelling traveling go goes "
    "went going come comes came coming arrive arrives arrived arriving return returns returned returning drive "
    "drove driving move moves moved moving trip trips visit visits journey journeys tour head heads headed "
    "heading relocate relocated send sent bring brought take took taken route routes road roads railway train "
    "trains bus highway line lines run runs running ran rush rushed transfer transferred deliver delivered "
    "deliveries shipped ship kilometres kilometers km miles hour hours north south east west northeast northwest "
    "southeast southwest close near next distance shuttle transported invited summoned summon welcome welcomed "
    "welcomes extradited deported flee fled walk invite invites travelers migrants migrate migrated pilgrimage "
    "leave left depart departed departure back evacuate evacuated evacuation exile exiled banish banished "
    "resettle resettled posted assigned airlifted ferried smuggled rerouted diverted escorted sail sailed march "
    "marched commute commuted commuting hitchhiked cycled pipeline corridor connect connects connected connecting "
    "link linking linked extend extends extended stretch stretches stretching freight cargo reported reporting live "
    "broadcast direct been emissary envoy envoys ambassador delegation delegations"
)
# After these, "to / from / of / for" a capital reaches its government.
FALLING = word_set(
    "fell fall falls falling descend descended settled hung hangs rained snowed lie lies flew fly flies flying circle "
    "circled circles circling hover hovered hovers hovering soar soared drift drifted drifts drifting pass passed "
    "passes passing rise rose rises rising break broke dawned shone shines glide glided buzzed thundered exploded"
)
BACKED = re.compile(
    r"\A-(?:backed|led|funded|financed|friendly|aligned|brokered|sponsored|imposed|controlled|approved|appointed|"
    r"installed|leaning|mediated|dominated|centric|owned|driven|run|supported|oriented|sanctioned|proposed|made|"
    r"ordered|promoted|linked|loyal|allied|initiated|engineered|style)\b",
    re.IGNORECASE,
)
SEATED = re.compile(r"\A-(?:based|born|area|bound|educated|trained|headquartered)\b", re.IGNORECASE)
FROM_TO = re.compile(r"\bfrom\s+[\w’'-]+(?:\s[A-Z][\w’'-]+)?\s+to\s\Z")
# A verb before its subject: "Into this walks Washington", "Enter Beijing".
INVERTED = re.compile(
    r"(?:\A|[.!?:;—–]\s+)(?:Enter|(?:And )?(?:In|Into|Along|Here|Then|Up|Onto|Now)\b[^.,;]{0,30}?\b"
    r"(?:(?:walk|step|come|enter|stride|march|ride|jump|wade|stumble|stroll)s|came|walked|stepped|strode|waded|marched))"
    r"\s\Z"
)
LEANING = re.compile(r"\b(?:pro|anti|non)[-‐–]\Z", re.IGNORECASE)
DATELINE_TAIL = re.compile(
    r"(?:,\s[^.—–:;]{1,45}?)?\s*(?:\((?!the\b)[^)]{2,40}\)\s*[-—–:]?|(?:--|[—–]|\s-\s))\s*\S|"
    r"(?:,\s*[A-Z][a-z]+\.?\s\d{1,2}|,\s*\d{1,2}\s[A-Z][a-z]+)\b",
)
GOVERNMENT_NOUNS = word_set(
    "official officials diplomat diplomats leadership government authorities policymakers policy negotiators "
    "elite elites establishment administration hawks insiders lawmakers line regime position propaganda leader "
    "leaders strategists think-tank bureaucracy consensus side backing pressure influence support"
)
# What a government sends, and what it has: "pressure from Washington", "the influence of Moscow".
SENT_NOUNS = word_set(
    "pressure support aid loan loans money investment investments help assistance demand demands message messages "
    "signal signals order orders instruction instructions backing threat threats response approval permission "
    "guarantees guarantee pushback warning warnings criticism interference autonomy independence concessions "
    "concession reaction objections consent invitation praise recognition funding credit credits subsidies "
    "sanctions commitment commitments offer offers proposal proposals note reply promise promises protest "
    "protests scrutiny away"
)
ADDRESS_WORDS = word_set(
    "closer loyalty loyal debt debts message messages letter letters answer answers appeal appeals beholden "
    "alternative alternatives obligations exposure subordinate allegiance thanks warning warnings signal signals "
    "challenge threat reply response concession concessions deference attractive indebted important useful"
)
POWER_NOUNS = word_set(
    "envoy envoys emissary emissaries diplomats influence ambitions ambition interests interest hand hands grip "
    "ally allies orbit wishes wish approval help stance demands consent blessing permission view eyes leverage "
    "patience criticism dismay suspicion wary fearful suspicious intentions intention reliance role power shadow "
    "embrace plans plan strategy policies foreign behalf expense favour favor control will concerns goodwill "
    "protection generosity afraid critical independent ire anger displeasure willingness reluctance refusal "
    "readiness decision partner partners rival rivals friend friends supportive assurances calculations calculus "
    "tolerance mistrust distrust"
)


STATES_OF_MIND = word_set(
    "hurry talks position mood favour favor dispute charge doubt touch contact debt denial agreement negotiations "
    "violation breach need conflict trouble rush accord breach earnest league alliance control favour retreat"
)
# Whom one turns to: "buyers looked to Dushanbe for supplies".
TURNING = word_set("look looks looked looking turn turns turned turning")
RECIPROCAL = re.compile(r"(?:\s(?:and|or)\s[A-Z][\w’'-]+)?\s[a-z]+\s(?:each other|one another)\b")


def capital_form(line: Line, start: int, end: int) -> Decision:
    """Place or metonym for the capital at these article offsets, and the rule that says so."""
    return _by_neighbours(line, start, end) or _by_headline(line, start, end) or _by_parse(line, start, end)


def is_dateline(line: Line, start: int, end: int) -> bool:
    """Whether the name opens the passage as the place a report was sent from: "ASTANA, 3 May --"."""
    return start == line.start and DATELINE_TAIL.match(line.text[end : min(line.end, end + 90)]) is not None


def _by_neighbours(line: Line, start: int, end: int) -> Decision | None:
    """What the words right before and after leave no doubt about."""
    before = line.text[max(line.start, start - 6) : start]
    after = line.text[end : min(line.end, end + 24)]
    if RECIPROCAL.match(line.text, end, line.end):
        return ACTS
    if BACKED.match(after) or LEANING.search(before):
        return ACTS
    if SEATED.match(after):
        return LOCATED
    if INVERTED.search(line.text[max(line.start, start - 60) : start]):
        return ACTS
    index = line.word_at(start)
    previous = line.words[index - 1].fold if index else ""
    if previous in LOCATIVE and not re.match(r"['’]s\b", after):
        return LOCATED
    if previous == "to" and FROM_TO.search(line.text[max(line.start, start - 50) : start]):
        return LOCATED  # "from Ankara to Ulaanbaatar"
    if is_dateline(line, start, end) or re.match(r"\A,\s*[A-Z]\w+(?:stan|ia|land)\b", after):
        return DATELINE if start == line.start else LOCATED
    if previous == "," and index > 1 and line.words[index - 2].fold == "capital":
        return LOCATED
    if re.match(r"\A,?\s+(?:the\s+)?(?:[\w’']+\s+){0,2}(?:capital|city)\b", after):
        return LOCATED
    return None


def _by_headline(line: Line, start: int, end: int) -> Decision | None:
    """In a headline the parser is lost among capitals: a name that opens it, or follows a comma, acts."""
    if line.style == "sentence":
        return None
    index = line.word_at(start)
    words = line.words
    previous = words[index - 1].fold if index else ""
    following = next((word for word in words if word.start >= end), None)
    if previous in ("between", "with", "and", "by", "against", "on", "toward", "towards"):
        return None
    if previous in ("from", "to", "of"):
        return LOCATED
    if following is None:
        return LOCATED
    opens = not previous or previous in (":", ",", "?", ".", "as", "how", "why", "what", "when", "if", "while")
    if opens and following.fold not in CITY_NOUNS and following.fold not in (":", "'"):
        return ACTS if _may_be_verb(line, following) or following.fold in (",", "and") else None
    return None


def _may_be_verb(line: Line, word: Word) -> bool:
    tag = line.tag[line.token_at(word.start)]
    return tag.startswith("V") or tag == "MD" or (word.fold.endswith(("s", "ed")) and word.fold not in CITY_NOUNS)


_YEAR = re.compile(r"[12]\d{3}")
_DATES = WEEKDAYS | MONTHS | {"today", "yesterday"}


def _follows_date(line: Line, token: int) -> bool:
    """ "In March 2025 Bishkek signed": the parser takes the name for a part of the date."""
    before = token - 1
    return before > 0 and (_YEAR.fullmatch(line.forms[before]) is not None or line.lower[before] in _DATES)


def _by_parse(line: Line, start: int, end: int) -> Decision:
    token = line.head_token(start, end)
    seen = 0
    while line.dep[token] == "conj" and seen < 8:  # a list is read by its first member
        if _follows_date(line, token):
            return ACTS
        token, seen = line.head[token], seen + 1
    if line.dep[token] == "pobj" and _follows_date(line, token):
        return ACTS
    dep, head = line.dep[token], line.head[token]
    head_word = line.lower[head]
    if dep in ("nsubj", "nsubjpass", "csubj", "agent"):
        return _as_subject(line, token, head)
    if dep == "poss":
        return LOCATED if head_word in CITY_NOUNS else ACTS
    if dep in ("compound", "nmod", "amod"):
        return _as_modifier(line, end, token, head)
    if dep == "pobj":
        return _after_preposition(line, head)
    if dep in ("dobj", "iobj", "dative", "oprd"):
        return LOCATED if head_word in VISIT_VERBS else ADDRESSED
    if dep == "appos":
        return LOCATED if head_word in ("capital", "city", "hub", "town") else UNMARKED
    if dep in ("attr", "npadvmod", "acomp"):
        return LOCATED
    return UNMARKED


def _as_subject(line: Line, token: int, head: int) -> Decision:
    verb = line.lower[head]
    if verb in ("is", "was", "are", "were", "be", "been", "remains", "remained", "become", "becomes", "became"):
        predicates = [child for child in line.children(head) if line.dep[child] in ("attr", "acomp", "prep")]
        told = {line.lower[child] for child in predicates}
        if "in" in told and {line.lower[c] for p in predicates for c in line.children(p)} & STATES_OF_MIND:
            return ACTS  # "Beijing is in no hurry"
        if told & (CITY_NOUNS | {"capital", "city", "home", "venue", "site", "host", "in", "cold", "hot", "located"}):
            return LOCATED
        return ACTS
    if verb in SCENE_VERBS or (line.dep[token] == "nsubjpass" and verb in VISIT_VERBS):
        return LOCATED
    return ACTS


def _as_modifier(line: Line, end: int, token: int, head: int) -> Decision:
    head_word = line.lower[head]
    paired = line.text[end : end + 1] in "-–" and end < line.end
    paired = paired or (token > 0 and line.forms[token - 1] in ("-", "–"))
    if paired:
        while line.dep[head] in ("compound", "nmod", "amod") and line.head[head] != head:
            head = line.head[head]
        head_word = line.lower[head]
        if head_word in TRANSPORT_NOUNS:
            return LOCATED
        return ACTS if head_word in RELATION_NOUNS else UNMARKED
    if head_word in GOVERNMENT_NOUNS:
        return ACTS
    return LOCATED if head_word in CITY_NOUNS else UNMARKED


def _for_something(line: Line, verb: int) -> bool:
    return any(line.lower[child] == "for" for child in line.children(verb))


def _after_preposition(line: Line, preposition: int) -> Decision:
    word, governor = line.lower[preposition], line.head[preposition]
    governing = line.lower[governor]
    if word in LOCATIVE:
        return LOCATED
    if word in ("between", "among"):
        return LOCATED if governing in TRANSPORT_NOUNS else ADDRESSED
    if word == "from":
        return ADDRESSED if governing in SENT_NOUNS else LOCATED
    if word in ("to", "for", "toward", "towards"):
        if governing in ADDRESS_WORDS or (word == "to" and governing in TURNING and _for_something(line, governor)):
            return ADDRESSED
        motion = governing in MOTION_WORDS or line.lower[line.head[governor]] in MOTION_WORDS
        return LOCATED if motion else ADDRESSED
    if word == "of":
        return ADDRESSED if governing in GOVERNMENT_NOUNS | POWER_NOUNS else LOCATED
    if word in ("on", "over") and governing in FALLING:
        return LOCATED
    if word in ("with", "by", "against", "on", "upon", "behind", "under", "about", "without", "like", "than", "over"):
        return ADDRESSED
    return UNMARKED
