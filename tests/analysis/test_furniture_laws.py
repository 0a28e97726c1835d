"""The laws of a layout hold for any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from steppe.analysis.furniture import lay_out
from steppe.document import Source
from steppe.flags import FLAGS

LINES = st.sampled_from(
    [
        "Title: A corridor",
        "Author:",
        "By Jane Doe",
        "3 May 2024",
        "Trade between the two countries grew by a third last year, the ministry said.",
        "Related articles",
        "Comments",
        "评论",
        "1. First point",
        "• second point",
        "Key questions:",
        "",
        "  ",
        "About Steppe",
        "Photo: Someone",
        "-----",
        "12",
        "\u200b",
        "©",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028", "\x0c"])
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.tuples(LINES | st.text(max_size=60), ENDS), max_size=40).map(
        lambda pairs: "".join(a + b for a, b in pairs)
    ),
)


def check_laws(source: Source) -> None:
    layout = lay_out(source)
    at = 0
    covered = bytearray(len(source.text))
    for passage in layout.passages:
        assert at <= passage.start < passage.end <= len(source.text)
        inside = source.text[passage.start : passage.end]
        assert inside == inside.strip()
        assert bool(passage.reason) == (passage.kind == "furniture")
        covered[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
        at = passage.end
    assert all(covered[i] or ch.isspace() for i, ch in enumerate(source.text))
    assert set(layout.flags) <= set(FLAGS)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_passages_cover_all_visible_text_in_order(text: str) -> None:
    check_laws(Source("a.txt", "0" * 64, text, "text"))
