"""What only a person is: trades, relatives, and jobs in a reporter's apposition."""

import re

from steppe.analysis.names.lines import Line
from steppe.analysis.names.words import word_set
from steppe.regions import lexicon

# Turkish and Turkic titles of courtesy in capitals behind a single name: Sugra Hanım.
TITLES_BEHIND = frozenset(["Hanım", "Hanim", "Hanum", "Khanum", "Xonim", "Bey", "Efendi", "Aka", "Opa", "Apa"])
# What a person is to somebody, or does: a single name after it is hers or his.
PERSON_NOUNS = word_set(
    "name neighbour neighbor friend colleague cousin brother sister uncle aunt mother father grandmother grandfather "
    "wife husband son daughter nephew niece grandson granddaughter poet philosopher singer artist painter farmer "
    "shepherd herder driver guide fisherman teacher nurse pensioner widow student blogger rapper barber baker "
    "tailor weaver carpenter miner midwife beekeeper shopkeeper hunter villager dissident explorer monk scientist "
    "pupil classmate schoolmate roommate flatmate assistant apprentice schoolboy schoolgirl headmaster landlady "
    "youngest eldest oldest elder "
    "scholar sculptor potter trader waiter waitress gardener mechanic activist prophet saint apostle chess-player"
)
# Trades by their endings: what a company can be as well ("refiner", "carrier") is left out.
TRADE = re.compile(r"[a-z]+(?:ist|ician|ologist|stress|smith|keeper|woman|herder|farmer|teacher|worker|driver|nurse)")
JOBS = frozenset([*lexicon("job_titles"), *lexicon("trades")])
# Jobs that no firm is in a reporter's apposition: "a carrier", "an operator", "a supplier" may be one.
_HUMAN_JOBS = word_set(
    "head founder co-founder strategist manager president vice-president coordinator ambassador envoy senator "
    "consul diplomat economist analyst lawyer attorney researcher professor lecturer historian geologist hydrologist "
    "biologist ecologist agronomist engineer director chairman chairwoman deputy spokesman spokeswoman spokesperson "
    "fellow scholar journalist editor activist campaigner negotiator adviser advisor counsellor counselor "
    "correspondent photographer novelist glaciologist sociologist anthropologist architect surgeon physician "
    "entrepreneur businessman businesswoman banker trader farmer mayor akim governor captain seamstress welder "
    "taxi-driver driver shopkeeper translator interpreter curator conductor composer"
)


def job_follows(line: Line, index: int) -> bool:
    """Whether what stands behind a name's comma begins with what only a person is: ", a consul in Khujand"."""
    opener = line.words[index].fold if index < len(line.words) else ""
    for word in line.words[index : index + 5]:
        if word.text in (",", ".", ";", "that", "which"):
            return False
        if word.fold in _HUMAN_JOBS or (word.fold != opener and word.text in PERSON_NOUNS):
            return opener in ("a", "an", "the", word.fold, "former")
    return False
