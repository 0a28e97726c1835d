"""Fixtures that several suites share."""

from pathlib import Path

import pytest
from hypothesis import settings

from steppe.corpus import Corpus, open_corpus
from tests.gold_corpus import write_gold_corpus

ROOT = Path(__file__).parents[1]
settings.register_profile("steppe", deadline=None)  # what a test finds does not hang on the machine's speed
settings.load_profile("steppe")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that drives a real browser has a second chance: on a busy machine a click can fall between two drawings.
    One that fails twice fails, and the summary names each that needed the second (pytest-rerunfailures)."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def gold_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two seeds as a corpus, with the annotators' labels in place of the engine's."""
    directory = tmp_path_factory.mktemp("gold") / "corpus"
    write_gold_corpus(ROOT / "tests" / "gold" / "seeds", ROOT / "seeds", directory)
    return directory


@pytest.fixture(scope="session")
def gold(gold_directory: Path) -> Corpus:
    return open_corpus(gold_directory)
