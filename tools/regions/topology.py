"""Reading TopoJSON, and simplifying its arcs so that neighbours keep sharing them.

An arc is a line that one or two countries have as their border; a ring is a list of arc numbers, ~n meaning arc n
walked backwards. Whatever is done to arcs, borders stay shared: there can be no gap between neighbours.
"""

import itertools
import math
from collections.abc import Iterable
from typing import Any

Point = tuple[float, float]
Line = list[Point]
Ring = list[int]


def decode_arcs(topology: dict[str, Any]) -> list[Line]:
    """The arcs in degrees, (lon, lat); TopoJSON stores them as whole-number steps."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(line)
    return arcs


def polygons_of(geometry: dict[str, Any]) -> list[list[Ring]]:
    """The polygons of a TopoJSON geometry: each a list of rings, the outer one first."""
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def simplify(line: Line, tolerance: float) -> Line:
    """Douglas-Peucker: the line with only the points that lie farther than the tolerance (degrees) from its course.

    A closed line is cut at its farthest point first, so that it does not collapse.
    Source: D. Douglas, T. Peucker, "Algorithms for the reduction of the number of points", Cartographica 10 (1973).
    """
    if len(line) < 3:
        return line
    if line[0] == line[-1]:
        far = max(range(len(line)), key=lambda i: (math.dist(line[i], line[0]), -i))
        return simplify(line[: far + 1], tolerance)[:-1] + simplify(line[far:], tolerance)
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        index, distance = _farthest(line, first, last)
        if distance > tolerance:
            keep.add(index)
            stack += [(first, index), (index, last)]
    return [line[i] for i in sorted(keep)]


def _farthest(line: Line, first: int, last: int) -> tuple[int, float]:
    (x1, y1), (x2, y2) = line[first], line[last]
    shrink = math.cos(math.radians((y1 + y2) / 2))  # a degree of longitude is shorter away from the equator
    dx, dy = (x2 - x1) * shrink, y2 - y1
    length = dx * dx + dy * dy
    best, best_distance = first, 0.0
    for i in range(first + 1, last):
        px, py = (line[i][0] - x1) * shrink, line[i][1] - y1
        along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
        distance = math.hypot(px - along * dx, py - along * dy)
        if distance > best_distance:
            best, best_distance = i, distance
    return best, best_distance


def dissolve(polygons: Iterable[list[Ring]], arcs: list[Line]) -> list[list[Ring]]:
    """Polygons that touch made one: arcs walked both ways vanish, and what is left is joined into rings."""
    walked = [arc for polygon in polygons for ring in polygon for arc in ring]
    once = set(walked)
    left = [arc for arc in walked if ~arc not in once]
    rings = _join(left, arcs)
    outer = [ring for ring in rings if signed_area(points_of(ring, arcs)) < 0]
    holes = [ring for ring in rings if signed_area(points_of(ring, arcs)) >= 0]
    result = [[ring] for ring in outer]
    for hole in holes:
        inside = points_of(hole, arcs)[0]
        around = [p for p in result if contains(points_of(p[0], arcs), inside)] or result[:1]
        min(around, key=lambda p: abs(signed_area(points_of(p[0], arcs)))).append(hole)
    return result


def _join(left: list[int], arcs: list[Line]) -> list[Ring]:
    def ends(arc: int) -> tuple[Point, Point]:
        line = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        return line[0], line[-1]

    rings, waiting = [], list(left)
    while waiting:
        ring = [waiting.pop(0)]
        start, end = ends(ring[0])
        while end != start:
            following = next(arc for arc in waiting if ends(arc)[0] == end)
            waiting.remove(following)
            ring.append(following)
            end = ends(following)[1]
        rings.append(ring)
    return rings


def points_of(ring: Ring, arcs: list[Line]) -> Line:
    """The closed line of a ring."""
    line: Line = []
    for arc in ring:
        points = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        line += points[1:] if line else points
    return line


def signed_area(line: Line) -> float:
    """Square degrees; positive where the line runs counter-clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(line)) / 2


def contains(line: Line, point: Point) -> bool:
    """Whether the point lies inside the closed line (even-odd rule)."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in itertools.pairwise(line):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def split_at_antimeridian(line: Line) -> list[Line]:
    """The closed line cut where it crosses the 180th meridian, so that no edge runs around the world."""
    unwound = [line[0]]
    for x, y in line[1:]:
        last = unwound[-1][0]
        unwound.append((x + 360 * round((last - x) / 360), y))
    xs = [x for x, _ in unwound]
    if min(xs) >= -180 and max(xs) <= 180:
        return [unwound]
    edge = 180.0 if max(xs) > 180 else -180.0
    turn = -360.0 if edge > 0 else 360.0
    beyond = [(x + turn, y) for x, y in _clip(unwound, edge, keep_left=edge < 0)]
    return [part for part in (_clip(unwound, edge, keep_left=edge > 0), beyond) if len(part) >= 4]


def _clip(line: Line, edge: float, *, keep_left: bool) -> Line:
    """The part of the closed line on one side of a meridian (Sutherland-Hodgman)."""

    def inside(point: Point) -> bool:
        return point[0] <= edge if keep_left else point[0] >= edge

    kept: Line = []
    for one, other in itertools.pairwise(line):
        if inside(one):
            kept.append(one)
        if inside(one) != inside(other):
            share = (edge - one[0]) / (other[0] - one[0])
            kept.append((edge, round(one[1] + share * (other[1] - one[1]), 3)))
    return [*kept, kept[0]] if kept else []
