"""The region pack as the finder uses it: a trie of names whose values are pack names, and entities by id."""

from functools import cache
from typing import NamedTuple

from steppe.analysis.article import Entity
from steppe.analysis.names.folding import compatible, read_person_name, sound_key
from steppe.analysis.names.lines import fold_word
from steppe.analysis.names.matcher import NameTrie
from steppe.regions import Pack, PackEntity, PackName, load_pack


class Authority(NamedTuple):
    """Known names.

    names : trie of `PackName`.
    prefixes : combining forms (Sino-), by their folded word without the hyphen.
    aliases : all pack names of each entity.
    persons : ids of the known persons by the sound of their surname.
    """

    pack: Pack
    names: NameTrie
    prefixes: dict[str, PackName]
    aliases: dict[str, tuple[str, ...]]
    persons: dict[str, tuple[str, ...]]

    def find_person(self, name: str) -> dict[str, str]:
        """The one known person whom a name with initials, or in another transliteration, can mean: {id: full name}."""
        parts = read_person_name(name)
        if not parts.words or not (parts.initials or len(parts.words) > 1):
            return {}
        fitting = [
            entity_id
            for entity_id in self.persons.get(sound_key(parts.surname), ())
            if compatible(parts, read_person_name(self.entity(entity_id).name))
        ]
        return {fitting[0]: self.entity(fitting[0]).name} if len(fitting) == 1 else {}

    def entity(self, entity_id: str) -> PackEntity:
        """The pack's entity of that id."""
        return self.pack.entities[entity_id]


def _is_phrase(name: PackName, entity: PackEntity) -> bool:
    """Whether this is wording about a thing rather than its name: "war in Ukraine", "ancient Silk Road"."""
    small = name.text[0].islower() and " " in name.text
    return small and (entity.type == "event" or (entity.type in ("initiative", "region") and not name.text.islower()))


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
        if _is_phrase(name, pack.entities[name.entity_id]):
            continue
        if name.when == "prefix":
            prefixes[fold_word(name.text.rstrip("-"))] = name
        else:
            trie.add(name.text, name)
    persons: dict[str, list[str]] = {}
    for entity in pack.entities.values():
        if entity.type == "person":
            persons.setdefault(sound_key(read_person_name(entity.name).surname), []).append(entity.entity_id)
    return Authority(
        pack,
        trie,
        prefixes,
        {key: tuple(sorted(texts)) for key, texts in aliases.items()},
        {key: tuple(ids) for key, ids in persons.items()},
    )


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
        role=known.role,
    )
