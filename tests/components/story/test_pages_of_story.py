"""The pages Story and Present by AppTest: what a link brings, what is said when it brings nothing."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.story import model
from tests.components.shown import html_of, total_of

ROOT = Path(__file__).parents[3]
STORY, PRESENT = "components/views/story.py", "components/views/present.py"


def open_page(
    monkeypatch: pytest.MonkeyPatch, script: str, corpus: Path = ROOT / "corpus", /, **parameters: str
) -> AppTest:
    monkeypatch.setenv("STEPPE_CORPUS", str(corpus))
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.run()
    for name, value in parameters.items():
        at.query_params[name] = value
    at.switch_page(script).run()
    assert not at.exception
    return at


def small() -> model.Story:
    view = model.StoryView("map", "map", {"country": ("KZ",)}, "Kazakhstan <b>first</b>", total=31)
    return model.Story("Mine", "f" * 16, (view,))


def test_a_visitor_without_a_story_is_shown_the_one_that_comes_with_it(monkeypatch):
    at = open_page(monkeypatch, STORY)
    assert "Central Asia here means Kazakhstan" in html_of(at)
    assert "changed" not in html_of(at)


@pytest.mark.parametrize("script", [STORY, PRESENT])
def test_on_a_corpus_without_its_articles_the_story_is_offered_and_not_shown(monkeypatch, hostile_corpus, script):
    at = open_page(monkeypatch, script, hostile_corpus)
    assert "Central Asia here means Kazakhstan" not in html_of(at)
    assert "No view in the story yet." in html_of(at) or "There is no view in the story yet." in html_of(at)
    at = open_page(monkeypatch, script, hostile_corpus, story="two-articles")
    assert "Central Asia here means Kazakhstan" in html_of(at)


def test_a_story_comes_by_link_and_says_what_changed(monkeypatch):
    at = open_page(monkeypatch, STORY, story=model.link_of_story(small()))
    page = html_of(at)
    assert "Kazakhstan &lt;b&gt;first&lt;/b&gt;" in page
    assert "1 of the 1 numbers of the story changed" in page
    assert "<td>31</td><td>24</td>" in page
    next(b for b in at.button if b.key == "story-renew").click().run()
    assert "changed" not in html_of(at)


@pytest.mark.parametrize("script", [STORY, PRESENT])
def test_a_damaged_link_is_named_and_the_first_story_shown(monkeypatch, script):
    at = open_page(monkeypatch, script, story=model.link_of_story(small())[:-9])
    said = [*(w.value for w in at.warning), *(t.value for t in at.toast)]
    assert any("damaged or was cut short" in text.replace("\\", "") for text in said)
    assert "Central Asia here means Kazakhstan" in html_of(at)


def test_slides_go_on_and_back_and_open_their_claims(monkeypatch):
    at = open_page(monkeypatch, PRESENT, story=model.link_of_story(small()))
    assert "1 of 1" in html_of(at)
    at = open_page(monkeypatch, PRESENT)
    next(b for b in at.button if b.key == "slide-next").click().run()
    assert "2 of 8" in html_of(at)
    next(b for b in at.button if b.key == "claim-2-1").click().run()
    assert at.session_state["open"] == "1"
    assert total_of(at) == "10 sentences"
    next(b for b in at.button if b.key == "slide-close").click().run()
    assert 'class="evidence-total"' not in html_of(at)
    next(b for b in at.button if b.key == "slide-key-Home").click().run()
    assert "1 of 8" in html_of(at)


def test_views_are_moved_and_removed(monkeypatch):
    at = open_page(monkeypatch, STORY)
    next(b for b in at.button if b.key == "story-down-0").click().run()
    page = html_of(at)
    assert page.index("Two presidents") < page.index("Central Asia here means")
    next(b for b in at.button if b.key == "story-remove-0").click().run()
    assert "Two presidents" not in html_of(at)
    next(b for b in at.button if b.key == "story-new").click().run()
    assert "No view in the story yet" in html_of(at)
