"""Each format gives the same article: its title, its paragraphs, its metadata."""

import csv
import io
import json

import pyarrow
import pyarrow.parquet
import pytest

from steppe.analysis.furniture import lay_out
from steppe.document import Layout, Source
from steppe.sources import read_bytes
from tests.sources.make import ARTICLE, TITLE, make_docx, make_pdf, make_xlsx, make_zip, pack_pdf

ROW = {
    "Headline": TITLE,
    "Author": "Aigul Nurlanova",
    "Date": "2024-05-03",
    "Source": "The Border Post",
    "Body": "\n\n".join(ARTICLE),
}


def csv_bytes(rows: list[dict[str, str]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def parquet_bytes(rows: list[dict[str, str]]) -> bytes:
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), buffer)
    return buffer.getvalue()


PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE)
PAGE = (
    f"<html><head><title>{TITLE} | The Border Post</title><meta property='og:site_name' content='The Border Post'>"
    "<meta name='author' content='Aigul Nurlanova'><meta property='article:published_time' content='2024-05-03T09:00'>"
    "</head><body><nav><a href=/>Home</a> <a href=/w>World</a></nav>"
    f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article><footer>© 2024 The Border Post</footer></body></html>"
)
HEADER = f"Title: {TITLE}\nAuthor: Aigul Nurlanova\nDate: 3 May 2024\nSource: The Border Post\n\n"
FRONT = f"---\ntitle: {TITLE}\nauthor: Aigul Nurlanova\ndate: 2024-05-03\nsource: The Border Post\n---\n\n"
MAIL = (
    f"From: The Border Post <news@border.example>\r\nSubject: {TITLE}\r\nDate: Fri, 03 May 2024 09:00:00 +0500\r\n"
    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBy Aigul Nurlanova\r\n\r\n"
) + "\r\n\r\n".join(ARTICLE)
RSS = (
    f"<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
    f"<title>The Border Post</title><item><title>{TITLE}</title><dc:creator>Aigul Nurlanova</dc:creator>"
    f"<pubDate>Fri, 03 May 2024 09:00:00 +0500</pubDate><description><![CDATA[{PARAGRAPHS}]]></description>"
    "</item></channel></rss>"
)
BODY = "\n\n".join(ARTICLE)
FILES = {
    "a.txt": (HEADER + BODY).encode(),
    "crlf.txt": (HEADER + BODY).replace("\n", "\r\n").encode(),
    "cr.txt": (HEADER + BODY).replace("\n", "\r").encode(),
    "bom.txt": b"\xef\xbb\xbf" + (HEADER + BODY).encode(),
    "utf16.txt": (HEADER + BODY).encode("utf-16"),
    "utf16le.txt": (HEADER + BODY).encode("utf-16-le"),
    "a.md": (FRONT + f"# {TITLE}\n\n" + BODY).encode(),
    "untitled.md": (FRONT + BODY).encode(),
    "a.html": PAGE.encode(),
    "wrong-name.txt": PAGE.encode(),
    "a.docx": make_docx(
        [("Title", TITLE), ("Normal", "By Aigul Nurlanova, 3 May 2024"), ("Normal", "Source: The Border Post")]
        + [("Normal", paragraph) for paragraph in ARTICLE],
        footer="Page 1",
    ),
    "a.eml": MAIL.encode(),
    "a.mbox": b"From news@border.example Fri May  3 09:00:00 2024\n" + MAIL.replace("\r", "").encode(),
    "a.rss": RSS.encode(),
    "a.csv": csv_bytes([ROW]),
    "a.jsonl": json.dumps(ROW).encode(),
    "a.json": json.dumps({"articles": [ROW]}).encode(),
    "a.parquet": parquet_bytes([ROW]),
    "a.xlsx": make_xlsx([list(ROW), [value.replace("\n", " ") for value in ROW.values()]]),
}


def read_one(name: str, data: bytes) -> tuple[Source, Layout]:
    results = list(read_bytes(name, data))
    assert len(results) == 1, results
    assert isinstance(results[0], Source), results
    return results[0], lay_out(results[0])


def content(source: Source, layout: Layout) -> str:
    kept = (p for p in layout.passages if p.kind not in ("furniture", "title"))
    return " ".join(" ".join(source.text[p.start : p.end] for p in kept).split())


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_article(name: str) -> None:
    source, layout = read_one(name, FILES[name])
    assert content(source, layout) == " ".join(ARTICLE)
    assert (layout.metadata.title, layout.metadata.author) == (TITLE, "Aigul Nurlanova")
    assert (layout.metadata.published, layout.metadata.outlet) == ("2024-05-03", "The Border Post")
    assert [source.text[p.start : p.end] for p in layout.passages if p.kind == "title"] == [TITLE]


def test_zip_holds_any_of_them() -> None:
    results = list(read_bytes("all.zip", make_zip(FILES)))
    assert sorted(result.file for result in results)[0] == "all.zip/a.csv/000001"
    assert len(results) == len(FILES)
    assert all(isinstance(result, Source) for result in results)


def test_line_ends_are_kept_as_they_are() -> None:
    source, _ = read_one("crlf.txt", FILES["crlf.txt"])
    assert source.text == (HEADER + BODY).replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1251", "Президент Казахстана заявил, что новая дорога сократит путь до границы вдвое. " * 3),
        ("gb18030", "中国和哈萨克斯坦签署了新的贸易协定，两国领导人在阿斯塔纳举行会谈。" * 4),
        ("utf-16", "Президент Казахстана заявил, что новая дорога сократит путь до границы вдвое."),
        ("cp1252", "The ministry’s “new road” opens in May – at last, said the café owner across the street."),
    ],
)
def test_encodings_are_detected(encoding: str, text: str) -> None:
    source, _ = read_one("a.txt", text.encode(encoding))
    assert source.text == text


def test_mixed_encodings_are_read_line_by_line() -> None:
    data = "Тоқаев пен Си Астанада кездесті.\n".encode() * 3 + "Президент заявил об этом.\n".encode("cp1251")
    source, _ = read_one("a.txt", data)
    assert "mixed-encoding" in source.flags
    assert source.text.startswith("Тоқаев")


def test_pdf_joins_lines_and_sets_running_heads_aside() -> None:
    first = ["The Border Post, May 2024", "", f"# {TITLE}", "", "By Aigul Nurlanova", "", "3 May 2024", ""]
    first += ["Kazakhstan and Uzbekistan opened a new border crossing on Monday, and the officials of both coun-"]
    first += ["tries said that lorries will wait half as long as before, which pleased the traders who had come to"]
    second = ["The Border Post, May 2024", ""]
    second += ["watch. Nobody could say what the long-term cost would be. A long-", "term plan will come later."]
    source, layout = read_one("a.pdf", make_pdf([first, second]))
    paragraphs = [source.text[p.start : p.end] for p in layout.passages if p.kind == "paragraph"]
    assert len(paragraphs) == 1
    assert "both countries said" in paragraphs[0]
    assert "come to watch." in paragraphs[0]
    assert paragraphs[0].endswith("A long-term plan will come later.")
    assert [p.reason for p in layout.passages if p.kind == "furniture"].count("running-head") == 2
    assert layout.metadata.title == TITLE


def test_a_small_line_alone_above_a_later_page_is_a_running_head() -> None:
    """It names the page's author or section once; what it interrupts is one paragraph."""
    first = ["Kazakhstan and Uzbekistan opened a new border crossing on Monday, and officials of the two countries,"]
    first += ["who had not met since the spring, said that lorries will wait half as long as they did last year and"]
    first += ["that the toll will not go up before the winter, which pleased those of the traders on both sides who"]
    second = ["had come to watch. Nobody could say what it had cost, nor when the trains that were promised would run."]
    pages = [
        [f"10|{line}" for line in first],
        ["8|AIGUL NURLANOVA", "", "", "", *(f"10|{line}" for line in second)],
    ]
    source, layout = read_one("a.pdf", draw_pdf(pages))
    assert [source.text[p.start : p.end] for p in layout.passages if p.reason == "running-head"] == ["AIGUL NURLANOVA"]
    assert len([p for p in layout.passages if p.kind == "paragraph"]) == 1


def test_a_wide_title_makes_no_column_wide() -> None:
    """Its lines are full at their own end; an indented one is the first of its paragraph, and no heading."""
    column = [
        "The corridor, as the governments from",
        "Beijing to Brussels call it, has been",
        "promised a lot of money and a train.",
    ]
    page = ["22|A title that is far wider than the column of text", "", *(f"10|{line}" for line in column * 3)]
    source, layout = read_one("a.pdf", draw_pdf([page]))
    assert source.text.count("governments from Beijing to Brussels") == 3
    assert not [p for p in layout.passages if p.kind == "heading"]


def draw_pdf(pages: list[list[str]]) -> bytes:
    """Lines as "size|text", each page from its top; an empty one leaves a gap."""
    objects, kids = ["<< /Type /Catalog /Pages 2 0 R >>", ""], []
    for lines in pages:
        content, y = [], 810
        for line in lines:
            size, _, text = line.partition("|")
            content += [f"BT /F1 {size} Tf 1 0 0 1 70 {y} Tm ({text}) Tj ET"] if text else []
            y -= int(size or 10) + 3
        stream = "\n".join(content)
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>"
    return pack_pdf(objects)


def test_a_source_that_is_an_address_is_the_url() -> None:
    """Clippers write into `source` where they found the page."""
    front = f"---\ntitle: {TITLE}\nsource: https://border.example/a\npublication: The Border Post\n---\n\n"
    _, layout = read_one("a.md", (front + "\n\n".join(ARTICLE)).encode())
    assert (layout.metadata.url, layout.metadata.outlet) == ("https://border.example/a", "The Border Post")


def test_html_shows_what_a_browser_shows() -> None:
    page = (
        "<html><body><style>p{color:red}</style><script>var a='x'</script><div hidden>secret</div>"
        "<p style='display: none'>secret</p><!-- secret -->"
        "<p>Fish &amp; chips&#8217; <b>bo</b>ld<br>line</p></body></html>"
    )
    source, _ = read_one("a.html", page.encode())
    assert source.text.replace("\n", " ") == "Fish & chips’ bold line"


def test_names_of_rows_say_where_they_come_from() -> None:
    results = list(read_bytes("a.csv", csv_bytes([ROW, {**ROW, "Body": ""}])))
    assert [result.file for result in results] == ["a.csv/000001", "a.csv/000002"]
    assert results[1].reason == "empty"
