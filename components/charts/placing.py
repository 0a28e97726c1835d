"""Names beside points: as many as can stand there without hiding another name or point.

Points in the order of their weight take the first side that is free; one that has none keeps its point alone. That is
the greedy rule of Christensen, Marks and Shieber (1995, doi:10.1145/212332.212334), which is quick and does not jump.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from components.charts.labels import width_of

Anchor = Literal["start", "middle", "end"]
GAP = 9  # pixels from a point's middle to its name
EDGE = 40  # pixels beside what is in sight in which a wider screen may end
DOT = 6  # pixels around a point that no name may cover


class Rectangle(NamedTuple):
    """Pixels from the upper left corner of the map."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def about(cls, x: float, y: float, wide: float, high: float) -> "Rectangle":
        """One of this size with its middle here."""
        return cls(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)

    def meets(self, other: "Rectangle") -> bool:
        """Whether the two have some place in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Side(NamedTuple):
    """Where a name stands: which end of it (or its middle) lies how many pixels right of and below its point."""

    anchor: Anchor
    right: float
    below: float

    def box(self, x: float, y: float, text: str, size: float) -> Rectangle:
        """What the name of a point at (x, y) then covers."""
        wide = width_of(text, size)
        middle = {"start": wide / 2, "middle": 0.0, "end": -wide / 2}[self.anchor]
        return Rectangle.about(x + self.right + middle, y + self.below, wide, size)


def sides_of(size: float) -> tuple[Side, ...]:
    """The sides in the order in which they are tried, for type of a size."""
    beside, over = GAP, GAP + size / 2
    slant = 0.55 * GAP, 0.75 * over
    return (
        Side("start", beside, 0.0),
        Side("end", -beside, 0.0),
        Side("middle", 0.0, -over),
        Side("middle", 0.0, over),
        *(Side("start", slant[0], y) for y in (-slant[1], slant[1])),
        *(Side("end", -slant[0], y) for y in (-slant[1], slant[1])),
    )


def place_names(
    points: Sequence[tuple[float, float]],
    names: Sequence[str],
    *,
    size: float,
    taken: Sequence[Rectangle],
    within: Rectangle,
) -> list[Side | None]:
    """On which side of each point its name stands; None where there is no room.

    points : pixels, those that matter most first. taken : what no name may cover. within : what is in sight; a name
    that would be cut off there is not set. A screen may show `EDGE` pixels more at either side, where no name stands;
    a point beyond has all the room there.
    """
    dots = [Rectangle.about(x, y, 2 * DOT, 2 * DOT) for x, y in points]
    full = list(taken)
    found: list[Side | None] = []
    for number, ((x, y), text) in enumerate(zip(points, names, strict=True)):
        others = [*full, *(dot for n, dot in enumerate(dots) if n != number)]
        for side in sides_of(size):
            box = side.box(x, y, text, size)
            if _is_whole(box, x, within) and not any(box.meets(other) for other in others):
                full.append(box)
                found.append(side)
                break
        else:
            found.append(None)
    return found


def _is_whole(box: Rectangle, x: float, within: Rectangle) -> bool:
    upright = within.top <= box.top and box.bottom <= within.bottom
    across = within.left <= box.left and box.right <= within.right
    beyond = box.right < within.left - EDGE or box.left > within.right + EDGE
    return upright and (across or (beyond and not within.left <= x <= within.right))
