"""Saved web pages: visible text in blocks, with what the markup says about each.

libxml2's HTML parser (through lxml) mends sloppy markup. The tree is walked with a stack of our own, so that a page
nested 100,000 deep is as good as any other. White space inside a block is folded as a browser folds it; blocks stand
on lines of their own. What a browser would not show (scripts, styles, templates, hidden elements) is not text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from steppe.document import Block, Claim, Failure, PassageKind, Source
from steppe.sources.decode import decode
from steppe.sources.format import Format, Input, make_source
from steppe.sources.formats.html_boxes import (
    LONG_TEXT,
    Context,
    Page,
    find_ancestors,
    find_densest,
    find_inside,
    find_small_boxes,
)
from steppe.sources.formats.html_claims import collect_claims, find_article_bodies
from steppe.sources.formats.html_hints import find_hints
from steppe.sources.problems import UnreadableError

_INVISIBLE = """
script style noscript template head title meta link svg math iframe object embed applet canvas audio video map
select option optgroup datalist textarea input progress meter frameset noframes source track param area base
"""
INVISIBLE = frozenset(_INVISIBLE.split())
_INLINE = """
a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small
span strike strong sub sup time tt u var wbr img picture amp-img center-inline gu-atom
"""
INLINE = frozenset(_INLINE.split())
KINDS: dict[str, PassageKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    "p": "paragraph",
}
ZONES = {
    "nav": "nav",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "dialog": "aside",
    "main": "main",
    "article": "main",
}
ROLES = {
    "navigation": "nav",
    "menu": "nav",
    "menubar": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "dialog": "aside",
    "alertdialog": "aside",
    "main": "main",
    "article": "main",
}
CERTAIN = {"figcaption": "caption", "button": "navigation", "caption": "caption", "legend": "navigation"}
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SPACE = re.compile(r"[ \t\n\r\f]+")
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
LOOKS_LIKE_HTML = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
ENDS_LINE = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
TOO_DEEP = re.compile(r"(?i)excessive depth|maximum depth|too deep|depth in document")
ANY_TAG = re.compile(r"</?(?!(?:html|head|body|title|meta|script|style|h[1-6]|br)\b)([a-zA-Z][\w:-]*)\b[^<>]*>")
# Spans within a heading that are lines of their own: what stands above and below a title.
HEADING_PARTS = re.compile(
    r"(?i)\b(?:kicker|over-?line|eye-?brow|rubric|pre-?(?:title|headline)|super-?title|top-?line|dachzeile|sub-?title|"
    r"sub-?head(?:line|ing)?|stand-?first|dec?k|tag-?line|section|category|label|badge|flag|marker)\b"
)
IMAGES = frozenset(("img", "picture", "amp-img", "video", "svg"))
FIELDS = frozenset(("input", "textarea"))
# Marks in a block being written: control characters, which no text holds.
PICTURE, SLANTED = "\x00", "\x01\x02"
MARKS = re.compile("[\x00-\x02]")
# The line below a picture, all in italics, where neither has an element of its own: its caption.
SLANTED_BELOW = re.compile(
    "(?<=\x00)(?P<gap>[ \t]*\n[ \t\n]*)(?P<line>(?:\x01[^\x00-\x02\n]{1,200}\x02[ \t]*){1,8})(?=\n|$)"
)
# In characters.
CAPTION_LENGTH = 250
OPENING_SHARE = 4
FORM_LENGTH = 400
HIDDEN_TEXT = 300
CHECK_EVERY = 20_000


@dataclass(slots=True)
class Draft:
    """A block being written."""

    context: Context
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    boxed: list[tuple[str, frozenset[tuple[str, int]]]] = field(default_factory=list)


class BlockWriter:
    """Gathers text into blocks, one a line of the article's text."""

    def __init__(self) -> None:
        self.done: list[tuple[str, float, Context]] = []
        self.draft: Draft | None = None
        self.pictured = -1

    def add(self, text: str, context: Context) -> None:
        """Add inline text to the block being written."""
        if not context.preformatted:
            text = SPACE.sub(" ", text)
        if self.draft is None:
            if not text.strip():
                return
            self.draft = Draft(context, [f"{PICTURE}\n"] if self.pictured == context.block else [])
        if text.strip():
            self.draft.boxed.append((text.strip(), context.boxes))
        self.draft.parts.append(f"{SLANTED[0]}{text}{SLANTED[1]}" if context.slanted else text)
        if context.link:
            self.draft.linked += len(text.strip())

    def picture(self, block: int) -> None:
        """A picture in the element of that number."""
        if self.draft is not None:
            self.draft.parts.append(PICTURE)
        self.pictured = block

    def line_break(self) -> None:
        """A `<br>`."""
        if self.draft is not None:
            self.draft.parts.append("\n")

    def close(self) -> None:
        """End the block, at the edge of a block-level element."""
        if self.draft is None:
            return
        draft, self.draft = self.draft, None
        whole = "".join(draft.parts)
        captions: set[str] = set()
        if PICTURE in whole:
            captions = {MARKS.sub("", match["line"]).strip() for match in SLANTED_BELOW.finditer(whole)}
            whole = SLANTED_BELOW.sub(r"\n\n\g<line>\n\n", whole)
        whole = MARKS.sub("", whole)
        share = draft.linked / max(1, len(whole.replace("\n", "").strip()))
        for line in join_lines(whole):
            context = _context_of(line, draft)
            context = replace(context, furniture="caption") if line in captions else context
            self.done.append((line, min(1.0, share), context))


def _context_of(line: str, draft: Draft) -> Context:
    """The block's context, without what the inline elements that do not open `line`, or hold little of it, are called:
    a date's `<span>` says nothing of the paragraph that stands behind it and a `<br>`."""
    common = frozenset.intersection(*(boxes for _, boxes in draft.boxed)) if draft.boxed else draft.context.boxes
    if draft.context.boxes == common:
        return draft.context
    opens = (boxes for text, boxes in draft.boxed if line.startswith(text) and OPENING_SHARE * len(text) >= len(line))
    return replace(draft.context, boxes=next(opens, common))


def join_lines(text: str) -> list[str]:
    """The blocks of a text with `<br>` line breaks: most end a paragraph, but a sentence may run on over one."""
    lines: list[str] = []
    for raw in re.split(r"(\n+)", re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]{2,}", " ", text))):
        line = raw.strip()
        if not line:
            gap = raw.count("\n")
            continue
        if lines and gap == 1 and line[0].islower() and not ENDS_LINE.search(lines[-1]):
            lines[-1] = f"{lines[-1]}\n{line}"
        else:
            lines.append(line)
        gap = 0
    return lines


def read(source: Input) -> Iterator[Source | Failure]:
    """One article a page."""
    declared = DECLARED.search(source.data[:4096])
    markup, flags = decode(source.data, declared=declared[1].decode("ascii") if declared else "")
    yield read_markup(source, markup, flags=flags, reader="html")


def read_markup(
    source: Input, markup: str, *, flags: tuple[str, ...] = (), reader: str, claims: tuple[Claim, ...] = ()
) -> Source:
    """An article out of HTML, wherever it came from (a page, a feed entry, an e-mail).

    Raises
    ------
    UnreadableError : there is no visible text, or more than the limits allow.
    """
    root = parse_html(markup)
    if root is None:
        raise UnreadableError("empty", "It holds no text")
    page = _walk(root, source, skip_hidden=True)
    if page.size < LONG_TEXT:
        # Some pages hide their text until a script shows it.
        hidden = _walk(root, source, skip_hidden=False)
        page = hidden if hidden.size > page.size + HIDDEN_TEXT else page
    claims = (*claims, *collect_claims(root))
    text, blocks = _lay_blocks(page, find_article_bodies(root))
    return make_source(source, text, reader=reader, blocks=blocks, claims=claims, flags=flags)


def parse_html(markup: str) -> etree._Element | None:
    """The tree of a page however broken; None where there is nothing in it."""
    for text in (markup, markup and _flatten(markup)):
        parser = etree.HTMLParser(
            encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
        )
        try:
            root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError:
            return None
        if not any(TOO_DEEP.search(entry.message) for entry in parser.error_log):
            break
    return root


def _flatten(markup: str) -> str:
    """The page without its nesting: libxml2 gives up below some 2,000 levels, which no page means to have."""
    return ANY_TAG.sub(lambda tag: "" if tag[1].lower() in INLINE else "<p>", markup)


def _walk(root: etree._Element, source: Input, *, skip_hidden: bool) -> Page:
    """Visit the tree in document order without recursion; tails wait on the stack behind their element."""
    writer = BlockWriter()
    parents: dict[int, int] = {}
    images: set[int] = set()
    fields: set[int] = set()
    stack: list[tuple[etree._Element | None, str, Context, bool]] = [(root, "", Context(), False)]
    visited = 0
    while stack:
        element, text, context, closes = stack.pop()
        if element is None:
            if closes:
                writer.close()
            writer.add(text, context)
            continue
        visited += 1
        if visited % CHECK_EVERY == 0:
            source.budget.check_time()
        tag = element.tag if isinstance(element.tag, str) else ""
        outer = context
        if tag in IMAGES:
            images.add(context.block)
            writer.picture(context.block)
        elif tag in FIELDS and element.get("type", "text").lower() in ("text", "email"):
            fields.add(context.block)
        if not tag or tag in INVISIBLE or (skip_hidden and _is_hidden(element)):
            stack.append((None, element.tail or "", outer, tag not in INLINE and bool(tag) and tag not in INVISIBLE))
            continue
        if tag == "br":
            writer.line_break()
            stack.append((None, element.tail or "", outer, False))
            continue
        inner = _descend(element, tag, context, visited)
        is_block = tag not in INLINE
        if not is_block and _is_leading_date(element):
            is_block = True
            inner = replace(inner, kind=None, tag="div", block=visited)
        if not is_block and context.tag in ("h1", "h2") and _is_heading_part(element):
            is_block = True
            inner = replace(inner, kind=None, tag=tag, block=visited)
        if is_block:
            parents[visited] = context.block
            writer.close()
        stack.append((None, element.tail or "", outer, is_block))
        stack.extend((child, "", inner, False) for child in reversed(element))
        if element.text:
            writer.add(element.text, inner)
    writer.close()
    return Page(writer.done, parents, images, fields)


def _is_heading_part(element: etree._Element) -> bool:
    return bool(HEADING_PARTS.search(element.get("class", "").replace("_", " ")))


def _is_leading_date(element: etree._Element) -> bool:
    """Whether it is a date by name, and what stands behind it in the same block is a paragraph."""
    parent = element.getparent()
    named = "date" in element.get("class", "").lower() and parent is not None and parent[0] is element
    if not named or (parent.text or "").strip() or not re.search(r"\d", "".join(element.itertext())[:CAPTION_LENGTH]):
        return False
    behind = element
    while behind is not None and not (behind.tail or "").strip():
        behind = behind.getnext()
        if behind is not None and behind.tag not in IMAGES and behind.tag != "br":
            return False
    return behind is not None and len((behind.tail or "").strip()) >= LONG_TEXT


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or bool(HIDDEN_STYLE.search(element.get("style", "")))


def _descend(element: etree._Element, tag: str, context: Context, number: int) -> Context:
    """The context below `element`, the page's element of that number."""
    kind, block_tag, zone, boxes = context.kind, context.tag, context.zone, context.boxes
    furniture, link = context.furniture, context.link or tag == "a"
    slanted = context.slanted or tag in ("em", "i")
    if tag in KINDS:
        # A paragraph in a list item is that item; a heading in a link card stays a heading.
        kind = context.kind if context.kind == "item" and KINDS[tag] == "paragraph" else KINDS[tag]
        block_tag = tag
    elif tag in ("div", "section", "article", "td", "th", "ul", "ol", "table") and context.kind != "item":
        kind, block_tag = None, tag
    if tag == "blockquote":
        boxes = boxes | {("blockquote", number)}
    quoted = any(hint == "blockquote" for hint, _ in boxes)
    # A quotation's own footer names its speaker.
    mark = "" if quoted and tag == "footer" else ZONES.get(tag) or ROLES.get(element.get("role", "").lower(), "")
    if tag == "header" and zone[0] != "main":
        mark = "header"
    # Inside a menu or a footer everything stays menu or footer.
    if mark and not (mark == "main" and zone[0] in ("nav", "footer", "aside")):
        zone = (mark, number)
    furniture = furniture or CERTAIN.get(tag, "")
    words = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}".strip()
    if words and tag not in ("body", "html"):
        found = find_hints(words)
        if found:
            boxes = boxes | {(hint, number) for hint in found}
    preformatted = context.preformatted or tag == "pre"
    block = context.block if tag in INLINE else number
    return Context(kind, block_tag, zone, boxes, block, link, furniture, preformatted, slanted)


def _lay_blocks(page: Page, bodies: list[str]) -> tuple[str, tuple[Block, ...]]:
    """Put the blocks one below the other.

    A box around the whole article says nothing against it: `class="page has-sidebar"` does not make a sidebar.

    bodies : article texts the page states for machines (JSON-LD).
    """
    densest = find_densest(page)
    around = find_ancestors(page, densest) if densest else set()
    inside = find_inside(page, {densest}) if densest else set()
    captions = find_small_boxes(page, page.images, CAPTION_LENGTH, widest=False) - page.images
    forms = find_small_boxes(page, page.fields, FORM_LENGTH, widest=True) - around
    texts, blocks, at = [], [], 0
    for text, share, context in page.written:
        hints = {hint for hint, number in context.boxes if hint == "body" or number not in around}
        if context.tag:
            hints.add(f"<{context.tag}>")
        if context.block in inside:
            hints.add("densest")
        if context.block in captions and context.kind is None:
            hints.add("image-box")
        if context.block in forms:
            hints.add("form-box")
        if bodies and len(text) > 20 and any(_squeeze(text) in body for body in bodies):
            hints.add("stated-body")
        zone = context.zone[0] if context.zone[1] not in around or context.zone[0] == "main" else ""
        blocks.append(
            Block(at, at + len(text), context.kind, round(share, 4), zone, tuple(sorted(hints)), context.furniture)
        )
        texts.append(text)
        at += len(text) + 1
    return "\n".join(texts), tuple(blocks)


def _squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text)


FORMAT = Format("html", ("html", "htm", "xhtml", "shtml"), lambda data: bool(LOOKS_LIKE_HTML.match(data[:4096])), read)
