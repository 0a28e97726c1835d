"""Feeds saved as files: RSS 0.9 to 2.0, RDF, and Atom."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from steppe.document import Claim, Failure, MetadataField, Source
from steppe.sources.compose import with_title
from steppe.sources.format import Format, Input, make_source
from steppe.sources.formats.html import read_markup
from steppe.sources.problems import UnreadableError
from steppe.sources.xml import local_name, parse_xml

LOOKS_LIKE_FEED = re.compile(
    rb"(?s)\s*(?:<\?xml.{0,200}?\?>)?\s*(?:<!--.{0,1000}?-->\s*|<\?[^>]{0,300}>\s*|<!DOCTYPE.{0,4000}?>\s*)*<(?:rss|feed|rdf:RDF)\b"
)
# The fullest text first.
TEXT_ELEMENTS = ("encoded", "content", "description", "summary")
FIELDS: dict[str, MetadataField] = {"title": "title", "creator": "author", "author": "author"}
DATES = ("pubDate", "published", "date", "issued", "created", "updated")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")


def read(source: Input) -> Iterator[Source | Failure]:
    """One article an entry."""
    root = parse_xml(source.data)
    channel = root.find("{*}channel")
    outlet = _child_text(channel if channel is not None else root, "title")
    entries = [element for element in root.iter() if local_name(element) in ("item", "entry")]
    if not entries:
        raise UnreadableError("no-articles", "It holds no feed entries")
    for number, entry in enumerate(entries, start=1):
        source.budget.spend_file()
        inner = source.inner(f"{number:05d}", etree.tostring(entry, encoding="utf-8", with_tail=False))
        try:
            yield _read_entry(inner, entry, outlet)
        except UnreadableError as problem:
            yield problem.as_failure(inner.file)


def _read_entry(source: Input, entry: etree._Element, outlet: str) -> Source:
    title = re.sub(MARKUP, "", _child_text(entry, "title"))
    claims = tuple(_claims(entry, title, outlet))
    body = max((_child_text(entry, name) for name in TEXT_ELEMENTS), key=len)
    if not body.strip():
        raise UnreadableError("empty", "The entry holds no text")
    if MARKUP.search(body):
        # An entry is one article and nothing else: no page around it to tell it from.
        article = replace(read_markup(source, body, reader="feed"), claims=claims)
    else:
        article = make_source(source, body, reader="feed", claims=claims)
    return with_title(article, title)


def _claims(entry: etree._Element, title: str, outlet: str) -> Iterator[Claim]:
    link = _child_text(entry, "link") or next(
        (
            child.get("href", "")
            for child in entry
            if local_name(child) == "link" and child.get("rel", "alternate") == "alternate"
        ),
        "",
    )
    author = _child_text(entry, "creator") or _child_text(entry, "author")
    date = next(filter(None, (_child_text(entry, name) for name in DATES)), "")
    values: tuple[tuple[MetadataField, str], ...] = (
        ("title", title),
        ("author", re.sub(r"^\S+@\S+\s*\((.*)\)$", r"\1", author)),
        ("published", date),
        ("url", link),
        ("outlet", _child_text(entry, "source") or outlet),
    )
    for field, value in values:
        if value.strip():
            yield Claim(field, " ".join(value.split()), f"feed {field}")


def _child_text(element: etree._Element, name: str) -> str:
    """Text of the first child of that name, in any namespace; XHTML content as markup."""
    for child in element:
        if local_name(child) != name:
            continue
        if child.get("type") == "xhtml" and len(child):
            return etree.tostring(child, encoding="unicode", with_tail=False)
        if name == "author" and len(child):
            return _child_text(child, "name")
        return "".join(child.itertext())
    return ""


FORMAT = Format("feed", ("rss", "atom", "rdf", "xml"), lambda data: bool(LOOKS_LIKE_FEED.match(data[:6000])), read)
