"""Synthetic articles in any number, labelled, for tests of size. Nothing here is news or ever shown as such.

Each article follows from (seed, number) alone, so that any batch can be made on its own, in any order, on any machine.
Names (those of the pack, and forty thousand people put together from its first and last names), themes and outlets
follow Zipf's law; dates spread over ten years; one article in twelve repeats an earlier one
with another headline. The same article comes as a text file for a build, or as rows of the tables, where its labels
are what the generator put there: the corpus layer can then be tested at 100,000 articles without reading one.
"""

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from steppe.corpus import write_corpus
from steppe.corpus.schema import TABLE
from steppe.regions import Pack, PackEntity, load_pack
from tests.scale.made import Block, Columns, Made, Piece, add, add_rows
from tests.scale.words import COMMON, Zipf, invent

TITLE = "Synthetic articles made by a program for tests: none of this was reported by anyone"
WORDS_PER_ARTICLE = 400
DUPLICATES = 0.08
OUTLETS = 300
FIRST_DAY, DAYS = dt.date(2015, 1, 1), 3652
VOCABULARY = 60_000
PEOPLE = 40_000  # made up, beside the names of the pack
STANCES = ("neutral", "opportunity", "concern", "mixed")
STANCE_WORD = {"opportunity": "progress", "concern": "risk", "mixed": "challenge", "neutral": ""}


def people_of(pack: Pack, rng: random.Random) -> list[PackEntity]:
    """People whom nobody knows: a first name of one person of the pack with the last name of another."""
    known = [e for e in pack.entities.values() if e.type == "person" and " " in e.name]
    taken = {e.name for e in known}
    found: dict[str, PackEntity] = {}
    while len(found) < PEOPLE:
        one, other = rng.choice(known), rng.choice(known)
        name = f"{one.name.split()[0]} {other.name.split()[-1]}"
        if name not in taken:
            number = len(found)
            found.setdefault(name, other._replace(entity_id=f"x{number:05d}", name=name, wikidata=None, role=""))
    return list(found.values())


class Generator:
    """Articles 0, 1, 2, ... of one seed."""

    def __init__(self, seed: int = 7, pack: str = "central_asia") -> None:
        self.seed = seed
        self.pack = load_pack(pack)
        shuffled = random.Random(f"{seed}-order")
        focus = [e for c in (*self.pack.focus_countries, *self.pack.neighbours) if (e := self.pack.countries.get(c))]
        first = {e.entity_id for e in focus} | {self.pack.region_entity}
        rest = [e for i, e in sorted(self.pack.entities.items()) if i not in first] + people_of(self.pack, shuffled)
        shuffled.shuffle(rest)
        self.entities = [*focus, self.pack.entities[self.pack.region_entity], *rest]
        self.by_id = {e.entity_id: e for e in self.entities}
        self.surfaces: dict[str, list[tuple[str, str | None]]] = {}
        for name in self.pack.names:
            if not name.when and name.text[:1].isalnum():
                self.surfaces.setdefault(name.entity_id, []).append((name.text, name.form))
        self.themes = [(t.theme_id, [x.text.rstrip("*") for x in t.terms]) for t in self.pack.themes]
        shuffled.shuffle(self.themes)
        self.words = COMMON + [invent(n) for n in range(VOCABULARY)]
        self.outlets = [f"{invent(n).capitalize()} {('Times', 'Wire', 'Post')[n % 3]} {n}" for n in range(OUTLETS)]
        self.entity, self.theme = Zipf(len(self.entities)), Zipf(len(self.themes), 0.7)
        self.word, self.outlet = Zipf(len(self.words), 0.95), Zipf(OUTLETS, 0.8)

    def article(self, number: int) -> Made:
        """The article of that number."""
        original = self._original(number)
        blocks = self._blocks(original)
        rng = random.Random(f"{self.seed}-facts-{number}")
        day = random.Random(f"{self.seed}-day-{original}").randrange(DAYS) + (
            rng.randrange(7) if original != number else 0
        )
        published = None if rng.random() < 0.02 else str(FIRST_DAY + dt.timedelta(days=min(day, DAYS - 1)))
        outlet = None if rng.random() < 0.02 else self.outlets[self.outlet.draw(rng)]
        author = None if rng.random() < 0.3 else f"{invent(rng.randrange(9000)).capitalize()} {number % 97}"
        title = blocks[0].text if original == number else f"{blocks[0].text}, again"
        if original != number:
            blocks[0] = Block("title", title, [(0, len(title))], blocks[0].pieces, blocks[0].stance)
        head = [f"{k}: {v}" for k, v in (("Author", author), ("Date", published), ("Source", outlet)) if v]
        blocks.insert(1, Block("furniture", "\n".join([*head, f"Item {number}"])))
        text, placed = "", []
        for block in blocks:
            text += "\n\n" if text else ""
            placed.append((len(text), block))
            text += block.text
        text += "\n"
        identifier = hashlib.sha256(text.encode()).hexdigest()[:16]
        repeats = self.article(original).article_id if original != number else None
        return Made(number, identifier, f"{number:07d}.txt", title, author, published, outlet, text, placed, repeats)

    def _original(self, number: int) -> int:
        """The number itself, or that of the earlier article it repeats."""
        rng = random.Random(f"{self.seed}-repeats-{number}")
        if number == 0 or rng.random() >= DUPLICATES:
            return number
        earlier = rng.randrange(number)
        return earlier if self._original(earlier) == earlier else number

    def _blocks(self, number: int) -> list[Block]:
        rng = random.Random(f"{self.seed}-text-{number}")
        topic = [self.entity.draw(rng) for _ in range(6)]
        blocks = [self._passage(rng, "title", 1, 9, topic)]
        words = 0
        while words < WORDS_PER_ARTICLE - 30:
            kind = "heading" if rng.random() < 0.06 else "paragraph"
            block = self._passage(
                rng, kind, 1 if kind == "heading" else rng.randint(1, 4), 5 if kind == "heading" else 20, topic
            )
            words += block.text.count(" ") + 1
            blocks.append(block)
        return blocks

    def _passage(self, rng: random.Random, kind: str, sentences: int, words: int, topic: list[int]) -> Block:
        block = Block(kind)
        themes = [] if rng.random() < 0.25 else [self.theme.draw(rng) for _ in range(rng.choice((1, 1, 2)))]
        block.stance = rng.choices(STANCES, (55, 20, 17, 8))[0]
        for number in range(sentences):
            if block.text:
                block.text += " "
            start = len(block.text)
            about = themes if number == 0 else ()
            self._sentence(rng, block, max(4, words + rng.randint(-8, 8) if words > 9 else words), topic, about)
            block.text += "" if kind in ("title", "heading") else "."
            block.sentences.append((start, len(block.text)))
        if kind == "paragraph" and rng.random() < 0.12:
            start, end = block.sentences[-1]
            block.quote = (start, end - 1, next((p.key for p in block.pieces if p.kind == "name"), ""))
        return block

    def _sentence(self, rng: random.Random, block: Block, words: int, topic: list[int], themes: Any) -> None:
        """Append a sentence: common words, the terms of its themes, and names, each marked where it stands."""
        parts: list[tuple[str, str, str, str | None]] = [
            (self.words[self.word.draw(rng)], "", "", None) for _ in range(words)
        ]
        for theme in themes:
            theme_id, terms = self.themes[theme]
            parts.insert(rng.randrange(len(parts)), (rng.choice(terms), "theme", theme_id, None))
        if themes and STANCE_WORD[block.stance]:
            parts.insert(rng.randrange(len(parts)), (STANCE_WORD[block.stance], "stance", block.stance, None))
        for _ in range(rng.choice((0, 1, 1, 2, 2, 3))):
            entity = self.entities[rng.choice(topic) if rng.random() < 0.6 else self.entity.draw(rng)]
            surface, form = rng.choice(self.surfaces.get(entity.entity_id) or [(entity.name, None)])
            parts.insert(rng.randrange(len(parts)), (surface, "name", entity.entity_id, form))
        for number, (text, kind, key, form) in enumerate(parts):
            if number:
                block.text += " "
            start = len(block.text)
            block.text += text[:1].upper() + text[1:] if number == 0 else text
            if kind:
                block.pieces.append(Piece(start, len(block.text), kind, key, form))

    def batches(self, articles: int, size: int = 500) -> Iterator[dict[str, pa.Table]]:
        """The first `articles` articles as rows of the tables, `size` articles at a time."""
        for first in range(0, articles, size):
            yield self.rows(range(first, min(articles, first + size)))

    def rows(self, numbers: range) -> dict[str, pa.Table]:
        """Some articles as rows of all tables; the entities are those of the pack that they name."""
        tables: dict[str, Columns] = {name: {c.name: [] for c in t.columns} for name, t in TABLE.items()}
        named: set[str] = set()
        for number in numbers:
            add_rows(self.article(number), self.entity_country, tables, named)
        for entity_id in sorted(named):
            entity = self.by_id[entity_id]
            aliases = sorted({s for s, _ in self.surfaces.get(entity_id, ())} - {entity.name})[:8]
            add(
                tables["entities"],
                entity_id=entity_id,
                name=entity.name,
                type=str(entity.type),
                country=entity.country,
                lat=entity.lat,
                lon=entity.lon,
                wikidata=entity.wikidata,
                geonames=entity.geonames,
                aliases=aliases,
            )
        return {name: pa.Table.from_pydict(c, schema=TABLE[name].schema) for name, c in tables.items()}

    @cached_property
    def entity_country(self) -> dict[str, str | None]:
        return {e.entity_id: None if e.type in ("region",) else e.country for e in self.entities}

    def write_texts(self, articles: int, folder: Path, *, first: int = 0) -> None:
        """That many articles, from number `first` on, as text files for a build."""
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(first, first + articles):
            made = self.article(number)
            (folder / made.file).write_bytes(made.text.encode())


def made_by(articles: int, seed: int) -> dict[str, Any]:
    """What the data package says of a synthetic corpus."""
    return {"steppe": "synthetic", "synthetic": True, "articles": articles, "seed": seed}


def write_synthetic(generator: Generator, articles: int, destination: Path, *, batch: int = 500) -> str:
    """The first `articles` articles as a corpus that says what it is; returns its fingerprint."""
    batches = generator.batches(articles, batch)
    return write_corpus(batches, destination, made_by=made_by(articles, generator.seed), title=TITLE)
