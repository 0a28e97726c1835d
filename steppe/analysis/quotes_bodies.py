"""Organisations that speak: what "the bank", "the corporation" points back to, and of which one somebody is."""

import re
from collections import Counter

from spacy.tokens import Token

from steppe.analysis.article import Mention
from steppe.analysis.names.vocabulary import ORGANISATION_HEADS, STATE_BODIES
from steppe.analysis.names.words import word_set
from steppe.analysis.quotes_described import is_definite
from steppe.analysis.quotes_strangers import Strangers

# What points back to any organisation, and what points back to one that is so called.
_ANY_BODY = word_set("company firm organisation organization agency body group lender bloc watchdog charity regulator")
# What points back to an organisation that has just acted: a mine is also a man, a party also a feast.
_ACTING_BODY = word_set(
    "corporation conglomerate producer airline carrier consortium operator broadcaster network newspaper outlet "
    "channel portal foundation institute ngo nonprofit party miner refiner smelter developer retailer utility "
    "manufacturer startup insurer builder exporter importer exchange giant major think-tank tank"
)
BODY_NOUNS = _ANY_BODY | ORGANISATION_HEADS | STATE_BODIES
# From a person's name to that of the body, and how far the name begins before it at most.
_MEMBER_OF = re.compile(r",?\s(?:of|at|from|with)\s(?:the\s)?")
_FAR_AS_A_MEMBER = 60
_AT_BODY = re.compile(r"\b(?:at|of|from|for|with)\s(?:the\s)?\Z")
_SENTENCE_END = re.compile(r"[.!?]\s")
_OFTEN = 3


class Bodies(Strangers):
    """Finds the organisation that a noun means, and the person who is told to be of one."""

    def _body(self, noun: Token, offset: int) -> str | None:
        """The organisation that a noun points back to: "the bank", "the ministry", "the company"."""
        word = noun.lower_
        if word not in BODY_NOUNS or not any(child.lower_ in ("the", "this") for child in noun.children):
            return None
        near = [m for m in self._near(offset + noun.idx) if not self._is_person(m)]
        called = [m for m in near if word in self._names.entities[m.entity_id].name.casefold().split()]
        if called:
            return called[0].entity_id
        if not near or word not in _ANY_BODY:
            return None
        acting = [m for m in near if not self._employs(m)]
        return acting[0].entity_id if acting else self._main_body() or near[0].entity_id

    def _employs(self, body: Mention) -> bool:
        """Whether an organisation is only told as that of a person: "Ann Lee, a manager at Marlow Capital"."""
        person = self._before(body.start, body.start - _FAR_AS_A_MEMBER, persons=True)
        if person is None or _SENTENCE_END.search(self._article.text, person.end, body.start):
            return False
        return _AT_BODY.search(self._article.text, person.end, body.start) is not None

    def _main_body(self) -> str | None:
        """The organisation that the article names most, if it names it often."""
        counts = Counter(m.entity_id for m in self._mentions if not self._is_person(m))
        (body, count), *_ = counts.most_common(1) or [("", 0)]
        return body if count >= _OFTEN else None

    def _acting_body(self, noun: Token, offset: int) -> str | None:
        """The organisation that a word for its trade points back to: "Rosatom shrugged. … the corporation said"."""
        if noun.lower_ not in _ACTING_BODY or not is_definite(noun):
            return None
        at = offset + noun.idx
        doc, start = self._article.docs[self._passage_of(at)], self._article.passages[self._passage_of(at)].start
        for token in reversed(doc or ()):
            if start + token.idx < min(at, self._opening) and token.dep_ in ("nsubj", "nsubjpass"):
                mention = self._covering(start + token.idx, start + token.idx + len(token))
                if mention is not None:
                    return None if self._is_person(mention) else mention.entity_id
        return None

    def _of_state(self, states: set[str], at: int) -> str | None:
        """The person named last who is known to be of a state: "the Russian said", where two ministers met."""
        near = [m.entity_id for m in self._near(at) if self._is_person(m)]
        return next((person for person in near if self._names.entities[person].country in states), None)

    def _member_before(self, body: Mention) -> str | None:
        """Who is said to be of an organisation right before its name: "Maya Brandt of the World Bank"."""
        if self._is_person(body):
            return None
        person = self._before(body.start, body.start - _FAR_AS_A_MEMBER, persons=True)
        belongs = person is not None and _MEMBER_OF.fullmatch(self._article.text, person.end, body.start)
        return person.entity_id if person is not None and belongs else None
