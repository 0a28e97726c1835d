"""Time as a drawing: the same numbers as file, slide and page of the pack, and why there is none."""

import io
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from components.periods import why_no_time
from components.story.model import Story, StoryView
from components.takeaway.content import pack_of_story, pack_of_view
from components.takeaway.pack import pack_as_html
from components.takeaway.prepared_drawings import files_of, prepare
from components.takeaway.slides import pack_as_pptx
from components.view import View
from steppe.corpus import Focus, count
from tests.components.takeaway.conftest import view_of

ROOT = Path(__file__).parents[3]
WHEN = Story("When", "", (StoryView("overview", "time", {"country": ("KZ",)}, "When Kazakhstan"),))


@pytest.fixture(scope="module")
def dated(synthetic_corpus: Path) -> View:
    return view_of(synthetic_corpus, Focus(countries=("KZ",)))


def test_every_file_holds_the_numbers_that_the_bars_open(dated: View):
    drawn = prepare(dated, "time")
    made = {kind: make() for kind, (_, _, make) in files_of(dated, drawn).items()}
    assert list(made) == ["CSV", "Parquet", "PNG", "SVG"]
    csv = pd.read_csv(io.BytesIO(made["CSV"]), dtype={"key": str})
    for row in csv.itertuples():
        assert count(dated.corpus, dated.focus.replace(date_from=row.first, date_to=row.last)) == row.n
    assert csv["n"].any()
    assert pq.read_table(io.BytesIO(made["Parquet"])).column("n").to_pylist() == list(csv["n"])
    assert f">{csv['n'].max()}<" in made["SVG"].decode()  # the highest bar bears its number
    undated = count(dated.corpus, dated.focus) - int(csv["n"].sum())
    assert undated > 0
    assert drawn.unplaced.startswith(f"{undated:,} sentence")


def test_a_slide_has_it_as_a_native_chart_and_the_pack_as_a_figure(dated: View):
    pack = pack_of_story(dated, WHEN)
    (drawn,) = pack.parts[0].drawings
    deck = Presentation(io.BytesIO(pack_as_pptx(pack)))
    (chart,) = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    assert list(chart.plots[0].categories) == list(drawn.table["key"])
    assert list(chart.plots[0].series[0].values) == list(drawn.table["n"])
    page = pack_as_html(pack).decode()
    assert 'data-drawing="time"' in page
    assert drawn.unplaced in page


def test_the_pack_of_the_first_page_has_time_where_the_page_has(dated: View, view: View):
    assert "time" in [d.drawing for d in pack_of_view(dated, "overview").parts[0].drawings]
    assert "time" not in [d.drawing for d in pack_of_view(view, "overview").parts[0].drawings]


def test_what_has_no_time_says_why(view: View):
    said = why_no_time(view.corpus)
    assert said == "No article of this corpus has a date."
    pack = pack_of_story(view, WHEN)
    assert said in pack_as_html(pack).decode()
    slides = Presentation(io.BytesIO(pack_as_pptx(pack))).slides
    assert said in [s.text_frame.text for slide in slides for s in slide.shapes if s.has_text_frame]


def test_a_slide_shows_it_or_says_why_not(monkeypatch, synthetic_corpus: Path, gold_corpus: Path):
    from components.story import shelf

    monkeypatch.setattr(shelf, "story_shown", lambda: WHEN)
    for directory, charts in ((synthetic_corpus, 1), (gold_corpus, 0)):
        monkeypatch.setenv("STEPPE_CORPUS", str(directory))
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        at.switch_page("components/views/present.py").run()
        assert not at.exception
        assert len(at.get("vega_lite_chart")) == charts
        assert ("has a date" in "".join(h.proto.body for h in at.get("html"))) == (charts == 0)
