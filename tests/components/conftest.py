import shutil
from pathlib import Path

import pytest

from steppe.corpus.schema import FORMAT
from tests.components.corpora import write_empty, write_hostile
from tests.scale.generator import Generator, write_synthetic


@pytest.fixture(scope="session")
def gold_corpus(gold_directory: Path) -> Path:
    return gold_directory


@pytest.fixture(scope="session")
def hostile_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "corpus"
    write_hostile(path)
    return path


@pytest.fixture(scope="session")
def synthetic_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up articles of ten years: more than a page lists, more names than a picker offers, some without a date."""
    path = tmp_path_factory.mktemp("synthetic") / "corpus"
    write_synthetic(Generator(7), 150, path)
    return path


@pytest.fixture(scope="session")
def empty_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "corpus"
    write_empty(path)
    return path


@pytest.fixture(params=["missing", "corrupt", "older", "part"])
def broken_corpus(request: pytest.FixtureRequest, gold_corpus: Path, tmp_path: Path) -> Path:
    path = tmp_path / "corpus"
    if request.param == "missing":
        return path
    shutil.copytree(gold_corpus, path)
    package = path / "datapackage.json"
    if request.param == "corrupt":
        package.write_text("{", encoding="utf-8")
    elif request.param == "older":
        text = package.read_text(encoding="utf-8")
        package.write_text(text.replace(f'"format": {FORMAT}', f'"format": {FORMAT - 1}'), encoding="utf-8")
    else:
        (path / "mentions" / "part-00000.parquet").write_bytes(b"PAR1")
    return path
