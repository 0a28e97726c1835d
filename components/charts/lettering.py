"""Words on the map: countries' names and counts, each where its country has most room, and how letters are drawn."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pydeck as pdk

from components.charts.deck import TEXT
from components.charts.frame import Frame
from components.charts.labels import width_of
from components.charts.outlines import spot
from components.charts.placing import Rectangle
from components.charts.shading import Scale
from components.charts.theme import MAP_FONT, PALETTES, Mode, readable_on, rgb

LEADING = 1.1  # from line to line, of the type's size
BOLD = 700
HALO = ((1.4, 0), (1, 1), (0, 1.4), (-1, 1), (-1.4, 0), (-1, -1), (0, -1.4), (1, -1))  # pixels right and below


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


def country_labels(shapes: Sequence[Mapping[str, Any]], scale: Scale, mode: Mode, frame: Frame) -> list[Label]:
    """Names and counts, each where its country has most room, smaller where it is tight."""
    look = PALETTES[mode]
    labels = []
    for shape in (s for s in shapes if s["focus"]):
        fill = scale.colour(shape["n"]) if shape["n"] else look["paper"]
        count = f"{shape['n']:,}" if shape["n"] else "no mention"
        text = f"{shape['label']}\n{count}"
        size, at, fits = _fit(shape, text, frame)
        # The country's own colour around letters that must cross its border, or its hatching.
        halo = None if shape["n"] and fits else fill
        labels.append(Label(shape["iso2"], text, at, size, readable_on(fill, mode), BOLD, halo))
    for shape in (s for s in shapes if not s["focus"] and s["n"]):
        text = f"{shape['label']} {shape['n']:,}"
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


def text_layers(layer_id: str, labels: Sequence[Label]) -> list[pdk.Layer]:
    """Labels of one weight as a layer, above a layer with the halos of those that have one.

    Two layers whatever the number of labels: starting one takes the browser about as long as drawing a chart's axis.
    The halo is the text itself, moved a little to every side: deck.gl's own outline needs letters drawn as distances,
    which it sets without their bearings, so that "j" stands apart ("Ta jikistan").
    """
    around = [
        x._replace(offset=(x.offset[0] + right, x.offset[1] + below), colour=x.halo)
        for x in labels
        if x.halo
        for right, below in HALO
    ]
    return [_letters(f"{layer_id}-halo", around), _letters(layer_id, labels)]


def _letters(layer_id: str, labels: Sequence[Label]) -> pdk.Layer:
    rows = [
        {
            "at": list(x.at),
            "text": x.text,
            "size": x.size,
            "colour": rgb(x.colour),
            "offset": list(x.offset),
            "anchor": x.anchor,
        }
        for x in labels
    ]
    return pdk.Layer(
        "TextLayer",
        rows,
        id=layer_id,
        get_position="at",
        get_text="text",
        get_size="size",
        get_color="colour",
        font_family=TEXT(MAP_FONT),
        font_weight=max((x.weight for x in labels), default=BOLD),
        font_settings={"fontSize": 64, "buffer": 12},
        character_set=TEXT("auto"),
        get_pixel_offset="offset",
        get_text_anchor="anchor",
        line_height=LEADING,
        pickable=False,
    )
