"""What sentences add to the stance of their passage."""

import numpy as np
import pytest

from steppe.analysis.stance_tone import rough_sentences, tone_features


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Trade grew by a tenth. Yet the debt grew faster.", ["Trade grew by a tenth.", "Yet the debt grew faster."]),
        ("Mr. Karimov praised the line: it has brought work.", ["Karimov praised the line:", "it has brought work."]),
        ("No.", ["No."]),
        ("", [""]),
    ],
)
def test_rough_sentences(text: str, pieces: list[str]) -> None:
    assert [piece.removeprefix("Mr. ") for piece in rough_sentences(text)] == pieces


def test_praise_in_one_sentence_and_warning_in_another_are_told_apart_from_their_average() -> None:
    good, bad, even = [3.0, -3.0, 0.0, 0.0], [-3.0, 3.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]
    scores = np.array([even, even])
    passages = [("A title", "title"), ("Some text", "paragraph")]
    divided = tone_features(scores, [np.array([even]), np.array([good, bad])], passages)
    level = tone_features(scores, [np.array([even]), np.array([even, even])], passages)
    assert divided.shape == level.shape
    assert np.array_equal(divided[0], level[0])
    assert not np.allclose(divided[1], level[1])


def test_the_order_of_sentences_counts() -> None:
    good, bad = [3.0, -3.0, 0.0, 0.0], [-3.0, 3.0, 0.0, 0.0]
    passages = [("Some text", "paragraph")]
    scores = np.zeros((1, 4))
    first = tone_features(scores, [np.array([good, bad])], passages)
    last = tone_features(scores, [np.array([bad, good])], passages)
    assert not np.allclose(first, last)
