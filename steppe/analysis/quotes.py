"""Direct quotations and who speaks them.

A stretch between quote marks is a quotation if somebody is said to say it: a verb or noun of saying, or
"according to", stands with it in its sentence, or it goes on with a quotation that has one. Words in marks that
nobody is said to say are scare quotes, titles or slogans and are left out.
"""

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from steppe.analysis.article import Article, Names, Quote
from steppe.analysis.names.words import word_set
from steppe.analysis.quotes_cues import Cue, find_cues
from steppe.analysis.quotes_marks import Quoted, find_quoted
from steppe.analysis.quotes_speakers import SpeakerFinder
from steppe.document import Passage

# A quotation this long, with its own full stop, speaks for itself even where no verb of saying stands near.
_WORDS_OF_AN_UTTERANCE = 5
# With its full stop within the marks, or before a heading's colon, this long.
_WORDS_OF_A_SHORT_UTTERANCE = 3
# Past tense tells of an act of speech, unless these act: "some called it a “balancing act”".
_ANYBODY = frozenset(["some", "others", "many", "critics", "few", "people", "who", "which", "that", "they", "we", "i"])
_CALLS = frozenset(["calls", "describes", "terms", "deems"])
# After these, words in marks are a title, a slogan or a term that is explained.
_NAMING_WORDS = (
    "titled entitled called named dubbed known_as motto slogan theme book film movie song album novel poem article "
    "documentary exhibition headlined headline so-called labelled labeled nicknamed project programme program strategy "
    "initiative campaign brand podcast series play opera painting term word phrase inscribed reads topic means meaning "
    "translates_as translate_as translated_as signifies newspaper magazine journal section concept draft law decree "
    "report under_the principle_of principle format status_of category categories nomination award medal order"
)
_TITLE_OPENERS = re.compile(
    rf"\b(?:{'|'.join(_NAMING_WORDS.split()).replace('_', ' ')})\s*(?:of|on)?\s*[,:]?\s*\Z", re.IGNORECASE
)
# Who reports a fragment of speech tells another's words: "… wished him “good health,” the agency reported".
_REPORTING = frozenset(["reported", "reports"])
# "He gave a short answer: “Patience”."
_ANSWER_BEFORE = re.compile(r"\b(?:answer|reply|response|verdict|advice|word|words)\s?:\Z")
_SMALL_WORDS = word_set("a an and as at by de for from in into of on or the to with")
# A term in marks has this many words at most.
_WORDS_OF_A_TERM = 2
_TAGS_AFTER_A_TERM = frozenset(["NN", "NNS", "VBD", "VBZ", "VBP", "MD"])
# "the session on “regional security”": what is talked about.
_TOPIC_OPENER = re.compile(
    r"\b(?:session|panel|conference|forum|seminar|roundtable|round table|lecture|workshop|debate|discussion|webinar|"
    r"meeting|talk|chapter|essay|course|class)s?\s(?:on|about)\s\Z",
    re.IGNORECASE,
)
# "the “three evil forces”": a short phrase after a determiner is a label, even where somebody speaks.
_WORDS_OF_A_LABEL = 4
_LABEL_OPENER = re.compile(
    r"\b(?:the|these|those|this|its|their|his|her|our|such|all|against|of|any|no)\s\Z", re.IGNORECASE
)
_ABOUT = frozenset(["of", "about", "against"])
# "accused her of “sowing panic abroad”": what somebody is said to do, in the speaker's own words.
_ACCUSED_OF = re.compile(r"[a-z]{2,}ing(?:\s\S+){2,}")
# "said that … it was “under control”": what somebody says of a thing, however long the clause.
_PREDICATE_OPENER = re.compile(r"\b(?:is|are|was|were|be|been|being|remains?|remained|felt|feels)\s\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»')\]]*\s+(?=[\"“‘«'(\[]?[A-Z0-9])")
# "What did she answer? “Nothing.”": from the verb of the writer's question to the quotation.
_QUESTION_BEFORE = re.compile(r"[^.!?“”\"]{0,30}\?\s+")
# Between a quotation and its verb: "Aliya Saparova, who chairs the Association of Millers, told us".
_NAME_DESCRIBED = re.compile(r"\s(?:[A-Z][\w’'-]*\s){0,2}[A-Z][\w’'-]*,\s[^.;:“”\"]{3,100},\s")
# "“We pay for silence” is how a herder put it."
_IS_HOW = re.compile(r",?\s(?:is|was)\show\b")
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Sen|Rep|St|No|Inc|Corp|Co|Ltd|[A-Z]|Sh|Zh|Ch|Kh|Yu|Ya|Yo|Dzh)\.\Z"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence as the reader sees it: a quotation's inner full stops do not end it."""

    start: int
    end: int


def find_quotes(article: Article, names: Names) -> tuple[Quote, ...]:
    """All direct quotations of an article, in text order, with their speakers where the text names them.

    A quotation broken by "she said" is two; one that runs on over paragraphs is one a paragraph.
    """
    speakers = SpeakerFinder(article, names)
    found: list[Quote] = []
    running: Quote | None = None
    for number, passage in enumerate(article.passages):
        if passage.kind == "furniture" or article.docs[number] is None:
            continue
        here, open_quote = _quotes_of(article, number, passage, speakers, running)
        found.extend(here)
        running = open_quote
    return tuple(sorted(_speakers_of_headings(article, found), key=lambda quote: quote.start))


def _speakers_of_headings(article: Article, found: list[Quote]) -> list[Quote]:
    """A heading's quotation has the speaker whom the article gives for the same words further down."""
    starts = [passage.start for passage in article.passages]

    def is_heading(quote: Quote) -> bool:
        return article.passages[bisect_right(starts, quote.start) - 1].kind in ("title", "heading")

    def words(quote: Quote) -> str:
        return " ".join(re.findall(r"\w+", article.text[quote.start : quote.end].casefold()))

    headings = [quote for quote in found if is_heading(quote) and (quote.cue_start is None or quote.speaker_id is None)]
    if not headings:
        return found
    told = [(f" {words(quote)} ", quote.speaker_id) for quote in found if not is_heading(quote)]
    renamed = {}
    for quote in headings:
        same = [speaker for said, speaker in told if f" {words(quote)} " in said]
        if same:
            renamed[quote.start] = replace(quote, speaker_id=same[0])
    return [renamed.get(quote.start, quote) for quote in found]


def _quotes_of(
    article: Article, number: int, passage: Passage, speakers: SpeakerFinder, running: Quote | None
) -> tuple[list[Quote], Quote | None]:
    """The quotations of one passage, and the one that it leaves open for the next."""
    text = article.text
    quoted = [q for q in find_quoted(text, passage.start, passage.end) if not speakers.is_nickname(q)]
    if not quoted:
        return [], None
    stretches = _stretches(text, passage, quoted)
    cues = find_cues(article, number, quoted)
    found: list[Quote] = []
    previous: Quote | None = None
    previous_end = previous_said = passage.start
    for index, item in enumerate(quoted):
        stretch = stretches[bisect_right([s.start for s in stretches], item.opening) - 1]
        cue = _cue_for(text, item, stretch, cues, quoted)
        if cue is not None and cue.start >= stretch.end and _continues(text, item, previous, previous_end, stretch):
            cue = None  # the verb of the next sentence is its own
        if cue is not None and cue.start < item.opening and " " not in text[item.start : item.end]:
            cue = None if _follows_colon(text, item, stretch) else cue  # "Asked when, he gave a short answer: “Later”."
        quote = None
        if running is not None and index == 0 and item.opening == passage.start and cue is None:
            quote = Quote(item.start, item.end, running.speaker_id)
        elif cue is not None and _is_said(article, number, item, cue):
            speaker = speakers.speaker(cue, number, item)
            if speaker is None and cue.start >= item.closing and text[item.start].islower():
                earlier = [c for c in cues if stretch.start <= c.start < item.opening]
                speaker = speakers.speaker(earlier[-1], number, item) if earlier else None
            if text[cue.start : cue.end] in _REPORTING and cue.start >= item.closing and text[item.start].islower():
                speaker = speakers.acting_in(number, stretch.start, item.opening) or speaker
            if speaker is not None or not _is_label(text, item, cue):
                quote = Quote(item.start, item.end, speaker, cue.start, cue.end)
        elif cue is None and _continues(text, item, previous, previous_end, stretch):
            speaker = previous.speaker_id if previous else None
            if item.opening == stretch.start:
                between = [c for c in cues if previous_end <= c.start < item.opening and c.kind == "verb"]
                speaker = speakers.taking_over(number, previous_end, item, between, speaker)
            quote = Quote(item.start, item.end, speaker)
        elif cue is None and (
            _is_utterance(text, item, passage)
            or speakers.labels(number, item)
            or speakers.signs(number, item)
            or (_follows_colon(text, item, stretch) and speakers.names_person(stretch.start, item.opening))
            or _is_answer(text, item, stretch)
        ):
            quote = Quote(item.start, item.end, speakers.standing(number, item))
        if quote is not None:
            if index and _is_broken_by_dashes(text, quoted[index - 1], item) and previous_end != previous_said:
                found.append(Quote(quoted[index - 1].start, quoted[index - 1].end, quote.speaker_id))
            found.append(quote)
            previous, previous_said = quote, item.closing
        previous_end = item.closing
    left_open = found[-1] if found and not quoted[-1].closed and found[-1].start == quoted[-1].start else None
    return found, left_open


def _stretches(text: str, passage: Passage, quoted: list[Quoted]) -> list[Stretch]:
    """Split a passage into sentences outside of quotation marks."""
    masked = list(text[passage.start : passage.end])
    for item in quoted:
        for at in range(item.start, item.end):
            if masked[at - passage.start] in ".!?…":
                masked[at - passage.start] = "·"
        # The mark that ends the quotation's own sentence ends the outer one only if a new sentence follows.
    plain = "".join(masked)
    bounds = [0]
    for found in _SENTENCE_END.finditer(plain):
        if not _ABBREVIATION.search(plain[: found.start() + 1][-6:]):
            bounds.append(found.end())
    bounds.append(len(plain))
    return [Stretch(passage.start + a, passage.start + b) for a, b in itertools.pairwise(bounds) if b > a]


def _cue_for(text: str, item: Quoted, stretch: Stretch, cues: list[Cue], quoted: list[Quoted]) -> Cue | None:
    """The cue that carries a quotation: right after it, or before it in its sentence."""
    after = [
        c
        for c in cues
        if item.closing <= c.start < max(stretch.end, item.closing)
        and not (item.opening <= c.subject_start < item.closing and text[item.closing - 2] not in ",!?")
    ]
    before = [c for c in cues if stretch.start <= c.start < item.opening]
    tail = text[item.closing : min(stretch.end, item.closing + 140)]
    follows_directly = (bool(re.match(r"\s*,?\s*[a-zA-Z]", tail)) and text[item.closing - 2] in ",!?.…") or tail[
        :1
    ] == ","
    later_quote = next((q.opening for q in quoted if q.opening >= item.closing), None)
    how = _IS_HOW.match(text, item.closing)
    if how is not None and after:
        return next((c for c in after if c.start >= how.end()), after[0])
    handed = text[before[-1].end : item.opening].strip() if before else "-"
    if before and (handed in (",", ":") or (not handed and text[before[-1].start : before[-1].end] == "Asked")):
        return before[-1]  # "A girl asked, “Why?” I said,": the verb behind has a quotation of its own
    if after:
        first = after[0]
        gap = text[item.closing : first.start]
        clear = later_quote is None or first.start < later_quote
        near = len(gap.split()) <= 2 or item.closing <= first.subject_start <= item.closing + 45
        near = near or _NAME_DESCRIBED.fullmatch(gap) is not None  # whatever the parser takes for the subject
        if clear and near and follows_directly and len(gap) <= 130 and not re.search(r"[;:]", gap):
            return first
    if before:
        return before[-1]
    if (
        after
        and (later_quote is None or after[0].start < later_quote)
        and len(text[item.closing : after[0].start]) <= 60
    ):
        return after[0]
    asked = [c for c in cues if c.asks_what and _QUESTION_BEFORE.fullmatch(text, c.end, item.opening)]
    if asked:
        return asked[-1]
    spoken = [c for c in cues if item.closing <= c.start <= item.closing + 80 and stretch.end <= c.start]
    if (
        spoken
        and text[item.end : item.closing].strip("\"”’»'")[:1] in "!?."
        and not re.search(r"[.;:!?“\"]", text[item.closing : spoken[0].start])
        and not _follows_colon(text, item, stretch)
        and (later_quote is None or re.search(r"[.!?]\s", text[spoken[0].end : later_quote]))
    ):
        return spoken[0]  # unless it brings the quotation of its own sentence
    return None


def _is_said(article: Article, number: int, item: Quoted, cue: Cue) -> bool:
    """Whether the quotation is what the cue says, rather than a title or a scare quote in the same sentence."""
    text = article.text
    away = cue.end < item.opening - 2 or 0 <= cue.subject_start < item.opening < cue.start
    inserted = away and text[item.closing : item.closing + 1] == ","
    topic = _TOPIC_OPENER.search(text[max(0, item.opening - 40) : item.opening])
    if topic or _is_work_title(text, item, inserted=inserted):
        return False
    words = len(text[item.start : item.end].split())
    before = text[max(0, item.opening - 40) : item.opening]
    if cue.start < item.opening:
        between = text[cue.end : item.opening]
        if cue.kind == "naming":
            term = words <= _WORDS_OF_A_TERM and re.search(r"\b(?:the|an?)\s\Z", between)
            return cue.has_speaker and not term and (words >= 2 or between.endswith(" as "))
        if _TITLE_OPENERS.search(before) and not re.search(r"\b(?:reads?|wrote)\b", before) and len(between) > 2:
            return False
        if words <= _WORDS_OF_A_TERM and cue.kind == "verb" and _is_term(article, number, item):
            return False
        if words <= 2 and cue.kind == "verb":
            outside = r"\b(?:the|an?)\s\Z" if words == 1 else r"\bthe\s\Z"
            near = len(between.split()) <= 6 or _PREDICATE_OPENER.search(between) is not None
            return cue.has_speaker and near and not re.search(outside, between)
        told_of = between.strip() in _ABOUT  # "he wrote of “a certain amnesia”"
        told_of = told_of or _ACCUSED_OF.fullmatch(text[item.opening + 1 : item.end]) is not None
        if words <= _WORDS_OF_A_LABEL and cue.kind == "verb" and _LABEL_OPENER.search(before) and not told_of:
            return False
        return words >= 2 or cue.kind == "verb"
    if _TITLE_OPENERS.search(before) and words <= _WORDS_OF_AN_UTTERANCE:
        return False
    return words >= 2 or text[item.end : item.end + 1] in ",!?." or text[item.end - 1] in "!?"


def _is_work_title(text: str, item: Quoted, *, inserted: bool = False) -> bool:
    """Several words, all of them capitalised as in a title, and no comma or colon that hands them to a speaker.

    inserted : whether they stand between commas, away from any verb of saying: "her book, “The Rowing Songs”, is".
    """
    words = re.findall(r"[^\W\d_][\w’'-]*", text[item.start : item.end])
    if len(words) < 2 or text[item.end : item.end + 1] in ",!?." or text[item.end - 1] in "!?…":
        return False
    capitals = [word[0].isupper() for word in words if word not in _SMALL_WORDS]
    handed_over = ":" if inserted else ",:"
    return all(capitals) and len(capitals) >= 2 and text[: item.opening].rstrip()[-1:] not in handed_over


def _is_term(article: Article, number: int, item: Quoted) -> bool:
    """Whether the clause goes on with words in marks as its own: "“green” technology", "“green bonds” grew"."""
    doc, offset = article.docs[number], article.passages[number].start
    after = re.match(r" ([a-z]+)", article.text[item.closing : item.closing + 40])
    if doc is None or after is None or not item.closed:
        return False
    span = doc.char_span(item.closing - offset + 1, item.closing - offset + after.end(), alignment_mode="expand")
    return span is not None and span[-1].tag_ in _TAGS_AFTER_A_TERM


def _follows_colon(text: str, item: Quoted, stretch: Stretch) -> bool:
    """Whether a sentence hands over to the quotation by a colon."""
    before = text[stretch.start : item.opening].rstrip()
    words = len(text[item.start : item.end].split())
    whole = text[item.start].isupper() or text[item.end : item.end + 1] in ".!?"
    enough = words >= 2 or _ANSWER_BEFORE.search(before) is not None
    return before.endswith(":") and enough and whole and not _TITLE_OPENERS.search(before[-40:])


def _is_answer(text: str, item: Quoted, stretch: Stretch) -> bool:
    """Whether a word of answering and a colon hand over to the words: "He gave a short answer: “Patience”."."""
    before = text[stretch.start : item.opening].rstrip()
    return text[item.start].isupper() and _ANSWER_BEFORE.search(before) is not None


def _is_label(text: str, item: Quoted, cue: Cue) -> bool:
    """What nobody in particular calls a thing: "some call it a “balancing act”"."""
    words = len(text[item.start : item.end].split())
    subject = re.compile(r"\w+").match(text, cue.subject_start) if cue.subject_start >= 0 else None
    verb = text[cue.start : cue.end]
    asserted = verb.endswith("ed") or (verb in _CALLS and words > _WORDS_OF_A_TERM)
    if asserted and words >= 2 and subject is not None and subject.group().casefold() not in _ANYBODY:
        return False
    return cue.kind == "naming" and words <= _WORDS_OF_A_LABEL


def _continues(text: str, item: Quoted, previous: Quote | None, previous_end: int, stretch: Stretch) -> bool:
    """Whether a quotation without a cue goes on with the one before it in the passage."""
    if previous is None:
        return False
    between = text[previous_end : item.opening]
    words = len(text[item.start : item.end].split())
    own_sentence = item.opening == stretch.start and text[item.start].isupper()
    ended = text[item.closing - 2 : item.closing - 1] in ".!?…," or _last_sign(text, item) in ".!?…,"
    ended = ended or text[item.closing : item.closing + 1] == "."  # the stop outside: "… he said. “Even the hens sat”."
    if own_sentence and words >= 2 and (ended or not item.closed):
        return True
    return len(between) <= 60 and stretch.start <= previous.start and words >= 4


def _is_broken_by_dashes(text: str, first: Quoted, second: Quoted) -> bool:
    """Whether a clause between dashes interrupts one quotation: "“The harvest” — she points — “is small.”"."""
    between = text[first.closing : second.opening].strip()
    dashes = "—–"
    return len(between) > 2 and between[0] in dashes and between[-1] in dashes and text[second.start].islower()


def _last_sign(text: str, item: Quoted) -> str:
    """The last character of the words, marks of a quotation within them left aside."""
    return text[item.start : item.end].rstrip("”’»'\"")[-1:] or " "


def _is_utterance(text: str, item: Quoted, passage: Passage) -> bool:
    """A whole sentence in marks that stands by itself."""
    words = text[item.start : item.end].split()
    before = text[max(passage.start, item.opening - 40) : item.opening]
    has_own_end = text[item.end : item.closing].strip("\"”’»'“")[:1] in tuple(".!?") or _last_sign(text, item) in "!?."
    short = text[item.closing : item.closing + 1] == ":" or (has_own_end and not _is_work_title(text, item))
    fewest = _WORDS_OF_A_SHORT_UTTERANCE if short else _WORDS_OF_AN_UTTERANCE
    if len(words) < fewest or _TITLE_OPENERS.search(before):
        return False
    lead = text[passage.start : item.opening].rstrip()
    whole = not lead.strip("-•*–— ") or lead[-1] in ".!?:…"
    if passage.kind in ("title", "heading"):
        ends_heading = item.closing >= passage.end - 1 or text[item.closing : item.closing + 1] == ":"
        return item.opening == passage.start and ends_heading
    ends = (
        text[item.end : item.end + 1] in ".!?,"
        or _last_sign(text, item) in ".!?…"
        or text[item.closing : item.closing + 1] in (".", ",")
    )
    return whole and text[item.start].isupper() and ends
