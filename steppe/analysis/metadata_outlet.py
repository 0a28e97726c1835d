"""The outlet and the address that an article's furniture names: its copyright line, its own address on a line."""

import re
from collections.abc import Iterator, Sequence

from steppe.analysis.furniture_pieces import Piece
from steppe.analysis.furniture_title import SITE_PART, fold_title
from steppe.analysis.metadata_dates import find_date
from steppe.document import Claim

_YEARS = r"(?:19|20)\d\d(?:\s?[-–—]\s?(?:(?:19|20)\d\d)?)?"
COPYRIGHT = re.compile(
    rf"(?i)(?:©|\(c\)|\bcopyright\b)\s*(?:©|\(c\))?\s*(?:{_YEARS}\s*,?\s*)?(?:by\s+)?"
    rf"(?P<name>(?!(?:19|20)\d\d)[^\W\d_][^|·•\n©]{{2,70}}?)\s*(?:,?\s*{_YEARS}|[.|·•\n]|,\s|\ball rights\b|$)"
)
WEEKDAY = re.compile(r"(?i)[\s,|·–—-]+(?:mon|tues|wednes|thurs|fri|satur|sun)day\W*$")
QUOTES = "«»“”\"' "
ADDRESS = re.compile(r"(?:[^\s:]{1,12}(?: [^\s:]{1,12})?:\s*)?<?(?P<url>https?://[^\s<>\"]+?)>?")
# As browsers print it at each page's foot.
PRINTED_ADDRESS = re.compile(r"(?P<url>https?://[^\s/]+/\S+[^\s/]/?)\s+\d+\s?/\s?\d+")
HOST = re.compile(r"https?://(?:www\.)?(?P<host>[\w-]+)")
MASTHEAD_WORDS = 8
MIN_NAME, MIN_HOST, MIN_INITIALS = 4, 6, 3
HEAD_LINES = 12
MASTHEAD_LINES, TAIL_WORDS = 3, 25
ISSUE_PART = re.compile(r"(?i)[\s|,·•–—/-]*(?:(?:no|nr|issue|vol(?:ume)?|№)\.?\s?#?\d.*|(?:19|20)\d\d.*)$")


def claim_outlet(pieces: Sequence[Piece], title: int | None, claims: Sequence[Claim], *, page: bool) -> list[Claim]:
    """Who claims the copyright, where the page's title, a line above the title, a running head or its address says
    the same: the line alone may name a company that owns it."""
    names = [name for piece in pieces if piece.is_furniture for name in _copyright_names(piece.text)]
    if not page and title and (masthead := _repeated_masthead(pieces, title)):
        return [Claim("outlet", masthead, "masthead")]
    running = [piece.text for piece in pieces if piece.reason == "running-head" and piece.block.furniture]
    for part in (part.strip() for text in running for part in SITE_PART.split(ISSUE_PART.sub("", text))):
        if " " in part and any(piece.reason == "byline" and part in piece.text for piece in pieces):
            # The author's affiliation is who publishes it.
            return [Claim("outlet", part, "running-head")]
    beside = [part for claim in claims if claim.field == "title" for part in SITE_PART.split(claim.value)]
    if title is not None:
        beside += SITE_PART.split(pieces[title].text)[1:]
    for index, piece in enumerate(pieces):
        if title is not None and index < title and piece.is_furniture and piece.words <= MASTHEAD_WORDS:
            beside += SITE_PART.split(ISSUE_PART.sub("", piece.text))
    hosts = [match["host"] for claim in claims if claim.field == "url" and (match := HOST.match(claim.value))]
    authors = [claim.value for claim in claims if claim.field == "author"]
    for name in names:
        if any(author.endswith(name.split()[-1]) for author in authors):
            continue
        folded = _fold_name(name)
        for other in beside:
            same = _fold_name(other)
            if len(same) >= MIN_NAME and folded == same:
                return [Claim("outlet", name, "copyright")]
            if len(name) >= MIN_INITIALS and name.isupper() and _initials(other) == name:
                return [Claim("outlet", other, "copyright")]
            if len(same) >= MIN_HOST and folded.startswith(same) and " " in other:
                return [Claim("outlet", other, "copyright")]
        noted = " " in name and any(name in piece.text for piece in pieces if piece.reason in ("about", "author-note"))
        heads = noted or any(len(folded) >= MIN_HOST and fold_title(text).startswith(folded) for text in running)
        if heads or any(_is_host_of(_fold_name(host), folded) for host in hosts):
            return [Claim("outlet", name, "copyright")]
    return []


def claim_address(pieces: Sequence[Piece], title: int | None) -> list[Claim]:
    """The article's address, where it stands alone on a line above the text: "https://..." or "Clipped from: ..."; or
    at the foot of printed pages."""
    for piece in pieces[: (title or 0) + HEAD_LINES]:
        if piece.prose and piece.kind is None:
            break
        match = ADDRESS.fullmatch(piece.text.strip()) if piece.words <= MASTHEAD_WORDS + HEAD_LINES else None
        if match and match["url"].rstrip("/").count("/") > 2:
            return [Claim("url", match["url"], "saved")]
    running = (piece.text for piece in pieces if piece.is_furniture)
    printed = next((match for text in running if (match := PRINTED_ADDRESS.fullmatch(text.strip()))), None)
    return [Claim("url", printed["url"], "saved")] if printed else []


def _repeated_masthead(pieces: Sequence[Piece], title: int) -> str | None:
    """The name in one of a file's first lines that comes back below the text."""
    last = max((index for index, piece in enumerate(pieces) if not piece.is_furniture), default=0)
    tail = [piece.text for piece in pieces[last:] if piece.words <= TAIL_WORDS]
    for piece in pieces[: min(title, MASTHEAD_LINES)]:
        name = SITE_PART.split(WEEKDAY.sub("", ISSUE_PART.sub("", piece.text)))[0].strip(" :;,|–—-")
        named = (
            not re.search(r"\d", name)
            and 1 < len(name.split()) <= MASTHEAD_WORDS
            and piece.phrase is None
            and not piece.prose
        )
        if named and not find_date(name) and any(name in text for text in tail):
            return name
    return None


def _initials(name: str) -> str:
    """Of its words with a capital: "Hill Institute for Eastern Policy" is HIEP."""
    return "".join(word[0] for word in re.sub(r"^The\s", "", name).split() if word[0].isupper())


def _copyright_names(text: str) -> Iterator[str]:
    for match in COPYRIGHT.finditer(" ".join(text.split())):
        name = match["name"].strip(QUOTES + ",.;–—-")
        if 0 < len(name.split()) <= MASTHEAD_WORDS:
            yield name


def _fold_name(name: str) -> str:
    return fold_title(re.sub(r"(?i)^the\s|\s*\([^()]*\)$", "", name.strip(QUOTES)))


def _is_host_of(host: str, name: str) -> bool:
    shorter, longer = sorted((host, name), key=len)
    return len(shorter) >= MIN_HOST and longer.startswith(shorter)
