"""Build small files of each format by hand, so that tests need no writer libraries."""

import io
import zipfile
from collections.abc import Sequence

ARTICLE = (
    "Kazakhstan and Uzbekistan opened a new border crossing on Monday, officials of both countries said.",
    "The crossing is meant to halve the time that lorries wait, and to bring trade back to the old road.",
    "Traders on both sides said that they had waited for it for eleven years, and would believe it when they saw it.",
)
TITLE = "A new road opens at the border"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def make_zip(members: dict[str, bytes], *, compress: bool = True) -> bytes:
    """A ZIP of the given members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED)
    return buffer.getvalue()


def make_docx(paragraphs: list[tuple[str, str]], *, footer: str = "") -> bytes:
    """A Word document of (style, text) paragraphs."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    members = {"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>".encode()}
    if footer:
        xml = f"<w:ftr {WORD}><w:p><w:r><w:t>{footer}</w:t></w:r></w:p></w:ftr>"
        members["word/footer1.xml"] = xml.encode()
    return make_zip(members)


def make_pdf(pages: list[list[str]], *, extra: str = "", size: int = 11) -> bytes:
    """A PDF with lines of Latin text; a line starting with "# " is set larger. `extra` goes into the trailer."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        y, content = 780, []
        for line in lines:
            points = 20 if line.startswith("# ") else size
            escaped = line.removeprefix("# ").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            if escaped:
                content.append(f"BT /F1 {points} Tf 1 0 0 1 70 {y} Tm ({escaped}) Tj ET")
            y -= points + 3
        stream = "\n".join(content)
        number = len(objects) + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{number} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>"
    return pack_pdf(objects, extra=extra)


def pack_pdf(objects: Sequence[str], *, extra: str = "") -> bytes:
    """The file of some objects, numbered from 1; the first is the catalogue."""
    out, offsets = "%PDF-1.4\n", []
    for number, entry in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{entry}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {extra} >>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


def make_xlsx(rows: list[list[str]]) -> bytes:
    """A spreadsheet of text cells."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return make_zip(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": (
                f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument" '
                'Target="xl/workbook.xml"/></Relationships>'
            ).encode(),
            "xl/workbook.xml": (
                f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
                "</workbook>"
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/worksheet" '
                'Target="worksheets/sheet1.xml"/></Relationships>'
            ).encode(),
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
            ).encode(),
        }
    )
