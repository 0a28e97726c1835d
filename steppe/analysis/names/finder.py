"""Find the names of an article and what they stand for."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache

from steppe.analysis.article import Article, Entity, EntityType, Mention, Names
from steppe.analysis.names.ambiguity import Context, read_context
from steppe.analysis.names.authority import Authority, known_entity, load_authority
from steppe.analysis.names.brands import find_branches, find_domains
from steppe.analysis.names.candidates import LEARNED, MODEL, Candidate, settle
from steppe.analysis.names.companies import (
    find_bodies_behind_nouns,
    find_companies,
    find_explained_companies,
    find_tailed_companies,
)
from steppe.analysis.names.confidence import RULE_CONFIDENCE
from steppe.analysis.names.events import join_short_events
from steppe.analysis.names.folding import (
    Cluster,
    entity_slug,
    fold_persons,
    merged,
    ministry_names,
    plain_name,
    read_person_name,
)
from steppe.analysis.names.grammar import find_headed_names
from steppe.analysis.names.headnouns import find_head_nouns, learn_head_nouns
from steppe.analysis.names.initials import label_of_initials
from steppe.analysis.names.known import known_words
from steppe.analysis.names.lines import Line, fold_word, read_lines
from steppe.analysis.names.matcher import Match, NameTrie
from steppe.analysis.names.ministries import find_prosecutors, find_small_ministries
from steppe.analysis.names.model_organisations import find_model_organisations
from steppe.analysis.names.model_persons import find_model_persons
from steppe.analysis.names.organisations import (
    bind_abbreviations,
    find_camel_names,
    find_described_organisations,
    find_possessed_organisations,
)
from steppe.analysis.names.parts_of_bodies import find_parts_of_bodies
from steppe.analysis.names.people import (
    find_acting_persons,
    find_aged_persons,
    find_appositive_persons,
    find_related_persons,
    find_shaped_persons,
    find_titled_persons,
)
from steppe.analysis.names.places import find_known
from steppe.analysis.names.projects import find_projects
from steppe.analysis.names.quoted_bodies import find_quoted_bodies
from steppe.analysis.names.state_bodies import is_state_body
from steppe.analysis.names.told_persons import find_told_persons
from steppe.analysis.names.unlisted import find_unlisted_places
from steppe.analysis.names.vocabulary import COMPANY_TAILS

# Bodies that every state has under the same name: the article's country tells them apart.
SAME_IN_EVERY_STATE = frozenset(
    [
        "national bank",
        "central bank",
        "cabinet of ministers",
        "supreme court",
        "constitutional court",
        "security council",
        "chamber of commerce",
        "chamber of commerce and industry",
        "economic court",
        "central election commission",
        "accounts chamber",
        "statistics agency",
        "general prosecutor s office",
        "prosecutor general s office",
        "attorney general s office",
    ]
)
# A company is named again by its first word: Tengri Minerals LLP, then Tengri.
COMPANY_RULES = frozenset(["company-suffix", "company-noun"])
_STATES = re.compile(r"\A(?:U\.S\.|US)\s")
_SHORTEST_SURNAME = 2
_FEWEST_LABELS = 2  # in a transcript a speaker's label stands again and again
_SHORTEST_ACRONYM = 3  # TAV Airports, then TAV
# A place that the text explained once is meant wherever its name stands again.
UNLISTED_PLACE = "place-by-neighbour"


class NameFinder:
    """Finds countries, places, persons, organisations, events and initiatives; made by `load_finder`."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority

    def find(self, article: Article) -> Names:
        """All mentions of an article in text order, and the entities they stand for.

        Mentions do not overlap, but for those that are `inside` a longer one.
        """
        lines = read_lines(article)
        matches = {line.number: self._authority.names.find(line) for line in lines}
        context = read_context(lines, matches, self._authority)
        proposals = {line.number: find_known(line, matches[line.number], context, self._authority) for line in lines}
        self._propose_unknown(lines, proposals, matches, context)
        settled = [candidate for line in lines for candidate in settle(proposals[line.number])]
        learned = self._learn(settled, context.small_words)
        heads = learn_head_nouns(settled)
        spans = {(c.start, c.end): c for c in settled}
        for line in lines:
            learned_here = _find_learned(line, learned, context)
            proposals[line.number].extend(c for c in learned_here if _is_news(c, spans.get((c.start, c.end))))
            proposals[line.number].extend(find_head_nouns(line, heads))
        self._propose_initials(lines, settled, proposals)
        settled = [candidate for line in lines for candidate in settle(proposals[line.number])]
        return self._name(settled)

    def _propose_unknown(
        self,
        lines: list[Line],
        proposals: dict[int, list[Candidate]],
        matches: dict[int, list[Match]],
        context: Context,
    ) -> None:
        known = {line.number: known_words(line, proposals[line.number]) for line in lines}
        matched = {n: frozenset(i for m in found for i in range(m.first, m.last)) for n, found in matches.items()}
        by_number = {line.number: line for line in lines}
        for number, found in proposals.items():
            line = by_number[number]
            found.extend(find_headed_names(line, known[number]))
            found.extend(find_small_ministries(line, known[number]))
            found.extend(find_prosecutors(line, known[number]))
            found.extend(find_parts_of_bodies(line, known[number]))
            found.extend(find_projects(line, known[number]))
            found.extend(find_camel_names(line, known[number]))
            found.extend(find_aged_persons(line, known[number]))
            found.extend(find_related_persons(line, known[number]))
            found.extend(find_appositive_persons(line, known[number]))
            found.extend(find_acting_persons(line, known[number]))
            found.extend(find_possessed_organisations(line, known[number]))
            found.extend(find_companies(line))
            found.extend(find_tailed_companies(line, known[number]))
            found.extend(find_explained_companies(line, known[number]))
            found.extend(find_bodies_behind_nouns(line, known[number]))
            found.extend(find_quoted_bodies(line, known[number]))
            found.extend(find_described_organisations(line, known[number]))
            found.extend(find_domains(line, known[number]))
            found.extend(find_branches(line, known[number], self._roles(found)))
            found.extend(find_told_persons(line, known[number]))
            found.extend(find_titled_persons(line, known[number]))
            found.extend(find_shaped_persons(line, known[number]))
            placed = [c for c in found if c.country]
            found.extend(find_unlisted_places(line, known[number], placed, context.countries, matched[number]))
        for candidate in find_model_persons(lines, known, context.small_words):
            proposals[candidate.line.number].append(candidate)
        for candidate in find_model_organisations(lines, known, context.small_words):
            proposals[candidate.line.number].append(candidate)
        for number, found in proposals.items():
            found.extend(bind_abbreviations(by_number[number], found))

    def _propose_initials(
        self, lines: list[Line], settled: list[Candidate], proposals: dict[int, list[Candidate]]
    ) -> None:
        """The speakers of a transcript under their initials: "T.L.: It was arithmetic." of Tamar Lortkipanidze."""
        labels = [(line, label) for line in lines if (label := label_of_initials(line)) is not None]
        if len(labels) < _FEWEST_LABELS:
            return
        bearers: dict[str, set[str]] = defaultdict(set)
        for candidate in settled:
            if candidate.type == "person" and not candidate.inside:
                name = self._authority.entity(candidate.entity_id).name if candidate.entity_id else candidate.name
                bearers["".join(word[0] for word in name.split())].add(name)
        for line, (start, end, letters) in labels:
            if len(bearers[letters]) == 1:
                (name,) = bearers[letters]
                proposals[line.number].append(Candidate(line, start, end, "person", "seen-in-full", LEARNED, name=name))

    def _roles(self, found: list[Candidate]) -> dict[str, str]:
        """The pack's role of each known entity among the proposals."""
        return {c.entity_id: self._authority.entity(c.entity_id).role for c in found if c.entity_id}

    def _learn(self, settled: list[Candidate], small_words: frozenset[str]) -> NameTrie:
        """What the article itself teaches: full names and their surnames, long names and their abbreviations."""
        trie = NameTrie()
        for candidate in settled:
            if (
                candidate.rule == UNLISTED_PLACE
                and not candidate.inside
                and fold_word(candidate.name) not in small_words
            ):
                trie.add(candidate.name, candidate)
            if candidate.inside or candidate.type in ("country", "place", "region"):
                continue
            if candidate.type == "person":
                name = candidate.name if not candidate.entity_id else self._authority.entity(candidate.entity_id).name
                parts = read_person_name(name)
                if not candidate.entity_id:
                    trie.add(name, candidate)
                if len(parts.words) > 1:
                    for part in _short_forms(name):
                        trie.add(part, candidate)
            else:
                if not candidate.entity_id and candidate.rule != "seen-in-full" and "'s " not in candidate.name:
                    trie.add(candidate.name, candidate)
                if candidate.abbreviation:
                    trie.add(candidate.abbreviation, candidate)
                first = candidate.name.split()[0]
                company = candidate.rule in COMPANY_RULES or fold_word(candidate.name.split()[-1]) in COMPANY_TAILS
                company = company or (first.isupper() and len(first) >= _SHORTEST_ACRONYM)
                tailed = first.isupper() and fold_word(candidate.name.split()[-1]) in COMPANY_TAILS
                if (
                    candidate.type == "organisation"
                    and company
                    and (not candidate.entity_id or tailed)
                    and " " in candidate.name
                    and fold_word(first) not in small_words
                ):
                    trie.add(first, candidate)
        return trie

    def _name(self, settled: list[Candidate]) -> Names:
        """Give every mention its entity."""
        join_short_events(settled)
        clusters = self._cluster(settled)
        entities: dict[str, Entity] = {}
        surfaces: dict[str, set[str]] = defaultdict(set)
        mentions = []
        for candidate in settled:
            cluster = clusters.get(id(candidate))
            entity_id = candidate.entity_id or (cluster.entity_id if cluster else "")
            if not entity_id:
                if cluster is None:
                    continue
                entity_id = entity_slug(cluster.kind, cluster.name)
            surfaces[entity_id].add(candidate.surface)
            if entity_id not in entities:
                entities[entity_id] = self._entity(entity_id, cluster)
            if cluster is not None:
                surfaces[entity_id].update(cluster.aliases)
            mentions.append(
                Mention(
                    start=candidate.start,
                    end=candidate.end,
                    entity_id=entity_id,
                    form=candidate.form,
                    country=candidate.country,
                    inside=candidate.inside,
                    rule=candidate.rule,
                    confidence=RULE_CONFIDENCE[candidate.rule],
                )
            )
        complete = {
            key: _with_aliases(entity, merged([entity.name, *entity.aliases, *surfaces[key]]))
            for key, entity in sorted(entities.items())
        }
        return Names(tuple(mentions), complete)

    def _entity(self, entity_id: str, cluster: Cluster | None) -> Entity:
        if entity_id in self._authority.pack.entities:
            return known_entity(self._authority, entity_id)
        if cluster is None:
            raise ValueError(f"{entity_id} is neither in the pack nor in the article")
        return Entity(entity_id, cluster.name, cluster.kind, country=cluster.country)  # type: ignore[arg-type]

    def _cluster(self, settled: list[Candidate]) -> dict[int, Cluster]:
        persons = [c for c in settled if c.type == "person"]
        known = {c.entity_id: self._authority.entity(c.entity_id).name for c in persons if c.entity_id}
        for candidate in persons:
            known.update(self._authority.find_person(candidate.name) if not candidate.entity_id else {})
        clusters = fold_persons(persons, known)
        bodies: dict[tuple[EntityType, str, str | None], Cluster] = {}
        for candidate in settled:
            if candidate.entity_id or candidate.type == "person":
                continue
            if candidate.type in ("place", "region"):
                clusters[id(candidate)] = Cluster(candidate.type, candidate.name, country=candidate.country)
                continue
            state = self._state(candidate, settled)
            key = (candidate.type, plain_name(candidate.name), state)
            if key not in bodies:
                bodies[key] = self._body(candidate, state)
            bodies[key].aliases.update(filter(None, (candidate.name, candidate.abbreviation)))
            clusters[id(candidate)] = bodies[key]
        return clusters

    def _state(self, candidate: Candidate, settled: list[Candidate]) -> str | None:
        """The state that a ministry or national bank belongs to: told by the text around it, or the article's own."""
        plain = plain_name(candidate.name)
        ministry = plain in SAME_IN_EVERY_STATE or "ministry" in plain.split()
        if candidate.state or not (ministry or (candidate.type == "organisation" and is_state_body(plain))):
            return candidate.state
        here = [
            code for code in self._countries_of(candidate.line, settled) if code in self._authority.pack.focus_countries
        ]
        if len(set(here)) == 1:
            return here[0]
        leaders = {
            self._authority.entity(c.entity_id).country
            for c in settled
            if c.line is candidate.line and c.type == "person" and c.entity_id in self._authority.pack.entities
        }
        if not here and len(leaders) == 1:
            return leaders.pop()
        focus = self._authority.pack.focus_countries
        counted = Counter(c.country for c in settled if c.country and not c.inside)
        counted = Counter({code: counted[code] for code in counted if code in focus}) or counted
        return min(counted, key=lambda code: (-counted[code], code), default=None)

    @staticmethod
    def _countries_of(line: Line, settled: list[Candidate]) -> list[str]:
        return [c.country for c in settled if c.country and c.line is line]

    def _body(self, candidate: Candidate, state: str | None) -> Cluster:
        name = candidate.name
        for suffix in (".", ","):
            name = name.removesuffix(suffix)
        plain = re.sub(r"\b(?:the )?(?:Islamic )?Republic of (?=[A-Z])", "", name)
        plain = re.sub(r" of (?:the )?(?:Russian Federation|RF)\Z", " of Russia", plain)
        aliases = {name, *(_STATES.sub(called, name) for called in ("United States ", ""))}
        cluster = Cluster(candidate.type, plain, country=state, aliases=aliases)
        if state is not None:
            names = ministry_names(plain, self._authority.pack.countries[state].name)
            cluster.name = names[0]
            cluster.aliases.update(names)
            cluster.aliases.update(n.replace(" of Kyrgyzstan", " of the Kyrgyz Republic") for n in names)
        return cluster


def _is_news(learned: Candidate, settled: Candidate | None) -> bool:
    """Whether what the article taught says more of a span than what was settled without it."""
    if settled is None or settled.type != learned.type:
        return True
    return settled.type != "person" and settled.strength == MODEL and settled.name != learned.name


def _with_aliases(entity: Entity, aliases: tuple[str, ...]) -> Entity:
    return replace(entity, aliases=aliases)


def _short_forms(name: str) -> tuple[str, ...]:
    """The words of a full name that refer back to a person: the last, and the first (Xi; or among friends)."""
    words = [word for word in name.split() if len(word.strip(".")) >= _SHORTEST_SURNAME]
    if len(words) < 2:
        return ()
    first, last = words[0], words[-1]
    return (last,) if "." in first else (last, first)


def _find_learned(line: Line, learned: NameTrie, context: Context) -> list[Candidate]:
    found = []
    for match in learned.find(line):
        source: Candidate = match.names[0].value
        words = line.words[match.first : match.last]
        common = all(fold_word(word.text) in context.small_words for word in words)
        if common and (line.style == "title" or match.start in line.sentence_starts):
            continue
        surface = " ".join(line.text[match.start : match.end].split())
        person = source.type == "person"
        unlisted = source.rule == UNLISTED_PLACE
        found.append(
            Candidate(
                line,
                match.start,
                match.end,
                source.type,
                UNLISTED_PLACE if unlisted else "seen-in-full",
                LEARNED,
                entity_id="" if person else source.entity_id,
                name=surface if person else source.name,
                state=source.state,
                form=source.form,
                country=source.country,
            )
        )
    return found


@cache
def load_finder(pack_name: str = "central_asia") -> NameFinder:
    """The name finder of a region, loaded once.

    Raises
    ------
    PackError : the pack does not exist, or its data contradicts itself.
    """
    return NameFinder(load_authority(pack_name))


__all__ = ["NameFinder", "load_finder"]
