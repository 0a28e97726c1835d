"""What says that somebody speaks: verbs and nouns of saying, "according to", and whose words they tell."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from steppe.analysis.article import Article
from steppe.analysis.names.words import word_set
from steppe.analysis.quotes_marks import Quoted
from steppe.regions import lexicon

CueKind = Literal["verb", "noun", "naming", "according"]

# Verbs that bring a quotation only now and then, beside the region's list of verbs of saying.
_FURTHER_SAYING = word_set(
    "accuse accused blame blamed blames condemn condemned condemns congratulate congratulated cry laugh point "
    "protest protested quote quotes rebuke repeat repeated repeats speak speaking spoke thank thanked "
    "threaten threatened threatens"
)
# These need a sense of their own to be cues: "according to" is one of its own, "put forward" is none.
_NO_CUES = frozenset(["according", "put", "puts", "putting"])
_NAMING = word_set(
    "call calls called calling describe describes described describing hail hails hailed hailing characterize "
    "characterized characterise characterised brand branded label labelled labeled denounce denounced denounces "
    "dismiss dismissed dismisses term termed portray portrayed portrays praised praising condemned condemning "
    "slammed define defined defines refer refers referred referring lauded cited citing cites cite decried "
    "deride derided derides found deem deemed deems judged rated rates"
)
_SAYING_NOUNS = word_set(
    "call calls words portrayal description statement warning remark remarks comment comments appeal pledge "
    "promise claim assertion insistence vow phrase demand plea message speech vision declaration characterization "
    "characterisation post view opinion verdict answer reply response"
)
# What is theirs to whom the words belong by "of": "in the words of the minister".
_NOUNS_OF = word_set("words phrase view opinion eyes answer reply response")
# Verbs whose passive tells of the speaker, and whose object in the active voice is the speaker.
_QUOTING = word_set("quote quotes quoted quoting cite cites cited citing")
# Verbs whose object hears the words: in the passive their subject does not speak.
_ADDRESSING = word_set("told informed assured advised reminded notified")
# What carries written words that nobody in particular speaks.
_BEARERS = word_set(
    "banner banners placard placards poster posters sign signs billboard billboards sticker stickers plaque plaques "
    "graffiti slogan slogans inscription inscriptions caption captions label labels headline headlines motto "
    "tattoo shirt shirts leaflet leaflets proverb proverbs saying adage maxim"
)
_VIEWERS = frozenset(["for", "to"])
_CLOSING_MARKS = frozenset(["”", '"', "’", "'", "»", "“"])
# Verbs that tell of speech with a particle: "the minister hit back".
_PHRASAL = {
    "back": word_set("hit hits shot shoots fired fires"),
    "in": word_set("chimed chimes cut cuts broke breaks"),
    "on": word_set("went goes"),
}
# Who asks is answered by the other: "The officer asked if it could wait. “Ask the river.”".
_ASKING = frozenset(["asked", "asks", "wondered", "wonders", "inquired"])
_HOLDING = word_set("hold holds held")
_COPULA = frozenset(["was", "is", "were", "are", "had", "has", "did", "does"])


@cache
def saying_verbs() -> frozenset[str]:
    """Forms of the verbs of saying."""
    listed = frozenset(word.casefold() for word in lexicon("verbs_of_saying"))
    return (listed | _FURTHER_SAYING) - _NO_CUES


@cache
def _cue_words() -> frozenset[str]:
    """Every word that may be a cue: most words of a passage are passed over by this."""
    phrasal = frozenset[str]().union(*_PHRASAL.values())
    return saying_verbs() | _NAMING | _HOLDING | _SAYING_NOUNS | _VIEWERS | phrasal | {"put", "puts"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says that somebody speaks. Offsets are the article's; `token` is an index into the passage's doc.

    subject_start : where the grammatical speaker starts, -1 if the sentence has none.
    asks_what : whether the writer asks what was said: "What did she answer?"
    """

    start: int
    end: int
    token: int
    kind: CueKind
    has_speaker: bool
    subject_start: int
    asks_what: bool = False


def find_cues(article: Article, number: int, quoted: list[Quoted]) -> list[Cue]:
    """The cues of a passage that stand outside of its quotations, in text order."""
    doc, passage = article.docs[number], article.passages[number]
    if doc is None:
        return []
    text = article.text
    tagged = {item.closing for item in quoted if item.closed and text[item.closing - 2] in ",?!"}
    tagged |= {item.closing + 1 for item in quoted if text[item.closing : item.closing + 1] == ","}
    found = []
    words = _cue_words()
    for token in doc:
        start = passage.start + token.idx
        tagging = bool(tagged) and (start - 1 in tagged or _after_tagging_subject(token, passage.start, tagged))
        if not tagging and token.lower_ not in words and not _tells_how(token):
            continue
        if any(item.opening <= start < item.closing for item in quoted):
            continue
        kind = "verb" if _tells_how(token) else _kind(token, doc, follows_speech=tagging)
        if kind is None:
            continue
        subject = speaker_of(token, kind)
        if subject is not None and _bears(subject):
            continue
        subject_start = passage.start + subject.idx if subject is not None else -1
        told = subject is not None or kind == "according" or token.tag_ == "NNS"
        found.append(Cue(start, start + len(token), token.i, kind, told, subject_start, _asks_what(token)))
    return found


def _after_tagging_subject(token: Token, offset: int, tagged: set[int]) -> bool:
    """Whether "she" or a name behind a quotation's comma is the subject: "“…,” student Aida Bek shared her joy"."""
    before = token.nbor(-1) if token.i else token
    if before.lower_ in ("he", "she"):
        return offset + before.idx - 1 in tagged
    if token.tag_ not in ("VBD", "VBZ") or before.tag_ != "NNP":
        return False
    if any(c.tag_ == "VBG" and c.lower_ in saying_verbs() for c in token.children):
        return False  # "Aida remembers her boss saying"
    return any(c.dep_ == "nsubj" and offset + c.left_edge.idx - 1 in tagged for c in token.children)


def _kind(token: Token, doc: Doc, *, follows_speech: bool) -> CueKind | None:
    """The kind of cue that a word is; `follows_speech`: it stands right after a quotation that ends in a comma."""
    word, verbs = token.lower_, saying_verbs()
    is_verb = token.tag_.startswith("V")
    if word in _NAMING and (is_verb or _is_misread(token)):
        return "naming"
    if follows_speech and token.tag_ in ("VBD", "VBZ") and token.dep_ not in ("aux", "auxpass") and word not in _COPULA:
        return "verb"
    if token.tag_ == "VBN" and token.dep_ in ("acl", "amod"):
        return None  # "a program written by students"
    if word == "read" and token.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in token.children):
        return None  # "meters are read by people"
    if word in _ADDRESSING and token.dep_ == "ccomp" and any(c.dep_ == "auxpass" for c in token.children):
        return None  # "said that the president had been informed"
    if word in _HOLDING and is_verb and any(child.dep_ == "ccomp" for child in token.children):
        return "verb"  # "he held that"
    misread = token.tag_ == "NNS" and any(c.dep_ == "nsubj" for c in token.children)  # "an official admits"
    if word in verbs and (
        is_verb or misread or word in ("says", "said", "adds") or (follows_speech and token.tag_ != "IN")
    ):
        return "verb"
    if is_verb and token.i + 1 < len(doc) and word in _PHRASAL.get(doc[token.i + 1].lower_, ()):
        return "verb"
    if word in ("put", "puts") and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "it":
        return "verb"
    if word in _SAYING_NOUNS and owner(token) is not None:
        return "noun"
    if word == "to" and token.i and doc[token.i - 1].lower_ == "according":
        return "according"
    if word in _VIEWERS and token.is_sent_start and _has_proper_object(token):
        return "according"  # "For Aliev, the port is a “cathedral”"
    return None


def _is_misread(token: Token) -> bool:
    """Whether a verb in -s behind a name was taken for a plural: "Okafor of UNDP calls shared meters a gift"."""
    if token.tag_ != "NNS" or not token.i or token.i + 1 == len(token.doc) or not token.nbor(-1).text[0].isupper():
        return False
    return token.nbor(1).text[0].isalpha() and token.nbor(1).tag_ not in ("IN", "TO", "CC")


def _tells_how(verb: Token) -> bool:
    """Whether a verb tells how somebody said what stands before: "“…” is how her neighbour remembers it"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    how = next((c for c in verb.children if c.lower_ == "how" and c.dep_ == "advmod"), None)
    return how is not None and how.i > 0 and how.nbor(-1).lower_ in ("is", "was") and how.nbor(-1).i > 0


def _asks_what(verb: Token) -> bool:
    asks = any(child.lower_ in ("what", "how") and child.dep_ in ("dobj", "advmod") for child in verb.children)
    return asks and any(child.lower_ in ("did", "does") for child in verb.children)


def _bears(subject: Token) -> bool:
    """Whether the words stand on something: "a banner reads", "a sticker that reads"."""
    relative = subject.lower_ in ("that", "which") and subject.head.dep_ == "relcl"
    return (subject.head.head if relative else subject).lower_ in _BEARERS


def asks_question(verb: Token) -> bool:
    """Whether somebody asks a question, which another answers, rather than for a thing."""
    return verb.lower_ in _ASKING and not any(child.lower_ == "for" for child in verb.children)


def is_unnamed_asker(verb: Token) -> bool:
    """Whether nobody is told who asks: "Asked “Will you resign?”, he smiled"."""
    own_subject = any(child.dep_ in ("nsubj", "nsubjpass", "agent") for child in verb.children)
    return verb.lower_ == "asked" and verb.dep_ == "advcl" and not own_subject


def _has_proper_object(preposition: Token) -> bool:
    return any(
        child.dep_ == "pobj" and child.ent_type_ in ("PERSON", "") and child.tag_ == "NNP"
        for child in preposition.children
    )


def speaker_of(cue: Token, kind: CueKind) -> Token | None:
    """The word that stands for the speaker of a cue."""
    if kind == "according":
        return next((c for c in cue.children if c.dep_ == "pobj"), None)
    if kind == "noun":
        return owner(cue)
    if cue.lower_ in _QUOTING:
        quoted = next((c for c in cue.children if c.dep_ == "dobj"), None)
        if quoted is not None and quoted.ent_type_ in ("PERSON", "ORG"):
            return quoted
    if cue.lower_ == "read" and not any(c.dep_ == "nsubj" for c in cue.children):
        behind = next((c for c in cue.children if c.dep_ == "dobj" and c.i > cue.i), None)
        if behind is not None and behind.lower_ not in _BEARERS:
            return behind  # "“…,” read one comment", an imperative to the parser
    subject = _subject(cue) or (_agent_past_quotation(cue) if cue.tag_ == "VBN" else None)
    if subject is not None and cue.i < subject.i:  # "laughs its co-founder, 28-year-old Nurbek Asanov"
        named = [c for c in cue.children if c.dep_ == "nsubj" and c.tag_ == "NNP" and c.i > subject.i]
        subject = named[-1] if named else subject
    return _second_half(subject) if subject is not None else None


def _second_half(subject: Token) -> Token:
    """What stands behind the hyphens of a word that the parser parts: "laughs its co-founder, Timur Saparov"."""
    doc, at = subject.doc, subject.i
    while at + 2 < len(doc) and doc[at + 1].text == "-" and not doc[at].whitespace_ and not doc[at + 1].whitespace_:
        at += 2
    return doc[at]


def _agent_past_quotation(verb: Token) -> Token | None:
    """The agent behind the marks: "described as “theft” by Saidov", which the parser hangs on the quotation."""
    for token in verb.subtree:
        if token.lower_ == "by" and token.i > verb.i and token.nbor(-1).text in _CLOSING_MARKS:
            return next((c for c in token.children if c.dep_ == "pobj"), None)
    return None


def _subject(verb: Token) -> Token | None:
    """The verb's subject, its own or that of the verb it hangs on."""
    token = verb
    for _ in range(4):
        subject = None
        for child in token.children:
            role = child.dep_
            quoting = token.lower_ in _QUOTING and subject is not None  # "Sadykov was quoted by TASS as saying"
            if role == "agent" and not quoting and (subject is None or subject.dep_ == "nsubjpass"):
                return next(iter(child.children), None)
            own = token is not verb or verb.lower_ not in _NAMING or verb.lower_ in _QUOTING
            nearer = subject is not None and role == "nsubj" and child.i < token.i  # "Co-founder Lomtadze told"
            if (subject is None or nearer) and (role == "nsubj" or (role == "nsubjpass" and own)):
                subject = child
        if verb.dep_ == "conj" and token == verb.head and not _agrees(verb, token):
            subject = None
        if subject is not None:
            return subject
        if token.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "acl", "aux", "parataxis", "pcomp", "dep"):
            return None
        if token.dep_ == "acl":
            return token.head
        token = token.head
    return None


def _agrees(verb: Token, first: Token) -> bool:
    """Whether one subject can have both verbs: not in "finds that losses could be halved and describes it as"."""
    finite = next((child.tag_ for child in first.children if child.dep_ in ("aux", "auxpass")), first.tag_)
    return verb.tag_ != "VBZ" or first.dep_ != "ccomp" or finite in ("VBZ", "VBD")


def owner(noun: Token) -> Token | None:
    """Whose words: "Xi's call", "a call by Xi", "his words", "in the words of Xi"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and (
            child.lower_ in ("by", "from") or (child.lower_ == "of" and noun.lower_ in _NOUNS_OF)
        ):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None
