"""What the rules propose: a span, what it may stand for, and which rule says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from steppe.analysis.article import EntityType, PlaceForm
from steppe.analysis.names.lines import Line

# Of two proposals that overlap without one holding the other, the better founded wins.
AUTHORITY, LEARNED, GRAMMAR, MODEL = 4, 3, 2, 1


@dataclass(slots=True)
class Candidate:
    """A proposed mention.

    entity_id : known entity, or "" until folding gives one.
    name : the name as the text has it, or the canonical name where a rule could build it.
    abbreviation : the short form that the text binds to it in brackets, or "".
    state : ISO code of the state whose body this is, where the text tells.
    gender : "f", "m" or "" from a title before a person's name.
    """

    line: Line
    start: int
    end: int
    type: EntityType
    rule: str
    strength: int
    entity_id: str = ""
    name: str = ""
    form: PlaceForm | None = None
    country: str | None = None
    abbreviation: str = ""
    state: str | None = None
    gender: str = ""
    inside: bool = False

    @property
    def surface(self) -> str:
        """The span's text."""
        return self.line.text[self.start : self.end]

    def overlaps(self, other: "Candidate") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Candidate") -> bool:
        """Whether the other lies within this one and is shorter."""
        return self.start <= other.start and other.end <= self.end and self.end - self.start > other.end - other.start


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Choose among overlapping proposals: the longest first; what the authority knows within it stays, as `inside`.

    A model's proposal that cuts through one of the authority or the grammar is dropped at once.
    """
    proposals = list(candidates)
    owners: dict[int, list[Candidate]] = {}
    for candidate in proposals:
        if candidate.strength > MODEL:
            for at in range(candidate.start, candidate.end):
                owners.setdefault(at, []).append(candidate)
    kept = [c for c in proposals if c.strength > MODEL or not _cuts_through(c, owners)]
    kept.sort(key=lambda c: (c.start - c.end, -c.strength, c.start, c.type, c.entity_id))
    chosen: list[Candidate] = []
    nested: list[Candidate] = []
    taken: dict[int, Candidate] = {}
    for candidate in kept:
        holders = {id(h): h for at in range(candidate.start, candidate.end) if (h := taken.get(at)) is not None}
        if not holders:
            chosen.append(candidate)
            for at in range(candidate.start, candidate.end):
                taken[at] = candidate
            continue
        holder = next(iter(holders.values()))
        fits = len(holders) == 1 and holder.holds(candidate) and _may_nest(holder, candidate)
        if fits and not any(candidate.overlaps(other) for other in nested):
            candidate.inside = True
            nested.append(candidate)
    return sorted(chosen + nested, key=lambda c: (c.start, -c.end))


def _cuts_through(candidate: Candidate, owners: dict[int, list[Candidate]]) -> bool:
    touched = {id(o): o for at in range(candidate.start, candidate.end) for o in owners.get(at, ())}
    return any(not candidate.holds(other) for other in touched.values())


def _may_nest(holder: Candidate, inner: Candidate) -> bool:
    """Only places are worth marking inside a longer name, and only those that the authority knows."""
    return inner.strength == AUTHORITY and holder.type != "person" and inner.type in ("country", "place", "region")
