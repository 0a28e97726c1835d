"""Knowledge as data: who and what the news of a region speaks of, where it lies, and the words that say so.

A region pack is a folder of CSV, TOML and GeoJSON files; another region is another folder and no code changes.
What holds for the whole world (`world/`) is merged into every pack. `SOURCES.md` tells where each fact is from.
"""

from steppe.regions.borders import DISPUTED_NOTE, load_borders
from steppe.regions.lexicons import lexicon
from steppe.regions.loader import DEFAULT_PACK, load_pack
from steppe.regions.pack import Condition, EntityType, Pack, PackEntity, PackName, PlaceForm, Term, Theme

__all__ = [
    "DEFAULT_PACK",
    "DISPUTED_NOTE",
    "Condition",
    "EntityType",
    "Pack",
    "PackEntity",
    "PackName",
    "PlaceForm",
    "Term",
    "Theme",
    "lexicon",
    "load_borders",
    "load_pack",
]
