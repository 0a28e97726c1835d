"""Synthetic corpora that several tests share. Tests marked `slow` run only where they are asked for: `-m slow`."""

from pathlib import Path

import pytest

from steppe.corpus import Corpus, open_corpus
from tests.scale.generator import Generator, write_synthetic

SEED = 7


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "slow" in config.option.markexpr:
        return
    for item in items:
        if item.get_closest_marker("slow"):
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
