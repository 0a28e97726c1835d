"""Geometry for the map: hatching for states that are not quantities, and the widest spot for a label."""

import math
from collections.abc import Sequence

DETAIL = 120  # points of an outline that finding room for a label needs
STEP = 0.4  # degrees from one latitude that is tried for a label to the next
ISLET = 12  # outlines of fewer points are too small for a label
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


def widest_spot(
    parts: Sequence[Sequence[Ring]], *, room: float, west: float = -180, east: float = 180
) -> tuple[float, float, float] | None:
    """Where in a country a label has most room.

    parts : its polygons (outer ring first, then holes).
    room : height that the label takes, in degrees.
    west, east : only what lies between these longitudes counts.

    Returns longitude, latitude, and the width in degrees that is free over the label's whole height; None where there
    is no room at all.
    """
    best: tuple[float, float, float] | None = None
    for rings in ([_thinned(ring) for ring in part] for part in parts if len(part[0]) >= ISLET or len(parts) == 1):
        lats = [p[1] for p in rings[0]]
        south, north = min(lats) + room / 2, max(lats) - room / 2
        for number in range(int(max(0.0, north - south) / STEP) + 1):
            lat = south + number * STEP
            for begin, end in _free_runs(rings, (lat - room / 2, lat, lat + room / 2)):
                begin, end = max(begin, west), min(end, east)
                if end > begin and (best is None or end - begin > best[2]):
                    best = ((begin + end) / 2, lat, end - begin)
    return best


def _thinned(ring: Ring) -> Ring:
    """An outline of which every nth point is left, so that these are few."""
    return ring[:: max(1, len(ring) // DETAIL)]


def _free_runs(rings: Sequence[Ring], heights: Sequence[float]) -> list[tuple[float, float]]:
    """Stretches of longitude that lie inside at all of these latitudes."""
    runs: list[tuple[float, float]] | None = None
    for lat in heights:
        crossings = sorted(x for ring in rings for x in _crossings([(p[0], p[1]) for p in ring], lat))
        here = list(zip(crossings[::2], crossings[1::2], strict=False))
        if runs is None:
            runs = here
        else:
            runs = [(max(a, c), min(b, d)) for a, b in runs for c, d in here if max(a, c) < min(b, d)]
    return runs or []


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
