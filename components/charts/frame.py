"""What a map shows at first, and where on the screen a place then lies."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pydeck as pdk

from components.charts.outlines import Box


class Frame:
    """What the map shows at first: centre, zoom, and degrees to pixels. Web Mercator, 512 pixels a tile."""

    def __init__(self, west: float, east: float, south: float, north: float, height: int, width: int) -> None:
        low, high = mercator(south), mercator(north)
        tall = height * 0.94 / (512 * (high - low) / (2 * math.pi))
        wide = width * 0.96 / (512 * (east - west) / 360)
        zoom = min(tall, wide)
        self.height, self.width = height, width
        self.zoom = round(math.log2(zoom), 3)
        self.scale = 512 * zoom / 360  # pixels a degree of longitude
        self.longitude = (west + east) / 2
        self.latitude = math.degrees(2 * math.atan(math.exp((low + high) / 2)) - math.pi / 2)
        half = width / 2 / self.scale
        self.west, self.east = self.longitude - half, self.longitude + half
        self.south, self.north = south - 1, north + 1

    @classmethod
    def around(cls, region: Sequence[Mapping[str, Any]], height: int, width: int) -> "Frame":
        """The frame that holds these shapes; Central Asia's surroundings where there are none."""
        points = [p for s in region for rings in s["rings"] for p in rings[0]] or [[46, 35], [88, 56]]
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        return cls(min(lons), max(lons), min(lats), max(lats), height, width)

    def holds(self, latitude: float) -> bool:
        """Whether a latitude is in sight."""
        return self.south < latitude < self.north

    def pixels(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a place lies, from the upper left corner."""
        up = math.degrees(mercator(latitude) - mercator(self.latitude))
        return self.width / 2 + (longitude - self.longitude) * self.scale, self.height / 2 - up * self.scale

    def in_sight(self) -> Box:
        """What can be seen, on a screen twice as wide as well."""
        more = (self.east - self.west) / 2
        return (self.west - more, self.south - 5, self.east + more, self.north + 5)

    def view(self) -> pdk.ViewState:
        """As deck.gl takes it."""
        return pdk.ViewState(
            latitude=round(self.latitude, 3),
            longitude=round(self.longitude, 3),
            zoom=self.zoom,
            min_zoom=1.2,
            max_zoom=9,
        )


def mercator(latitude: float) -> float:
    """The height of a latitude on the map, in radians of the equator."""
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
