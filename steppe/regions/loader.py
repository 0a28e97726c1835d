"""Read a region pack: the world's tables first, then the region's own, then the themes."""

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from steppe.errors import PackError
from steppe.regions.checks import check_pack
from steppe.regions.pack import Pack, PackEntity, PackName
from steppe.regions.themes import load_themes

REGIONS = Path(__file__).parent
DEFAULT_PACK = "central_asia"
ENTITY_COLUMNS = (
    "entity_id",
    "name",
    "type",
    "country",
    "lat",
    "lon",
    "wikidata",
    "geonames",
    "population",
    "role",
    "source",
)
NAME_COLUMNS = ("entity_id", "name", "form", "when", "source")
REMOVED = "never"


@cache
def load_pack(name: str = DEFAULT_PACK) -> Pack:
    """The pack of a region, with the world's countries and organisations merged in.

    A row in a `corrections.csv` (columns of a names table) replaces the condition of the same name of the same
    entity and form; the condition "never" removes that name. So generated tables are mended without being edited.

    Raises
    ------
    PackError : the pack does not exist, or its data contradicts itself.
    """
    folder = REGIONS / name
    settings_file = folder / "pack.toml"
    if not settings_file.is_file():
        raise PackError(f"There is no region pack named {name!r}.", advice=f"Packs are the folders of {REGIONS}.")
    settings = tomllib.loads(settings_file.read_text(encoding="utf-8"))
    folders = (REGIONS / "world", folder)
    entities: dict[str, PackEntity] = {}
    for path in _tables(folders, "entities-*.csv"):
        for entity in _read_entities(path):
            if entity.entity_id in entities:
                raise PackError(f"{path.name}: the id {entity.entity_id} is used twice.", advice="Make ids unique.")
            entities[entity.entity_id] = entity
    pack = Pack(
        name=name,
        entities=dict(sorted(entities.items())),
        names=_load_names(folders),
        themes=load_themes(folder / "themes.toml"),
        focus_countries=tuple(settings["focus_countries"]),
        neighbours=tuple(settings["neighbours"]),
        region_entity=settings["region_entity"],
        countries={e.country: e for e in entities.values() if e.type == "country" and e.country},
    )
    check_pack(pack)
    return pack


def _tables(folders: tuple[Path, ...], pattern: str) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.glob(pattern))]


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield the rows of a table; each must have the columns that are laid down."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = tuple(next(reader, ()))
        if header != columns:
            raise PackError(f"{path.name}: the columns are {', '.join(header)}.", advice=f"Use {', '.join(columns)}.")
        for row in reader:
            if len(row) != len(columns):
                raise PackError(f"{path.name}, line {reader.line_num}: {len(row)} fields.", advice="Quote the commas.")
            yield row


def _read_entities(path: Path) -> Iterator[PackEntity]:
    for row in _rows(path, ENTITY_COLUMNS):
        entity_id, name, kind, country, lat, lon, wikidata, geonames, population, role, _ = row
        try:
            yield PackEntity(
                entity_id,
                name,
                kind,  # type: ignore[arg-type]  # checked with the rest of the pack
                country or None,
                float(lat) if lat else None,
                float(lon) if lon else None,
                wikidata or None,
                int(geonames) if geonames else None,
                int(population) if population else 0,
                role,
            )
        except ValueError as err:
            raise PackError(f"{path.name}: {entity_id}: {err}.", advice="Numbers take no units.") from err


def _read_names(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield (text, entity_id, form, when) of each row."""
    for entity_id, text, form, when, _ in _rows(path, NAME_COLUMNS):
        yield text, entity_id, form, when


def _load_names(folders: tuple[Path, ...]) -> tuple[PackName, ...]:
    conditions: dict[tuple[str, str, str], str] = {}
    for path in _tables(folders, "names-*.csv"):
        for text, entity_id, form, when in _read_names(path):
            conditions[text, entity_id, form] = when
    for path in _tables(folders, "corrections.csv"):
        for text, entity_id, form, when in _read_names(path):
            if (text, entity_id, form) not in conditions:
                raise PackError(
                    f"{path.name}: {text!r} is no name of {entity_id}.", advice="Remove the line, or mend it."
                )
            conditions[text, entity_id, form] = when
    return tuple(
        PackName(text, entity_id, form or None, when)  # type: ignore[arg-type]  # checked with the rest of the pack
        for (text, entity_id, form), when in sorted(conditions.items())
        if when != REMOVED
    )
