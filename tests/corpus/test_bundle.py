import io
import zipfile
from pathlib import Path

import pytest

from steppe.corpus import Focus, count, open_corpus
from steppe.corpus.bundle import bundle, is_bundle, unbundle
from steppe.errors import CorpusError


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_corpus_taken_away_and_brought_back_is_the_same(gold_directory: Path, tmp_path: Path):
    data = bundle(gold_directory, [("one.txt", b"one")])
    assert data == bundle(gold_directory, [("one.txt", b"one")])
    assert is_bundle(data)
    unbundle(data, tmp_path / "back")
    assert (tmp_path / "back" / "sources" / "one.txt").read_bytes() == b"one"
    back = open_corpus(tmp_path / "back")
    assert back.fingerprint == open_corpus(gold_directory).fingerprint
    assert count(back, Focus(countries=("KZ",))) == 24


@pytest.mark.parametrize("name", ["../up.txt", "/root.txt", "a/../../up.txt", "C:\\windows.txt"])
def test_sources_stay_inside_the_bundle(gold_directory: Path, name: str):
    with zipfile.ZipFile(io.BytesIO(bundle(gold_directory, [(name, b"x")]))) as archive:
        (entry,) = (n for n in archive.namelist() if n.startswith("sources/"))
    assert ".." not in entry.split("/")
    assert ":" not in entry
    assert not entry.startswith("sources//")


def test_a_bundle_that_names_files_outside_itself_is_refused(tmp_path: Path):
    with pytest.raises(CorpusError, match="outside itself"):
        unbundle(zipped({"datapackage.json": b"{}", "../evil.txt": b"x"}), tmp_path / "in" / "corpus")
    assert not (tmp_path / "in" / "evil.txt").exists()


def test_a_changed_bundle_is_refused(gold_directory: Path, tmp_path: Path):
    with zipfile.ZipFile(io.BytesIO(bundle(gold_directory))) as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    part = bytearray(files["mentions/part-00000.parquet"])
    part[len(part) // 2] ^= 255
    files["mentions/part-00000.parquet"] = bytes(part)
    with pytest.raises(CorpusError, match="not as it was built"):
        unbundle(zipped(files), tmp_path / "back")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip at all"])
def test_what_is_no_zip_is_refused(data: bytes, tmp_path: Path):
    assert not is_bundle(data)
    with pytest.raises(CorpusError):
        unbundle(data, tmp_path / "back")


def test_a_zip_of_articles_is_no_bundle():
    assert not is_bundle(zipped({"article.txt": b"text"}))
