"""The rows that are handed on are the rows on the page."""

import csv
import io
import json
import random
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from components.evidence import evidence_csv
from components.takeaway import making
from components.view import View
from components.visitor import Visitor
from steppe.corpus import STANCES, UNITS, Corpus, Focus, count, count_passages, passages, rows
from steppe.takeaway.provenance import Provenance

PROVENANCE = Provenance("Evidence", "all", "f", "2 articles")
SEEN: list[tuple[float, str]] = []


def random_focus(corpus: Corpus, dice: random.Random) -> Focus:
    values = {
        "countries": [
            c for (c,) in corpus.rows("SELECT DISTINCT country FROM mentions WHERE country IS NOT NULL ORDER BY 1")
        ],
        "entities": [e for (e,) in corpus.rows("SELECT entity_id FROM entities ORDER BY 1")],
        "themes": [t for (t,) in corpus.rows("SELECT DISTINCT theme_id FROM passage_themes ORDER BY 1")] + ["none"],
        "stances": list(STANCES),
        "articles": [a for (a,) in corpus.rows("SELECT article_id FROM articles ORDER BY 1")],
    }
    chosen = {name: (dice.choice(some),) for name, some in values.items() if some and dice.random() < 0.3}
    text = dice.choice(["", "", "", "trade", '"Central Asia"', "China -debt"])
    return Focus(**chosen, text=text, unit=dice.choice(UNITS))  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(50))
def test_the_csv_holds_the_rows_that_the_page_shows(view: View, seed: int):
    corpus = view.corpus
    focus = random_focus(corpus, random.Random(seed))
    total = count(corpus, focus)
    data = evidence_csv(corpus, focus, total, "http://localhost:8501/")
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(table) == total
    shown = [
        p for at in range(0, count_passages(corpus, focus), 8) for p in passages(corpus, focus, offset=at, limit=8)
    ]
    sentences = {(p.passage_id, s, e): p.text[s - p.start : e - p.start] for p in shown for s, e in p.sentences}
    if focus.unit == "sentences":
        found = {(r["passage_id"], int(r["start"]), int(r["end"])): r["text"].removeprefix("'") for r in table}
        assert found == sentences
    elif focus.unit == "passages":
        assert [(r["passage_id"], r["text"]) for r in table] == [(p.passage_id, p.text) for p in shown]
    elif focus.unit == "mentions":
        assert {(r["passage_id"], r["text"]) for r in table} <= {(key[0], text) for key, text in sentences.items()}
    elif focus.unit == "articles":
        assert {r["article_id"] for r in table} == {p.article_id for p in shown}
    assert all(corpus.fingerprint in r["source"] for r in table)


def write(name: str, writer: making.Writer) -> Path:
    SEEN.clear()
    return making.make(name, "text/plain", writer, progress=lambda part, what: SEEN.append((part, what))).path


def test_large_exports_are_made_aside_in_chunks_with_progress(view: View, monkeypatch):
    monkeypatch.setattr("steppe.corpus.export.STEP", 10)
    corpus, focus = view.corpus, Focus(unit="mentions")
    total = count(corpus, focus)
    path = write("rows.csv.zip", making.zipped("rows.csv", making.table(corpus, focus, total=total, source="x")))
    with zipfile.ZipFile(path) as archive:
        table = list(csv.DictReader(io.StringIO(archive.read("rows.csv").decode("utf-8-sig"))))
    assert [r["row_id"] for r in table] == [r["row_id"] for r in rows(corpus, focus)]
    assert len(SEEN) == total // 10
    assert [part for part, _ in SEEN] == sorted(part for part, _ in SEEN)

    path = write("rows.parquet", making.parquet(corpus, focus, total=total, provenance=PROVENANCE))
    assert pq.read_table(path).num_rows == total
    assert SEEN[-1][0] == 1.0

    path = write("marks.jsonld", making.annotations(corpus, focus, provenance=PROVENANCE))
    assert json.loads(path.read_text(encoding="utf-8"))["total"] > 0


def test_nothing_is_left_of_a_file_that_was_not_finished():
    def fail(file, progress):
        file.write(b"half")
        raise RuntimeError("the reader has gone")

    before = set(making._folder().iterdir())
    with pytest.raises(RuntimeError):
        making.make("x", "text/plain", fail, progress=lambda part, what: None)
    assert set(making._folder().iterdir()) == before


def test_files_that_nobody_saved_are_thrown_away(monkeypatch):
    old = making.make("x", "text/plain", lambda file, progress: file.write(b"1"), progress=lambda part, what: None)
    monkeypatch.setattr(making, "KEPT", -1)
    new = making.make("y", "text/plain", lambda file, progress: file.write(b"1" * 2048), progress=lambda *_: None)
    assert not old.path.exists()
    assert new.path.exists()
    assert new.size_in_words == "2 KB"


def test_a_file_of_a_visitors_articles_waits_among_them(monkeypatch, tmp_path):
    class Visitor:
        has_articles = True
        made = tmp_path

    monkeypatch.setattr(making, "current", Visitor)
    path = write("rows.csv", lambda file, progress: file.write(b"theirs"))
    assert path.parent == tmp_path


def test_what_was_made_is_forgotten_with_the_articles():
    visitor = Visitor()
    (visitor.made / "rows.csv").write_text("theirs", encoding="utf-8")
    folder = visitor.made
    visitor.forget()
    assert not folder.exists()
