"""Which part of a person's name is the family's, where the name says so; a byline does not say which way round it is.

Rules, the surest first: a particle ("van der Berg"); Chinese and Korean family names before one or two syllables ("Xi
Jinping", "Moon Jae-in") and after two ("Jinping Xi"); a family's ending ("Tokayev") at the end; a known given name at
the start. What none of them decides, or two decide differently, is left whole: an order that is guessed is wrong for
most names of China, Korea, Vietnam and Hungary, and for patronymics.
"""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from steppe.regions import lexicon

NAMES = Path(__file__).parent / "names.toml"
# Parts of family names that stay with them (Chicago Manual of Style, 8.5 to 8.14).
PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ten", "ter"}
    | {"van", "von", "zu"}
)
PATRONYMIC = re.compile(r".{2,}(?:ovich|evich|ovna|evna|ichna|uly|uulu|oglu|ogly|o.?g.?li|kyzy|gizi|qizi|zoda)")
FAMILY = re.compile(
    r".{2,}(?:ov|ova|ev|eva|yev|yeva|iyev|iyeva|sky|ski|skiy|skaya|ska|enko|chuk|ian|yan|shvili|dze|zade|zadeh|bayev|son"
    r"|sen|berg|stein|mann)"
)
PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|v)){1,2}"
)
TWO_PINYIN = re.compile(rf"(?=.{{4,}}){PINYIN.pattern}")
KOREAN = re.compile(r"[a-z]{2,6}-[a-z]{1,6}")  # "jae-in", "chan-wook": two syllables of a given name
SYLLABLE = re.compile(r"[b-df-hj-np-tv-z]{0,2}[wy]?[aeiou]{1,3}(?:ng|[bgklmnprst])?")


def split_name(words: list[str]) -> tuple[str, str] | None:
    """(family, given) of a name of two words or more; None where it does not say which is which."""
    first, last = _folded(words[0]), _folded(words[-1])
    particle = next((n for n in range(1, len(words) - 1) if words[n].casefold() in PARTICLES), None)
    if particle is not None:
        return " ".join(words[particle:]), " ".join(words[:particle])
    if _puts_family_first(words):
        return words[0], " ".join(words[1:])
    if _is_asian(first) or PATRONYMIC.fullmatch(last):
        return None
    family_last = (
        FAMILY.fullmatch(last)
        or first in _given_names()
        or re.fullmatch(r"[a-z]\.?", first)  # an initial stands for a given name
        or (last in _names("chinese") and _is_two_syllables(first))
        or (last in _names("korean") and KOREAN.fullmatch(first))
    )
    turned = (last in _given_names() and first not in _given_names()) or FAMILY.fullmatch(first)
    return (words[-1], " ".join(words[:-1])) if family_last and not turned else None


def _puts_family_first(words: list[str]) -> bool:
    """Whether a name is a Chinese or Korean one in its own order, beyond doubt."""
    first, rest = _folded(words[0]), [_folded(word) for word in words[1:]]
    given = "".join(rest).replace("-", "")
    if first in _names("korean") and len(rest) == 1 and KOREAN.fullmatch(rest[0]):
        return True
    if first in _names("korean") and len(rest) == 2 and all(SYLLABLE.fullmatch(word) for word in rest):
        return True
    if first not in _names("chinese") or len(rest) > 2 or not PINYIN.fullmatch(given):
        return False
    known_turned = len(rest) == 1 and rest[0] in _names("chinese") and rest[0] not in RARE
    return not known_turned


# Families of some thousands, whose names are much oftener given ones: "Wang Yi", "Li Jian".
RARE = frozenset({"jian", "jing", "ning", "yi", "ying", "xin", "xing", "yue", "yun", "hua", "hong", "ping", "quan"})


def _is_asian(word: str) -> bool:
    """Whether a first word is oftener a family's name than a given one, in countries where that stands first."""
    return any(word in _names(kind) for kind in ("chinese", "korean", "vietnamese"))


def _is_two_syllables(word: str) -> bool:
    return bool(TWO_PINYIN.fullmatch(word)) and word not in _names("chinese")


def _folded(word: str) -> str:
    """A word in small letters without diacritics: "Nguyễn" and "Nguyen" are one."""
    plain = unicodedata.normalize("NFKD", word.casefold().strip(".,'’"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("đ", "d")


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(tomllib.loads(NAMES.read_text(encoding="utf-8"))[kind].split())


@cache
def _given_names() -> frozenset[str]:
    return _names("given") | {_folded(name) for name in lexicon("given_names")}
