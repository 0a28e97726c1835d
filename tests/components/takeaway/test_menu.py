"""The dialog: nothing before it is opened, and no word of a stranger's read as Markdown."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.story.model import Story, StoryView, to_json
from components.story.shelf import KEPT

ROOT = Path(__file__).parents[3]
EVIL = "![x](http://example.invalid/x.png) :red[Boss]"


@pytest.fixture
def app(hostile_corpus: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("STEPPE_CORPUS", str(hostile_corpus))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def test_titles_and_selections_are_shown_to_the_letter(app: AppTest):
    app.session_state[KEPT] = to_json(Story(EVIL, "", (StoryView("map", "map", {}, EVIL),)))
    app.session_state["q"] = EVIL
    app.run()
    assert not [b for b in app.button if str(b.key).startswith("takeaway-make")]
    app.button(key="take-away").click().run()
    assert {b.key for b in app.button} >= {"takeaway-make-html", "takeaway-make-pptx"}
    shown = [option for radio in app.radio for option in radio.options]
    assert any("Boss" in option for option in shown)
    assert not [option for option in shown if "![" in option or ":red[" in option]
    assert not [c.value for c in app.caption if "![x]" in c.value]
