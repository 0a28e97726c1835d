"""What stands around the title: header blocks, bylines, date lines. Furniture, and the best source of metadata."""

import re
from collections import Counter
from collections.abc import Sequence

from steppe.analysis.furniture_pieces import Piece, unlabelled
from steppe.analysis.furniture_signed import (
    ACRONYM,
    CLOSING_HEADER,
    EXPLICIT_BYLINE,
    SIGNATURE_WORDS,
    read_author_box,
    read_below,
    signs_text,
)
from steppe.analysis.furniture_title import fold_title
from steppe.analysis.metadata_dates import find_date
from steppe.analysis.metadata_headers import HEADER_NAMES, name_header
from steppe.analysis.metadata_masthead import read_masthead
from steppe.analysis.metadata_names import NOTE_MARK
from steppe.analysis.metadata_text import (
    CAPITAL_NAME,
    Finding,
    read_byline,
    read_dateline,
    read_header,
)
from steppe.document import Claim

# Below a standfirst as long as a paragraph come at most so many lines of byline, date and buttons.
HEAD_RUN = 6
SHORT_PROSE = 14
NOTE_WORDS = 40
MASTHEAD_LINES = 3
VALUE_WORDS = 30
PLACE_WORDS = 2
ROLE_WORDS = 10
# On a line of its own, above the name.
BYLINE_LABEL = re.compile(r"(?i)(?:(?:written|posted|reported|words|text|story) by|by|authors?|contributors?)\s?:?")
IN_A_LIST = re.compile(r"^(?:&|and\b)\s*|\s*(?:,|&|\band)\s*$")
ACCOUNT = re.compile(r"\s+@\w+$")
# A button beside a name.
FOLLOW = re.compile(r"(?i)(?:follow(?:ing)?|follow author|subscribe|view profile)")
# Labels of the text itself in a stacked header block.
TEXT_LABELS = frozenset(("text", "body", "content", "markdown content", "article", "story", "full text"))
STACKED_LABELS = 2
LABELLED_LINES = 40
LABELLED = re.compile(r"[A-Z][\w /-]{2,30}: +\S")
# A database's codes for them: "HD   A new road", "BY   Jane Doe".
CODED = re.compile(r"(?P<code>[A-Z]{2,3})(?: {2,}|\t)(?P<value>\S.*)", re.DOTALL)
CODES = {"HD": "Re", "TI": "Re", "BY": "By", "AU": "By", "PD": "Date", "SN": "Source", "JN": "Source"}
# Of the same length with a colon and two blanks.
DASHED = re.compile(r"(?P<name>[A-ZА-Я][^\W\d_]{2,11}(?: \w{2,9})?) [-–—] ")
SPEAKER_TURNS, SPEAKER_CHARACTERS = 3, 24
EMPTY_HEADER = re.compile(r"(?i)(?:author|by|byline|date|source|автор|作者|来源)s?\s?[:：]\s*[-–—]?$")


def read_headers(pieces: Sequence[Piece], body: int, flags: set[str]) -> list[Claim]:
    """Header lines above the text; their values are claims. An `Author:` line without a value counts anywhere."""
    claims = _read_stacked_headers(pieces, body, flags)
    _drop_above_label(pieces)
    dashed = _find_dashed(pieces[: body + 1])
    prose = [index for index, piece in enumerate(pieces) if piece.prose and piece.kind is None and not piece.phrase]
    closing = prose[-1] if prose else body
    speakers = _find_speakers(pieces)
    for index, piece in enumerate(pieces):
        if piece.kind is not None or (piece.block.kind in ("heading", "title") and index > body):
            continue
        labelled = piece.text.rstrip().endswith(":") or (claims and index == body - 1)
        if index < body and labelled and _label_of(piece) in TEXT_LABELS:
            piece.drop("header")
            continue
        finding = read_header(dashed.get(index, piece.text))
        if finding is None or _label_before_colon(piece) in speakers:
            continue
        late = CLOSING_HEADER if index > closing else EMPTY_HEADER
        if index > body and not late.match(piece.text.strip()):
            continue
        claims += _apply(piece, finding, flags)
    return claims


def _read_stacked_headers(pieces: Sequence[Piece], body: int, flags: set[str]) -> list[Claim]:
    """Header blocks with each value on the line below its name, as databases print them: `TITLE`, `A new road`."""
    head = unlabelled(pieces[: body + 1])
    labels = [_label_of(piece) for piece in head]
    if sum(bool(label) for label in labels) < STACKED_LABELS:
        # One is enough where a date stands below it.
        pairs = zip(labels, head[1:], strict=False)
        if not any(HEADER_NAMES.get(label) == "published" and find_date(below.text) for label, below in pairs):
            return []
    claims: list[Claim] = []
    for place, (piece, label) in enumerate(zip(head, labels, strict=True)):
        at = _find_value(head, labels, place)
        below = head[at] if at is not None else None
        if not label or piece.kind is not None:
            continue
        piece.drop("header")
        if label in TEXT_LABELS or at is None or below is None or labels[at] or below.words > VALUE_WORDS:
            continue
        finding = read_header(f"{label}: {below.text}")
        states = HEADER_NAMES.get(label)
        if finding is None or (below.prose and states != "title"):
            continue
        flags.update(finding.problems)
        claims += finding.claims
        if states == "title" and not any(other.kind == "title" for other in head):
            below.kind = "title"
        else:
            below.drop("header")
    return claims


def _find_value(head: Sequence[Piece], labels: Sequence[str], place: int) -> int | None:
    """Index of a label's value: the next line; in a table whose first row is of labels, the cell below."""
    first = last = place
    while first and labels[first - 1]:
        first -= 1
    while last + 1 < len(head) and labels[last + 1]:
        last += 1
    row = last + 1 - first
    cells = head[first : last + 1 + row]
    table = row >= STACKED_LABELS and len(cells) == 2 * row
    below = table and all({"<td>", "<th>"}.intersection(cell.block.hints) for cell in cells)
    at = place + row if below else place + 1
    return at if at < len(head) else None


def _drop_above_label(pieces: Sequence[Piece]) -> None:
    """What a database prints in labelled lines above "Full text:", long ones ("Abstract: ...") included."""
    for index, piece in enumerate(pieces[:LABELLED_LINES]):
        if piece.text.strip().endswith((":", "：")) and _label_of(piece) in TEXT_LABELS:
            labelled = [other for other in pieces[:index] if LABELLED.match(other.text)]
            for other in (*labelled, piece) if len(labelled) >= STACKED_LABELS else ():
                if other is piece or not read_header(other.text):
                    other.drop("header")
            return


def _find_dashed(head: Sequence[Piece]) -> dict[int, str]:
    """Header lines with a dash for a colon, by their index, with a colon: `Title - A road`; at least two."""
    found = {}
    for index, piece in enumerate(head):
        match = DASHED.match(piece.text)
        if match and name_header(match["name"]):
            found[index] = f"{match['name']}:  {piece.text[match.end() :]}"
        elif coded := CODED.fullmatch(piece.text):
            name = CODES.get(coded["code"], "Words")
            found[index] = f"{name}:{coded['value'].rjust(len(piece.text) - len(name) - 1)}"
    return found if len(found) >= STACKED_LABELS else {}


def _find_speakers(pieces: Sequence[Piece]) -> frozenset[str]:
    """The labels that open several blocks: `HOST: Welcome.`, `HOST: Why?` is a conversation, no header."""
    labels = Counter(_label_before_colon(piece) for piece in pieces)
    return frozenset(label for label, turns in labels.items() if label and turns >= SPEAKER_TURNS)


def _label_before_colon(piece: Piece) -> str:
    label, colon, _ = piece.text[:SPEAKER_CHARACTERS].partition(":")
    return label.strip().lower() if colon else ""


def _label_of(piece: Piece) -> str:
    """The header's name, where the line is nothing else: `TITLE`, `Date:`."""
    bare = piece.text.strip().rstrip(":： ")
    name = name_header(bare)
    known = bare.isupper() or bare.istitle() or (" " in bare and bare[:1].isupper())
    return (name or (bare.lower() if bare.lower() in TEXT_LABELS else "")) if known else ""


def _apply(piece: Piece, finding: Finding, flags: set[str]) -> tuple[Claim, ...]:
    flags.update(finding.problems)
    piece.drop(finding.reason)
    if finding.value:
        start, end = piece.start + finding.value[0], piece.start + finding.value[1]
        label_end = piece.start + len(piece.text[: finding.value[0]].rstrip())
        piece.spans = [(piece.start, label_end, "furniture", "header"), (start, end, "title", "")]
    return finding.claims


def read_bylines(pieces: Sequence[Piece], title: int | None, body: int, flags: set[str]) -> list[Claim]:
    """Bylines and date lines: around the title and above the text, and marked ones anywhere."""
    claims: list[Claim] = []
    named: list[tuple[int, str]] = []
    for piece in pieces[: title or 0]:
        outlet = read_masthead(piece.text) if piece.kind is None and not piece.block.hints else None
        claims += [Claim("outlet", outlet, "dateline")] if outlet else []
    title_text = pieces[title].text if title is not None else ""
    title_words = frozenset(word.lower() for word in re.findall(r"\w+", title_text)) - {"by", "and", "with"}
    prose_left = sum(_tells(piece) for piece in pieces)
    head = find_head_end(pieces, body)
    seen = 0
    for index, piece in enumerate(pieces):
        seen += _tells(piece)
        claims += _claim_furniture(pieces, index, title, head, title_words)
        labelled = 0 < index <= head and BYLINE_LABEL.fullmatch(pieces[index - 1].text.strip())
        if labelled and piece.reason in ("", "outside-article") and (stated := read_byline(piece.text, bare=True)):
            pieces[index - 1].drop("byline")
            piece.drop("byline")
            claims += stated.claims
        if piece.kind is not None or piece.block.kind == "title" or (piece.prose and piece.words > SHORT_PROSE):
            continue
        near = index <= head or (seen >= prose_left and _names_year_or_act(piece))
        bare = title is not None and title < index < head
        if bare and piece.block.kind == "heading" and not NOTE_MARK.search(piece.text):
            bare = index + 1 < len(pieces) and read_dateline(pieces[index + 1].text) is not None
        signs = seen >= prose_left and not named and signs_text(pieces, index)
        finding = read_byline(piece.text, bare=bare or signs, not_names=title_words)
        if (
            finding
            and not signs
            and _is_lone_name(piece, finding)
            and not _next_to_byline_company(pieces, index, title)
        ):
            finding = None
        finding = finding or read_dateline(piece.text)
        if finding and (near or signs or EXPLICIT_BYLINE.match(piece.text)):
            found = _apply(piece, finding, flags)
            named += [(index, claim.value) for claim in found if claim.field == "author"]
            claims += found
    below = read_below(pieces) if title is not None else []
    claims = [*_read_head_boxes(pieces, title, head), *claims] if title is not None else claims
    return [*_join_lines(pieces, named), *claims, *below, *read_author_box(pieces, body)]


def _tells(piece: Piece) -> bool:
    """Whether a line may be the text's: "Found a mistake? Press Ctrl+Enter." is none."""
    return piece.prose and piece.kind is None and piece.phrase is None


def _claim_furniture(
    pieces: Sequence[Piece], index: int, title: int | None, head: int, title_words: frozenset[str]
) -> tuple[Claim, ...]:
    """What a line says that the markup or a phrase already named a byline; the date in a masthead or running head."""
    piece = pieces[index]
    marked_here = index <= head + 1 or EXPLICIT_BYLINE.match(piece.text)
    credit = piece.reason == "caption" and index <= head and EXPLICIT_BYLINE.match(piece.text)
    if credit or (piece.reason in ("byline", "date", "author-note", "author-box") and marked_here):
        marked = read_byline(piece.text, bare=True, not_names=title_words) or read_dateline(piece.text)
        marked = marked or read_header(piece.text)
        return marked.claims if marked else ()
    masthead = title is not None and title - MASTHEAD_LINES <= index < title
    if masthead or (piece.reason == "running-head" and piece.block.furniture):
        # It may be the day on which the page was saved: the last that is believed.
        date = find_date(piece.text)
        return (Claim("published", date.iso, "masthead"),) if date and date.iso else ()
    return ()


def _read_head_boxes(pieces: Sequence[Piece], title: int, head: int) -> list[Claim]:
    """The authors who stand each in a box between title and text, though what the box is called says nothing or other
    things: with a mark of a list at an end ("Jane Doe,", "& John Roe"), with an account ("Jane Doe @jdoe"), or in a
    box of authors that is a teaser of their pages, too."""
    names: list[str] = []
    for piece in pieces[max(0, title - MASTHEAD_LINES) : title]:
        # Agencies set one line with date, place and author above the title, too.
        ends = piece.reason == "outside-article" and CAPITAL_NAME.search(piece.text)
        finding = read_byline(piece.text, bare=True) if ends else None
        if finding and {"author", "published"} <= {claim.field for claim in finding.claims}:
            return list(finding.claims)
    for piece in pieces[title + 1 : head]:
        boxed = piece.reason == "related" and "byline" in piece.block.hints
        if piece.reason != "outside-article" and not boxed:
            continue
        bare = IN_A_LIST.sub("", ACCOUNT.sub("", piece.text)).strip()
        said = names or boxed or bare != piece.text.strip()
        finding = read_byline(bare, bare=True) if said and piece.words <= SIGNATURE_WORDS + 1 else None
        named = [claim.value for claim in finding.claims if claim.field == "author"] if finding else []
        if named == [bare] and bare not in names and not ACRONYM.search(bare):
            names.append(bare)
            piece.reason = "byline"
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
    return [Claim("author", joined, "byline")] if joined else []


def _join_lines(pieces: Sequence[Piece], named: Sequence[tuple[int, str]]) -> list[Claim]:
    """One claim of the authors who stand on a line each, as papers print them with where they work.

    named : the bylines, with their pieces' indices.
    """
    run: list[str] = []
    roles: list[Piece] = []
    for place, (index, name) in enumerate(named):
        between = pieces[named[place - 1][0] + 1 : index] if place else ()
        if len(between) > 1 or any(map(_speaks, between)) or not pieces[index].text.startswith(name):
            break
        run.append(name)
        roles += between
    if len(run) < 2 or len(set(run)) < len(run):
        return []
    for piece in roles:
        piece.drop("byline")
    return [Claim("author", f"{', '.join(run[:-1])} and {run[-1]}", "byline")]


def _speaks(piece: Piece) -> bool:
    """Whether a line is no role or institute between two names."""
    return piece.prose or piece.words > ROLE_WORDS or piece.kind == "title" or find_date(piece.text) is not None


def find_head_end(pieces: Sequence[Piece], body: int) -> int:
    """Index of the first paragraph, where `body` is a standfirst with a byline or date line below it; else `body`.

    A chronology, too, has dates between its paragraphs: there are more of them, and the first is none of the head.
    """
    run: list[int] = []
    lines = 0
    for index in range(body + 1, len(pieces)):
        piece = pieces[index]
        speaks = (piece.block.kind == "heading" and not _is_named_above_date(pieces, index)) or (
            piece.prose and piece.words > SHORT_PROSE
        )
        if piece.kind is None and speaks and not _notes_author(piece, [pieces[at].text for at in run]):
            break
        run.append(index)
        lines += not piece.is_furniture and piece.phrase is None
        if lines > HEAD_RUN:
            return body
    else:
        return body
    if any(read_byline(pieces[index].text) for index in run):
        return run[-1] + 1
    if not any(read_dateline(pieces[index].text) for index in run):
        return body
    chronology = any(read_dateline(piece.text) for piece in pieces[run[-1] + 1 : -1] if piece.kind is None)
    return body if chronology else run[-1] + 1


def _is_named_above_date(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a heading is an author's name, with a date line right below it."""
    finding = read_byline(pieces[index].text, bare=True)
    below = pieces[index + 1].text if index + 1 < len(pieces) else ""
    return finding is not None and _is_lone_name(pieces[index], finding) and read_dateline(below) is not None


def _notes_author(piece: Piece, lines: Sequence[str]) -> bool:
    """Whether a short paragraph starts with the name in one of the bylines above it."""
    found = [claim.value for line in lines if (finding := read_byline(line)) for claim in finding.claims]
    short = piece.block.kind != "heading" and piece.words <= NOTE_WORDS
    return short and any(piece.text.startswith(value) for value in found)


def _names_year_or_act(piece: Piece) -> bool:
    """Below the text a date is a date line only where it says so; a list of events may end an article."""
    return (
        bool(re.search(r"(?i)\b(?:19|20)\d\d\b|publish|posted|updated|by\b", piece.text)) or "date" in piece.block.hints
    )


def _is_lone_name(piece: Piece, finding: Finding) -> bool:
    """Two or three capitalised words and nothing else could also be a heading."""
    names = [claim.value for claim in finding.claims if claim.field == "author"]
    return bool(names) and len(finding.claims) == 1 and fold_title(names[0]) == fold_title(piece.text)


def _next_to_byline_company(pieces: Sequence[Piece], index: int, title: int | None) -> bool:
    """A bare name is a byline where it stands right below the title, or beside a date or another furniture line."""
    beside = [pieces[at] for at in (index - 1, index + 1) if 0 <= at < len(pieces)]
    if index + 2 < len(pieces) and beside[-1].words <= PLACE_WORDS and not beside[-1].prose:
        # The place stands between name and date.
        beside.append(pieces[index + 2])
    if "byline" in pieces[index].block.hints and index and pieces[index - 1].reason == "byline":
        return True
    if index > 1 and pieces[index - 2].reason == "byline" and not _speaks(pieces[index - 1]):
        # The other's role, or institute, stands between.
        return title is not None and title < index - 2
    if any(FOLLOW.fullmatch(piece.text.strip()) for piece in beside):
        return True
    return index - 1 == title or any(read_dateline(piece.text) or read_header(piece.text) for piece in beside)
