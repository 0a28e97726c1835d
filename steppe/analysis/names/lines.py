"""An English passage as words (for the matcher) and as parsed tokens (for the rules), with article offsets."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from spacy.tokens import Doc

from steppe.analysis.article import Article
from steppe.document import PassageKind

LineStyle = Literal["sentence", "title", "upper"]

# An apostrophe inside a word belongs to it (Xi'an, d'Ivoire), a possessive s does not.
WORD = re.compile(r"[^\W\d_]+(?:['’‘ʻʼ`](?![sS]\b)[^\W\d_]+)*|\d+|[^\s\w]|_")
DASHES = "-‐‑‒–—"
APOSTROPHES = "'’‘ʻʼ`´"
# British and American spellings of words that stand in names are one word to the matcher.
SPELLINGS = {
    "organization": "organisation",
    "center": "centre",
    "program": "programme",
    "defense": "defence",
    "labor": "labour",
    "&": "and",
}
_LETTERS = str.maketrans(
    {"’": "'", "ʻ": "'", "ʼ": "'", "‘": "'", "ı": "i", "ə": "a", "ғ": "g", "ø": "o", "ł": "l", "đ": "d"}
)


@lru_cache(maxsize=32_768)
def fold_word(text: str) -> str:
    """The form under which two spellings of a word are the same to the matcher: case, accents, dashes, quotes."""
    if not text.isascii():
        if text in DASHES:
            return "-"
        if text in APOSTROPHES:
            return "'"
        decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    folded = text.lower()
    return SPELLINGS.get(folded, folded)


class Word(NamedTuple):
    """A run of letters, a run of digits, or one other character. Offsets are the article's."""

    start: int
    end: int
    text: str
    fold: str


def split_words(text: str, *, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`, in order."""
    return [
        Word(*found.span(), word := found.group(), fold_word(word))
        for found in WORD.finditer(text, start, len(text) if end is None else end)
    ]


@dataclass(slots=True)
class Line:
    """One parsed passage. `words` are the matcher's; the token lists are spaCy's, one entry a token.

    starts : code points in the article of each token.
    head : index of each token's syntactic head.
    """

    number: int
    start: int
    end: int
    kind: PassageKind
    text: str
    doc: Doc
    words: list[Word]
    starts: list[int]
    forms: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    style: LineStyle
    sentence_starts: frozenset[int] = field(default_factory=frozenset)

    def token_at(self, offset: int) -> int:
        """Index of the token that holds the character at this article offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def word_at(self, offset: int) -> int:
        """Index of the first word that ends after this article offset."""
        return bisect_right(self.words, offset, key=lambda word: word.end)

    def head_token(self, start: int, end: int) -> int:
        """The token of the span whose head lies outside it: the span's own syntactic head."""
        first, last = self.token_at(start), self.token_at(end - 1)
        for token in range(last, first - 1, -1):
            if not first <= self.head[token] <= last or self.head[token] == token:
                return token
        return last

    def children(self, token: int) -> Iterator[int]:
        """Indices of a token's syntactic children."""
        return (child.i for child in self.doc[token].children)


def _style(words: list[Word], kind: PassageKind) -> LineStyle:
    alphabetic = [word.text for word in words if word.text.isalpha()]
    long = [text for text in alphabetic if len(text) >= 4]
    if len(alphabetic) >= 2 and long and all(text.isupper() for text in long):
        return "upper"
    later = [text for text in alphabetic[1:] if len(text) >= 4]
    capitals = sum(text[0].isupper() for text in later)
    heading = kind in ("title", "heading")
    # A paragraph in capitals is a headline that the format did not mark, unless it is a list or a credit.
    unmarked = len(alphabetic) <= 20 and len(later) >= 5 and words[-1].text.isalnum() and words[0].text.isalnum()
    if (heading and len(later) >= 3 and capitals >= 0.75 * len(later)) or (unmarked and capitals >= 0.85 * len(later)):
        return "title"
    return "sentence"


def read_lines(article: Article) -> list[Line]:
    """The article's parsed passages, in text order; furniture and other languages have no doc and no line."""
    lines = []
    for number, (passage, doc) in enumerate(zip(article.passages, article.docs, strict=True)):
        if doc is None or passage.kind == "furniture":
            continue
        words = split_words(article.text, start=passage.start, end=passage.end)
        tokens = list(doc)
        lines.append(
            Line(
                number=number,
                start=passage.start,
                end=passage.end,
                kind=passage.kind,
                text=article.text,
                doc=doc,
                words=words,
                starts=[passage.start + token.idx for token in tokens],
                forms=[token.text for token in tokens],
                lower=[token.lower_ for token in tokens],
                tag=[token.tag_ for token in tokens],
                dep=[token.dep_ for token in tokens],
                head=[token.head.i for token in tokens],
                style=_style(words, passage.kind),
                sentence_starts=frozenset(passage.start + doc[s.start].idx for s in doc.sents),
            )
        )
    return lines
