"""Names, themes and quotes as W3C Web Annotations (JSON-LD), each anchored by position and by its own words.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017 (www.w3.org/TR/annotation-model). Positions
and quotes count and hold Unicode code points of the text that Steppe read, as the recommendation asks for; that text
is the annotation's `source` (`urn:steppe:article:<article_id>`), the page it came from its `via`.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from steppe.corpus import Corpus, Focus
from steppe.corpus.match import match
from steppe.corpus.query import matched_sentences
from steppe.takeaway.citations import web_address
from steppe.takeaway.provenance import Provenance

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
AROUND = 32  # code points of prefix and suffix to begin with
BATCH = 200  # articles whose annotations are read at once
Progress = Callable[[int, int], None]  # articles done, articles in all


class Anchor(NamedTuple):
    """A stretch of an article's text: where it starts and ends, its words, and those around them."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of `text[start:end]`, with as much around it as tells it from every other place in the text."""
    around = AROUND
    while True:
        first, last = max(0, start - around), min(len(text), end + around)
        if (first == 0 and last == len(text)) or _occurs_once(text, text[first:last]):
            return Anchor(start, end, text[start:end], text[first:start], text[end:last])
        around *= 2


def _occurs_once(text: str, words: str) -> bool:
    return text.find(words, text.find(words) + 1) < 0


def find_anchor(text: str, selectors: Sequence[dict[str, Any]]) -> tuple[int, int] | None:
    """Where the selectors of an annotation point in a text: by position where the words stand there, else by quote.

    Returns start and end in code points; None where the words are gone, or stand in several places alike.
    """
    position = next((s for s in selectors if s["type"] == "TextPositionSelector"), None)
    quoted = next((s for s in selectors if s["type"] == "TextQuoteSelector"), None)
    if position and (not quoted or text[position["start"] : position["end"]] == quoted["exact"]):
        return position["start"], position["end"]
    if not quoted:
        return None
    prefix, exact = quoted.get("prefix", ""), quoted["exact"]
    for words, before in ((prefix + exact + quoted.get("suffix", ""), len(prefix)), (exact, 0)):
        at = text.find(words)
        if at >= 0 and text.find(words, at + 1) < 0:
            return at + before, at + before + len(exact)
    return None


def write_annotations(
    file: Any, corpus: Corpus, focus: Focus, *, provenance: Provenance, progress: Progress | None = None
) -> int:
    """Write the annotations of a selection to a text file object as one AnnotationCollection; returns how many.

    The names in the sentences that the Focus matches, names inside longer names included; the themes of the matched
    passages; the quotes in them. Articles in order of their ids, read in batches, so that memory stays bounded.
    """
    collection = f"urn:steppe:corpus:{corpus.fingerprint}"
    head = {"@context": CONTEXT, "id": collection, "type": "AnnotationCollection", "label": provenance.citation}
    page = {"id": f"{collection}#page", "type": "AnnotationPage", "startIndex": 0, "items": []}
    file.write(json.dumps(head, ensure_ascii=False)[:-1] + ',"first":' + json.dumps(page)[: -len("]}")])
    number = 0
    for annotation in annotations(corpus, focus, progress=progress):
        file.write(("," if number else "") + "\n" + json.dumps(annotation, ensure_ascii=False, separators=(",", ":")))
        number += 1
    file.write(f']}},"total":{number}}}\n')
    return number


def annotations(corpus: Corpus, focus: Focus, *, progress: Progress | None = None) -> Iterator[dict[str, Any]]:
    """The annotations that `write_annotations` writes, one by one."""
    found = sorted(
        {layer.article_ids[int(row)].as_py() for layer in corpus.layers for row in match(layer, focus).articles}
    )
    for first in range(0, len(found), BATCH):
        batch = found[first : first + BATCH]
        if progress:
            progress(first, len(found))
        yield from _of_articles(corpus, focus.replace(articles=tuple(batch)))
    if progress:
        progress(len(found), len(found))


def _of_articles(corpus: Corpus, focus: Focus) -> Iterator[dict[str, Any]]:
    """Annotations of the articles of a Focus: per article names, then themes, then quotes, in text order."""
    hit = matched_sentences(focus)
    articles = corpus.rows(
        "SELECT article_id, text, url, language FROM articles WHERE article_id IN (SELECT unnest(?)) ORDER BY 1",
        (list(focus.articles),),
    )
    read = [_grouped(corpus, query.format(hit=f"({hit.text})"), hit.parameters) for query in QUERIES]
    for article_id, text, url, language in articles:
        source = _source(article_id, url, language)
        for rows, make in zip(read, (_name, _theme, _quote), strict=True):
            for row in rows.get(article_id, ()):
                identifier, start, end, motivation, bodies = make(row)
                yield {
                    "id": f"urn:steppe:{identifier}",
                    "type": "Annotation",
                    "motivation": motivation,
                    "body": bodies,
                    "target": {"source": source, "selector": selectors(anchor(text, start, end))},
                }


def selectors(place: Anchor) -> list[dict[str, Any]]:
    """An anchor as the two selectors of the Web Annotation Data Model."""
    quote = {"exact": place.exact, "prefix": place.prefix, "suffix": place.suffix}
    return [
        {"type": "TextPositionSelector", "start": place.start, "end": place.end},
        {"type": "TextQuoteSelector", **{name: value for name, value in quote.items() if value}},
    ]


def _grouped(corpus: Corpus, query: str, parameters: Sequence[Any]) -> dict[str, list[tuple[Any, ...]]]:
    grouped: dict[str, list[tuple[Any, ...]]] = {}
    for article_id, *row in corpus.rows(query, parameters):
        grouped.setdefault(article_id, []).append(tuple(row))
    return grouped


def _source(article_id: str, url: str | None, language: str) -> dict[str, Any]:
    source = {"id": f"urn:steppe:article:{article_id}", "type": "Text", "format": "text/plain", "language": language}
    address = web_address(url)
    return {**source, "via": address} if address else source


NAMES = """
SELECT m.article_id, m.mention_id, m.start, m."end", e.entity_id, e.name, e.wikidata, m.country, m.inside
FROM mentions m JOIN entities e USING (entity_id)
WHERE m.sentence_id IN (SELECT sentence_id FROM {hit}) ORDER BY m.article_id, m.start, m.mention_id
"""
THEMES = """
SELECT p.article_id, p.passage_id, p.start, p."end", t.theme_id, t.rank
FROM passage_themes t JOIN passages p USING (passage_id)
WHERE p.passage_id IN (SELECT passage_id FROM {hit}) ORDER BY p.article_id, p.start, t.rank, t.theme_id
"""
QUOTES = """
SELECT q.article_id, q.quote_id, q.start, q."end", e.entity_id, e.name, e.wikidata
FROM quotes q LEFT JOIN entities e ON e.entity_id = q.speaker_id
WHERE q.passage_id IN (SELECT passage_id FROM {hit}) ORDER BY q.article_id, q.start, q.quote_id
"""
QUERIES = (NAMES, THEMES, QUOTES)
Annotated = tuple[str, int, int, str, list[dict[str, Any]]]  # id, start, end, motivation, bodies


def _name(row: tuple[Any, ...]) -> Annotated:
    mention_id, start, end, entity_id, name, wikidata, country, inside = row
    bodies = _entity(entity_id, name, wikidata)
    if country:
        bodies.append(_tag(f"country {country}", "classifying"))
    if inside:
        bodies.append(_tag("part of a longer name, not counted", "describing"))
    return f"mention:{mention_id}", start, end, "identifying", bodies


def _theme(row: tuple[Any, ...]) -> Annotated:
    passage_id, start, end, theme_id, rank = row
    main = [_tag("main theme", "describing")] if rank == 1 else []
    return f"theme:{passage_id}:{theme_id}", start, end, "classifying", [_tag(theme_id, "classifying"), *main]


def _quote(row: tuple[Any, ...]) -> Annotated:
    quote_id, start, end, entity_id, name, wikidata = row
    bodies = _entity(entity_id, name, wikidata) if entity_id else [_tag("speaker unknown", "describing")]
    return f"quote:{quote_id}", start, end, "identifying", [_tag("quotation", "tagging"), *bodies]


def _entity(entity_id: str, name: str, wikidata: str | None) -> list[dict[str, Any]]:
    known = f"http://www.wikidata.org/entity/{wikidata}" if wikidata else f"urn:steppe:entity:{entity_id}"
    return [{"type": "SpecificResource", "purpose": "identifying", "source": known}, _tag(name, "tagging")]


def _tag(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
