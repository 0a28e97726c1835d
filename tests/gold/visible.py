"""The visible text of a raw gold file, by the shortest honest road a format: independent of the readers under test."""

import re
import zipfile
import zlib
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PDF_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)
PDF_STRING = re.compile(rb"\(((?:\\.|[^\\()])*)\)\s*Tj", re.S)
PDF_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
INVISIBLE = {"script", "style"}


class _Text(HTMLParser):
    """Collects character data; block tags and line breaks part words, inline tags do not."""

    INLINE = frozenset({"a", "b", "em", "font", "i", "span", "strong", "time"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in INVISIBLE
        if tag not in self.INLINE:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in INVISIBLE
        if tag not in self.INLINE:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)


def _html(path: Path) -> str:
    parser = _Text()
    data = path.read_bytes()
    declared = CHARSET.search(data)
    parser.feed(data.decode(declared[1].decode() if declared else "utf-8"))
    parser.close()
    return "".join(parser.pieces)


def _docx(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        parts = [n for n in archive.namelist() if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", n)]
        trees = [ElementTree.fromstring(archive.read(name)) for name in sorted(parts)]
    return "\n".join(
        "".join(t.text or "" for t in paragraph.iter(f"{WORD}t"))
        for tree in trees
        for paragraph in tree.iter(f"{WORD}p")
    )


def _pdf_escape(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if code.isdigit() else {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(code, code)


def _pdf(path: Path) -> str:
    """Text of a PDF with Flate streams and WinAnsi fonts, one string a line: what the gold PDFs are made of."""
    lines = []
    for stream in PDF_STREAM.findall(path.read_bytes()):
        try:
            content = zlib.decompress(stream.strip(b"\r\n"))
        except zlib.error:
            continue
        lines += [PDF_ESCAPE.sub(_pdf_escape, s).decode("cp1252") for s in PDF_STRING.findall(content)]
    return "\n".join(lines)


def visible_text(path: Path) -> str:
    """All text a reader of the file sees, white space folded to single blanks."""
    readers = {".html": _html, ".docx": _docx, ".pdf": _pdf}
    text = readers.get(path.suffix, lambda p: p.read_text(encoding="utf-8"))(path)
    return " ".join(text.split())
