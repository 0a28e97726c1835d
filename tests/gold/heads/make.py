"""Make the files that the cases describe."""

import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from tests.sources.make import WORD, make_zip, pack_pdf

BODY = (
    "The ministry of energy of Kazakhstan said on Wednesday that it would pay for the work out of the state budget, "
    "and that a first part of it would be done before the winter.",
    "Officials of the two districts had asked for the money since the spring. They said that the sum was less than "
    "half of what they needed, but that it was better than another promise.",
    "“We have heard numbers before,” said Gulmira Ospanova, who runs the local water union. “This time there is a "
    "stamp on the paper.” The union has 412 members in eleven villages.",
    "A second round of talks is planned for the autumn, when the harvest is in and the roads are dry.",
)
FEATURE = (
    "On the far side of the river the dogs know the hour. They lie down in the shade of the customs shed at noon, and "
    "at one they get up again, because at one the soldiers eat.",
    "I first came here in the year of the great flood, when the road was gone and the mayor sent a horse. The horse "
    "was better than the road has ever been since, and cheaper, and it did not ask for papers.",
    "What has changed is harder to say. There is a bank now, with one window, and a sign in three languages of which "
    "two are spelled wrong. Young people go away, as they did, but now they telephone.",
)
WIRE = (
    "ALMATY, August 19, 2024 (Tengri Wire) -- Kazakhstan will build two more grain terminals on its border with "
    "China, the ministry of agriculture said on Monday, and hopes to finish the first within two years.",
    "The terminals are to load a million tonnes a year. The ministry did not say who would pay for them, and its "
    "spokesman declined to name the companies that had shown interest.",
)
TEXTS = {"body": BODY, "feature": FEATURE, "wire": WIRE}


def make_text(case: dict[str, Any]) -> bytes:
    """The case's lines with the running texts filled in, paragraphs parted by blank lines."""
    filled = case["raw"]
    for name, paragraphs in TEXTS.items():
        filled = filled.replace(f"{{{name}}}", "\n\n".join(paragraphs))
    return filled.encode()


def make_page(case: dict[str, Any]) -> bytes:
    """A saved page with a menu above and a footer below."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (*FEATURE, *BODY[1:]))
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{case['head']}</head><body>"
        '<nav><a href="/">Home</a> <a href="/w">World</a> <a href="/e">Economy</a></nav>'
        f"<main>{case['top']}<div class=content>{text}</div></main>{case.get('bottom', '')}"
        "<footer>© Some rights reserved. <a href=/c>Contact</a></footer></body></html>"
    ).encode()


def make_document(case: dict[str, Any]) -> bytes:
    """A Word document."""
    parts: dict[str, list[str]] = {"document": [], "header": []}
    table: list[str] = []
    for entry in (*case["paragraphs"], *(f"Normal|{text}" for text in (*FEATURE, *BODY))):
        style, text = entry.split("|", 1)
        if style == "cell":
            table.append(f"<w:tr><w:tc>{_word_paragraph('Normal', text)}</w:tc></w:tr>")
            continue
        if table:
            parts["document"].append(f"<w:tbl>{''.join(table)}</w:tbl>")
            table = []
        parts["header" if style == "header" else "document"].append(_word_paragraph(style, text))
    members = {
        "word/document.xml": f"<w:document {WORD}><w:body>{''.join(parts['document'])}</w:body></w:document>".encode()
    }
    if parts["header"]:
        members["word/header1.xml"] = f"<w:hdr {WORD}>{''.join(parts['header'])}</w:hdr>".encode()
    if "properties" in case:
        entries = "".join(f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in case["properties"].items())
        members["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/">{entries}</cp:coreProperties>'
        ).encode()
    return make_zip(members)


def _word_paragraph(style: str, text: str) -> str:
    direct = re.fullmatch(r"b(\d+)", style)
    look = f'<w:rPr><w:b/><w:sz w:val="{direct[1]}"/></w:rPr>' if direct else ""
    named = "" if direct or style in ("header", "Normal") else f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    lines = f"</w:t></w:r><w:r>{look}<w:br/></w:r><w:r>{look}<w:t>".join(escape(text).split("\n"))
    return f"<w:p>{named}<w:r>{look}<w:t>{lines}</w:t></w:r></w:p>"


def make_pdf(case: dict[str, Any]) -> bytes:
    """A PDF of two pages in Helvetica; the text is set at 10 points, in lines of some 95 letters."""
    lines = [*case["lines"], ""]
    for paragraph in (*FEATURE, *BODY, *FEATURE[::-1], *BODY[:2]):
        words = paragraph.replace("“", '"').replace("”", '"')
        lines += [*(f"10|{line}" for line in _wrap(words, 95)), ""]
    pages = [lines[:48], lines[48:]]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    fonts = "".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >> "
        for name, font in (("F1", "Helvetica"), ("F2", "Helvetica-Bold"))
    )
    kids = []
    for page in pages:
        stream = "\n".join(_page_content(page, case))
        number = len(objects) + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            f"/Resources << /Font << {fonts}>> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{number} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>"
    info = " ".join(f"/{key} ({value})" for key, value in case.get("info", {}).items())
    objects.append(f"<< {info} >>")
    return pack_pdf(objects, extra=f"/Info {len(objects)} 0 R")


def _page_content(lines: Sequence[str], case: dict[str, Any]) -> list[str]:
    content, y = [], 760.0
    if "top" in case:
        content.append(_pdf_line(case["top"], 815))
    for line in lines:
        if line:
            size = float(re.match(r"\d+", line)[0])  # type: ignore[index]
            y -= 1.25 * size
            content.append(_pdf_line(line, y))
        else:
            y -= 8
    if "foot" in case:
        content.append(_pdf_line(case["foot"], 30))
    return content


def _pdf_line(line: str, y: float) -> str:
    look, text = line.split("|", 1)
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    font = "F2" if look.endswith("b") else "F1"
    return f"BT /{font} {look.rstrip('b')} Tf 1 0 0 1 70 {y:.1f} Tm ({escaped}) Tj ET"


def _wrap(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


MAKERS = {
    "text": ("txt", make_text),
    "markdown": ("md", make_text),
    "html": ("html", make_page),
    "docx": ("docx", make_document),
    "pdf": ("pdf", make_pdf),
}
