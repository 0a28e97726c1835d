"""Bad input ends as a named failure (or as an article with a flag), and never as an exception."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steppe.analysis.furniture import lay_out
from steppe.document import Failure, Source
from steppe.sources import Limits, read_bytes, read_inputs
from steppe.sources.format import load_formats
from steppe.sources.problems import ADVICE
from tests.sources.make import ARTICLE, make_docx, make_pdf, make_zip

TEXT = "\n\n".join(ARTICLE).encode()
BOMB = b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><rss><channel>&b;</channel></rss>"
LOCKED = "/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >>".format("41" * 32)


def reasons(name: str, data: bytes, limits: Limits | None = None) -> list[str]:
    results = list(read_bytes(name, data, limits or Limits()))
    return [result.reason if isinstance(result, Failure) else "article" for result in results]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t ", "empty"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(0, 250)) * 9, "binary"),
        ("a.exe", b"MZ\x90", "unsupported"),
        ("a.pdf", make_pdf([["Some text that nobody may read here"]], extra=LOCKED), "encrypted"),
        ("a.pdf", make_pdf([[]]), "no-text"),
        ("a.pdf", b"%PDF-1.4 nonsense", "broken"),
        ("a.docx", b"this is no zip", "broken"),
        ("a.docx", make_docx([("Normal", "Some text")])[:-60], "broken"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "encrypted"),
        ("a.zip", make_zip({"a.txt": TEXT})[:-40], "broken"),
        ("a.zip", make_zip({}), "empty"),
        ("a.xml", BOMB, "entity-bomb"),
        ("a.rss", b"<rss><channel></channel></rss>", "no-articles"),
        ("a.csv", b"id,name\n1,Astana\n2,Almaty\n", "no-text-column"),
        ("a.csv", b"id,text\n", "no-articles"),
        ("a.jsonl", b"not json at all", "broken"),
        ("a.parquet", b"PAR1 nonsense PAR1", "broken"),
        ("a.xlsx", make_zip({"xl/workbook.xml": b"<nonsense"}), "broken"),
        ("a.eml", b"\r\n\r\n", "empty"),
        ("a.html", b"<html><body><script>var a</script></body></html>", "empty"),
    ],
)
def test_bad_files_are_named(name: str, data: bytes, reason: str) -> None:
    assert reasons(name, data)[0] == reason


def test_every_reason_has_advice() -> None:
    failure = next(iter(read_bytes("a.txt", b"")))
    assert isinstance(failure, Failure)
    assert failure.what == "a.txt: It holds no text."
    assert failure.advice == ADVICE["empty"]


def test_zip_members_fail_one_by_one() -> None:
    data = make_zip({"../evil.txt": TEXT, "/abs.txt": TEXT, "good.txt": TEXT, "photo.jpg": b"\xff\xd8\xff"})
    assert sorted(reasons("a.zip", data)) == ["article", "unsafe-name", "unsafe-name", "unsupported"]


def test_zip_bombs_are_not_unpacked() -> None:
    data = make_zip({"bomb.txt": b"0" * 3_000_000, "good.txt": TEXT})
    assert reasons("a.zip", data, Limits(bytes=2_000_000)) == ["zip-bomb", "article"]
    assert reasons("a.zip", data, Limits(unpacked_bytes=1_000_000, ratio=10**9)) == ["zip-bomb", "zip-bomb"]
    assert reasons("a.zip", data)[0] == "zip-bomb"


def test_a_zip_that_lies_about_its_size_is_stopped_at_the_limit() -> None:
    data = make_zip({"bomb.txt": b"0" * 3_000_000})
    honest = (3_000_000).to_bytes(4, "little")
    lying = data.replace(honest, (100).to_bytes(4, "little"))
    assert reasons("a.zip", lying, Limits(bytes=2_000_000))[0] in ("broken", "zip-bomb")


def test_nested_zips_end_at_a_depth() -> None:
    data = make_zip({"a.txt": TEXT})
    assert reasons("1.zip", make_zip({"2.zip": data})) == ["article"]
    for _ in range(4):
        data = make_zip({"inner.zip": data})
    assert reasons("a.zip", data) == ["nested-too-deep"]


def test_encrypted_zip_members_are_named() -> None:
    data = bytearray(make_zip({"a.txt": TEXT}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        offset = archive.start_dir
    data[6] |= 1
    data[offset + 8] |= 1
    assert reasons("a.zip", bytes(data)) == ["encrypted"]


def test_limits_are_enforced() -> None:
    assert reasons("a.txt", TEXT, Limits(bytes=10)) == ["too-large"]
    assert reasons("a.txt", TEXT, Limits(characters=10)) == ["too-long"]
    assert reasons("a.pdf", make_pdf([["Some words here"]] * 3), Limits(pages=2)) == ["too-large"]
    assert reasons("a.csv", b"text\n" + b"some words of text\n" * 5, Limits(files=3))[-1] == "too-many"
    assert reasons("a.txt", TEXT, Limits(seconds=-1)) == ["too-slow"]


def test_html_nested_a_hundred_thousand_deep_is_read() -> None:
    page = b"<html><body>" + b"<div class='a share'>" * 100_000 + b"<p>" + TEXT + b"</p>"
    source = next(iter(read_bytes("a.html", page)))
    assert isinstance(source, Source)
    assert ARTICLE[0] in source.text


def test_a_million_character_line_is_read() -> None:
    source = next(iter(read_bytes("a.txt", b"word " * 200_000)))
    assert isinstance(source, Source)
    assert "long-lines" in source.flags
    assert len(lay_out(source).passages) == 1


@pytest.mark.parametrize(
    ("data", "flag"),
    [
        (b"A line with a \0 byte in it, and more text.", "control-characters"),
        ("A line with a lone \ud800 surrogate.".encode("utf-8", "surrogatepass"), "lone-surrogates"),
        ("A\u200bline with\u200b zero\u200bwidth spaces.".encode(), "zero-width"),
        ("A line \u202eright to left\u202c here.".encode(), "bidi-controls"),
    ],
)
def test_odd_characters_are_flagged(data: bytes, flag: str) -> None:
    source = next(iter(read_bytes("a.txt", data)))
    assert isinstance(source, Source)
    assert flag in source.flags
    source.text.encode("utf-8")


def test_folders_are_walked_in_order_and_nothing_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_bytes(TEXT)
    (tmp_path / "one.txt").write_bytes(TEXT)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    results = list(read_inputs([tmp_path, tmp_path / "missing.txt"]))
    found = [(result.file, getattr(result, "reason", "article")) for result in results]
    assert found == [
        ("b/two.txt", "article"),
        ("gone.txt", "gone"),
        ("one.txt", "article"),
        ("photo.jpg", "unsupported"),
        ("missing.txt", "gone"),
    ]


SUFFIXES = sorted({suffix for reader in load_formats() for suffix in reader.suffixes})
STARTS = st.sampled_from(
    [
        b"",
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"<html>",
        b"<rss>",
        b"PAR1",
        b"From a\nA: b\n",
        b"---\ntitle: ",
        b"\xff\xfe",
        b"MIME-Version: 1.0\nContent-Type: ",
        b"<?xml version='1.0'?><feed>",
        b"text,title\n",
        b"[{",
        b"# ",
        b"| a |\n|---|",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SUFFIXES),
    STARTS,
    st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")),
)
def test_any_bytes_end_as_articles_or_failures(suffix: str, start: bytes, data: bytes) -> None:
    results = list(read_bytes(f"a.{suffix}", start + data))
    assert results
    for result in results:
        if isinstance(result, Source):
            lay_out(result)
        else:
            assert result.reason in ADVICE
