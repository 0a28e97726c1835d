"""Corpora put together, and articles taken out: every law holds afterwards."""

from pathlib import Path

import pytest

from steppe.build import build_uploads
from steppe.corpus import Focus, count, open_corpus
from steppe.corpus.check import check_corpus
from steppe.corpus.combine import combine
from tests.mixed_files import article, as_text


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("combine")
    title, body = article(1, 6)
    copy = "\n\n".join([f"{title}, again", *body[:-1]]).encode()
    shorter = "\n\n".join([f"{title}, once more", *body[:-1]]).encode()
    build_uploads([("a.txt", as_text(2)), ("long.txt", "\n\n".join([title, *body]).encode())], folder / "first")
    build_uploads(
        [
            ("a.txt", as_text(2)),
            ("b.txt", as_text(3)),
            ("long.txt", "\n\n".join([title, *body]).encode()),
            ("copy.txt", copy),
            ("shorter.txt", shorter),
        ],
        folder / "second",
    )
    return folder / "first", folder / "second"


def articles(directory: Path) -> dict[str, str | None]:
    """file -> article that it is a copy of."""
    return dict(open_corpus(directory).rows("SELECT file, duplicate_of FROM articles"))


def id_of(directory: Path, file: str) -> str:
    return str(open_corpus(directory).rows("SELECT article_id FROM articles WHERE file = ?", (file,))[0][0])


def test_each_article_once_and_every_law_holds(pair: tuple[Path, Path], tmp_path: Path):
    combine(pair, tmp_path / "whole")
    assert check_corpus(tmp_path / "whole") == []
    assert set(articles(tmp_path / "whole")) == {"a.txt", "b.txt", "long.txt", "copy.txt", "shorter.txt"}
    both, whole = open_corpus(*pair), open_corpus(tmp_path / "whole")
    for unit in ("mentions", "sentences", "passages", "articles"):
        focus = Focus(unit=unit)
        assert count(both, focus) == count(whole, focus), unit


def test_one_corpus_alone_comes_out_as_it_went_in(pair: tuple[Path, Path], tmp_path: Path):
    fingerprint = combine([pair[1]], tmp_path / "same")
    assert fingerprint == open_corpus(pair[1]).fingerprint


def test_without_an_original_its_longest_copy_takes_its_place(pair: tuple[Path, Path], tmp_path: Path):
    before = articles(pair[1])
    assert before["copy.txt"] == before["shorter.txt"] == id_of(pair[1], "long.txt")
    combine([pair[1]], tmp_path / "rest", without={id_of(pair[1], "long.txt")})
    assert check_corpus(tmp_path / "rest") == []
    after = articles(tmp_path / "rest")
    assert set(after) == {"a.txt", "b.txt", "copy.txt", "shorter.txt"}
    originals = {file for file in ("copy.txt", "shorter.txt") if after[file] is None}
    assert len(originals) == 1
    (copy,) = {"copy.txt", "shorter.txt"} - originals
    assert after[copy] == id_of(tmp_path / "rest", originals.pop())


def test_without_an_article_is_as_if_it_had_never_been_there(pair: tuple[Path, Path], tmp_path: Path):
    combine([pair[1]], tmp_path / "rest", without={id_of(pair[1], "b.txt")})
    rest = open_corpus(tmp_path / "rest")
    named = rest.rows("SELECT entity_id FROM mentions UNION SELECT speaker_id FROM quotes WHERE speaker_id IS NOT NULL")
    assert {e for (e,) in named} == {e for (e,) in rest.rows("SELECT entity_id FROM entities")}
    assert "b.txt" not in {i["file"] for i in rest.packages[0]["steppe"]["inputs"]}
