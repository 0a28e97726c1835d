"""The region pack as the finder uses it: a trie of names whose values are pack names, and entities by id."""

from functools import cache
from typing import NamedTuple

from steppe.analysis.article import Entity
from steppe.analysis.names.lines import fold_word
from steppe.analysis.names.matcher import NameTrie
from steppe.regions import Pack, PackEntity, PackName, load_pack


class Authority(NamedTuple):
    """Known names.

    names : trie of `PackName`.
    prefixes : combining forms (Sino-), by their folded word without the hyphen.
    aliases : all pack names of each entity.
    """

    pack: Pack
    names: NameTrie
    prefixes: dict[str, PackName]
    aliases: dict[str, tuple[str, ...]]

    def entity(self, entity_id: str) -> PackEntity:
        """The pack's entity of that id."""
        return self.pack.entities[entity_id]


@cache
def load_authority(pack_name: str) -> Authority:
    """Read a region pack into tries.

    Raises
    ------
    PackError : the pack does not exist, or its data contradicts itself.
    """
    pack = load_pack(pack_name)
    trie = NameTrie()
    prefixes: dict[str, PackName] = {}
    aliases: dict[str, set[str]] = {}
    for name in pack.names:
        aliases.setdefault(name.entity_id, set()).add(name.text)
        if name.when == "prefix":
            prefixes[fold_word(name.text.rstrip("-"))] = name
        else:
            trie.add(name.text, name)
    return Authority(pack, trie, prefixes, {key: tuple(sorted(texts)) for key, texts in aliases.items()})


def known_entity(authority: Authority, entity_id: str) -> Entity:
    """The pack's entity as a row of the `entities` table, without surfaces."""
    known = authority.entity(entity_id)
    return Entity(
        entity_id=known.entity_id,
        name=known.name,
        type=known.type,
        country=known.country,
        lat=known.lat,
        lon=known.lon,
        wikidata=known.wikidata,
        geonames=known.geonames,
        aliases=authority.aliases.get(entity_id, ()),
    )
