"""Choose an article's metadata among what its format and its text claim."""

import re
from collections.abc import Sequence

from steppe.analysis.furniture_title import SECTION_LABEL
from steppe.analysis.metadata_dates import find_date
from steppe.analysis.metadata_masthead import read_masthead
from steppe.analysis.metadata_names import NOT_A_NAME, clean_author, read_names
from steppe.document import Claim, Metadata, MetadataField

# Origins in order of trust: what was written for readers of this article, then what was written for machines
# about this article, then what a template may have filled in. Matched by prefix; others come last.
TRUST: dict[MetadataField, tuple[str, ...]] = {
    "title": (
        "header",
        "front matter",
        "column",
        "feed",
        "subject",
        "h1",
        "text",
        "json-ld",
        "og:",
        "meta",
        "document",
        "title",
    ),
    "author": (
        "header",
        "front matter",
        "column",
        "feed",
        "byline",
        "sender",
        "json-ld",
        "meta",
        "rel",
        "class",
        "note",
        "document",
        "state",
    ),
    "published": (
        "header",
        "front matter",
        "column",
        "feed",
        "json-ld",
        "meta",
        "time",
        "byline",
        "dateline",
        "noted",
        "url",
        "class date",
        "state",
        "sent",
        "updated",
        "document",
    ),
    "outlet": ("header", "front matter", "column", "json-ld", "og:", "meta", "feed", "title", "dateline"),
    "url": ("header", "front matter", "column", "feed", "canonical", "og:", "json-ld", "saved"),
    "language": ("header", "front matter", "column", "html", "meta", "feed"),
}
MAX_OUTLET_WORDS = 6
# A masthead line may name the day and the number of an issue.
WEEKDAY_BEHIND = re.compile(r"(?i)[\s,|·–—-]+(?:mon|tues|wednes|thurs|fri|satur|sun)day\W*$")
NUMBERED = re.compile(r"(?i)(?:no|nr|issue|vol(?:ume)?|edition|number|№)?\.?\s?#?\s?\d+")
# Behind one author's name: another's.
GOES_ON = re.compile(r"\s*(?:,|&|and\b|with\b|и\b)")
HANDLE = re.compile(r"@\w+|[a-z]+\d+")
# "The Outlet Staff", "The Outlet Newsroom".
STAFF = re.compile(
    r"(?i)\s+(?:staff(?: (?:writer|reporter|correspondent)s?)?|news ?(?:desk|room|team)|desk|team|editors?|"
    r"editorial(?: \w+)?|correspondents?|reporters?|bureau|web ?desk)$"
)
# How accounts are named: "Jane D.".
INITIAL_LAST = re.compile(r"\s[A-ZÀ-ÞА-ЯЁ]\.?$")
FAMILY_FIRST = re.compile(r"(?P<family>[^\W\d_][\w’'-]+), (?P<given>[^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*)?)")
# What sites part a title from their name and sections with. Dashes also stand within titles.
SECTION_MARK = re.compile(r"\s+(?:[|·•»«]|::)\s+")
DASH = re.compile(r"(\s+[–—-]\s+)")
BESIDE_TITLE = re.compile(r"(\s+[|–—-]\s+)")
WEAK_ORIGINS = (
    *("sender", "class", "state", "note", "document", "sent"),
    *("url", "title", "dateline", "saved", "updated", "masthead", "page"),
)


def choose_metadata(claims: Sequence[Claim], *, title: str | None, language: str) -> tuple[Metadata, tuple[str, ...]]:
    """The most trustworthy claim of each field, and flags where trustworthy claims contradict each other.

    Parameters
    ----------
    title : the title that stands above the text, where one was found; it outweighs every claim.
    language : BCP 47, as detected; a claimed language is never believed against the text.
    """
    chosen: dict[str, str | None] = {}
    flags: list[str] = []
    for field in ("author", "published", "outlet", "url"):
        ranked = rank_claims(claims, field)
        if field == "author":
            ranked = _without_outlets(ranked, claims)
        chosen[field] = ranked[0].value if ranked else None
        if field == "author" and ranked:
            chosen[field] = _choose_author(ranked)
        if conflicts(ranked):
            flags.append(f"metadata-conflict-{field}")
    titles = rank_claims(claims, "title")
    outlets = [claim.value for claim in rank_claims(claims, "outlet")]
    if title:
        chosen["title"], behind = strip_outlet(title, outlets)
        chosen["outlet"] = chosen["outlet"] or behind
    else:
        chosen["title"] = strip_site(titles[0].value, outlets) if titles else None
    chosen["outlet"] = chosen["outlet"] or _outlet_beside_title(titles, chosen["title"])
    if chosen["outlet"] and chosen["author"] and _key(chosen["outlet"]) == _key(STAFF.sub("", chosen["author"])):
        chosen["author"] = None
    if chosen["title"] and any(not _same(chosen["title"], claim.value) for claim in titles if not _is_weak(claim)):
        flags.append("metadata-conflict-title")
    for field, flag in (
        ("title", "no-title"),
        ("author", "no-author"),
        ("published", "no-date"),
        ("outlet", "no-outlet"),
    ):
        if not chosen[field]:
            flags.append(flag)
    return Metadata(**chosen, language=language), tuple(flags)


def rank_claims(claims: Sequence[Claim], field: MetadataField) -> list[Claim]:
    """The usable claims of a field, cleaned, the most trustworthy first; equal trust keeps the order of the text."""
    usable = []
    for claim in claims:
        value = _clean(field, claim.value) if claim.field == field else None
        if value and field == "author":
            value = _join_names(value)
            if claim.origin.startswith("document") and (not _is_person(value) or INITIAL_LAST.search(value)):
                # Whoever's computer or programme it was.
                value = None
        if value:
            usable.append(Claim(field, value, claim.origin))
    return sorted(usable, key=lambda claim: _trust(claim))


def _without_outlets(ranked: Sequence[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """The author claims that are not the outlet's own name, which templates print where no person is known."""
    outlets = {_key(claim.value) for claim in rank_claims(claims, "outlet")}
    return [claim for claim in ranked if _key(STAFF.sub("", claim.value)) not in outlets]


def conflicts(ranked: Sequence[Claim]) -> bool:
    """Whether two claims that are not weak contradict each other."""
    strong = [claim.value for claim in ranked if not _is_weak(claim)]
    return any(not _same(strong[0], value) for value in strong[1:])


def strip_site(title: str, outlets: Sequence[str]) -> str:
    """A claimed title without the site's name and sections that pages put around it.

    Bars and the like never stand within a title, so the longest part is it. A dash may: there a part is dropped only
    where it is known for an outlet, or named like one.
    """
    parts = SECTION_MARK.split(title)
    longest = max(parts, key=lambda part: len(part.split()))
    pieces = DASH.split(longest)
    names = {_key(outlet) for outlet in outlets}
    for at in (-1, 0):
        if len(pieces) > 2 and (_key(pieces[at]) in names or (at and read_masthead(pieces[at]))):
            # Words stand at even places, the dashes between them at odd ones.
            pieces = pieces[:-2] if at else pieces[2:]
            break
    return "".join(pieces)


def strip_outlet(title: str, outlets: Sequence[str]) -> tuple[str, str | None]:
    """A title that stands above the text, without a section's label before a bar and an outlet behind it; and that.

    What stands behind is an outlet where the page claims it by that very name, or where it is named like one, each
    word with a capital: "A new road - The Valley Post".
    """
    label, bar, rest = title.partition(" | ")
    if bar and SECTION_LABEL.fullmatch(label):
        title = rest
    pieces = BESIDE_TITLE.split(title)
    last = pieces[-1]
    known = {_key(outlet) for outlet in outlets}
    capitals = all(word[0].isupper() for word in re.findall(r"[^\W\d_]{4,}", last))
    if len(pieces) > 2 and (_key(last) in known or (capitals and not title.isupper() and read_masthead(last) == last)):
        return "".join(pieces[:-2]), last
    return title, None


def _outlet_beside_title(titles: Sequence[Claim], title: str | None) -> str | None:
    """What a page's `<title>` holds besides the title: "Title | The Outlet"."""
    for claim in titles:
        before, colon, behind = claim.value.partition(": ")
        if claim.origin == "title" and colon and title and _key(behind) == _key(title):
            # As blogs put it: "The Outlet: A title".
            return before if len(before.split()) <= MAX_OUTLET_WORDS else None
        parts = re.split(r"\s+(?:[|·•»]|::|[–—-])\s+", claim.value)
        others = [part for part in parts if title and not _same(part, title)]
        if claim.origin == "title" and len(parts) > len(others) == 1 and len(others[0].split()) <= MAX_OUTLET_WORDS:
            return others[0]
        if (
            claim.origin == "title"
            and others
            and len(parts) > len(others)
            and len(parts[-1].split()) <= MAX_OUTLET_WORDS
        ):
            return parts[-1] if parts[-1] in others else None
    return None


def _trust(claim: Claim) -> int:
    order = TRUST[claim.field]
    return next((rank for rank, prefix in enumerate(order) if claim.origin.startswith(prefix)), len(order))


def _is_weak(claim: Claim) -> bool:
    return claim.origin.startswith(WEAK_ORIGINS)


def _clean(field: MetadataField, value: str) -> str | None:
    folded = " ".join(value.split())
    if field == "author":
        folded = re.sub(r",(?=[^\W\d_])", ", ", folded)
    if field == "published":
        found = find_date(folded)
        return found.iso if found else None
    if field == "author":
        if HANDLE.fullmatch(folded):
            return None
        folded = _turn_names(re.sub(r"^(?:\w+ ){0,2}(?:[Bb]y|BY):?\s+", "", folded))
        return read_names(folded) or clean_author(folded) if not folded.startswith("http") else None
    if field == "outlet":
        name = WEEKDAY_BEHIND.sub("", folded).strip(" :;,|–—-")
        return None if NUMBERED.fullmatch(name) else name or None
    if field == "url":
        return folded if re.match(r"https?://[^\s<>\"]+$", folded) else None
    return folded or None


def _join_names(value: str) -> str:
    """Names that a list parts by commas or "&", as a byline would put them: "A B, C D" is "A B and C D"."""
    names = re.split(r",\s+|\s+&\s+", value)
    if len(names) < 2 or not all(_is_plain_name(name) for name in names):
        return value
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _choose_author(ranked: Sequence[Claim]) -> str:
    """The first claim, unless the others show that a byline was misread.

    It may run on into what stands beside it, where a style and no space sets the two apart ("Jane DoeThe Outlet",
    "Jane Doe Updated"): then another claim is its start. Or it is no author's at all ("Order Reprints"): then two
    others name one and the same person, and share no word with it.
    """
    first, persons = ranked[0].value, [claim for claim in ranked[1:] if _is_person(claim.value)]
    for claim in persons:
        rest = first.removeprefix(claim.value)
        if rest != first and rest and not GOES_ON.match(rest):
            return claim.value
        more = claim.value.removeprefix(first)
        if more != claim.value and GOES_ON.match(more) and claim.origin.startswith(("json-ld", "meta")):
            # Links one behind the other leave no mark between the names.
            return claim.value
    plain = _plain_words(first)
    for claim in persons:
        if claim.value != first and _plain_words(claim.value) == plain and claim.origin.startswith(("json-ld", "meta")):
            return claim.value
    words = {word.lower() for word in first.split()}
    agreed = [claim.value for claim in persons if not words.intersection(claim.value.lower().split())]
    if len(agreed) == len(ranked) - 1 and len(agreed) > 1 and len(set(map(_key, agreed))) == 1:
        return agreed[0]
    return first


def _plain_words(value: str) -> list[str]:
    """The words of a list of names without what joins these."""
    return [word for word in re.findall(r"[^\W\d_]+", value.lower()) if word not in ("and", "with")]


def _turn_names(value: str) -> str:
    """Names as catalogues list them, in the order of speech: "Doe, Jane; Roe, John" is "Jane Doe and John Roe"."""
    names = [name.strip() for name in value.split(";") if name.strip()]
    turned = [
        f"{match['given']} {match['family']}" if (match := FAMILY_FIRST.fullmatch(name)) else name for name in names
    ]
    if len(names) < 2 and (turned == names or not _is_plain_name(turned[0])):
        return value
    return turned[0] if len(turned) == 1 else f"{', '.join(turned[:-1])} and {turned[-1]}"


def _is_person(value: str) -> bool:
    words = re.findall(r"[^\W\d_]+", value.lower())
    return bool(read_names(value)) and not NOT_A_NAME.intersection(words)


def _is_plain_name(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return read_names(text) == text and not NOT_A_NAME.intersection(words) and "and" not in words


def _key(value: str) -> str:
    return re.sub(r"[\W_]+", "", value.casefold())


def _same(one: str, other: str) -> bool:
    """Equal but for case and punctuation, or one inside the other (a title with the site's name behind it)."""
    a, b = _key(one), _key(other)
    return a in b or b in a
