"""The value objects of the analysis. Offsets are code points in the article's text, unless said otherwise."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from steppe.document import Passage

if TYPE_CHECKING:  # a process that only writes tables needs no language model
    from spacy.tokens import Doc

EntityType = Literal["country", "region", "place", "person", "organisation", "event", "initiative"]
PlaceForm = Literal["name", "demonym", "place", "metonym"]


@dataclass(frozen=True)
class Article:
    """An article ready for analysis.

    passages : all of them, furniture included, in text order.
    docs : aligned with `passages`; the parsed passage text (`text[start:end]`), or None for furniture and for
        passages that are not in English. Token offsets are relative to the passage: add `passage.start`.
    """

    text: str
    passages: tuple[Passage, ...]
    docs: tuple["Doc | None", ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text and what it stands for. Columns as in the `mentions` table."""

    start: int
    end: int
    entity_id: str
    form: PlaceForm | None
    country: str | None
    inside: bool
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions stand for. Columns as in the `entities` table; aliases are the surfaces met, sorted.

    role : what the region's data says of its office or kind ("head-of-state"), not in the table; "" for most.
    """

    entity_id: str
    name: str
    type: EntityType
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    wikidata: str | None = None
    geonames: int | None = None
    aliases: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word or phrase that carried a label, and how much of the score it carried."""

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class ThemeLabel:
    """A theme of a passage; `rank` 1 is the main one, `score` 0 to 1."""

    theme_id: str
    rank: int
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class StanceLabel:
    """The stance of a passage; `score` is signed, -1 (concern) to 1 (opportunity)."""

    stance: Literal["opportunity", "concern", "mixed", "neutral"]
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quotation without its quote marks, its speaker, and the cue ("said") that ties the two."""

    start: int
    end: int
    speaker_id: str | None
    cue_start: int | None = None
    cue_end: int | None = None


@dataclass(frozen=True)
class Names:
    """All mentions of an article, in text order, and the entities they stand for."""

    mentions: tuple[Mention, ...]
    entities: dict[str, Entity] = field(default_factory=dict)
