import shutil
from pathlib import Path

import pytest

from steppe.corpus.schema import FORMAT
from tests.components.corpora import write_empty, write_hostile
from tests.gold_corpus import write_gold_corpus

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def gold_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gold") / "corpus"
    write_gold_corpus(ROOT / "tests" / "gold" / "seeds", ROOT / "seeds", path)
    return path


@pytest.fixture(scope="session")
def hostile_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "corpus"
    write_hostile(path)
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
