"""A corpus made of gold annotation instead of analysis: what views and counts are tested on, engine or no engine."""

import hashlib
import json
from pathlib import Path

from steppe.analysis.article import Article, Entity, Evidence, Mention, Names, Quote, StanceLabel, ThemeLabel
from steppe.analysis.model import load_model
from steppe.analysis.sentences import split_sentences
from steppe.corpus import write_corpus
from steppe.document import Layout, Metadata, Passage, PassageKind, Source
from steppe.tables import Analysed, article_id, to_tables
from tests.gold.score import ENTITY_TYPES, locate, unmark

COUNTRY_NAMES = {
    "KZ": ("Kazakhstan", "Q232"),
    "UZ": ("Uzbekistan", "Q265"),
    "KG": ("Kyrgyzstan", "Q813"),
    "TJ": ("Tajikistan", "Q863"),
    "TM": ("Turkmenistan", "Q874"),
    "CN": ("China", "Q148"),
    "RU": ("Russia", "Q159"),
}
STANCE_SCORE = {"opportunity": 0.6, "concern": -0.6, "mixed": 0.0, "neutral": 0.0}


def slug(name: str) -> str:
    """A readable id, such as `xi-jinping`."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def gold_analysed(gold_file: Path, raw_folder: Path) -> Analysed:
    """One gold article as the analysis would return it, were it without fault."""
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    data = (raw_folder / gold["raw"]).read_bytes()
    text = data.decode("utf-8")
    source = Source(gold["raw"], hashlib.sha256(data).hexdigest(), text, "text")
    passages: list[tuple[Passage, dict]] = []
    entities: dict[str, Entity] = {}
    mentions: list[Mention] = []
    quotes: list[Quote] = []
    at = 0
    for number, paragraph in enumerate(gold["paragraphs"]):
        plain, spans = unmark(paragraph["marked"])
        start, end, where = locate(text, plain, at)
        at = end
        kind: PassageKind = "title" if number == 0 else "heading" if paragraph["heading"] else "paragraph"
        if plain[:1].isdigit() and kind == "paragraph":
            kind = "item"
        passages.append((Passage(start, end, kind), paragraph))
        for s, e, tag, canonical in spans:
            entity, form, country = _entity(tag, canonical, plain[s:e])
            known = entities.get(entity.entity_id, entity)
            aliases = tuple(sorted({*known.aliases, plain[s:e]} - {known.name}))
            entities[entity.entity_id] = Entity(**{**_fields(known), "aliases": aliases})
            mentions.append(Mention(where[s], where[e - 1] + 1, entity.entity_id, form, country, False, "gold", 1.0))
        for quote in paragraph["quotes"]:
            begin = text.index(quote["text"], start)
            speaker = f"person-{slug(quote['speaker'])}" if quote["speaker"] else None
            quotes.append(Quote(begin, begin + len(quote["text"]), speaker))
    return _assemble(source, gold, passages, Names(tuple(mentions), entities), tuple(quotes))


def _fields(entity: Entity) -> dict:
    return {name: getattr(entity, name) for name in Entity.__slots__}


def _entity(tag: str, canonical: str, surface: str) -> tuple[Entity, str | None, str | None]:
    if tag != "C":
        kind = ENTITY_TYPES[tag]
        prefix = {"organisation": "org", "initiative": "init"}.get(kind, kind)
        return Entity(f"{prefix}-{slug(canonical)}", canonical, kind), None, None
    iso, form = canonical.split(":")
    name, wikidata = COUNTRY_NAMES.get(iso, (iso, f"country-{iso}"))
    if form in ("place", "metonym"):
        return Entity(f"place-{slug(surface)}", surface, "place", iso, 51.13, 71.43), form, iso
    return Entity(wikidata, name, "country", iso), form, iso


def _assemble(
    source: Source, gold: dict, found: list[tuple[Passage, dict]], names: Names, quotes: tuple[Quote, ...]
) -> Analysed:
    proper = {(p.start, p.end): (p, paragraph) for p, paragraph in found}
    passages = [p for p, _ in found]
    at = 0
    for line in source.text.split("\n"):
        begin, end = source.text.index(line, at), source.text.index(line, at) + len(line)
        at = end
        if line.strip() and not any(p.start < end and begin < p.end for p, _ in found):
            passages.append(Passage(begin, end, "furniture", "gold"))
    passages.sort(key=lambda p: p.start)
    nlp = load_model()
    docs = tuple(None if p.kind == "furniture" else nlp(source.text[p.start : p.end]) for p in passages)
    article = Article(source.text, tuple(passages), docs, gold["title"])
    themes, stances = [], []
    for p in passages:
        paragraph = proper.get((p.start, p.end), (None, {"themes": [], "stance": "neutral"}))[1]
        first_word = Evidence(p.start, p.start + len(source.text[p.start : p.end].split()[0]), 1.0)
        themes.append(
            tuple(ThemeLabel(t, rank, 1.0 / rank, (first_word,)) for rank, t in enumerate(paragraph["themes"], 1))
        )
        stance = paragraph["stance"]
        stances.append(None if p.kind == "furniture" else StanceLabel(stance, STANCE_SCORE[stance]))
    return Analysed(
        article_id=article_id(source),
        source=source,
        layout=Layout(
            tuple(passages),
            Metadata(title=gold["title"], author=gold["author"], published=gold["date"], outlet=gold["source"]),
            ("no-author", "no-date", "no-outlet"),
        ),
        sentences=tuple(
            () if doc is None else tuple((p.start + s, p.start + e) for s, e in split_sentences(doc, p.kind))
            for p, doc in zip(article.passages, article.docs, strict=True)
        ),
        names=names,
        themes=tuple(themes),
        stances=tuple(stances),
        quotes=quotes,
    )


def write_gold_corpus(gold_folder: Path, raw_folder: Path, destination: Path) -> str:
    """Write the corpus of all gold articles whose raw text is in `raw_folder`; returns its fingerprint."""
    analysed = [gold_analysed(p, raw_folder) for p in sorted(gold_folder.glob("*.json"))]
    return write_corpus(to_tables(analysed), destination, made_by={"steppe": "gold", "model": "", "pack": ""})
