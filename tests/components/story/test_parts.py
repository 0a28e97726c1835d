"""The parts of Story and Present that need no page: changes, codes, slides, what people type."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components import drawings
from components.charts.theme import contrast
from components.embed import EVIDENCE
from components.links import embed_code, link_to, mend
from components.registry import PAGES, page_name
from components.story import model, qr, slides
from components.story.add import OF_PAGE, drawing_names, drawings_of, tidy
from components.story.changes import Change, counted_anew, find_changes
from components.story.editor import changes_in_words
from components.story.model import Claim, Story, StoryView
from steppe.corpus import Focus

KZ, DEBT = {"country": ("KZ",)}, {"q": ("debt",)}
VIEW = StoryView("map", "map", KZ, "Kazakhstan", total=24, claims=(Claim("debt", DEBT, 1), Claim("uncounted")))


def counter(**found: int):
    return lambda focus: found["KZ"] if focus.countries else found["debt"] if focus.text else 74


def test_a_view_can_draw_what_the_registry_draws_and_sentences():
    assert set(model.DRAWINGS) == {*drawings.DRAWINGS, model.SENTENCES}
    assert set(drawing_names()) == set(model.DRAWINGS)


def test_every_page_offers_drawings_that_there_are():
    assert set(OF_PAGE) <= {page_name(entry) for entry in PAGES}
    assert {drawing for own in OF_PAGE.values() for drawing in own} <= set(drawings.DRAWINGS)
    for entry in PAGES:
        assert set(drawings_of(page_name(entry))) <= set(model.DRAWINGS)
    assert EVIDENCE not in drawings.DRAWINGS


def test_a_story_says_what_changed():
    story = Story("s", "old", (VIEW,))
    assert find_changes(story, counter(KZ=24, debt=1)) == []
    assert find_changes(story, counter(KZ=31, debt=0)) == [Change(1, "Kazakhstan", 24, 31), Change(1, "debt", 1, 0)]
    renewed = counted_anew(story, counter(KZ=31, debt=0), "new")
    assert renewed.corpus == "new"
    assert [renewed.views[0].total, *(c.total for c in renewed.views[0].claims)] == [31, 0, 74]
    assert find_changes(renewed, counter(KZ=31, debt=0)) == []


def test_changes_are_said_in_words():
    assert changes_in_words([], 3) == "All 3 numbers of the story are the same."
    assert changes_in_words([Change(1, "x", 24, 31)], 3) == "1 of the 3 numbers of the story changed:"


def test_what_is_opened_over_a_slide():
    opened = slides.opened_focus
    assert opened(VIEW, "", Focus()) is None
    assert opened(VIEW, "view", Focus()) == Focus(countries=("KZ",))
    assert opened(VIEW, "1", Focus()) == Focus(text="debt")
    assert [opened(VIEW, asked, Focus()) for asked in ("0", "3", "x", "²", "-1")] == [None] * 5
    # A mark that was clicked goes before, within the slide's own selection and in the slide's own unit.
    clicked = Focus(themes=("trade",), unit="articles")
    assert opened(VIEW, "1", clicked) == Focus(countries=("KZ",), themes=("trade",))
    assert opened(VIEW, "", Focus(countries=("UZ",))) == Focus(countries=("UZ",))


@settings(max_examples=60)
@given(st.text(max_size=8))
def test_whatever_a_link_asks_to_be_opened_is_there_or_nothing(asked: str):
    assert slides.opened_focus(VIEW, asked, Focus()) in (None, Focus(countries=("KZ",)), Focus(text="debt"), Focus())


def test_a_claim_states_its_number_and_the_one_it_had():
    claim = Claim("say *debt*", DEBT, 24)
    assert slides.claim_label(claim, 24) == r"**24** say \*debt\*"
    assert slides.claim_label(claim, 31) == r"**31** say \*debt\* \(was 24\)"
    assert slides.claim_label(Claim("x", DEBT, None), 31) == "**31** x"


@pytest.mark.parametrize(
    "link", ["http://localhost:8501/?corpus=1262820cf9206807", "https://a.example/map?q=" + "é" * 300]
)
def test_a_code_is_read_back(link: str):
    zxingcpp = pytest.importorskip("zxingcpp")
    from urllib.parse import quote

    import segno

    link = quote(link, safe=":/?=&")
    matrix = segno.make(link, error="m", micro=False).matrix_iter(border=qr.QUIET, scale=4)
    import numpy as np

    picture = np.array([[0 if dark else 255 for dark in row] for row in matrix], dtype=np.uint8)
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [link]
    svg = qr.qr_svg(link)
    assert svg.startswith("<svg")
    assert "script" not in svg
    assert f'fill="{qr.PAPER}"' in svg.replace('#fff"', '#ffffff"')


def test_a_code_has_the_contrast_that_readers_want():
    assert contrast(qr.INK, qr.PAPER) > 12
    assert qr.QUIET >= 4


def test_a_link_too_long_for_a_code_is_said_and_left_out():
    with pytest.raises(ValueError, match="too long"):
        qr.qr_svg("x" * 4000)
    assert slides.code_html("x" * 4000) == ""


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_what_people_type_can_be_kept(text: str):
    for lines in (True, False):
        kept = tidy(text, lines=lines)
        assert model.is_plain(kept.replace("\n", ""))
        assert tidy(kept, lines=lines) == kept
        story = Story("s", "f", (StoryView("map", "map", {}, "t", note=kept),))
        assert model.from_json(model.to_json(story)) == story


LABELS = {"country": {"KZ": "Kazakhstan", "UZ": "Uzbekistan"}, "theme": {"trade": "Trade and investment"}}
MENDED = [
    ({"country": ["KZ"]}, {}, []),
    ({"country": ["kazakhstan", "UZ"]}, {"country": ["KZ", "UZ"]}, ["“kazakhstan” was read as “KZ”"]),
    ({"country": ["kz"]}, {"country": ["KZ"]}, ["“kz” was read as “KZ”"]),
    ({"countries": ["KZ"]}, {"country": ["KZ"]}, ["“countries” was read as “country”"]),
    ({"Country": ["KZ"]}, {"country": ["KZ"]}, ["“Country” was read as “country”"]),
    ({"theme": ["trade and investment"]}, {"theme": ["trade"]}, ["“trade and investment” was read as “trade”"]),
    ({"unit": ["Articles"]}, {"unit": ["articles"]}, ["“Articles” was read as “articles”"]),
    ({"entity": ["q1"]}, {}, []),
    ({"country": ["XX"]}, {}, []),
    ({"colour": ["red"]}, {}, ["“colour” is nothing that a link chooses here"]),
    ({"utm_source": ["mail"], "fbclid": ["1"], "corpus": ["f"], "slide": ["2"]}, {}, []),
    ({"text": ["debt"]}, {"q": ["debt"]}, ["“text” was read as “q”"]),
]


@pytest.mark.parametrize(("raw", "parameters", "notes"), MENDED, ids=[str(raw) for raw, _, _ in MENDED])
def test_a_link_is_read_as_what_it_meant(raw, parameters, notes):
    assert mend(raw, LABELS) == (parameters, notes)


@settings(max_examples=60)
@given(st.dictionaries(st.text(max_size=6), st.lists(st.text(max_size=6), min_size=1, max_size=2), max_size=3))
def test_no_link_is_too_odd_to_be_read(raw: dict[str, list[str]]):
    mended = mend(raw, LABELS)
    assert set(mended.parameters) <= set(model.PARAMETERS.values())


def test_the_piece_for_another_web_page_is_escaped():
    html = embed_code('http://x/?q="><script>', 'Steppe: "Where" <b>')
    assert "<script>" not in html
    assert "<b>" not in html
    assert html.count('"') % 2 == 0


ADDRESSES = [
    ("https://news.example", None, "https://news.example/"),
    ("https://news.example/", "map", "https://news.example/map"),
    ("https://news.example/themes", "map", "https://news.example/map"),
    ("https://news.example/~/+/", "present", "https://news.example/~/+/present"),
    ("https://news.example/~/+/map", "overview", "https://news.example/~/+/"),
]


@pytest.mark.parametrize(("address", "page", "link"), ADDRESSES)
def test_a_link_lives_where_others_reach_the_dashboard(monkeypatch, address: str, page: str | None, link: str):
    monkeypatch.setenv("STEPPE_ADDRESS", address)
    corpus: Any = SimpleNamespace(fingerprint="f")
    assert link_to(corpus, Focus(countries=("KZ",)), page=page, slide="2") == f"{link}?country=KZ&slide=2&corpus=f"
