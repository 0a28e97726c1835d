"""Where a point lies, in plain Python."""

import math
from collections.abc import Sequence
from itertools import pairwise

Ring = Sequence[Sequence[float]]


def contains(polygons: Sequence[Sequence[Ring]], lon: float, lat: float) -> bool:
    """Whether the point lies in one of the polygons, and in no hole of it (even-odd rule)."""
    return any(sum(_crosses(ring, lon, lat) for ring in rings) % 2 for rings in polygons)


def _crosses(ring: Ring, lon: float, lat: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def distance(polygons: Sequence[Sequence[Ring]], lon: float, lat: float) -> float:
    """Degrees of latitude from the point to the nearest border."""
    shrink = math.cos(math.radians(lat))
    nearest = math.inf
    for rings in polygons:
        for ring in rings:
            for (x1, y1), (x2, y2) in pairwise(ring):
                ax, ay, dx, dy = (x1 - lon) * shrink, y1 - lat, (x2 - x1) * shrink, y2 - y1
                length = dx * dx + dy * dy
                along = max(0.0, min(1.0, -(ax * dx + ay * dy) / length)) if length else 0.0
                nearest = min(nearest, math.hypot(ax + along * dx, ay + along * dy))
    return nearest
