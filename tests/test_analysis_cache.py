"""Building again works only on what changed, and gives the same bytes as a full build."""

from pathlib import Path

import pytest

from steppe.analysis_cache import AnalysisCache
from steppe.build import Tools, build
from steppe.sources import read_inputs
from tests.test_build import DEVELOPMENT, SEEDS, files_of


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the articles that were analysed rather than remembered."""
    names: list[str] = []
    read = Tools.read

    def watched(self: Tools, source, layout):
        names.append(source.file)
        return read(self, source, layout)

    monkeypatch.setattr(Tools, "read", watched)
    return names


def test_a_second_build_analyses_only_what_is_new(tmp_path: Path, analysed: list[str]):
    cache = tmp_path / "cache.sqlite"
    build([SEEDS], tmp_path / "a", cache=cache)
    build([SEEDS, DEVELOPMENT / "d01.txt"], tmp_path / "b", cache=cache)
    assert len(analysed) == 3
    build([SEEDS, DEVELOPMENT / "d01.txt"], tmp_path / "full")
    assert files_of(tmp_path / "b") == files_of(tmp_path / "full")


def test_another_version_remembers_nothing(tmp_path: Path, analysed: list[str], monkeypatch: pytest.MonkeyPatch):
    cache = tmp_path / "cache.sqlite"
    build([SEEDS], tmp_path / "a", cache=cache)
    monkeypatch.setattr("steppe.build.versions", lambda: "another")
    build([SEEDS], tmp_path / "a", cache=cache)
    assert len(analysed) == 4


def test_a_build_that_was_stopped_goes_on_where_it_stopped(tmp_path: Path, analysed: list[str]):
    cache = tmp_path / "cache.sqlite"

    def stop(step: str, done: int, total: int) -> None:
        if step == "analyse" and done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([SEEDS], tmp_path / "a", cache=cache, progress=stop)
    assert not (tmp_path / "a").exists()
    build([SEEDS], tmp_path / "a", cache=cache)
    assert len(analysed) == len(set(analysed)) == 2


def test_what_is_remembered_equals_what_was_analysed(tmp_path: Path):
    from steppe.analysis.furniture import lay_out

    cache = AnalysisCache(tmp_path / "cache.sqlite", "one")
    tools = Tools()
    for source in read_inputs([SEEDS]):
        done = tools.read(source, lay_out(source))
        assert cache.get(source, done.layout) is None
        cache.put(done)
        assert cache.get(source, done.layout) == done
    cache.close()


def test_a_damaged_cache_starts_afresh_and_none_is_needed(tmp_path: Path, analysed: list[str]):
    cache = tmp_path / "cache.sqlite"
    cache.write_bytes(b"no database " * 100)
    build([SEEDS], tmp_path / "a", cache=cache)
    build([SEEDS], tmp_path / "a", cache=cache)
    assert len(analysed) == 2
    build([SEEDS], tmp_path / "a", cache=tmp_path / "a" / "datapackage.json" / "cache.sqlite")
    assert len(analysed) == 4
