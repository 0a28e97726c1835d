from pathlib import Path

import pytest

from components.region import load_region
from components.view import View, labels_of
from steppe.corpus import Focus, open_corpus


def view_of(directory: Path, focus: Focus | None = None) -> View:
    corpus, region = open_corpus(directory), load_region()
    return View(corpus, region, focus or Focus(), labels_of(corpus, region))


@pytest.fixture(scope="module")
def view(gold_corpus: Path) -> View:
    return view_of(gold_corpus)


@pytest.fixture(scope="module")
def hostile(hostile_corpus: Path) -> View:
    return view_of(hostile_corpus)
