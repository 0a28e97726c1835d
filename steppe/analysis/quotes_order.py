"""The order in which a reader meets the persons and organisations of an article."""

import re
from bisect import bisect_right
from functools import cached_property

from spacy.tokens import Token

from steppe.analysis.article import Article, Mention, Names
from steppe.analysis.names.vocabulary import TITLES
from steppe.analysis.names.words import word_set
from steppe.analysis.quotes_described import PEOPLE_NOUNS, is_definite
from steppe.analysis.quotes_kin import gender_of_kin, introduced_as, introduced_by_pronoun, turns_to
from steppe.analysis.quotes_marks import Quoted, find_quoted
from steppe.analysis.quotes_roles import Genders, Role, job_words, known_job, read_genders, read_roles

_PASSAGES_BACK = 3
_WORDS_OF_A_GESTURE = 6
_MENTIONS_BACK = 12
_WRITES = frozenset(["wrote", "writes", "replied", "replies", "answered", "answers", "responded", "responds"])
# "“We build”: an interview with Aliya Saparova"
_TALK = re.compile(
    r"\s?[:–—-]\s(?:an?\s|our\s|in\s)?(?:\w+\s)?(?:conversation|interview|talk|chat|q&a|dialogue)\swith\s",
    re.IGNORECASE,
)
_TALK_WITH = re.compile(rf"{_TALK.pattern}(?:[\w’'-]+\s){{0,6}}", re.IGNORECASE)
# What somebody does who takes the word from another: "His wife leans over the fence. “Tell them.”".
_TAKES_OVER = word_set(
    "interrupts interrupted interjects interjected leans leaned leant nods nodded laughs laughed smiles smiled shrugs "
    "shrugged sighs sighed grins grinned disagrees disagreed objects objected retorts retorted chimes chimed cuts "
    "snorts snorted "
    "giggles giggled chuckles chuckled winces winced blushes blushed "
    "frowns frowned hesitates hesitated protests protested turns turned"
)
# "ASTANA. KAZINFORM – ", "Tashkent, 4 May (UzA) — ": what stands before and behind the agency that wires a report.
_BEFORE_AGENCY = re.compile(r"[A-Z]{3,}\b[^“”\"]{0,50}|[A-Z][\w ,.]{2,40}\(")
_AFTER_AGENCY = re.compile(r"\)?\s(?:[–—-]|--)\s")
# "‘It is a treaty’: the teacher who wrote it": a profile's title describes the one whom the article is about.
_DESCRIBED_IN_TITLE = re.compile(r"\s?:\s(?:the|an?)\s(?:[\w-]+\s){1,3}(?:who|whose|on|explains)\b", re.IGNORECASE)
_PROFILE = re.compile(r"(?:The|A|Meet the)\s((?:[\w-]+\s){1,3})(?:who|whose)\b", re.IGNORECASE)
# "her husband, an anaesthetist called Komron", "a welder who gave only his first name, Umed"
_FAR_AS_A_NAME = 80
_CALLED = re.compile(
    r"[^.;:“”\"]*\s(?:called|named|known (?:only )?as|(?:went|goes|going) by the name(?: of)?|"
    r"(?:gave|giving) (?:us )?(?:only )?(?:his|her) "
    r"(?:first |given )?name(?: only)?(?:,| as))\s"
)
# From a quotation to a name: at most a job, not "a friend of".
_JOB_BEFORE = re.compile(r"\s(?:(?!(?:of|for|to|with|by|from|and|an?)\s)[\w-]+\s){0,4}")
# From a name to the verb behind its description: no new sentence, no quotation, no other finite clause.
_DESCRIPTION = re.compile(r",\s[^.;:“”\"!?]{3,140},\s")


def _is_main(verb: Token, end: int) -> bool:
    """Whether a verb leads its sentence, or the part of it before a quotation that begins at `end`."""
    return verb.dep_ == "ROOT" or verb.idx < end <= verb.head.idx


class ReadingOrder:
    """Who is named before and after a place of the text, with what job, and as the subject of what."""

    def __init__(self, article: Article, names: Names) -> None:
        self._article, self._names = article, names
        self._mentions = [m for m in names.mentions if not m.inside and self._speaks(m) and not self._wires_report(m)]
        self._starts = [m.start for m in self._mentions]
        self._marks: dict[int, list[Quoted]] = {}

    @cached_property
    def _roles(self) -> list[Role]:
        roles = read_roles(self._article.text, self._mentions, self._names)
        return sorted([*roles, *self._role_in_lead(roles), *self._role_in_title()], key=lambda role: role.start)

    def _role_in_title(self) -> list[Role]:
        """The job by which a profile's title speaks of the one it is about: "The judge who counts the trees"."""
        titles = [p for p in self._article.passages if p.kind == "title"]
        told = _PROFILE.match(self._article.text, titles[0].start, titles[0].end) if titles else None
        main = self._main_person() if told else None
        if told is None or main is None or self._persons_in(0, titles[0].end):
            return []
        return [Role(told.start(), told.start(), main, job_words(told.group(1)))]

    def _role_in_lead(self, roles: list[Role]) -> list[Role]:
        """The job by which the lead tells of the one whom it names next: "A welder has won a case. … said Sydykov"."""
        lead = next((n for n, passage in enumerate(self._article.passages) if passage.kind == "paragraph"), -1)
        doc = self._article.docs[lead] if lead >= 0 else None
        for noun in doc or ():
            at = self._article.passages[lead].start + noun.idx
            if noun.dep_ not in ("nsubj", "nsubjpass") or noun.head.dep_ != "ROOT":
                continue
            if noun.lower_ not in PEOPLE_NOUNS or not any(child.lower_ in ("a", "an") for child in noun.children):
                return []
            named = next((m for m in self._mentions[bisect_right(self._starts, at) :] if self._is_person(m)), None)
            number = self._passage_of(named.start) if named is not None else lead + 2
            if named is None or number != lead + 1 or not self._is_subject(named, number):
                return []
            told = frozenset[str]().union(*(r.words for r in roles if r.entity_id == named.entity_id))
            return (
                [] if told & PEOPLE_NOUNS else [Role(named.start, named.start, named.entity_id, job_words(noun.text))]
            )
        return []

    @cached_property
    def _genders(self) -> Genders:
        return read_genders(self._article.text, self._mentions, self._names)

    def _speaks(self, mention: Mention) -> bool:
        return self._names.entities[mention.entity_id].type in ("person", "organisation")

    def _wires_report(self, mention: Mention) -> bool:
        """Whether a mention is the agency of a dateline, which says nothing itself."""
        if _AFTER_AGENCY.match(self._article.text, mention.end) is None:
            return False
        start = self._article.passages[self._passage_of(mention.start)].start
        return _BEFORE_AGENCY.fullmatch(self._article.text, start, mention.start) is not None

    def _is_person(self, mention: Mention) -> bool:
        return self._names.entities[mention.entity_id].type == "person"

    def _is_subject(self, mention: Mention, number: int) -> bool:
        """Whether a name is the subject of a clause of the passage."""
        doc, offset = self._article.docs[number], self._article.passages[number].start
        if doc is None or mention.end > self._article.passages[number].end:
            return False
        span = doc.char_span(mention.start - offset, mention.end - offset, alignment_mode="expand")
        if span is None:
            return False
        root = span.root.head if span.root.dep_ == "appos" else span.root
        if root.dep_ == "attr":  # "it was her mother, Zulfiya, who told me"
            return any(child.dep_ == "relcl" for child in root.children) and any(
                child.lower_ == "it" for child in root.head.children
            )
        if root.dep_ == "pobj" and root.head.lower_ == "for" and root.head.is_sent_start:
            return True  # "For her colleague Mavluda Saidova, the trouble is nearer."
        return root.dep_ in ("nsubj", "nsubjpass")

    def _main_person(self) -> str | None:
        """The person whom the article names most; of equals the first."""
        counts: dict[str, int] = {}
        for mention in self._mentions:
            if self._is_person(mention):
                counts[mention.entity_id] = counts.get(mention.entity_id, 0) + 1
        return max(counts, key=lambda entity: counts[entity], default=None)

    @staticmethod
    def _inside(token: Token, offset: int, item: Quoted) -> bool:
        return item.opening <= offset + token.idx < item.closing

    def _in_marks(self, at: int, number: int) -> bool:
        """Whether a place stands within a quotation of its passage."""
        if number not in self._marks:
            passage = self._article.passages[number]
            self._marks[number] = find_quoted(self._article.text, passage.start, passage.end)
        return any(item.opening <= at < item.closing for item in self._marks[number])

    def _before(self, at: int, floor: int, *, persons: bool = False) -> Mention | None:
        index = bisect_right(self._starts, at) - 1
        while index >= 0 and self._mentions[index].start >= floor:
            if not persons or self._is_person(self._mentions[index]):
                return self._mentions[index]
            index -= 1
        return None

    def _covering(self, start: int, end: int) -> Mention | None:
        index = bisect_right(self._starts, end - 1) - 1
        if index >= 0 and self._mentions[index].end > start:
            return self._mentions[index]
        return None

    def _next(self, at: int) -> Mention | None:
        index = bisect_right(self._starts, at - 1)
        return self._mentions[index] if index < len(self._mentions) else None

    def _near(self, at: int) -> list[Mention]:
        """The persons and organisations mentioned shortly before, nearest first."""
        index = bisect_right(self._starts, at - 1)
        floor = self._article.passages[max(0, self._passage_of(at) - _PASSAGES_BACK)].start
        return [m for m in reversed(self._mentions[:index][-_MENTIONS_BACK:]) if m.start >= floor]

    def _persons_in(self, number: int, end: int) -> set[str]:
        """Those named in a passage, up to an offset."""
        if number < 0:
            return set()
        passage = self._article.passages[number]
        near = self._mentions[bisect_right(self._starts, passage.start - 1) : bisect_right(self._starts, end - 1)]
        return {m.entity_id for m in near if self._is_person(m) and m.start < passage.end}

    def _state_of(self, role: Role) -> str | None:
        """Whose minister it is: the country mentioned in the title, else the one nearest to the name."""
        at = role.start
        person = self._names.entities[role.entity_id]
        if known_job(person) and person.country:
            return person.country
        titled = [m.country for m in self._names.mentions if m.country and role.title_start <= m.start < at]
        if titled:
            return titled[-1]
        near = [(abs(m.start - at), m.country) for m in self._names.mentions if m.country and abs(m.start - at) < 160]
        return min(near)[1] if near else None

    def _states(self, start: int, end: int) -> set[str]:
        """The countries mentioned in a stretch of text."""
        return {m.country for m in self._names.mentions if m.country and start <= m.start < end}

    def _subject_before(self, index: int, passage: int, gender: str | None) -> str | None:
        """The last person before, in the same passage, who is the subject of a clause; any if `gender` is None."""
        doc, offset = self._article.docs[passage], self._article.passages[passage].start
        end = self._article.passages[passage].end
        while index >= 0 and self._mentions[index].start >= end:
            index -= 1
        while doc is not None and index >= 0 and self._mentions[index].start >= offset:
            mention = self._mentions[index]
            fits = gender is None or self._genders.fits(mention.entity_id, gender)
            if fits and self._is_person(mention) and self._is_subject(mention, passage):
                return mention.entity_id
            index -= 1
        return None

    @cached_property
    def _passage_starts(self) -> list[int]:
        return [passage.start for passage in self._article.passages]

    def _passage_of(self, at: int) -> int:
        return bisect_right(self._passage_starts, at) - 1

    def _body_beside(self, word: Token, relations: tuple[str, ...], offset: int) -> str | None:
        """The organisation that depends on a word in one of these relations: "a World Bank study"."""
        for child in word.children:
            if child.dep_ in relations:
                mention = self._covering(offset + child.idx, offset + child.idx + len(child))
                if mention is not None and not self._is_person(mention):
                    return mention.entity_id
        return None

    def _apposed(self, noun: Token, offset: int) -> str | None:
        """The person named in apposition: "her husband, Kudratillo"."""
        for child in noun.children:
            if child.dep_ == "appos":
                mention = self._covering(offset + child.left_edge.idx, offset + child.idx + len(child))
                if mention is not None and self._is_person(mention):
                    return mention.entity_id
        called = self._called(noun, offset)
        if called is not None:
            return called
        between = (
            self._before(offset + noun.head.idx, offset + noun.idx, persons=True) if noun.dep_ == "nsubj" else None
        )
        text = self._article.text  # "its head in Aral, Tatiana Volkova, admitted", which the parser hangs on the town
        if between is not None and text[between.start - 2 : between.start] == ", " and text[between.end] == ",":
            return between.entity_id
        return None

    def _called(self, noun: Token, offset: int) -> str | None:
        """The person whose name the noun's description tells: "a welder who gave only his first name, Umed"."""
        start = offset + noun.idx + len(noun)
        mention = self._next(start)
        if mention is None or not self._is_person(mention) or mention.start - start > _FAR_AS_A_NAME:
            return None
        return mention.entity_id if _CALLED.fullmatch(self._article.text, start, mention.start) else None

    def _only_person(self, number: int) -> str | None:
        """The one person whom a passage is about: the subject of a clause, and nobody else is named."""
        if number < 0:
            return None
        passage = self._article.passages[number]
        persons = [m for m in self._mentions if passage.start <= m.start < passage.end and self._is_person(m)]
        alone = len({m.entity_id for m in persons}) == 1 and passage.kind == "paragraph"
        return persons[0].entity_id if alone and any(self._is_subject(m, number) for m in persons) else None

    def _of_heading(self, number: int, item: Quoted) -> str | None:
        """The speaker of a heading's quotation: named after a colon, else the main person of a heading without one."""
        passage = self._article.passages[number]
        after = self._article.text[item.closing : passage.end]
        if not after.strip(" .,"):
            return self._main_person()
        if _DESCRIBED_IN_TITLE.match(after):
            return self._main_person()
        named = self._next(item.closing)
        if (named is None or named.end > passage.end or not self._is_person(named)) and _TALK.match(after):
            return self._main_person()  # "a conversation with the port's negotiator"
        if named is not None and named.end <= passage.end:
            gap = self._article.text[item.closing : named.start]
            return named.entity_id if not gap.strip(" :,–—-") or _TALK_WITH.fullmatch(gap) else None
        return None

    def _relative(self, noun: Token, offset: int) -> str | None:
        """Whom "his mother" means: the text has told before whose son he is ("Aigul's son Timur")."""
        owners = [c for c in noun.children if c.dep_ == "poss"] or [noun.nbor(-1) if noun.i else noun]
        if not any(owner.lower_ in ("his", "her", "their") for owner in owners):
            return None
        at = offset + noun.idx
        gender = gender_of_kin(noun.lower_)
        for mention in self._near(at):
            floor = max(0, mention.start - 40)
            theirs = introduced_by_pronoun(self._article.text, floor, mention.start)
            if theirs is not None and turns_to(theirs[0], noun.lower_):
                return self._named_before(theirs[2], "m" if theirs[1] == "his" else "f")
            told = introduced_as(self._article.text, floor, mention.start)
            if told is None or not turns_to(told[0], noun.lower_):
                continue
            owner = self._covering(told[1] - 1, told[1])
            if owner is not None and self._is_person(owner) and self._genders.fits(owner.entity_id, gender):
                return owner.entity_id
        return None

    def _named_before(self, at: int, gender: str) -> str | None:
        """The person named last before whom a pronoun of this gender can mean."""
        near = (m.entity_id for m in self._near(at) if self._is_person(m))
        return next((person for person in near if self._genders.fits(person, gender)), None)

    def _parent(self, noun: Token, offset: int) -> str | None:
        """Whom "the father" means: the man of whose son the passage has told."""
        if noun.lower_ not in ("father", "mother", "grandfather", "grandmother") or not is_definite(noun):
            return None
        at = offset + noun.idx
        return self._subject_before(
            bisect_right(self._starts, at) - 1, self._passage_of(at), gender_of_kin(noun.lower_)
        )

    def acting_in(self, number: int, start: int, end: int) -> str | None:
        """The person who is the last subject in a stretch of a passage."""
        for mention in reversed(
            self._mentions[bisect_right(self._starts, start - 1) : bisect_right(self._starts, end)]
        ):
            if self._is_person(mention) and self._is_subject(mention, number):
                return mention.entity_id
        return None

    def gesture_between(self, number: int, start: int, item: Quoted) -> Token | None:
        """The gesture by which somebody takes the word between two quotations: "His wife leans over the fence."."""
        doc, offset = self._article.docs[number], self._article.passages[number].start
        acting = [t for t in doc or () if start <= offset + t.idx < item.opening and t.lower_ in _TAKES_OVER]
        return acting[-1] if acting else None

    def _noun_acting_before(self, at: int, number: int) -> Token | None:
        """The subject of the sentence before a quotation, if it is somebody by a common noun: "The nurse wept."."""
        doc, offset = self._article.docs[number], self._article.passages[number].start
        before = [t for t in doc or () if offset + t.idx < at]
        ended: list[Token] = list(before[-1].sent) if before else []
        subjects = [
            t
            for t in ended
            if (t.dep_ == "nsubj" and _is_main(t.head, at - offset) and offset + t.idx < at)
            or (t.dep_ == "ROOT" and t.tag_ == "NN" and any(c.dep_ == "relcl" for c in t.children))
        ]
        if not subjects and 2 < len(ended) <= _WORDS_OF_A_GESTURE and ended[0].lower_ in ("his", "her"):
            subjects = [ended[1]]  # "His mother shrugs.", a phrase to the parser
        if len(subjects) != 1 or subjects[0].lower_ not in PEOPLE_NOUNS or not subjects[0].text.islower():
            return None
        start = offset + subjects[0].idx
        named = self._covering(start, start + len(subjects[0])) or self._apposed(subjects[0], offset)
        return None if named else subjects[0]

    def _body_writing_before(self, at: int, number: int) -> str | None:
        """The organisation that wrote in the sentence before: "The ministry sent us a letter. “Your success ...”"."""
        doc, offset = self._article.docs[number], self._article.passages[number].start
        before = [t for t in doc or () if offset + t.idx < at]
        for token in before[-1].sent if before else ():
            if token.dep_ == "nsubj" and token.head.lower_ in _WRITES and offset + token.head.idx < at:
                mention = self._covering(offset + token.idx, offset + token.idx + len(token))
                if mention is not None and not self._is_person(mention):
                    return mention.entity_id
        return None

    def _described_before(self, at: int, number: int) -> str | None:
        """Who is described between commas before a verb: "Aliya Saparova, head of the office in Osh, said"."""
        start = self._article.passages[number].start
        mention = next((m for m in self._near(at) if self._is_person(m) and m.start >= start), None)
        if mention is None or not _DESCRIPTION.fullmatch(self._article.text, mention.end, at):
            return None
        return mention.entity_id

    def _described_after(self, start: int, at: int) -> str | None:
        """Who is named and described between a quotation and the verb: "…,” the ecologist Roman Yun, of X, said"."""
        mention = self._next(start)
        if mention is None or not self._is_person(mention):
            return None
        led = _JOB_BEFORE.fullmatch(self._article.text, start, mention.start)
        return mention.entity_id if led and _DESCRIPTION.fullmatch(self._article.text, mention.end, at) else None

    def _named_after(self, gender: str, at: int, passage: int) -> str | None:
        """Where nobody was named before a pronoun: the subject named next, in this passage or the following."""
        for mention in self._mentions[bisect_right(self._starts, at) :]:
            number = self._passage_of(mention.start)
            if number > passage + 1:
                return None
            fits = self._is_person(mention) and self._genders.fits(mention.entity_id, gender)
            if fits and self._is_subject(mention, number):
                return mention.entity_id
        return None

    def _office_before(self, at: int, passage: int) -> Token | None:
        """The office that the pronoun's sentence names before it and nobody else: "the president when he"."""
        doc, offset = self._article.docs[passage], self._article.passages[passage].start
        pronoun = next((t for t in doc or () if offset + t.idx == at), None)
        if pronoun is None or doc is None:
            return None
        sentence = doc[pronoun.sent.start : pronoun.i]
        if self._before(at, offset + pronoun.sent.start_char, persons=True) is not None:
            return None
        named = [t for t in sentence if t.dep_ in ("dobj", "pobj", "dative") and t.lower_ in TITLES and is_definite(t)]
        return named[-1] if named else None
