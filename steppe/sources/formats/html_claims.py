"""What a page states about its article: JSON-LD, Open Graph and other meta tags, `<time>`, author marks."""

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from steppe.document import Claim, MetadataField
from steppe.sources.formats.html_state import collect_state_claims

# Types of schema.org that are articles; BlogPosting and the like end in "Posting" or "Article".
ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|Posting|OpinionPiece|Review)$")
META: tuple[tuple[str, MetadataField, str], ...] = (
    ("og:title", "title", "og:title"),
    ("twitter:title", "title", "og:twitter:title"),
    ("dc.title", "title", "meta dc.title"),
    ("citation_title", "title", "meta citation_title"),
    ("parsely-title", "title", "meta parsely-title"),
    ("sailthru.title", "title", "meta sailthru.title"),
    ("headline", "title", "meta headline"),
    ("author", "author", "meta author"),
    ("authors", "author", "meta authors"),
    ("article:author", "author", "meta article:author"),
    ("article:author_name", "author", "meta article:author_name"),
    ("dc.creator", "author", "meta dc.creator"),
    ("dcterms.creator", "author", "meta dcterms.creator"),
    ("citation_author", "author", "meta citation_author"),
    ("parsely-author", "author", "meta parsely-author"),
    ("sailthru.author", "author", "meta sailthru.author"),
    ("byl", "author", "meta byl"),
    ("article:published_time", "published", "meta article:published_time"),
    ("og:published_time", "published", "meta og:published_time"),
    ("datepublished", "published", "meta datePublished"),
    ("dc.date", "published", "meta dc.date"),
    ("dc.date.issued", "published", "meta dc.date.issued"),
    ("dcterms.created", "published", "meta dcterms.created"),
    ("dcterms.issued", "published", "meta dcterms.issued"),
    ("citation_publication_date", "published", "meta citation_publication_date"),
    ("parsely-pub-date", "published", "meta parsely-pub-date"),
    ("sailthru.date", "published", "meta sailthru.date"),
    ("pubdate", "published", "meta pubdate"),
    ("publishdate", "published", "meta publishdate"),
    ("publish-date", "published", "meta publish-date"),
    ("publish_date", "published", "meta publish_date"),
    ("published_time", "published", "meta published_time"),
    ("publication_date", "published", "meta publication_date"),
    ("publicationdate", "published", "meta publicationDate"),
    ("article:published", "published", "meta article:published"),
    ("dcterms.date", "published", "meta dcterms.date"),
    ("dc.date.created", "published", "meta dc.date.created"),
    ("date", "published", "meta date"),
    ("og:site_name", "outlet", "og:site_name"),
    ("application-name", "outlet", "meta application-name"),
    ("publisher", "outlet", "meta publisher"),
    ("source", "outlet", "meta source"),
    ("dc.publisher", "outlet", "meta dc.publisher"),
    ("og:url", "url", "og:url"),
)
META_FIELDS = {name: (field, origin) for name, field, origin in META}
MAX_JSON = 2_000_000
# Unix time in seconds or milliseconds, of this century.
UNIX_TIME = re.compile(r"(?P<seconds>1\d{9})(?:\d{3})?")
# Addresses that are filed by day: "/2025/02/11/a-title".
DATED_ADDRESS = re.compile(r"https?://[^?#\s]*?/(?P<date>20\d\d/(?:0[1-9]|1[0-2])/[0-3]\d)/")
# In microdata, and with a prefix in RDFa.
STATED_DATE = re.compile(r"(?i)(?:^|:)date(?:published|created)$")
TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
JSON_WRAPPER = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$")
# What still can be read of an article node that is no JSON, by an unescaped quote mark in its description, say.
JSON_STRINGS = {key: re.compile(rf'"{key}"\s*:\s*"((?:[^"\\]|\\.)*)"') for key in ("headline", "datePublished")}
JSON_AUTHOR = re.compile(r'"author"\s*:\s*\[?\s*\{[^{}]*?"name"\s*:\s*"((?:[^"\\]|\\.)*)"')
# A list of teasers is made of articles, too; the page's own holds most of its text.
OWN_SHARE = 0.3
MAX_NODES = 2_000
MAX_ARTICLES = 200


def collect_claims(root: etree._Element) -> tuple[Claim, ...]:
    """All claims of a page, in the order of its source; the choice among them is the analysis's."""
    claims: list[Claim] = []
    teasers = _find_teasers(root)
    for element in root.iter("title", "meta", "link", "script", "time", "html", "base"):
        claims.extend(_claims_of(element, teasers))
    claims = _join_meta_authors(claims)
    claims.extend(_marked_authors(root))
    claims.extend(collect_state_claims(root))
    for claim in [claim for claim in claims if claim.field == "url"]:
        dated = DATED_ADDRESS.match(claim.value)
        claims.extend(_claim("published", dated["date"] if dated else None, "url"))
    seen: set[Claim] = set()
    return tuple(claim for claim in claims if not (claim in seen or seen.add(claim)))  # type: ignore[func-returns-value]


def _join_meta_authors(claims: list[Claim]) -> list[Claim]:
    """Authors with a meta tag each become one claim of them all, where the first stands."""
    joined: list[Claim] = []
    names: dict[str, list[str]] = {}
    for claim in claims:
        if claim.field == "author" and claim.origin.startswith("meta"):
            names.setdefault(claim.origin, []).append(claim.value)
    for claim in claims:
        several = names.get(claim.origin, [])
        if claim.field != "author" or len(set(several)) < 2:
            joined.append(claim)
        elif claim.value == several[0]:
            joined.append(Claim("author", "; ".join(dict.fromkeys(several)), claim.origin))
    return joined


def find_article_bodies(root: etree._Element) -> list[str]:
    """Article texts that the page states in JSON-LD, letters and digits only."""
    bodies = []
    for script in root.iter("script"):
        for node in _articles_of(script):
            body = node.get("articleBody")
            if isinstance(body, str) and len(body) > 300:
                bodies.append(re.sub(r"\W+", "", re.sub(r"<[^>]*>", " ", body)))
    return bodies


def _claims_of(element: etree._Element, teasers: frozenset[etree._Element]) -> Iterator[Claim]:
    tag = element.tag
    if tag == "title" and _parent_tag(element) in ("head", "html", "body", ""):
        yield from _claim("title", "".join(element.itertext()), "title")
    elif tag == "meta":
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name in META_FIELDS:
            field, origin = META_FIELDS[name]
            yield from _claim(field, element.get("content"), origin)
    elif tag == "link" and element.get("rel", "").lower() == "canonical":
        yield from _claim("url", element.get("href"), "canonical")
    elif tag == "base" and (element.get("href") or "").rstrip("/").count("/") > 2:
        # Some programs put the page's own address there; others the site's.
        yield from _claim("url", element.get("href"), "saved base")
    elif tag == "html":
        yield from _claim("language", element.get("lang"), "html lang")
    elif tag == "time":
        yield from _time_claims(element, teasers)
    elif tag == "script":
        for node in _articles_of(element):
            yield from _json_claims(node)
        for node in _nodes_of(element):
            if "WebPage" in _types_of(node):
                # Some templates date the page and have no node for the article.
                yield from _claim("published", node.get("datePublished"), "page datePublished")


def _time_claims(element: etree._Element, teasers: frozenset[etree._Element]) -> Iterator[Claim]:
    """A `<time>` in the article's own head; those in lists of other articles say nothing about this one."""
    words = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
    if "update" in words or "modif" in words:
        return
    ancestors = [ancestor.tag for ancestor, _ in zip(element.iterancestors(), range(40), strict=False)]
    if any(tag in ("aside", "footer", "nav", "li") for tag in ancestors):
        return
    stated = element.get("pubdate") is not None or "datepublished" in words or "publish" in words
    near = ("article" in ancestors or "main" in ancestors or "header" in ancestors) and next(
        element.iterancestors("article"), None
    ) not in teasers
    if stated or near:
        value = element.get("datetime") or "".join(element.itertext())
        yield from _claim("published", value, "time published" if stated else "time")


def _find_teasers(root: etree._Element) -> frozenset[etree._Element]:
    """The `<article>` elements that hold little of the page's running text."""
    articles = [article for article, _ in zip(root.iter("article"), range(MAX_ARTICLES), strict=False)]
    sizes = {article: _count_text(article) for article in articles}
    whole = _count_text(root) if articles else 0
    return frozenset(article for article, size in sizes.items() if size < OWN_SHARE * whole)


def _count_text(element: etree._Element) -> int:
    return sum(len("".join(paragraph.itertext())) for paragraph in element.iter("p"))


def _marked_authors(root: etree._Element) -> Iterator[Claim]:
    """Elements marked as the author's name: `rel=author`, `itemprop=author`."""
    groups: dict[etree._Element | None, list[str]] = {}
    for element in root.iter("a", "span", "div", "p", "address", "abbr"):
        if element.tag == "abbr" and "published" in element.get("class", "").split():
            yield from _claim("published", element.get("title"), "time published")
        stated = element.get("itemprop") or element.get("property") or ""
        if STATED_DATE.search(stated):
            yield from _claim("published", element.get("content") or "".join(element.itertext()), "time published")
        marked = element.get("rel", "").lower() == "author" or element.get("itemprop", "").lower() == "author"
        if not marked:
            continue
        ancestors = {ancestor.tag for ancestor, _ in zip(element.iterancestors(), range(40), strict=False)}
        if not ancestors & {"aside", "footer", "nav", "li"}:
            name = " ".join("".join(element.itertext()).split())[:200]
            groups.setdefault(element.getparent(), []).append(name)
    for names in groups.values():
        yield from _claim("author", _join_names(names), "rel author")


def _parent_tag(element: etree._Element) -> str:
    parent = element.getparent()
    return parent.tag if parent is not None and isinstance(parent.tag, str) else ""


def _claim(field: MetadataField, value: object, origin: str) -> Iterator[Claim]:
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    text = " ".join(html.unescape(text).split())
    unix = UNIX_TIME.fullmatch(text) if field == "published" else None
    if unix:
        text = datetime.fromtimestamp(int(unix["seconds"]), UTC).date().isoformat()
    if text:
        yield Claim(field, text, origin)


def _articles_of(script: etree._Element) -> Iterator[dict[str, Any]]:
    """The article nodes of a JSON-LD script, breadth first; broken JSON states nothing."""
    nodes = _nodes_of(script)
    named = {node["@id"]: node for node in nodes if "name" in node and isinstance(node.get("@id"), str)}
    for node in nodes:
        if any(ARTICLE_TYPE.search(name) for name in _types_of(node)):
            yield {**node, "author": [_look_up(author, named) for author in _as_list(node.get("author"))]}


def _nodes_of(script: etree._Element) -> list[dict[str, Any]]:
    if "ld+json" not in script.get("type", "").lower() or len(script.text or "") > MAX_JSON:
        return []
    data = _load_json(JSON_WRAPPER.sub("", script.text or ""))
    queue = list(data) if isinstance(data, list) else [data]
    nodes: list[dict[str, Any]] = []
    while queue and len(nodes) < MAX_NODES:
        node = queue.pop(0)
        if not isinstance(node, dict):
            continue
        nodes.append(node)
        queue += _as_list(node.get("@graph"))
        # A page's node may hold its article's.
        queue += [inner for inner in _as_list(node.get("mainEntity")) if isinstance(inner, dict)]
    return nodes


def _load_json(text: str) -> object:
    """The data of a script; of one that is no JSON what can be read of its article; None where that is nothing."""
    for mended in (text, TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(mended, strict=False)
        except ValueError:
            continue
        except RecursionError:
            return None
    found: dict[str, Any] = {key: match[1] for key, pattern in JSON_STRINGS.items() if (match := pattern.search(text))}
    if "headline" not in found:
        return None
    author = JSON_AUTHOR.search(text)
    return {"@type": "Article", **found, **({"author": author[1]} if author else {})}


def _types_of(node: dict[str, Any]) -> list[str]:
    return [name for name in _as_list(node.get("@type")) if isinstance(name, str)]


def _look_up(author: object, named: dict[Any, Any]) -> object:
    """The node that an author who is only a reference (`{"@id": ...}`) refers to."""
    key = author.get("@id") if isinstance(author, dict) and "name" not in author else None
    return named.get(key, author) if isinstance(key, str) else author


def _json_claims(node: dict[str, Any]) -> Iterator[Claim]:
    yield from _claim("title", node.get("headline") or node.get("name"), "json-ld headline")
    names = [name for author in _as_list(node.get("author") or node.get("creator")) for name in _names_of(author)]
    yield from _claim("author", _join_names(names), "json-ld author")
    yield from _claim("published", node.get("datePublished") or node.get("dateCreated"), "json-ld datePublished")
    for publisher in _as_list(node.get("publisher"))[:1]:
        yield from _claim("outlet", next(iter(_names_of(publisher)), None), "json-ld publisher")
    page = node.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    yield from _claim("url", node.get("url") or page, "json-ld url")
    yield from _claim("language", node.get("inLanguage"), "meta inLanguage")


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _names_of(author: object) -> list[str]:
    if isinstance(author, str):
        return [] if author.startswith("http") else [author]
    name = author.get("name") if isinstance(author, dict) else None
    return [entry for entry in _as_list(name) if isinstance(entry, str)]


def _join_names(names: list[str]) -> str:
    """As a byline would put them: "A", "A and B", "A, B and C"."""
    unique = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    return unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} and {unique[-1]}" if unique else ""
