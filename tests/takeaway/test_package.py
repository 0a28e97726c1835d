import csv
import io
import json
import re
import zipfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppe.corpus import Corpus, open_corpus
from steppe.corpus.export import defuse
from steppe.takeaway.package import FORMULA, write_package
from steppe.takeaway.provenance import Provenance, articles_in_words
from tests.components.corpora import write_hostile


def packed(corpus: Corpus) -> bytes:
    buffer = io.BytesIO()
    write_package(
        buffer, corpus, provenance=Provenance("Corpus", "all of it", corpus.fingerprint, articles_in_words(corpus))
    )
    return buffer.getvalue()


@pytest.fixture(scope="module")
def package(gold: Corpus) -> bytes:
    return packed(gold)


def test_frictionless_finds_nothing_wrong(package: bytes, tmp_path: Path):
    frictionless = pytest.importorskip("frictionless")
    (tmp_path / "package.zip").write_bytes(package)
    report = frictionless.validate(str(tmp_path / "package.zip"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert len(report.tasks) == 8


def test_frictionless_finds_a_changed_cell(package: bytes, tmp_path: Path):
    frictionless = pytest.importorskip("frictionless")
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        archive.extractall(tmp_path)
    file = tmp_path / "data" / "mentions.csv"
    file.write_bytes(file.read_bytes().replace(b"-p00", b"-x00", 1))
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_rows_and_texts_are_those_of_the_corpus(gold: Corpus, package: bytes):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        texts = {a: archive.read(f"texts/{a}.txt").decode() for (a,) in gold.rows("SELECT article_id FROM articles")}
        mentions = list(csv.DictReader(io.StringIO(archive.read("data/mentions.csv").decode())))
        evidence = list(csv.DictReader(io.StringIO(archive.read("data/passage_themes.csv").decode())))
    assert len(mentions) == gold.rows("SELECT count(*) FROM mentions")[0][0]
    for row in mentions:
        assert texts[row["article_id"]][int(row["start"]) : int(row["end"])] == row["surface"]
    assert all(isinstance(json.loads(row["evidence"]), list) for row in evidence)


def test_the_same_corpus_gives_the_same_bytes(gold: Corpus, package: bytes):
    assert packed(gold) == package


def test_what_a_spreadsheet_would_run_is_defused_and_the_texts_are_not(tmp_path: Path):
    write_hostile(tmp_path / "corpus")
    corpus = open_corpus(tmp_path / "corpus")
    with zipfile.ZipFile(io.BytesIO(packed(corpus))) as archive:
        (article,) = csv.DictReader(io.StringIO(archive.read("data/articles.csv").decode()))
        text = archive.read(f"texts/{article['article_id']}.txt").decode()
    assert article["title"].startswith("'=HYPERLINK")
    assert text == corpus.rows("SELECT text FROM articles")[0][0]


@given(st.text(st.sampled_from("=+-@＝－ \t\r\n\x0b\u200b\ufeff\u00a0\u3000a'1"), max_size=5))
def test_the_rule_of_the_package_is_the_rule_of_every_export(text: str):
    ((runs,),) = duckdb.execute(f"SELECT regexp_matches(?, '{FORMULA}')", [text]).fetchall()
    assert runs == (defuse(text) != text)


def test_the_descriptor_tells_what_every_column_means(package: bytes):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        descriptor = json.loads(archive.read("datapackage.json"))
    fields = [f for r in descriptor["resources"] if "schema" in r for f in r["schema"]["fields"]]
    assert fields
    assert all(f["description"] and f["type"] for f in fields)
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", r["hash"]) for r in descriptor["resources"])
