"""A synthetic article while it is put together, and as rows of the tables."""

from dataclasses import dataclass, field
from typing import Any

Columns = dict[str, list[Any]]


@dataclass
class Piece:
    """A stretch of a sentence that carries a label."""

    start: int
    end: int
    kind: str  # "name", "theme", "stance"
    key: str
    form: str | None = None


@dataclass
class Block:
    """A passage while it is being put together: its text, its sentences, its labels, offsets from its own start."""

    kind: str
    text: str = ""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    stance: str = "neutral"
    quote: tuple[int, int, str] | None = None


@dataclass
class Made:
    """One synthetic article."""

    number: int
    article_id: str
    file: str
    title: str
    author: str | None
    published: str | None
    outlet: str | None
    text: str
    blocks: list[tuple[int, Block]]  # (start in text, passage)
    duplicate_of: str | None


def add(columns: Columns, **row: Any) -> None:
    for name, values in columns.items():
        values.append(row.get(name))


def add_rows(made: Made, countries: dict[str, str | None], tables: dict[str, Columns], named: set[str]) -> None:
    article = made.article_id
    flags = [f"no-{k}" for k in ("author", "outlet") if not getattr(made, k)]
    add(
        tables["articles"],
        article_id=article,
        file=made.file,
        text=made.text,
        title=made.title,
        author=made.author,
        published=made.published,
        outlet=made.outlet,
        url=f"https://example.invalid/{made.number}",
        language="en",
        words=sum(b.text.count(" ") + 1 for _, b in made.blocks if b.kind != "furniture"),
        duplicate_of=made.duplicate_of,
        flags=flags,
    )
    sentence = mention = quote = 0
    for position, (at, block) in enumerate(made.blocks):
        passage = f"{article}-p{position:03d}"
        proper = block.kind != "furniture"
        add(
            tables["passages"],
            passage_id=passage,
            article_id=article,
            position=position,
            start=at,
            end=at + len(block.text),
            kind=block.kind,
            stance=block.stance if proper else None,
            stance_score={"opportunity": 0.5, "concern": -0.5}.get(block.stance, 0.0) if proper else None,
            stance_evidence=_evidence(block, at, "stance"),
            language="en",
            reason=None if proper else "header",
        )
        for start, end in block.sentences:
            identifier = f"{article}-s{sentence:04d}"
            add(
                tables["sentences"],
                sentence_id=identifier,
                passage_id=passage,
                article_id=article,
                start=at + start,
                end=at + end,
            )
            for piece in block.pieces:
                if piece.kind == "name" and start <= piece.start < end:
                    named.add(piece.key)
                    add(
                        tables["mentions"],
                        mention_id=f"{article}-m{mention:04d}",
                        article_id=article,
                        passage_id=passage,
                        sentence_id=identifier,
                        start=at + piece.start,
                        end=at + piece.end,
                        surface=made.text[at + piece.start : at + piece.end],
                        entity_id=piece.key,
                        form=piece.form,
                        country=countries[piece.key] if piece.form else None,
                        inside=mention % 40 == 39,
                        rule="synthetic",
                        confidence=1.0,
                    )
                    mention += 1
            sentence += 1
        found = dict.fromkeys(p.key for p in block.pieces if p.kind == "theme")
        for rank, theme in enumerate(found, 1):
            evidence = [
                e
                for e, p in zip(_evidence(block, at, "theme"), _of_kind(block, "theme"), strict=True)
                if p.key == theme
            ]
            add(
                tables["passage_themes"],
                passage_id=passage,
                theme_id=theme,
                rank=rank,
                score=1 / rank,
                evidence=evidence,
            )
        if block.quote:
            start, end, speaker = block.quote
            if speaker:
                named.add(speaker)
            add(
                tables["quotes"],
                quote_id=f"{article}-q{quote:03d}",
                article_id=article,
                passage_id=passage,
                start=at + start,
                end=at + end,
                speaker_id=speaker or None,
            )
            quote += 1


def _of_kind(block: Block, kind: str) -> list[Piece]:
    return [p for p in block.pieces if p.kind == kind]


def _evidence(block: Block, at: int, kind: str) -> list[dict[str, Any]]:
    return [{"start": at + p.start, "end": at + p.end, "weight": 1.0} for p in _of_kind(block, kind)]
