"""Who says it: the subject of the verb of saying, and the person whom a pronoun or a job title means."""

import re
from bisect import bisect_right
from functools import cached_property

from spacy.tokens import Doc, Token

from steppe.analysis.article import Article, Mention, Names
from steppe.analysis.names.vocabulary import ORGANISATION_HEADS, STATE_BODIES, TITLES
from steppe.analysis.names.words import word_set
from steppe.analysis.quotes_cues import Cue, owner, speaker_of
from steppe.analysis.quotes_marks import Quoted, find_quoted
from steppe.analysis.quotes_roles import Role, job_words, read_genders, read_roles
from steppe.regions import lexicon

_PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_VAGUE = word_set(
    "a an one some another many several few two three no any each every both most unnamed second third other"
)
# Papers that speak for the one who wrote them.
_DOCUMENTS = word_set(
    "report statement study survey paper letter note memo memorandum communique communiqué review brief briefing "
    "readout analysis editorial commentary document release"
)
_THEIR = frozenset(["its", "their"])
# What points back to any organisation, and what points back to one that is so called.
_ANY_BODY = word_set("company firm organisation organization agency body group lender bloc watchdog charity regulator")
_BODY_NOUNS = _ANY_BODY | ORGANISATION_HEADS | STATE_BODIES
# From a quotation to the subject of the next sentence: at most a short adverbial, "With that, ".
_RIGHT_AFTER = re.compile(r"\s*(?:[A-Z]\w*(?: \w+){0,2},\s+)?")
_PASSAGES_BACK = 3
_MENTIONS_BACK = 12
_WORDS_OF_A_JOB = 6
_PEOPLE_NOUNS = TITLES | frozenset(lexicon("job_titles")) | word_set("barber man woman vet guide mother father baker")


def _is_vague(noun: Token) -> bool:
    """Whether a noun points to nobody in particular: "a driver", "one trader", "villagers"."""
    determiners = {t.lower_ for t in noun.children if t.dep_ in ("det", "nummod", "poss")}
    return bool(determiners & _VAGUE) or (not determiners and not noun.text[0].isupper())


class SpeakerFinder:
    """Resolves the subjects of verbs of saying to entities; keeps the article's reading order in mind."""

    def __init__(self, article: Article, names: Names) -> None:
        self._article, self._names = article, names
        self._mentions = [m for m in names.mentions if not m.inside and self._speaks(m)]
        self._starts = [m.start for m in self._mentions]
        self._last: str | None = None
        self._last_passage = -1
        self._unnamed_at = -1

    @cached_property
    def _roles(self) -> list[Role]:
        return read_roles(self._article.text, self._mentions, self._names)

    @cached_property
    def _genders(self) -> dict[str, str]:
        return read_genders(self._article.text, self._mentions, self._names)

    def _speaks(self, mention: Mention) -> bool:
        return self._names.entities[mention.entity_id].type in ("person", "organisation")

    def _is_person(self, mention: Mention) -> bool:
        return self._names.entities[mention.entity_id].type == "person"

    def speaker(self, cue: Cue, number: int, item: Quoted) -> str | None:
        """The entity that the cue says speaks, or None if the text does not name it."""
        doc, passage = self._article.docs[number], self._article.passages[number]
        if doc is None:
            return None
        subject = speaker_of(doc[cue.token], cue.kind)
        if subject is not None and self._inside(subject, passage.start, item):
            subject = None
        found = self._resolve(subject, doc, passage.start) if subject is not None else None
        if subject is None:
            found = self._beside(cue, number, item)
        if found is not None:
            self._last, self._last_passage = found, number
        elif subject is not None and subject.tag_ == "NN" and _is_vague(subject):
            self._unnamed_at = cue.start
        return found

    def labels(self, number: int, item: Quoted) -> bool:
        """Whether a name and a colon stand right before a quotation."""
        before = self._article.text[self._article.passages[number].start : item.opening].rstrip()
        mention = self._before(item.opening, self._article.passages[number].start)
        end = self._article.passages[number].start + len(before) - 1
        return before.endswith(":") and mention is not None and end - mention.end <= 1

    def signs(self, number: int, item: Quoted) -> bool:
        """Whether a person's name stands behind a quotation as below a letter: "“Go.” — Aigul"."""
        text, passage = self._article.text, self._article.passages[number]
        mention = self._next(item.closing)
        if mention is None or mention.end > passage.end or not self._is_person(mention):
            return False
        gap = text[item.closing : mention.start].strip()
        parted = gap in ("—", "–", "-", "--") or (gap in ("", ",") and text[item.end : item.closing + 1].find(",") >= 0)
        return parted and (mention.end == passage.end or text[mention.end] in ",()\n")

    def names_person(self, start: int, end: int) -> bool:
        """Whether a person is named in a stretch of text."""
        return self._before(end, start, persons=True) is not None

    def standing(self, number: int, item: Quoted) -> str | None:
        """The speaker of a quotation that stands by itself: a label before it, or who was named last in the passage."""
        passage = self._article.passages[number]
        before = self._article.text[passage.start : item.opening].strip()
        if before.endswith(":"):
            mention = self._before(item.opening, passage.start)
            if mention is not None:
                return mention.entity_id
        if passage.kind in ("title", "heading"):
            return self._of_heading(number, item)
        following = self._next(item.closing)
        if following is not None and not before.strip("-•*–— ") and self._is_person(following):
            gap = self._article.text[item.closing : following.start]
            acts = _RIGHT_AFTER.fullmatch(gap) and self._is_subject(following, number)
            if acts or self.signs(number, item):
                return following.entity_id
        subject = self._subject_before(bisect_right(self._starts, item.opening) - 1, number, None)
        if subject is not None:
            return subject
        person = self._before(item.opening, passage.start, persons=True)
        if person is not None:
            return person.entity_id
        if number - self._last_passage <= 1:
            return self._last
        return self._only_person(number - 1) if not before else None

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
        named = self._next(item.closing)
        if named is not None and named.end <= passage.end:
            gap = self._article.text[item.closing : named.start]
            return named.entity_id if not gap.strip(" :,–—-") else None
        return None

    def _is_subject(self, mention: Mention, number: int) -> bool:
        """Whether a name is the subject of a clause of the passage."""
        doc, offset = self._article.docs[number], self._article.passages[number].start
        if doc is None or mention.end > self._article.passages[number].end:
            return False
        span = doc.char_span(mention.start - offset, mention.end - offset, alignment_mode="expand")
        return span is not None and span.root.dep_ in ("nsubj", "nsubjpass")

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

    def _beside(self, cue: Cue, number: int, item: Quoted) -> str | None:
        """Without a parsed subject: the speaker named right before or right after the cue."""
        text = self._article.text
        following = self._covering(cue.end, min(cue.end + 2, len(text))) or self._next(cue.end)
        if (
            following is not None
            and following.start - cue.end <= 45
            and following.start < self._article.passages[number].end
        ):
            gap = text[cue.end : following.start]
            if not re.search(r"[.;:“\"]", gap):
                return following.entity_id
        preceding = self._before(cue.start, max(self._article.passages[number].start, cue.start - 60))
        if preceding is not None and not re.search(r"[.;“\"]", text[preceding.end : cue.start]):
            return preceding.entity_id
        return None

    def _next(self, at: int) -> Mention | None:
        index = bisect_right(self._starts, at - 1)
        return self._mentions[index] if index < len(self._mentions) else None

    def _resolve(self, subject: Token, doc: Doc, offset: int) -> str | None:
        word = subject.lower_
        if word in _PERSONAL:
            return self._pronoun(_PERSONAL[word], offset + subject.idx)
        if word in ("who", "which", "that") and subject.head.dep_ == "relcl":
            return self._resolve(subject.head.head, doc, offset)
        if word == "you" or any(child.lower_ == "your" for child in subject.children):
            return self._main_person()  # an interviewer speaks to the one the article is about
        if word in ("they", "it"):
            return self._body_before(offset + subject.idx)
        if word in ("we", "i"):
            return None
        own = self._covering(offset + subject.idx, offset + subject.idx + len(subject))
        if own is not None:
            return own.entity_id
        named = [
            m
            for token in subject.subtree
            if token.dep_ in ("appos", "compound", "nmod", "flat", "poss") or token.head.dep_ == "appos"
            if (m := self._covering(offset + token.idx, offset + token.idx + len(token))) is not None
            and self._is_person(m)
            if token.dep_ != "poss"
        ]
        if named:
            return named[0].entity_id
        if subject.lower_ in _DOCUMENTS:
            return self._issuer(subject, doc, offset)
        return self._job(subject, offset) or self._body(subject, offset)

    def _issuer(self, document: Token, doc: Doc, offset: int) -> str | None:
        """Whose paper it is: "the bank's report", "a statement by the ministry"."""
        whose = owner(document) or next(
            (
                child
                for prep in document.children
                if prep.lower_ in ("of", "from")
                for child in prep.children
                if child.dep_ == "pobj"
            ),
            None,
        )
        if whose is not None:
            return (
                self._body_before(offset + whose.idx) if whose.lower_ in _THEIR else self._resolve(whose, doc, offset)
            )
        if any(child.lower_ in ("the", "this") for child in document.children):
            return self._body_before(offset + document.idx)
        return None

    def _body(self, noun: Token, offset: int) -> str | None:
        """The organisation that a noun points back to: "the bank", "the ministry", "the company"."""
        word = noun.lower_
        if word not in _BODY_NOUNS or not any(child.lower_ in ("the", "this") for child in noun.children):
            return None
        near = [m for m in self._near(offset + noun.idx) if not self._is_person(m)]
        called = [m for m in near if word in self._names.entities[m.entity_id].name.casefold().split()]
        if called:
            return called[0].entity_id
        return near[0].entity_id if near and word in _ANY_BODY else None

    def _near(self, at: int) -> list[Mention]:
        """The persons and organisations mentioned shortly before, nearest first."""
        index = bisect_right(self._starts, at - 1)
        floor = self._article.passages[max(0, self._passage_of(at) - _PASSAGES_BACK)].start
        return [m for m in reversed(self._mentions[:index][-_MENTIONS_BACK:]) if m.start >= floor]

    def _body_before(self, at: int) -> str | None:
        """The organisation that spoke or acted last: what "they" and "it" mean beside a quotation."""
        number = self._passage_of(at)
        doc, offset = self._article.docs[number], self._article.passages[number].start
        passage = self._article.passages[number]
        quoted = find_quoted(self._article.text, passage.start, passage.end)
        acting = [
            t
            for t in doc or ()
            if offset + t.idx < at
            and t.dep_ in ("nsubj", "nsubjpass")
            and not any(self._inside(t, offset, item) for item in quoted)
        ]
        if acting:
            mention = self._covering(offset + acting[-1].idx, offset + acting[-1].idx + len(acting[-1]))
            if mention is None or self._is_person(mention):
                return None
            return mention.entity_id
        is_body = self._last is not None and self._names.entities[self._last].type == "organisation"
        return self._last if is_body and number - self._last_passage <= 1 else None

    def _job(self, noun: Token, offset: int) -> str | None:
        """The person whom the article gave this job: "the barber", "the Chinese minister"."""
        if _is_vague(noun):
            return None
        at = offset + noun.idx
        phrase = self._article.text[offset + noun.left_edge.idx : offset + noun.right_edge.idx + len(noun.right_edge)]
        wanted, whole = job_words(noun.text), job_words(" ".join(phrase.split()[:_WORDS_OF_A_JOB]))
        wanted = frozenset(w for w in whole if " " in w) or wanted
        if not wanted:
            return None
        states = self._states(offset + noun.left_edge.idx, at)
        holders = [role for role in self._roles if wanted <= role.words]
        modifiers = {w for c in noun.children if c.dep_ in ("compound", "amod") for w in job_words(c.text)}
        closer = [role for role in holders if modifiers & role.words]
        known = [role for role in closer or holders if role.start < at]
        if states:
            known = [role for role in known if self._state_of(role) in states]
        if known:
            return known[-1].entity_id
        later = {role.entity_id for role in holders}
        return later.pop() if len(later) == 1 and not states else None

    def _state_of(self, role: Role) -> str | None:
        """Whose minister it is: the country mentioned in the title, else the one nearest to the name."""
        at = role.start
        titled = [m.country for m in self._names.mentions if m.country and role.title_start <= m.start < at]
        if titled:
            return titled[-1]
        near = [(abs(m.start - at), m.country) for m in self._names.mentions if m.country and abs(m.start - at) < 160]
        return min(near)[1] if near else None

    def _states(self, start: int, end: int) -> set[str]:
        """The countries mentioned in a stretch of text."""
        return {m.country for m in self._names.mentions if m.country and start <= m.start < end}

    def _pronoun(self, gender: str, at: int) -> str | None:
        """The person nearest before the pronoun whose gender does not speak against it."""
        index = bisect_right(self._starts, at) - 1
        passage = self._passage_of(at)
        unnamed = self._unnamed_subject(at, passage)
        if unnamed is not None:
            return self._job(unnamed, self._article.passages[passage].start)
        if self._unnamed_at >= 0 and passage - self._passage_of(self._unnamed_at) <= 1:
            latest = self._before(at, self._unnamed_at, persons=True)
            if latest is None:
                return None  # "a driver said … he added"
        for back in range(passage, max(-1, passage - 4), -1):
            subject = self._subject_before(index, back, gender)
            if subject is not None and (back == passage or self._last is None):
                return subject
        while index >= 0:
            mention = self._mentions[index]
            if self._is_person(mention) and self._genders.get(mention.entity_id, gender) == gender:
                same = self._passage_of(mention.start) == passage
                if same or self._last is None or self._genders.get(self._last, gender) != gender:
                    return mention.entity_id
                return self._last
            index -= 1
        return self._named_after(gender, at, passage)

    def _named_after(self, gender: str, at: int, passage: int) -> str | None:
        """Where nobody was named before a pronoun: the subject named next, in this passage or the following."""
        for mention in self._mentions[bisect_right(self._starts, at) :]:
            number = self._passage_of(mention.start)
            if number > passage + 1:
                return None
            fits = self._is_person(mention) and self._genders.get(mention.entity_id, gender) == gender
            if fits and self._is_subject(mention, number):
                return mention.entity_id
        return None

    def _unnamed_subject(self, at: int, passage: int) -> Token | None:
        """The last subject before, in the passage, if it is a person by a common noun: "a farmer"."""
        doc, offset = self._article.docs[passage], self._article.passages[passage].start
        if doc is None:
            return None
        for token in reversed([t for t in doc if offset + t.idx < at and t.dep_ in ("nsubj", "nsubjpass")]):
            if self._covering(offset + token.idx, offset + token.idx + len(token)) is not None:
                return None
            if token.lower_ in _PEOPLE_NOUNS and token.text.islower():
                return token
        return None

    def _subject_before(self, index: int, passage: int, gender: str | None) -> str | None:
        """The last person before, in the same passage, who is the subject of a clause; any if `gender` is None."""
        doc, offset = self._article.docs[passage], self._article.passages[passage].start
        end = self._article.passages[passage].end
        while index >= 0 and self._mentions[index].start >= end:
            index -= 1
        while doc is not None and index >= 0 and self._mentions[index].start >= offset:
            mention = self._mentions[index]
            fits = gender is None or self._genders.get(mention.entity_id, gender) == gender
            if fits and self._is_person(mention) and self._is_subject(mention, passage):
                return mention.entity_id
            index -= 1
        return None

    def _passage_of(self, at: int) -> int:
        starts = [p.start for p in self._article.passages]
        return bisect_right(starts, at) - 1
