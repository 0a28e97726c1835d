"""What an article tells of its persons: the jobs it gives them, and whether they are men or women."""

import re
from typing import NamedTuple

from steppe.analysis.article import Mention, Names
from steppe.analysis.names.vocabulary import FEMALE_TITLES, MALE_TITLES, TITLES
from steppe.analysis.names.words import word_set

# One word for what is said in several: a text calls the same person by both.
_SAME_JOB = {
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "chairs": "chair",
    "premier": "prime minister",
    "president": "head of state",
    "runs": "head",
    "leads": "head",
    "heads": "head",
    "farms": "farmer",
    "teaches": "teacher",
}
_PHRASES = re.compile(r"\b(head of state|head of government|prime minister)\b")
# Where the words before a name stop to belong to it.
_BREAK_BEFORE = re.compile(r",|\b(?:and|that|which|who|whose|told|met|said|with|to|by|between|but|while)\b")
# An apposition with or without an age, a relative clause, or a verb that tells a job.
_AFTER_NAME = re.compile(
    r"\s*,\s*(?:\d\d,\s*)?(?:who\b)?([^.;:“\"]*)|\s+(?:is|was)\s+(?:an?|the)\s+([^.;:“\"]*)|\s+(teaches|runs|heads|leads|farms)\b"
)
_NEW_SENTENCE = re.compile(r"[.!?;:]\s+(?=[\"“A-Z])")
_WORD = re.compile(r"[\w-]+")

_WOMEN = word_set(
    "alice amy angela anne ann barbara carol caroline catherine charlotte chloe christine claire deborah diane "
    "elizabeth ellen emily emma esther eve frances grace hannah heather helen irene isabel jane janet jean jennifer "
    "jessica joan judith judy julie karen kate katherine kathleen laura lauren linda lisa lucy margaret marie "
    "mary meg megan michelle nancy naomi nicole rachel rebecca ruth sally sandra sarah sharon sophie stephanie susan "
    "tracy ursula valerie victoria yvonne gulnar aigerim aizhan ainur aigul aisulu saltanat nargis nargiz nilufar "
    "nazgul burul aynur ayşe leyla nur-aisha zeynep aliye salome nino ketevan mao-ning asel assel aliya dariga zarina"
)
_MEN = word_set(
    "alan albert alexander andrew anthony arthur benjamin brian charles christopher daniel david dennis donald "
    "douglas edward eric frank gary george gerald gregory harold henry ian jack jacob james jason jeffrey jerry john "
    "jonathan joseph joshua justin keith kenneth kevin larry lawrence luke mark matthew michael nathan nicholas "
    "oliver patrick paul peter philip ralph raymond richard robert roger ronald russell ryan scott sean simon stephen "
    "steven terry thomas timothy tom vincent walter wayne william mustafa nikita ilya abdulla mirza isa musa yahya "
    "zia raza reza mirzo luca danila savva foma kuzma luka andrea sasha zhenya issa mulla abdullah temirlan nurlan "
    "erlan askar marat rustam timur bolat daniyar daulet kanat kairat serik yerlan aibek bakyt azamat ulan emil "
    "farrukh davron jasur sherzod shavkat otabek anvar alisher bakhtiyar bekzod ravshan kamran elchin ilham vladimir "
    "igor oleg viktor sergei pavel yuri dmitry andrei klaus hans jonas"
)
_FEMALE_SURNAMES = ("ova", "eva", "ina", "skaya", "kyzy", "kizi", "qizi")
_MALE_SURNAMES = ("ov", "ev", "sky", "skiy", "skii", "uulu", "uly", "ogly", "oglu", "zoda", "zade")
_FEMALE_GIVEN = ("gul", "gül", "guli", "oy", "nisa")
_MALE_GIVEN = ("bek", "boy", "bay", "bai", "din", "jon")
_SHORTEST_WITH_A = 4


class Role(NamedTuple):
    """The words that tell a person's job where the name stands.

    start : offset of the name; title_start : where the words before the name begin.
    """

    start: int
    title_start: int
    entity_id: str
    words: frozenset[str]


def job_words(phrase: str) -> frozenset[str]:
    """The words of a job, those of the same meaning brought to one."""
    text = phrase.casefold()
    phrases = {found.group(1) for found in _PHRASES.finditer(text)}
    words = {_SAME_JOB.get(word, word) for word in _WORD.findall(text) if len(word) > 3 or word in TITLES}
    return frozenset(words | phrases)


def read_roles(text: str, mentions: list[Mention], names: Names) -> list[Role]:
    """What stands as a title before or as an apposition after each person's name, in text order."""
    roles = []
    for number, mention in enumerate(mentions):
        if names.entities[mention.entity_id].type != "person":
            continue
        floor = max(mentions[number - 1].end if number else 0, mention.start - 90)
        sentence = _NEW_SENTENCE.split(text[floor : mention.start])[-1]
        before = sentence.rstrip(" ,")
        before = _BREAK_BEFORE.split(before.casefold())[-1]
        following = (m for m in mentions[number + 1 : number + 6] if names.entities[m.entity_id].type == "person")
        next_person = next((m.start for m in following), len(text))
        ceiling = min(next_person, mention.end + 110)
        found = _AFTER_NAME.match(text[mention.end : ceiling])
        after = next(filter(None, found.groups()), "") if found else ""
        if found and mention.end + found.end() == next_person:
            after = re.split(r",[^,]*\Z|\band\b(?!.*\band\b)", after)[0]  # what stands there belongs to the next person
        words = job_words(" ".join(_WORD.findall(before)[-6:])) | job_words(" ".join(_WORD.findall(after)[:25]))
        if words:
            roles.append(Role(mention.start, mention.start - len(sentence), mention.entity_id, words))
    return roles


def read_genders(text: str, mentions: list[Mention], names: Names) -> dict[str, str]:
    """'f' or 'm' of the persons of whom a title, a surname's ending or a given name tells it."""
    genders: dict[str, str] = {}
    for mention in mentions:
        entity = names.entities[mention.entity_id]
        if entity.type != "person":
            continue
        title = re.search(r"(\w+)\.?\s\Z", text[max(0, mention.start - 14) : mention.start])
        word = title.group(1).casefold() if title else ""
        gender = "f" if word in FEMALE_TITLES else "m" if word in MALE_TITLES else _gender_of(entity.name.casefold())
        if gender and (word in FEMALE_TITLES or word in MALE_TITLES or mention.entity_id not in genders):
            genders[mention.entity_id] = gender
    return genders


def _gender_of(name: str) -> str | None:
    """What a name in lower case tells."""
    words = name.split()
    if words[-1].endswith(_FEMALE_SURNAMES):
        return "f"
    if words[-1].endswith(_MALE_SURNAMES):
        return "m"
    if len(words) == 1:
        return None
    given = words[0]
    if given in _MEN or given.endswith(_MALE_GIVEN):
        return "m"
    if given in _WOMEN or given.endswith(_FEMALE_GIVEN) or (given.endswith("a") and len(given) >= _SHORTEST_WITH_A):
        return "f"
    return None
