"""Give blocks back to the article that were taken for furniture: a person's word against the rules'."""

from collections.abc import Collection
from dataclasses import replace

from steppe.analysis.furniture import describe_quality
from steppe.document import Layout, Source

Span = tuple[int, int]
# Flags that follow the text.
OF_THE_TEXT = frozenset(("mixed-languages", "mostly-furniture", "no-text", "not-english", "truncated"))


def restore(source: Source, layout: Layout, spans: Collection[Span]) -> Layout:
    """The layout with the furniture at `spans` kept as paragraphs.

    spans : (start, end) of passages, code points in `Source.text`; those that name no furniture change nothing.
    """
    wanted = set(spans)
    passages = tuple(
        replace(p, kind="paragraph", reason="") if p.kind == "furniture" and (p.start, p.end) in wanted else p
        for p in layout.passages
    )
    if passages == layout.passages:
        return layout
    flags = (set(layout.flags) - OF_THE_TEXT) | describe_quality(source.text, passages, layout.metadata.language)
    return replace(layout, passages=passages, flags=tuple(sorted(flags)))
