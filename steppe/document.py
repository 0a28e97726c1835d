"""What the readers hand to the analysis: the text as read, and what its format says about it; what became of inputs.

Shared by `steppe.sources` (which makes these) and `steppe.analysis` (which reads them), so that neither
has to know the other. All offsets count Unicode code points in `Source.text`.
"""

from dataclasses import dataclass
from typing import Literal

PassageKind = Literal["title", "heading", "paragraph", "item", "furniture"]
Stance = Literal["opportunity", "concern", "mixed", "neutral"]
MetadataField = Literal["title", "author", "published", "outlet", "url", "language"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of visible text that the format lays out as one piece: a paragraph, a cell, a menu entry, a line.

    Blocks are in text order, never overlap, and hold no white space at either end.

    start, end : code points in `Source.text`.
    kind : what the format says it is; None where the format says nothing (a line of plain text).
    link_share : share (0 to 1) of its characters that are link text.
    zone : the landmark it stands in: "main", "nav", "header", "footer", "aside", "form", "" (none).
    hints : further facts for furniture detection, such as the class words of its ancestors.
    furniture : the reader's reason for calling it furniture, where the format makes it certain; else "".
    """

    start: int
    end: int
    kind: PassageKind | None = None
    link_share: float = 0.0
    zone: str = ""
    hints: tuple[str, ...] = ()
    furniture: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about the article's metadata and where it stands (`og:title`, `header Author:`, `byline`)."""

    field: MetadataField
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Source:
    """One article as read from one input.

    file : the input's name as the reader should see it, folders included, "/" between them.
    sha256 : hex digest of the input bytes (for an article out of a container: of its own bytes).
    text : all visible text, furniture included.
    format : short name of the reader that made it, such as "text" or "html".
    """

    file: str
    sha256: str
    text: str
    format: str
    blocks: tuple[Block, ...] = ()
    claims: tuple[Claim, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that did not become an article: what happened, and what to do."""

    file: str
    reason: str
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input.

    became : "article"; "duplicate" (`detail` says of what); "failure" (`detail` says why, `advice` what to do);
        "unanalysed" (an article whose text is kept, though the analysis failed: `detail` and `advice` as of a failure);
        where a person puts a corpus together also "corpus" (a ZIP opened as one) and "removed".
    """

    file: str
    became: str
    article_id: str | None = None
    detail: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """An article that stands for a whole file, read and analysed before: the same bytes under the same name.

    batch : where the analysis cache has its rows.
    """

    file: str
    sha256: str
    batch: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A labelled span of an article. `reason` says why furniture is furniture; `language` is BCP 47."""

    start: int
    end: int
    kind: PassageKind
    reason: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article; None is unknown. `published` is an ISO date (YYYY-MM-DD)."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Layout:
    """An article's passages (furniture included, in text order, covering all visible text) and metadata.

    flags : quality flags such as "no-author", "no-date", "title-repeated", "foreign-residue".
    """

    passages: tuple[Passage, ...]
    metadata: Metadata
    flags: tuple[str, ...] = ()
