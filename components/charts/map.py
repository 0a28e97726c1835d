"""The map: borders and counts -> a pydeck Deck. No basemap, so no request beyond this server.

The map's look comes from the selection alone. Streamlit dims whatever its own selection of a map leaves out; it forgets
that selection as soon as the layers that take clicks are renamed, which each click does (`components.focus`).
"""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from components.charts.frame import Frame
from components.charts.labels import width_of
from components.charts.outlines import EVERYWHERE, Box, hatching, polygons, spot
from components.charts.placing import Rectangle, place_names
from components.charts.theme import MAP_FONT, PALETTES, SEQUENTIAL, Mode, readable_on, rgb

# The wheel scrolls the page in either case.
MOVABLE = {"scrollZoom": False, "dragRotate": False, "touchRotate": False, "keyboard": True}
FIXED = dict.fromkeys(("scrollZoom", "dragPan", "dragRotate", "doubleClickZoom", "touchZoom", "touchRotate"), False)
TEXT = pdk.types.String
FINEST = 0.004  # degrees: a pixel or less at the nearest that the movable map can be read at
LEADING = 1.1  # from line to line, of the type's size
BOLD = 700
CITY_SIZE = 12  # pixels
HALO = ((1.4, 0), (1, 1), (0, 1.4), (-1, 1), (-1.4, 0), (-1, -1), (0, -1.4), (1, -1))  # pixels right and below
WORLD = [[-180, -85], [-60, -85], [60, -85], [180, -85], [180, 85], [60, 85], [-60, 85], [-180, 85]]


class CompactDeck(pdk.Deck):
    """A deck whose JSON has no white space: a fifth of the bytes on the way to the browser, and a tenth of the time."""

    def to_json(self) -> str:
        """The deck as deck.gl's JSON, by pydeck's own rules for each value."""
        return json.dumps(self, sort_keys=True, default=default_serialize, separators=(",", ":"))


class Country(NamedTuple):
    """What the map says of a country."""

    iso2: str
    label: str
    n: int
    hint: str


class City(NamedTuple):
    """A place with a position; `entity` is what a click on it chooses."""

    entity: str
    label: str
    n: int
    hint: str
    lat: float
    lon: float


def draw_map(
    borders: Mapping[str, Any],
    countries: Sequence[Country],
    *,
    mode: Mode,
    height: int,
    width: int,
    chosen: Collection[str] = (),
    cities: Sequence[City] = (),
    chosen_cities: Collection[str] = (),
    clicks: int = 0,
    fixed: bool = False,
) -> pdk.Deck:
    """The region shaded by count, its surroundings quiet, the chosen outlined.

    borders : GeoJSON FeatureCollection with the properties of `steppe.regions.load_borders`.
    countries : those to name: the region's, and others that are mentioned.
    height, width : pixels that the map has, the width at least; the region is fitted into them.
    fixed : the map cannot be moved, so that on a telephone a finger on it scrolls the page.
    clicks : part of the ids of the layers that take clicks, see `components.focus.on_map_click`.
    """
    look = PALETTES[mode]
    shapes, scale = _shaded(borders, countries, mode)
    frame = Frame.around([s for s in shapes if s["focus"]], height, width)
    tolerance = 0.4 / frame.scale if fixed else FINEST
    parts = _parts(shapes, tolerance, frame.in_sight() if fixed else EVERYWHERE)
    outlined = [p for p in parts if p["iso2"] in set(chosen)]
    labels = _labels(shapes, scale, mode, frame)
    layers = [
        _polygons("sea", [{"polygon": [WORLD], "fill": rgb(look["sea"])}]),
        _countries(f"countries-{clicks}", parts, look),
        _hatching([s for s in shapes if s["focus"] and not s["n"]], tolerance, look),
        _outlines("chosen", outlined, look["outline"], 2.5),
        *_city_dots(cities, chosen_cities, look),
        *(layer for label in labels if label.weight == BOLD for layer in _text(f"name-{label.name}", [label], look)),
        *_text("others", [label for label in labels if label.weight != BOLD], look),
    ]
    if cities:
        layers += _city_names(cities, chosen_cities, [label.box(frame) for label in labels], frame, look)
        layers.append(_city_targets(f"cities-{clicks}", cities))
    return CompactDeck(
        layers=layers,
        initial_view_state=frame.view(),
        # The one form that asks no tile server for anything; `map_style` must stay unset (streamlit's own default
        # style is fetched otherwise).
        map_provider=None,
        views=[pdk.View(type="MapView", controller=FIXED if fixed else MOVABLE)],
        tooltip={"text": "{hint}", "style": _tooltip_style(look)},
    )


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


def _shaded(borders: Mapping[str, Any], countries: Sequence[Country], mode: Mode) -> tuple[list[dict[str, Any]], Scale]:
    """Every country of the borders with what the map says of it and its colour, and the scale of these colours."""
    by_code = {c.iso2: c for c in countries}
    shapes = [_shape(f, by_code) for f in borders["features"]]
    scale = Scale.of([s["n"] for s in shapes if s["focus"]], mode)
    return [shape | {"fill": _fill(shape, scale, PALETTES[mode])} for shape in shapes], scale


def _parts(shapes: Sequence[Mapping[str, Any]], tolerance: float, box: Box) -> list[dict[str, Any]]:
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


def _polygons(layer_id: str, data: list[dict[str, Any]]) -> pdk.Layer:
    rows = [{"polygon": d["polygon"], "fill": d["fill"]} for d in data]
    return pdk.Layer(
        "SolidPolygonLayer", rows, id=layer_id, get_polygon="polygon", get_fill_color="fill", pickable=False
    )


def _outlines(layer_id: str, data: list[dict[str, Any]], colour: str, width: float) -> pdk.Layer:
    return pdk.Layer(
        "PolygonLayer",
        [{"polygon": d["polygon"]} for d in data],
        id=layer_id,
        get_polygon="polygon",
        filled=False,
        stroked=True,
        get_line_color=rgb(colour),
        get_line_width=width,
        line_width_units=TEXT("pixels"),
        line_joint_rounded=True,
        pickable=False,
    )


def _hatching(silent: Sequence[Mapping[str, Any]], tolerance: float, look: Mapping[str, str]) -> pdk.Layer:
    """No mention, as a state of its own: hatched, so that it is neither a light blue nor a neighbour."""
    lines = [{"path": line} for s in silent for line in hatching(s, tolerance=tolerance)]
    return pdk.Layer(
        "PathLayer",
        lines,
        id="no-mention",
        get_path="path",
        get_color=rgb(look["unthemed"], 150),
        get_width=1,
        width_units=TEXT("pixels"),
        pickable=False,
    )


def _countries(layer_id: str, parts: Sequence[Mapping[str, Any]], look: Mapping[str, str]) -> pdk.Layer:
    """The countries: shaded, bordered, and taking hover and clicks."""
    rows = [
        {
            "polygon": p["polygon"],
            "fill": p["fill"],
            "iso2": p["iso2"],
            "hint": p["hint"],
            "edge": 1.5 if p["focus"] else 1,
        }
        for p in parts
    ]
    return pdk.Layer(
        "PolygonLayer",
        rows,
        id=layer_id,
        get_polygon="polygon",
        get_fill_color="fill",
        stroked=True,
        get_line_color=rgb(look["border"]),
        get_line_width="edge",
        line_width_units=TEXT("pixels"),
        line_joint_rounded=True,
        pickable=True,
    )


def _city_dots(cities: Sequence[City], chosen: Collection[str], look: Mapping[str, str]) -> list[pdk.Layer]:
    dots = [{"at": [c.lon, c.lat], "chosen": c.entity in set(chosen)} for c in cities]
    layers = []
    for name, rows, size in (("cities", dots, 4), ("chosen-cities", [d for d in dots if d["chosen"]], 7)):
        for ring, colour, width in (("edge", look["paper"], 3.5), ("dot", look["concern"], 2.0)):
            layers.append(
                pdk.Layer(
                    "ScatterplotLayer",
                    rows,
                    id=f"{name}-{ring}",
                    get_position="at",
                    filled=ring == "dot",
                    get_fill_color=rgb(look["paper"]),
                    stroked=True,
                    get_line_color=rgb(colour),
                    get_radius=size,
                    radius_units=TEXT("pixels"),
                    get_line_width=width,
                    line_width_units=TEXT("pixels"),
                    pickable=False,
                )
            )
    return layers


def _city_names(
    cities: Sequence[City],
    chosen: Collection[str],
    taken: Sequence[Rectangle],
    frame: Frame,
    look: Mapping[str, str],
) -> list[pdk.Layer]:
    """The names of as many cities as have room for one, the chosen and the most mentioned first."""
    ranked = sorted(cities, key=lambda c: c.entity not in set(chosen))
    named = [f"{c.label} {c.n}" for c in ranked]
    points = [frame.pixels(c.lon, c.lat) for c in ranked]
    within = Rectangle(0, 0, frame.width, frame.height)
    sides = place_names(points, named, size=CITY_SIZE, taken=taken, within=within)
    labels = [
        Label(
            "",
            text,
            (c.lon, c.lat),
            CITY_SIZE,
            look["ink"],
            halo=look["paper"],
            offset=(side.right, side.below),
            anchor=side.anchor,
        )
        for c, text, side in zip(ranked, named, sides, strict=True)
        if side
    ]
    return _text("city-names", labels, look)


def _city_targets(layer_id: str, cities: Sequence[City]) -> pdk.Layer:
    rows = [{"at": [c.lon, c.lat], "entity": c.entity, "hint": c.hint} for c in cities]
    return pdk.Layer(
        "ScatterplotLayer",
        rows,
        id=layer_id,
        get_position="at",
        get_radius=12,
        radius_units=TEXT("pixels"),
        get_fill_color=[0, 0, 0, 1],  # what has no colour at all takes no clicks
        pickable=True,
    )


class Label(NamedTuple):
    """A text on the map: its middle (longitude, latitude), size in pixels, colours, and pixels to move it by."""

    name: str
    text: str
    at: tuple[float, float]
    size: int
    colour: str
    weight: int = 600
    halo: str | None = None
    offset: tuple[float, float] = (0.0, 0.0)
    anchor: str = "middle"

    def box(self, frame: Frame) -> Rectangle:
        """What it covers; of a label without `offset`."""
        lines = self.text.split("\n")
        x, y = frame.pixels(*self.at)
        return Rectangle.about(x, y, width_of(max(lines, key=len), self.size), LEADING * self.size * len(lines))


def _labels(shapes: Sequence[Mapping[str, Any]], scale: Scale, mode: Mode, frame: Frame) -> list[Label]:
    """Names and counts, each where its country has most room, smaller where it is tight."""
    look = PALETTES[mode]
    labels = []
    for shape in (s for s in shapes if s["focus"]):
        fill = scale.colour(shape["n"]) if shape["n"] else look["paper"]
        text = f"{shape['label']}\n{shape['n'] or 'no mention'}"
        size, at, fits = _fit(shape, text, frame)
        # The country's own colour around letters that must cross its border, or its hatching.
        halo = None if shape["n"] and fits else fill
        labels.append(Label(shape["iso2"], text, at, size, readable_on(fill, mode), BOLD, halo))
    for shape in (s for s in shapes if not s["focus"] and s["n"]):
        text = f"{shape['label']} {shape['n']}"
        found = spot(shape, 16 / frame.scale, frame.west, frame.east)
        if found and found[2] * frame.scale > width_of(text, 13):
            label = Label(shape["iso2"], text, found[:2], 13, look["subtle"])
            box = label.box(frame)
            if box.top >= 0 and box.bottom <= frame.height:
                labels.append(label)
    return labels


def _fit(shape: Mapping[str, Any], text: str, frame: Frame) -> tuple[int, tuple[float, float], bool]:
    """The largest size, of a few, at which the label stays inside its country, where, and whether there is any."""
    for size in (16, 14, 13, 12, 11):
        found = spot(shape, 2.2 * size / frame.scale / 1.4)
        if found and found[2] * frame.scale >= width_of(max(text.split("\n"), key=len), size) + 4:
            return size, (found[0], found[1]), True
    return 11, (shape["at"][0], shape["at"][1]), False


def _text(layer_id: str, labels: Sequence[Label], look: Mapping[str, str]) -> list[pdk.Layer]:
    """Labels that share size, colours and weight as a layer, above a layer with their halo where they have one.

    The halo is the text itself, moved a little to every side: deck.gl's own outline needs letters drawn as distances,
    which it sets without their bearings, so that "j" stands apart ("Ta jikistan").
    """
    first = labels[0] if labels else Label("", "", (0, 0), 12, look["ink"])
    layers = []
    if first.halo:
        around = [
            x._replace(offset=(x.offset[0] + right, x.offset[1] + below)) for x in labels for right, below in HALO
        ]
        layers.append(_letters(f"{layer_id}-halo", around, first, first.halo))
    return [*layers, _letters(layer_id, labels, first, first.colour)]


def _letters(layer_id: str, labels: Sequence[Label], like: Label, colour: str) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        [{"at": list(x.at), "text": x.text, "offset": list(x.offset), "anchor": x.anchor} for x in labels],
        id=layer_id,
        get_position="at",
        get_text="text",
        get_size=like.size,
        get_color=rgb(colour),
        font_family=TEXT(MAP_FONT),
        font_weight=like.weight,
        font_settings={"fontSize": 64, "buffer": 12},
        character_set=TEXT("auto"),
        get_pixel_offset="offset",
        get_text_anchor="anchor",
        line_height=LEADING,
        pickable=False,
    )


def _tooltip_style(look: Mapping[str, str]) -> dict[str, str]:
    return {
        "backgroundColor": look["ink"],
        "color": look["paper"],
        "fontFamily": MAP_FONT,
        "fontSize": "15px",
        "borderRadius": "6px",
        "padding": "8px 12px",
        "maxWidth": "320px",
    }
