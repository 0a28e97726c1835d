"""Sorted numbers, by ways that stay quick when there are a million."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from steppe.corpus import words
from steppe.corpus.match import between, ordered
from steppe.corpus.words import sentences_at

NUMBERS = st.lists(st.integers(0, 300), max_size=80)


@given(NUMBERS, NUMBERS, st.integers(1, 5))
def test_places_lie_in_the_sentence_that_starts_last_before_them(starts: list[int], places: list[int], step: int):
    begun = np.array(sorted({0, *starts}), "<i4")
    asked = np.array(sorted(places), "<i4")
    before, words.PLACES_AT_A_TIME = words.PLACES_AT_A_TIME, step
    try:
        found = sentences_at(begun, asked)
    finally:
        words.PLACES_AT_A_TIME = before
    assert found.tolist() == [max(i for i, start in enumerate(begun) if start <= place) for place in asked]


@given(st.lists(NUMBERS, min_size=1, max_size=4), st.integers(0, 300), st.integers(0, 300))
def test_sets_of_rows(sets: list[list[int]], first: int, last: int):
    every = ordered(np.concatenate([np.array(sorted(rows), np.int32) for rows in sets]))
    assert every.tolist() == sorted({row for rows in sets for row in rows})
    first, last = sorted((first, last))
    assert between(every, first, last).tolist() == [row for row in every.tolist() if first <= row < last]
