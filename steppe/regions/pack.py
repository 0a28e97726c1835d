"""The value objects of a region pack."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

EntityType = Literal["country", "region", "place", "person", "organisation", "event", "initiative"]
PlaceForm = Literal["name", "demonym", "place", "metonym"]
Condition = Literal["", "caps", "ambiguous", "prefix", "anchored", "surname", "leader", "metonym-eu"]

ENTITY_TYPES: frozenset[str] = frozenset(get_args(EntityType))
PLACE_FORMS: frozenset[str] = frozenset(get_args(PlaceForm))
CONDITIONS: frozenset[str] = frozenset(get_args(Condition))


class PackEntity(NamedTuple):
    """Something that has a name.

    entity_id : Wikidata Q-number where a source gives one, else a readable slug such as "place-almaty".
    country : ISO 3166-1 alpha-2; for a person or organisation the country it belongs to; None where there is none.
    lat, lon : degrees, WGS 84; for a country a point inside it where a label can sit.
    geonames : GeoNames identifier.
    population : inhabitants, 0 where unknown; it ranks places that share a name.
    role : what kind of thing it is within its type, such as "capital", "palace", "river", "mine"; "" for most.
    """

    entity_id: str
    name: str
    type: EntityType
    country: str | None
    lat: float | None
    lon: float | None
    wikidata: str | None
    geonames: int | None
    population: int
    role: str


class PackName(NamedTuple):
    """One way to write an entity, and when that writing means it.

    text : as it stands in a text, without a leading "the"; letters in the case that the name is written in.
    form : what the mention says of the country; None for all but countries and places.
    when : "" always (the case as written, or all capitals);
        "caps" only in exactly these capitals (US is a country, us is not);
        "ambiguous" also a common word, a person's name or another place: the context must speak for it;
        "prefix" only as the first half of a compound (Sino-, written here with its hyphen);
        "anchored" only in an article that also has an unconditional name of the entity (AIF, the Bank);
        "surname" only after the full name in the same article, or next to a title or first name;
        "leader" a surname that news uses alone (Putin);
        "metonym-eu" only where the city stands for the European Union.
    """

    text: str
    entity_id: str
    form: PlaceForm | None
    when: Condition


class Term(NamedTuple):
    """A word or phrase that speaks for a theme; `weight` says how loudly (1 is usual, negative speaks against)."""

    text: str
    weight: float


class Theme(NamedTuple):
    """One of the pack's themes. `iptc` is the IPTC Media Topic code that it maps to."""

    theme_id: str
    name: str
    definition: str
    iptc: str
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Pack:
    """A region's knowledge, merged with the world's.

    entities : by entity_id, in the order of the identifiers.
    names : ordered by text, then entity_id.
    focus_countries, neighbours : ISO 3166-1 alpha-2.
    region_entity : entity_id of the region itself.
    countries : the entity of each ISO 3166-1 alpha-2 code (and XK, Kosovo).
    """

    name: str
    entities: dict[str, PackEntity]
    names: tuple[PackName, ...]
    themes: tuple[Theme, ...]
    focus_countries: tuple[str, ...]
    neighbours: tuple[str, ...]
    region_entity: str
    countries: dict[str, PackEntity]
