"""Put an article's text together out of blocks, one a line."""

from dataclasses import replace

from steppe.document import Block, Claim, PassageKind, Source


class Composer:
    """Collects blocks; `text` and `blocks` always fit each other."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    @property
    def text(self) -> str:
        return "\n".join(self._lines)

    def add(
        self,
        text: str,
        kind: PassageKind | None = None,
        *,
        hints: tuple[str, ...] = (),
        link_share: float = 0.0,
        furniture: str = "",
    ) -> None:
        """Add a block below the last; one of white space alone is left out."""
        text = text.strip()
        if not text:
            return
        self.blocks.append(
            Block(
                self._length,
                self._length + len(text),
                kind,
                round(link_share, 4),
                hints=tuple(sorted(hints)),
                furniture=furniture,
            )
        )
        self._lines.append(text)
        self._length += len(text) + 1


def holds(text: str, part: str) -> bool:
    """Whether `part` stands in `text`, white space folded."""
    return " ".join(part.split()) in " ".join(text.split())


def with_title(source: Source, title: str) -> Source:
    """The source with its title above the text, as a reader of the mail, feed or site sees it, unless it is there.

    A title kept in a header, a column or front matter would otherwise be metadata only, and could not be opened.
    """
    title = " ".join(title.split())
    if not title or holds(source.text, title):
        return source
    shift = len(title) + 2
    moved = tuple(replace(block, start=block.start + shift, end=block.end + shift) for block in source.blocks)
    blocks = (Block(0, len(title), "heading", hints=("<h1>",)), *moved) if moved else ()
    claims = source.claims
    if not any(claim.field == "title" for claim in claims):
        claims = (*claims, Claim("title", title, "header"))
    return replace(source, text=f"{title}\n\n{source.text}", blocks=blocks, claims=claims)
