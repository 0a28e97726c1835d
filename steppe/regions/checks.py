"""What must hold in every pack, checked each time one is loaded."""

from steppe.errors import PackError
from steppe.regions.pack import CONDITIONS, ENTITY_TYPES, PLACE_FORMS, Pack, PackEntity, PackName

WITH_FORM = frozenset({"country", "place"})


def check_pack(pack: Pack) -> None:
    """Raise a PackError that names the first contradiction in the data."""
    for entity in pack.entities.values():
        _check_entity(entity)
    for name in pack.names:
        _check_name(name, pack.entities)
    for code in (*pack.focus_countries, *pack.neighbours):
        if code not in pack.countries:
            raise PackError(f"The pack names the country {code}, which no table has.", advice="Mend pack.toml.")
    if pack.region_entity not in pack.entities:
        raise PackError(f"{pack.region_entity} is no entity of the pack.", advice="Mend pack.toml.")
    clashes = find_clashes(pack)
    if clashes:
        text, ids = clashes[0]
        raise PackError(f"{text!r} always means {ids[0]}, and always {ids[1]}.", advice='Mark one of them "ambiguous".')


def find_clashes(pack: Pack) -> list[tuple[str, tuple[str, ...]]]:
    """Names that stand for two entities with no condition to tell them apart: (text, entity_ids)."""
    owners: dict[str, set[str]] = {}
    for name in pack.names:
        if not name.when:
            owners.setdefault(name.text, set()).add(name.entity_id)
    return [(text, tuple(sorted(ids))) for text, ids in owners.items() if len(ids) > 1]


def _check_entity(entity: PackEntity) -> None:
    if entity.type not in ENTITY_TYPES:
        raise PackError(f"{entity.entity_id}: no entity type {entity.type!r}.", advice="See steppe/regions/pack.py.")
    if not entity.name:
        raise PackError(f"{entity.entity_id} has no name.", advice="Give it its usual English name.")
    if entity.type in WITH_FORM and not entity.country:
        raise PackError(f"{entity.entity_id} lies in no country.", advice="What crosses borders is a region.")
    if (entity.lat is None) != (entity.lon is None):
        raise PackError(f"{entity.entity_id} has half a position.", advice="Give both lat and lon, or neither.")
    if entity.lat is not None and entity.lon is not None and not (abs(entity.lat) <= 90 and abs(entity.lon) <= 180):
        raise PackError(f"{entity.entity_id} lies outside the world.", advice="lat, lon are degrees.")


def _check_name(name: PackName, entities: dict[str, PackEntity]) -> None:
    entity = entities.get(name.entity_id)
    if entity is None:
        raise PackError(f"{name.text!r} names {name.entity_id}, which no table has.", advice="Add the entity.")
    if not name.text or name.text != name.text.strip():
        raise PackError(f"{name.entity_id} has a name that is empty or padded.", advice="Trim it.")
    if name.when not in CONDITIONS:
        raise PackError(f"{name.text!r}: no condition {name.when!r}.", advice="See steppe/regions/pack.py.")
    if (name.form is not None) != (entity.type in WITH_FORM):
        raise PackError(f"{name.text!r}: form {name.form!r} on a {entity.type}.", advice="Places alone have forms.")
    if name.form is not None and name.form not in PLACE_FORMS:
        raise PackError(f"{name.text!r}: no form {name.form!r}.", advice="See steppe/regions/pack.py.")
