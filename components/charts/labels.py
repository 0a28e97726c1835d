"""How much room words take, and long labels in lines: so that a drawing of a known width cuts no name off."""

import itertools
import math
import unicodedata

import pandas as pd

from components.charts.spec import LINE

AIR = 5  # pixels between the lines of one row and those of the next
BESIDE = 14  # pixels between a row's label and its mark, see `components.charts.spec.row_labels`
# Parts of the type's size, as wide as Arial has them or a little wider; Source Sans is narrower throughout.
NARROW, CAPITAL, BROAD, WIDE, OTHER = 0.3, 0.7, 0.86, 1.0, 0.56
NARROW_LETTERS, BROAD_LETTERS = frozenset(" iljtfrI.,:;'’!|()[]-"), frozenset("mwMW@%—…")


def width_of(text: str, size: float) -> float:
    """About how many pixels a line takes, rather more than less, in bold as well. size : of the type, in pixels."""
    return size * sum(map(_part, text))


def _part(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return NARROW
    if letter in BROAD_LETTERS:
        return BROAD
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    return CAPITAL if letter.isupper() else OTHER


def in_lines(text: str, room: float, size: float, *, most: int = 3) -> str:
    """A text in as few lines as keep within `room` pixels, and as even as that number allows.

    Of more than `most` lines, the last holds all that is left, which the chart then cuts.
    """
    lines = _filled(text, room, size)
    if len(lines) > most:
        return "\n".join([*lines[: most - 1], " ".join(lines[most - 1 :])])
    least = max((width_of(word, size) for word in text.split()), default=0.0)
    while len(lines) > 1 and room > least:  # the narrowest room that gives no more lines
        room -= size / 2
        narrower = _filled(text, room, size)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return "\n".join(lines)


def _filled(text: str, room: float, size: float) -> list[str]:
    """Each line as full as it can be; a word wider than the room has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def fit_labels(table: pd.DataFrame, *, most: int, size: int) -> tuple[pd.DataFrame, int]:
    """The table with its labels in lines, and the pixels that they take beside the marks, `most` at most."""
    lines = {label: in_lines(str(label), most - BESIDE, size) for label in table["label"].unique()}
    widest = max((width_of(line, size) for text in lines.values() for line in text.split("\n")), default=0.0)
    return table.assign(label=table["label"].map(lines)), min(most, round(widest) + BESIDE)


def fit_rows(table: pd.DataFrame, *, label_width: int, size: int, row_height: int) -> tuple[pd.DataFrame, int]:
    """The table with its labels in lines of `label_width` pixels at most, and the pixels of a row in which none touches
    that of the next, `row_height` at least."""
    fitted, _ = fit_labels(table, most=label_width, size=size)
    lines = closest_lines(fitted) if len(fitted) else 1.0
    return fitted, max(row_height, math.ceil(lines * round(size * LINE)) + AIR)


def closest_lines(table: pd.DataFrame) -> float:
    """How many lines have to stand in one row where labels are closest to each other, or to the chart's edge."""
    each = table.drop_duplicates("row")["label"] if "row" in table else table["label"]
    lines = [label.count("\n") + 1 for label in each]
    return max(lines[0], lines[-1], *((a + b) / 2 for a, b in itertools.pairwise(lines)))


def are_whole(labels: pd.Series, room: float, size: int) -> bool:
    """Whether no line of any label is wider than its room."""
    return all(width_of(line, size) <= room for label in labels for line in str(label).split("\n"))


def fit_heads(table: pd.DataFrame, *, room: float, size: int) -> pd.DataFrame:
    """The table of a matrix with what its columns are called in lines, `room` pixels a column."""
    lines = {head: in_lines(str(head), room, size, most=6) for head in table["head"].unique()}
    return table.assign(head=table["head"].map(lines))


def most_lines(labels: pd.Series) -> int:
    """How many lines the label with most has; 1 where there is none."""
    return max((str(label).count("\n") + 1 for label in labels), default=1)
