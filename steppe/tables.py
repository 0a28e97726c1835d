"""From what the analysis found to the rows of the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from steppe.analysis.article import Entity, Evidence, Mention, Names, Quote, StanceLabel, ThemeLabel
from steppe.document import Layout, Remembered, Source

Row = dict[str, Any]


@dataclass(frozen=True)
class Analysed:
    """Everything known about one article; parallel lists follow `layout.passages`."""

    article_id: str
    source: Source
    layout: Layout
    sentences: tuple[tuple[tuple[int, int], ...], ...]
    names: Names
    themes: tuple[tuple[ThemeLabel, ...], ...]
    stances: tuple[StanceLabel | None, ...]
    quotes: tuple[Quote, ...]


def article_id(source: Source | Remembered) -> str:
    """First 16 hex digits of the SHA-256 of the input bytes."""
    return source.sha256[:16]


def proper_text(source: Source, layout: Layout) -> str:
    """The article without its furniture, a line a passage."""
    return "\n".join(source.text[p.start : p.end] for p in layout.passages if p.kind != "furniture")


def to_tables(analysed: Sequence[Analysed]) -> dict[str, list[Row]]:
    """The rows of all tables, sorted by article and position; which articles repeat others shows once all are there."""
    ordered = sorted(analysed, key=lambda a: a.article_id)
    tables: dict[str, list[Row]] = {
        "articles": [_article_row(a) for a in ordered],
        "passages": [],
        "sentences": [],
        "mentions": [],
        "entities": _entity_rows(ordered),
        "passage_themes": [],
        "quotes": [],
    }
    for one in ordered:
        _add_passages(one, tables)
        _add_mentions(one, tables)
        _add_quotes(one, tables)
    return tables


def passage_id(article: str, position: int) -> str:
    """Such as `e243b90cbd6e9aa5-p007`."""
    return f"{article}-p{position:03d}"


def _article_row(one: Analysed) -> Row:
    meta = one.layout.metadata
    return {
        "article_id": one.article_id,
        "file": one.source.file,
        "text": one.source.text,
        "title": meta.title,
        "author": meta.author,
        "published": meta.published,
        "outlet": meta.outlet,
        "url": meta.url,
        "language": meta.language,
        "words": len(proper_text(one.source, one.layout).split()),
        "duplicate_of": None,
        "flags": sorted(set(one.source.flags) | set(one.layout.flags)),
    }


def _evidence(evidence: Sequence[Evidence]) -> list[Row]:
    return [{"start": e.start, "end": e.end, "weight": round(e.weight, 4)} for e in evidence]


def _add_passages(one: Analysed, tables: dict[str, list[Row]]) -> None:
    number = 0
    for position, passage in enumerate(one.layout.passages):
        identifier = passage_id(one.article_id, position)
        label = one.stances[position]
        tables["passages"].append(
            {
                "passage_id": identifier,
                "article_id": one.article_id,
                "position": position,
                "start": passage.start,
                "end": passage.end,
                "kind": passage.kind,
                "stance": label.stance if label else None,
                "stance_score": round(label.score, 4) if label else None,
                "stance_evidence": _evidence(label.evidence) if label else [],
                "language": passage.language,
                "reason": passage.reason or None,
            }
        )
        for start, end in one.sentences[position]:
            tables["sentences"].append(
                {
                    "sentence_id": f"{one.article_id}-s{number:04d}",
                    "passage_id": identifier,
                    "article_id": one.article_id,
                    "start": start,
                    "end": end,
                }
            )
            number += 1
        for theme in sorted(one.themes[position], key=lambda t: t.rank):
            tables["passage_themes"].append(
                {
                    "passage_id": identifier,
                    "theme_id": theme.theme_id,
                    "rank": theme.rank,
                    "score": round(theme.score, 4),
                    "evidence": _evidence(theme.evidence),
                }
            )


def _add_mentions(one: Analysed, tables: dict[str, list[Row]]) -> None:
    places = [
        (start, end, f"{one.article_id}-s{number:04d}", passage_id(one.article_id, position))
        for number, (start, end, position) in enumerate(
            (s, e, position) for position, spans in enumerate(one.sentences) for s, e in spans
        )
    ]
    at = 0
    ordered: list[Mention] = sorted(one.names.mentions, key=lambda m: (m.start, -m.end, m.entity_id))
    for number, mention in enumerate(ordered):
        while at + 1 < len(places) and places[at + 1][0] <= mention.start:
            at += 1
        tables["mentions"].append(
            {
                "mention_id": f"{one.article_id}-m{number:04d}",
                "article_id": one.article_id,
                "passage_id": places[at][3],
                "sentence_id": places[at][2],
                "start": mention.start,
                "end": mention.end,
                "surface": one.source.text[mention.start : mention.end],
                "entity_id": mention.entity_id,
                "form": mention.form,
                "country": mention.country,
                "inside": mention.inside,
                "rule": mention.rule,
                "confidence": round(mention.confidence, 4),
            }
        )


def _add_quotes(one: Analysed, tables: dict[str, list[Row]]) -> None:
    for number, quote in enumerate(sorted(one.quotes, key=lambda q: (q.start, q.end))):
        position = next(i for i, p in enumerate(one.layout.passages) if p.start <= quote.start < p.end)
        tables["quotes"].append(
            {
                "quote_id": f"{one.article_id}-q{number:03d}",
                "article_id": one.article_id,
                "passage_id": passage_id(one.article_id, position),
                "start": quote.start,
                "end": quote.end,
                "speaker_id": quote.speaker_id,
                "cue_start": quote.cue_start,
                "cue_end": quote.cue_end,
            }
        )


def _entity_rows(ordered: Sequence[Analysed]) -> list[Row]:
    """One row an entity; its aliases are the union of those met in all articles, its usual name left out."""
    first: dict[str, Entity] = {}
    aliases: dict[str, set[str]] = {}
    for one in ordered:
        used = {m.entity_id for m in one.names.mentions} | {q.speaker_id for q in one.quotes if q.speaker_id}
        for identifier in sorted(used):
            entity = one.names.entities[identifier]
            first.setdefault(identifier, entity)
            aliases.setdefault(identifier, set()).update(entity.aliases, {entity.name})
    return [
        {
            "entity_id": identifier,
            "name": entity.name,
            "type": entity.type,
            "country": entity.country,
            "lat": entity.lat,
            "lon": entity.lon,
            "wikidata": entity.wikidata,
            "geonames": entity.geonames,
            "aliases": sorted(aliases[identifier] - {entity.name}),
        }
        for identifier, entity in sorted(first.items())
    ]
