"""Footnotes and captions of PDF files: small lines below a page's running text."""

from steppe.analysis.furniture import lay_out
from steppe.document import Source
from steppe.sources import read_bytes
from tests.sources.make import ARTICLE, TITLE, pack_pdf

WIDTH = 46


def _wrap(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def make_pages(pages: list[list[tuple[int, str]]]) -> bytes:
    """A PDF of pages of (size in points, line), from the top down; an empty line leaves a gap."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        content, y = [], 700
        for size, line in lines:
            y -= size + 3
            if line:
                content.append(f"BT /F1 {size} Tf 1 0 0 1 70 {y} Tm ({line}) Tj ET")
        stream, number = "\n".join(content), len(objects) + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{number} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return pack_pdf(objects)


def kept(pages: list[list[tuple[int, str]]]) -> list[str]:
    source = next(iter(read_bytes("a.pdf", make_pages(pages))))
    assert isinstance(source, Source)
    return [source.text[p.start : p.end] for p in lay_out(source).passages if p.kind != "furniture"]


def _set(paragraph: str) -> list[tuple[int, str]]:
    return [*((11, line) for line in _wrap(paragraph)), (11, "")]


def test_notes_at_a_pages_foot_do_not_part_the_sentence_above() -> None:
    broken = _wrap(ARTICLE[1])
    first = [(22, TITLE), (11, ""), *_set(ARTICLE[0]), *((11, line) for line in broken[:-1])]
    notes = [
        (8, ""),
        (8, "1  Customs figures of the spring, as told to us."),
        (8, "and checked against the ledger of the post."),
    ]
    second = [(11, broken[-1]), (11, ""), *_set(ARTICLE[2])]
    assert kept([[*first, *notes], second]) == [TITLE, *ARTICLE]


def test_a_caption_at_a_pages_foot_is_none_of_the_text() -> None:
    first = [(22, TITLE), (11, ""), *_set(ARTICLE[0]), (8, "Figure 2. Lorries a day, both ways")]
    assert kept([first, [*_set(ARTICLE[1]), *_set(ARTICLE[2])]]) == [TITLE, *ARTICLE]


def test_small_print_without_a_mark_stays() -> None:
    small = "A list of the lorries that were counted is held at the post by the clerk."
    pages = [[(22, TITLE), (11, ""), *_set(ARTICLE[0]), *_set(ARTICLE[1]), *_set(ARTICLE[2]), (8, ""), (8, small)]]
    assert small in kept(pages)
