"""What a page states of its article without the marks that were made for it: in the data that its scripts are fed
with, and in elements whose class says that they hold a date."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from steppe.document import Claim, MetadataField

MAX_STATE, MAX_NODES = 5_000_000, 5_000
MAX_DATE, MAX_DATES = 60, 2
MIN_TITLE = 12
# In seconds or milliseconds, of this century.
UNIX_TIME = re.compile(r"1\d{9}(?:\d{3})?")
# An assignment, as older programs write it: `window.__STATE__ = {...};`
ASSIGNED = re.compile(r"^\s*(?:window\.|self\.|var\s+|let\s+|const\s+)[\w.$\[\]\"']{1,60}\s*=\s*(?=\{)")
TITLES = ("headline", "title", "name")
FIELDS: tuple[tuple[MetadataField, tuple[str, ...]], ...] = (
    (
        "published",
        (
            "datePublished",
            "publishedAt",
            "published_at",
            "publishDate",
            "publish_date",
            "publicationDate",
            "firstPublishedAt",
            "first_publish_date",
            "publishedDate",
            "published",
            "datePosted",
        ),
    ),
    ("author", ("authors", "author", "byline", "creators", "writers")),
)
DATE_CLASS = re.compile(
    r"(?i)(?:^|[\s_-])(?:pub(?:lish(?:ed)?)?[_-]?)?date(?:time)?s?(?:$|[\s_-])|published|posted-?on"
)
OTHER_DATE = re.compile(r"(?i)updat|modif|current|today|expire|event|comment|related|sidebar|copyright")


def collect_state_claims(root: etree._Element) -> Iterator[Claim]:
    """Claims of the page's data and of its elements named for dates; the least trusted of a page."""
    heading = next((_fold(element) for element in root.iter("h1")), "")
    if len(heading) >= MIN_TITLE:
        for script in root.iter("script"):
            yield from _script_claims(script, heading)
    yield from _date_claims(root)


def _fold(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _script_claims(script: etree._Element, heading: str) -> Iterator[Claim]:
    """Of the first node of the data whose title is the page's heading, and which has one of the fields."""
    text = script.text or ""
    stated = script.get("type", "").lower() == "application/json" or ASSIGNED.match(text)
    if not stated or len(text) > MAX_STATE or script.get("src"):
        return
    try:
        data, _ = json.JSONDecoder(strict=False).raw_decode(ASSIGNED.sub("", text).lstrip())
    except (ValueError, RecursionError):
        return
    for node in _nodes_of(data):
        if not any(isinstance(node.get(key), str) and " ".join(node[key].split()) == heading for key in TITLES):
            continue
        claims = [Claim(field, value, "state") for field, keys in FIELDS if (value := _first_value(node, keys))]
        if claims:
            yield from claims
            return


def _nodes_of(data: object) -> Iterator[dict[str, Any]]:
    """All objects of the data, breadth first."""
    level, seen = [data], 0
    while level and seen < MAX_NODES:
        below: list[object] = []
        for node in level:
            seen += 1
            if isinstance(node, dict):
                yield node
                below += node.values()
            elif isinstance(node, list):
                below += node
        level = below


def _first_value(node: dict[str, Any], keys: tuple[str, ...]) -> str:
    values = (_as_text(node.get(key)) for key in keys)
    return next(filter(None, values), "")


def _as_text(value: object) -> str:
    """A date, a name, an object with a name, or a list of these."""
    if isinstance(value, int) and UNIX_TIME.fullmatch(str(value)):
        return datetime.fromtimestamp(int(str(value)[:10]), UTC).date().isoformat()
    if isinstance(value, dict):
        return _as_text(value.get("name") or value.get("displayName") or value.get("fullName"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_as_text, value[:8])))
    return " ".join(value.split()) if isinstance(value, str) and len(value) <= 200 else ""


def _date_claims(root: etree._Element) -> Iterator[Claim]:
    """Of the elements below the page's first heading that are called dates and hold little: `<span class="date">`."""
    below, found = False, 0
    for element in root.iter("h1", "span", "div", "p", "em", "i", "small", "td", "li"):
        if element.tag == "h1":
            below = True
            continue
        name = f"{element.get('class', '')} {element.get('id', '')}"
        if not below or not DATE_CLASS.search(name) or OTHER_DATE.search(name):
            continue
        text = _fold(element)
        if len(text) <= MAX_DATE and re.search(r"\d", text):
            yield Claim("published", text, "class date")
            found += 1
            if found >= MAX_DATES:
                return
