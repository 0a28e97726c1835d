"""The borders that the map draws."""

import json
from pathlib import Path
from typing import Any

from steppe.errors import PackError

REGIONS = Path(__file__).parent

DISPUTED_NOTE = (
    "Borders: Natural Earth, simplified. Disputed land is drawn under the code that ISO 3166 gives it, which is how "
    "this page counts it and no opinion: Crimea with Ukraine, Northern Cyprus with Cyprus, Somaliland with Somalia, "
    "Kosovo and Taiwan each on its own; in Kashmir, Aksai Chin and Western Sahara along the lines of control."
)


def load_borders(name: str = "central_asia") -> dict[str, Any]:
    """A GeoJSON FeatureCollection of the world's countries, detailed in the region and coarse elsewhere.

    Properties of each feature: iso2 (ISO 3166-1 alpha-2, "" where there is none), name, label_lon, label_lat
    (degrees: a point inside it where a label can sit), focus (whether it is one of the pack's countries).
    The caller gets its own copy.

    Raises
    ------
    PackError : the pack has no borders.
    """
    path = REGIONS / name / "borders.geojson"
    if not path.is_file():
        raise PackError(
            f"The region pack {name!r} has no borders.", advice="Make them with tools/regions/build_borders.py."
        )
    collection: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return collection
