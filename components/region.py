"""What the dashboard knows of the region: its countries, themes and borders.

Read from the pack's small files alone: the gazetteer, which only the analysis needs, stays on disk.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from steppe.errors import PackError
from steppe.regions import DISPUTED_NOTE, load_borders
from steppe.regions.loader import REGIONS
from steppe.regions.themes import load_themes

__all__ = ["DISPUTED_NOTE", "Region", "load_region"]
DEFAULT_PACK = "central_asia"


@dataclass(frozen=True)
class Region:
    """The region of a dashboard.

    focus_countries, neighbours : ISO 3166-1 alpha-2 codes.
    region_entity : entity id of the region itself.
    theme_names, theme_definitions : by theme id, in the pack's order.
    country_names : by ISO code, as the borders name them.
    borders : GeoJSON FeatureCollection; empty where the pack has none.
    """

    name: str
    focus_countries: tuple[str, ...]
    neighbours: tuple[str, ...]
    region_entity: str
    theme_names: dict[str, str]
    theme_definitions: dict[str, str]
    country_names: dict[str, str]
    borders: dict[str, Any]


@cache
def load_region(name: str = DEFAULT_PACK) -> Region:
    """The region of a pack. Shared by all sessions: treat it as read-only.

    Raises
    ------
    PackError : the pack is not there or cannot be read.
    """
    folder = REGIONS / name
    try:
        settings = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise PackError(f"The region pack {name!r} cannot be read.", advice="Restore steppe/regions/.") from error
    themes = load_themes(folder / "themes.toml")
    borders = load_borders(name)
    return Region(
        name=settings.get("name", "the region"),
        focus_countries=tuple(settings["focus_countries"]),
        neighbours=tuple(settings["neighbours"]),
        region_entity=settings["region_entity"],
        theme_names={t.theme_id: t.name for t in themes},
        theme_definitions={t.theme_id: t.definition for t in themes},
        country_names={
            f["properties"]["iso2"]: f["properties"]["name"] for f in borders["features"] if f["properties"]["iso2"]
        },
        borders=borders,
    )
