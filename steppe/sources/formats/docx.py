"""Word documents (DOCX): paragraphs with their styles; page headers, footers and footnotes are furniture."""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence

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
SUBTITLE_STYLE = re.compile(r"(?i)(?:sub-?title|untertitel|sous-titre|подзаголовок|副标题)$")
CAPTION_STYLE = re.compile(r"(?i)caption|beschriftung|légende|название объекта")
LIST_STYLE = re.compile(r"(?i)list")
HEAD_PARAGRAPHS = 12
LARGER = 1.25
# In half-points: 11 points.
PLAIN_SIZE = 22
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
    paragraphs = list(_paragraphs(parse_xml(parts[DOCUMENT])))
    titles = _find_titles(paragraphs, styles)
    for paragraph in paragraphs:
        if paragraph not in titles or paragraph is titles[0]:
            _write_paragraph(paragraph, styles, composer, titles)
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


def _style_of(paragraph: etree._Element, styles: dict[str, str]) -> str:
    element = paragraph.find(f"{W}pPr/{W}pStyle")
    style_id = element.get(f"{W}val", "") if element is not None else ""
    return styles.get(style_id, style_id)


def _find_titles(paragraphs: Sequence[etree._Element], styles: dict[str, str]) -> list[etree._Element]:
    """The paragraphs of the title: those of that style or, where no style says what is what, the one in the largest
    letters near the top. It goes on in the next one where it ends in a colon, or that starts in lower case."""
    head = [paragraph for paragraph in paragraphs if _text_of(paragraph).strip()][:HEAD_PARAGRAPHS]
    named = [_style_of(paragraph, styles) for paragraph in head]
    marked = [paragraph for paragraph, style in zip(head, named, strict=True) if TITLE_STYLE.match(style)]
    if marked:
        titles = marked[:1]
        for paragraph in marked[1:]:
            above, below = _text_of(titles[-1]).rstrip(), _text_of(paragraph).lstrip()
            if head.index(paragraph) != head.index(titles[-1]) + 1 or not (above[-1] in ":–—-," or below[0].islower()):
                break
            titles.append(paragraph)
        return titles
    if any(HEADING_STYLE.search(style) for style in named):
        return []
    sizes = [_size_of(paragraph) for paragraph in paragraphs if _text_of(paragraph).strip()]
    usual = statistics.median_low(sizes) if sizes else 0
    largest = max((_size_of(paragraph) for paragraph in head), default=0)
    if largest < LARGER * usual:
        return []
    return [paragraph for paragraph in head if _size_of(paragraph) == largest][:1]


def _size_of(paragraph: etree._Element) -> int:
    """The size most of its letters are set in, in half-points; where it says nothing that of Word's plain text."""
    sizes: Counter[int] = Counter()
    for run in paragraph.iter(f"{W}r"):
        size = run.find(f"{W}rPr/{W}sz")
        stated = size.get(f"{W}val", "") if size is not None else ""
        length = sum(len(text.text or "") for text in run.iter(f"{W}t"))
        sizes[int(stated) if stated.isdecimal() and len(stated) < 5 else PLAIN_SIZE] += length
    return max(sorted(sizes), key=lambda size: sizes[size], default=PLAIN_SIZE)


def _write_paragraph(
    paragraph: etree._Element, styles: dict[str, str], composer: Composer, titles: Sequence[etree._Element]
) -> None:
    style = _style_of(paragraph, styles)
    numbered = paragraph.find(f"{W}pPr/{W}numPr") is not None
    kind: PassageKind | None = None
    hints: tuple[str, ...] = ()
    furniture = ""
    if paragraph in titles:
        composer.add("\n".join(_text_of(part).strip() for part in titles), "heading", hints=("<h1>",))
        return
    if TITLE_STYLE.match(style):
        kind, hints = "heading", ("<h1>",)
    elif SUBTITLE_STYLE.match(style):
        hints = ("standfirst",)
    elif HEADING_STYLE.search(style):
        kind = "heading"
        # Below a title of its own style, headings of the first level head its sections.
        hints = ("<h1>",) if style.rstrip().endswith("1") and not titles else ()
    elif CAPTION_STYLE.search(style):
        furniture = "caption"
    elif numbered or LIST_STYLE.match(style):
        kind = "item"
    if next(paragraph.iterancestors(f"{W}tc"), None) is not None:
        hints = (*hints, "<td>")
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
