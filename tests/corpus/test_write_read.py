"""Writing and opening: same rows, same bytes; the old corpus or the new one; errors that say what to do."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppe.corpus import Focus, count, open_corpus, write_corpus
from steppe.corpus.publish import replace_directory, set_aside_name
from steppe.corpus.read import recover
from steppe.corpus.schema import TABLES
from steppe.corpus.write import CorpusWriter, indented
from steppe.errors import CorpusError
from tests.conftest import ROOT
from tests.gold_corpus import write_gold_corpus

MADE_BY = {"steppe": "test", "model": "", "pack": ""}


def files_of(directory: Path) -> dict[str, bytes]:
    return {str(p.relative_to(directory)): p.read_bytes() for p in sorted(directory.rglob("*")) if p.is_file()}


def test_two_builds_are_the_same_bytes(gold_directory: Path, tmp_path: Path):
    write_gold_corpus(ROOT / "tests/gold/seeds", ROOT / "seeds", tmp_path / "again")
    assert files_of(tmp_path / "again") == files_of(gold_directory)


def test_a_corpus_takes_the_place_of_the_old_one_and_leaves_nothing_beside_it(tmp_path: Path):
    write_corpus({}, tmp_path / "corpus", made_by=MADE_BY)
    (tmp_path / "corpus" / "articles" / "part-00001.parquet").write_bytes(b"left over")
    write_corpus({}, tmp_path / "corpus", made_by=MADE_BY)
    assert [p.name for p in tmp_path.iterdir()] == ["corpus"]
    assert not (tmp_path / "corpus" / "articles" / "part-00001.parquet").exists()


def test_a_folder_that_is_no_corpus_is_never_replaced(tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(CorpusError, match="not a corpus"):
        write_corpus({}, tmp_path, made_by=MADE_BY)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_replacing_works_where_names_cannot_be_swapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("steppe.corpus.publish._exchange", lambda a, b: False)
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    replace_directory(tmp_path / "new", tmp_path / "old")
    assert [p.name for p in sorted(tmp_path.rglob("*"))] == ["old", "new"]


def test_a_corpus_set_aside_by_a_killed_build_comes_back(tmp_path: Path):
    write_corpus({}, tmp_path / "corpus", made_by=MADE_BY)
    (tmp_path / "corpus").rename(set_aside_name(tmp_path / "corpus"))
    recover(tmp_path / "corpus")
    assert open_corpus(tmp_path / "corpus").fingerprint


def test_what_a_killed_build_left_is_cleared_and_one_under_way_is_not(tmp_path: Path):
    left = tmp_path / ".corpus.building-1" / "spool"
    left.mkdir(parents=True)
    with CorpusWriter(tmp_path / "corpus") as first:
        assert not left.parent.exists()
        first.folder.joinpath("rows").touch()
        first.folder.parent.rename(left.parent)  # as if another process had begun it
        write_corpus({}, tmp_path / "corpus", made_by=MADE_BY)
        assert (left / "rows").exists()
    write_corpus({}, tmp_path / "corpus", made_by=MADE_BY)
    assert [p.name for p in tmp_path.iterdir()] == ["corpus"]


def test_an_empty_corpus_opens_and_counts_nothing(tmp_path: Path):
    write_corpus({}, tmp_path / "corpus", made_by=MADE_BY)
    corpus = open_corpus(tmp_path / "corpus")
    assert count(corpus, Focus()) == 0
    assert all(corpus.table(t.name).empty for t in TABLES)


def test_two_corpora_are_read_as_one_and_a_row_in_both_counts_once(gold_directory: Path):
    both = open_corpus(gold_directory, gold_directory)
    assert count(both, Focus(countries=("KZ",))) == 24
    assert "+" in both.fingerprint


def test_a_missing_corpus_says_how_to_build_one(tmp_path: Path):
    with pytest.raises(CorpusError, match="python -m steppe build"):
        open_corpus(tmp_path / "nowhere")


def test_a_folder_without_a_data_package_is_no_corpus(tmp_path: Path):
    with pytest.raises(CorpusError, match="not a corpus"):
        open_corpus(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"steppe": 1}', b"\xff\xfe"])
def test_a_damaged_data_package_is_named(tmp_path: Path, content: bytes):
    (tmp_path / "datapackage.json").write_bytes(content)
    with pytest.raises(CorpusError, match="damaged"):
        open_corpus(tmp_path)


@pytest.mark.parametrize(("number", "word"), [(0, "older"), (99, "newer")])
def test_another_format_is_told_by_its_age(tmp_path: Path, number: int, word: str):
    write_corpus({}, tmp_path / "corpus", made_by=MADE_BY)
    path = tmp_path / "corpus" / "datapackage.json"
    package = json.loads(path.read_text())
    package["steppe"]["format"] = number
    path.write_text(json.dumps(package))
    with pytest.raises(CorpusError, match=word):
        open_corpus(tmp_path / "corpus")


@pytest.mark.parametrize("damage", [b"", b"not parquet"])
def test_a_damaged_table_is_named(tmp_path: Path, damage: bytes):
    write_corpus({}, tmp_path / "corpus", made_by=MADE_BY)
    part = tmp_path / "corpus" / "mentions" / "part-00000.parquet"
    part.write_bytes(damage)
    with pytest.raises(CorpusError, match=r"mentions.*damaged"):
        open_corpus(tmp_path / "corpus")


def test_a_table_overwritten_at_its_old_size_is_still_an_error_for_people(tmp_path: Path):
    write_corpus({}, tmp_path / "corpus", made_by=MADE_BY)
    part = tmp_path / "corpus" / "mentions" / "part-00000.parquet"
    part.write_bytes(b"x" * part.stat().st_size)
    with pytest.raises(CorpusError, match="cannot be read"):
        open_corpus(tmp_path / "corpus")


def test_a_full_disk_leaves_the_old_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write_corpus({}, tmp_path / "corpus", made_by=MADE_BY)
    before = files_of(tmp_path / "corpus")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("steppe.corpus.spool.pq.ParquetWriter.write_table", full)
    with pytest.raises(CorpusError, match="No space left"):
        write_corpus({}, tmp_path / "corpus", made_by=MADE_BY)
    assert files_of(tmp_path / "corpus") == before
    assert [p.name for p in tmp_path.iterdir()] == ["corpus"]


@pytest.mark.parametrize("key", ["path", "parts"])
def test_a_data_package_cannot_name_tables_outside_its_folder(tmp_path: Path, key: str):
    write_corpus({}, tmp_path / "corpus", made_by=MADE_BY)
    path = tmp_path / "corpus" / "datapackage.json"
    package = json.loads(path.read_text())
    stolen = "../other/articles/part-00000.parquet"
    package["resources"][0][key] = [stolen] if key == "path" else [{"path": stolen, "bytes": 1, "hash": ""}]
    path.write_text(json.dumps(package))
    with pytest.raises(CorpusError, match="none may lie"):
        open_corpus(tmp_path / "corpus")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_json_is_what_the_library_writes(value):
    assert "".join(indented(value)) == json.dumps(value, ensure_ascii=False, indent=1)
