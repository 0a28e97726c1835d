"""Relatives: whom "his mother" means where the text has told whose son he is."""

import re

_CHILD = ("mother", "father", "parent", "mum", "mom", "dad", "stepmother", "stepfather")
_SIBLING = ("brother", "sister", "sibling", "twin")
# How the one of whom it is told may be called by the other: Aigul's son Timur -> "his mother" is Aigul.
_TURNED = {
    "son": _CHILD,
    "daughter": _CHILD,
    "child": _CHILD,
    "stepson": _CHILD,
    "stepdaughter": _CHILD,
    "husband": ("wife",),
    "wife": ("husband",),
    "brother": _SIBLING,
    "sister": _SIBLING,
    "mother": ("son", "daughter"),
    "father": ("son", "daughter"),
    "grandson": ("grandmother", "grandfather"),
    "granddaughter": ("grandmother", "grandfather"),
    "grandmother": ("grandson", "granddaughter"),
    "grandfather": ("grandson", "granddaughter"),
    "nephew": ("uncle", "aunt"),
    "niece": ("uncle", "aunt"),
    "uncle": ("nephew", "niece"),
    "aunt": ("nephew", "niece"),
    "cousin": ("cousin",),
}
_GENDER = {
    "f": ("mother", "wife", "sister", "daughter", "grandmother", "granddaughter", "aunt", "niece", "mum", "mom"),
    "m": ("father", "husband", "brother", "son", "grandfather", "grandson", "uncle", "nephew", "dad"),
}
KIN_NOUNS = frozenset(_TURNED) | frozenset(_CHILD) | frozenset(_SIBLING)
_INTRODUCED = re.compile(rf"['’]s?\s(?:\w+\s)?({'|'.join(_TURNED)})(?:,)?\s\Z")
_THEIRS = re.compile(rf"\b([Hh]is|[Hh]er)\s(?:\w+\s)?({'|'.join(_TURNED)}),?\s\Z")


def introduced_as(text: str, start: int, end: int) -> tuple[str, int] | None:
    """What the person named at `end` is to the one named before, and where that name ends: "Aigul's son " -> son.

    start : how far back to look.
    """
    found = _INTRODUCED.search(text, start, end)
    return (found.group(1), found.start()) if found else None


def introduced_by_pronoun(text: str, start: int, end: int) -> tuple[str, str, int] | None:
    """What the person named at `end` is to "him" or "her", the pronoun, and its place: "Her son, " -> son, her."""
    found = _THEIRS.search(text, start, end)
    return (found.group(2), found.group(1).casefold(), found.start()) if found else None


def turns_to(told: str, noun: str) -> bool:
    """Whether one whose relative is told to be `told` is the `noun` of that relative."""
    return noun in _TURNED[told]


def gender_of_kin(noun: str) -> str:
    """'f', 'm' or '' of a word for a relative."""
    return next((gender for gender, nouns in _GENDER.items() if noun in nouns), "")
