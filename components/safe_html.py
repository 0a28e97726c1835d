"""The one way from article text to the page: escaped, with literal marks.

What comes from an article, a file name or a link is hostile until it has passed one of these functions. Nothing of it
ever becomes a tag, an attribute, or Markdown.
"""

import html
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

# The only classes that a mark can bear; they are ours, never data.
MARK_CLASSES = {"mention": "mention", "theme": "theme", "search": "search", "quote": "quote"}
MARKDOWN_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
WHITE_SPACE = re.compile(r"\s+")


class Span(NamedTuple):
    """A stretch to highlight: code points from the start of the text shown, and one of `MARK_CLASSES`."""

    start: int
    end: int
    kind: str


def escape(text: str) -> str:
    """Text as HTML that shows exactly that text."""
    return html.escape(text, quote=True)


def as_label(text: str, *, limit: int = 60) -> str:
    """Text for a button, link or chip, which Streamlit reads as Markdown: every sign escaped, one line, cut short."""
    line = WHITE_SPACE.sub(" ", text).strip()
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    return MARKDOWN_SIGNS.sub(r"\\\1", line)


def highlight(text: str, spans: Sequence[Span], strong: Sequence[tuple[int, int]] = ()) -> str:
    """`text` as HTML with `<mark>` around the spans and `<b>` around the `strong` stretches.

    Spans may overlap; a letter under several is marked once with all their classes. Spans outside the text or of an
    unknown kind are left out. The visible text of the result is `text`, to the letter.
    """
    known = [s for s in spans if s.kind in MARK_CLASSES and 0 <= s.start < s.end <= len(text)]
    heavy = [(s, e) for s, e in strong if 0 <= s < e <= len(text)]
    cuts = sorted({0, len(text), *(p for s in known for p in s[:2]), *(p for s in heavy for p in s)})
    pieces: list[tuple[str, str, bool]] = []
    for begin, end in pairwise(cuts):
        classes = " ".join(sorted({MARK_CLASSES[s.kind] for s in known if s.start <= begin and end <= s.end}))
        bold = any(s <= begin and end <= e for s, e in heavy)
        pieces.append((text[begin:end], classes, bold))
    return "".join(_tag(*piece) for piece in pieces)


def _tag(text: str, classes: str, strong: bool) -> str:
    shown = escape(text)
    if classes:
        shown = f'<mark class="{classes}">{shown}</mark>'
    return f"<b>{shown}</b>" if strong else shown
