"""What an article tells of its persons: the jobs it gives them, and whether they are men or women."""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from steppe.analysis.article import Entity, Mention, Names
from steppe.analysis.names.vocabulary import FEMALE_TITLES, MALE_TITLES, TITLES
from steppe.analysis.names.words import word_set
from steppe.analysis.quotes_kin import gender_of_kin

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
    "taught": "teacher",
}
_PHRASES = re.compile(
    r"\b(head of (?:state|government|ministry|body)|(?:deputy )?prime minister|(?:deputy )?foreign minister|"
    r"chief executive)\b"
)
_CHAIR_OF_CABINET = re.compile(r"\bchair(?:man|woman|person)? of the (?:kyrgyz )?cabinet(?: of ministers)?\b")
_SECRETARY_OF_STATE = re.compile(r"\bsecretary of state\b")
_HEAD_OF_STATE = re.compile(r"\bhead of (?:our|the) (?:state|country|nation)\b")
# Translated agency reports call a minister so: "the head of the foreign policy department".
_HEAD_OF_FOREIGN = re.compile(
    r"\bhead of (?:the |our )?(?:\w+ )?foreign (?:policy |affairs )?(?:department|ministry|agency|office)\b"
)
# "her husband, Kubat"
_RELATIVE_BEFORE = re.compile(r"\b(?:his|her|my|our|their|the|['’]s)\s(?:[a-z]+\s)?(\w+),?\s\Z", re.IGNORECASE)
# "the head of the ministry" is a minister; who heads another body may be called otherwise.
_HEAD_OF_MINISTRY = re.compile(r"\bhead of (?:the |our |this )?(?:\w+ )?(?:ministry|department)\b")
_HEAD_OF_BODY = re.compile(
    r"\bhead of (?:the |our |this )?(?:\w+ )?(?:agency|company|bank|fund|committee|service|organi[sz]ation|union|"
    r"association|institute|cent(?:er|re)|regulator|university|party|region|district|city)\b"
)
# "a preacher in Herat who went by the name of Abu Salim"
_CALLED_BEHIND = re.compile(
    r"\b(?:an?|the)\s([^,;:“”\"]{3,60}?),?\s(?:who\s(?:is\s|was\s)?)?"
    r"(?:called|named|known (?:only )?as|identified (?:only )?as|"
    r"(?:went|goes|going) by the name(?: of)?|(?:gave|giving) (?:his|her) name (?:only )?as)\s\Z"
)
# Where the words before a name stop to belong to it.
_HONOUR = re.compile(r",\s*(?:esteemed|respected|distinguished|hero-arkadag|his excellency|her excellency)\Z")
_BREAK_BEFORE = re.compile(r",|\b(?:and|that|which|who|whose|told|met|said|with|to|by|between|but|while)\b")
# An apposition with or without an age, a relative clause, or a verb that tells a job.
_AFTER_NAME = re.compile(
    r"\s*,\s*(?:\d\d,\s*)?(?:who\b)?([^.;:“\"]*)|\s+(?:is|was)\s+(?:an?|the)\s+([^.;:“\"]*)|\s+(teaches|runs|heads|leads|farms)\b"
)
_DESCRIBES = re.compile(r"\s*(?:an?|the|who|his|her|its|their|now|then|once|former|\d\d)\b")
_NEW_SENTENCE = re.compile(r"[.!?;:]\s+(?=[\"“A-Z])")
_WORD = re.compile(r"[\w-]+")

_WOMEN = word_set(
    "alice amy angela anne ann barbara carol caroline catherine charlotte chloe christine claire deborah diane "
    "elizabeth ellen emily emma esther eve frances grace hannah heather helen irene isabel jane janet jean jennifer "
    "jessica joan judith judy julie karen kate katherine kathleen laura lauren linda lisa lucy margaret marie "
    "mary meg megan michelle nancy naomi nicole rachel rebecca ruth sally sandra sarah sharon sophie stephanie susan "
    "tracy ursula valerie victoria yvonne gulnar aigerim aizhan ainur aigul aisulu saltanat nargis nargiz nilufar "
    "nazgul burul aynur ayşe leyla nur-aisha zeynep aliye salome nino ketevan mao-ning asel assel aliya dariga zarina "
    "saule zhanar gulnaz ainagul zhibek asem ainash bibigul meruert gulshan parvin farangis mehri jeren maral bahar"
)
_MEN = word_set(
    "abdul abdel gul abdurrahman muhammad mohammad mohammed mohamed mahmud mahmoud ahmad ali bashar habib hamid hakim "
    "ismail ismoil jalil javad khalil latif majid matiullah mohsen nasir qasim rahim salim sayed yahya zabihullah "
    "alan albert alexander andrew anthony arthur benjamin brian charles christopher daniel david dennis donald "
    "douglas edward eric frank gary george gerald gregory harold henry ian jack jacob james jason jeffrey jerry john "
    "jonathan joseph joshua justin keith kenneth kevin larry lawrence luke mark matthew michael nathan nicholas "
    "oliver patrick paul peter philip ralph raymond richard robert roger ronald russell ryan scott sean simon stephen "
    "steven terry thomas timothy tom vincent walter wayne william mustafa nikita ilya abdulla mirza isa musa yahya "
    "zia raza reza mirzo luca danila savva foma kuzma luka andrea sasha zhenya issa mulla abdullah temirlan nurlan "
    "erlan askar marat rustam timur bolat daniyar daulet kanat kairat serik yerlan aibek bakyt azamat ulan emil "
    "farrukh davron jasur sherzod shavkat otabek anvar alisher bakhtiyar bekzod ravshan kamran elchin ilham vladimir "
    "igor oleg viktor sergei pavel yuri dmitry andrei klaus hans jonas ruslan adil talgat nursultan askhat yerbol "
    "zhandos dastan arman samat sanzhar azat almaz adilet bolot emomali rahmon bahrom farhod dilshod jamshed firuz "
    "khurshed daler parviz serdar murat maksat kerim rashid sergey aleksandr alexey aleksei mikhail maxim maksim "
    "roman denis artem anton boris evgeny yevgeny konstantin leonid stanislav vadim valery vyacheslav gennady "
    "grigory yury ahmed ahmet mehmet hasan hassan hussein omar ibrahim yusuf karim pierre luis carlos jose juan"
)
# What a sentence goes on to tell of whom it names, before anybody else comes in.
_REST_OF_SENTENCE = re.compile(r"[.!?;:“”\"«»‘\n]")
_IN_MARKS = re.compile(r"[“\"«‘][^”\"»’.!?]*[”\"»’]")
_SAID_OF = re.compile(
    r"(?:\A|,| and| when| as| that| while| because| but| where| before| after)\s(he|she)\b|"
    r"\b(his|her)\s(?:[\w-]+\s)?(?:counterpart|deputy|wife|husband|predecessor|successor|office|ministry|party)\b"
)
_FEMALE_SURNAMES = ("ova", "eva", "ina", "skaya", "kyzy", "kizi", "qizi")
_MALE_SURNAMES = ("ov", "ev", "sky", "skiy", "skii", "uulu", "uly", "ogly", "oglu")  # -zoda is either's
_FEMALE_GIVEN = ("gul", "gül", "guli", "oy", "nisa")
_MALE_GIVEN = ("bek", "boy", "bay", "bai", "din", "jon")
_SHORTEST_WITH_A = 4


# Nouns that say less than the office: who holds one of these offices may be called so.
_HELD_BY = {
    "leader": word_set("chair head chairman king emir sultan")
    | {"head of state", "head of government", "prime minister"},
    "head of ministry": frozenset(["minister", "foreign minister", "head"]),
    "head of body": word_set("head director chair chairman governor ceo rector president founder akim mayor leader")
    | {"chief executive"},
    "diplomat": word_set("ambassador envoy consul") | {"foreign minister", "deputy foreign minister"},
    "envoy": word_set("ambassador representative"),
    "ambassador": word_set("representative envoy"),
    "executive": word_set("executive ceo director head chair founder"),
    "chief": word_set("head director chair president ceo secretary-general director-general governor chief secretary")
    | {"chief executive"},
    "ceo": frozenset(["chief executive", "ceo"]),
    "academic": word_set("professor lecturer teacher scholar historian"),
    "scholar": word_set("professor lecturer researcher historian fellow academic"),
    "researcher": word_set("fellow scholar scientist analyst"),
    "lawmaker": word_set("deputy senator mp speaker"),
    "expert": word_set("analyst researcher fellow economist specialist"),
    "analyst": word_set("expert researcher fellow economist specialist"),
    "scientist": word_set("geologist hydrologist ecologist researcher professor physicist biologist"),
    "sheikh": word_set("imam mufti cleric"),
    "cleric": word_set("imam mufti sheikh priest ayatollah mullah preacher"),
    "prelate": word_set("cardinal bishop archbishop patriarch metropolitan"),
    "pontiff": word_set("pope"),
    "official": word_set("minister deputy head director governor mayor akim secretary"),
}
_OFFICES = word_set(
    "president minister premier chancellor senator governor mayor akim hakim king prince emir sheikh ayatollah imam "
    "pope general colonel admiral ambassador envoy consul secretary chair director spokesperson representative "
    "commissioner judge prosecutor lawyer analyst economist historian journalist editor engineer farmer driver "
    "banker founder owner mp ombudsman academic geologist hydrologist teacher rector manager inspector shepherd"
) | {"head of state", "head of government", "prime minister"}
# The pack's roles as the words of a job.
_KNOWN_JOBS = {
    "head-of-state": frozenset(["head of state"]),
    "prime-minister": frozenset(["prime minister", "minister", "prime", "head of government"]),
    "foreign-minister": frozenset(["foreign minister", "foreign", "minister"]),
    "minister": frozenset(["minister"]),
    "deputy-prime-minister": frozenset(["deputy", "prime", "minister", "deputy prime minister"]),
    "central-banker": frozenset(["governor", "chair"]),
    "spokesperson": frozenset(["spokesperson"]),
    "analyst": frozenset(["analyst"]),
    "journalist": frozenset(["journalist"]),
}


class Genders(NamedTuple):
    """'f' or 'm' by person; of those in `doubtful` only the sound of a given name tells it."""

    of: dict[str, str]
    doubtful: frozenset[str]

    def fits(self, entity_id: str, gender: str) -> bool:
        """Whether nothing speaks against the gender."""
        return self.of.get(entity_id, gender) == gender


class Role(NamedTuple):
    """The words that tell a person's job where the name stands.

    start : offset of the name; title_start : where the words before the name begin.
    """

    start: int
    title_start: int
    entity_id: str
    words: frozenset[str]


@lru_cache(maxsize=4096)
def job_words(phrase: str) -> frozenset[str]:
    """The words of a job, those of the same meaning brought to one."""
    text = _SECRETARY_OF_STATE.sub("foreign minister", phrase.casefold())
    text = _HEAD_OF_FOREIGN.sub("foreign minister", _HEAD_OF_STATE.sub("head of state", text))
    text = _HEAD_OF_BODY.sub("head of body", _HEAD_OF_MINISTRY.sub("head of ministry", text))
    text = _CHAIR_OF_CABINET.sub("prime minister", text)
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
        before = _BREAK_BEFORE.split(
            _HONOUR.sub("", before.casefold().replace(" extraordinary and plenipotentiary", ""))
        )[-1]
        following = (m for m in mentions[number + 1 : number + 6] if names.entities[m.entity_id].type == "person")
        next_person = next((m.start for m in following), len(text))
        ceiling = min(next_person, mention.end + 110)
        found = _AFTER_NAME.match(text[mention.end : ceiling])
        after = next(filter(None, found.groups()), "") if found else ""
        if sentence.endswith(", ") and not _DESCRIBES.match(after):
            after = ""  # "her lawyer, Nina Reznik, accused the driver": the comma closes the name, the verb follows
        if found and mention.end + found.end() == next_person:
            after = re.split(r",[^,]*\Z|\band\b(?!.*\band\b)", after)[0]  # what stands there belongs to the next person
        called = _CALLED_BEHIND.search(sentence.casefold())
        before = called.group(1) if called else before
        words = job_words(" ".join(_WORD.findall(before)[-6:])) | job_words(" ".join(_WORD.findall(after)[:25]))
        words |= known_job(names.entities[mention.entity_id])
        if words:
            roles.append(Role(mention.start, mention.start - len(sentence), mention.entity_id, words))
    return roles


def holds_job(words: frozenset[str], wanted: frozenset[str]) -> bool:
    """Whether the words that tell a person's job are, or imply, all the wanted ones: an ambassador is a diplomat."""
    return all(word in words or _HELD_BY.get(word, frozenset()) & words for word in wanted)


def offices(words: frozenset[str]) -> frozenset[str]:
    """The offices among the words that tell a person's job."""
    return words & _OFFICES


def known_job(person: Entity) -> frozenset[str]:
    """The words of the office in which the region's data knows a person."""
    return _KNOWN_JOBS.get(person.role, frozenset())


def read_genders(text: str, mentions: list[Mention], names: Names) -> Genders:
    """What a title, a surname's ending or a given name tells of the persons."""
    genders: dict[str, str] = {}
    doubtful = set()
    for mention in mentions:
        entity = names.entities[mention.entity_id]
        if entity.type != "person":
            continue
        title = re.search(r"(\w+)\.?\s\Z", text[max(0, mention.start - 14) : mention.start])
        word = title.group(1).casefold() if title else ""
        gender = "f" if word in FEMALE_TITLES else "m" if word in MALE_TITLES else _gender_of(entity.name.casefold())
        relative = _RELATIVE_BEFORE.search(text, max(0, mention.start - 30), mention.start)
        gender = gender or (gender_of_kin(relative.group(1)) if relative else "")
        if gender and (word in FEMALE_TITLES or word in MALE_TITLES or mention.entity_id not in genders):
            genders[mention.entity_id] = gender
            if word in FEMALE_TITLES or word in MALE_TITLES or not _sounds_female(entity.name.casefold()):
                doubtful.discard(mention.entity_id)
            else:
                doubtful.add(mention.entity_id)
    for person, gender in _by_pronouns(text, mentions, names).items():
        if person not in genders or person in doubtful:
            genders[person] = gender
            doubtful.discard(person)
    return Genders(genders, frozenset(doubtful))


def _by_pronouns(text: str, mentions: list[Mention], names: Names) -> dict[str, str]:
    """What the sentences that name a person go on to tell: "Li hailed it when he met", "Oyuun and her deputy"."""
    votes: dict[str, Counter[str]] = {}
    persons = [m for m in mentions if names.entities[m.entity_id].type == "person"]
    for number, mention in enumerate(persons):
        stop = persons[number + 1].start if number + 1 < len(persons) else len(text)
        rest = _IN_MARKS.sub("", text[mention.end : min(stop, mention.end + 160)])
        told = _SAID_OF.search(_REST_OF_SENTENCE.split(rest, maxsplit=1)[0])
        if told is not None and text[mention.end : mention.end + 1] not in ("'", "’"):
            votes.setdefault(mention.entity_id, Counter())["m" if {*told.groups()} & {"he", "his"} else "f"] += 1
    return {person: told.most_common(1)[0][0] for person, told in votes.items() if len(told) == 1}


def _sounds_female(name: str) -> bool:
    """Whether nothing but the last letter of the given name tells of a woman."""
    words = name.split()
    if len(words) == 1 or words[-1].endswith(_FEMALE_SURNAMES + _MALE_SURNAMES):
        return False
    return words[0].endswith("a") and words[0] not in _WOMEN | _MEN


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
