"""People without a name: whether a pronoun means "a farmer" of whom the text has just told, and nobody it names."""

import re

from spacy.tokens import Token

from steppe.analysis.names.vocabulary import TITLES
from steppe.analysis.quotes_described import INDEFINITE, PEOPLE_NOUNS, has_age, is_definite, is_person_noun, is_vague
from steppe.analysis.quotes_jobs import JobHolders
from steppe.analysis.quotes_kin import KIN_NOUNS, gender_of_kin

PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
# "we met a cyclist": whom the writer meets is somebody, whatever the noun.
_MEETING = frozenset(["met", "meet", "interviewed", "joined", "greeted"])


def _acts(token: Token) -> bool:
    """Whether somebody does something, or is the one according to whom it is done."""
    led = token.head if token.dep_ == "appos" else token  # "according to a Turkmen hydrologist", parted by the parser
    if led.dep_ == "pobj" and led.head.lower_ == "to" and led.head.i:
        return led.head.nbor(-1).lower_ == "according"
    return token.dep_ in ("nsubj", "nsubjpass")


def _is_aged(noun: Token) -> bool:
    """Whether an age describes a noun: "the 36-year-old dispatcher"."""
    return any(token.lower_ in ("old", "aged") for token in noun.lefts) or any(
        child.lower_.endswith("year-old") for child in noun.children
    )


class Strangers(JobHolders):
    """Tells whether those of whom a pronoun could speak include somebody without a name."""

    def _unnamed_subject(self, at: int, passage: int, gender: str) -> Token | None:
        """The last subject before, in the passage, if it is a person by a common noun: "a farmer".

        Not one who does something to "her" or "him" of this gender: the text stays with that person.
        """
        doc, offset = self._article.docs[passage], self._article.passages[passage].start
        if doc is None:
            return None
        end = min(at, self._opening)
        for token in reversed([t for t in doc if offset + t.idx < end and _acts(t)]):
            if self._in_marks(offset + token.idx, passage):
                continue  # "“A nurse decides,” she said, “and …”"
            if token.head.dep_ == "relcl" and token.head.head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
                continue  # "A broker whom RFE/RL rang asked for money", "a video in which an investigator shouts"
            if self._covering(offset + token.idx, offset + token.idx + len(token)) is not None:
                return None
            if any(child.lower_ in ("no", "neither") for child in token.children):
                continue  # "said that neither bidder had won"
            if token.lower_ in INDEFINITE and self._told_to_be(token, offset, end):
                return None  # "One of those who stayed was Gul Rahman"
            told = (is_person_noun(token.lower_) and token.text.islower()) or token.lower_ in INDEFINITE
            told = told or (token.text.istitle() and token.lower_ in TITLES and is_definite(token))
            if told and self._aside(token, offset, at, gender):
                continue
            told = told or (has_age(token) and self._before(at, offset + token.idx, persons=True) is None)
            if not told and self._apposed(token, offset) is not None:
                return None  # "his namesake Kirti Patel"
            if told and is_definite(token) and _is_aged(token) and self._persons_in(passage, offset + token.idx):
                return None  # "Meet Aliya Saparova! The 36-year-old dispatcher leads a team."
            if told and (gender_of_kin(token.lower_) not in ("", gender) or self._is_theirs(token, offset, at, gender)):
                continue  # "Her father … she remembers", "Her client is ill, she added"
            if told:
                kept = any(
                    c.dep_ in ("dobj", "dative") and PERSONAL.get(c.lower_) == gender and not token.is_ancestor(c)
                    for c in token.head.subtree
                )
                return None if kept or self._goes_on(token, offset, gender) else token
        return None

    def _aside(self, nobody: Token, offset: int, at: int, gender: str) -> bool:
        """Whether the text goes on with another: "When a reporter insisted, he replied", "As for Aliyeva, she"."""
        named = self._before(at, offset, persons=True)
        if named is None or not self._genders.fits(named.entity_id, gender):
            return False
        if nobody.head.dep_ == "advcl" and nobody.head.head.i > nobody.i and named.start < offset + nobody.idx:
            return any(offset + child.idx == at for child in nobody.head.head.children)
        topic = self._article.text[max(0, named.start - 7) : named.start].casefold()
        return named.start > offset + nobody.idx and topic.endswith("as for ")

    def _told_to_be(self, one: Token, offset: int, end: int) -> bool:
        """Whether the sentence goes on to tell the name of "one": "Among them, one was a welder, Gul Rahman"."""
        stop = min(end, offset + one.sent.end_char)
        return one.head.lower_ in ("is", "was") and self._before(stop, offset + one.head.idx, persons=True) is not None

    def _is_theirs(self, noun: Token, offset: int, at: int, gender: str) -> bool:
        """Whether the text stays with whose somebody it is: "Her client is ill, she added", "where his son fell"."""
        own = any(child.dep_ == "poss" and PERSONAL.get(child.lower_) == gender for child in noun.children)
        between = self._article.text[offset + noun.idx : at]
        if own and noun.head.dep_ in ("relcl", "advcl"):
            return True
        return own and between.endswith(", ") and not re.search(r"[.!?“”\"]", between)

    def _goes_on(self, nobody: Token, offset: int, gender: str) -> bool:
        """Whether a passage tells of one person by a pronoun, and "somebody" comes in between."""
        if nobody.lower_ not in INDEFINITE:
            return False
        told = [t for t in nobody.doc[: nobody.i] if t.dep_ == "nsubj" and PERSONAL.get(t.lower_) == gender]
        return bool(told) and self._before(offset + nobody.idx, offset + told[-1].idx, persons=True) is None

    def _stranger_told_last(self, at: int, passage: int, gender: str) -> bool:
        """Whether the paragraph before leaves off with somebody without a name: "an old man waits"."""
        back = passage - 1
        if back < 0 or self._last_passage >= back or self._persons_in(passage, at):
            return False
        doc, offset = self._article.docs[back], self._article.passages[back].start
        if doc is None or self._article.passages[back].kind != "paragraph":
            return False
        for token in reversed(doc):
            if token.dep_ not in ("nsubj", "nsubjpass") and PERSONAL.get(token.lower_) == gender:
                return False  # the text stays with whom it speaks of
            if token.dep_ not in ("nsubj", "nsubjpass") or token.lower_ in PERSONAL:
                continue
            if self._covering(offset + token.idx, offset + token.idx + len(token)) is not None:
                return False
            if is_person_noun(token.lower_) and token.text.islower():
                kin = gender_of_kin(token.lower_) not in ("", gender)
                return not kin and self._apposed(token, offset) is None and self._job(token, offset) is None
        return False

    def _stranger_before(self, at: int, passage: int) -> bool:
        """Whether the writer meets somebody without a name just before: "I showed it to a friend in Vienna"."""
        doc, offset = self._article.docs[passage], self._article.passages[passage].start
        for token in reversed(doc or ()):
            met = token.dep_ == "dobj" and token.head.lower_ in _MEETING
            person = token.lower_ in PEOPLE_NOUNS or token.lower_ in KIN_NOUNS or met
            if offset + token.idx >= self._opening or not person or not token.text.islower():
                continue
            own = any(child.dep_ == "poss" and child.lower_ in ("my", "our") for child in token.children)
            if token.dep_ in ("pobj", "dobj", "dative") and (is_vague(token) or own):
                verb = next((t for t in token.ancestors if t.tag_.startswith("V")), token)
                subjects = [t for t in verb.children if t.dep_ == "nsubj"]
                mine = any(t.lower_ in ("i", "we") for t in subjects)
                came = verb.lower_ in ("came", "comes") and any(t.tag_ in ("NN", "NNS") for t in subjects)
                return (mine or came) and self._before(at, offset + token.idx, persons=True) is None
        return False
