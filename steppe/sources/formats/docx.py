"""Word documents (DOCX): paragraphs with their styles; page headers, footers and footnotes are furniture."""

import re
from collections.abc import Iterator

from lxml import etree

from steppe.document import Claim, Failure, MetadataField, PassageKind, Source
from steppe.sources.archive import names_in, open_zip, read_member
from steppe.sources.compose import Composer
from steppe.sources.format import Format, Input, make_source
from steppe.sources.problems import UnreadableError
from steppe.sources.xml import local_name, parse_xml

DOCUMENT = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADING_STYLE = re.compile(r"(?i)heading|überschrift|titre|заголовок|标题")
TITLE_STYLE = re.compile(r"(?i)(?:title|titel|название|标题)$")
CAPTION_STYLE = re.compile(r"(?i)caption|beschriftung|légende|название объекта")
LIST_STYLE = re.compile(r"(?i)list")
RUNNING_PART = re.compile(r"word/(header|footer)\d*\.xml$")
# docProps/core.xml names whoever's computer it was; only a title is worth believing besides an author.
PROPERTIES: dict[str, MetadataField] = {"title": "title", "creator": "author", "language": "language"}
NOBODY = re.compile(
    r"(?i)python-docx|microsoft|windows|user|admin|apache poi|openpyxl|unknown|libreoffice|google docs|word document"
)


def read(source: Input) -> Iterator[Source | Failure]:
    """One article a document."""
    if source.data.startswith(OLE):
        raise UnreadableError("encrypted", "It is protected with a password, or an old .doc file")
    parts = _read_parts(source)
    if DOCUMENT not in parts:
        raise UnreadableError("broken", "It is not a Word document")
    styles = _read_styles(parts.get("word/styles.xml"))
    composer = Composer()
    for name in sorted(parts):
        if name.startswith("word/header"):
            _write_furniture(parts[name], composer, "running-head")
    for paragraph in _paragraphs(parse_xml(parts[DOCUMENT])):
        _write_paragraph(paragraph, styles, composer)
    for name in sorted(parts):
        if name.startswith("word/footer"):
            _write_furniture(parts[name], composer, "running-head")
        elif name == "word/footnotes.xml":
            _write_furniture(parts[name], composer, "footnote")
    claims = _read_properties(parts.get("docProps/core.xml"))
    yield make_source(source, composer.text, reader="docx", blocks=tuple(composer.blocks), claims=claims)


def _read_parts(source: Input) -> dict[str, bytes]:
    wanted = {DOCUMENT, "word/styles.xml", "docProps/core.xml", "word/footnotes.xml"}
    with open_zip(source.data) as archive:
        return {
            info.filename: read_member(archive, info, source.budget)
            for info in archive.infolist()
            if info.filename in wanted or RUNNING_PART.match(info.filename)
        }


def _read_styles(data: bytes | None) -> dict[str, str]:
    """Style names by id."""
    if data is None:
        return {}
    names = {}
    for style in parse_xml(data).iter(f"{W}style"):
        name = style.find(f"{W}name")
        names[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "") if name is not None else ""
    return names


def _read_properties(data: bytes | None) -> tuple[Claim, ...]:
    if data is None:
        return ()
    claims = []
    for element in parse_xml(data):
        field = PROPERTIES.get(local_name(element))
        value = " ".join((element.text or "").split())
        if field and value and not NOBODY.search(value):
            claims.append(Claim(field, value, f"document {local_name(element)}"))
    return tuple(claims)


def _paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs in text order. Text boxes come twice, for old and new programs: the older copy is left out."""
    for paragraph in root.iter(f"{W}p"):
        if not any(local_name(ancestor) == "Fallback" for ancestor in paragraph.iterancestors()):
            yield paragraph


def _write_paragraph(paragraph: etree._Element, styles: dict[str, str], composer: Composer) -> None:
    style_element = paragraph.find(f"{W}pPr/{W}pStyle")
    style_id = style_element.get(f"{W}val", "") if style_element is not None else ""
    style = styles.get(style_id, style_id)
    numbered = paragraph.find(f"{W}pPr/{W}numPr") is not None
    kind: PassageKind | None = None
    hints: tuple[str, ...] = ()
    furniture = ""
    if TITLE_STYLE.match(style):
        kind, hints = "heading", ("<h1>",)
    elif HEADING_STYLE.search(style):
        kind = "heading"
        hints = ("<h1>",) if style.rstrip().endswith("1") else ()
    elif CAPTION_STYLE.search(style):
        furniture = "caption"
    elif numbered or LIST_STYLE.match(style):
        kind = "item"
    for line in _text_of(paragraph).split("\v"):
        composer.add(line, kind, hints=hints, furniture=furniture)


def _text_of(paragraph: etree._Element) -> str:
    """A paragraph's visible text; line breaks as newlines, page and column breaks as vertical tabs."""
    parts = []
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{W}softHyphen"):
        owner = next((ancestor for ancestor in element.iterancestors(f"{W}p")), None)
        if owner is not paragraph or _is_hidden(element):
            continue
        name = local_name(element)
        if name == "t":
            parts.append(element.text or "")
        elif name == "tab":
            parts.append(" ")
        elif name == "noBreakHyphen":
            parts.append("\u2011")
        elif name in ("br", "cr"):
            parts.append("\v" if element.get(f"{W}type") in ("page", "column") else "\n")
    return "".join(parts)


def _is_hidden(element: etree._Element) -> bool:
    run = element.getparent()
    return run is not None and run.find(f"{W}rPr/{W}vanish") is not None


def _write_furniture(data: bytes, composer: Composer, reason: str) -> None:
    for paragraph in _paragraphs(parse_xml(data)):
        composer.add(_text_of(paragraph).replace("\v", " "), furniture=reason)


FORMAT = Format("docx", ("docx", "docm", "doc"), lambda data: DOCUMENT in names_in(data), read)
