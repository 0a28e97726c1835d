"""Blocks with what furniture detection needs to know of them: words, prose or not, and what speaks against them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from steppe.analysis.furniture_phrases import Phrase, find_phrase
from steppe.document import Block, PassageKind

WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]")
ENDS_SENTENCE = re.compile(r"[.!?…。！？]['\"’”»)\]*†\d\s■□◼▪●◆♦∎]{0,5}$")
SENTENCE_BREAK = re.compile(r"[.!?…。！？][\"’”»)\]]*(?=\s|$)|[。！？]")
QUOTE_MARKS = re.compile(r"[“”\"«»„‟❝❞]")
LETTERS = re.compile(r"[^\W\d_]")
PROSE_WORDS = 9
SHORT_PROSE_WORDS = 4


@dataclass(slots=True)
class Piece:
    """A block on its way to become a passage.

    text : as in the article. words : its words; a Chinese character counts half a word.
    prose : it holds running sentences. phrase : the furniture phrase it was recognised by, if any.
    kind, reason : the label; kind is None until one of the rules decides.
    """

    start: int
    end: int
    text: str
    block: Block
    words: int
    prose: bool
    phrase: Phrase | None
    kind: PassageKind | None = None
    reason: str = ""
    spans: list[tuple[int, int, PassageKind, str]] = field(default_factory=list)

    def drop(self, reason: str) -> None:
        """Label it furniture, unless a label is already there."""
        if self.kind is None:
            self.kind, self.reason = "furniture", reason

    @property
    def is_furniture(self) -> bool:
        return self.kind == "furniture"


def unlabelled(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of which no rule has decided yet."""
    return [piece for piece in pieces if piece.kind is None]


def count_words(text: str) -> int:
    """Words of `text`. Chinese and Japanese write no spaces: two of their characters count as a word."""
    han = len(HAN.findall(text))
    return len(WORD.findall(HAN.sub(" ", text))) + (han + 1) // 2


def is_prose(text: str, words: int) -> bool:
    """Running sentences: long enough, mostly in lower case, and with an end."""
    if words < PROSE_WORDS:
        return words >= SHORT_PROSE_WORDS and bool(ENDS_SENTENCE.search(text)) and _runs_in_lower_case(text)
    if not (ENDS_SENTENCE.search(text) or SENTENCE_BREAK.search(text) or words >= 30):
        return False
    return _runs_in_lower_case(text) or bool(HAN.search(text))


def describe(text: str, blocks: tuple[Block, ...]) -> list[Piece]:
    """One piece a block, and one for each stretch of visible text that no block covers."""
    pieces = []
    for block in _fill_gaps(text, blocks):
        inside = text[block.start : block.end]
        words = count_words(inside)
        piece = Piece(block.start, block.end, inside, block, words, is_prose(inside, words), find_phrase(inside, words))
        if block.furniture:
            piece.drop(block.furniture)
        pieces.append(piece)
    return pieces


def _runs_in_lower_case(text: str) -> bool:
    """Titles and menus capitalise most words, sentences few; scripts without case always pass."""
    words = WORD.findall(text)
    cased = [word for word in words if word[0].isalpha() and word[0].lower() != word[0].upper()]
    lower = sum(word[0].islower() for word in cased)
    return lower >= 0.35 * len(cased)


def _fill_gaps(text: str, blocks: tuple[Block, ...]) -> list[Block]:
    filled, at = [], 0
    for block in (*blocks, Block(len(text), len(text))):
        gap = text[at : block.start]
        if gap.strip():
            left = at + len(gap) - len(gap.lstrip())
            filled.append(Block(left, left + len(gap.strip())))
        if block.end > block.start:
            filled.append(block)
        at = max(at, block.end)
    return filled
