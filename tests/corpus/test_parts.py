"""Answers held while they are fresh, and rows of Parquet parts by number."""

from steppe.corpus.parts import ANSWERS_HELD, Recent


def test_what_was_asked_for_last_stays_and_the_rest_makes_room():
    held: Recent[str, int] = Recent(10)
    for key, size in (("a", 4), ("b", 4)):
        held.put(key, len(key), size)
    assert held.get("a") == 1
    held.put("c", 3, 4)
    assert (held.get("a"), held.get("b"), held.get("c")) == (1, None, 3)


def test_an_answer_put_again_is_counted_once():
    held: Recent[str, int] = Recent(10)
    for _ in range(5):
        held.put("a", 1, 6)
    held.put("b", 2, 4)
    assert (held.get("a"), held.get("b")) == (1, 2)


def test_one_answer_is_held_however_large_and_small_ones_are_limited_in_number():
    held: Recent[int, int] = Recent(10)
    held.put(0, 7, 1000)
    assert held.get(0) == 7
    for key in range(ANSWERS_HELD + 5):
        held.put(key, key, 0)
    assert held.get(4) is None
    assert held.get(5) == 5
