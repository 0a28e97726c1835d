"""Which language a passage is in.

Script first, since it settles most cases and never errs; then function words, for the languages that share the
Latin script with English; then py3langid (BSD), a naive Bayes model over byte n-grams, which is deterministic
and needs 5 MB. Names make short headings look foreign to any model, so a heading is believed only on its script.
"""

import re
import string
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNKNOWN = "und"
LETTERS = re.compile(r"[^\W\d_]")
WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
OTHER = re.compile(r"[\x00-\x7f]+")
ASCII_LETTERS = string.ascii_letters.encode()
SCRIPTS = (
    ("han", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("hangul", re.compile(r"[\uac00-\ud7af]")),
    ("cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("greek", re.compile(r"[\u0370-\u03ff]")),
    ("devanagari", re.compile(r"[\u0900-\u097f]")),
    ("georgian", re.compile(r"[\u10a0-\u10ff]")),
    ("armenian", re.compile(r"[\u0530-\u058f]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f]")),
)
SCRIPT_LANGUAGE = {
    "han": "zh",
    "kana": "ja",
    "hangul": "ko",
    "hebrew": "he",
    "greek": "el",
    "devanagari": "hi",
    "georgian": "ka",
    "armenian": "hy",
}
CYRILLIC = ("ru", "kk", "ky", "uk", "bg", "sr", "mn", "tg")
ARABIC = ("ar", "fa", "ur", "ug")
LATIN = ("en", "de", "fr", "es", "it", "pt", "tr", "nl", "pl", "az", "uz", "tk", "kk", "cs", "sv", "ro", "id")
# Letters that one language of the region has and its neighbours of the same script have not.
TELLTALE = (
    ("cyrillic", "kk", re.compile("[әғқұһ]", re.I)),
    ("cyrillic", "tg", re.compile("[ҷӣӯҳ]", re.I)),
    ("cyrillic", "uz", re.compile("[ў]", re.I)),
    ("cyrillic", "ky", re.compile("[ңөү]", re.I)),
    ("cyrillic", "uk", re.compile("[їєґ]", re.I)),
    ("arabic", "fa", re.compile("[پچژگ]")),
)
# The commonest English function words; about two in five words of English prose are among them.
_ENGLISH_WORDS = """
the of and to in a is that for on with as by at from it an be this are was were has have had not but or its
their his her he she they we you i which who will would can could said after between into more than about also
been over new other our all one if no there when what up out so
"""
ENGLISH_WORDS = frozenset(_ENGLISH_WORDS.split())
ENGLISH_SHARE = 0.2
MODEL_WORDS = 8


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)


def find_script(text: str) -> str:
    """The script most letters of `text` are in ("latin", "cyrillic", ...), or "" where it has no letters.

    Han counts threefold: a Chinese character says about as much as three letters.
    """
    plain = text.encode("ascii", "ignore")
    other = "" if len(plain) == len(text) else OTHER.sub("", text)  # most text is plain, and that is quick to count
    counts = {name: len(pattern.findall(other)) if other else 0 for name, pattern in SCRIPTS}
    counts["latin"] += len(plain) - len(plain.translate(None, ASCII_LETTERS))
    counts["han"] *= 3
    if counts["kana"]:
        counts["kana"] += counts["han"]
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else ""


def detect_language(text: str, *, default: str = UNKNOWN) -> str:
    """BCP 47 code of the language of `text`; `default` where it is too short to tell."""
    script = find_script(text)
    if script == "latin":
        return _detect_latin(text, default)
    if script in SCRIPT_LANGUAGE:
        return SCRIPT_LANGUAGE[script]
    for marked, language, letters in TELLTALE:
        if marked == script and len(letters.findall(text)) >= max(2, len(text) // 150):
            return language
    if script == "cyrillic":
        return _rank(text, CYRILLIC) if len(WORDS.findall(text)) >= MODEL_WORDS else "ru"
    if script == "arabic":
        return _rank(text, ARABIC) if len(WORDS.findall(text)) >= MODEL_WORDS else "ar"
    return default


def _detect_latin(text: str, default: str) -> str:
    words = [word.lower() for word in WORDS.findall(text)]
    share = sum(word in ENGLISH_WORDS for word in words) / max(1, len(words))
    if len(words) >= MODEL_WORDS and share >= ENGLISH_SHARE:
        return "en"
    if len(words) < MODEL_WORDS or share > ENGLISH_SHARE / 2:
        return default
    return _rank(text, LATIN)


def _rank(text: str, languages: tuple[str, ...]) -> str:
    for language, _ in _identifier().rank(text):
        if language in languages:
            return str(language)
    return languages[0]
