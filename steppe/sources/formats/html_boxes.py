"""The boxes of a web page: which element holds the article, and which small ones hold captions and forms."""

from dataclasses import dataclass

from steppe.document import PassageKind

LONG_TEXT = 80
LINKED = 0.5
STEP_WEIGHT = 0.5
MAX_STEPS = 8
ITEM_WEIGHT = 0.5
BULK = 0.6
# Boxes whose long texts are somebody else's.
OTHER_TEXT = frozenset(
    ["comments", "related", "newsletter", "ad", "cookies", "author-box", "footer", "sidebar", "popup"]
)


@dataclass(frozen=True, slots=True)
class Context:
    """What an element hands down to the text below it.

    zone, boxes : the landmark and the hints, each with the number of the element that gave it.
    block : number of the nearest block-level element.
    """

    kind: PassageKind | None = None
    tag: str = ""
    zone: tuple[str, int] = ("", 0)
    boxes: frozenset[tuple[str, int]] = frozenset()
    block: int = 0
    link: bool = False
    furniture: str = ""
    preformatted: bool = False
    slanted: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of a page (text, share of link text, context), and each block-level element's parent by number.

    images, fields : numbers of the block-level elements that hold a picture, or a field to type in.
    """

    written: list[tuple[str, float, Context]]
    parents: dict[int, int]
    images: set[int]
    fields: set[int]

    @property
    def size(self) -> int:
        """Characters of visible text."""
        return sum(len(text) for text, _, _ in self.written)


def find_densest(page: Page) -> int:
    """Number of the element that holds the article's paragraphs most directly; 0 where no text is long enough.

    Each long text adds its length to the element around it, and half as much for each step further out: paragraphs
    of one article share a parent, teasers of many articles do not (after Readability's `grabArticle`).
    """
    scores: dict[int, float] = {}
    bulk = _find_bulk_boxes(page)
    for text, share, context in page.written:
        if len(text) < LONG_TEXT or share > LINKED or context.zone[0] in ("nav", "footer"):
            continue
        if any(hint in OTHER_TEXT and (hint, number) not in bulk for hint, number in context.boxes):
            continue
        at = page.parents.get(context.block, 0) if context.tag in ("p", "li") else context.block
        weight = len(text) * (1 - share) * (ITEM_WEIGHT if context.kind == "item" else 1.0)
        for _ in range(MAX_STEPS):
            scores[at] = scores.get(at, 0.0) + weight
            weight *= STEP_WEIGHT
            if at == 0:
                break
            at = page.parents.get(at, 0)
    return max(sorted(scores), key=lambda number: scores[number], default=0)


def _find_bulk_boxes(page: Page) -> set[tuple[str, int]]:
    """Boxes that hold most of the page's long texts: their names speak of the page, not of what is in them."""
    size: dict[tuple[str, int], int] = {}
    total = 0
    for text, share, context in page.written:
        if len(text) >= LONG_TEXT and share < LINKED:
            total += len(text)
            for box in context.boxes:
                size[box] = size.get(box, 0) + len(text)
    return {box for box, length in size.items() if length > BULK * total}


def find_ancestors(page: Page, number: int) -> set[int]:
    found = {number}
    while number:
        number = page.parents.get(number, 0)
        found.add(number)
    return found


def find_inside(page: Page, containers: set[int]) -> set[int]:
    """Numbers of the block-level elements in `containers`, these included. Parents are numbered before children."""
    found = set(containers)
    for number in sorted(page.parents):
        if page.parents[number] in found:
            found.add(number)
    return found


def find_small_boxes(page: Page, holders: set[int], most: int, *, widest: bool) -> set[int]:
    """Numbers of the block-level elements in small boxes around the `holders` of a picture or a field.

    most : characters of text; a box of more, or with a heading of the first rank, is no caption and no form.
    widest : take the widest such box, not the narrowest that has text.
    """
    if not holders:
        return set()
    size: dict[int, int] = {}
    for text, _, context in page.written:
        size[context.block] = size.get(context.block, 0) + (most + 1 if context.tag == "h1" else len(text))
    for number in sorted(page.parents, reverse=True):
        # Children are numbered after their parents.
        size[page.parents[number]] = size.get(page.parents[number], 0) + size.get(number, 0)
    boxes: set[int] = set()
    for holder in holders:
        while holder and not size.get(holder):
            holder = page.parents.get(holder, 0)
        while widest and 0 < size.get(page.parents.get(holder, 0), 0) <= most and page.parents[holder]:
            holder = page.parents[holder]
        if holder and size[holder] <= most:
            boxes.add(holder)
    return find_inside(page, boxes) if boxes else set()
