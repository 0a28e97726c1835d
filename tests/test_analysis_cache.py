"""Building again works only on what changed, and gives the same bytes as a full build."""

from pathlib import Path

import pytest

from steppe.analyser import Tools
from steppe.analysis_cache import AnalysisCache
from steppe.batch import Item, Task, analyse_task
from steppe.build import build, build_sources
from steppe.sources import Limits, read_bytes, read_inputs
from steppe.versions import versions
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
    cache = AnalysisCache(tmp_path / "cache.sqlite", "one")
    items = tuple(Item(source) for source in read_inputs([SEEDS]))
    keys = tuple(cache.key(item.source) for item in items)
    assert [cache.find(key) for key in keys] == [None, None]
    data = analyse_task(Task(items, keys))
    cache.put(keys, data)
    found = {cache.find(key) for key in keys}
    assert len(found) == 1
    assert cache.get(found.pop() or 0) == data
    cache.close()
    other = AnalysisCache(tmp_path / "cache.sqlite", "another")
    assert [other.find(key) for key in keys] == [None, None]
    other.close()


def test_an_article_that_is_gone_takes_its_rows_and_names_along(tmp_path: Path, analysed: list[str]):
    """One batch was remembered; a part of it is wanted."""
    cache = tmp_path / "cache.sqlite"
    build_sources(read_inputs([DEVELOPMENT]), tmp_path / "all", cache=cache, batch=1)
    store = AnalysisCache(cache, versions())
    sources = list(read_inputs([DEVELOPMENT]))
    keys = tuple(store.key(source) for source in sources)
    store.put(keys, analyse_task(Task(tuple(map(Item, sources)), keys)))
    store.close()
    analysed.clear()
    for number, kept in enumerate((sources[::3], sources[5:7])):
        build_sources(kept, tmp_path / f"part-{number}", cache=cache)
        assert analysed == []
        build_sources(kept, tmp_path / f"full-{number}")
        assert files_of(tmp_path / f"part-{number}") == files_of(tmp_path / f"full-{number}")
        analysed.clear()


def test_a_damaged_cache_starts_afresh_and_none_is_needed(tmp_path: Path, analysed: list[str]):
    cache = tmp_path / "cache.sqlite"
    cache.write_bytes(b"no database " * 100)
    build([SEEDS], tmp_path / "a", cache=cache)
    build([SEEDS], tmp_path / "a", cache=cache)
    assert len(analysed) == 2
    build([SEEDS], tmp_path / "a", cache=tmp_path / "a" / "datapackage.json" / "cache.sqlite")
    assert len(analysed) == 4


MESSAGE = b"""Message-ID: <1@example.invalid>
MIME-Version: 1.0
Subject: A bridge opens
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain

The bridge over the Syr Darya opened in Kazakhstan today, officials said.
--b
Content-Type: text/plain; name="second.txt"
Content-Disposition: attachment; filename="second.txt"

Uzbekistan and Kyrgyzstan agreed on a price for electricity on Monday.
--b--
"""


def test_a_known_file_is_not_parsed_again_unless_it_holds_more_than_an_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder, cache = tmp_path / "in", tmp_path / "cache.sqlite"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_bytes((DEVELOPMENT / "d01.txt").read_bytes() + name.encode())
    (folder / "mail.eml").write_bytes(MESSAGE)
    (folder / "empty.txt").write_bytes(b"")
    first = build([folder], tmp_path / "first", cache=cache)
    assert sum(o.file.startswith("mail.eml") for o in first.outcomes) == 2
    (folder / "b.txt").write_bytes((folder / "a.txt").read_bytes() + b" once more")
    parsed: list[str] = []

    def watched(name: str, *rest: object):
        parsed.append(name)
        return read_bytes(name, *rest)

    monkeypatch.setattr("steppe.sources.read.read_bytes", watched)
    again = build([folder], tmp_path / "again", cache=cache)
    assert parsed == ["b.txt", "empty.txt", "mail.eml"]
    parsed.clear()
    small = build([folder], tmp_path / "small", cache=cache, limits=Limits(characters=5))
    assert {o.became for o in small.outcomes} == {"failure"}
    monkeypatch.undo()
    assert build([folder], tmp_path / "full").outcomes == again.outcomes
    assert files_of(tmp_path / "again") == files_of(tmp_path / "full")
