"""The look of the slides: a 16:9 deck with the dashboard's colours and type in its theme, so that what a speaker adds
in PowerPoint looks the same. Everything here knows python-pptx and nothing of the corpus.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from components.takeaway.paper import LOOK, WHITE
from steppe.corpus.bundle import zip_entry

WIDTH, HEIGHT = 13.333, 7.5  # inches
EDGE = 0.6
TOP, FOOT = 1.7, 6.95  # where a slide's content starts, and its last line
COVER = 3.4  # height of the first slide's field of colour
SERIF, SANS = "Georgia", "Arial"
TITLE_ONLY = 5  # of the layouts in python-pptx's template
# Office's theme colours, in the roles that its colour picker and its charts use them for.
THEME = {
    "dk1": LOOK["ink"],
    "lt1": WHITE,
    "dk2": LOOK["chosen"],
    "lt2": LOOK["land"],
    "accent1": LOOK["quantity"],
    "accent2": LOOK["organisation"],
    "accent3": LOOK["initiative"],
    "accent4": LOOK["event"],
    "accent5": LOOK["opportunity"],
    "accent6": LOOK["concern"],
    "hlink": LOOK["quantity"],
    "folHlink": LOOK["event"],
}
MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def new_deck() -> Any:
    """An empty presentation, 16:9, whose theme, master and layouts have our look."""
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    stretch = Inches(WIDTH) / deck.slide_width
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    deck.part._element.sldSz.attrib.pop("type", None)  # the template's says 4:3
    master = deck.slide_master
    _colour_theme(master)
    for holder in (master, *master.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.xpath("./p:spPr/a:xfrm"):  # the others take the place of the master's, stretched already
                shape.left, shape.width = int(shape.left * stretch), int(shape.width * stretch)
    for holder in (master, master.slide_layouts[TITLE_ONLY]):
        title = next(
            s for s in holder.placeholders if s.placeholder_format.type is not None and s.name.startswith("Title")
        )
        title.left, title.top = Inches(EDGE), Inches(0.42)
        title.width, title.height = Inches(WIDTH - 2 * EDGE), Inches(0.95)
    return deck


def _colour_theme(master: Any) -> None:
    """Colours and type of the theme, which Office offers for whatever is added by hand."""
    part = next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme"))
    xml = part.blob.decode("utf-8")
    for name, colour in THEME.items():
        xml = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf'\g<1><a:srgbClr val="{colour[1:]}"/>\g<2>', xml, flags=re.S)
    for kind, face in (("major", SERIF), ("minor", SANS)):
        xml = re.sub(rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{face}", xml)
    part._blob = xml.encode("utf-8")


def add_slide(deck: Any, title: str, *, size: int = 30) -> Any:
    """A slide with its title in the title's place (so that outline and screen readers find it) and a fine rule."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    frame = slide.shapes.title.text_frame
    frame.word_wrap = True
    write(frame, [[(title, {"size": size, "bold": True, "face": SERIF})]], anchor="bottom")
    rule(slide, EDGE, 1.45, WIDTH - 2 * EDGE)
    return slide


def add_cover(deck: Any, title: str) -> Any:
    """The first slide: the title on a field of the deck's deepest colour."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    rule(slide, 0, 0, WIDTH, height=COVER, colour=LOOK["chosen"])
    field = slide.shapes[-1]._element
    field.getparent().insert(2, field)  # behind the title
    frame = slide.shapes.title
    frame.left, frame.top, frame.width, frame.height = _inches(EDGE, 0.9, WIDTH - 2 * EDGE, COVER - 1.3)
    frame.text_frame.word_wrap = True
    size = 44 if len(title) < 60 else 34
    write(frame.text_frame, [[(title, {"size": size, "bold": True, "face": SERIF, "colour": WHITE})]], anchor="bottom")
    add_text(slide, EDGE, 0.42, 4, 0.4, [[("Steppe", {"size": 18, "bold": True, "face": SERIF, "colour": WHITE})]])
    return slide


def _inches(*lengths: float) -> list[int]:
    from pptx.util import Inches

    return [Inches(length) for length in lengths]


def rule(
    slide: Any, left: float, top: float, width: float, *, colour: str = LOOK["quantity"], height: float = 0.03
) -> None:
    """A line across, or a field of colour."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Inches

    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(left), Inches(top), Inches(width), Inches(height))
    bar.fill.solid()
    bar.fill.fore_color.rgb = rgb(colour)
    bar.line.fill.background()
    bar.shadow.inherit = False
    bar.name = "Rule"


def add_text(
    slide: Any, left: float, top: float, width: float, height: float, paragraphs: Sequence["Paragraph"], *, gap: int = 4
) -> Any:
    """A box of text (inches), its paragraphs as `write` takes them."""
    from pptx.util import Inches

    box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    box.text_frame.word_wrap = True
    write(box.text_frame, paragraphs, gap=gap)
    return box


Run = tuple[str, Mapping[str, Any]]  # the words; size (points), bold, italic, colour, face, link
Paragraph = Sequence[Run]


def write(frame: Any, paragraphs: Sequence[Paragraph], *, anchor: str = "top", gap: int = 4) -> None:
    """Fill a text frame. gap : points after each paragraph."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame.vertical_anchor = {"top": MSO_ANCHOR.TOP, "bottom": MSO_ANCHOR.BOTTOM, "middle": MSO_ANCHOR.MIDDLE}[anchor]
    frame.margin_left = frame.margin_right = 0
    for number, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(gap)
        for words, look in runs:
            run = paragraph.add_run()
            run.text = clean(words)
            run.font.size = Pt(look.get("size", 16))
            run.font.bold = look.get("bold", False)
            run.font.italic = look.get("italic", False)
            run.font.name = look.get("face", SANS)
            run.font.color.rgb = rgb(look.get("colour", LOOK["ink"]))
            if look.get("link"):
                run.hyperlink.address = look["link"]


def clean(words: str) -> str:
    """Text as a slide can hold it: one line, without the characters that XML forbids."""
    kept = "".join(" " if unicodedata.category(c) == "Cc" else c for c in words if c not in "\ufffe\uffff")
    return "".join(c for c in kept if unicodedata.category(c) != "Cs")


def shortened(words: str, most: int) -> str:
    """At most so many letters, cut at a word, with an ellipsis where something is left out."""
    words = " ".join(clean(words).split())
    if len(words) <= most:
        return words
    return words[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + " …"


def describe(shape: Any, words: str) -> None:
    """The shape's alternative text, for those who do not see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean(words))


def rgb(colour: str) -> Any:
    """`#RRGGBB` as python-pptx takes it."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.lstrip("#"))


def saved(deck: Any) -> bytes:
    """The deck as bytes in which no clock shows: neither in the archive nor in what is embedded."""
    buffer = io.BytesIO()
    deck.save(buffer)
    return _still(buffer.getvalue())


def _still(archive: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith(".xlsx"):
                data = _still(data)
            elif name == "docProps/core.xml":
                data = MADE.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", data)
            new.writestr(zip_entry(name), data)
    return buffer.getvalue()
