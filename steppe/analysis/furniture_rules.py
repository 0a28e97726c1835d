"""The rules that tell furniture from the article, each with the evidence it asks for."""

import re
from collections import Counter
from collections.abc import Sequence

from steppe.analysis.furniture_pieces import Piece
from steppe.analysis.furniture_title import ISSUE, fold_title
from steppe.analysis.language import find_script
from steppe.analysis.metadata_text import Finding, read_byline, read_dateline, read_header, read_masthead
from steppe.analysis.segmentation import RULE
from steppe.document import Claim

BODY_WORDS = 18
TAIL_SHARE = 0.7
HALF = 0.5
TEASER_WORDS = 30
MARKED_BODY_WORDS = 10
FOREIGN_WORDS = 60
FOREIGN_SHARE = 0.3
REPEATS = 3
RUNNING_HEAD_WORDS = 12
PULL_QUOTE_WORDS = 6
MARKED_QUOTE_WORDS = 4
MAX_PULL_QUOTES = 3
# Each short piece is looked for in each paragraph: too many would take minutes, and are no article.
MAX_PARAGRAPHS = 1_000
LINKED = 0.8
# A paragraph amid the text may speak of cookies, copyright or an author's views.
AMID_WORDS = 22
MENTIONED_IN_PROSE = frozenset(("copyright", "cookies", "author-note", "contact", "comments", "share"))
NOTE_WORDS = 110
PAGE_NUMBER = re.compile(r"(?i)[-–—\s]*(?:page\s+|стр\.?\s*|p\.\s*)?\d{1,4}(?:\s*(?:of|/|из)\s*\d{1,4})?[-–—\s]*")
QUOTE_MARKS = re.compile(r"[“”\"«»„‟❝❞]")
SECTION_LABEL = re.compile(
    r"(?i)(?:(?:press|news|media) release|for immediate release|opinions?|op-?ed|analysis|commentary|comment|"
    r"editorial|exclusive|breaking(?: news)?|feature|interview|explainer|column|essay|report|news|policy brief|"
    r"brief(?:ing)?|updated?)[.:]?"
)
ROLE = (
    r"(?:fellow|analyst|journalist|reporter|correspondent|editor|researcher|professor|lecturer|scholar|writer|"
    r"columnist|consultant|author|freelance\w*|associate|economist|historian|political scientist|graduate|student|"
    r"candidate|contributor|expert|specialist|director|chair(?:man|woman|person)?|president|head|founder|adviser|advisor|ambassador|diplomat)"
)
AUTHOR_NOTE = re.compile(
    r"(?:Dr\.?\s|Prof(?:essor|\.)?\s)?(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'.-]*){1,3})(?:,[^.]{2,60},)?\s+"
    r"(?:is|was|has been|works as|serves as|writes)\s+(?:currently\s+)?(?:(?:a|an|the|our)\s)?"
    rf"[^.!?]{{0,90}}?\b{ROLE}s?\b"
)
ABOUT_NAME = re.compile(r"About (?:the )?(?P<name>[A-Z][\w&’'. -]{1,60}?):?")
ABOUT_VERB = re.compile(
    r"\b(?:is|are|was|were|operates?|provides?|offers?|works?|serves?|has|publishes|covers|supports?|develops?|"
    r"manages?)\b"
)


def find_first_prose(pieces: Sequence[Piece]) -> int:
    """Index of the first piece of running text: the article's first paragraph; len(pieces) where there is none."""
    open_pieces = [index for index, piece in enumerate(pieces) if piece.kind is None and piece.phrase is None]
    for index in open_pieces:
        if (
            pieces[index].prose
            and pieces[index].words >= BODY_WORDS
            and pieces[index].block.kind not in ("title", "heading")
        ):
            return index
    return next((index for index in open_pieces if pieces[index].prose and index > 0), len(pieces))


def read_headers(pieces: Sequence[Piece], body: int, flags: set[str]) -> list[Claim]:
    """Header lines above the text; their values are claims. An `Author:` line without a value counts anywhere."""
    claims: list[Claim] = []
    for index, piece in enumerate(pieces):
        if piece.kind is not None or (piece.block.kind in ("heading", "title") and index > body):
            continue
        finding = read_header(piece.text)
        if finding is None or (index > body and not re.search(r"[:：]$", piece.text.strip())):
            continue
        if index > body and not re.match(
            r"(?i)(?:author|by|byline|date|source|автор|作者|来源)s?\s?[:：]$", piece.text.strip()
        ):
            continue
        claims += _apply(piece, finding, flags)
    return claims


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
    for piece in pieces[: title or 0]:
        outlet = read_masthead(piece.text) if piece.kind is None and not piece.block.hints else None
        claims += [Claim("outlet", outlet, "dateline")] if outlet else []
    title_text = pieces[title].text if title is not None else ""
    title_words = frozenset(word.lower() for word in re.findall(r"\w+", title_text)) - {"by"}
    prose_left = sum(piece.prose and piece.kind is None for piece in pieces)
    seen = 0
    for index, piece in enumerate(pieces):
        seen += piece.prose and piece.kind is None
        if piece.reason in ("byline", "date") and index <= body + 1:
            # The markup named it so; what it says still counts.
            marked = read_byline(piece.text, bare=True, not_names=title_words) or read_dateline(piece.text)
            claims += marked.claims if marked else ()
        if piece.kind is not None or piece.block.kind == "title" or (piece.prose and piece.words > 14):
            continue
        near = index <= body or (seen >= prose_left and _names_year_or_act(piece))
        bare = title is not None and title < index < body and piece.block.kind != "heading"
        finding = read_byline(piece.text, bare=bare, not_names=title_words)
        if finding and _is_lone_name(piece, finding) and not _next_to_byline_company(pieces, index, title):
            finding = None
        finding = finding or read_dateline(piece.text)
        if finding and (near or re.match(r"(?i)by\s|written by", piece.text)):
            claims += _apply(piece, finding, flags)
    return claims


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
    return index - 1 == title or any(read_dateline(piece.text) or read_header(piece.text) for piece in beside)


def drop_furniture(pieces: list[Piece], title: int | None, body: int, claims: Sequence[Claim], flags: set[str]) -> None:
    """All rules that need the title and the claims to be known."""
    _drop_running_heads(pieces)
    _drop_kickers(pieces, title, body)
    _drop_foreign(pieces, flags)
    _drop_phrases(pieces)
    _drop_links(pieces)
    _drop_sections(pieces)
    _drop_author_notes(pieces, [claim.value for claim in claims if claim.field == "author"])
    _drop_pull_quotes(pieces)


def _content(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.kind is None]


def _drop_running_heads(pieces: Sequence[Piece]) -> None:
    short = Counter(fold_title(piece.text) for piece in pieces if piece.words <= RUNNING_HEAD_WORDS and not piece.prose)
    for piece in _content(pieces):
        if RULE.fullmatch(piece.text):
            piece.drop("rule")
        elif PAGE_NUMBER.fullmatch(piece.text) and not piece.block.hints:
            piece.drop("page-number")
        elif (
            piece.block.kind is None
            and not piece.block.hints
            and short[fold_title(piece.text)] >= REPEATS
            and not piece.text.endswith(":")
        ):
            piece.drop("running-head")


def _drop_kickers(pieces: Sequence[Piece], title: int | None, body: int) -> None:
    """What stands above the title is not the article: section names, breadcrumbs; nor a section's name below."""
    for piece in pieces[:body]:
        if SECTION_LABEL.fullmatch(piece.text) or ISSUE.fullmatch(piece.text):
            piece.drop("section")
    for piece in pieces[: title or 0]:
        if piece.kind is None and not (piece.prose and piece.words >= BODY_WORDS):
            piece.drop(piece.phrase.reason if piece.phrase else "above-title")


def _drop_foreign(pieces: Sequence[Piece], flags: set[str]) -> None:
    """Short lines in another script above or below the text are what a template left behind."""
    content = _content(pieces)
    scripts: Counter[str] = Counter()
    for piece in content:
        scripts[find_script(piece.text)] += piece.words if piece.prose else 0
    if not scripts or not scripts.most_common(1)[0][1]:
        return
    main = scripts.most_common(1)[0][0]
    native = [
        index
        for index, piece in enumerate(pieces)
        if piece.kind is None and piece.prose and find_script(piece.text) == main
    ]
    foreign = [
        (index, piece)
        for index, piece in enumerate(pieces)
        if piece.kind is None and find_script(piece.text) not in (main, "") and piece.words <= FOREIGN_WORDS
    ]
    if sum(piece.words for _, piece in foreign) > FOREIGN_SHARE * sum(piece.words for piece in content):
        return
    for index, piece in foreign:
        if index > native[-1] or index < native[0] or piece.phrase:
            piece.drop(piece.phrase.reason if piece.phrase else "foreign-residue")
            flags.add("foreign-residue")


def _drop_phrases(pieces: Sequence[Piece]) -> None:
    content = _content(pieces)
    last_text = max((place for place, piece in enumerate(content) if piece.prose and piece.phrase is None), default=0)
    for place, piece in enumerate(content):
        if piece.phrase is None or piece.phrase.opens_section:
            continue
        reason = piece.phrase.reason
        amid = place < last_text and piece.prose and piece.words >= AMID_WORDS and not piece.text.startswith("(")
        inside = piece.block.kind == "heading" or "densest" in piece.block.hints or piece.text.endswith((".", "?"))
        if reason == "navigation" and inside and piece.block.link_share < LINKED:
            continue
        if (amid and reason in MENTIONED_IN_PROSE) or (piece.block.kind == "heading" and reason == "caption"):
            continue
        piece.drop(reason)


def _drop_links(pieces: Sequence[Piece]) -> None:
    """Lines that are nothing but a link lead elsewhere."""
    for piece in _content(pieces):
        if piece.block.link_share > LINKED and not piece.prose and piece.block.kind not in ("title", "heading"):
            piece.drop("links")


def _drop_sections(pieces: Sequence[Piece]) -> None:
    """Comments run to the end; related links until the text speaks again; "About ..." until the next heading."""
    total = sum(piece.words for piece in pieces if piece.prose and piece.kind is None) or 1
    seen, section = 0, ""
    for index, piece in enumerate(pieces):
        if piece.kind is not None:
            continue
        share = seen / total
        seen += piece.words if piece.prose else 0
        opened = _opens(pieces, index, share)
        if opened:
            section = opened
            piece.drop(opened)
        elif section == "comments" or section == "about":
            piece.drop(section)
        elif section == "related":
            if (
                piece.prose
                and piece.words >= TEASER_WORDS
                and piece.block.kind != "item"
                and piece.block.link_share < 0.5
            ):
                section = ""
            else:
                piece.drop(section)


def _is_text_again(piece: Piece) -> bool:
    """Whether a list of related links is over."""
    if "stated-body" in piece.block.hints:
        return True
    if not piece.prose or piece.block.kind == "item" or piece.block.link_share >= 0.5:
        return False
    marked = {"densest", "body", "stated-body"}.intersection(piece.block.hints)
    return piece.words >= (MARKED_BODY_WORDS if marked else TEASER_WORDS)


def _opens(pieces: Sequence[Piece], index: int, share: float) -> str:
    piece = pieces[index]
    if piece.phrase and piece.phrase.opens_section:
        reason = piece.phrase.reason
        of_author = reason == "about" and re.search(r"(?i)author|writer|contributor|автор|作者", piece.text)
        if reason == "related" or share >= (HALF if of_author else TAIL_SHARE):
            return reason
        return reason if piece.words <= 3 and reason == "comments" and share >= 0.5 else ""
    about = ABOUT_NAME.fullmatch(" ".join(piece.text.split())) if piece.words <= 9 and share >= TAIL_SHARE else None
    after = next((other for other in pieces[index + 1 :] if other.kind is None), None)
    if about and after and after.prose:
        head = after.text[: len(about["name"]) + 60]
        first = about["name"].split()[0]
        if first in head and ABOUT_VERB.search(after.text[:200]):
            return "about"
    return ""


def _drop_author_notes(pieces: Sequence[Piece], authors: Sequence[str]) -> None:
    """Who the author is, below the text (or right above it)."""
    content = _content(pieces)
    names = {name for author in authors for name in re.split(r"\s*(?:,|&|\band\b)\s*", author) if len(name.split()) > 1}
    for place, piece in enumerate(content):
        if piece.words > NOTE_WORDS or QUOTE_MARKS.search(piece.text) or piece.block.kind in ("title", "heading"):
            continue
        note = AUTHOR_NOTE.match(piece.text)
        about_author = any(piece.text.startswith(name) for name in names) and (
            note or ABOUT_VERB.search(piece.text[:120])
        )
        last = place >= len(content) - 2 and len(content) > 4
        if about_author or (
            note and last and piece.words <= 70 and not re.search(r"\b(?:said|told|says|added)\b", piece.text)
        ):
            piece.drop("author-note")


def _drop_pull_quotes(pieces: Sequence[Piece]) -> None:
    """A sentence set apart that also stands in a longer paragraph.

    Where one paragraph holds many of them it is the whole article on one line (an export's copy), and nothing is said.
    """
    paragraphs = [(piece, fold_title(piece.text)) for piece in _content(pieces) if piece.prose]
    if len(paragraphs) > MAX_PARAGRAPHS:
        return
    quotes: list[tuple[Piece, Piece]] = []
    for piece in _content(pieces):
        marked = bool(QUOTE_MARKS.match(piece.text) and QUOTE_MARKS.match(piece.text.rstrip()[-1:]))
        few = piece.words < (MARKED_QUOTE_WORDS if marked else PULL_QUOTE_WORDS)
        if few or piece.block.kind in ("item", "title", "heading"):
            continue
        if not piece.prose and not QUOTE_MARKS.search(piece.text) and "blockquote" not in piece.block.hints:
            continue
        quoted = fold_title(re.sub(r"\s[–—-]{1,2}\s[^–—]{2,80}$", "", piece.text))
        for other, folded in paragraphs:
            if other is not piece and len(folded) > 1.15 * len(quoted) and quoted in folded:
                quotes.append((piece, other))
                break
    hosts = Counter(id(host) for _, host in quotes)
    for piece, host in quotes:
        if hosts[id(host)] <= MAX_PULL_QUOTES:
            piece.drop("pull-quote")
