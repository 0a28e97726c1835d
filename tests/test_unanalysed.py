"""An article with which a rule fails: the others are built, it is named, and its text is there to read."""

from pathlib import Path

import pytest

from steppe import batch, unanalysed
from steppe.adding import Work
from steppe.analyser import Tools
from steppe.build import build_uploads
from steppe.corpus import Focus, count, open_corpus
from steppe.corpus.articles import list_articles, read_article
from steppe.corpus.check import check_corpus
from steppe.document import Layout, Source
from steppe.sources import DEFAULT_LIMITS
from tests.mixed_files import as_html, as_text

FILES = {"a.txt": as_text(1), "fails.html": as_html(2), "z.txt": as_text(3)}


@pytest.fixture(params=["analysis", "layout"])
def where(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Has a rule of the analysis, or of the layout, fail with one of the files."""
    kind: str = request.param
    read, lay_out = Tools.read, batch.lay_out

    def fails_to_read(self: Tools, source: Source, layout: Layout):
        if source.file == "fails.html":
            raise IndexError
        return read(self, source, layout)

    def fails_to_lay_out(source: Source) -> Layout:
        if source.file == "fails.html":
            raise IndexError
        return lay_out(source)

    if kind == "analysis":
        monkeypatch.setattr(Tools, "read", fails_to_read)
    else:
        monkeypatch.setattr(batch, "lay_out", fails_to_lay_out)
        monkeypatch.setattr(unanalysed, "lay_out", fails_to_lay_out)
    return kind


def check_kept(path: Path, where: str) -> None:
    """The corpus keeps every law, and the article can be found and read in it, and counts nowhere."""
    assert check_corpus(path) == []
    corpus = open_corpus(path)
    table, number = list_articles(corpus)
    assert number == 3
    (row,) = table[table["file"] == "fails.html"].to_dict("records")
    assert "not-analysed" in row["flags"]
    passages = read_article(corpus, row["article_id"])
    assert {p["kind"] for p in passages if p["kind"] != "furniture"} >= {"paragraph"}
    assert sum(len(p["text"]) for p in passages) > 500
    assert row["title"] or where == "layout"
    for unit in ("sentences", "mentions"):
        assert count(corpus, Focus(articles=(row["article_id"],), unit=unit)) == 0
        assert count(corpus, Focus(unit=unit)) > 0


def test_a_build_goes_on_and_keeps_the_text(where: str, tmp_path: Path):
    report = build_uploads(FILES.items(), tmp_path / "corpus", cache=tmp_path / "cache.sqlite")
    assert [(o.file, o.became) for o in report.outcomes] == [
        ("a.txt", "article"),
        ("fails.html", "unanalysed"),
        ("z.txt", "article"),
    ]
    (failed,) = report.failures
    assert failed.detail == "It could not be analysed (IndexError)."
    assert failed.advice
    assert failed.article_id
    check_kept(tmp_path / "corpus", where)


def test_it_is_analysed_when_the_rule_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as broken:
        broken.setattr(Tools, "read", lambda self, source, layout: 1 / 0)
        build_uploads(FILES.items(), tmp_path / "first", cache=tmp_path / "cache.sqlite")
    report = build_uploads(FILES.items(), tmp_path / "corpus", cache=tmp_path / "cache.sqlite")
    assert report.failures == []


def test_a_visitor_finds_it_listed(where: str, tmp_path: Path):
    inputs = []
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
        inputs.append({"name": name, "path": name, "refused": None})
    limits = {**{f: getattr(DEFAULT_LIMITS, f) for f in DEFAULT_LIMITS.__dataclass_fields__}, "articles": 10}
    nothing = {"opened": [], "removed": [], "restored": {}, "beside": []}
    result = Work(tmp_path, {"inputs": inputs, "limits": limits, "out": "built", **nothing}).run()
    assert [(o["file"], o["became"]) for o in result["outcomes"]] == [
        ("a.txt", "article"),
        ("fails.html", "unanalysed"),
        ("z.txt", "article"),
    ]
    check_kept(tmp_path / result["built"], where)


def test_a_text_without_rules_is_read_line_by_line():
    source = Source("a.txt", "a" * 64, "  One line\n\n\u2028Another one  \r\nand a third\n", "text")
    kept = unanalysed.keep_unanalysed(source)
    assert [source.text[p.start : p.end] for p in kept.layout.passages] == ["One line", "Another one", "and a third"]
    assert kept.layout.metadata.language == "und"
