"""Accuracy is gated like a test: the engine against each gold set, no figure below its pinned floor."""

import json

import pytest

from tools.accuracy import FLOORS, GATED, PUBLISHED, gold_digest, measure

pinned = json.loads(FLOORS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=sorted(pinned))
def measured(request: pytest.FixtureRequest) -> tuple[str, dict[str, tuple[float, str]]]:
    return request.param, measure(request.param)[0]


def test_no_figure_falls_below_its_floor(measured: tuple[str, dict[str, tuple[float, str]]]):
    name, measures = measured
    fallen = {key: (measures[key][0], floor) for key, floor in pinned[name].items() if measures[key][0] < floor}
    assert not fallen, f"{name}: (measured, floor) {fallen}"
    assert set(pinned[name]) == set(GATED)


def test_the_method_page_tells_these_figures(measured: tuple[str, dict[str, tuple[float, str]]]):
    name, measures = measured
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published["gold"] == gold_digest(), "the gold changed: python -m tools.accuracy --update"
    for key in GATED:
        shown = published["sets"][name]["measures"][key]["value"]
        assert shown == pytest.approx(measures[key][0], abs=0.002), f"{key}: python -m tools.accuracy --update"


SEED_FLOORS = {
    "countries.f1": 0.99,
    "entities.f1": 0.92,
    "entities.link": 0.95,
    "themes.micro_f1": 0.75,
    "cleaning.char_f1": 1.0,
    "metadata.title": 1.0,
    "metadata.author": 1.0,
    "metadata.published": 1.0,
    "quotes.f1": 1.0,
}


@pytest.mark.parametrize("key", SEED_FLOORS)
def test_the_seeds_floor_is_never_set_below_what_was_promised(key: str):
    assert pinned["seeds"][key] >= SEED_FLOORS[key]
