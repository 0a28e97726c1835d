"""Labels in lines: nothing is lost, and no line is wider than its room where a word allows that."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from components.charts.labels import are_whole, fit_heads, fit_labels, in_lines, most_lines, width_of

WORDS = st.lists(st.text("abcdefgMWiI—", min_size=1, max_size=12), min_size=1, max_size=9)


@settings(deadline=None)
@given(WORDS, st.integers(20, 400), st.integers(8, 40), st.integers(1, 4))
def test_a_text_in_lines_is_the_same_text(words: list[str], room: int, size: int, most: int):
    lines = in_lines(" ".join(words), room, size, most=most).split("\n")
    assert " ".join(lines) == " ".join(words)
    assert len(lines) <= most
    for line in lines[:-1]:
        assert " " not in line or width_of(line, size) <= room


def test_lines_are_even():
    assert in_lines("Shanghai Cooperation Organisation", 330, 23) == "Shanghai Cooperation\nOrganisation"
    assert in_lines("Belt and Road Initiative", 130, 15) == "Belt and Road\nInitiative"
    assert in_lines("Xi", 5, 20) == "Xi"
    assert in_lines("", 5, 20) == ""


def test_labels_take_the_room_that_they_need_and_no_more():
    table = pd.DataFrame({"label": ["Xi", "Shanghai Cooperation Organisation"], "n": [2, 1]})
    fitted, room = fit_labels(table, most=250, size=14)
    assert list(fitted["label"]) == list(table["label"])
    assert 200 < room < 250
    fitted, room = fit_labels(table, most=170, size=14)
    assert fitted["label"].iloc[1] == "Shanghai Cooperation\nOrganisation"
    assert most_lines(fitted["label"]) == 2
    assert are_whole(fitted["label"], room - 10, 14)
    assert not are_whole(table["label"], room, 14)
    assert list(table["label"]) == ["Xi", "Shanghai Cooperation Organisation"]


def test_heads_of_columns_are_in_lines_as_well():
    heads = pd.DataFrame({"head": ["China Explores New Partnerships", "Xi"], "n": [1, 2]})
    assert fit_heads(heads, room=100, size=13)["head"].iloc[0].count("\n") == 2
    assert most_lines(pd.Series([], dtype=str)) == 1
