"""Metadata that stands in the text: header blocks, bylines, datelines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from steppe.analysis.metadata_credits import BYLINE, find_credited, names_body, read_citation
from steppe.analysis.metadata_dates import find_date
from steppe.analysis.metadata_fields import read_fields
from steppe.analysis.metadata_headers import HEADER, HEADER_NAMES, name_header
from steppe.analysis.metadata_masthead import ONE_WORD_OUTLETS, read_masthead
from steppe.analysis.metadata_names import (
    AFTER_NAMES,
    NAME,
    NOT_A_NAME,
    PLACE,
    clean_author,
    names_nobody,
    read_listed_names,
    read_names,
)
from steppe.document import Claim

DATELINE_WORDS = re.compile(
    r"(?i)\b(?:published|posted|updated|last|modified|created|issued|released|on|at|in|am|pm|a\.m\.?|p\.m\.?|gmt|utc|"
    r"est|edt|et|pt|bst|cet|msk|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?|first|date|time|min(?:ute)?s?|hours?|ago|read(?:ing)?|local|edition|approx|circa|astana|almaty|"
    r"опубликовано|обновлено|г|года|жыл|publié|publication|paru|mis|jour|le|à|à|modifié|lecture|temps|uhr|aktualisiert|"
    r"veröffentlicht|stand|am|um|publicado|actualizado|el|las|hora|yayınlanma|güncelleme|güncellendi|saat|tarih(?:i)?|"
    r"pubblicato|aggiornato|il|alle|ore|жарияланды|жаңартылды|yangilandi|chop|etildi|発|更新|发布|更新时间|发布时间)\b\.?"
)
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[+-]\d{2}:?\d{2})?|\d+(?=\s*(?:min|hour|ago))")
PARTIAL_DATE = re.compile(
    r"(?i)\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b|"
    r"\b\d+ (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago\b|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december),?\s+(?:19|20)\d\d\b"
)
# A label of its own look, without a colon: "Report Jane Doe".
LABELLED = re.compile(r"(?:Author|Report|Reporter|Story|Text|Words|Writer|Written by|Interview)\s+(?=[A-ZÀ-Þ])")
INNER_BYLINE = re.compile(r"(?:^|[\s|·•,])(?:[Bb]y|BY)\s+(?P<who>[^\W\d].*)")
SOURCE_PART = re.compile(
    r"(?i)\b(?:source|来源|источник)\s?[:：]\s*(?P<name>[^|:：]{2,40}?)\s*(?=$|\||\b\w+\s?[:：])|"
    r"\b(?:editor|责任编辑|编辑)\s?[:：]\s*[^|:：]{2,30}$"
)
# Markdown's marks in what was saved as plain text.
EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
COUNTER = re.compile(
    r"(?i)\b(?:\d[\d,. ]*k?|no) (?:comments?|views?|shares?|likes?|reads?|replies|responses|words|characters)\b"
)
# An office that signs for its writers: "Astana Bureau", "Energy Desk".
OFFICE = re.compile(r"(?:[A-Z][\w&’'-]+ ){1,3}(?:[Dd]esk|[Bb]ureau)")
UPDATED = re.compile(
    r"(?i)\W*(?:last\s+)?(?:updated|modified)|"
    r"\W*(?:обновлено|mis à jour|aktualisiert|actualizado|güncelle\w+|aggiornato|жаңартылды)"
)
PUBLISHED = re.compile(
    r"(?i)\b(?:published|posted|created|опубликовано|publié|veröffentlicht|publicado|yayınlanma|pubblicato|жарияланды)\b"
)
PART_BREAK = re.compile(r"\s+[|/]\s+|\s*[·•‧]\s+")
# Before a part: pictures for a person, a calendar, a clock.
PICTURE = re.compile(r"^[^\w(\[“\"'«@#]+")
# As agencies of the region end a date line: "12:41, 2 April 2024, Bishkek - Agency, Jane DOE".
CAPITAL_NAME = re.compile(r"[,|–-]\s(?P<given>[A-Z][a-z’'-]+) (?P<family>[A-Z][A-Z’'-]{2,}|[A-Z]\.)$")
# "Osh, 3 May 2024"; and what essays end with: "Osh - Vienna, 2024".
ENDS_IN_INITIAL = re.compile(r"(?:[rv]|\s[A-Z])\.$")
PLACED = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?, \d")
PLACE_YEAR = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:(?: | ?[,/–—-] ?)[A-ZÀ-Þ][\w’'-]+){0,4}, (?:19|20)\d\d\.?")
ENDS_SENTENCE = re.compile(r"[.!?][\"”’)]*$")
# Dates of other things: of an event, of the copy at hand.
OF_ANOTHER = re.compile(
    r"(?i)\W*(?:conference|event|workshop|seminar|webinar|meeting|deadline|venue|when|registration|printed|saved|"
    r"accessed|retrieved|clipped|archived|downloaded|scanned|expires|valid until)(?: on| at| dates?)?\s?[:–—-]?\s"
)
# How mail programs mark a subject that was answered or passed on.
PASSED_ON = re.compile(
    r"(?i)(?:(?:re|fwd?|fw|aw|wg|отв|пересл)\s?:\s*)*(?:\[[^\[\]]{2,40}\]\s*(?:(?:re|fwd?|fw)\s?:\s*)?)?"
    r"(?:(?:#|no\.? ?)?\d{1,4}[,:]\s+(?:[^:]{4,20}\b(?:19|20)\d\d\s?[:–—-]\s+)?)?"
)
# As mail programs date what they send, not what it holds.
MAIL_DATE = re.compile(r"(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d(?: [+-]\d{4}| [A-Z]{3})")
SENDER = re.compile(r"<?[\w.+-]+@[\w.-]+>?\s*$")
# "Jane Doe from The Outlet <jane@outlet.example>".
SENT_FROM = re.compile(
    r"[\"']?(?P<who>[^\"<>@]{4,40}?) (?:from|at|of) (?P<outlet>[A-Z][^<>@\"]{2,50}?)[\"']?\s*<[^<>]*@[^<>]*>$"
)
BARE_ADDRESS = re.compile(r"<?(?P<url>https?://[^\s<>]+)>?")
# As writers set themselves off: "~ Jane Doe ~".
DECORATED = re.compile(r"^[~•·*–—=-]{1,3}\s+(\S.{2,60}?\S)\s+[~•·*–—=-]{1,3}$")
# "By" in the languages of outlets of the region; only before what is nothing but names.
FOREIGN_BYLINE = re.compile(r"(?:Von|Par|Por|Da|De|Di)\s+(?=[A-ZÀ-Þ])")
IN_BRACKETS = re.compile(r"\((?P<line>[^()]{5,120})\)")
SIGNATURE_DASH = re.compile(r"^(?:[—–]|--?)\s+(?=[A-ZÀ-Þ])")
# Behind it, a body is the outlet.
PUBLISHER = re.compile(r"(?i)(?:first |originally )?published by\b")
# Where a style and no space sets two parts of a line apart: "Jane DoeCorrespondent".
RUN_ON = re.compile(r"(?<=[a-zà-ÿа-яё]{4})(?=[A-ZÀ-ÞА-ЯЁ][a-zà-ÿа-яё]{2,})")
# "By Jane Doe for The Outlet".
FOR_OUTLET = re.compile(
    r"(?:[Bb]y|BY) .{4,60}? for "
    r"(?P<name>(?:[Tt]he )?[A-Z][\w&’'-]*(?: (?:[A-Z&][\w&’'-]*|of|and)){0,4})\s*(?:$|[,|·•(])"
)
# "For the Review, 6 March 2026".
WRITTEN_FOR = re.compile(r"(?:Special to|For|Exclusive to) (?:[Tt]he )?")
# Two and more, each where they were: no headline names two persons so.
POSTED = re.compile(rf"{NAME} in {PLACE}(?:(?:, | and |, and ){NAME} in {PLACE})+")
BESIDE = 6
MAX_LINE_WORDS = 18
MAX_CREDIT = 240  # characters
MAX_VALUE_WORDS = 40
# Who may be named in a header, and may speak in a transcript: "HOST: Welcome back to the studio."
SPEAKERS = frozenset(("presenter", "host", "interviewer", "reporter", "correspondent", "editor"))
SPOKEN = re.compile(r"[.!?…][\"”’)]*(?:\s|$)")
SPOKEN_WORDS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What a block of a header or byline says.

    reason : why it is furniture ("header", "byline", "dateline").
    value : span of the value within the block's text, where it is a header's title; else None.
    """

    reason: str
    claims: tuple[Claim, ...] = ()
    problems: tuple[str, ...] = ()
    value: tuple[int, int] | None = None


def read_header(text: str) -> Finding | None:
    """A line such as `Author: Jane Doe`. An empty one claims nothing."""
    match = HEADER.fullmatch(text.strip())
    if not match:
        cited = read_citation(text)
        return Finding("header", cited) if cited else None
    name, value = name_header(match["name"]), match["value"].strip()
    field = HEADER_NAMES.get(name)
    if len(value.split()) > MAX_VALUE_WORDS or (name in SPEAKERS and _speaks(value)):
        return None
    offset = len(text) - len(text.lstrip()) + match.start("value")
    span = (offset, offset + len(value)) if field == "title" and value else None
    if field is None and (byline := read_byline(text)):
        # "Words: Jane Doe. Pictures: John Roe": no count of words.
        return byline
    if field is None and UPDATED.match(name):
        return Finding("header", *dates_of(" ".join(text.split())))
    if field is None or not value:
        return Finding("header", value=span)
    if field == "published":
        # When a note was created is not when the article was.
        origin = "noted" if name == "created" else "sent" if MAIL_DATE.match(value) else f"header {name}"
        return _claim_date(value, origin, "header")
    if name == "from" and (sent := SENT_FROM.match(value)) and read_names(sent["who"]) == sent["who"]:
        claims = (Claim("author", sent["who"], "sender"), Claim("outlet", sent["outlet"], "header from"))
        return Finding("header", claims)
    if name == "from" and not (read_names(value.lstrip("\"'")) and not names_body(value)):
        field, value = "outlet", re.sub(r"\s*<[^<>]*@[^<>]*>$", "", value).strip("\"' ") or value
    if field == "title" and name == "subject" and (passed_on := PASSED_ON.match(value)) and passed_on.end():
        value, span = value[passed_on.end() :], (span[0] + passed_on.end(), span[1]) if span else None
    if field == "author":
        folded = " ".join(text.split())
        folded = RUN_ON.sub(" ", folded) if folded.count(":") > 1 else folded
        if labelled := read_fields(folded):
            # "Author: Jane Doe Date: 3 May 2024".
            return Finding("header", labelled)
        dates, problems = dates_of(" ".join(value.split()))
        if is_date_alone(value):
            # "Written: 3 May 2024".
            return Finding("header", dates, problems)
        value = read_listed_names(value) or read_names(re.sub(r"(?i)^by\s+", "", value)) or clean_author(value) or ""
        # Who sends it is not always who wrote it: a byline is believed before.
        origin = "sender" if name == "from" and SENDER.search(text) else f"header {name}"
        return Finding("header", (*((Claim(field, value, origin),) if value else ()), *dates), problems)
    if field == "outlet" and (address := BARE_ADDRESS.fullmatch(value)):
        # What clippers call the source is where they found it.
        return Finding("header", (Claim("url", address["url"], "header source"),))
    if field == "outlet":
        return _read_source_line(value, f"header {name}")
    return Finding("header", (Claim(field, value, f"header {name}"),) if value else (), value=span)


def _speaks(value: str) -> bool:
    """Whether it is a question, or a sentence and no name, as transcripts set one behind the speaker's name."""
    if value.endswith("?"):
        return True
    words = re.findall(r"[^\W\d_]{2,}", value)
    lower = sum(word[0].islower() for word in words)
    return len(words) >= SPOKEN_WORDS and bool(SPOKEN.search(value)) and 2 * lower > len(words)


def _read_source_line(value: str, origin: str) -> Finding:
    """`Source: The Outlet | 2024-05-03 10:00 | Editor: ...`, as state agencies print it."""
    outlet = re.split(
        r"(?i)\s*[|·;\[]\s*|\s+(?:news ?(?:agency|paper)|website|online)\b.*?,|\s*(?:editor|author)\s*[:：]|\s+by\s*:",
        value,
        maxsplit=1,
    )[0]
    found = find_date(value)
    if found:
        outlet = outlet[: found.start] if found.start < len(outlet) else outlet
    outlet = outlet.strip(" ,;|")
    claims = (Claim("outlet", outlet, origin),) if outlet else ()
    if found and found.iso:
        claims = (*claims, Claim("published", found.iso, "dateline"))
    return Finding("header", claims)


def read_byline(text: str, *, bare: bool = False, not_names: frozenset[str] = frozenset()) -> Finding | None:
    """A line such as `By Jane Doe, The Outlet | 3 May 2024`, or with `bare` also `Jane Doe, 3 May 2024`.

    not_names : lower-case words that are no part of a name here (those of the title).
    """
    folded = EMPHASIS.sub("", " ".join(text.split()))
    if len(folded) <= MAX_CREDIT and (credited := find_credited(folded)):
        return Finding("byline", (Claim("author", credited, "byline"), *dates_of(folded)[0]))
    if len(folded.split()) > MAX_LINE_WORDS or (
        folded.endswith((".", "?", "!")) and not ENDS_IN_INITIAL.search(folded)
    ):
        return None
    if bare and (listed := _find_listed_name(folded, not_names)):
        claims, problems = dates_of(folded)
        outlet = _claim_listed_outlet(PART_BREAK.split(folded))
        return Finding("byline", (Claim("author", listed, "byline"), *outlet, *claims), problems)
    if bare and OFFICE.fullmatch(folded) and not names_nobody(folded):
        return Finding("byline", (Claim("author", folded, "byline"),))
    if inner_line := IN_BRACKETS.fullmatch(folded):
        folded = inner_line["line"] if bare or inner_line["line"][:3].lower() == "by " else folded
    if bare:
        if (label := LABELLED.match(folded)) and names_nobody(folded[label.end() :]):
            return Finding("byline")
        folded = LABELLED.sub("", DECORATED.sub(r"\1", folded))
        folded = SIGNATURE_DASH.sub("", RUN_ON.sub(" | ", folded))
    if foreign := FOREIGN_BYLINE.match(folded):
        who = folded[foreign.end() :]
        if bare and (names := read_names(who)) and len(names.split()) > 1 and not names_body(names):
            claims, problems = dates_of(folded)
            return Finding("byline", (Claim("author", names, "byline"), *claims), problems)
    match = BYLINE.fullmatch(folded)
    who = match["who"] if match else folded if bare or POSTED.fullmatch(folded) else ""
    inner = None if match else _find_inner_byline(folded)
    if inner is not None:
        claims, problems = dates_of(folded)
        return Finding("byline", (*((Claim("author", inner, "byline"),) if inner else ()), *claims), problems)
    names = read_names(who)
    if match and not names and re.match(r"(?i)by\s", folded) and len(who.split()) <= 6 and who[:1].isupper():
        names = clean_author(_bare(who))
        if names is None:
            return Finding("byline", *dates_of(folded))
        if names.split()[0].lower() not in {"the", "a", "an"} and len(names.split()) > 4:
            return None
    if not names:
        return Finding("byline", *dates_of(folded)) if match and names_nobody(_bare(who)) else None
    if not match:
        words = {word.lower().strip(".,") for word in names.split()}
        if words & NOT_A_NAME or words & not_names or not 2 <= len(words) <= 10:
            return None
        rest = CLOCK.sub("", DATELINE_WORDS.sub("", folded.replace(names, "", 1)))
        found = find_date(rest)
        rest = rest[: found.start] + rest[found.end :] if found else rest
        if len(rest.split()) > 8:
            return None
    claims, problems = dates_of(folded)
    written_for = FOR_OUTLET.match(folded)
    outlet = (Claim("outlet", written_for["name"], "dateline"),) if written_for else ()
    return Finding("byline", (Claim("author", names, "byline"), *claims, *outlet), problems)


def _bare(who: str) -> str:
    """What a byline names, without the date, the outlet and the like behind it."""
    found = find_date(who)
    return AFTER_NAMES.split(who[: found.start] if found else who)[0].strip(" ,;:-–—|")


def _find_listed_name(folded: str, not_names: frozenset[str]) -> str | None:
    """The name in `3 May 2024 • Jane Doe • 6 min read`, where a part is a date and another nothing but a name."""
    if (capital := CAPITAL_NAME.search(folded)) and find_date(folded):
        return f"{capital['given']} {capital['family'].title()}"
    parts = [PICTURE.sub("", part) for part in PART_BREAK.split(folded.strip(" |/·•"))]
    dated = (part.partition(", ")[2] if PLACED.match(part) else part for part in parts)
    if len(parts) < 2 or ENDS_SENTENCE.search(folded) or not any(is_date_alone(part) for part in dated):
        return None
    for part in (re.sub(r"^(?:[Bb]y|BY)\s+", "", part) for part in parts):
        words = set(re.findall(r"[^\W\d_]+", part.lower()))
        if not words & (NOT_A_NAME | not_names) and read_names(part) == part:
            return part
    return None


def _claim_listed_outlet(parts: Sequence[str]) -> tuple[Claim, ...]:
    """The outlet in `The Observer | 3 May 2024 | Jane Doe`."""
    for part in parts:
        alone = part if part.lower().removeprefix("the ") in ONE_WORD_OUTLETS else None
        if outlet := read_masthead(part) or alone:
            return (Claim("outlet", outlet, "dateline"),)
    return ()


def _find_inner_byline(folded: str) -> str | None:
    """The name in `Posted on 3 May 2024 by Jane Doe` and `Analysis | By Jane Doe | 3 May`; "" for nobody."""
    if not (find_date(folded) or PARTIAL_DATE.search(folded) or re.search(r"\s[|·•]\s", folded)):
        return None
    match = INNER_BYLINE.search(folded)
    if not match:
        return None
    who = AFTER_NAMES.split(match["who"])[0].strip(" ,;")
    if names_nobody(who) or (PUBLISHER.match(folded) and names_body(who)):
        return ""
    return read_names(match["who"])


def read_dateline(text: str) -> Finding | None:
    """A line that holds a date, perhaps a place or an outlet, and no sentence."""
    folded = EMPHASIS.sub("", " ".join(text.split()))
    labelled = read_fields(folded)
    if labelled is not None:
        return Finding("dateline", labelled)
    found = find_date(folded)
    partial = None if found else PARTIAL_DATE.search(folded)
    span = (found.start, found.end) if found else partial.span() if partial else None
    if span is None and PLACE_YEAR.fullmatch(folded):
        return Finding("dateline")
    if span is None or len(folded.split()) > MAX_LINE_WORDS:
        return None
    parts = PART_BREAK.split(folded)
    if len(parts) > 1 and not ENDS_SENTENCE.search(folded) and any(is_date_alone(part) for part in parts):
        claims, problems = dates_of(folded)
        outlets = _claim_listed_outlet(parts)
        listed = _find_listed_name(folded, frozenset()) if outlets else None
        authors = (Claim("author", listed, "byline"),) if listed else ()
        return Finding("dateline", (*authors, *claims, *outlets), problems)
    left = f"{folded[: span[0]]} {folded[span[1] :]}"
    named = SOURCE_PART.search(left)
    left = SOURCE_PART.sub(" ", left)
    second = find_date(left)
    if second:
        left = f"{left[: second.start]} {left[second.end :]}"
    left = CLOCK.sub(" ", DATELINE_WORDS.sub(" ", COUNTER.sub(" ", left)))
    words = re.findall(r"[^\W\d_]{2,}", left)
    if len(words) > 5 or (any(word.islower() for word in words if len(word) > 3) and len(words) > 1):
        return None
    claims, problems = dates_of(folded)
    outlet = named["name"] if named else read_masthead(WRITTEN_FOR.sub("", folded[: span[0]]))
    if outlet:
        claims = (*claims, Claim("outlet", outlet, "dateline"))
    return Finding("dateline", claims, problems)


def is_date_alone(part: str) -> bool:
    """Whether nothing stands beside the date but a clock and what date lines say of it ("Updated", "GMT")."""
    found = find_date(part)
    if not found:
        return False
    left = f"{part[: found.start]} {part[found.end :]}"
    return not re.search(r"[^\W\d_]{2,}", CLOCK.sub(" ", DATELINE_WORDS.sub(" ", left)))


def _claim_date(text: str, origin: str, reason: str) -> Finding:
    found = find_date(text)
    if not found:
        return Finding(reason)
    if not found.iso:
        return Finding(reason, (), (found.problem,))
    return Finding(reason, (Claim("published", found.iso, origin),))


def dates_of(folded: str) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
    """The date a line claims as its publication; one that is only of an update claims nothing."""
    published = PUBLISHED.search(folded)
    after = find_date(folded[published.end() :]) if published else None
    if UPDATED.match(folded) or OF_ANOTHER.match(folded):
        if not published:
            return (), ()
        folded = folded[published.end() :]
    elif published and after and after.start <= BESIDE:
        folded = folded[published.end() :]
    finding = _claim_date(folded, "dateline", "dateline")
    return finding.claims, finding.problems
