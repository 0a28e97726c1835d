"""The meeting pack: its numbers are the page's, its text is literal, its bytes are the same each time."""

import html
import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from pptx import Presentation
from pptx.util import Inches

from components.region import load_region
from components.story.model import Claim, Story, StoryView
from components.story.shelf import names, shipped
from components.takeaway.content import Pack, pack_of_story, pack_of_view
from components.takeaway.pack import POLICY, pack_as_html, scoped
from components.takeaway.slides import pack_as_pptx
from components.view import View
from steppe.corpus import Focus, count, count_by, passages
from tests.components.corpora import HOSTILE_NAME, HOSTILE_SENTENCES, HOSTILE_TITLE

STORY = Story(
    'A <script>alert(1)</script> "story"',
    "0123456789abcdef",
    (
        StoryView("map", "map", {}, "Where", "A note.\nIts second <b>line</b>.", total=1),
        StoryView(
            "themes",
            "theme-tone",
            {"country": ("KZ",)},
            "Kazakhstan by theme",
            total=24,
            claims=(Claim("Debt is named.", {"q": ("debt",)}, 1), Claim("Mars is not.", {"country": ("XX",)}, 0)),
        ),
        StoryView("themes", "theme-article", {"unit": ("mentions",)}, "By article"),
        StoryView("articles", "sentences", {"q": ("sovereignty",)}, "Sovereignty"),
    ),
)


@pytest.fixture(scope="module")
def pack(view: View) -> Pack:
    return pack_of_story(view, STORY)


@pytest.fixture(scope="module")
def page(pack: Pack) -> str:
    return pack_as_html(pack).decode()


def test_every_number_of_a_story_is_counted_on_the_corpus(view: View, pack: Pack):
    expected = [Focus(), Focus(countries=("KZ",)), Focus(unit="mentions"), Focus(text="sovereignty")]
    assert [p.opened.n for p in pack.parts] == [count(view.corpus, focus) for focus in expected]
    assert pack.parts[0].opened.was == 1  # kept on another corpus
    assert pack.parts[1].opened.was is None
    assert [said.opened.n for said in pack.parts[1].claims] == [count(view.corpus, Focus(text="debt")), 0]
    assert pack.made_on == STORY.corpus


def test_what_the_corpus_does_not_know_opens_nothing(pack: Pack):
    nothing = pack.parts[1].claims[1].opened
    assert (nothing.n, nothing.found, nothing.shown) == (0, 0, ())


def test_picked_passages_are_shown_in_their_order_and_lost_ones_left_out(view: View):
    ids = [p.passage_id for p in passages(view.corpus, Focus(countries=("KZ",)), limit=5)]
    picked = (ids[3], "ffffffffffffffff-p001", ids[1])
    story = Story("S", "", (StoryView("themes", "themes", {"country": ("KZ",)}, "T", passages=picked),))
    shown = pack_of_story(view, story).parts[0].opened.shown
    assert [p.passage_id for p in shown] == [ids[3], ids[1]]
    assert all(m.label == "Kazakhstan" for p in shown for m in p.marks)


def test_the_numbers_on_the_page_are_those_of_the_corpus(view: View, page: str):
    figure = re.search(r'data-drawing="theme-tone".*?</figure>', page, re.S)[0]
    rows = re.findall(r'<tr data-key="([^"]+)"><td>([^<]*)</td><td>([^<]*)</td><td class="n">([\d,]+)</td>', figure)
    assert rows
    for theme, _, stance, n in rows:
        focus = Focus(countries=("KZ",), themes=(theme,), stances=(stance,))
        assert int(n.replace(",", "")) == count(view.corpus, focus)
    assert f'data-n="{count(view.corpus, Focus(countries=("KZ",)))}"' in page
    countries = re.search(r'data-drawing="map".*?</figure>', page, re.S)[0]
    for row in count_by(view.corpus, Focus(), "country").itertuples():
        assert re.search(rf'<tr data-key="{row.key}"><td>[^<]*</td><td class="n">{row.n}</td>', countries)


def test_all_is_inside_and_all_is_said(page: str, view: View):
    assert f'content="{POLICY}"' in page
    assert "<script" not in page
    assert not re.search(r'(?:src|xlink:href)="(?!#)', page)
    assert not re.search(r"@import|url\((?!#)", page)
    for words in (
        view.corpus.fingerprint,
        "2 articles, none with a date",
        "24 sentences mention Kazakhstan",
        "What is counted",
        "articles kept apart",
        "Natural Earth",
        "author unknown",
        "It was 1 when the story was made",
        "made on another corpus (0123456789abcdef)",
        "A &lt;script&gt;alert(1)&lt;/script&gt; &quot;story&quot;",
        "Its second &lt;b&gt;line&lt;/b&gt;.",
    ):
        assert words in page, words


def test_ids_are_unique_and_what_refers_to_them_finds_them(page: str):
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)
    assert scoped('<g id="a" fill="url(#a)"/><b id="ab"/>', "v") == '<g id="v-a" fill="url(#v-a)"/><b id="v-ab"/>'


def test_the_same_story_gives_the_same_bytes(view: View, pack: Pack, page: str):
    again = pack_of_story(view, STORY)
    assert pack_as_html(again).decode() == page
    assert pack_as_pptx(again) == pack_as_pptx(pack)


class Visible(HTMLParser):
    """The text that a browser shows of passages, and the tags it finds."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags = "", set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.text += data


def test_article_text_is_literal(hostile: View):
    page = pack_as_html(pack_of_view(hostile, "overview")).decode()
    seen = Visible()
    seen.feed(page)
    for words in (HOSTILE_TITLE, HOSTILE_NAME, *HOSTILE_SENTENCES):
        assert words in seen.text
    assert not seen.tags & {"script", "img", "iframe", "form", "object", "link"}
    assert "javascript:" not in "".join(re.findall(r'href="[^"]*"', page))
    assert len(pack_as_pptx(pack_of_view(hostile, "overview"))) > 10_000


def test_the_pack_of_a_page_has_its_drawings_and_its_sentences(view: View):
    here = replace(view, focus=Focus(countries=("KZ",)))
    part = pack_of_view(here, "overview").parts[0]
    assert {d.drawing for d in part.drawings} == {"map", "themes", "tone", "actors"}
    assert part.opened.found == len(part.opened.shown) == len(passages(view.corpus, here.focus, limit=100))
    assert pack_of_view(here, "method").parts[0].drawings


def test_an_empty_selection_is_a_pack_as_well(view: View):
    pack = pack_of_view(replace(view, focus=Focus(text="zzzz")), "themes")
    page = pack_as_html(pack).decode()
    assert "0 sentences" in page
    assert "No sentence matches." in page
    assert pack_as_pptx(pack)


def test_slides_are_wide_and_hold_native_charts_with_the_numbers(view: View):
    here = replace(view, focus=Focus(countries=("KZ",)))
    deck = Presentation(io.BytesIO(pack_as_pptx(pack_of_view(here, "overview"))))
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.01)
    charts = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    by_first = {next(iter(c.plots[0].categories)): c for c in charts}
    themes = by_first[load_region().theme_names["diplomacy"]]
    counted = count_by(view.corpus, here.focus, "theme").set_index("key")["n"]
    named = {load_region().theme_names.get(k, "No theme"): n for k, n in counted.items()}
    for category, value in zip(themes.plots[0].categories, themes.plots[0].series[0].values, strict=True):
        assert value == named.get(category, 0)


def test_a_layout_that_is_chosen_in_powerpoint_fits_the_slide(pack: Pack):
    deck = Presentation(io.BytesIO(pack_as_pptx(pack)))
    assert deck.part._element.sldSz.get("type") is None  # which would say 4:3
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            assert 0 <= shape.left < shape.left + shape.width <= deck.slide_width, (holder.name, shape.name)


def test_slides_are_what_the_schema_asks_for(view: View):
    here = replace(view, focus=Focus(countries=("KZ",)))
    deck = Presentation(io.BytesIO(pack_as_pptx(pack_of_view(here, "overview"))))
    again = io.BytesIO()
    deck.save(again)
    assert len(Presentation(again).slides) == len(deck.slides)
    charts = 0
    for slide in deck.slides:
        ids = [shape.get("id") for shape in slide._element.xpath(".//p:cNvPr")]
        assert len(ids) == len(set(ids))
        assert slide.notes_slide.notes_text_frame.text
        for chart in (shape.chart for shape in slide.shapes if shape.has_chart):
            workbook = zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
            assert "xl/worksheets/sheet1.xml" in workbook.namelist()
            axes = chart._chartSpace.xpath(".//c:axId | .//c:crossAx")
            assert axes
            assert all(0 <= int(axis.get("val")) < 2**31 for axis in axes)
            charts += 1
    assert charts >= 3


def test_slides_have_titles_alternative_texts_and_sources_in_the_notes(pack: Pack):
    deck = Presentation(io.BytesIO(pack_as_pptx(pack)))
    slides = list(deck.slides)
    assert len(slides) == 2 + len(pack.parts)
    assert all(slide.shapes.title.text_frame.text for slide in slides)
    for slide in slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width + Inches(0.01)
            assert shape.top + shape.height <= deck.slide_height + Inches(0.01)
            if shape.has_chart or shape.shape_type == 13:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")
    notes = slides[2].notes_slide.notes_text_frame.text
    assert "1 Debt is named." in notes
    assert "author unknown, “" in notes
    assert "corpus=" in notes
    assert (
        "Georgia"
        in deck.slide_master.part.part_related_by(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
        ).blob.decode()
    )


@pytest.mark.parametrize("name", names())
def test_the_stories_that_come_along_make_packs(view: View, name: str):
    pack = pack_of_story(view, shipped(name))
    page = pack_as_html(pack).decode()
    for part in pack.parts:
        assert html.escape(part.title) in page
        assert part.opened.words
    assert len(Presentation(io.BytesIO(pack_as_pptx(pack))).slides) == 2 + len(pack.parts)
