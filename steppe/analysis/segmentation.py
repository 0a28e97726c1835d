"""Plain text to blocks: which lines are one paragraph, which stand alone.

A line break in plain text is either the end of a block or a wrap set by the width of someone's editor.
Both kinds occur in one file, so each break is judged by itself: it is a wrap where the next line's first
word would not have fitted, in a text that is wrapped at all, or where a sentence runs on in lower case.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from steppe.analysis.furniture_phrases import find_phrase
from steppe.analysis.metadata_text import is_date_alone
from steppe.document import Block

LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
ITEM_MARK = re.compile(r"(?:[•·▪◦‣*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)]|[ivx]{1,4}[.)])\s+(?=\S)")
# How agencies set a heading: "- A heavy price -".
BETWEEN_DASHES = re.compile(r"([-–—]) \S.{1,70}\S \1")
HEADER_FIELD = re.compile(r"[A-Za-zА-Яа-я一-鿿][\w -]{1,20}[:：](?:\s|$)")
BYLINE_START = re.compile(r"(?i)(?:by|written by|автор)\s")
ENDS_SENTENCE = re.compile(r"[.!?…。！？:;：][\"'”’»)\]]*$")
RULE = re.compile(r"[\s\-_=*~#•·.—–+]{3,}")

# Editors and mail programs wrap between 60 and 80 columns, some scripts at up to 130.
MAX_WRAP_WIDTH = 132
MIN_WRAP_WIDTH = 40
MIN_WRAPS = 3
WRAPPED_SHARE = 0.6
RUN_ON_LENGTH, SMALL_WORD_LENGTH = 30, 18


# No line ends here unless it was broken.
SMALL_WORD = re.compile(r"(?i)[\s’'](?:an?|the|of|and|or|as|at|by|for|from|into|than|that|to|with)$")
TITLE_LENGTH = 100
DATE_LINE = re.compile(r"(?=\S{0,40}\d)[^.?!]{8,60}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text without white space at either end, and where that stands.

    indent : white space before it, in characters.
    gap : whether a blank line, or the start of the text, stands before it.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: bool


def split_lines(text: str) -> list[Line]:
    """The lines of `text` that hold more than white space."""
    lines: list[Line] = []
    at, gap = 0, True
    for mark in [*(match.span() for match in LINE_END.finditer(text)), (len(text), len(text))]:
        raw = text[at : mark[0]]
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(at + indent, at + indent + len(stripped), stripped, indent, gap))
            gap = False
        elif at < mark[0] or mark[0] < mark[1]:
            gap = True
        at = mark[1]
    return lines


def find_wrap_width(lines: list[Line]) -> int | None:
    """The column at which the text was wrapped, or None where its lines are whole paragraphs."""
    pairs = [(line, after) for line, after in pairwise(lines) if not after.gap]
    if len(pairs) < MIN_WRAPS:
        return None
    lengths = sorted(line.indent + len(line.text) for line, _ in pairs)
    # The longest line may be a URL or a table row: take the 95th percentile, and what lies just above it.
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    if not MIN_WRAP_WIDTH <= width <= MAX_WRAP_WIDTH:
        return None
    full = [line for line, after in pairs if _fills(line, after, width)]
    running = sum(1 for line in full if not ENDS_SENTENCE.search(line.text))
    if len(full) < MIN_WRAPS or len(full) < WRAPPED_SHARE * len(pairs) or running < 0.5 * len(full):
        return None
    return width


def find_blocks(text: str) -> tuple[tuple[Block, ...], bool]:
    """Blocks of plain text in order, and whether the text is hard-wrapped."""
    lines = split_lines(text)
    width = find_wrap_width(lines)
    blocks: list[Block] = []
    group: list[Line] = []
    for line in lines:
        if group and _runs_on(group, line, width):
            group.append(line)
            continue
        if group:
            blocks.append(_as_block(group))
        group = [line]
    if group:
        blocks.append(_as_block(group))
    return tuple(blocks), width is not None


def _as_block(group: list[Line]) -> Block:
    kind = "item" if ITEM_MARK.match(group[0].text) and not BETWEEN_DASHES.fullmatch(group[0].text) else None
    if len(group) == 1 and RULE.fullmatch(group[0].text):
        return Block(group[0].start, group[0].end, "furniture", furniture="rule")
    return Block(group[0].start, group[-1].end, kind)  # type: ignore[arg-type]


def _fills(line: Line, after: Line, width: int) -> bool:
    first_word = after.text.split(maxsplit=1)[0]
    return line.indent + len(line.text) + 1 + len(first_word) > width


def _runs_on(group: list[Line], line: Line, width: int | None) -> bool:
    """Whether `line` continues the block that ends in `group[-1]`."""
    last = group[-1]
    if line.gap or RULE.fullmatch(last.text) or RULE.fullmatch(line.text):
        return False
    if ITEM_MARK.match(line.text) and not (width and _fills(last, line, width) and last.indent == line.indent):
        return False
    if DATE_LINE.fullmatch(line.text) and is_date_alone(line.text):
        return False
    if width:
        if HEADER_FIELD.match(line.text) and (HEADER_FIELD.match(group[0].text) or not _fills(last, line, width)):
            return False
        if line.indent >= group[0].indent + 2 and not ITEM_MARK.match(group[0].text):
            return False
        return _fills(last, line, width) or _continues(last, line)
    return _continues(last, line)


def _breaks_title(last: Line, line: Line) -> bool:
    return (
        bool(SMALL_WORD.search(last.text))
        and not HEADER_FIELD.match(line.text)
        and len(line.text) <= TITLE_LENGTH
        and not ENDS_SENTENCE.search(line.text)
    )


def _continues(last: Line, line: Line) -> bool:
    """A sentence that breaks off and goes on in lower case on the next line; or one that breaks off at a small word,
    as a title does that is set in capitals over two lines."""
    return (
        (
            len(last.text) >= RUN_ON_LENGTH
            or (len(last.text) >= SMALL_WORD_LENGTH and bool(SMALL_WORD.search(last.text)))
        )
        and (line.text[0].islower() or _breaks_title(last, line))
        and not ENDS_SENTENCE.search(last.text)
        and not ITEM_MARK.match(line.text)
        and not BYLINE_START.match(line.text)
        and find_phrase(line.text, len(line.text.split())) is None
    )
