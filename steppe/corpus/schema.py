"""The tables of a corpus: the contract between whoever builds one and whoever reads one.

Offsets count Unicode code points in `articles.text`. Columns may be added; these keep name and meaning.
"""

from dataclasses import dataclass

import pyarrow as pa

FORMAT = 2  # raised when a reader of the old tables would misread the new ones

STRINGS = pa.list_(pa.string())
EVIDENCE = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32()), ("weight", pa.float64())]))


@dataclass(frozen=True)
class Column:
    """One column: its Arrow type, what it means, and whether null is allowed (null is "unknown" or "none")."""

    name: str
    type: pa.DataType
    meaning: str
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """One table: columns, primary key, and which columns point at which table's key."""

    name: str
    key: str
    columns: tuple[Column, ...]
    references: tuple[tuple[str, str], ...] = ()

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([pa.field(c.name, c.type, nullable=c.nullable) for c in self.columns])


TEXT, INT, REAL, BOOL = pa.string(), pa.int32(), pa.float64(), pa.bool_()

TABLES: tuple[Table, ...] = (
    Table(
        "articles",
        "article_id",
        (
            Column("article_id", TEXT, "first 16 hex digits of the SHA-256 of the input bytes"),
            Column("file", TEXT, "the input's name"),
            Column("text", TEXT, "all visible text, furniture included"),
            Column("title", TEXT, "headline", True),
            Column("author", TEXT, "author as the article names them", True),
            Column("published", TEXT, "date of publication, YYYY-MM-DD", True),
            Column("outlet", TEXT, "publication", True),
            Column("url", TEXT, "address it was published at", True),
            Column("language", TEXT, "BCP 47 code"),
            Column("words", INT, "words of the article proper (furniture left out)"),
            Column("duplicate_of", TEXT, "article_id of the article that this one repeats", True),
            Column("flags", STRINGS, "quality flags"),
        ),
        (("duplicate_of", "articles"),),
    ),
    Table(
        "passages",
        "passage_id",
        (
            Column("passage_id", TEXT, "article_id and position"),
            Column("article_id", TEXT, "the article"),
            Column("position", INT, "place among the article's passages, from 0"),
            Column("start", INT, "first code point"),
            Column("end", INT, "one past the last code point"),
            Column("kind", TEXT, "title, heading, paragraph, item or furniture"),
            Column("stance", TEXT, "opportunity, concern, mixed or neutral; null for furniture", True),
            Column("stance_score", REAL, "-1 (concern) to 1 (opportunity)", True),
            Column("stance_evidence", EVIDENCE, "the words that carried the stance"),
            Column("language", TEXT, "BCP 47 code"),
            Column("reason", TEXT, "why furniture is furniture", True),
        ),
        (("article_id", "articles"),),
    ),
    Table(
        "sentences",
        "sentence_id",
        (
            Column("sentence_id", TEXT, "article_id and running number"),
            Column("passage_id", TEXT, "the passage"),
            Column("article_id", TEXT, "the article"),
            Column("start", INT, "first code point"),
            Column("end", INT, "one past the last code point"),
        ),
        (("passage_id", "passages"), ("article_id", "articles")),
    ),
    Table(
        "mentions",
        "mention_id",
        (
            Column("mention_id", TEXT, "article_id and running number"),
            Column("article_id", TEXT, "the article"),
            Column("passage_id", TEXT, "the passage"),
            Column("sentence_id", TEXT, "the sentence it starts in"),
            Column("start", INT, "first code point"),
            Column("end", INT, "one past the last code point"),
            Column("surface", TEXT, "the name as written"),
            Column("entity_id", TEXT, "what it stands for"),
            Column("form", TEXT, "name, demonym, place or metonym; null outside places", True),
            Column("country", TEXT, "ISO 3166-1 alpha-2 code of the country it puts on the map", True),
            Column("inside", BOOL, "part of a longer name, so not counted"),
            Column("rule", TEXT, "which rule or model found it"),
            Column("confidence", REAL, "0 to 1"),
        ),
        (
            ("article_id", "articles"),
            ("passage_id", "passages"),
            ("sentence_id", "sentences"),
            ("entity_id", "entities"),
        ),
    ),
    Table(
        "entities",
        "entity_id",
        (
            Column("entity_id", TEXT, "Wikidata Q-number where known, else a readable slug"),
            Column("name", TEXT, "usual English name"),
            Column("type", TEXT, "country, region, place, person, organisation, event or initiative"),
            Column("country", TEXT, "ISO 3166-1 alpha-2 code of the country it belongs to", True),
            Column("lat", REAL, "degrees north", True),
            Column("lon", REAL, "degrees east", True),
            Column("wikidata", TEXT, "Q-number", True),
            Column("geonames", pa.int64(), "GeoNames id", True),
            Column("aliases", STRINGS, "other names it goes by"),
        ),
    ),
    Table(
        "passage_themes",
        "passage_id",
        (
            Column("passage_id", TEXT, "the passage"),
            Column("theme_id", TEXT, "the theme"),
            Column("rank", INT, "1 is the main theme"),
            Column("score", REAL, "0 to 1"),
            Column("evidence", EVIDENCE, "the words that carried the theme"),
        ),
        (("passage_id", "passages"),),
    ),
    Table(
        "quotes",
        "quote_id",
        (
            Column("quote_id", TEXT, "article_id and running number"),
            Column("article_id", TEXT, "the article"),
            Column("passage_id", TEXT, "the passage it starts in"),
            Column("start", INT, "first code point, quote marks left out"),
            Column("end", INT, "one past the last code point"),
            Column("speaker_id", TEXT, "the entity that says it; null where the text names none", True),
            Column("cue_start", INT, "first code point of the cue, such as 'said'", True),
            Column("cue_end", INT, "one past its last code point", True),
        ),
        (("article_id", "articles"), ("passage_id", "passages"), ("speaker_id", "entities")),
    ),
)

TABLE = {table.name: table for table in TABLES}
COMPOSITE_KEYS = {"passage_themes": ("passage_id", "theme_id")}


def key_columns(table: Table) -> tuple[str, ...]:
    """The columns that together identify a row."""
    return COMPOSITE_KEYS.get(table.name, (table.key,))
