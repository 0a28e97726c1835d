"""The map: borders and counts -> a pydeck Deck. No basemap, so no request beyond this server.

The map's look comes from the selection alone. Streamlit dims whatever its own selection of a map leaves out; it forgets
that selection as soon as the layers that take clicks are renamed, which each click does (`components.focus`).
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Any

import pydeck as pdk

from components.charts.cities import City, city_dots, city_names, city_targets
from components.charts.deck import TEXT, CompactDeck
from components.charts.frame import Frame
from components.charts.lettering import BOLD, country_labels, text_layers
from components.charts.outlines import EVERYWHERE, hatching
from components.charts.shading import Country, parts_of, shade
from components.charts.theme import MAP_FONT, PALETTES, Mode, rgb

# The wheel scrolls the page in either case.
MOVABLE = {"scrollZoom": False, "dragRotate": False, "touchRotate": False, "keyboard": True}
FIXED = dict.fromkeys(("scrollZoom", "dragPan", "dragRotate", "doubleClickZoom", "touchZoom", "touchRotate"), False)
FINEST = 0.004  # degrees: a pixel or less at the nearest that the movable map can be read at
WORLD = [[-180, -85], [-60, -85], [60, -85], [180, -85], [180, 85], [60, 85], [-60, 85], [-180, 85]]


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
    shapes, scale = shade(borders, countries, mode)
    frame = Frame.around([s for s in shapes if s["focus"]], height, width)
    tolerance = 0.4 / frame.scale if fixed else FINEST
    parts = parts_of(shapes, tolerance, frame.in_sight() if fixed else EVERYWHERE)
    outlined = [p for p in parts if p["iso2"] in set(chosen)]
    labels = country_labels(shapes, scale, mode, frame)
    own = [label for label in labels if label.weight == BOLD]  # the region's
    layers = [
        _polygons("sea", [{"polygon": [WORLD], "fill": rgb(look["sea"])}]),
        _countries(f"countries-{clicks}", parts),
        _borders(parts, look),
        _hatching([s for s in shapes if s["focus"] and not s["n"]], tolerance, look),
        _outlines("chosen", outlined, look["outline"], 2.5),
        *city_dots(cities, chosen_cities, look),
        *text_layers("names", own),
        *text_layers("others", [label for label in labels if label not in own]),
    ]
    if cities:
        layers += city_names(cities, chosen_cities, [label.box(frame) for label in labels], frame, look)
        layers.append(city_targets(f"cities-{clicks}", cities))
    return CompactDeck(
        layers=[layer for layer in layers if layer.data],  # an empty one, too, takes the browser time to start
        initial_view_state=frame.view(),
        # The one form that asks no tile server for anything; `map_style` must stay unset (streamlit's own default
        # style is fetched otherwise).
        map_provider=None,
        views=[pdk.View(type="MapView", controller=FIXED if fixed else MOVABLE)],
        tooltip={"text": "{hint}", "style": _tooltip_style(look)},
    )


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


def _countries(layer_id: str, parts: Sequence[Mapping[str, Any]]) -> pdk.Layer:
    """The countries: shaded, and taking hover and clicks.

    Their borders are a layer of their own: what takes clicks is drawn a second time to find out what lies under the
    pointer, and the click waits for that.
    """
    return pdk.Layer(
        "SolidPolygonLayer",
        [{name: p[name] for name in ("polygon", "fill", "iso2", "hint")} for p in parts],
        id=layer_id,
        get_polygon="polygon",
        get_fill_color="fill",
        pickable=True,
    )


def _borders(parts: Sequence[Mapping[str, Any]], look: Mapping[str, str]) -> pdk.Layer:
    rows = [
        {"path": [*chain.from_iterable(ring)], "edge": 1.5 if p["focus"] else 1} for p in parts for ring in p["polygon"]
    ]
    return pdk.Layer(
        "PathLayer",
        rows,
        id="borders",
        get_path="path",
        position_format=TEXT("XY"),  # longitude, latitude, longitude, ...: fewer bytes than in pairs
        get_color=rgb(look["border"]),
        get_width="edge",
        width_units=TEXT("pixels"),
        joint_rounded=True,
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
