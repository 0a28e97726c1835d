"""On a page full of short lines: which stretch is the article."""

from collections.abc import Sequence

from steppe.analysis.furniture_pieces import Piece

RUN = 5
CLUTTER = 12


def is_cluttered(pieces: Sequence[Piece]) -> bool:
    """Whether the text looks like a web page saved as text: runs of lines that are no sentences."""
    clutter = run = 0
    for piece in pieces:
        run = 0 if piece.prose or piece.words > 14 or piece.block.kind == "item" else run + 1
        clutter += RUN if run == RUN else run > RUN
    return clutter >= CLUTTER


def drop_outside_article(pieces: list[Piece], titles: Sequence[str], *, page: bool) -> None:
    """Label as furniture what lies outside the article's stretch."""
