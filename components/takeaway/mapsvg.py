"""The map as SVG: the borders, shades, labels and legend of the page's map, drawn without a browser."""

import html
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.charts.cities import City
from components.charts.frame import Frame, mercator
from components.charts.geometry import widest_spot
from components.charts.outlines import clip
from components.charts.shading import Country, Scale
from components.charts.theme import SEQUENTIAL, Mode, readable_on
from components.takeaway.paper import FONT, LOOK

MODE: Mode = "light"
BLEED = 4  # pixels beyond the frame to which outlines go, so that no border is drawn along its edge
LEGEND = 34  # pixels below the map
SIZES = (17, 15, 13, 12, 11)
WIDE = 0.56  # about how wide a letter is, in parts of the type's size
Ring = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Shape:
    """A country's outline and what the map says of it."""

    iso2: str
    label: str
    n: int
    hint: str
    focus: bool
    at: tuple[float, float]
    parts: Sequence[Sequence[Ring]]


def draw_map_svg(
    borders: Mapping[str, Any],
    countries: Sequence[Country],
    *,
    unit: str,
    width: int = 760,
    height: int = 400,
    chosen: Collection[str] = (),
    cities: Sequence[City] = (),
) -> str:
    """The region shaded by count, its surroundings quiet, the chosen outlined, the legend below.

    borders, countries, cities : as `components.charts.map.draw_map` takes them.
    width, height : pixels of the map; the legend takes `LEGEND` more.

    Deterministic: the same counts give the same text.
    """
    look = LOOK
    shapes = _shapes(borders, countries)
    scale = Scale.of([s.n for s in shapes if s.focus], MODE)
    frame = Frame.around([{"rings": s.parts} for s in shapes if s.focus], height, width)
    sheet = Sheet(frame, width, height)
    fills = {s.iso2: _fill(s, scale, look) for s in shapes}
    land = [sheet.country(s, fills[s.iso2], look) for s in shapes]
    outlined = [sheet.outline(s, look) for s in shapes if s.iso2 in set(chosen)]
    points = [sheet.city(c, look) for c in cities if frame.west < c.lon < frame.east and frame.holds(c.lat)]
    labels = [sheet.label(s, fills[s.iso2]) for s in shapes]
    tall = height + LEGEND
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall}" viewBox="0 0 {width} {tall}" '
        f'font-family="{FONT}" role="img" aria-label="{html.escape(_in_words(shapes, unit))}">'
        f"{_definitions(look)}"
        f'<rect width="{width}" height="{tall}" fill="{look["paper"]}"/>'
        f'<rect width="{width}" height="{height}" fill="{look["sea"]}"/>'
        f"{''.join([*land, *outlined, *points, *labels])}"
        f'<rect y="{height}" width="{width}" height="{LEGEND}" fill="{look["paper"]}"/>'  # over what bleeds into it
        f"{_legend(shapes, unit, height + LEGEND / 2)}</svg>"
    )


def _shapes(borders: Mapping[str, Any], countries: Sequence[Country]) -> list[Shape]:
    by_code = {c.iso2: c for c in countries}
    shapes = []
    for feature in borders["features"]:
        own, geometry = feature["properties"], feature["geometry"]
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        country = by_code.get(own["iso2"]) or Country(own["iso2"], own["name"], 0, f"{own['name']}: not mentioned")
        at = (own["label_lon"], own["label_lat"])
        shapes.append(Shape(own["iso2"], country.label, country.n, country.hint, bool(own["focus"]), at, parts))
    return shapes


def _fill(shape: Shape, scale: Scale, look: Mapping[str, str]) -> str:
    if not shape.focus:
        return look["land_named"] if shape.n else look["land"]
    return scale.colour(shape.n) if shape.n else "url(#no-mention)"


class Sheet:
    """Degrees -> pixels (Web Mercator), and what is drawn in them."""

    def __init__(self, frame: Frame, width: int, height: int) -> None:
        self.frame, self.width, self.height = frame, width, height
        self._x = width / 2 - frame.longitude * frame.scale
        self._stretch = frame.scale * 180 / math.pi
        self._y = height / 2 + mercator(frame.latitude) * self._stretch

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """A place on the sheet; latitudes end where Web Mercator does."""
        lat = min(85.0, max(-85.0, lat))
        return self._x + lon * self.frame.scale, self._y - mercator(lat) * self._stretch

    def path(self, shape: Shape) -> str:
        """The outline of a country, as far as it can be in sight."""
        box = (-BLEED, -BLEED, self.width + BLEED, self.height + BLEED)
        rings = (clip([self.point(*place[:2]) for place in ring], box) for part in shape.parts for ring in part)
        return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in r) + "Z" for r in rings if len(r) > 2)

    def country(self, shape: Shape, fill: str, look: Mapping[str, str]) -> str:
        """A country with its hint, which browsers show on hover; nothing where it is out of sight."""
        path = self.path(shape)
        if not path:
            return ""
        edge = 1.5 if shape.focus else 1
        return (
            f'<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{look["border"]}" stroke-width="{edge}" '
            f'stroke-linejoin="round"><title>{html.escape(shape.hint)}</title></path>'
        )

    def outline(self, shape: Shape, look: Mapping[str, str]) -> str:
        """The mark of a chosen country."""
        return f'<path d="{self.path(shape)}" fill="none" stroke="{look["outline"]}" stroke-width="2.5"/>'

    def city(self, city: City, look: Mapping[str, str]) -> str:
        """A place as a point with its name and count."""
        x, y = self.point(city.lon, city.lat)
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{look["organisation"]}" stroke="{look["paper"]}"/>'
            + _text(x + 8, y + 4, f"{city.label} {city.n:,}", 12, look["ink"], anchor="start", halo=look["paper"])
        )

    def label(self, shape: Shape, fill: str) -> str:
        """Name and count, where the country has most room; neighbours only where they are mentioned and it fits."""
        look = LOOK
        if not shape.focus:
            return self._neighbour(shape, look) if shape.n else ""
        lines = (shape.label, f"{shape.n:,}" if shape.n else "no mention")
        size, lon, lat = self._fit(shape, max(map(len, lines)))
        x, y = self.point(lon, lat)
        ink = readable_on(fill, MODE) if shape.n else look["ink"]
        halo = None if shape.n else look["paper"]
        return "".join(
            _text(x, y + (line - 0.15) * 1.15 * size, words, size, ink, weight=700, halo=halo)
            for line, words in enumerate(lines)
        )

    def _fit(self, shape: Shape, letters: int) -> tuple[int, float, float]:
        """The largest size at which a label stays inside its country, and where."""
        for size in SIZES:
            spot = widest_spot(shape.parts, room=1.6 * size / self.frame.scale)
            if spot and spot[2] * self.frame.scale >= WIDE * size * letters + 4:
                return size, spot[0], spot[1]
        return SIZES[-1], *shape.at

    def _neighbour(self, shape: Shape, look: Mapping[str, str]) -> str:
        words = f"{shape.label} {shape.n:,}"
        west, east = self.frame.west, self.frame.east
        spot = widest_spot(shape.parts, room=16 / self.frame.scale, west=west, east=east)
        if not spot or spot[2] * self.frame.scale <= WIDE * 13 * len(words) or not self.frame.holds(spot[1]):
            return ""
        x, y = self.point(spot[0], spot[1])
        return _text(x, y + 4, words, 13, look["subtle"])


def _text(
    x: float,
    y: float,
    words: str,
    size: int,
    colour: str,
    *,
    weight: int = 600,
    anchor: str = "middle",
    halo: str | None = None,
) -> str:
    outline = f' paint-order="stroke" stroke="{halo}" stroke-width="3" stroke-linejoin="round"' if halo else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}" '
        f'text-anchor="{anchor}"{outline}>{html.escape(words)}</text>'
    )


def _definitions(look: Mapping[str, str]) -> str:
    return (
        '<defs><pattern id="no-mention" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="7" height="7" fill="{look["paper"]}"/>'
        f'<rect width="1.2" height="7" fill="{look["unthemed"]}" fill-opacity="0.6"/></pattern></defs>'
    )


def _legend(shapes: Sequence[Shape], unit: str, y: float) -> str:
    """What the shades and the hatching mean."""
    look, counts = LOOK, [s.n for s in shapes if s.focus and s.n]
    pieces, x = [], 4.0
    if counts:
        pieces.append(_text(x, y + 5, f"{min(counts):,}", 13, look["subtle"], weight=400, anchor="start"))
        x += 8 * len(f"{min(counts):,}") + 6
        for colour in SEQUENTIAL[MODE][2:9]:
            pieces.append(f'<rect x="{x:.0f}" y="{y - 6:.0f}" width="17" height="12" fill="{colour}"/>')
            x += 16
        words = f"{max(counts):,} {unit}"
        pieces.append(_text(x + 8, y + 5, words, 13, look["subtle"], weight=400, anchor="start"))
        x += 8 * len(words) + 24
    pieces.append(
        f'<rect x="{x:.0f}" y="{y - 6:.0f}" width="22" height="12" fill="url(#no-mention)" stroke="{look["subtle"]}"/>'
    )
    pieces.append(_text(x + 30, y + 5, "no mention", 13, look["subtle"], weight=400, anchor="start"))
    return "".join(pieces)


def _in_words(shapes: Sequence[Shape], unit: str) -> str:
    named = sorted((s for s in shapes if s.focus and s.n), key=lambda s: (-s.n, s.label))
    most = ", ".join(f"{s.label} {s.n}" for s in named)
    return f"Map of {unit} by country: {most or 'no country of the region is mentioned'}"
