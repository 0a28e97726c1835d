"""Outlines as a screen can show them: nothing finer than a pixel. Worked out once, as borders do not change."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components.charts.geometry import hatch_polygon, widest_spot

Ring = Sequence[Sequence[float]]
LEAST = 4  # points of a closed ring


def thin(ring: Ring, tolerance: float) -> list[Sequence[float]]:
    """A closed ring without the points that lie nearer than `tolerance` (degrees) to what stays.

    Douglas and Peucker (1973, doi:10.3138/FM57-6770-U75U-7727), without recursion. A ring that would vanish keeps its
    first and last points and the two that lie farthest out.
    """
    if len(ring) <= LEAST or tolerance <= 0:
        return list(ring)
    kept = {0, len(ring) - 1}
    middle = max(range(len(ring)), key=lambda i: math.dist(ring[0], ring[i]))
    stretches = [(0, middle), (middle, len(ring) - 1)]
    kept.add(middle)
    while stretches:
        first, last = stretches.pop()
        farthest, distance = _farthest(ring, first, last)
        if distance > tolerance:
            kept.add(farthest)
            stretches += [(first, farthest), (farthest, last)]
    if len(kept) < LEAST:
        kept.add(max(_farthest(ring, 0, middle), _farthest(ring, middle, len(ring) - 1), key=lambda found: found[1])[0])
    return [ring[i] for i in sorted(kept)]


def _farthest(ring: Ring, first: int, last: int) -> tuple[int, float]:
    """The point between two others that lies farthest from the line through them, and how far."""
    (x1, y1), (x2, y2) = ring[first][:2], ring[last][:2]
    dx, dy = x2 - x1, y2 - y1
    length = math.hypot(dx, dy)
    best, far = 0, -1.0
    for i in range(first + 1, last):
        x, y = ring[i][0] - x1, ring[i][1] - y1
        distance = abs(dx * y - dy * x) / length if length else math.hypot(x, y)
        if distance > far:
            best, far = i, distance
    return best, far


_KNOWN: dict[tuple[Any, ...], Any] = {}


def _once(what: str, shape: Mapping[str, Any], options: tuple[float, ...], work: Callable[[], Any]) -> Any:
    """What was worked out of a country's outline, looked up by country, outline and options."""
    outline = tuple((len(part[0]), tuple(part[0][0])) for part in shape["rings"])
    key = (what, shape["iso2"], outline, *(round(o, 4) for o in options))
    if key not in _KNOWN:
        _KNOWN[key] = work()
    return _KNOWN[key]


Box = tuple[float, float, float, float]  # west, south, east, north, in degrees
EVERYWHERE: Box = (-180, -90, 180, 90)


def clip(ring: Ring, box: Box) -> list[Sequence[float]]:
    """What of a closed ring lies in a box; empty where nothing does.

    Sutherland and Hodgman (1974, doi:10.1145/360767.360802): what leaves the box and comes back is joined along its
    edge, which lies out of sight.
    """
    points: list[Sequence[float]] = list(ring)
    for axis, limit, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        kept: list[Sequence[float]] = []
        for before, here in zip([points[-1], *points[:-1]] if points else [], points, strict=True):
            enters = (before[axis] - limit) * sign < 0, (here[axis] - limit) * sign < 0
            if enters[0] != enters[1]:
                part = (limit - before[axis]) / (here[axis] - before[axis])
                kept.append([b + part * (h - b) for b, h in zip(before[:2], here[:2], strict=True)])
            if not enters[1]:
                kept.append(here)
        points = kept
    return [*points, points[0]] if points and list(points[0]) != list(points[-1]) else points


def polygons(shape: Mapping[str, Any], *, tolerance: float, box: Box = EVERYWHERE) -> list[list[list[list[float]]]]:
    """The polygons of a country (outer ring first, then holes) in a box, no finer than `tolerance` degrees."""
    places = max(2, math.ceil(-math.log10(tolerance)))

    def work() -> list[list[list[list[float]]]]:
        found = []
        for rings in shape["rings"]:
            clipped = [clip(ring, box) for ring in rings]
            if clipped[0]:
                thinned = [thin(ring, tolerance) for ring in clipped if ring]
                found.append([[[round(p[0], places), round(p[1], places)] for p in ring] for ring in thinned])
        return found

    found: list[list[list[list[float]]]] = _once("polygons", shape, (tolerance, *box), work)
    return found


def hatching(shape: Mapping[str, Any], *, tolerance: float) -> list[list[list[float]]]:
    """The lines that hatch a country, two points each."""

    def work() -> list[list[list[float]]]:
        lines = [line for rings in polygons(shape, tolerance=tolerance) for line in hatch_polygon(rings)]
        return [[[round(x, 2), round(y, 2)] for x, y in line] for line in lines]

    found: list[list[list[float]]] = _once("hatching", shape, (tolerance,), work)
    return found


def spot(
    shape: Mapping[str, Any], room: float, west: float = -180, east: float = 180
) -> tuple[float, float, float] | None:
    """`widest_spot` of a country."""
    found: tuple[float, float, float] | None = _once(
        "spot", shape, (room, west, east), lambda: widest_spot(shape["rings"], room=room, west=west, east=east)
    )
    return found
