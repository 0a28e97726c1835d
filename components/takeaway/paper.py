"""How things look on paper and on a projector: the light palette on white, in type that measures alike everywhere.

Charts are laid out by the width of their words. Liberation Sans, which vl-convert brings along, is as wide as Arial
letter by letter (and Helvetica nearly so), so what was laid out here fits where it is read.
"""

import html
import re
from collections.abc import Sequence

from components.charts.theme import PALETTES

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
WHITE = "#FFFFFF"
LOOK: dict[str, str] = {**PALETTES["light"], "paper": WHITE, "border": WHITE}
MARGIN = 20
SIZED = re.compile(r'<svg\b[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"')
LETTER = 0.52  # mean width of a letter of Arial, in parts of the type's size


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of an SVG in pixels.

    Raises
    ------
    ValueError : it names none.
    """
    found = SIZED.search(svg)
    if not found:
        raise ValueError("an SVG without width and height")
    return float(found[1]), float(found[2])


def framed(svg: str, *, title: str, subtitle: str, footer: str, legend: Sequence[tuple[str, str]] = ()) -> str:
    """A picture with its title and selection above and its origin below, so that it stands alone.

    legend : (colour, what it means), in one line above the picture.
    """
    width, height = size_of(svg)
    wide = max(width, 520.0)
    above, y = [], MARGIN + 16.0
    for text, size, weight, colour in ((title, 19, 700, LOOK["ink"]), (subtitle, 14, 400, LOOK["subtle"])):
        for line in wrapped(text, wide / (LETTER * size)):
            above.append(_line(line, y, size, weight, colour))
            y += size * 1.32
    above += _legend(legend, y)
    top = y + (24 if legend else 0)
    below, y = [], top + height + 24
    for line in wrapped(footer, wide / (LETTER * 11)):
        below.append(_line(line, y, 11, 400, LOOK["subtle"]))
        y += 15
    outer_width, outer_height = wide + 2 * MARGIN, y + MARGIN - 10
    inner = svg.replace("<svg ", f'<svg x="{MARGIN}" y="{top:g}" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{outer_width:g}" '
        f'height="{outer_height:g}" viewBox="0 0 {outer_width:g} {outer_height:g}" font-family="{FONT}">'
        f'<rect width="100%" height="100%" fill="{WHITE}"/>{"".join(above)}{inner}{"".join(below)}</svg>'
    )


def _legend(legend: Sequence[tuple[str, str]], y: float) -> list[str]:
    pieces, x = [], float(MARGIN)
    for colour, words in legend:
        pieces.append(f'<circle cx="{x + 5:.1f}" cy="{y - 1:.1f}" r="5" fill="{colour}"/>')
        pieces.append(_line(words, y + 4, 13, 400, LOOK["subtle"], x=x + 15))
        x += 15 + LETTER * 13 * len(words) + 20
    return pieces


def wrapped(text: str, most: float) -> list[str]:
    """A text in lines of at most so many letters; a longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _line(text: str, y: float, size: int, weight: int, colour: str, *, x: float = MARGIN) -> str:
    return (
        f'<text x="{x:g}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}">'
        f"{html.escape(text)}</text>"
    )
