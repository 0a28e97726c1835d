"""The meeting pack as slides: charts that can be edited in PowerPoint, the map as a picture, sources in the notes."""

from collections.abc import Sequence
from typing import Any

from components.drawings import DRAWINGS
from components.method import MEASURES, load_accuracy, measured
from components.region import DISPUTED_NOTE
from components.takeaway.content import Opened, Pack, Part, Said
from components.takeaway.deck import (
    COVER,
    EDGE,
    FOOT,
    SERIF,
    TOP,
    WIDTH,
    Paragraph,
    add_cover,
    add_slide,
    add_text,
    new_deck,
    saved,
    shortened,
)
from components.takeaway.native import NATIVE, add_drawing, add_table
from components.takeaway.painting import Picture, paint
from components.takeaway.paper import LOOK
from components.takeaway.prepared_drawings import SHARP, Drawn
from steppe.takeaway.citations import as_text

LISTED = 8  # views named on the first slide
FULL = WIDTH - 2 * EDGE
QUOTED = 2  # passages on a slide; the others are in its notes
SUBTLE = LOOK["subtle"]


def pack_as_pptx(pack: Pack) -> bytes:
    """The pack as a PowerPoint file. The same pack gives the same bytes.

    Raises
    ------
    SteppeError : what PowerPoint cannot draw could not be painted.
    """
    each = ((f"{n}-{m}", d) for n, part in enumerate(pack.parts) for m, d in enumerate(part.drawings))
    pictures = paint({name: d.picture for name, d in each if DRAWINGS[d.drawing].form not in NATIVE}, scale=SHARP)
    deck = new_deck()
    _title(deck, pack)
    for n, part in enumerate(pack.parts):
        for m, drawn in enumerate(part.drawings or (None,)):
            _part(deck, pack, part, drawn, pictures.get(f"{n}-{m}"), first=m == 0)
    _accuracy(deck, pack)
    properties = deck.core_properties
    properties.title, properties.author = pack.title, pack.provenance.software
    properties.subject, properties.comments = pack.provenance.selection, pack.provenance.citation
    return saved(deck)


def _title(deck: Any, pack: Pack) -> None:
    slide = add_cover(deck, shortened(pack.title, 120))
    facts = pack.provenance
    lines: list[Paragraph] = [[(f"{facts.articles[0].upper()}{facts.articles[1:]}. {facts.selection}.", {"size": 18})]]
    if len(pack.parts) > 1:
        for n, part in enumerate(pack.parts[:LISTED], 1):
            number = (f"{n}   ", {"size": 15, "colour": LOOK["quantity"], "bold": True})
            amount = (f"   {part.opened.amount}", {"size": 13, "colour": SUBTLE})
            lines.append([number, (shortened(part.title, 80), {"size": 15}), amount])
    add_text(slide, EDGE, COVER + 0.25, FULL, FOOT - COVER - 0.4, lines, gap=5)
    _foot(slide, pack, "")
    notes = [facts.citation]
    if pack.made_on:
        notes.append(f"The story was made on another corpus ({pack.made_on}); every number is counted anew.")
    notes += [f"{title}: {about}" for title, about in pack.articles]
    slide.notes_slide.notes_text_frame.text = _plain("\n".join(notes))


def _part(deck: Any, pack: Pack, part: Part, drawn: Drawn | None, picture: Picture | None, *, first: bool) -> None:
    """A slide of one drawing, with the claims or the first sentences beside it."""
    title = part.title if len(part.drawings) < 2 or drawn is None else f"{drawn.title}: {part.opened.words}"
    slide = add_slide(deck, shortened(title, 110), size=28 if len(title) < 70 else 24)
    beside = (
        _claims(part.claims, beside=drawn is not None)
        if part.claims
        else _quotes(part.opened)
        if first or drawn is None
        else []
    )
    words: list[Paragraph] = []
    if part.note and first:
        words.append([(shortened(part.note, 320), {"size": 16, "face": SERIF})])
    words += beside[:2] if len(part.note) > 160 and not part.claims else beside  # a long note leaves room for one
    wide = FULL if not words else 7.2
    if drawn is not None:
        add_drawing(slide, drawn, picture, wide)
        if words:
            add_text(slide, EDGE + wide + 0.4, TOP, FULL - wide - 0.4, FOOT - TOP - 0.2, words, gap=8)
    else:
        add_text(slide, EDGE, TOP, FULL, FOOT - TOP - 0.2, words, gap=10)
    _foot(slide, pack, part.opened.words)
    slide.notes_slide.notes_text_frame.text = _plain(_notes(pack, part))


def _claims(claims: Sequence[Said], *, beside: bool) -> list[Paragraph]:
    """Each claim after its number. beside : there is a drawing, so that room is scarce."""
    lines: list[Paragraph] = []
    letters = sum(len(said.text) + len(said.opened.words) for said in claims)
    room = 420 if beside else 900
    size = 17 if letters < room else 14 if letters < 2 * room else 11
    if not beside and len(claims) <= 5 and max(len(said.text) for said in claims) < 90:  # each on one line
        size = 22 if len(claims) < 5 else 19
    for said in claims:
        number = (f"{said.opened.n:,}  ", {"size": size, "bold": True, "colour": LOOK["quantity"]})
        lines.append([number, (shortened(said.text, 280), {"size": size, "bold": True})])
        lines.append([(shortened(said.opened.words, 120), {"size": size - 3, "colour": SUBTLE})])
    return lines


def _quotes(opened: Opened) -> list[Paragraph]:
    lines: list[Paragraph] = []
    # A title or heading says less than the text below it.
    telling = sorted(opened.shown, key=lambda passage: passage.kind in ("title", "heading"))
    for passage in telling[:QUOTED]:
        said = " […] ".join(passage.text[s - passage.start : e - passage.start] for s, e in passage.sentences)
        lines.append([(f"“{shortened(said or passage.text, 230)}”", {"size": 16, "face": SERIF})])
        about = f"{shortened(passage.title or passage.file, 45)}, {passage.published or 'no date'}"
        lines.append([(about, {"size": 11, "colour": SUBTLE})])
    return lines


def _foot(slide: Any, pack: Pack, words: str) -> None:
    about = f"Steppe · corpus {pack.provenance.fingerprint}"
    said = shortened(f"{words} · {about}" if words else about, 170)
    add_text(slide, EDGE, FOOT, FULL, 0.3, [[(said, {"size": 10, "colour": SUBTLE})]])


def _notes(pack: Pack, part: Part) -> str:
    """What the speaker has at hand: the note, the selection, and every sentence shown with its source."""
    pieces = [part.note, f"{part.opened.words}.", part.opened.link]
    if part.opened.was is not None:
        pieces.append(f"It was {part.opened.was:,} when the story was made.")
    for said in part.claims:
        pieces += ["", f"{said.opened.n:,} {said.text}", f"{said.opened.words}. {said.opened.link}"]
        pieces += [as_text(pack.references[p.passage_id]) for p in said.opened.shown]
    if not part.claims:
        pieces += ["", *(as_text(pack.references[p.passage_id]) + "\n" for p in part.opened.shown)]
    pieces += [remark for drawn in part.drawings for remark in drawn.remarks]
    if any(DRAWINGS[d.drawing].form == "map" for d in part.drawings):
        pieces += ["", DISPUTED_NOTE]
    return "\n".join(pieces).strip()


def _plain(words: str) -> str:
    return "".join(c for c in words if c == "\n" or (ord(c) >= 32 and not 0xD800 <= ord(c) < 0xE000))


# -- the end -----------------------------------------------------------------------------------------------------------


def _accuracy(deck: Any, pack: Pack) -> None:
    """How far the labels can be trusted, measured."""
    slide = add_slide(deck, "How far the numbers can be trusted", size=28)
    accuracy = load_accuracy()
    if accuracy:
        sets, found = measured(accuracy)
        rows = [["", *sets], *([title, *figures] for title, _, figures in found)]
        add_table(slide, rows, (EDGE, TOP - 0.05, 7.4, FOOT - TOP - 0.1), first=0.34, size=10)
    about: list[Paragraph] = [
        [("Every number is a count of sentences that can be opened and read.", {"size": 16, "face": SERIF})],
        [
            (
                "1.00 is without fault. Measured against labels made by hand, on articles kept apart from "
                "development, on those used in it, and on the two seed articles.",
                {"size": 13, "colour": SUBTLE},
            )
        ],
        [(pack.provenance.citation, {"size": 11, "colour": SUBTLE})],
    ]
    add_text(slide, EDGE + 7.9, TOP, FULL - 7.9, 4, about, gap=10)
    _foot(slide, pack, "")
    meanings = [f"{title}: {meaning}." for title, meaning in MEASURES.values()]
    slide.notes_slide.notes_text_frame.text = _plain("\n".join([*meanings, pack.provenance.citation]))
