"""The map's borders: whole, shared, and around the places that lie in them."""

import itertools
from collections import Counter
from typing import Any

import pytest

from steppe.regions import load_borders, load_pack
from steppe.regions.borders import REGIONS
from tests.regions.geometry import contains, distance

# A tenth of a degree is 11 km: simplified lines and hand-placed border crossings may differ by that much.
TOLERANCE = 0.1
AT_SEA = {"place-kashagan", "place-dostluk", "place-garabogazkol"}


@pytest.fixture(scope="module")
def features() -> dict[str, Any]:
    return {feature["properties"]["iso2"]: feature for feature in load_borders()["features"]}


def test_the_file_is_small() -> None:
    assert (REGIONS / "central_asia" / "borders.geojson").stat().st_size <= 350_000


def test_properties(features: dict[str, Any]) -> None:
    pack = load_pack()
    for code, feature in features.items():
        assert set(feature["properties"]) == {"iso2", "name", "label_lon", "label_lat", "focus"}
        assert feature["properties"]["name"] == pack.countries[code].name
    assert {c for c, f in features.items() if f["properties"]["focus"]} == set(pack.focus_countries)
    assert set(pack.neighbours) <= set(features)
    assert set(pack.countries) - set(features) == {"AQ", "BQ", "BV", "CC", "CX", "SJ", "TK", "UM", "VA"}


def test_rings_are_closed_and_do_not_run_around_the_world(features: dict[str, Any]) -> None:
    for code, feature in features.items():
        for ring in itertools.chain.from_iterable(feature["geometry"]["coordinates"]):
            assert len(ring) >= 4, code
            assert ring[0] == ring[-1], code
            assert all(abs(a[0] - b[0]) < 60 for a, b in itertools.pairwise(ring)), code


def test_labels_lie_inside(features: dict[str, Any]) -> None:
    for code, feature in features.items():
        label = feature["properties"]["label_lon"], feature["properties"]["label_lat"]
        assert contains(feature["geometry"]["coordinates"], *label), code


def test_neighbours_share_their_borders(features: dict[str, Any]) -> None:
    """Every edge of a landlocked focus country is an edge of exactly one other country, so there is no gap."""
    edges: Counter[frozenset[tuple[float, float]]] = Counter()
    for feature in features.values():
        for ring in itertools.chain.from_iterable(feature["geometry"]["coordinates"]):
            edges.update(frozenset({tuple(a), tuple(b)}) for a, b in itertools.pairwise(ring))
    for code in ("KG", "TJ", "UZ"):
        for ring in itertools.chain.from_iterable(features[code]["geometry"]["coordinates"]):
            for a, b in itertools.pairwise(ring):
                assert edges[frozenset({tuple(a), tuple(b)})] == 2, (code, a, b)


def test_the_caspian_is_no_country(features: dict[str, Any]) -> None:
    for lon, lat in ((51.0, 42.0), (50.5, 45.2), (51.5, 38.5)):
        assert not any(contains(f["geometry"]["coordinates"], lon, lat) for f in features.values())


def test_places_of_the_region_lie_in_their_country(features: dict[str, Any]) -> None:
    pack = load_pack()
    for entity in pack.entities.values():
        if entity.type == "place" and entity.country in pack.focus_countries and entity.entity_id not in AT_SEA:
            polygons = features[entity.country]["geometry"]["coordinates"]
            assert entity.lat is not None, entity
            assert entity.lon is not None, entity
            inside = contains(polygons, entity.lon, entity.lat)
            assert inside or distance(polygons, entity.lon, entity.lat) < TOLERANCE, entity


@pytest.mark.parametrize(("lon", "lat", "code"), [(34.1, 45.2, "UA"), (33.6, 35.3, "CY"), (46.0, 9.5, "SO")])
def test_disputed_land_follows_iso(features: dict[str, Any], lon: float, lat: float, code: str) -> None:
    holders = [c for c, f in features.items() if contains(f["geometry"]["coordinates"], lon, lat)]
    assert holders == [code]
