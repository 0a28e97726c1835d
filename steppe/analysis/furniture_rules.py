"""The rules that tell furniture from the article, each with the evidence it asks for."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from steppe.analysis.furniture_head import find_head_end
from steppe.analysis.furniture_notes import drop_author_notes, drop_sign_off
from steppe.analysis.furniture_pieces import ENDS_SENTENCE, QUOTE_MARKS, Piece, unlabelled
from steppe.analysis.furniture_sections import HALF, drop_sections
from steppe.analysis.furniture_title import CODE, ISSUE, SECTION_LABEL, SLUG, fold_title
from steppe.analysis.language import detect_language, find_script
from steppe.analysis.segmentation import RULE
from steppe.document import Claim

BODY_WORDS = 18
FOREIGN_WORDS, FOREIGN_SENTENCE = 60, 8
FOREIGN_SHARE = 0.3
REPEATS = 3
RUNNING_HEAD_WORDS = 12
PULL_QUOTE_WORDS = 6
MARKED_QUOTE_WORDS = 4
PLAIN_QUOTE_WORDS = 10  # without a full stop or marks
MAX_PULL_QUOTES = 3
WORDS_PER_SLIP, MAX_QUOTE_WORDS = 6, 40
# Each short piece is looked for in each paragraph: too many would take minutes, and are no article.
MAX_PARAGRAPHS = 1_000
LINKED = 0.8
QUESTION_WORDS = 16
ARROW = re.compile(r"^[←‹«<→»›▶►]|[→»›▶►]$")
# A paragraph amid the text may speak of cookies, copyright or an author's views.
AMID_WORDS = 22
MENTIONED_IN_PROSE = frozenset(("copyright", "cookies", "author-note", "contact", "comments", "share"))
ASKS_CONSENT = re.compile(r"(?i)\b(?:ask for your (?:permission|consent)|click \W?accept|by (?:continuing|clicking))\b")
PAGE_NUMBER = re.compile(r"(?i)[-–—\s]*(?:page\s+|стр\.?\s*|p\.\s*)?\d{1,4}(?:\s*(?:of|/|из)\s*\d{1,4})?[-–—\s]*")
CLOCK_TIME = re.compile(
    r"(?i)(?:(?:updated|posted|обновлено)(?: at|:)?\s)?\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?"
    r"(?:\s(?:gmt|utc|et|est|edt|cet|msk|local time)(?:[+-]\d+)?)?"
    r"(?:\s\((?:updated?|обновлено)\)|\s[–—-]?\s?\w+ time)?"
)
BOXED_WORDS = 2
CARD_WORDS = 20
CARD = re.compile(
    r"(?i)(?:read (?:more|now|on|it|article|story|the (?:article|story|full story))|learn more|continue reading|"
    r"подробнее|читать (?:далее|полностью)|толығырақ|batafsil|devamını oku|weiterlesen|lire la suite|leer más|"
    r"阅读更多)\W*"
)
# A line with one end on the left and the other on the right, as printed pages have above them.
LAID_OUT = re.compile(r"(?<=\S) {6,}(?=\S)")
BARE_ADDRESS = re.compile(r"[(<\[]\s*https?://\S+?\s*[)>\]]")
COUNT = re.compile(r"\d[\d,. ]{0,9}[kKmM]?")
END = re.compile(r"(?i)[-–—\s*(\[]*(?:#{2,}|(?:ends?|30|0)(?=[-–—\s*)\]#.]*$))[-–—\s*)\]#.]*")
SIGNATURE_MARK = re.compile(r"--\s*")
SIGNATURE_WORDS = 80
ADDRESS = re.compile(r"\S+@\S+\.\w{2,}|\+\d[\d ()-]{7,}\d")
TAIL_NOTES = 3
CALL_WORDS, SHORT_CALL_WORDS = 24, 14
TAIL_NOTE_WORDS = 40


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


def drop_furniture(
    pieces: list[Piece], title: int | None, body: int, claims: Sequence[Claim], flags: set[str], *, page: bool
) -> None:
    """All rules that need the title and the claims to be known. page : the blocks come with a web page's markup."""
    _drop_running_heads(pieces)
    _drop_kickers(pieces, title, body)
    _drop_foreign(pieces, flags)
    _drop_cards(pieces)
    _drop_phrases(pieces, page=page)
    _drop_between_calls(pieces)
    _drop_links(pieces)
    _drop_counters(pieces)
    _drop_below_end(pieces)
    drop_sections(pieces)
    drop_author_notes(pieces, [claim.value for claim in claims if claim.field == "author"])
    _drop_signature(pieces)
    drop_sign_off(pieces)
    _drop_pull_quotes(pieces)


def _drop_running_heads(pieces: Sequence[Piece]) -> None:
    short = Counter(fold_title(piece.text) for piece in pieces if piece.words <= RUNNING_HEAD_WORDS and not piece.prose)
    for piece in unlabelled(pieces):
        if RULE.fullmatch(piece.text):
            piece.drop("rule")
        elif not re.search(r"\w", piece.text) and piece.block.kind != "title":
            piece.drop("symbol")
        elif piece.block.kind is None and LAID_OUT.search(piece.text) and _repeats_line(piece, pieces):
            piece.drop("running-head")
        elif CODE.fullmatch(piece.text):
            piece.drop("header")
        elif CLOCK_TIME.fullmatch(piece.text) and not {"<td>", "<th>"}.intersection(piece.block.hints):
            piece.drop("dateline")
        elif PAGE_NUMBER.fullmatch(piece.text) and not piece.block.hints:
            piece.drop("page-number")
        elif (
            piece.block.kind is None
            and not piece.block.hints
            and short[fold_title(piece.text)] >= REPEATS
            and not piece.text.endswith(":")
        ):
            piece.drop("running-head")


def _repeats_line(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether what stands at one end of a line with a gap in it is a line of its own elsewhere."""
    parts = {fold_title(part) for part in LAID_OUT.split(piece.text)}
    return piece.words <= RUNNING_HEAD_WORDS and any(
        other is not piece and other.words <= RUNNING_HEAD_WORDS and fold_title(other.text) in parts for other in pieces
    )


def _drop_below_end(pieces: Sequence[Piece]) -> None:
    """Press releases and wires mark where their text ends: "###", "ENDS", "-30-"."""
    total = sum(piece.words for piece in pieces if piece.prose and piece.kind is None)
    above = 0
    for index, piece in enumerate(pieces):
        above += piece.words if piece.prose and piece.kind is None else 0
        if piece.reason in ("end-mark", "rule") and END.fullmatch(piece.text.strip()) and above > HALF * total:
            for below in pieces[index + 1 :]:
                below.drop("below-end")


def _drop_cards(pieces: Sequence[Piece]) -> None:
    """A headline with "Read more" right below it and the text behind that: a card that leads elsewhere."""
    for piece, more, below in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if piece.kind is not None or piece.prose or piece.words > CARD_WORDS or not CARD.fullmatch(more.text.strip()):
            continue
        if piece.block.kind is None and piece.block.hints and (below.prose or below.block.kind == "heading"):
            piece.drop("related")
            more.drop("related")


def _drop_counters(pieces: Sequence[Piece]) -> None:
    """A number alone between two lines of furniture counts views or shares; between paragraphs it numbers a part.

    So does a word or two in a box of its own: "width", "px".
    """
    for above, piece, below in zip(pieces, pieces[1:], pieces[2:], strict=False):
        boxed = "<div>" in piece.block.hints and piece.words <= BOXED_WORDS and not piece.prose
        if not above.is_furniture or not (below.is_furniture or (boxed and below.words <= BOXED_WORDS)):
            continue
        if COUNT.fullmatch(piece.text):
            piece.drop("counter")
        elif boxed and piece.block.kind is None and "standfirst" not in piece.block.hints:
            piece.drop("label")


def _drop_kickers(pieces: Sequence[Piece], title: int | None, body: int) -> None:
    """What stands above the title is not the article: section names, breadcrumbs; nor a section's name below."""
    for piece in pieces[: find_head_end(pieces, body)]:
        if SECTION_LABEL.fullmatch(piece.text) or ISSUE.fullmatch(piece.text):
            piece.drop("section")
        elif SLUG.fullmatch(piece.text) and title is not None and piece is not pieces[title]:
            piece.drop("slug")
        elif piece.phrase and piece.phrase.reason == "comments":
            # "2 comments": above the text a counter, and no section.
            piece.drop("comments")
    for piece in pieces[: title or 0]:
        if piece.kind is None and not (piece.prose and piece.words >= BODY_WORDS):
            piece.drop(piece.phrase.reason if piece.phrase else "above-title")


def _drop_foreign(pieces: Sequence[Piece], flags: set[str]) -> None:
    """Short lines in another script above or below the text are what a template left behind."""
    content = unlabelled(pieces)
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


def drop_foreign_tail(pieces: Sequence[Piece], language: str) -> None:
    """Sentences in another language of the same script below the article's last: what a template says of its form."""
    for piece in reversed(unlabelled(pieces)):
        if not piece.prose or piece.words < FOREIGN_SENTENCE:
            continue
        if piece.words > FOREIGN_WORDS or detect_language(piece.text, default=language) == language:
            return
        piece.drop("foreign-residue")


def _drop_phrases(pieces: Sequence[Piece], *, page: bool) -> None:
    content = unlabelled(pieces)
    last_text = max((place for place, piece in enumerate(content) if piece.prose and piece.phrase is None), default=0)
    for place, piece in enumerate(content):
        if piece.phrase is None or piece.phrase.opens_section:
            continue
        reason = piece.phrase.reason
        amid = place < last_text and piece.prose and piece.words >= AMID_WORDS and not piece.text.startswith("(")
        inside = piece.block.kind == "heading" or "densest" in piece.block.hints or piece.text.endswith((".", "?"))
        if reason == "navigation" and inside and piece.block.link_share < LINKED:
            continue
        if reason == "navigation" and place < last_text and _is_table_row(content, place):
            continue
        if reason in ("navigation", "date") and not page and {"<td>", "<th>"}.intersection(piece.block.hints):
            # A document's table is no menu: "Opened", "2021/22".
            continue
        mentioned = (
            amid and reason in MENTIONED_IN_PROSE and not (reason == "cookies" and ASKS_CONSENT.search(piece.text))
        )
        if mentioned or (piece.block.kind == "heading" and reason == "caption"):
            continue
        piece.drop(reason)


def _drop_between_calls(pieces: Sequence[Piece]) -> None:
    """What a newsletter promises, on one line between the call and the form: "Sign up to ...", "Enter your e-mail".

    In the element that holds the article's paragraphs only a short one below a heading.
    """
    for above, piece, below in zip(pieces, pieces[1:], pieces[2:], strict=False):
        inside = "densest" in piece.block.hints
        called = above.reason == "newsletter" and above.phrase and not (inside and above.block.kind != "heading")
        formed = below.reason in ("newsletter", "form") or (below.phrase and below.phrase.reason == "newsletter")
        short = piece.block.kind != "heading" and piece.words <= (SHORT_CALL_WORDS if inside else CALL_WORDS)
        if called and formed and short and piece.kind is None:
            piece.drop("newsletter")


def _is_table_row(content: Sequence[Piece], place: int) -> bool:
    """Whether a line parted by bars stands beside another of as many parts, and one of the two holds a figure."""
    own = content[place].text
    beside = [content[at].text for at in (place - 1, place + 1) if 0 <= at < len(content)]
    return own.count("|") > 1 and any(
        other.count("|") == own.count("|") and re.search(r"\d", own + other) for other in beside
    )


def _drop_links(pieces: Sequence[Piece]) -> None:
    """Lines that are nothing but a link lead elsewhere; a question, too, where it stands in a list of such lines."""
    linked = [piece for piece in pieces if piece.block.kind == "item" and piece.block.link_share > LINKED]
    beside = pairwise(linked)
    listed = {piece.start for pair in beside if pair[1].start - pair[0].end <= 1 for piece in pair if _asks(piece)}
    for piece in unlabelled(pieces):
        if BARE_ADDRESS.fullmatch(piece.text):
            piece.drop("links")
        leads = not piece.prose or ARROW.search(piece.text) or piece.start in listed
        if piece.block.link_share > LINKED and leads and piece.block.kind not in ("title", "heading"):
            piece.drop("links")


def _asks(piece: Piece) -> bool:
    return piece.text.endswith("?") and piece.words <= QUESTION_WORDS


def _drop_signature(pieces: Sequence[Piece]) -> None:
    """What stands below "--" at the end, as mail programs set a signature apart."""
    content = unlabelled(pieces)
    marks = [piece.start for piece in pieces if SIGNATURE_MARK.fullmatch(piece.text)]
    below = [piece for piece in content if marks and piece.start >= marks[-1]]
    if sum(piece.words for piece in below) <= SIGNATURE_WORDS:
        for piece in below:
            piece.drop("signature")


def drop_tail_notes(pieces: Sequence[Piece], outlets: Sequence[str]) -> None:
    """Below the text: how to reach the outlet, and what it says of itself."""
    content = unlabelled(pieces)
    names = [outlet for outlet in outlets if len(outlet) > 3]
    for piece in content[:-TAIL_NOTES:-1] if len(content) > 2 * TAIL_NOTES else ():
        if piece.words > TAIL_NOTE_WORDS or piece.block.kind in ("title", "heading") or QUOTE_MARKS.search(piece.text):
            return
        if ADDRESS.search(piece.text):
            piece.drop("contact")
        elif any(re.match(rf"(?:The )?{re.escape(name)} (?:is|are|publishes|covers)\b", piece.text) for name in names):
            piece.drop("about")
        else:
            return


def _drop_pull_quotes(pieces: Sequence[Piece]) -> None:
    """A sentence set apart that also stands in a longer paragraph.

    Where one paragraph holds many of them it is the whole article on one line (an export's copy), and nothing is said.
    """
    paragraphs = [(piece, fold_title(piece.text)) for piece in unlabelled(pieces) if piece.prose]
    if len(paragraphs) > MAX_PARAGRAPHS:
        return
    quotes: list[tuple[Piece, Piece]] = []
    for piece in unlabelled(pieces):
        marked = bool(QUOTE_MARKS.match(piece.text) and QUOTE_MARKS.match(piece.text.rstrip()[-1:]))
        # Without an end it may be a heading that quotes: “A port is a promise”.
        ended = bool(ENDS_SENTENCE.search(piece.text))
        few = piece.words < (MARKED_QUOTE_WORDS if marked and ended else PULL_QUOTE_WORDS)
        if few or piece.block.kind in ("item", "title") or (piece.block.kind == "heading" and not (marked and ended)):
            continue
        boxed = piece.block.kind is None and "<div>" in piece.block.hints and not piece.prose
        if (
            not piece.prose
            and piece.words < PLAIN_QUOTE_WORDS
            and not boxed
            and not QUOTE_MARKS.search(piece.text)
            and "blockquote" not in piece.block.hints
        ):
            continue
        quoted = fold_title(re.sub(r"\s[–—-]{1,2}\s[^–—]{2,80}$", "", piece.text))
        for other, folded in paragraphs:
            if other is piece or len(folded) <= 1.15 * len(quoted):
                continue
            if quoted in folded or (marked and ended and _repeats_nearly(piece.text, other.text)):
                quotes.append((piece, other))
                break
    hosts = Counter(id(host) for _, host in quotes)
    for piece, host in quotes:
        if hosts[id(host)] <= MAX_PULL_QUOTES:
            piece.drop("pull-quote")


def _repeats_nearly(quote: str, paragraph: str) -> bool:
    """Whether a few words in a row of the paragraph are the quotation's but for one in six: editors shorten them."""
    said, words = (re.findall(r"\w+", text.casefold()) for text in (quote, paragraph))
    missing = len(said) // WORDS_PER_SLIP
    if not missing or len(said) > MAX_QUOTE_WORDS or len(set(said) - set(words)) > missing:
        return False
    wanted, width = Counter(said), len(said) + 2 * missing
    starts = range(max(1, len(words) - width + 1))
    return any((wanted - Counter(words[at : at + width])).total() <= missing for at in starts)
