"""Several visitors at once: none sees another's selection, and a page that states a wrong number is noticed."""

from pathlib import Path

import pytest

from steppe.corpus import Focus, open_corpus
from tools.bench import visitors
from tools.bench.server import ROOT, Server, serve

VISITORS, SECONDS = 4, 10.0


@pytest.fixture(scope="module")
def server() -> Server:
    with serve(ROOT / "app.py") as running:
        yield running


def test_visitors_at_once_each_see_their_own_numbers(monkeypatch: pytest.MonkeyPatch, server: Server):
    monkeypatch.setattr(visitors, "THINK", (0.2, 0.8))
    corpus = open_corpus(Path(ROOT / "corpus"))
    seen = visitors.visit_all(server, corpus, VISITORS, SECONDS)
    assert [error for visitor in seen for error in visitor.errors] == []
    assert all(visitor.waits for visitor in seen)
    assert visitors.tour(server, 1) == []


def test_a_number_of_another_selection_is_an_error(server: Server):
    corpus, seen = open_corpus(Path(ROOT / "corpus")), visitors.Seen()
    visitor = visitors.Visitor(server.url)
    visitors._check(visitor, corpus, Focus(countries=("KZ",)), "opening", seen)
    visitor.close()
    assert len(seen.errors) == 1
    assert "the page states" in seen.errors[0]
