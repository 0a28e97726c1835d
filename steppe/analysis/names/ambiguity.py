"""Does a known name mean what the authority says, here? Context decides, and the decision says by which rule.

First the whole article is read for what is beyond doubt; then each doubtful name is weighed against that.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from steppe.analysis.names.authority import Authority
from steppe.analysis.names.lines import Line
from steppe.analysis.names.matcher import Match
from steppe.analysis.names.metonymy import capital_form
from steppe.analysis.names.namesakes import capital_after, capital_before, is_person_or_type
from steppe.analysis.names.vocabulary import GENERIC_MODIFIERS, NON_NAME_WORDS, TITLE_MODIFIERS, TITLES
from steppe.analysis.names.words import word_set
from steppe.regions import PackEntity, PackName

LOCATIVE_WORDS = word_set("in at near from to into outside around across throughout within toward towards via")
PLACE_NOUNS = word_set(
    "city town village province region oblast district county state river lake valley port republic island border "
    "municipality prefecture settlement suburb mountains desert bay sea basin airport"
)
DWELLERS = word_set("villagers residents inhabitants dwellers outskirts streets mayor akim suburbs bazaars children")
LABELS_OF_PLACES = frozenset(["GPE", "LOC", "FAC", "NORP"])
# Words that speak for one country of the region: its money, its offices, and what it alone mines on a large scale
# (uranium: World Nuclear Association, World Uranium Mining Production, 2023).
TELLING_WORDS = {
    "tenge": "KZ",
    "maslikhat": "KZ",
    "uranium": "KZ",
    "som": "KG",
    "aiyl": "KG",
    "somoni": "TJ",
    "jamoat": "TJ",
    "soum": "UZ",
    "mahalla": "UZ",
    "khokim": "UZ",
    "hokim": "UZ",
    "etrap": "TM",
}
# A name is accepted when what speaks for it outweighs what speaks against it by this much.
ACCEPTED = 2.0
# A city of so many inhabitants is meant more often than a namesake.
LARGE_CITY = 1_000_000


@dataclass
class Context:
    """What an article says beyond doubt.

    countries : unconditional mentions of each country (ISO code), those in cities included.
    entities : unconditional mentions of each known entity.
    by_line, near : the same by line: counts, and (offset, ISO code) of each.
    small_words : folded words that the article writes in small letters.
    words : all its folded words.
    """

    countries: Counter[str] = field(default_factory=Counter)
    entities: Counter[str] = field(default_factory=Counter)
    by_line: dict[int, Counter[str]] = field(default_factory=dict)
    near: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    small_words: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def read_context(lines: list[Line], matches: dict[int, list[Match]], authority: Authority) -> Context:
    """Count what needs no context."""
    context = Context()
    small: set[str] = set()
    words: set[str] = set()
    for line in lines:
        here = context.by_line.setdefault(line.number, Counter())
        near = context.near.setdefault(line.number, [])
        for word in line.words:
            words.add(word.fold)
            if word.text.islower():
                small.add(word.fold)
        for match in matches[line.number]:
            certain = {name.value.entity_id for name in match.names if name.value.when in ("", "caps", "leader")}
            for entity_id in certain:
                context.entities[entity_id] += 1
                entity = authority.entity(entity_id)
                if entity.country and entity.type in ("country", "place"):
                    here[entity.country] += 1
                    near.append((match.start, entity.country))
                    context.countries[entity.country] += 1
    context.small_words, context.words = frozenset(small), frozenset(words)
    return context


def choose_name(line: Line, match: Match, context: Context, authority: Authority) -> tuple[PackName, str] | None:
    """Which of the names that fit is meant here, and the rule that chose it; None if none of them is.

    The rule is "" where nothing had to be decided.
    """
    names: list[PackName] = [name.value for name in match.names]
    if match.last - match.first == 1 and line.words[match.first].fold in GENERIC_MODIFIERS:
        return None  # The National is a newspaper, National a word
    if is_person_or_type(line, match) or _in_person_name(line, match, names, authority):
        return None
    union = next((n for n in names if n.when == "metonym-eu"), None)
    if union is not None and capital_form(line, match.start, match.end)[0] == "metonym":
        return union, "city-for-union"
    always = [n for n in names if n.when in ("", "caps", "leader") and (n.when != "caps" or _exact(line, match, n))]
    if len(always) == len(names) and always:
        return always[0], ""
    scored: list[tuple[float, int, int, PackName]] = []
    for name in names:
        entity = authority.entity(name.entity_id)
        if name.when == "ambiguous":
            weight = _weigh(line, match, name, entity, context)
            if weight >= ACCEPTED:
                scored.append((weight, entity.population, -len(scored), name))
    if scored:
        weight, _, _, name = max(scored, key=lambda item: item[:3])
        if not always or weight >= ACCEPTED + 2 or _alone(always[0], context, authority):
            return name, "ambiguous-by-context"
    if always:
        return always[0], ""
    return _conditional(line, match, names, context)


def _alone(name: PackName, context: Context, authority: Authority) -> bool:
    """Whether nothing else in the article is of the place's country: Aksu in Xinjiang, and China nowhere named."""
    country = authority.entity(name.entity_id).country
    return country is not None and context.countries[country] <= context.entities[name.entity_id]


def _conditional(line: Line, match: Match, names: list[PackName], context: Context) -> tuple[PackName, str] | None:
    for name in names:
        if name.when == "anchored" and context.entities[name.entity_id]:
            return name, "authority-anchored"
        if name.when == "surname" and (context.entities[name.entity_id] or _introduced(line, match)):
            return name, "authority-surname"
    return None


def _exact(line: Line, match: Match, name: PackName) -> bool:
    written = "".join(word.text for word in line.words[match.first : match.last])
    return written.rstrip(".") == re.sub(r"\s", "", name.text).rstrip(".")


def _introduced(line: Line, match: Match) -> bool:
    """Whether a title stands right before the name."""
    return match.first > 0 and line.words[match.first - 1].fold in TITLES | TITLE_MODIFIERS


def _in_person_name(line: Line, match: Match, names: list[PackName], authority: Authority) -> bool:
    """Whether the model reads the name as part of a person's longer name: Michael Jordan, Jordan Peterson."""
    if match.last - match.first > 1 or line.style != "sentence":
        return False
    if not any(authority.entity(n.entity_id).type in ("country", "place") and n.when == "ambiguous" for n in names):
        return False
    token = line.doc[line.token_at(match.start)]
    if token.ent_type_ == "PERSON":
        return _capital_neighbour(line, match)
    return False


def _capital_neighbour(line: Line, match: Match) -> bool:
    """Whether a capitalised word of no known use stands right before or after, with only a space between."""
    if capital_after(line, match) and line.words[match.last].fold not in PLACE_NOUNS:
        return True
    if not capital_before(line, match):
        return False
    return line.words[match.first - 1].fold not in NON_NAME_WORDS | TITLES | TITLE_MODIFIERS | PLACE_NOUNS


def _weigh(line: Line, match: Match, name: PackName, entity: PackEntity, context: Context) -> float:
    """What speaks for a doubtful name, less what speaks against it."""
    if entity.type not in ("country", "place", "region"):
        return _weigh_other(line, match, entity, context)
    words = line.words
    token = line.doc[line.token_at(match.start)]
    before = words[match.first - 1].fold if match.first else ""
    weight = 3.0 if entity.type == "country" else 0.0
    if before == "the" and entity.type == "region" and name.text != entity.name:
        weight += 1.5  # "between the Bosporus and the Altai"
    if before == "the" and match.first > 1:
        before = words[match.first - 2].fold
    after = words[match.last].fold if match.last < len(words) else ""
    if entity.country:
        weight += min(2.0, context.countries[entity.country] * 0.7)
        weight += 1.0 if context.by_line[line.number][entity.country] else 0.0
    if entity.country and any(TELLING_WORDS.get(word.fold) == entity.country for word in words):
        weight += 1.0
    if entity.population >= LARGE_CITY and entity.type == "place":
        weight += 1.0
    if before in LOCATIVE_WORDS:
        weight += 1.5
    if (before == "of" and match.first > 1 and words[match.first - 2].fold in PLACE_NOUNS) or after in PLACE_NOUNS:
        weight += 1.5
    weight += _near_weight(match, entity, context.near[line.number])
    label = _label_weight(token.ent_type_)
    weight += max(0.0, label) if entity.type == "country" else label
    if line.style == "sentence" and _capital_neighbour(line, match) and name.form != "demonym":
        weight -= 3.0
    if match.start in line.sentence_starts and words[match.first].fold in context.small_words:
        weight -= 2.0
    if not token.tag_.startswith(("NN", "JJ")):
        weight -= 2.0
    return weight


def _near_weight(match: Match, entity: PackEntity, near: list[tuple[int, str]]) -> float:
    """A place of the same country within a few words speaks for a place."""
    return 1.5 if any(country == entity.country and abs(at - match.start) < 40 for at, country in near) else 0.0


def _label_weight(label: str) -> float:
    if label in LABELS_OF_PLACES:
        return 1.5
    if label == "PERSON":
        return -2.0
    return -0.5


def _weigh_other(line: Line, match: Match, entity: PackEntity, context: Context) -> float:
    """For persons, organisations, events and initiatives with common words for a name: the model must agree."""
    token = line.doc[line.token_at(match.start)]
    before = [word.fold for word in line.words[max(0, match.first - 2) : match.first]]
    if before[-1:] == ["of"] and before[0] in TITLES | {"ministry", "minister"}:
        return 0.0  # "Minister of Foreign Affairs" is no magazine
    wanted = {
        "person": ("PERSON",),
        "organisation": ("ORG", "NORP", "PRODUCT"),
        "event": ("EVENT", "ORG"),
        "initiative": ("ORG", "LAW", "EVENT", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"),
    }.get(entity.type, ())
    weight = 1.5 if token.ent_type_ in wanted else 0.0
    weight += 1.0 if context.entities[entity.entity_id] else 0.0
    if entity.country:
        weight += min(1.0, 0.5 * context.countries[entity.country])
        here = context.by_line[line.number]
        if here and not here[entity.country] and entity.type == "organisation":
            weight -= 1.5  # every state has a State Security Service: this passage speaks of others
    if match.start not in line.sentence_starts:
        weight += 0.5
    if line.style == "sentence" and _capital_neighbour(line, match):
        weight -= 2.0
    return weight
