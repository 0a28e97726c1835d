"""The map as GeoJSON (RFC 7946): borders with counts, places as points."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from steppe.takeaway.provenance import Provenance


class CountedPlace(NamedTuple):
    """A place with its position (degrees, WGS 84) and its count."""

    entity_id: str
    name: str
    n: int
    lat: float
    lon: float


def map_as_geojson(
    borders: Mapping[str, Any],
    counts: Mapping[str, int],
    *,
    unit: str,
    provenance: Provenance,
    places: Iterable[CountedPlace] = (),
    note: str = "",
) -> bytes:
    """A FeatureCollection: every country of the borders with its count, and every place.

    counts : ISO 3166-1 alpha-2 code -> how many `unit` mention it; countries without a border come as features
        without geometry, which RFC 7946 allows, so that no number is lost.
    note : what the borders are, and are not.

    Properties: iso2, name, region (bool: one of the region's countries), n, unit; of places entity_id, name, n, unit.
    Where it comes from stands in the foreign member `source` (RFC 7946, section 6.1).
    """
    features = [_country(feature, counts, unit) for feature in borders["features"]]
    drawn = {f["properties"]["iso2"] for f in features}
    features += [
        {
            "type": "Feature",
            "id": code,
            "geometry": None,
            "properties": {"iso2": code, "name": code, "region": False, "n": n, "unit": unit},
        }
        for code, n in sorted(counts.items())
        if code not in drawn and n
    ]
    features += [
        {
            "type": "Feature",
            "id": place.entity_id,
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
            "properties": {"entity_id": place.entity_id, "name": place.name, "n": place.n, "unit": unit},
        }
        for place in places
    ]
    source = {**provenance.fields(), **({"note": note} if note else {})}
    collection = {"type": "FeatureCollection", "source": source, "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _country(feature: Mapping[str, Any], counts: Mapping[str, int], unit: str) -> dict[str, Any]:
    own = feature["properties"]
    return {
        "type": "Feature",
        "id": own["iso2"] or own["name"],
        "geometry": feature["geometry"],
        "properties": {
            "iso2": own["iso2"],
            "name": own["name"],
            "region": bool(own["focus"]),
            "n": int(counts.get(own["iso2"], 0)),
            "unit": unit,
        },
    }
