"""Labels in lines: nothing is lost, and no line is wider than its room where a word allows that."""

from itertools import pairwise

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from components.charts.labels import are_whole, fit_heads, fit_labels, fit_rows, in_lines, most_lines, width_of
from components.charts.spec import LINE

WORDS = st.lists(st.text("abcdefgMWiI—", min_size=1, max_size=12), min_size=1, max_size=9)


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


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=8, unique=True), st.integers(60, 300))
def test_labels_in_lines_touch_neither_each_other_nor_the_edge(labels: list[str], room: int):
    table = pd.DataFrame({"label": labels})
    fitted, row = fit_rows(table, label_width=room, size=14, row_height=25)
    assert row >= 25
    half = [14 * LINE * (label.count("\n") + 1) / 2 for label in fitted["label"]]
    middles = [row * (number + 0.5) for number in range(len(labels))]
    spans = [(middle - each, middle + each) for middle, each in zip(middles, half, strict=True)]
    assert spans[0][0] >= -1
    assert spans[-1][1] <= row * len(labels) + 1
    assert all(above[1] <= below[0] + 1 for above, below in pairwise(spans))


def test_labels_that_have_room_leave_the_rows_as_they_are():
    table = pd.DataFrame({"label": ["Xi Jinping", "BRICS"]})
    fitted, row = fit_rows(table, label_width=148, size=14, row_height=25)
    assert list(fitted["label"]) == ["Xi Jinping", "BRICS"]
    assert row == 25
    assert fit_rows(table.head(0), label_width=148, size=14, row_height=25)[1] == 25
