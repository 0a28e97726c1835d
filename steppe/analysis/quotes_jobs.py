"""The person whom a job title or a description means: "the barber", "the Chinese minister", "the politician"."""

import re
from bisect import bisect_right

from spacy.tokens import Token

from steppe.analysis.article import Article, Names
from steppe.analysis.quotes_described import can_mean, is_definite, is_vague, names_anybody_so
from steppe.analysis.quotes_order import ReadingOrder
from steppe.analysis.quotes_roles import Role, holds_job, job_words, known_job, offices

_WORDS_OF_A_JOB = 8
_TWO = 2
_HEAD_ALONE = frozenset(["head"])
_GENDER_OF_NOUN = {"man": "m", "boy": "m", "woman": "f", "girl": "f"}
# "the older woman": of two of whom the text tells, the one not named last.
_COMPARED = frozenset(["older", "younger", "elder", "other", "taller", "shorter"])
# Who is one of two only beside the other: "After the talks Aliyev left. His host spoke of".
_OPPOSITES = frozenset(["host", "guest", "counterpart", "interlocutor", "visitor"])
_PARTS_IN_VISITS = frozenset(["host", "guest", "visitor"])
_RECEIVED = re.compile(r"\b(?:received|hosted|welcomed|greeted|held talks with|met with)\b")
_ADDRESSED = {"m": frozenset(["him"]), "f": frozenset(["her"])}
# "of Turkmenistan", "of the Republic of Korea" begin so near behind an office.
_FAR_AS_A_STATE = 12


class JobHolders(ReadingOrder):
    """Remembers who spoke last, and finds the holder of a job that the article or the region's data tells."""

    def __init__(self, article: Article, names: Names) -> None:
        super().__init__(article, names)
        self._last: str | None = None
        self._last_passage = -1
        self._unnamed_at = -1
        self._opening = 0  # where the quotation in hand, or its cue if that comes first, begins

    def _job(self, noun: Token, offset: int) -> str | None:
        """The person whom the article gave this job: "the barber", "the Chinese minister"."""
        if is_vague(noun):
            return None
        if noun.lower_ in _OPPOSITES and any(child.lower_ in ("his", "her") for child in noun.children):
            return self._opposite(noun, offset)
        if noun.lower_ in _PARTS_IN_VISITS and is_definite(noun):
            return self._in_visit(noun, offset)
        at = offset + noun.idx
        gender = _GENDER_OF_NOUN.get(noun.lower_)
        if gender is not None:
            if any(child.lower_ in _COMPARED for child in noun.children):
                return self._other_of(gender)
            addressed = (c.lower_ for c in noun.head.children if c.dep_ in ("dobj", "dative"))
            if any(word in _ADDRESSED[gender] for word in addressed):
                return None  # "the old woman told her"
            stranger = not is_definite(noun) or names_anybody_so(noun.text, self._article.text[: self._opening])
            return None if stranger else self._only_one_of(gender)
        phrase = self._article.text[offset + noun.left_edge.idx : offset + noun.right_edge.idx + len(noun.right_edge)]
        wanted, whole = job_words(noun.text), job_words(" ".join(phrase.split()[:_WORDS_OF_A_JOB]))
        wanted = frozenset(w for w in whole if " " in w) or wanted
        if not wanted:
            return None
        states = self._states(offset + noun.left_edge.idx, at)
        if not states and self._article.text.startswith((" of", " to", " in"), at + len(noun)):
            states = self._states(at, at + len(noun) + _FAR_AS_A_STATE)
        holders = [role for role in self._roles if holds_job(role.words, wanted)]
        modifiers = {w for c in noun.children if c.dep_ in ("compound", "amod") for w in job_words(c.text)}
        closer = [role for role in holders if modifiers & role.words]
        if wanted == _HEAD_ALONE and phrase.casefold().startswith("the head of "):
            holders = closer = [role for role in holders if (whole - wanted) & role.words]  # not whoever leads a team
            if not holders:
                return None
        known = [role for role in closer or holders if role.start < at]
        if states:
            known = [role for role in known if self._state_of(role) in states]
        if known:
            return self._likeliest(known, wanted)
        later = {role.entity_id for role in holders}
        if len(later) == 1 and not states and not names_anybody_so(noun.text, self._article.text[: self._opening]):
            return later.pop()
        return self._known_holder(wanted, states, at) or self._described(noun, states)

    def _opposite(self, noun: Token, offset: int) -> str | None:
        """Whom "his host" means: of the two whom the passage has named, the one who did not act last."""
        at = offset + noun.idx
        number = self._passage_of(at)
        acting = self._subject_before(bisect_right(self._starts, at) - 1, number, None)
        if acting is None:
            return None
        states = self._states(offset + noun.left_edge.idx, at)
        others = [person for person in self._persons_in(number, at) if person != acting]
        if states:
            others = [person for person in others if self._names.entities[person].country in states]
        return others[0] if len(others) == 1 else None

    def _in_visit(self, noun: Token, offset: int) -> str | None:
        """Whom "the guest" means: the only person of the passage, or of two whom the other received."""
        at = offset + noun.idx
        number = self._passage_of(at)
        persons = self._persons_in(number, at)
        if len(persons) == 1:
            return next(iter(persons))
        start = self._article.passages[number].start
        received = _RECEIVED.search(self._article.text, start, at)
        if len(persons) != _TWO or received is None:
            return None
        host = self._before(received.start(), start, persons=True)
        if host is None:
            return None
        guest = next(person for person in persons if person != host.entity_id)
        return host.entity_id if noun.lower_ == "host" else guest

    def _likeliest(self, holders: list[Role], wanted: frozenset[str]) -> str:
        """Of several who hold an office the one named last; of heads of state the one whom the text is about."""
        if "head of state" not in wanted or len({role.entity_id for role in holders}) == 1:
            return holders[-1].entity_id
        here = self._persons_in(self._passage_of(self._opening), self._opening)
        speaking = {role.entity_id for role in holders if role.entity_id in here}
        if len(speaking) == 1:
            return speaking.pop()
        counts: dict[str, int] = {}
        for mention in self._mentions:
            counts[mention.entity_id] = counts.get(mention.entity_id, 0) + 1
        return max(holders, key=lambda role: (counts[role.entity_id], -role.start)).entity_id

    def _known_holder(self, wanted: frozenset[str], states: set[str], at: int) -> str | None:
        """The person named before who is known to hold this office in this state: "the Kyrgyz president"."""
        if not states:
            return None
        for mention in reversed(self._mentions[: bisect_right(self._starts, at)]):
            entity = self._names.entities[mention.entity_id]
            if entity.country in states and holds_job(known_job(entity), wanted):
                return entity.entity_id
        return None

    def _described(self, noun: Token, states: set[str]) -> str | None:
        """Whom a definite noun means if it can only be another word for who was spoken of: "the politician said"."""
        before = self._article.text[: self._opening]
        if not is_definite(noun) or names_anybody_so(noun.text, before):
            return None
        person = self._fits_state(self._spoken_of(), states)
        if person is None:
            return None
        told = known_job(self._names.entities[person]).union(
            *(role.words for role in self._roles if role.entity_id == person)
        )
        return person if can_mean(noun, offices(told)) else None

    def _other_of(self, gender: str) -> str | None:
        """Of the only two persons named shortly before, the one who was not named last."""
        near = [m.entity_id for m in self._near(self._opening) if self._is_person(m)]
        told = [person for person in near if self._genders.fits(person, gender)]
        return next(p for p in told if p != told[0]) if len(set(told)) == _TWO else None

    def _only_one_of(self, gender: str) -> str | None:
        """The one person told to be of this gender whom the passage, else the one before it, names: "the young man"."""
        passage = self._passage_of(self._opening)
        for number in (passage, passage - 1):
            told = {p for p in self._persons_in(number, self._opening) if self._genders.of.get(p) == gender}
            if told:
                return told.pop() if len(told) == 1 else None
        return None

    def _fits_state(self, person: str | None, states: set[str]) -> str | None:
        """The person, unless known to be of another country than the states told."""
        country = self._names.entities[person].country if person is not None else None
        return None if states and country is not None and country not in states else person

    def _spoken_of(self) -> str | None:
        """The person spoken of before the quotation: the subject before it, or the only one there is."""
        passage = self._passage_of(self._opening)
        person = self._subject_before(bisect_right(self._starts, self._opening) - 1, passage, None)
        if person is not None:
            return person
        named = self._persons_in(passage, self._opening)
        if not named:
            speaker_stays = passage - self._last_passage <= 1 and self._last is not None
            named = {self._last or ""} if speaker_stays else self._persons_in(passage - 1, self._opening)
        only = named.pop() if len(named) == 1 else None
        return only if only is not None and self._names.entities[only].type == "person" else None
