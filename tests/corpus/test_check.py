"""The check finds each broken law. Every case breaks one thing in a sound corpus."""

from pathlib import Path

import pytest

from steppe.corpus import open_corpus, write_corpus
from steppe.corpus.check import check_corpus
from steppe.corpus.schema import TABLES

MADE_BY = {"steppe": "test", "model": "", "pack": ""}


def rows_of(directory: Path) -> dict[str, list[dict]]:
    corpus = open_corpus(directory)
    found = {}
    for table in TABLES:
        names = [c.name for c in table.columns]
        quoted = ", ".join(f'"{n}"' for n in names)
        found[table.name] = [
            dict(zip(names, r, strict=True)) for r in corpus.rows(f"SELECT {quoted} FROM {table.name}")
        ]
    return found


def test_a_sound_corpus_has_no_problem(gold_directory: Path):
    assert check_corpus(gold_directory) == []


BREAKS = {
    "surface": ("mentions", {"surface": "Atlantis"}, "surface is not the text"),
    "span": ("mentions", {"end": 10_000_000}, "ends outside"),
    "passage": ("passages", {"end": 10_000_000}, "passage outside"),
    "sentence": ("sentences", {"start": 0, "end": 10_000}, "sentence outside"),
    "quote": ("quotes", {"start": -5}, "quote outside"),
    "reference": ("mentions", {"entity_id": "nobody"}, "points at no row"),
    "stance": ("passages", {"stance": "angry"}, "unknown stance"),
    "kind": ("passages", {"kind": "advert"}, "unknown passage kind"),
    "form": ("mentions", {"form": "nickname"}, "unknown form"),
    "type": ("entities", {"type": "planet"}, "unknown entity type"),
    "evidence": ("passage_themes", {"evidence": []}, "theme without evidence"),
    "rank": ("passage_themes", {"rank": 9}, "ranks with gaps"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_law_is_found_and_named(gold_directory: Path, tmp_path: Path, name: str):
    table, change, expected = BREAKS[name]
    tables = rows_of(gold_directory)
    tables[table][1] = {**tables[table][1], **change}
    write_corpus(tables, tmp_path / "corpus", made_by=MADE_BY)
    assert any(expected in str(problem) for problem in check_corpus(tmp_path / "corpus"))


def test_text_in_no_passage_is_found(gold_directory: Path, tmp_path: Path):
    tables = rows_of(gold_directory)
    tables["articles"][0]["text"] += "\n\nAnd one thing more."
    write_corpus(tables, tmp_path / "corpus", made_by=MADE_BY)
    assert any("visible text in no passage" in str(p) for p in check_corpus(tmp_path / "corpus"))


def test_changed_bytes_are_found(gold_directory: Path, tmp_path: Path):
    tables = rows_of(gold_directory)
    write_corpus(tables, tmp_path / "corpus", made_by=MADE_BY)
    part = tmp_path / "corpus" / "entities" / "part-00000.parquet"
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1
    part.write_bytes(bytes(data))
    assert any(p.law == "bytes" for p in check_corpus(tmp_path / "corpus"))
