"""One thing, one entity: short forms, titles, initials and spellings of a name within an article.

Persons fold by surname and what the text tells of first names; organisations by the name itself, its
abbreviation, and the state whose body they are. What stays apart in doubt can be joined by hand; what is
joined wrongly cannot be seen, so doubt keeps apart.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from steppe.analysis.names.candidates import Candidate
from steppe.analysis.names.initials import LETTERS
from steppe.analysis.names.lines import fold_word, split_words
from steppe.analysis.names.vocabulary import COMPANY_SUFFIXES, NON_NAME_WORDS, PARTICLES

_PREFIXES = {
    "person": "person",
    "organisation": "org",
    "event": "event",
    "initiative": "init",
    "place": "place",
    "region": "region",
}
_SOUNDS = (
    ("dzh", "j"),
    ("zh", "j"),
    ("kh", "h"),
    ("iy", "i"),
    ("yy", "i"),
    ("ie", "e"),
    ("ye", "e"),
    ("yo", "o"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
)


def slug(text: str) -> str:
    """A readable identifier part: ASCII letters and digits, hyphens between words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii") or text
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "x" + text.encode("utf-8").hex()


def entity_slug(kind: str, name: str) -> str:
    """The identifier of an entity that the pack does not know, such as `person-aigul-sadykova`."""
    return f"{_PREFIXES[kind]}-{slug(name)}"


def sound_key(name: str) -> str:
    """A key that transliterations of one name share: Zhaparov and Japarov, Kasym and Qasym."""
    text = "".join(fold_word(word.text) for word in split_words(name) if word.text[0].isalpha())
    for written, heard in _SOUNDS:
        text = text.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", text)


@dataclass(slots=True)
class Cluster:
    """Candidates that are one entity. `entity_id` is the pack's where it knows the entity."""

    kind: str
    name: str
    entity_id: str = ""
    country: str | None = None
    gender: str = ""
    aliases: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts: full words, and initials."""

    words: tuple[str, ...]
    initials: tuple[str, ...]

    @property
    def surname(self) -> str:
        """The last word, folded."""
        return self.words[-1] if self.words else ""


def read_person_name(name: str) -> PersonName:
    """Split a name; a hyphenated word is one, particles are dropped."""
    words, initials = [], []
    for part in name.replace("\u00a0", " ").split():
        bare = part.strip(".,")
        if re.fullmatch(rf"(?:{LETTERS}\.-?){{1,3}}|[A-Z]\.?|(?:[A-Z]\.?-?){{2,3}}(?<=\.)", part):
            initials.extend(re.findall(LETTERS, part))
        elif bare and bare.casefold() not in PARTICLES:
            words.append("".join(fold_word(w.text) for w in split_words(bare)))
    return PersonName(tuple(words), tuple(letter[0].casefold() for letter in initials))


def compatible(short: PersonName, full: PersonName) -> bool:
    """Whether the short name can be the full one's: same surname, and no first name that speaks against it."""
    if not short.words or not full.words:
        return False
    if len(short.words) == len(full.words) == 2 and short.words == full.words[::-1]:
        return True  # surname first, as in Ulaanbaatar, Seoul and Budapest, or last
    if short.surname != full.surname and sound_key(short.surname) != sound_key(full.surname):
        return len(short.words) == 1 and not short.initials and short.words[0] == full.words[0]
    given = full.words[:-1]
    if len(short.words) > 1:
        ours = short.words[:-1]
        same = set(ours) & set(given) or any(sound_key(a) == sound_key(b) for a in ours for b in given)
        if not same:
            return False
    return not short.initials or not given or any(g[0] in short.initials or g[0] == "j" for g in given)


def _is_short(candidate: Candidate) -> bool:
    """Whether this is a surname or the like, which another person of the article with that surname may claim."""
    if candidate.entity_id:
        return len(candidate.surface.split()) == 1
    return len(read_person_name(candidate.name).words) <= 1


def fold_persons(candidates: list[Candidate], known: dict[str, str]) -> dict[int, Cluster]:
    """Cluster the person candidates of an article, by `id(candidate)`.

    known : full names of the pack's persons that the article mentions, by entity_id.
    A short form goes to the nearest compatible full name before it, or else the first one after it. A short form
    that nothing explains keeps a cluster of its own.
    """
    ordered = sorted(candidates, key=lambda c: c.start)
    clusters: list[tuple[PersonName, Cluster, int]] = [
        (read_person_name(name), Cluster("person", name, entity_id), -1) for entity_id, name in sorted(known.items())
    ]
    assigned: dict[int, Cluster] = {}
    for candidate in ordered:
        if candidate.entity_id and _is_short(candidate):
            candidate.name = candidate.surface
    full = [c for c in ordered if not c.entity_id and len(read_person_name(c.name).words) > 1]
    short = [c for c in ordered if _is_short(c)]
    for candidate in sorted(full, key=lambda c: (-len(read_person_name(c.name).words), c.start)):
        parts = read_person_name(candidate.name)
        match = next((c for name, c, _ in clusters if len(name.words) > 1 and compatible(parts, name)), None)
        if match is None:
            match = Cluster("person", candidate.name, gender=candidate.gender)
            clusters.append((parts, match, candidate.start))
        match.gender = match.gender or candidate.gender
        match.aliases.add(candidate.name)
        assigned[id(candidate)] = match
    places: dict[int, list[int]] = {}
    for candidate in ordered:
        if id(candidate) in assigned:
            places.setdefault(id(assigned[id(candidate)]), []).append(candidate.start)
        elif candidate.entity_id and not _is_short(candidate):
            owner = next((c for _, c, _ in clusters if c.entity_id == candidate.entity_id), None)
            if owner is not None:
                places.setdefault(id(owner), []).append(candidate.start)
    for candidate in short:
        parts = read_person_name(candidate.name)
        fitting = [c for name, c, _ in clusters if compatible(parts, name) and _same_gender(candidate, c)]
        match = _nearest(fitting, places, candidate.start)
        if candidate.entity_id:
            if match is None or match.entity_id == candidate.entity_id or id(match) not in places:
                continue
            candidate.entity_id = match.entity_id
        if match is None:
            match = Cluster("person", candidate.name, gender=candidate.gender)
            clusters.append((parts, match, candidate.start))
        places.setdefault(id(match), []).append(candidate.start)
        match.aliases.add(candidate.name)
        assigned[id(candidate)] = match
    return assigned


def _same_gender(candidate: Candidate, cluster: Cluster) -> bool:
    return not candidate.gender or not cluster.gender or candidate.gender == cluster.gender


def _nearest(clusters: list[Cluster], places: dict[int, list[int]], at: int) -> Cluster | None:
    def distance(cluster: Cluster) -> tuple[bool, int]:
        starts = places.get(id(cluster), [10**9])
        before = [at - start for start in starts if start <= at]
        return (not before, min(before) if before else min(starts))

    return min(clusters, key=distance, default=None)


def plain_name(name: str) -> str:
    """The key under which two writings of an organisation, event or initiative are the same."""
    folds = [word.fold for word in split_words(name) if word.text[0].isalnum()]
    while folds and folds[-1] in COMPANY_SUFFIXES:
        folds.pop()
    while folds and folds[0] in ("the", *COMPANY_SUFFIXES, *(NON_NAME_WORDS & {"our", "its"})):
        folds.pop(0)
    return " ".join(folds)


def ministry_names(name: str, state: str) -> tuple[str, ...]:
    """Ways to name a body of a state; the first is the canonical one.

    "Energy Ministry" of Kazakhstan -> "Ministry of Energy of Kazakhstan", "Kazakhstan's Ministry of Energy", ...
    """
    bare = re.sub(rf"\s+of\s+(?:the\s+)?(?:Republic\s+of\s+|Kingdom\s+of\s+)?{re.escape(state)}$", "", name).strip()
    turned = re.fullmatch(r"(?:the )?(.+?) Ministry", bare)
    base = [bare]
    if turned:
        subject = {"Foreign": "Foreign Affairs", "Interior": "Internal Affairs", "Defense": "Defence"}.get(
            turned.group(1), turned.group(1)
        )
        base.insert(0, f"Ministry of {subject}")
    elif bare.startswith("Ministry of "):
        base.append(f"{bare.removeprefix('Ministry of ').removeprefix('the ')} Ministry")
    article = "the " if state.startswith("United ") else ""
    out = [f"{b} of {article}{state}" for b in base] + [f"{b} of the Republic of {state}" for b in base] + base
    return tuple(dict.fromkeys([*out, *(f"{state}'s {b}" for b in base), *(f"{state} {b}" for b in base)]))


def merged(texts: Iterable[str]) -> tuple[str, ...]:
    """Sorted, without doubles or empties."""
    return tuple(sorted({" ".join(text.split()) for text in texts if text}))
