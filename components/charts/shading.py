"""How much is said of each country, as shades: the region's by count, its surroundings quiet."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from components.charts.outlines import Box, polygons
from components.charts.theme import PALETTES, SEQUENTIAL, Mode, rgb


class Country(NamedTuple):
    """What the map says of a country."""

    iso2: str
    label: str
    n: int
    hint: str


class Scale:
    """Counts -> sequential colour, by the square root, so that one mention still differs from none and from ten."""

    def __init__(self, most: int, mode: Mode) -> None:
        self.most = most
        self.colours = SEQUENTIAL[mode]

    @classmethod
    def of(cls, counts: Sequence[int], mode: Mode) -> "Scale":
        """The scale whose darkest colour is that of the largest count."""
        return cls(max(counts, default=0), mode)

    def colour(self, n: int) -> str:
        """The colour of a count of 1 or more."""
        first, last = 2, len(self.colours) - 2
        part = math.sqrt(n / self.most) if self.most else 0.0
        return self.colours[round(first + part * (last - first))]


def shade(borders: Mapping[str, Any], countries: Sequence[Country], mode: Mode) -> tuple[list[dict[str, Any]], Scale]:
    """Every country of the borders with what the map says of it and its colour, and the scale of these colours."""
    by_code = {c.iso2: c for c in countries}
    shapes = [_shape(f, by_code) for f in borders["features"]]
    scale = Scale.of([s["n"] for s in shapes if s["focus"]], mode)
    return [shape | {"fill": _fill(shape, scale, PALETTES[mode])} for shape in shapes], scale


def parts_of(shapes: Sequence[Mapping[str, Any]], tolerance: float, box: Box) -> list[dict[str, Any]]:
    """The polygons of the countries in a box, one by one, each with what is said of its country."""
    return [{**s, "polygon": polygon} for s in shapes for polygon in polygons(s, tolerance=tolerance, box=box)]


def _shape(feature: Mapping[str, Any], by_code: Mapping[str, Country]) -> dict[str, Any]:
    properties, geometry = feature["properties"], feature["geometry"]
    many = geometry["type"] == "MultiPolygon"
    rings = geometry["coordinates"] if many else [geometry["coordinates"]]
    country = by_code.get(properties["iso2"])
    return {
        "iso2": properties["iso2"],
        "focus": bool(properties["focus"]),
        "label": country.label if country else properties["name"],
        "n": country.n if country else 0,
        "hint": country.hint if country else f"{properties['name']}: not mentioned",
        "at": [properties["label_lon"], properties["label_lat"]],
        "rings": rings,
    }


def _fill(shape: Mapping[str, Any], scale: Scale, look: Mapping[str, str]) -> list[int]:
    if not shape["focus"]:
        return rgb(look["land_named"] if shape["n"] else look["land"])
    return rgb(scale.colour(shape["n"])) if shape["n"] else rgb(look["paper"])
