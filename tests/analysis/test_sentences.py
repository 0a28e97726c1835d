import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steppe.analysis.model import load_model, model_version
from steppe.analysis.sentences import split_sentences


def split(text: str, kind: str = "paragraph") -> list[str]:
    return [text[s:e] for s, e in split_sentences(load_model()(text), kind)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kazakhstan signed. Uzbekistan did not.", ["Kazakhstan signed.", "Uzbekistan did not."]),
        ("1. What other nations is China targeting?", ["1. What other nations is China targeting?"]),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
        (
            "Mr. Tokayev spoke with Gen. Ismailov in St. Petersburg.",
            ["Mr. Tokayev spoke with Gen. Ismailov in St. Petersburg."],
        ),
        ("“We agreed,” he said. “It is done.”", ["“We agreed,” he said.", "“It is done.”"]),
        ("   ", []),
        ("***", ["***"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]):
    assert split(text) == expected


def test_a_heading_is_one_sentence():
    assert split("What now? Who pays? A guide", "heading") == ["What now? Who pays? A guide"]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_sentences_are_in_order_and_cover_all_that_is_visible(text: str):
    at = 0
    for start, end in split_sentences(load_model()(text), "paragraph"):
        assert not text[at:start].strip()
        assert start < end
        at = end
    assert not text[at:].strip()


def test_the_model_says_which_package_it_came_from():
    assert model_version().startswith("en_core_web_sm 3.8")
    assert "package en_core_web_sm" in model_version()
