"""Joining the lines of a paragraph."""

import re
from collections.abc import Sequence
from functools import partial

ENDS_SENTENCE = re.compile(r"[.!?…:。！？][\"'”’»)\]]*\d{0,3}$")
PARTED_WORD = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*-?")
FIRST_WORD = re.compile(r"[^\W\d_]+")


def ends_sentence(text: str) -> bool:
    """Whether a line could be the last of its paragraph."""
    return bool(ENDS_SENTENCE.search(text))


def find_vocabulary(lines: Sequence[str]) -> frozenset[str]:
    """The words of the lines in lower case, compounds with their hyphen; parted words are left out."""
    words: set[str] = set()
    parted = False
    for line in lines:
        found = WORD.findall(line.lower())
        words.update(found[parted : -1 if PARTED_WORD.search(line) else None])
        parted = bool(PARTED_WORD.search(line))
    return frozenset(words)


def join_hyphens(lines: Sequence[str], vocabulary: frozenset[str], *, parts_words: bool = True) -> str:
    """The lines as one, parted words joined.

    A hyphen at a line's end is dropped where a word goes on in lower case, unless the article writes that very
    compound with its hyphen elsewhere, or both halves stand in it as words of their own ("long-term").

    vocabulary : the article's words in lower case, compounds with their hyphen.
    parts_words : whether words are parted at all in such lines; in titles and headings a hyphen is a compound's.
    """
    keeps_hyphen = partial(_keeps_hyphen, vocabulary=vocabulary, parts_words=parts_words)
    text = lines[0] if lines else ""
    for line in lines[1:]:
        left, right = PARTED_WORD.search(text), FIRST_WORD.match(line)
        if not left:
            text = f"{text} {line}"
        elif not right or not line[0].islower():
            text = f"{text.rstrip(chr(0xAD))}{line}"
        elif text.endswith("\u00ad") or not keeps_hyphen(left[1].lower(), right[0].lower()):
            text = f"{text[:-1]}{line}"
        else:
            text = f"{text}{line}"
    return text


def _keeps_hyphen(left: str, right: str, *, vocabulary: frozenset[str], parts_words: bool) -> bool:
    if f"{left}{right}" in vocabulary:
        return False
    if not parts_words:
        return True
    return f"{left}-{right}" in vocabulary or (len(left) > 2 and left in vocabulary and right in vocabulary)
