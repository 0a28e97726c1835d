"""Places on the map: points, the names that have room, and what takes their clicks."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import pydeck as pdk

from components.charts.deck import TEXT
from components.charts.frame import Frame
from components.charts.lettering import Label, text_layers
from components.charts.placing import Rectangle, place_names
from components.charts.theme import rgb

CITY_SIZE = 12  # pixels


class City(NamedTuple):
    """A place with a position; `entity` is what a click on it chooses."""

    entity: str
    label: str
    n: int
    hint: str
    lat: float
    lon: float


def city_dots(cities: Sequence[City], chosen: Collection[str], look: Mapping[str, str]) -> list[pdk.Layer]:
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


def city_names(
    cities: Sequence[City],
    chosen: Collection[str],
    taken: Sequence[Rectangle],
    frame: Frame,
    look: Mapping[str, str],
) -> list[pdk.Layer]:
    """The names of as many cities as have room for one, the chosen and the most mentioned first."""
    ranked = sorted(cities, key=lambda c: c.entity not in set(chosen))
    named = [f"{c.label} {c.n:,}" for c in ranked]
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
    return text_layers("city-names", labels)


def city_targets(layer_id: str, cities: Sequence[City]) -> pdk.Layer:
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
