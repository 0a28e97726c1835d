"""Whose text is whose: a visitor's articles live in their session, and nowhere else."""

import os
import stat
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import visitor
from components.adding.job import Job
from steppe.corpus import Focus, count, open_corpus
from tests.components.corpora import write_tiny
from tests.components.shown import ROOT, html_of, open_page, total_of

PAGE = "components/views/add.py"
STRANGE = "tests.components.strange_worker"


@pytest.fixture
def own() -> visitor.Visitor:
    """A visitor who has one article about Kazakhstan, as if it had been analysed."""
    added = visitor.Visitor()
    write_tiny(
        added.shelf.folder / "build-1",
        title="A visitor's article",
        sentences=("Kazakhstan is here.", "So is a secret word: quillwort."),
        name="secret person",
        country_word="Kazakhstan",
    )
    added.shelf.built = "build-1"
    return added


def test_files_are_private_and_gone_when_forgotten(own: visitor.Visitor):
    folder = own.shelf.folder
    assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700
    own.own_corpus()
    own.forget()
    assert not folder.exists()


def test_files_are_gone_with_their_visitor():
    added = visitor.Visitor()
    folder = added.shelf.folder
    assert folder.is_dir()
    with pytest.warns(ResourceWarning):
        del added
    assert not folder.exists()


def test_what_a_killed_server_left_is_swept_away(tmp_path: Path):
    old, new, other = (tmp_path / name for name in ("steppe-visitor-old", "steppe-visitor-new", "something-else"))
    for path in (old, new, other):
        (path / "inputs").mkdir(parents=True)
    os.utime(old, (time.time() - 2 * visitor.STALE,) * 2)
    os.utime(other, (time.time() - 2 * visitor.STALE,) * 2)
    visitor.sweep(tmp_path)
    assert [path.exists() for path in (old, new, other)] == [False, True, True]


def test_base_and_own_are_read_as_one_and_say_so(own: visitor.Visitor, gold_corpus: Path):
    base = open_corpus(gold_corpus)
    both, alone = own.corpus_with(base), own.own_corpus()
    assert count(both, Focus()) == count(base, Focus()) + count(alone, Focus())
    assert (visitor.is_private(both), visitor.is_private(alone), visitor.is_private(base)) == (True, True, False)
    assert both.fingerprint.startswith(f"session-{base.fingerprint}+")


def test_the_base_is_not_opened_again_for_each_visitor(own: visitor.Visitor, gold_corpus: Path):
    base = open_corpus(gold_corpus)
    both = own.corpus_with(base)
    assert both.layers[0].tables is base.layers[0].tables
    assert count(both, Focus(unit="articles")) == count(base, Focus(unit="articles")) + 1


def test_a_failed_change_leaves_what_was_there(own: visitor.Visitor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("components.visitor.Job", lambda draft: Job(draft, worker="tests.components.no_such_worker"))
    before = own.shelf
    own.change(lambda shelf: shelf.add("a.txt", b"x"))
    assert own.job is not None
    own.job.wait(30)
    own.settle()
    assert own.job.state == "failed"
    assert own.shelf is before
    assert count(own.own_corpus(), Focus()) > 0
    own.leave()
    assert own.job is None


def test_a_second_drop_joins_the_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("components.visitor.Job", lambda draft: Job(draft, worker=STRANGE))
    added = visitor.Visitor()
    added.change(lambda shelf: shelf.add("slow.txt", b"x"))
    added.change(lambda shelf: shelf.add("b.txt", b"y"))
    assert added.job is not None
    added.job.wait(30)
    added.settle()
    assert {o.file for o in added.shelf.report} == {"slow.txt", "b.txt"}


def test_a_refused_file_keeps_its_line_whatever_happens_meanwhile(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("components.visitor.Job", lambda draft: Job(draft, worker=STRANGE))
    added = visitor.Visitor()
    added.change(lambda shelf: shelf.add("slow.txt", b"x"))
    added.shelf.note_refused("film.txt", "900 MB")
    assert added.job is not None
    added.job.wait(30)
    added.settle()
    assert {o.file for o in added.shelf.report} == {"slow.txt", "film.txt"}


# -- the page --------------------------------------------------------------------------------------------------------


def with_visitor(monkeypatch: pytest.MonkeyPatch, corpus: Path, own: visitor.Visitor, script: str) -> AppTest:
    at = open_page(monkeypatch, corpus, "components/views/overview.py")
    at.session_state[visitor.KEY] = own
    return at.switch_page(script).run()


def test_empty_page_says_what_it_reads_its_limits_and_what_is_private(monkeypatch, gold_corpus):
    at = open_page(monkeypatch, gold_corpus, PAGE)
    assert not at.exception
    for word in ("PDF", "20 MB a file", "Only you see what you add"):
        assert word in html_of(at)


@pytest.mark.parametrize("script", ["components/views/overview.py", "components/views/map.py", PAGE])
def test_every_page_says_whose_articles_are_shown(monkeypatch, gold_corpus, own, script):
    at = with_visitor(monkeypatch, gold_corpus, own, script)
    assert not at.exception
    assert "2 articles + 1 of yours" in html_of(at)


def test_the_switch_shows_both_mine_or_neither(monkeypatch, gold_corpus, own):
    at = with_visitor(monkeypatch, gold_corpus, own, "components/views/overview.py")
    totals = {}
    for shown in ("both", "mine", "base"):
        own.shown = shown
        at.run()
        totals[shown] = total_of(at)
    assert totals == {"both": "77 sentences", "mine": "3 sentences", "base": "74 sentences"}


def test_private_answers_stay_out_of_the_shared_cache(monkeypatch, gold_corpus, own):
    at = with_visitor(monkeypatch, gold_corpus, own, "components/views/overview.py")
    assert total_of(at) == "77 sentences"
    assert "quillwort" in html_of(at)
    stranger = open_page(monkeypatch, gold_corpus, "components/views/overview.py")
    assert total_of(stranger) == "74 sentences"
    assert "quillwort" not in html_of(stranger)
    from streamlit.runtime.caching.cache_data_api import _data_caches

    shared = _data_caches._function_caches.get(None, {})
    kept = [cache for cache in shared.values() if "keyed_" in cache.display_name]
    assert kept
    stored = [entry for cache in kept for entry in getattr(cache.storage, "_mem_cache", {}).values()]
    assert stored
    assert not [entry for entry in stored if b"quillwort" in entry or b"secret" in entry]


def test_a_link_of_somebodys_session_says_so(monkeypatch, gold_corpus):
    at = open_page(monkeypatch, gold_corpus, "components/views/overview.py", corpus="session-feedface", country="KZ")
    assert "somebody had added in a session of their own (session-feedface)" in html_of(at)


def test_a_link_to_what_this_session_showed_is_no_foreign_one(monkeypatch, gold_corpus, own):
    at = with_visitor(monkeypatch, gold_corpus, own, "components/views/overview.py")
    at.query_params["corpus"] = open_corpus(gold_corpus).fingerprint
    at.run()
    assert "This link was made" not in html_of(at)


def test_the_page_says_how_much_was_left_out(monkeypatch, gold_corpus, own):
    at = with_visitor(monkeypatch, gold_corpus, own, PAGE)
    assert "&lt;b&gt;file&lt;/b&gt;.txt · 0 blocks left out" in html_of(at)
    assert at.selectbox(key="my-article").options == ["A visitor's article"]


def test_forgetting_works_at_once(monkeypatch, gold_corpus, own):
    folder = own.shelf.folder
    at = with_visitor(monkeypatch, gold_corpus, own, PAGE)
    at.button(key="forget-now").click().run()
    assert not at.exception
    assert not folder.exists()
    assert visitor.KEY not in at.session_state
    assert "of yours" not in html_of(at)


def test_upload_and_paste_end_in_the_report(monkeypatch, gold_corpus):
    monkeypatch.setattr("components.visitor.Job", lambda draft: Job(draft, worker=STRANGE))
    at = open_page(monkeypatch, gold_corpus, PAGE)
    at.file_uploader[0].upload("a<b>.txt", b"text").run()
    at.session_state[visitor.KEY].job.wait(30)
    at.text_area(key="paste-text").set_value("Some text")
    at.text_input(key="paste-title").set_value("The bridge")
    next(b for b in at.button if b.label == "Add this text").click().run()
    at.session_state[visitor.KEY].job.wait(30)
    at.run()
    assert not at.exception
    assert "a&lt;b&gt;.txt" in html_of(at)
    assert "The bridge.txt" in html_of(at)
    assert str(ROOT) not in html_of(at)
