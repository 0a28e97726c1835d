"""Text becomes HTML in one way: every letter shown, no tag but ours."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from components.safe_html import MARK_CLASSES, Span, as_label, escape, highlight

TEXTS = st.text(alphabet=st.sampled_from("ab<>&\"'/= \n!()[]:*_`$é🙂") | st.characters(), max_size=60)
SPANS = st.lists(
    st.builds(Span, st.integers(-3, 70), st.integers(-3, 70), st.sampled_from([*MARK_CLASSES, "evil onload=x"])),
    max_size=6,
)
STRETCHES = st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), max_size=4)
OURS = re.compile(r'<(?:b|/b|/mark|mark class="(?:mention|theme|search|quote)(?: (?:mention|theme|search|quote))*")>')


@given(TEXTS, SPANS, STRETCHES)
def test_highlight_shows_the_text_and_adds_our_tags_alone(text, spans, strong):
    shown = highlight(text, spans, strong)
    bare = OURS.sub("", shown)
    assert "<" not in bare
    assert ">" not in bare
    assert html.unescape(bare) == text


@given(TEXTS, st.integers(0, 20), st.integers(1, 20))
def test_highlight_marks_exactly_the_span(text, start, length):
    end = start + length
    shown = highlight(text, [Span(start, end, "mention")])
    marked = "".join(html.unescape(m) for m in re.findall(r"<mark[^>]*>(.*?)</mark>", shown, re.DOTALL))
    assert marked == (text[start:end] if end <= len(text) else "")


def test_highlight_of_overlapping_spans_nests_nothing():
    shown = highlight("abcdef", [Span(0, 4, "mention"), Span(2, 6, "theme")])
    assert shown == (
        '<mark class="mention">ab</mark><mark class="mention theme">cd</mark><mark class="theme">ef</mark>'
    )


def test_highlight_emphasises_matched_sentences():
    assert highlight("One. Two.", [], [(5, 9)]) == "One. <b>Two.</b>"


@given(TEXTS)
def test_label_has_no_sign_that_markdown_could_read(text):
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", as_label(text, limit=1000))
    assert not re.search(r"[!-/:-@\[-`{-~]", bare)
    assert "\n" not in bare


def test_label_is_cut_short():
    assert as_label("word " * 40, limit=20) == "word word word word…"


def test_escape_escapes_quotes():
    assert escape("\"'<") == "&quot;&#x27;&lt;"
