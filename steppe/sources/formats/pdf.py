"""PDF files with a text layer.

PDFium (through pypdfium2) gives the lines in reading order; this module makes paragraphs of them. The lines of a
paragraph are joined by a space, a word parted at a line's end is joined again, and running heads and page numbers
are taken out of the flow and set below the paragraph that runs over the page's end. That joined text is the article's
text: all offsets count in it.
"""

import ctypes
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw as pdfium

from steppe.document import Claim, Failure, PassageKind, Source
from steppe.sources.compose import Composer
from steppe.sources.format import Format, Input, make_source
from steppe.sources.formats.pdf_lines import ends_sentence, find_vocabulary, join_hyphens
from steppe.sources.limits import Budget
from steppe.sources.problems import UnreadableError

LINE_ENDS = ("\r", "\n")
# PDFium's mark for a hyphen at which a word was parted.
PARTED = ("\x02", "\ufffe")
MARGIN = 0.12
LARGER = 1.12
TITLE_SIZE = 1.3
SAME_SIZE = 0.6
SMALLER = 0.4
HEAD_WORDS = 10
# From a running head to the text below it, in sizes of the text's letters.
HEAD_GAP = 1.8
BOLD = 600
GAP = 1.35
SHORT_LINE = 0.85
# Letters are about half as wide as high; a line is full where the next word would not have fitted.
# Authors with where they work, a line each: "Jane Doe, Open University".
NAMED_LINE = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){1,3}, (?:the )?[A-ZÀ-Þ]")
NAMED_LENGTH = 70
LETTER_WIDTH = 0.5
FULL_LINE = 0.93
COLUMN = 60.0
HEADING_WORDS = 20
FEW_CHARACTERS = 20
# In letters; shorter lines may belong to a head or a list.
RUNNING_LINE = 50
# From one line of a heading to the next, in sizes of its letters.
HEADING_STEP = 1.6
BULLET = re.compile(r"(?:[•·▪◦‣–—-]|\(?\d{1,2}[.)])\s+\S")
# A number set large, with its unit: "3.1 million", "$40".
FIGURE = re.compile(r"\W{0,2}\d[\d.,]*\s?%?(?:\s\S+)?$")
# The line below a masthead: "No. 31 - February 2025".
ISSUE = re.compile(r"(?i)(?:no|nr|issue|vol(?:ume)?|№)\.?\s*\d+\b")
NUMBERS = re.compile(r"\d+")
CAPTION = re.compile(r"(?:Fig(?:ure|\.)|Table|Chart|Map|Graph|Box) \d{1,2}[.: ]")
FOOTNOTE = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3})\.?\s+\S")
PAGE_NUMBER = re.compile(r"(?i)[-–—\s|]*(?:page\s+|стр\.?\s*)?\d{1,4}(?:\s*(?:of|/|из)\s*\d{1,4})?[-–—\s|]*")
NOBODY = re.compile(
    r"(?i)microsoft|windows|user|admin|unspecified|anonymous|unknown|untitled|adobe|\.docx?$|\.indd$|\.pdf$"
)


@dataclass(slots=True)
class Line:
    """One line of a page. Lengths in points, from the page's left and bottom.

    left, right, top : its box. bottom : its baseline. size : of its letters. bold : of its first letter.
    page, height : number of its page, and how high that page is. furniture : the reason, for running heads.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    page: int
    height: float
    furniture: str = ""


def read(source: Input) -> Iterator[Source | Failure]:
    """One article a file."""
    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("encrypted", "It is protected with a password") from error
        raise UnreadableError("broken", "It is not a readable PDF") from error
    with document:
        limits = source.budget.limits
        if len(document) > limits.pages:
            raise UnreadableError("too-large", f"It has {len(document):,} pages; {limits.pages:,} is the limit")
        lines = [line for page in range(len(document)) for line in _read_page(document, page, source.budget)]
        claims = _read_properties(document)
    if sum(len(line.text) for line in lines) < FEW_CHARACTERS:
        raise UnreadableError("no-text", "It has no text layer")
    mark_running_heads(lines)
    mark_footnotes(lines)
    composer = Composer()
    write_paragraphs(lines, composer)
    yield make_source(source, composer.text, reader="pdf", blocks=tuple(composer.blocks), claims=claims)


def _read_properties(document: pypdfium2.PdfDocument) -> tuple[Claim, ...]:
    """Title and author. The dates are the file's own: when it was written or saved, not when it was published."""
    found = document.get_metadata_dict(skip_empty=True)
    claims = []
    for key, field in (("Title", "title"), ("Author", "author")):
        value = " ".join(found.get(key, "").split())
        if value and not NOBODY.search(value):
            claims.append(Claim(field, value, f"document {key}"))  # type: ignore[arg-type]
    return tuple(claims)


def _read_page(document: pypdfium2.PdfDocument, number: int, budget: Budget) -> list[Line]:
    budget.check_time()
    page = document[number]
    height = page.get_height()
    text_page = page.get_textpage()
    try:
        lines: list[Line] = []
        start = 0
        characters: list[str] = []
        for index in range(text_page.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(text_page, index))
            if character in LINE_ENDS:
                _close_line(text_page, characters, start, number, height, lines)
                start, characters = index + 1, []
            else:
                characters.append(character)
                if character in PARTED:
                    _close_line(text_page, characters, start, number, height, lines)
                    start, characters = index + 1, []
        _close_line(text_page, characters, start, number, height, lines)
        return lines
    finally:
        text_page.close()
        page.close()


def _close_line(
    text_page: pypdfium2.PdfTextPage, characters: list[str], start: int, page: int, height: float, lines: list[Line]
) -> None:
    inked = [start + offset for offset, character in enumerate(characters) if not character.isspace()]
    if not inked:
        return
    text = "".join(characters)
    for mark in PARTED:
        text = text.replace(mark, "-")
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "\ufffd", text)
    boxes = [text_page.get_charbox(index) for index in (inked[0], inked[len(inked) // 2], inked[-1])]
    lines.append(
        Line(
            " ".join(text.split()),
            min(box[0] for box in boxes),
            max(box[2] for box in boxes),
            _baseline(text_page, inked[0], boxes[0][1]),
            max(box[3] for box in boxes),
            round(pdfium.FPDFText_GetFontSize(text_page, inked[len(inked) // 2]), 1),
            _is_bold(text_page, inked[len(inked) // 2]),
            page,
            height,
        )
    )


def _baseline(text_page: pypdfium2.PdfTextPage, index: int, otherwise: float) -> float:
    """Where a character stands; its box would reach lower by the tail of a g or a comma, and blur the leading."""
    x, y = ctypes.c_double(), ctypes.c_double()
    return y.value if pdfium.FPDFText_GetCharOrigin(text_page, index, x, y) else otherwise


def _is_bold(text_page: pypdfium2.PdfTextPage, index: int) -> bool:
    """By the font's weight, or by its name where the file leaves the weight out."""
    if pdfium.FPDFText_GetFontWeight(text_page, index) >= BOLD:
        return True
    flags = ctypes.c_int()
    size = pdfium.FPDFText_GetFontInfo(text_page, index, None, 0, flags)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFText_GetFontInfo(text_page, index, buffer, size, flags)
    return b"bold" in buffer.value.lower()


def mark_running_heads(lines: Sequence[Line]) -> None:
    """Lines at a page's edge that come back on other pages, numbers aside; page numbers; and small lines above a later
    page's text, which may name its author or section once."""
    edge = [line for line in lines if line.bottom > (1 - MARGIN) * line.height or line.top < MARGIN * line.height]
    pages = len({line.page for line in lines})
    seen = Counter((_without_numbers(line.text), line.bottom > line.height / 2) for line in edge)
    for line in edge:
        if PAGE_NUMBER.fullmatch(line.text):
            line.furniture = "page-number"
        elif seen[(_without_numbers(line.text), line.bottom > line.height / 2)] >= max(2, pages // 3):
            line.furniture = "running-head"
    body = _body_size(lines)
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        if line.page == above.page:
            continue
        small = line.size < body - SMALLER and len(line.text.split()) <= HEAD_WORDS and not ends_sentence(line.text)
        apart = below.page == line.page and line.bottom - below.bottom > HEAD_GAP * body
        if small and apart and line.bottom > (1 - MARGIN) * line.height:
            line.furniture = line.furniture or "running-head"


def mark_footnotes(lines: Sequence[Line]) -> None:
    """Small lines below all running text of their page, from the first that opens with a note's number or star."""
    body = _body_size([line for line in lines if not line.furniture])
    lowest: dict[int, float] = {}
    for line in lines:
        if not line.furniture and line.size > body - SAME_SIZE:
            lowest[line.page] = min(line.bottom, lowest.get(line.page, line.height))
    noted = -1
    for line in lines:
        if line.furniture or line.size > body - SMALLER or line.bottom >= lowest.get(line.page, 0):
            continue
        if CAPTION.match(line.text):
            line.furniture = "caption"
        elif line.page == noted or FOOTNOTE.match(line.text):
            line.furniture, noted = "footnotes", line.page


def _without_numbers(text: str) -> str:
    return NUMBERS.sub("#", text).casefold()


def write_paragraphs(lines: Sequence[Line], composer: Composer) -> None:
    """Join lines to paragraphs; those of a paragraph that runs over a page's end are joined across it."""
    flow = [line for line in lines if not line.furniture]
    aside = [line for line in lines if line.furniture]
    body = _body_size(flow)
    vocabulary = find_vocabulary([line.text for line in flow])
    leading = _usual_leading(flow)
    right = _right_margins(flow)
    title = _title_size(flow, body)
    group: list[Line] = []
    titled: list[Line] = []

    def close() -> None:
        if not group:
            return
        first = group[0]
        set_large = first.size > LARGER * body
        text = join_hyphens([line.text for line in group], vocabulary, parts_words=not set_large)
        head = len(text.split()) <= HEADING_WORDS and (set_large or all(line.bold for line in group))
        large = head and first.size >= TITLE_SIZE * body and first.size == title and first.page == flow[0].page
        hints = ("<h1>",) if large else ()
        if large and titled and titled[0].bold and not first.bold:
            # As large as the title, but lighter, and below it.
            hints = ("standfirst",)
        elif large:
            titled.append(first)
        if BULLET.match(text) and not head:
            composer.add(text, "item")
        else:
            kind: PassageKind | None = "heading" if head and not text.endswith((".", ",", ";")) else None
            composer.add(text, kind, hints=hints)

    for line in flow:
        if group and not _continues_heading(group, line, body) and _starts_paragraph(group, line, leading, right):
            close()
            done, group = group[-1].page, []
            while aside and aside[0].page <= done:
                composer.add(aside[0].text, furniture=aside.pop(0).furniture)
        group.append(line)
    close()
    for line in aside:
        composer.add(line.text, furniture=line.furniture)


def _title_size(flow: Sequence[Line], body: float) -> float:
    """The largest letters above the running text.

    Those of figures set out of it ("3.1 million") may be larger, and those of a masthead with its issue below.
    """
    page = [line for line in flow if line.page == flow[0].page]
    running = next(
        (
            at
            for at, line in enumerate(page[:-1])
            if all(
                abs(other.size - body) < SAME_SIZE and len(other.text) >= RUNNING_LINE for other in page[at : at + 2]
            )
        ),
        0,
    )
    head = page[:running] or page
    mastheads = {id(line) for line, below in pairwise(head) if ISSUE.match(below.text)}
    return max((line.size for line in head if not FIGURE.match(line.text) and id(line) not in mastheads), default=body)


def _continues_heading(group: Sequence[Line], line: Line, body: float) -> bool:
    """Whether a large line, however short, goes on in the next: right below it, in the same letters."""
    last = group[-1]
    if NAMED_LINE.match(last.text) and NAMED_LINE.match(line.text):
        return False
    same = line.page == last.page and abs(line.size - last.size) < 0.2 and line.bold == last.bold
    step = last.bottom - line.bottom
    return same and line.size > LARGER * body and 0 < step < HEADING_STEP * line.size


def _starts_paragraph(group: Sequence[Line], line: Line, leading: float, right: dict[int, float]) -> bool:
    last = group[-1]
    if NAMED_LINE.match(last.text) and NAMED_LINE.match(line.text) and len(last.text) < NAMED_LENGTH:
        return True
    if abs(line.size - last.size) > SAME_SIZE or (
        line.bold != last.bold and len(line.text) < 100 and (line.bold or len(group) == 1)
    ):
        return True
    if BULLET.match(line.text) and (ends_sentence(last.text) or BULLET.match(group[0].text)):
        return True
    if line.page != last.page or line.bottom > last.top:
        # A new page or column: the sentence runs on where it had not ended.
        return ends_sentence(last.text) and (last.right < SHORT_LINE * right[id(last)] or line.text[:1].isupper())
    if last.bottom - line.bottom > GAP * leading:
        return True
    indented = line.left > min(other.left for other in group) + 0.8 * line.size
    if indented and len(group) > 1 and not BULLET.match(group[0].text):
        return True
    first_word = (len(line.text.split()[0]) + 1) * LETTER_WIDTH * line.size
    if last.right + first_word < FULL_LINE * right[id(last)] and not line.text[0].islower():
        return True
    return ends_sentence(last.text) and last.right < SHORT_LINE * right[id(last)]


def _body_size(lines: Sequence[Line]) -> float:
    """The letter size most characters are in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sorted(sizes), key=lambda size: sizes[size], default=10.0)


def _usual_leading(lines: Sequence[Line]) -> float:
    steps = [
        round(above.bottom - below.bottom, 1)
        for above, below in pairwise(lines)
        if above.page == below.page and 0 < above.bottom - below.bottom < 4 * above.size
    ]
    return statistics.mode(sorted(steps)) if steps else 14.0


def _right_margins(lines: Sequence[Line]) -> dict[int, float]:
    """For each line (by identity): where the full lines of its column, in letters of its size, end."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    return {
        id(line): max(
            other.right
            for other in pages[line.page]
            if abs(other.left - line.left) < COLUMN and abs(other.size - line.size) < SAME_SIZE
        )
        for line in lines
    }


FORMAT = Format("pdf", ("pdf",), lambda data: b"%PDF-" in data[:1024], read)
