"""Articles from, and a corpus to, an address."""

from pathlib import Path

import pytest

from steppe.__main__ import main
from steppe.build import build
from steppe.errors import CorpusError, SteppeError
from steppe.remote import list_files, publish, read_files
from steppe.sources import DEFAULT_LIMITS, Limits
from tests.test_build import ROOT, SEEDS, files_of

fsspec = pytest.importorskip("fsspec", reason="pip install -r requirements-cluster.txt")


@pytest.fixture
def bucket():
    """A storage in memory with the seeds in it."""
    storage = fsspec.filesystem("memory")
    for path in SEEDS.iterdir():
        storage.pipe_file(f"/bucket/articles/{path.name}", path.read_bytes())
    yield storage
    storage.rm("/bucket", recursive=True)


def test_a_build_from_and_to_storage_gives_the_same_bytes(bucket):
    report = build(["memory://bucket/articles"], "memory://bucket/corpus")
    assert report.failures == []
    there = {p.removeprefix("/bucket/corpus/"): bucket.cat_file(p) for p in bucket.find("/bucket/corpus")}
    assert there == files_of(ROOT / "corpus")


def test_a_file_address_is_read_like_a_path_and_the_old_corpus_goes(tmp_path: Path):
    out = tmp_path / "corpus"
    assert main(["build", SEEDS.as_uri(), "--out", out.as_uri(), "--no-cache"]) == 0
    assert files_of(out) == files_of(ROOT / "corpus")
    (out / "articles" / "part-00001.parquet").write_bytes(b"of an older, larger corpus")
    publish(ROOT / "corpus", out.as_uri())
    assert files_of(out) == files_of(ROOT / "corpus")


def test_what_cannot_be_is_named(bucket, tmp_path: Path):
    with pytest.raises(CorpusError, match="not a corpus"):
        build([SEEDS], "memory://bucket/articles")
    with pytest.raises(SteppeError, match="cannot be opened"):
        build(["nosuchstorage://here"], tmp_path / "corpus")
    empty = list(read_files(list_files("memory://bucket/nothing"), limits=DEFAULT_LIMITS))
    assert [f.reason for f in empty] == ["empty"]
    small = list(read_files(list_files("memory://bucket/articles"), limits=Limits(bytes=10)))
    assert {f.reason for f in small} == {"too-large"}
