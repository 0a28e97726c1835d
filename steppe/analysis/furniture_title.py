"""Which block is the title."""

import re
from collections.abc import Sequence

from steppe.analysis.furniture_pieces import Piece
from steppe.analysis.metadata_dates import find_date
from steppe.analysis.metadata_masthead import read_masthead
from steppe.analysis.metadata_names import AFFILIATION
from steppe.analysis.metadata_text import is_date_alone, read_byline, read_dateline
from steppe.document import Claim

MAX_TITLE_WORDS = 32
MAX_TITLE_CHARACTERS = 260
KICKER_WORDS = 3
MASTHEAD_WORDS = 6
HEAD_LINES = 5
TAIL_WORDS = 25
LINKED = 0.8
MENU_LINES, MENU_WORDS = 3, 2
# Weather and rates that sites show above everything.
TICKER = re.compile(r"\d\s?°|\b(?:USD|EUR|RUB|KZT|KGS|UZS|TJS|TMT|CNY)\b\W*\d")
# What a title with an amount or a temperature has, and no ticker: "approves USD 250 million loan for rural roads".
SENTENCE_RUN = re.compile(
    r"(?i)\b(?:USD|EUR|RUB|KZT|KGS|UZS|TJS|TMT|CNY)\s?[\d.,]+[\s-]?(?:million|billion|trillion|mln|bln|bn|m)\b|"
    r"(?:(?-i:[a-z]{2,})[\s,]+){2}"
)
# No name starts with these, titles do.
TITLE_START = re.compile(r"(?i)(?:the|an?|how|why|what|when|where|who|in|on|at|for|from|to|no|new|not|after|beyond)\b")
# A title of two sentences is a short one: "The bridge is open. Nobody crosses it."
TWO_SENTENCES_WORDS = 12
# A sentence behind the number's colon is a standfirst: "Issue 61: collateral with four legs".
ISSUE = re.compile(r"(?i)(?:no|nr|issue|vol(?:ume)?|edition|№)\.?\s*\d++(?!\s?:\s+(?:[^\W\d]+\s+){2}).{0,30}")
# What stands above the titles of one column: "Letter from Osh". Where nothing else could be the title, it is that.
RUBRIC = re.compile(
    r"(?:Letters?|Postcards?|Dispatch|Dispatches|Notes|Notebook|View|Report|Reportage|Diary) from (?:the )?"
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?: \(?(?:[Nn]o\. ?|#)?\d{1,3}\)?)?"
)
SECTION_LABEL = re.compile(
    r"(?i)(?:(?:press|news|media) release|for immediate release|opinions?|op-?ed|analysis|commentary|comment|"
    r"editorial|exclusive|breaking(?: news)?|feature|interview|explainer|column|essay|report|news|policy brief|"
    r"brief(?:ing)?|updated?|from (?:the |our )?(?:desk|office|newsroom|editors?)(?: of .{2,60})?)[.:]?"
)
# What heads a box or a part, and no article.
BOX_HEADING = re.compile(
    r"(?i)(?:highlights|key (?:points|messages|findings|takeaways|facts|figures)|(?:executive )?summary|overview|"
    r"in brief|at a glance|introduction|background|contents|abstract|the main points)[:.]?"
)
# How agencies name a story in their files: "KAZAKHSTAN-OIL/CPC (UPDATE 2)".
SLUG = re.compile(r"[A-Z0-9]{2,}(?:[-/][A-Z0-9&]+)+(?: \([^()]{1,30}\))?")
# What a feed or a file is numbered by: "GF09042025000045ID110".
CODE = re.compile(r"[A-Z]{2,6}[-_]?\d{4,}[\w-]*")
# A masthead that ends in the number of its issue: "EASTERN REVIEW, Vol. 9, No. 31".
ENDS_IN_ISSUE = re.compile(r"(?i)\b(?:no|nr|issue|vol(?:ume)?|№)\.?\s*#?\d+\W*$|#\d+$")
# Bodies whose name stands above the titles of their papers.
BODY_NAME = re.compile(
    r"(?:[A-Z][\w’&-]+ |(?:of|for|and|on|the|in) ){1,7}(?:Centre|Center|Institute|Foundation|Forum|Council|Society|"
    r"Group|University|Ministry|Association|Initiative|Network|Observatory|Academy|Bank)"
    r"(?: (?:of|for|on|in) (?:the )?[A-Z][\w’ -]{3,40})?"
)
# What sites put behind or before an article's title: "Title | The Outlet", "Title - The Outlet".
SITE_PART = re.compile(r"\s+[|·•»«:–—-]{1,2}\s+")


def fold_title(text: str) -> str:
    """For comparing titles: letters and digits only, no case."""
    return re.sub(r"[\W_]+", "", text.casefold())


def title_claims(claims: Sequence[Claim]) -> list[str]:
    """The claimed titles; some templates give every page its site's name for one, and that is none.

    Nor is a site's name that is longer than the title it stands behind.
    """
    outlets = {fold_title(claim.value) for claim in claims if claim.field == "outlet"}
    titles = []
    for claim in claims:
        if claim.field == "title" and fold_title(claim.value) not in outlets:
            parts = SITE_PART.split(claim.value)
            longest = max(parts, key=len)
            others = [part for part in parts if part is not longest]
            titles.append(others[0] if others and fold_title(longest) in outlets else claim.value)
    return titles


def matches_claim(text: str, claims: Sequence[str]) -> bool:
    """Whether `text` is one of the claimed titles, with or without a site's name at either end."""
    folded = fold_title(text)
    if len(folded) < 8:
        return any(folded == fold_title(claim) for claim in claims)
    for claim in claims:
        whole = fold_title(claim)
        parts = [fold_title(part) for part in SITE_PART.split(claim)]
        if folded == whole or folded in parts:
            return True
        if len(folded) >= 20 and any(text.startswith(folded) or text.endswith(folded) for text in (whole, *parts)):
            return True
    return False


def is_site_name(text: str, claims: Sequence[str]) -> bool:
    """Whether `text` is claimed only as what stands beside a longer title: the outlet of "A title | The Outlet"."""
    folded = fold_title(text)
    beside = False
    for claim in claims:
        parts = [fold_title(part) for part in SITE_PART.split(claim)]
        if folded == fold_title(claim):
            return False
        beside = beside or (folded in parts and len(folded) < max(map(len, parts)))
    return beside


def _stands_behind_title(text: str, claims: Sequence[str]) -> bool:
    """Whether a claim has it behind its first part: "The title | The Outlet"."""
    folded = fold_title(text)
    return any(folded in [fold_title(part) for part in SITE_PART.split(claim)[1:]] for claim in claims)


def find_title(pieces: Sequence[Piece], claims: Sequence[str], first_prose: int) -> int | None:
    """Index of the title's piece, or None.

    first_prose : index of the first piece of the article's running text; titles stand above it.
    """
    head = [index for index in range(min(first_prose + 1, len(pieces))) if not pieces[index].is_furniture]
    claimed = [index for index in head if matches_claim(pieces[index].text, claims)]
    marked = [index for index in head if {"<h1>", "headline"}.intersection(pieces[index].block.hints)]
    if any(not is_site_name(pieces[index].text, claims) for index in (*claimed, *marked)):
        claimed = [index for index in claimed if not is_site_name(pieces[index].text, claims)]
    elif (claimed or marked) and all(_stands_behind_title(pieces[index].text, claims) for index in (*claimed, *marked)):
        # The page shows its site's name alone; what it is called is claimed.
        return None
    both = [index for index in claimed if index in marked]
    if not both and (below := _below_repeated(pieces, claimed, first_prose)) is not None:
        return below
    if both or claimed:
        # A site's name is part of the claim, too: "The title | The Outlet".
        return max(both or claimed, key=lambda index: (pieces[index].words, -index))
    if marked:
        below = _below_masthead(pieces, marked)
        if below is not None:
            return below
        return max(marked, key=lambda index: ("<h1>" in pieces[index].block.hints, pieces[index].words, -index))
    candidates = [index for index in head if index < first_prose and _could_be_title(pieces[index])]
    candidates = [index for index in candidates if not _is_byline(pieces[index].text)]
    if not candidates:
        ends = [at for at in head if at < first_prose and ENDS_IN_ISSUE.search(pieces[at].text)]
        longer = (at for at in ends if pieces[at].words > MASTHEAD_WORDS)
        candidates = [at for at in longer if _could_be_title(pieces[at], numbered=True)][:1]
    if len(candidates) > 1 and _names_itself(pieces, candidates[0]):
        candidates = candidates[1:]
    candidates = [at for at in candidates if not SLUG.fullmatch(pieces[at].text)] or candidates
    candidates = _below_teasers(pieces, candidates, first_prose)
    repeated = _without_site(pieces, candidates)
    if repeated is not None:
        return repeated
    # Where anything else could be the title, it is no byline and no masthead with a date.
    for unlike in (read_byline, find_date):
        candidates = [index for index in candidates if not unlike(pieces[index].text)] or candidates
    headings = [index for index in candidates if pieces[index].block.kind == "heading"]
    if headings:
        return headings[0]
    if candidates:
        return _skip_masthead(pieces, _below_menu(pieces, candidates))
    return _sentence_as_title(pieces, head, first_prose)


def restate_title(pieces: Sequence[Piece], stated: int, body: int) -> int:
    """Index of the title that a header line states, or of the heading below that repeats it without the site's name:
    "Title: A new road | The Outlet", and then "A new road"."""
    piece = pieces[stated]
    for start, end, kind, _ in piece.spans:
        parts = SITE_PART.split(piece.text[start - piece.start : end - piece.start]) if kind == "title" else ()
        bare = {fold_title(part) for part in parts} if len(parts) > 1 else set()
        for index in range(stated + 1, min(body + 1, len(pieces)) if bare else 0):
            other = pieces[index]
            same = other.words > KICKER_WORDS and fold_title(other.text) in bare
            if same and other.kind is None and other.block.kind in (None, "heading"):
                piece.spans, piece.kind, piece.reason = [], "furniture", "header"
                return index
    return stated


def _below_masthead(pieces: Sequence[Piece], marked: Sequence[int]) -> int | None:
    """The longer heading right below an only marked one that names a site or a section ("The Valley Post")."""
    if len(marked) != 1:
        return None
    above = pieces[marked[0]]
    below = (at for at in range(marked[0] + 1, len(pieces)) if not pieces[at].is_furniture)
    after = next((at for at in below if pieces[at].phrase is None and pieces[at].block.kind != "item"), None)
    if after is None or pieces[after].block.kind != "heading" or not _could_be_title(pieces[after]):
        return None
    names_site = read_masthead(above.text) or SECTION_LABEL.fullmatch(above.text) or above.block.link_share > LINKED
    return after if names_site and pieces[after].words > above.words else None


def _below_repeated(pieces: Sequence[Piece], claimed: Sequence[int], first_prose: int) -> int | None:
    """The longer line below a short claimed one that stands there twice, in no element of a title: the posts of a
    channel, whose pages are called by its name."""
    texts = {fold_title(pieces[index].text) for index in claimed}
    same = [index for index in range(first_prose) if fold_title(pieces[index].text) in texts]
    if len(same) < 2 or len(texts) > 1 or pieces[same[-1]].words > KICKER_WORDS:
        return None
    below = [index for index in range(same[-1] + 1, first_prose) if _could_be_title(pieces[index])]
    longer = [index for index in below if pieces[index].words > KICKER_WORDS and not _is_byline(pieces[index].text)]
    return longer[0] if longer else None


def _is_byline(text: str) -> bool:
    """`By Jane Doe`: never a title, not even where there is no other line."""
    finding = read_byline(text) if re.match(r"(?i)(?:written )?by\s", text) else None
    return finding is not None and any(claim.field == "author" for claim in finding.claims)


def _without_site(pieces: Sequence[Piece], candidates: Sequence[int]) -> int | None:
    """The title, where it stands once with a site's name ("Title | The Outlet"), as tabs and exports print it, and
    once without."""
    for index in candidates:
        parts = {fold_title(part) for part in SITE_PART.split(pieces[index].text)[:2]}
        once = [
            other
            for other in (candidates if len(parts) > 1 else ())
            if other != index and len(fold_title(pieces[other].text)) >= 8 and fold_title(pieces[other].text) in parts
        ]
        if once:
            # The site's name, too, may stand on a line of its own.
            return max(once, key=lambda other: (pieces[other].words, -other))
    return None


def _could_be_title(piece: Piece, *, numbered: bool = False) -> bool:
    """numbered : it may end in the number of an issue, as nothing else could be the title."""
    return (
        piece.words >= 1
        and piece.words <= MAX_TITLE_WORDS
        and len(piece.text) <= MAX_TITLE_CHARACTERS
        and piece.phrase is None
        and not (piece.prose and piece.block.kind == "paragraph")
        and not ISSUE.fullmatch(piece.text)
        and not SECTION_LABEL.fullmatch(piece.text)
        and not CODE.fullmatch(piece.text)
        and (numbered or not ENDS_IN_ISSUE.search(piece.text))
        and not BOX_HEADING.fullmatch(piece.text)
        and not (TICKER.search(piece.text) and not SENTENCE_RUN.search(piece.text))
        and piece.block.kind in (None, "heading", "paragraph")
        and not piece.text.startswith("(")
        and not piece.text.rstrip().endswith((".", ":", ";", ","))
        and not (find_date(piece.text) and (piece.words < 8 or is_date_alone(piece.text)))
    )


def _skip_masthead(pieces: Sequence[Piece], candidates: Sequence[int]) -> int:
    """A short line ("OPINION", an outlet's name, "No. 12") above a longer one is not yet the title.

    Nor is a line in capitals, where one in ordinary case stands below it.
    """
    first = candidates[0]
    for index in candidates[1:]:
        above, below = pieces[first], pieces[index]
        rubric = bool(RUBRIC.fullmatch(above.text))
        if not _names_outlet(above.text) and _is_lone_byline(pieces, index, candidates):
            break
        short = above.words <= KICKER_WORDS and below.words > above.words
        capitals = above.text.isupper() and not below.text.isupper() and _is_masthead(pieces[first:index])
        dated = (
            read_masthead(above.text) and any(find_date(piece.text) for piece in pieces[first:index])
        ) or BODY_NAME.fullmatch(above.text)
        named = dated and below.words > above.words
        if index - first <= HEAD_LINES and (rubric or short or capitals or named or ISSUE.match(above.text)):
            first = index
        elif not (_names_outlet(above.text) and below.words <= KICKER_WORDS):
            break
    return first


def _names_outlet(text: str) -> bool:
    return bool(read_masthead(text) or BODY_NAME.fullmatch(text))


def _names_itself(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the first line is the outlet's name with what it is about, and the name comes back below the text.

    "Green Steppe – climate and energy", and at the end "Green Steppe is a project of ...".
    """
    name, *about = SITE_PART.split(pieces[index].text)
    if index > 1 or len(about) != 1 or not about[0][:1].islower() or len(name.split()) > KICKER_WORDS:
        return False
    tail = [piece for piece in pieces[len(pieces) // 2 :] if piece.words <= TAIL_WORDS]
    return any(name in piece.text for piece in tail) and not any(name in piece.text for piece in pieces[1:HEAD_LINES])


def _below_teasers(pieces: Sequence[Piece], candidates: Sequence[int], first_prose: int) -> list[int]:
    """The candidates without those in lists of other articles: above the last line with a byline or a date right
    below it, where a heading of such a list ("Trending") stands before."""
    headings = [
        index
        for index in range(first_prose)
        if (phrase := pieces[index].phrase) and phrase.opens_section and phrase.reason == "related"
    ]
    signed = [
        index
        for index in candidates
        if headings
        and index > headings[-1]
        and _is_signed(pieces[index + 1 : index + 3])
        and pieces[index].words > KICKER_WORDS
    ]
    return [index for index in candidates if index >= signed[-1]] if signed else list(candidates)


def _is_signed(below: Sequence[Piece]) -> bool:
    """Whether a byline, or a name and a date, stand in the two lines."""
    if not below or len(below) < 2:
        return False
    return _is_byline(below[0].text) or (_is_name(below[0].text) and find_date(below[1].text) is not None)


def _below_menu(pieces: Sequence[Piece], candidates: Sequence[int]) -> Sequence[int]:
    """The candidates without a menu's entries above them: three and more lines of a word or two."""
    lead = next((at for at, index in enumerate(candidates) if pieces[index].words > MENU_WORDS), len(candidates))
    return candidates[lead:] if MENU_LINES <= lead < len(candidates) else candidates


def _is_masthead(lines: Sequence[Piece]) -> bool:
    """Whether a line in capitals, with the lines up to the next candidate, is no title over its standfirst.

    It is short, named like an outlet or an agency's file, or has an issue, a date or a byline below it.
    """
    above = lines[0]
    return bool(SLUG.fullmatch(above.text)) or (
        above.words <= MASTHEAD_WORDS
        and (above.words <= KICKER_WORDS or len(lines) > 1 or read_masthead(above.text) is not None)
    )


def _is_lone_byline(pieces: Sequence[Piece], index: int, candidates: Sequence[int]) -> bool:
    """Whether a line is a name alone, the last line that could be a title, and no other line names the author."""
    text = pieces[index].text
    undated = [at for at in candidates if at == index or not read_dateline(pieces[at].text)]
    if index != undated[-1] or not _is_name(text) or TITLE_START.match(text):
        return False
    return not any(_is_byline(piece.text) for piece in pieces[: index + HEAD_LINES])


def _is_name(text: str) -> bool:
    finding = read_byline(text, bare=True)
    bare = fold_title(AFFILIATION.sub("", text))
    return finding is not None and any(fold_title(claim.value) == bare for claim in finding.claims)


def _sentence_as_title(pieces: Sequence[Piece], head: Sequence[int], first_prose: int) -> int | None:
    """A title that ends in a full stop: one short sentence on its own, with longer text right below."""
    for index in head:
        piece = pieces[index]
        after = next((other for other in pieces[index + 1 :] if not other.is_furniture), None)
        if piece.phrase or piece.words > 20 or after is None or index > first_prose or _is_byline(piece.text):
            return None
        sentences = 1 + len(re.findall(r"[.!?]\s", piece.text))
        if (
            sentences <= (2 if piece.words <= TWO_SENTENCES_WORDS else 1)
            and piece.block.kind in (None, "heading")
            and after.words >= 2 * piece.words
            and after.words >= 20
        ):
            return index
        return None
    return None
