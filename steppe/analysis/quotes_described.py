"""Descriptions that point to somebody: "the Kazakh leader", "the top diplomat", "the 16-year-old", "a friend"."""

import re

from spacy.tokens import Token

from steppe.analysis.names.vocabulary import TITLES
from steppe.analysis.names.words import word_set
from steppe.regions import lexicon

_VAGUE = word_set(
    "a an one some another many several few two three no any each every both most unnamed second third other"
)
# Who stands for nobody in particular: "One of them, who would not be named, said".
INDEFINITE = frozenset(["one", "another", "other"])
# Nouns by which a text speaks of a person whose office, if any, is told elsewhere.
_EPITHETS = word_set(
    "politician official diplomat leader academic scholar expert specialist analyst teenager veteran author writer "
    "activist envoy statesman stateswoman lawmaker executive researcher scientist artist singer poet entrepreneur "
    "businessman businesswoman economist historian lawyer journalist blogger campaigner dissident oligarch tycoon "
    "octogenarian septuagenarian pensioner student athlete champion laureate novelist filmmaker billionaire insider "
    "linguist philologist sociologist anthropologist ethnographer geographer parliamentarian legislator "
    "sophomore freshman undergraduate postgraduate graduate apprentice trainee intern newcomer"
)
# What nobody is called without having been told to be it: "the cook said".
_TRADES = frozenset(lexicon("trades"))
# Whom a case at law is about; its officers are none of them.
_PARTIES = word_set(
    "defendant accused suspect plaintiff claimant complainant detainee prisoner convict inmate victim survivor witness"
)
_OFFICERS_OF_LAW = frozenset(["judge", "prosecutor", "lawyer", "minister", "head of state"])
PEOPLE_NOUNS = (
    TITLES
    | frozenset(lexicon("job_titles"))
    | _TRADES
    | _EPITHETS
    | _PARTIES
    | word_set(
        "host hostess guest barber man woman vet guide "
        "mother father baker friend colleague neighbour neighbor cousin acquaintance uncle "
        "aunt grandmother grandfather grandson granddaughter stranger passer-by waiter waitress passenger boy girl "
        "broker dealer middleman smuggler clerk courier porter interpreter dispatcher technician foreman stallholder "
        "shopkeeper seamstress recruiter member participant delegate attendee resident villager local inhabitant "
        "migrant employee volunteer protester demonstrator voter tenant customer client buyer seller commuter tourist "
        "traveller traveler visitor soldier guard conscript bystander onlooker elder refugee exile patient mayor"
    )
)
YEARS_OLD = re.compile(r"\bthe \d\d?-year-old\s\Z", re.IGNORECASE)
YEARS_OLD_AFTER = re.compile(
    r" the \d\d?-year-old(?: [a-z][\w-]+){0,2}(?=[.;]|, [^A-Z]|,\Z|\s(?:with|in|from|as|while|who)\b)"
)
_TRADE_ENDING = re.compile(
    r"[a-z]+(?:ologist|botanist|chemist|physicist|scientist|ician|onomist|grapher|keeper|herder|worker|seller|woman)"
)
# What limits a description to somebody new: "the woman at the counter", "the trader who sold it".
_LIMITS = frozenset(["relcl", "acl"])


def is_person_noun(word: str) -> bool:
    """Whether a word means a person, by itself or by its ending: "a hydrologist", "a stallkeeper"."""
    return word in PEOPLE_NOUNS or _TRADE_ENDING.fullmatch(word) is not None


def is_vague(noun: Token) -> bool:
    """Whether a noun points to nobody in particular: "a driver", "one trader", "villagers"."""
    determiners = {t.lower_ for t in _parts_of(noun) if t.dep_ in ("det", "nummod", "poss")}
    return bool(determiners & _VAGUE) or (not determiners and not noun.text[0].isupper())


def has_age(noun: Token) -> bool:
    """Whether a noun's age tells a person, whatever the noun: "a packer, 31, showed us her hands"."""
    return noun.text.islower() and any(
        c.dep_ == "appos" and c.is_digit and len(c) == 2 and c.i > 0 and c.nbor(-1).text == "," for c in noun.children
    )


def _parts_of(noun: Token) -> list[Token]:
    """What depends on a noun, or on its first half before a hyphen: "the ex-official", which the parser parts."""
    doc, at = noun.doc, noun.i
    halves = [doc[at - 2]] if at >= 2 and doc[at - 1].text == "-" else []
    return [child for half in (*halves, noun) for child in half.children]


def is_definite(noun: Token) -> bool:
    """Whether a noun can stand for somebody already spoken of: "the minister", not "the man who sold it"."""
    if not any(child.lower_ == "the" for child in _parts_of(noun)):
        return False
    if any(child.dep_ in _LIMITS and noun.doc[child.left_edge.i - 1].text != "," for child in noun.children):
        return False
    return all(child.lower_ == "of" for child in noun.children if child.dep_ == "prep")


def can_mean(noun: Token, offices: frozenset[str]) -> bool:
    """Whether the noun can mean a person of whom the text tells these offices; a mere epithet can mean anybody."""
    if noun.lower_ in _EPITHETS:
        return True
    if noun.lower_ in _PARTIES:
        return not offices & _OFFICERS_OF_LAW
    told_of = (
        noun.lower_ in PEOPLE_NOUNS
        and noun.lower_ not in _TRADES
        and noun.lower_ not in ("man", "woman", "boy", "girl")
    )
    return told_of and not offices


def names_anybody_so(noun: str, before: str) -> bool:
    """Whether the text has called somebody so without a name: "a trader … the trader said"."""
    return bool(
        re.search(rf"\b(?:an?|one|another|some)\s+(?:[\w-]+\s+){{0,3}}{re.escape(noun)}\b", before, re.IGNORECASE)
    )
