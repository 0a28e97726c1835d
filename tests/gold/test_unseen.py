"""Themes, and for one of them stance, on the passages of writers from whom they were not learned."""

import pytest

from tools.unseen_writers import Tally, measure, read_unseen

FLOORS = {"themes.micro_f1": 0.705, "themes.macro_f1": 0.705, "themes.main": 0.632, "stance.accuracy": 0.719}


def test_measures_do_not_fall_on_unseen_writers() -> None:
    rows = read_unseen()
    assert len(rows) > 2_000
    found = measure(rows).figures()
    assert {name: value for name, value in found.items() if value < FLOORS[name]} == {}


def test_a_tally_counts_as_the_gold_measures_do() -> None:
    tally = Tally(("trade", "energy"))
    tally.add({"themes": ["trade", "energy"], "stance": "mixed", "kind": "paragraph"}, ["trade"], "mixed")
    tally.add({"themes": [], "stance": "neutral", "kind": "title"}, ["energy"], "concern")
    tally.add({"themes": ["energy"], "stance": "concern", "kind": "item"}, ["trade", "energy"], "neutral")
    assert tally.figures() == pytest.approx(
        {
            "themes.micro_f1": 4 / 7,  # 2 right, 2 extra, 1 missed
            "themes.macro_f1": (2 / 3 + 2 / 4) / 2,
            "themes.main": 1 / 2,  # a passage without a theme has no main one to miss
            "stance.accuracy": 1 / 2,  # a title's stance is not scored
        }
    )


def test_a_stance_that_was_learned_is_not_counted() -> None:
    tally = Tally(("trade",))
    tally.add({"themes": ["trade"], "stance": "mixed", "kind": "paragraph"}, ["trade"], None)
    assert "stance.accuracy" not in tally.figures()
