"""Articles as nobody writes them: texts cut, shuffled, shouted and sprinkled, each from its seed alone.

What they are for: no text at all may end the analysis. What a mutated article says is of no interest.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from steppe.analysis.names.given_names import GIVEN_NAMES
from steppe.analysis.names.vocabulary import (
    COMPANY_SUFFIXES,
    EVENT_HEADS,
    FACILITIES,
    INITIATIVE_HEADS,
    ORGANISATION_HEADS,
    PARTICLES,
    TITLES,
)

MOST_PASSAGES = 14
MARKS = tuple("“”\"'‘’«»„()[]{}<>—–-:;,.!?…/&|*#@$%€№°·•_=+~^`\\")
NUMBERS = (
    "7",
    "42",
    "1,250",
    "3.5",
    "2024",
    "12:30",
    "-1",
    "½",
    "²",
    "Ⅳ",
    "٣",
    "1e9",
    "007",
    "45 years",
    "$3bn",
    "100%",
)
FOREIGN = (
    "Қазақстан", "Ўзбекистон", "Президент", "评论", "中国", "البلاد", "ქართული", "Ελλάδα", "ß", "ı", "İ", "ŉ", "ﬁ", "é",
    "e\u0301", "\u0301", "\u200b", "\u200d", "\ufeff", "\u00a0", "\u00ad", "\u2028", "\ufffd", "👩\u200d🚒", "𝔄", "ㅤ",
)  # fmt: skip
# What the rules wait for: a rule that looks beside such a word looks too far where it stands at an end.
TRIGGERS = (
    "said", "told", "according to", "says", "asked", "added", "who", "which", "whose", "he", "she", "it", "they", "his",
    "the", "a", "of", "of the", "in", "near", "from", "to", "and", "on", "at", "for", "by", "'s", "’s", "-", "aged",
    "the village of", "the city of", "born in", "a driller", "his wife", "my neighbour", "the company", "the report",
    "the minister", "Minister of", "President", "Mr", "Mr.", "Dr.", "St.", "U.S.", "U.N.", "No.", "Ms", "General",
    "Ambassador Extraordinary", "Board of Directors", "Cabinet of Ministers", "Year of", "Ministry of", "under the",
    "the Ministry of", "House of Culture", "Kazakhstan", "Kazakh", "Kazakhs", "Uzbekistan's", "Sino-Kazakh", "Astana",
    "Tashkent and Baku", "China-Kyrgyzstan-Uzbekistan railway", "EU-Kazakhstan memorandum on", "the Kyrgyz som", "X",
    "Q:", "A:", "Answer:", "(Nasdaq: KSPI)", "(ABC)", "Asian Bank (AB)", "Kon-i Mansur", "Trans-", "Jordan", "Georgia",
    "Nurlan Abdyldaev", "Gulnara", "A. B. Bakirov", "Zh.", "al-", "van", "LLP", "Limited", "Alem.cloud", "OzenMunaiGas",
    "He said: “", "” she said.", "“Yes,” he said.", "said that", "41,", ", 41, a", ", the head of", "as saying",
    "By", "By Jane Doe", "3 May 2024", "31.02.2024", "ALMATY, May 3 (Wire) -", "Title:", "Author:", "Photo:", "a)",
)  # fmt: skip
VOCABULARY = (
    sorted(TITLES | ORGANISATION_HEADS | EVENT_HEADS | INITIATIVE_HEADS | COMPANY_SUFFIXES | FACILITIES | PARTICLES)
    + sorted(GIVEN_NAMES)[::40]
)

Chance = random.Random
Words = list[str]


def passages_of(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def mutate(texts: Sequence[Sequence[str]], seed: int) -> str:
    """A text made of some passages of one of the texts (each a list of passages), or of two, by one to six changes."""
    chance = random.Random(seed)
    passages = _excerpt(chance, chance.choice(texts))
    if chance.random() < 0.2:
        passages += _excerpt(chance, chance.choice(texts))[:3]
    for _ in range(chance.randint(1, 6)):
        change = chance.choice(CHANGES)
        if chance.random() < 0.15:
            passages = [change(chance, passage) for passage in passages]
        else:
            at = chance.randrange(len(passages))
            passages[at] = change(chance, passages[at])
    if chance.random() < 0.15:
        chance.shuffle(passages)
    return chance.choice(("\n\n", "\n\n", "\n\n", "\n", " ", "\r\n", "\n \n")).join(passages)


def lines_of_triggers(seed: int, number: int) -> str:
    """So many lines of one to four things that rules wait for, and nothing else."""
    chance = random.Random(seed)
    return "\n".join(_only_words_waited_for(chance, "") for _ in range(number))


class Doubted:
    """A language model that is wrong at random places: other relations, tags and entities than it found.

    What a rule stumbles over may need a parse that this model gives once in a million sentences.
    """

    def __init__(self, nlp: Language, seed: int, share: float = 0.2) -> None:
        self._nlp, self._share = nlp, share
        self.doubt_anew(seed)
        self._parsed: dict[str, Doc] = {}  # so that several doubts of a text cost one parse
        self._relations = sorted(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]
        self._tags = sorted(nlp.get_pipe("tagger").labels)  # type: ignore[attr-defined]
        self._entities = sorted(nlp.get_pipe("ner").labels)  # type: ignore[attr-defined]

    def doubt_anew(self, seed: int) -> None:
        """From here on be wrong at the places that follow from this seed."""
        self._chance = random.Random(seed)

    def forget(self) -> None:
        """Forget the texts parsed until now."""
        self._parsed.clear()

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """As that of the model."""
        for text in texts:
            if text not in self._parsed:
                (self._parsed[text],) = self._nlp.pipe([text])
            yield self._doubt(self._parsed[text])

    def _doubt(self, doc: Doc) -> Doc:
        chance, share = self._chance, self._share
        relations, tags, heads = [t.dep_ for t in doc], [t.tag_ for t in doc], [t.head.i for t in doc]
        entities = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc]
        for at in range(len(doc)):
            if chance.random() < share:
                relations[at] = chance.choice(self._relations)
            if chance.random() < share:
                tags[at] = chance.choice(self._tags)
            if chance.random() < share / 8:
                heads[at] = at  # a sentence of its own
            if chance.random() < share:
                entities[at] = chance.choice(("O", f"B-{chance.choice(self._entities)}"))
            elif at and entities[at].startswith("I-") and entities[at][2:] != entities[at - 1][2:]:
                entities[at] = "B" + entities[at][1:]
        words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
        return Doc(doc.vocab, words, spaces, tags=tags, heads=heads, deps=relations, ents=entities)


def _excerpt(chance: Chance, passages: Sequence[str]) -> list[str]:
    first = chance.randrange(len(passages))
    return list(passages[first : first + chance.randint(1, MOST_PASSAGES)])


def _any(chance: Chance) -> str:
    """Something to put between words."""
    word = chance.choice(chance.choice((MARKS, NUMBERS, FOREIGN, TRIGGERS, TRIGGERS, VOCABULARY)))
    return chance.choice((word, word, word.title(), word.upper()))


def _cut(chance: Chance, text: str) -> str:
    one, other = sorted(chance.randint(0, len(text)) for _ in range(2))
    return text[one:other]


def _cut_by_words(chance: Chance, text: str) -> str:
    words = text.split()
    one, other = sorted(chance.randint(0, len(words)) for _ in range(2))
    return " ".join(words[one:other])


def _drop(chance: Chance, text: str) -> str:
    share = chance.choice((0.05, 0.3, 0.8))
    return " ".join(word for word in text.split() if chance.random() > share)


def _shuffle(chance: Chance, text: str) -> str:
    words = text.split()
    chance.shuffle(words)
    return " ".join(words)


def _repeat(chance: Chance, text: str) -> str:
    times = (2, 3, 9)
    return " ".join(" ".join([word] * (chance.choice(times) if chance.random() < 0.1 else 1)) for word in text.split())


def _insert(chance: Chance, text: str) -> str:
    words = text.split()
    for _ in range(chance.randint(1, 8)):
        words.insert(chance.randint(0, len(words)), _any(chance))
    return " ".join(words)


def _insert_glued(chance: Chance, text: str) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + _any(chance) + text[at:]


def _open_with(chance: Chance, text: str) -> str:
    return f"{_any(chance)}{chance.choice((' ', ''))}{text}"


def _end_with(chance: Chance, text: str) -> str:
    return f"{text.rstrip('.')}{chance.choice((' ', '', ', ', '. '))}{_any(chance)}"


def _one_word(chance: Chance, text: str) -> str:
    return chance.choice(text.split() or ["A"])


def _only_words_waited_for(chance: Chance, text: str) -> str:
    return " ".join(_any(chance) for _ in range(chance.randint(1, 4)))


def _only_numbers(chance: Chance, text: str) -> str:
    return chance.choice((" ", ", ", "")).join(chance.choice(NUMBERS) for _ in range(chance.randint(1, 9)))


def _only_marks(chance: Chance, text: str) -> str:
    return "".join(chance.choice(MARKS) for _ in range(chance.randint(1, 5)))


def _as_list(chance: Chance, text: str) -> str:
    mark = chance.choice(("- ", "• ", "1. ", "a) ", ""))
    return "\n".join(mark + part for part in re.split(r"[.,;]\s", text) if part.strip()) or "- "


def _swap_marks(chance: Chance, text: str) -> str:
    return "".join(chance.choice(MARKS) if char in ".,“”\"’'-()" and chance.random() < 0.5 else char for char in text)


def _in_quotes(chance: Chance, text: str) -> str:
    opening, closing = chance.choice(("“”", '""', "«»", "‘’", "''", "„“", "“ ", " ”", "”“"))
    return f"{opening}{text}{closing}"


def _in_brackets(chance: Chance, text: str) -> str:
    words = text.split()
    words.insert(chance.randint(0, len(words)), "(")
    words.insert(chance.randint(0, len(words)), ")")
    return " ".join(words)


CHANGES: tuple[Callable[[Chance, str], str], ...] = (
    _cut,
    _cut,
    _cut_by_words,
    _cut_by_words,
    _drop,
    _shuffle,
    _repeat,
    _insert,
    _insert,
    _insert_glued,
    _open_with,
    _open_with,
    _end_with,
    _end_with,
    _one_word,
    _only_words_waited_for,
    _only_words_waited_for,
    _only_numbers,
    _only_marks,
    _as_list,
    _swap_marks,
    _in_quotes,
    _in_brackets,
    lambda chance, text: text.upper(),
    lambda chance, text: text.lower(),
    lambda chance, text: text.title(),
    lambda chance, text: re.sub(r"[^\w\s]", "", text),
    lambda chance, text: text.replace(". ", "."),
    lambda chance, text: "".join(text.split()),
    lambda chance, text: text[::-1],
)
