"""Markdown, with front matter in YAML or TOML.

The text is the rendered one: emphasis and link marks are markup, not text. Front matter is metadata; its title is put
above the text where the text has none, as site generators do.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from steppe.document import Claim, Failure, MetadataField, PassageKind, Source
from steppe.sources.compose import Composer, with_title
from steppe.sources.decode import decode
from steppe.sources.format import Format, Input, make_source
from steppe.sources.formats.html_hints import find_hints

FRONT_MATTER = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>.*?)^(?:---|\+\+\+|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
FIELDS: dict[str, MetadataField] = {
    **dict.fromkeys(("title", "headline", "heading", "subject"), "title"),
    **dict.fromkeys(("author", "authors", "byline", "by", "writer", "written_by", "reporter"), "author"),
    **dict.fromkeys(
        (
            "date",
            "published",
            "pubdate",
            "publish_date",
            "date_published",
            "datepublished",
            "publishdate",
            "published_at",
            "publishedat",
            "published_on",
            "published_time",
            "pub_date",
            "published_date",
            "publication_date",
            "release_date",
            "issued",
            "posted",
            "created",
        ),
        "published",
    ),
    **dict.fromkeys(("outlet", "source", "publisher", "publication", "site", "site_name"), "outlet"),
    **dict.fromkeys(("url", "link", "canonical", "canonical_url", "source_url", "permalink"), "url"),
    **dict.fromkeys(("lang", "language"), "language"),
}
MAX_FRONT_MATTER = 20_000
# Tables in which site generators keep what they do not know themselves.
INNER_TABLES = frozenset(("extra", "params", "meta", "metadata", "article"))
# A line of broken YAML, and one of a list of fields: "Author: Jane Doe".
YAML_LINE = re.compile(r"(?m)^(?P<key>[A-Za-z][\w -]{0,30}?)[ \t]*:[ \t]+(?P<value>[^\s&*].*?)[ \t]*$")
FIELD_LINE = re.compile(r"[A-ZА-ЯЁ][\w ()/-]{1,24}?\s?[:：]\s*\S.*")
MAX_FIELD_LINE = 200
ADDRESS = re.compile(r"https?://\S+$")
TAG = re.compile(r"<[^<>]*>")
# What sites put behind an article's title.
SITE_PART = re.compile(r"\s+[|·•–—-]\s+")
TITLE_WORDS, PARAGRAPH_WORDS = 4, 12
# Links of note-taking programs: "[[Jane Doe]]", "[[people/jane|Jane Doe]]".
WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
# What they highlight, "==the words==", and references to footnotes, "[^1]".
NOTES_MARK = re.compile(r"==(?=[^\s=])(?P<text>[^=\n]{1,500})(?<!\s)==|\[\^[\w-]{1,20}\](?!:)")
# Pandoc's: "% A new road", "% Jane Doe", "% 3 May 2024".
PANDOC_TITLE = re.compile(
    r"\A\ufeff?%[ \t]+(?P<title>\S.*)\n(?:[ \t]+\S.*\n)*(?:%[ \t]*(?P<author>.*)\n)?"
    r"(?:%[ \t]*(?P<published>.*)\n)?\s*\n"
)
# What a site generator puts in its place ("{{< figure src=... >}}", "{% include x %}"), and the code of MDX.
TEMPLATE = re.compile(
    r"(?:\{\{[<%][^{}]*[>%]\}\}|\{%[^{}]*%\}|\s)+|import\s[^\n]+\sfrom\s+['\"][^'\"\n]+['\"];?(?:\nimport[^\n]+)*"
)
# A box of theirs: "{{% notice info %}} ... {{% /notice %}}".
TEMPLATE_BOX = re.compile(
    r"\{\{?[<%] ?(?P<name>notice|callout|alert|admonition|tip|info|note|newsletter|cta)\b[^{}]*[>%]\}.{0,600}"
    r"\{\{?[<%] ?/ ?(?P=name) ?[>%]\}\}?",
    re.DOTALL,
)
# A box: "::: {.sidebar}", ":::note[Help wanted]" ... ":::".
FENCE = re.compile(
    r"[ \t]*:{3,}+[ \t]*(?:\{(?P<words>[^{}]*)\}|(?P<name>[\w-]+))?(?:\[(?P<label>[^\[\]]*)\])?[ \t]*:*[ \t]*"
)
# Pandoc's marks of spans and links: "[Jane Doe]{.byline}", "![](x.jpg){width=80}".
SPAN = re.compile(r"\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\](?:\([^()\n]{0,400}\))?){0,400})\]\{[.#][^{}\n]*\}")
SUFFIX = re.compile(r"(?<=\))\{[^{}\n]{1,120}\}")
# Boxes named so hold no text of the article, in order of certainty.
BOX_REASONS = {
    "nav": "navigation",
    "breadcrumb": "navigation",
    "footer": "copyright",
    "cookies": "cookies",
    "comments": "comments",
    "share": "share",
    "newsletter": "newsletter",
    "ad": "advertisement",
    "related": "related",
    "sidebar": "related",
    "author-box": "author-note",
    "pull-quote": "pull-quote",
    "caption": "caption",
}
# Where a mark of CommonMark may begin. The library also stops at what its extensions mark with, ":" and "=" among them,
# and tries every rule there: a line of nothing else took it half a minute.
MARK_START = re.compile(r"[\n\\`*_\[\]]|!(?=\[)|&(?=[#A-Za-z])|<(?=[^\s<>])")
# What site generators read behind a heading: "{#anchor}", "{.class}".
ATTRIBUTES = re.compile(r"\s*\{:?\s?[#.][^{}]{1,80}\}\s*$")


class PlainLoader(yaml.SafeLoader):
    """YAML without aliases: a few of them, nested, unfold to gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def read(source: Input) -> Iterator[Source | Failure]:
    """One article a file."""
    text, flags = decode(source.data)
    claims: tuple[Claim, ...] = ()
    front = FRONT_MATTER.match(text)
    if front and len(front["body"]) <= MAX_FRONT_MATTER:
        claims = read_front_matter(front["body"], toml=front["fence"] == "+++")
        if claims:
            text = text[front.end() :]
    elif block := PANDOC_TITLE.match(text):
        claims = _read_pandoc_title(block)
        text = text[block.end() :]
    composer = Composer()
    text, boxes = strip_extensions(text)
    _write(_make_parser().parse(text), composer, boxes)
    title = next((claim.value for claim in claims if claim.field == "title"), "")
    body = composer.text or title
    article = make_source(source, body, reader="markdown", blocks=tuple(composer.blocks), claims=claims, flags=flags)
    yield article if _heads_itself(article, title) else with_title(article, title)


def _make_parser() -> MarkdownIt:
    """CommonMark and tables; in a line, only what one of their marks can begin with is looked at."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.inline.terminator_re = MARK_START
    return parser


def _heads_itself(article: Source, title: str) -> bool:
    """Whether the text's only heading of the first rank is its title, though front matter gives another for lists.

    Front matter may add the site's name ("A title | The Outlet"). A heading of a word or two, or one below the first
    paragraph, is a section's or the site's name.
    """
    heads = [place for place, block in enumerate(article.blocks) if "<h1>" in block.hints]
    if not title or len(heads) != 1:
        return False
    block = article.blocks[heads[0]]
    heading = article.text[block.start : block.end]
    if heading in SITE_PART.split(title):
        return True
    above = (article.text[other.start : other.end] for other in article.blocks[: heads[0]])
    return len(heading.split()) >= TITLE_WORDS and all(len(text.split()) < PARAGRAPH_WORDS for text in above)


def read_front_matter(body: str, *, toml: bool) -> tuple[Claim, ...]:
    """The claims of a front matter block; none where it does not parse."""
    try:
        table = tomllib.loads(body) if toml else yaml.load(body, PlainLoader)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return ()
    except yaml.YAMLError:
        # An unquoted colon in a title is enough to break it; what stands on a line of its own can still be read.
        table = {match["key"]: match["value"].strip("\"'") for match in YAML_LINE.finditer(body)}
    if not isinstance(table, dict):
        return ()
    inner = [value for key, value in table.items() if key in INNER_TABLES and isinstance(value, dict)]
    claims = []
    for key, value in (entry for level in (table, *inner) for entry in level.items()):
        field = FIELDS.get(_as_key(str(key)))
        if field and (value := _as_text(value)):
            if field == "outlet" and ADDRESS.match(value):
                # What clippers call the source is where they found it.
                field = "url"
            # When a clipping was made is not when the article was.
            made = field == "published" and _as_key(str(key)) == "created"
            claims.append(Claim(field, value, "noted" if made else f"front matter {key}"))
    return tuple(claims)


def _read_pandoc_title(block: re.Match[str]) -> tuple[Claim, ...]:
    """The claims of "% Title", "% Author; Author", "% Date" at the top of a file."""
    fields: tuple[MetadataField, ...] = ("title", "author", "published")
    values = (" ".join((block[field] or "").split()) for field in fields)
    return tuple(
        Claim(field, value, f"front matter {field}") for field, value in zip(fields, values, strict=True) if value
    )


def _as_key(name: str) -> str:
    """Names of fields in one spelling: "Pub Date", "pub-date" and "pubDate" are "pub_date"."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip())
    return re.sub(r"[\s-]+", "_", parted.lower())


def _as_text(value: object) -> str:
    if isinstance(value, list):
        entries = list(filter(None, map(_as_text, value)))
        # "Doe, Jane" may be one of them.
        return ("; " if any("," in entry for entry in entries) else ", ").join(entries)
    if isinstance(value, dict):
        return _as_text(value.get("name"))
    return "" if value is None else WIKI_LINK.sub(r"\1", " ".join(str(value).split()))


def strip_extensions(text: str) -> tuple[str, dict[int, str]]:
    """The text without the marks of pandoc's and site generators' dialects, and the furniture's reason of each line in
    a box that is named for furniture. Lines keep their numbers."""
    if ":::" not in text and "{" not in text:
        return text, {}
    lines = text.split("\n")
    boxes: dict[int, str] = {}
    stack: list[str] = []
    for number, line in enumerate(lines):
        fence = FENCE.fullmatch(line)
        if fence is None:
            lines[number] = SUFFIX.sub("", SPAN.sub(r"\g<text>", line))
        elif fence["words"] or fence["name"]:
            hints = find_hints(re.sub(r"[.#]", " ", fence["words"] or fence["name"]))
            own = next((reason for hint, reason in BOX_REASONS.items() if hint in hints), "")
            stack.append((stack[-1] if stack else "") or own)
            lines[number] = fence["label"] or ""
        else:
            lines[number] = ""
            del stack[-1:]
        if stack and stack[-1]:
            boxes[number] = stack[-1]
    return "\n".join(lines), boxes


def _write(tokens: list[Token], composer: Composer, boxes: dict[int, str]) -> None:
    kinds: list[str] = []
    box = ""
    for token in tokens:
        box = boxes.get(token.map[0], "") if token.map else box
        if token.nesting == 1:
            kinds.append(token.tag if token.type != "blockquote_open" else "blockquote")
        elif token.nesting == -1 and kinds:
            kinds.pop()
        elif token.type == "inline":
            _write_inline(token, kinds, composer, box)
        elif token.type in ("fence", "code_block"):
            # Said to be of a language, it is a program's.
            composer.add(token.content, furniture=box or ("code" if token.info.strip() else ""))
        elif token.type == "html_block":
            # Note-taking programs write a remark beside the text so.
            aside = "aside" if token.content.lstrip().startswith("<aside") else ""
            composer.add(TAG.sub(" ", token.content), furniture=box or aside)
        elif token.type == "hr":
            continue


def _write_inline(token: Token, around: list[str], composer: Composer, box: str) -> None:
    parts: list[str] = []
    captions: list[str] = []
    linked, depth = 0, 0
    for child in token.children or ():
        if child.type == "link_open":
            depth += 1
        elif child.type == "link_close":
            depth -= 1
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "image":
            captions.append(child.content)
        elif child.type in ("text", "code_inline"):
            parts.append(child.content)
            linked += len(child.content) if depth else 0
    text = NOTES_MARK.sub(lambda mark: mark["text"] or "", WIKI_LINK.sub(r"\1", "".join(parts)))
    if TEMPLATE.fullmatch(text.strip()) or TEMPLATE_BOX.fullmatch(text.strip()):
        box = box or "template"
    hints = ("blockquote",) if "blockquote" in around else ()
    kind: PassageKind | None = None
    if "li" in around:
        kind = "item"
    elif around and re.fullmatch(r"h[1-6]", around[-1]):
        kind, hints, text = "heading", (*hints, f"<{around[-1]}>"), ATTRIBUTES.sub("", text)
    if around and around[-1] in ("td", "th"):
        hints = (*hints, f"<{around[-1]}>")
    share = linked / max(1, len(text))
    for line in text.split("\n") if kind is None and _lists_fields(text) else (text,):
        composer.add(line, kind, hints=hints, link_share=share, furniture=box)
    for caption in captions:
        composer.add(caption, furniture="caption")


def _lists_fields(text: str) -> bool:
    """Whether a paragraph is a header block: several lines, each a name with its value."""
    lines = text.split("\n")
    return len(lines) > 1 and all(
        len(line) <= MAX_FIELD_LINE and FIELD_LINE.fullmatch(line.strip()) for line in lines if line.strip()
    )


FORMAT = Format("markdown", ("md", "markdown", "mdown", "mkd"), lambda data: False, read)
