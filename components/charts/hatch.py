"""Hatching as geometry: diagonal lines clipped to a polygon, for states that are not quantities."""

import math
from collections.abc import Sequence

Point = tuple[float, float]
Ring = Sequence[Sequence[float]]


def hatch_polygon(rings: Sequence[Ring], *, spacing: float = 0.7) -> list[list[Point]]:
    """Parallel lines at 45 degrees inside a polygon (outer ring first, then holes; even-odd rule).

    spacing : distance between lines, in the units of the coordinates.

    Returns line segments, two points each.
    """
    turned = [[_turn(p[0], p[1]) for p in ring] for ring in rings if len(ring) > 2]
    heights = [y for ring in turned for _, y in ring]
    if not heights:
        return []
    lines: list[list[Point]] = []
    first, last = math.ceil(min(heights) / spacing), math.floor(max(heights) / spacing)
    for step in range(first, last + 1):
        y = step * spacing
        crossings = sorted(x for ring in turned for x in _crossings(ring, y))
        for begin, end in zip(crossings[::2], crossings[1::2], strict=False):
            lines.append([_turn_back(begin, y), _turn_back(end, y)])
    return lines


def _crossings(ring: Sequence[Point], y: float) -> list[float]:
    """Where the ring's edges cross the horizontal at `y`."""
    found = []
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 <= y) != (y2 <= y):
            found.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    return found


def _turn(x: float, y: float) -> Point:
    return (x + y) * math.sqrt(0.5), (y - x) * math.sqrt(0.5)


def _turn_back(x: float, y: float) -> Point:
    return (x - y) * math.sqrt(0.5), (x + y) * math.sqrt(0.5)
