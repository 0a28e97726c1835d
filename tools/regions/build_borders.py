"""Make `borders.geojson` of a region: its countries in detail, its neighbours less so, the rest of the world coarsely.

    python -m tools.regions.build_borders WORLD_ATLAS/countries-10m.json

Input: npm world-atlas, which is Natural Earth's 1:10m countries (public domain) as TopoJSON.
Whose land is whose follows ISO 3166, the codes that the rest of the pack uses; see SOURCES.md.
"""

import argparse
import itertools
import json
import math
from pathlib import Path
from typing import Any

import pycountry

from steppe.regions import load_pack
from tools.regions import topology
from tools.regions.topology import Line, Ring, contains, points_of, signed_area

REGION = Path(__file__).parents[2] / "steppe" / "regions" / "central_asia"
# Natural Earth units without an ISO code of their own -> the country whose code ISO gives to that land.
WITHOUT_CODE = {
    "Kosovo": "XK",
    "Baikonur": "KZ",
    "Somaliland": "SO",
    "N. Cyprus": "CY",
    "Cyprus U.N. Buffer Zone": "CY",
    "Dhekelia": "CY",
    "Akrotiri": "CY",
    "USNB Guantanamo Bay": "CU",
    "Siachen Glacier": "IN",
}
# Land that Natural Earth draws with one country and ISO codes as another: (drawn with, (lon, lat) inside) -> code.
RECODED = {
    ("RU", (34.1, 45.2)): "UA",
    ("FR", (-53.0, 4.0)): "GF",
    ("FR", (55.53, -21.12)): "RE",
    ("FR", (-61.0, 14.66)): "MQ",
    ("FR", (-61.68, 16.12)): "GP",
    ("FR", (45.16, -12.82)): "YT",
}
# Antarctica would fill a third of the file; the others are smaller than the atlas can draw.
LEFT_OUT = {"AQ", "UM", "VA"}
# Finest first: tolerance in degrees, decimals kept, square degrees below which a ring is left out.
FOCUS, NEAR, FAR = (0.012, 3, 0.0002), (0.06, 2, 0.02), (0.2, 2, 0.15)
Polygons = list[list[Ring]]
Level = tuple[float, int, float]


def main() -> None:
    """Read the atlas and write the borders."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("atlas", type=Path, help="countries-10m.json of world-atlas")
    atlas = json.loads(parser.parse_args().atlas.read_text(encoding="utf-8"))
    pack = load_pack()
    arcs = topology.decode_arcs(atlas)
    countries = read_countries(atlas, arcs)
    levels = level_of_arcs(countries, len(arcs), set(pack.focus_countries), set(pack.neighbours))
    sizes = {code: max(abs(signed_area(points_of(p[0], arcs))) for p in shape) for code, shape in countries.items()}
    largest_of = smallest_country(countries, sizes, len(arcs))
    coarse = [shorten(line, levels[i], largest_of[i]) for i, line in enumerate(arcs)]
    features = []
    for code in sorted(countries):
        rings = cut(countries[code], arcs, coarse, levels)
        lon, lat = label_point(rings)
        properties = {
            "iso2": code,
            "name": pack.countries[code].name,
            "label_lon": lon,
            "label_lat": lat,
            "focus": code in pack.focus_countries,
        }
        geometry = {"type": "MultiPolygon", "coordinates": rings}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    (REGION / "borders.geojson").write_text(text + "\n", encoding="utf-8")


def read_countries(atlas: dict[str, Any], arcs: list[Line]) -> dict[str, Polygons]:
    """The polygons of each ISO code, in full detail, land that ISO codes otherwise moved and joined."""
    found: dict[str, Polygons] = {}
    for geometry in atlas["objects"]["countries"]["geometries"]:
        country = pycountry.countries.get(numeric=geometry.get("id") or "")
        code = country.alpha_2 if country else WITHOUT_CODE.get(geometry["properties"]["name"])
        if code and code not in LEFT_OUT:
            found.setdefault(code, []).extend(topology.polygons_of(geometry))
    changed = set(WITHOUT_CODE.values())
    for (drawn_with, inside), code in RECODED.items():
        moved = [p for p in found[drawn_with] if contains(points_of(p[0], arcs), inside)]
        found[drawn_with] = [p for p in found[drawn_with] if p not in moved]
        found.setdefault(code, []).extend(moved)
        changed.add(code)
    return {code: topology.dissolve(shape, arcs) if code in changed else shape for code, shape in found.items()}


def arcs_of(shape: Polygons) -> set[int]:
    """The numbers of the arcs of a country's border."""
    return {arc if arc >= 0 else ~arc for polygon in shape for ring in polygon for arc in ring}


def level_of_arcs(countries: dict[str, Polygons], count: int, focus: set[str], near: set[str]) -> list[Level]:
    """How finely to draw each arc: as the finest of the countries that it borders."""
    levels = [FAR] * count
    for code in sorted(countries, key=lambda c: (c in focus, c in near)):
        level = FOCUS if code in focus else NEAR if code in near else FAR
        for arc in arcs_of(countries[code]):
            levels[arc] = level
    return levels


def smallest_country(countries: dict[str, Polygons], sizes: dict[str, float], count: int) -> list[float]:
    """For each arc, the size (square degrees) of the smallest country that it borders."""
    smallest = [math.inf] * count
    for code, shape in countries.items():
        for arc in arcs_of(shape):
            smallest[arc] = min(smallest[arc], sizes[code])
    return smallest


def shorten(line: Line, level: Level, country_size: float) -> Line:
    """The arc simplified and rounded; a small country is drawn more finely, so that it keeps a shape."""
    tolerance = min(level[0], math.sqrt(country_size) / 10)
    decimals = level[1] if tolerance > 0.02 else 3
    line = topology.simplify(line, tolerance)
    # The ends of an arc are rounded alike whatever its level: there, arcs of different levels meet.
    places = [3, *[decimals] * (len(line) - 2), 3]
    rounded = [(round(x, n), round(y, n)) for (x, y), n in zip(line, places, strict=True)]
    return [point for i, point in enumerate(rounded) if i == 0 or point != rounded[i - 1]]


def cut(shape: Polygons, arcs: list[Line], coarse: list[Line], levels: list[Level]) -> list[list[Line]]:
    """A country's polygons from the simplified arcs, without the rings too small to see; the largest always stays."""
    areas = [abs(signed_area(points_of(polygon[0], arcs))) for polygon in shape]
    largest = max(range(len(shape)), key=lambda i: areas[i])
    kept = []
    for i, polygon in enumerate(shape):
        smallest = [min(levels[arc if arc >= 0 else ~arc][2] for arc in ring) for ring in polygon]
        # A strip that is a good part of a small country stays, however small (Gaza).
        if areas[i] < min(smallest[0], areas[largest] / 20):
            continue
        outer, *holes = (
            points_of(ring, coarse)
            for ring, least in zip(polygon, smallest, strict=True)
            if ring is polygon[0] or abs(signed_area(points_of(ring, arcs))) >= least
        )
        if len(outer) < 4:
            continue
        parts = topology.split_at_antimeridian(outer)
        holes = [hole for hole in holes if len(hole) >= 4]
        kept += [[part, *holes] if len(parts) == 1 else [part] for part in parts]
    return kept


def label_point(polygons: list[list[Line]]) -> tuple[float, float]:
    """A point (lon, lat) inside the largest polygon, as far as a wide label can be from any border.

    Source: the grid search of Mapbox's polylabel, with the width of a label (three times its height) in the distance.
    """
    polygon = max(polygons, key=lambda rings: abs(signed_area(rings[0])))
    xs, ys = [x for x, _ in polygon[0]], [y for _, y in polygon[0]]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    span = (max(xs) - min(xs), max(ys) - min(ys))
    best, best_room = middle, -math.inf
    for steps in (12, 12, 12):
        grid = [
            (middle[0] + span[0] * (i / steps - 0.5), middle[1] + span[1] * (j / steps - 0.5))
            for i in range(steps + 1)
            for j in range(steps + 1)
        ]
        for point in grid:
            room = _room(polygon, point)
            if room > best_room:
                best, best_room = point, room
        middle, span = best, (span[0] / 6, span[1] / 6)
    return round(best[0], 2), round(best[1], 2)


def _room(polygon: list[Line], point: tuple[float, float]) -> float:
    inside = contains(polygon[0], point) and not any(contains(hole, point) for hole in polygon[1:])
    x, y = point
    shrink = math.cos(math.radians(y)) / 3
    least = math.inf
    for ring in polygon:
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            ax, ay, bx, by = (x1 - x) * shrink, y1 - y, (x2 - x) * shrink, y2 - y
            dx, dy = bx - ax, by - ay
            length = dx * dx + dy * dy
            along = max(0.0, min(1.0, -(ax * dx + ay * dy) / length)) if length else 0.0
            least = min(least, math.hypot(ax + along * dx, ay + along * dy))
    return least if inside else -least


if __name__ == "__main__":
    main()
