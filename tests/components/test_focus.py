"""The selection: what a click does to it, and how it is said."""

import pandas as pd
import pytest

from components.counting import others_in_words
from components.focus import check_focus, clicked
from components.wording import chips, describe, one_of
from steppe.corpus import Focus

KNOWN = {"country": ["KZ"], "theme": ["trade", "none"], "entity": ["q"], "article": ["a"], "outlet": ["unknown"]}
LABELS = {
    "country": {"KZ": "Kazakhstan", "CN": "China"},
    "theme": {"trade": "Trade and investment"},
    "entity": {"q": "Xi Jinping"},
    "article": {"a": "A title"},
}


@pytest.mark.parametrize(
    ("before", "after", "mark"),
    [
        ([], [{"key": "a"}], {"key": "a"}),
        ([{"key": "a"}], [], {"key": "a"}),
        ([{"key": "a"}], [{"key": "a"}, {"key": "b"}], {"key": "b"}),
        ([{"key": "a"}, {"key": "b"}], [{"key": "b"}], {"key": "a"}),
        ([], [], None),
        ([{"key": "a"}, {"key": "b"}], [], None),
    ],
)
def test_a_click_is_what_differs(before, after, mark):
    assert clicked(before, after) == mark


def test_values_that_exist_are_kept_and_others_named():
    focus, dropped = check_focus({"country": ["KZ", "XX"], "theme": ["none"], "stance": ["angry"]}, KNOWN)
    assert focus == Focus(countries=("KZ",), themes=("none",))
    assert dropped == ["“XX” is no country of this corpus", "“angry” is no stance"]


@pytest.mark.parametrize(
    ("focus", "total", "words"),
    [
        (Focus(), 74, "All 74 sentences of the corpus"),
        (Focus(unit="articles"), 1, "The only article of the corpus"),
        (Focus(countries=("KZ",)), 24, "24 sentences mention Kazakhstan"),
        (Focus(countries=("KZ",)), 1, "1 sentence mentions Kazakhstan"),
        (Focus(countries=("KZ", "CN"), unit="mentions"), 5, "5 mentions of Kazakhstan or China"),
        (
            Focus(entities=("q",), countries=("KZ",), themes=("trade",)),
            2,
            "2 sentences mention Xi Jinping together with Kazakhstan, in passages about trade and investment",
        ),
        (
            Focus(date_from="2024-01-01", stances=("concern",)),
            3,
            "3 sentences where the tone is concern, from 2024-01-01",
        ),
        (Focus(text="debt", articles=("a",)), 2, "2 sentences with the search “debt”, in “A title”"),
        (Focus(text='"a debt" OR loan'), 2, '2 sentences with the search "a debt" OR loan'),
    ],
)
def test_a_selection_is_said_in_words(focus, total, words):
    assert describe(focus, total, LABELS) == words


def test_long_lists_are_cut_short():
    assert one_of(["a", "b", "c", "d", "e"]) == "a, b, c or 2 others"
    assert one_of(["a", "b", "c", "d"]) == "a, b, c or d"


@pytest.mark.parametrize(
    ("of", "least", "words"),
    [
        (3, 1, None),
        (4, 1, "1 more name, 1 sentence, in the filter at the side."),
        (4, 5, "1 more name, 5 sentences or fewer, in the filter at the side."),
        (1503, 1, "1,500 more names, 1 sentence each, in the filter at the side."),
        (5, 2, "2 more names, 2 sentences or fewer each, in the filter at the side."),
    ],
)
def test_what_a_chart_leaves_out_is_said_in_one_and_in_many(of, least, words):
    shown = pd.DataFrame({"n": [9, 8, least]})
    assert others_in_words(shown, of, "names", "sentences", most=3) == words


def test_every_choice_has_a_chip():
    focus = Focus(countries=("KZ",), themes=("none",), stances=("mixed",), text="x", date_to="2024-01-01")
    assert [c[:2] for c in chips(focus, LABELS)] == [
        ("country", "KZ"),
        ("theme", "none"),
        ("stance", "mixed"),
        ("q", ""),
        ("to", ""),
    ]
