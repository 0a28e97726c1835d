"""Who says it: the subject of the verb of saying, and the person whom a pronoun or a job title means."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from steppe.analysis.article import Article, Mention, Names
from steppe.analysis.names.vocabulary import FEMALE_TITLES, MALE_TITLES, TITLES
from steppe.analysis.names.words import word_set
from steppe.analysis.quotes_marks import Quoted
from steppe.regions import lexicon

CueKind = Literal["verb", "noun", "naming", "according"]

# Verbs that bring a quotation only now and then, beside the region's list of verbs of saying.
_FURTHER_SAYING = word_set(
    "accuse accused condemn condemned condemns congratulate congratulated cried cry laugh murmur murmured point "
    "protest protested quote quotes rebuke reckon reckoned reckons repeat repeated repeats shout shouted sigh "
    "sighed speak speaking spoke thank thanked whisper whispered"
)
# These need a sense of their own to be cues: "according to" is one of its own, "put forward" is none.
_NO_CUES = frozenset(["according", "put", "puts", "putting"])
_NAMING = word_set(
    "call calls called calling describe describes described describing hail hails hailed hailing characterize "
    "characterized characterise characterised brand branded label labelled labeled denounce denounced denounces "
    "dismiss dismissed dismisses term termed portray portrayed portrays praised praising condemned condemning "
    "slammed define defined defines refer refers referred referring lauded cited citing cites cite"
)
_SAYING_NOUNS = word_set(
    "call calls words portrayal description statement warning remark remarks comment comments appeal pledge "
    "promise claim assertion insistence vow phrase demand plea message speech vision declaration characterization "
    "characterisation post"
)
_PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_VAGUE = word_set("a an one some another many several few two three no any each every both most unnamed")
_PEOPLE_NOUNS = TITLES | frozenset(lexicon("job_titles")) | word_set("barber man woman vet guide mother father baker")


@cache
def saying_verbs() -> frozenset[str]:
    """Forms of the verbs of saying."""
    listed = frozenset(word.casefold() for word in lexicon("verbs_of_saying"))
    return (listed | _FURTHER_SAYING) - _NO_CUES


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says that somebody speaks. Offsets are the article's; `token` is an index into the passage's doc."""

    start: int
    end: int
    token: int
    kind: CueKind
    has_speaker: bool
    subject_start: int


def find_cues(article: Article, number: int, quoted: list[Quoted]) -> list[Cue]:
    """The cues of a passage that stand outside of its quotations, in text order."""
    doc, passage = article.docs[number], article.passages[number]
    if doc is None:
        return []
    verbs = saying_verbs()
    found = []
    for token in doc:
        word = token.lower_
        start = passage.start + token.idx
        kind: CueKind
        if word in _NAMING and token.tag_.startswith("V"):
            kind = "naming"
        elif token.tag_ == "VBN" and token.dep_ in ("acl", "amod"):
            continue  # "a program written by students"
        elif word in verbs and (token.tag_.startswith("V") or word in ("says", "said", "adds")):
            kind = "verb"
        elif word in _SAYING_NOUNS and _owner(token) is not None:
            kind = "noun"
        elif word == "according" or (word == "to" and token.i and doc[token.i - 1].lower_ == "according"):
            kind = "according"
            if word == "according":
                continue
        else:
            continue
        if any(item.opening <= start < item.closing for item in quoted):
            continue
        subject = _subject(token) if kind in ("verb", "naming") else _owner(token)
        told = subject is not None or kind == "according"
        subject_start = passage.start + subject.idx if subject is not None else -1
        found.append(Cue(start, start + len(token), token.i, kind, told, subject_start))
    return found


def _subject(verb: Token) -> Token | None:
    """The verb's subject, its own or that of the verb it hangs on."""
    seen = 0
    token = verb
    while seen < 4:
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubjpass", "agent"):
                return child if child.dep_ != "agent" else next(iter(child.children), None)
        if token.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "acl", "aux", "parataxis", "pcomp", "dep"):
            return None
        if token.dep_ == "acl":
            return token.head
        token, seen = token.head, seen + 1
    return None


def _owner(noun: Token) -> Token | None:
    """Whose words: "Xi's call", "a call by Xi", "his words"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


class SpeakerFinder:
    """Resolves the subjects of verbs of saying to entities; keeps the article's reading order in mind."""

    def __init__(self, article: Article, names: Names) -> None:
        self._article, self._names = article, names
        self._mentions = [m for m in names.mentions if not m.inside and self._speaks(m)]
        self._starts = [m.start for m in self._mentions]
        self._roles = self._read_roles()
        self._genders = self._read_genders()
        self._last: str | None = None
        self._last_passage = -1

    def _speaks(self, mention: Mention) -> bool:
        return self._names.entities[mention.entity_id].type in ("person", "organisation")

    def _is_person(self, mention: Mention) -> bool:
        return self._names.entities[mention.entity_id].type == "person"

    def speaker(self, cue: Cue, number: int, item: Quoted) -> str | None:
        """The entity that the cue says speaks, or None if the text does not name it."""
        doc, passage = self._article.docs[number], self._article.passages[number]
        if doc is None:
            return None
        token = doc[cue.token]
        if cue.kind == "according":
            subject = next((c for c in token.children if c.dep_ == "pobj"), None)
        elif cue.kind == "noun":
            subject = _owner(token)
        else:
            subject = _subject(token)
        if subject is not None and self._inside(subject, passage.start, item):
            subject = None
        found = self._resolve(subject, doc, passage.start) if subject is not None else None
        if subject is None:
            found = self._beside(cue, number, item)
        if found is not None:
            self._last, self._last_passage = found, number
        return found

    def labels(self, number: int, item: Quoted) -> bool:
        """Whether a name and a colon stand right before a quotation."""
        before = self._article.text[self._article.passages[number].start : item.opening].rstrip()
        mention = self._before(item.opening, self._article.passages[number].start)
        end = self._article.passages[number].start + len(before) - 1
        return before.endswith(":") and mention is not None and end - mention.end <= 1

    def standing(self, number: int, item: Quoted) -> str | None:
        """The speaker of a quotation that stands by itself: a label before it, or who was named last in the passage."""
        passage = self._article.passages[number]
        before = self._article.text[passage.start : item.opening].strip()
        if before.endswith(":"):
            mention = self._before(item.opening, passage.start)
            if mention is not None:
                return mention.entity_id
        if not before and passage.kind in ("title", "heading"):
            return self._main_person()
        person = self._before(item.opening, passage.start, persons=True)
        if person is not None:
            return person.entity_id
        return self._last if number - self._last_passage <= 1 else None

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
        if word in ("they", "we", "it", "i"):
            return self._last if word == "they" or word == "it" else None
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
        return self._job(subject, offset)

    def _job(self, noun: Token, offset: int) -> str | None:
        """The person whom the article gave this job: "the barber", "the Chinese minister"."""
        determiners = {t.lower_ for t in noun.children if t.dep_ in ("det", "nummod", "poss")}
        if determiners & _VAGUE or (not determiners and not noun.text[0].isupper()):
            return None
        wanted = noun.lower_
        at = offset + noun.idx
        states = self._states(offset + noun.left_edge.idx, at)
        known = [(start, entity) for start, entity, role in self._roles if role == wanted and start < at]
        if states:
            known = [(start, entity) for start, entity in known if self._state_near(start) in states]
        if known:
            return known[-1][1]
        later = {entity for _, entity, role in self._roles if role == wanted}
        return later.pop() if len(later) == 1 and not states else None

    def _state_near(self, at: int) -> str | None:
        """The country mentioned nearest to a person's name: whose minister it is."""
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

    def _subject_before(self, index: int, passage: int, gender: str) -> str | None:
        """The last person before, in the same passage, who is the subject of a clause."""
        doc, offset = self._article.docs[passage], self._article.passages[passage].start
        end = self._article.passages[passage].end
        while index >= 0 and self._mentions[index].start >= end:
            index -= 1
        while doc is not None and index >= 0 and self._mentions[index].start >= offset:
            mention = self._mentions[index]
            span = doc.char_span(mention.start - offset, mention.end - offset, alignment_mode="expand")
            fits = self._is_person(mention) and self._genders.get(mention.entity_id, gender) == gender
            if fits and span is not None and span.root.dep_ in ("nsubj", "nsubjpass"):
                return mention.entity_id
            index -= 1
        return None

    def _passage_of(self, at: int) -> int:
        starts = [p.start for p in self._article.passages]
        return bisect_right(starts, at) - 1

    def _read_roles(self) -> list[tuple[int, str, str]]:
        """(offset, entity, role word) of each role that stands before or after a person's name."""
        text = self._article.text
        roles: list[tuple[int, str, str]] = []
        for mention in self._mentions:
            if not self._is_person(mention):
                continue
            before = re.findall(r"[\w-]+", text[max(0, mention.start - 60) : mention.start].split(".")[-1].lower())[-6:]
            after = text[mention.end : mention.end + 110]
            found = re.match(r"\s*,\s*(?:\d\d,\s*)?(?:who\b)?([^.;:“\"]*)", after)
            words = before + (re.findall(r"[\w-]+", found.group(1).lower())[:25] if found else [])
            roles.extend((mention.start, mention.entity_id, word) for word in words if len(word) > 3 or word in TITLES)
        return roles

    def _read_genders(self) -> dict[str, str]:
        """What titles and the nearest pronouns tell of persons."""
        genders: dict[str, str] = {}
        text = self._article.text
        for mention in self._mentions:
            if not self._is_person(mention):
                continue
            title = re.search(r"(\w+)\.?\s\Z", text[max(0, mention.start - 14) : mention.start])
            word = title.group(1).casefold() if title else ""
            surname = self._names.entities[mention.entity_id].name.split()[-1].casefold()
            if word in FEMALE_TITLES or surname.endswith(("ova", "eva", "ina", "kyzy", "qizi")):
                genders.setdefault(mention.entity_id, "f")
            elif word in MALE_TITLES or surname.endswith(("ov", "ev", "uulu", "ogly", "yev")):
                genders.setdefault(mention.entity_id, "m")
        return genders


__all__ = ["Cue", "SpeakerFinder", "find_cues", "saying_verbs"]
