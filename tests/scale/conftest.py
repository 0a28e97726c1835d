"""Synthetic corpora that several tests share. Tests marked `slow` run only where they are asked for: `-m slow`."""

from pathlib import Path

import pytest

from steppe.corpus import Corpus, open_corpus
from tests.scale.generator import Generator, write_synthetic

SEED = 7
HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of this folder only: the hook is given the items of the whole session."""
    if "slow" in config.option.markexpr:
        return
    for item in items:
        if item.get_closest_marker("slow") and item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.skip(reason="takes minutes: run with -m slow"))


@pytest.fixture(scope="session")
def generator() -> Generator:
    return Generator(SEED)


@pytest.fixture(scope="session")
def thousand_directory(generator: Generator, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("scale") / "corpus"
    write_synthetic(generator, 1000, directory, batch=300)
    return directory


@pytest.fixture(scope="session")
def thousand(thousand_directory: Path) -> Corpus:
    return open_corpus(thousand_directory)
