"""Who says it: the subject of the verb of saying, and the person whom a pronoun or a job title means."""

import itertools
import re
from bisect import bisect_right

from spacy.tokens import Doc, Token

from steppe.analysis.names.words import word_set
from steppe.analysis.quotes_bodies import BODY_NOUNS, Bodies
from steppe.analysis.quotes_cues import Cue, asks_question, is_unnamed_asker, owner, speaker_of
from steppe.analysis.quotes_described import (
    PEOPLE_NOUNS,
    YEARS_OLD,
    YEARS_OLD_AFTER,
    is_definite,
    is_person_noun,
    is_vague,
)
from steppe.analysis.quotes_kin import KIN_NOUNS
from steppe.analysis.quotes_marks import Quoted, find_quoted
from steppe.analysis.quotes_strangers import PERSONAL

# Papers that speak for the one who wrote them.
_DOCUMENTS = word_set(
    "report statement study survey paper letter note memo memorandum communique communiqué review brief briefing "
    "readout analysis editorial commentary document release assessment audit poll index bulletin message address "
    "telegram"
)
_THEIR = frozenset(["its", "their"])
# Who works for an organisation without being it: "A World Bank team ... it found".
_TEAMS = word_set("team mission panel delegation taskforce unit group staff experts researchers economists analysts")
# From a quotation to the subject of the next sentence: at most a short adverbial, "With that, ".
_RIGHT_AFTER = re.compile(r"\s*(?:[A-Z]\w*(?: \w+){0,2},\s+)?")
_SERVING = frozenset(["for", "to"])
_LONGEST_TITLE = 90
_TITLE = re.compile(r"\s(?:the\s)?[A-Z][\w’'-]*\s(?:(?:the\s)?[A-Z][\w’'-]*\s|(?:of|for|and|on|the|to)\s){0,13}")
# Between a name and the quotation behind a colon: the name is of an earlier sentence.
_SENTENCE_BREAK = re.compile(r"[.!?]\s+[A-Z“\"]")
_NEXT = re.compile(r"[.!?][”\"’»]?\s+")
_ANSWER = re.compile(r"A:|Answer:")


def _in_clause_of(token: Token, noun: Token) -> bool:
    """Whether a word stands in a relative clause of the noun: "the fund, which pays the brands of Levi"."""
    return any(t.dep_ == "relcl" for t in (token, *itertools.takewhile(lambda t: t != noun, token.ancestors)))


def _is_served(token: Token, noun: Token) -> bool:
    """Whether a word names the one for whom the noun speaks or works: "a spokesman for President Japarov"."""
    return any(
        t.dep_ == "prep" and t.lower_ in _SERVING for t in itertools.takewhile(lambda t: t != noun, token.ancestors)
    )


class SpeakerFinder(Bodies):
    """Resolves the subjects of verbs of saying to entities; keeps the article's reading order in mind."""

    def speaker(self, cue: Cue, number: int, item: Quoted) -> str | None:
        """The entity that the cue says speaks, or None if the text does not name it."""
        doc, passage = self._article.docs[number], self._article.passages[number]
        if doc is None or (cue.end == item.opening - 1 and is_unnamed_asker(doc[cue.token])):
            return None
        self._opening = min(item.opening, cue.start)
        subject = speaker_of(doc[cue.token], cue.kind)
        if subject is not None and self._inside(subject, passage.start, item):
            subject = None
        found = self._resolve(subject, doc, passage.start) if subject is not None else None
        after_age = YEARS_OLD_AFTER.match(self._article.text, cue.end)
        if subject is None or (found is None and (subject.lower_ == "old" or after_age)):
            aged = YEARS_OLD.search(self._article.text, max(0, cue.start - 20), cue.start) or after_age
            found = self._spoken_of() if aged else self._beside(cue, number)
        if found is None and subject is not None and cue.start >= item.closing:
            found = self._described_after(item.closing, cue.start) or self._titled_after(cue.end)
        if found is not None:
            self._last, self._last_passage = found, number
        elif subject is not None and subject.tag_ == "NN" and is_vague(subject):
            self._unnamed_at = cue.start
        return found

    def _titled_after(self, at: int) -> str | None:
        """Whom a verb and a long title in capitals bring: "said ADB Director General for West Asia Leah Cruz"."""
        mention = self._next(at)
        while mention is not None and not self._is_person(mention) and mention.start - at < _LONGEST_TITLE:
            mention = self._next(mention.end)
        if mention is None or not self._is_person(mention) or mention.start - at > _LONGEST_TITLE:
            return None
        return mention.entity_id if _TITLE.fullmatch(self._article.text, at, mention.start) else None

    def is_nickname(self, item: Quoted) -> bool:
        """Whether the words stand within a person's name: 'Nurbolot "Nur" Satarov'."""
        named = self._covering(item.opening, item.closing)
        return named is not None and named.start < item.opening and item.closing < named.end

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
        answering = self._answering(passage.start)
        if answering is not None and not self.labels(number, item):
            writer = self._body_writing_before(item.opening, number)
            return writer or self._told_in_answer(None, item.opening, number, answering)
        if before.endswith(":"):
            mention = self._before(item.opening, passage.start)
            if mention is not None and not _SENTENCE_BREAK.search(self._article.text, mention.end, item.opening):
                sentence = max(
                    (m.end() for m in _NEXT.finditer(self._article.text, passage.start, item.opening)), default=0
                )
                acting = None if self._is_person(mention) else self.acting_in(number, sentence, item.opening)
                return acting or self._member_before(mention) or mention.entity_id
        if passage.kind in ("title", "heading"):
            return self._of_heading(number, item)
        following = self._next(item.closing)
        if following is not None and not before.strip("-•*–— ") and self._is_person(following):
            gap = self._article.text[item.closing : following.start]
            acts = _RIGHT_AFTER.fullmatch(gap) and self._is_subject(following, number)
            if acts or self.signs(number, item):
                return following.entity_id
        writer = self._body_writing_before(item.opening, number)
        if writer is not None:
            return writer
        noun = self._noun_acting_before(item.opening, number)
        if noun is not None and not asks_question(noun.head):
            offset = passage.start
            return (self._relative(noun, offset) if noun.lower_ in KIN_NOUNS else None) or self._job(noun, offset)
        subject = self._subject_before(bisect_right(self._starts, item.opening) - 1, number, None)
        if subject is not None:
            return subject
        person = self._before(item.opening, passage.start, persons=True)
        if person is not None:
            return person.entity_id
        if number - self._last_passage <= 1:
            return self._last
        return self._only_person(number - 1) if not before else None

    def _beside(self, cue: Cue, number: int) -> str | None:
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
        described = self._described_before(cue.start, number)
        if described is not None:
            return described
        preceding = self._before(cue.start, max(self._article.passages[number].start, cue.start - 60))
        if preceding is not None and not re.search(r"[.;“\"]", text[preceding.end : cue.start]):
            return self._member_before(preceding) or preceding.entity_id
        return None

    def taking_over(self, number: int, start: int, item: Quoted, between: list[Cue], speaker: str | None) -> str | None:
        """Who speaks on after a quotation: who made a gesture or was said to say something since, else its speaker.

        start : where the quotation before ends; between : the cues from there to this one.
        """
        offset = self._article.passages[number].start
        gesture = self.gesture_between(number, start, item)
        if gesture is not None:
            at = offset + gesture.idx
            named = self._before(at, start, persons=True)
            if named is not None and not self._article.text[named.end : at].strip(", "):
                return named.entity_id
            noun = next((c for c in gesture.children if c.dep_ == "nsubj" and c.text.islower()), None)
            if noun is not None and is_person_noun(noun.lower_) and offset + noun.idx >= start:
                self._opening = item.opening
                kin = self._relative(noun, offset) if noun.lower_ in KIN_NOUNS else None
                return kin or self._job(noun, offset)
        named = self._before(item.opening, start, persons=True)
        if not between or named is None:
            return speaker
        before = self._last, self._last_passage
        told = self.speaker(between[-1], number, item)
        if told != named.entity_id:
            self._last, self._last_passage = before
        return told if told == named.entity_id else speaker

    def _resolve(self, subject: Token, doc: Doc, offset: int) -> str | None:
        word = subject.lower_
        if word in PERSONAL:
            return self._pronoun(PERSONAL[word], offset + subject.idx)
        if word in ("who", "which", "that") and subject.head.dep_ == "relcl":
            return self._resolve(subject.head.head, doc, offset)
        if word == "you" or any(child.lower_ == "your" for child in subject.children):
            return self._main_person()  # an interviewer speaks to the one the article is about
        if word == "latter":
            near = self._near(offset + subject.idx)
            return next((m.entity_id for m in near if self._is_person(m)), None)
        if word in ("they", "it"):
            return self._body_before(offset + subject.idx)
        if word in ("we", "i"):
            return self._answering(offset)
        own = self._covering(offset + subject.idx, offset + subject.idx + len(subject))
        if own is not None:
            return own.entity_id
        if subject.text[0].isupper() and is_definite(subject) and not subject.text.endswith("s"):
            states = self._states(offset + subject.idx, offset + subject.idx + len(subject))
            if states:  # "the Italian recalls"
                return self._fits_state(self._spoken_of(), states) or self._of_state(states, offset + subject.idx)
        named = [
            m
            for token in subject.subtree
            if token.dep_ in ("appos", "compound", "nmod", "flat", "poss") or token.head.dep_ == "appos"
            if not _in_clause_of(token, subject)
            if (m := self._covering(offset + token.idx, offset + token.idx + len(token))) is not None
            and self._is_person(m)
            if token.dep_ != "poss"
            if self._article.text[m.start - 2 : m.start] == ", " or not _is_served(token, subject)
        ]
        if named:
            return named[0].entity_id
        apposed = self._body_beside(subject, ("appos",), offset)
        if apposed is not None:
            return apposed  # "the operator, Zhetisu Gold, stated"
        if subject.lower_ in _DOCUMENTS:
            return self._issuer(subject, doc, offset)
        if subject.lower_ in KIN_NOUNS:
            return self._relative(subject, offset) or self._parent(subject, offset) or self._job(subject, offset)
        if subject.lower_ in BODY_NOUNS - PEOPLE_NOUNS:
            return self._body(subject, offset) or self._acting_body(subject, offset)
        called = self._called(subject, offset)
        if called is not None:
            return called
        return self._job(subject, offset) or self._body(subject, offset) or self._acting_body(subject, offset)

    def _answering(self, start: int) -> str | None:
        """Who says "I" in an interview: the label of the answer, or the one the article is about."""
        if _ANSWER.match(self._article.text, start):
            return self._main_person()
        label = self._next(start)
        named = label is not None and label.start == start and self._article.text[label.end : label.end + 1] == ":"
        return label.entity_id if label is not None and named else None

    def _told_in_answer(self, gender: str | None, at: int, number: int, answering: str) -> str | None:
        """Whose words the one who answers in an interview tells: a person named before in the answer, or nobody."""
        start = self._article.passages[number].start
        for mention in reversed(self._mentions[bisect_right(self._starts, start) : bisect_right(self._starts, at)]):
            fits = gender is None or self._genders.fits(mention.entity_id, gender)
            if mention.entity_id != answering and fits and self._is_person(mention):
                return mention.entity_id
        return None

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
            own = [c for c in whose.children if c.lower_ in _THEIR] if whose.lower_ in _TEAMS else []
            if not own and whose.lower_ not in _THEIR:
                return self._resolve(whose, doc, offset)
            return self._body_before(offset + document.left_edge.idx)  # "a report by its experts"
        named = self._body_beside(document, ("compound", "nmod", "amod"), offset)
        if named is not None:
            return named
        if any(child.lower_ in ("the", "this") for child in document.children):
            return self._body_before(offset + document.idx)
        return None

    def _publisher(self, document: Token, doc: Doc, offset: int) -> str | None:
        """Who is said to have brought out a paper, else whose it is: "the report was published by the ministry"."""
        for agent in document.head.children if document.dep_ == "nsubjpass" else ():
            if agent.dep_ == "agent":
                return self._body_beside(agent, ("pobj",), offset)
        return self._issuer(document, doc, offset)

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
            last = acting[-1]
            if last.lower_ in ("which", "that") and last.head.dep_ == "relcl":
                last = last.head.head
            mention = self._covering(offset + last.idx, offset + last.idx + len(last))
            if mention is None and doc is not None and last.lower_ in _DOCUMENTS:
                return self._publisher(last, doc, offset)
            if mention is None and last.lower_ in _TEAMS:
                return self._body_beside(last, ("compound", "nmod", "poss"), offset)
            if mention is None or self._is_person(mention):
                return None
            return mention.entity_id
        is_body = self._last is not None and self._names.entities[self._last].type == "organisation"
        return self._last if is_body and number - self._last_passage <= 1 else None

    def _pronoun(self, gender: str, at: int) -> str | None:
        """The person nearest before the pronoun whose gender does not speak against it."""
        index = bisect_right(self._starts, at) - 1
        passage = self._passage_of(at)
        offset = self._article.passages[passage].start
        unnamed = self._unnamed_subject(at, passage, gender)
        if unnamed is not None:
            meant = self._apposed(unnamed, offset) or self._job(unnamed, offset)
            return meant if meant in self._genders.doubtful or self._genders.fits(meant or "", gender) else None
        answering = self._answering(offset)
        if answering is not None:
            met = self._stranger_before(at, passage)
            return None if met else self._told_in_answer(gender, at, passage, answering)
        office = self._office_before(at, passage)
        holder = self._job(office, offset) if office is not None else None
        if holder is not None and self._genders.fits(holder, gender):
            return holder
        if self._stranger_before(at, passage) or self._stranger_told_last(at, passage, gender):
            return None
        if self._unnamed_at >= 0 and passage - self._passage_of(self._unnamed_at) <= 1:
            latest = self._before(at, self._unnamed_at, persons=True)
            if latest is None:
                return None  # "a driver said … he added"
        named = self._before(at, offset, persons=True)
        if (
            named is not None
            and self._article.text[named.end : at] == ", "
            and self._genders.fits(named.entity_id, gender)
        ):
            return named.entity_id  # "When I asked the minister, Mr Satkaliyev, he said"
        here = self._persons_in(passage, at)
        for back in range(passage, max(-1, passage - 4), -1):
            subject = self._subject_before(index, back, gender)
            newly_told = back == passage - 1 and back > self._last_passage and not here  # after whoever spoke last
            if subject is not None and (back == passage or self._last is None or newly_told):
                return subject
        if here and here <= self._genders.doubtful:
            return self._subject_before(index, passage, None) or self._mentions[index].entity_id  # Tsakhia is a man
        while index >= 0:
            mention = self._mentions[index]
            if self._is_person(mention) and self._genders.fits(mention.entity_id, gender):
                number = self._passage_of(mention.start)
                if number == passage or self._last is None:
                    return mention.entity_id
                if not self._genders.fits(self._last, gender):
                    return self._topic(mention.entity_id, gender) if passage - number > 1 else mention.entity_id
                return self._last
            index -= 1
        return self._named_after(gender, at, passage)

    def _topic(self, other: str, gender: str) -> str:
        """Whom a pronoun means where nobody fits near by: the one the article is about, else the other."""
        main = self._main_person()
        return main if main is not None and self._genders.fits(main, gender) else other
