"""An article with which the analysis failed: kept, listed and readable, counted nowhere."""

from dataclasses import replace

from steppe.analysis.article import Names
from steppe.analysis.furniture import lay_out
from steppe.analysis.segmentation import split_lines
from steppe.document import Layout, Metadata, Passage, Source
from steppe.tables import Analysed, article_id

FLAG = "not-analysed"
UNKNOWN = "und"  # BCP 47 for a language that nobody determined


def try_lay_out(source: Source) -> Layout | None:
    """How the article is laid out; None where a rule fails with it, as the analysis will say by name."""
    try:
        return lay_out(source)
    except Exception:  # noqa: BLE001  one article with which a rule fails must not end the work on all others
        return None


def keep_unanalysed(source: Source, layout: Layout | None = None) -> Analysed:
    """The article with its text, and nothing that an analysis would have found.

    layout : where the article could be laid out; otherwise each line is a paragraph, and of the metadata only the title
        that the format states is known.
    """
    layout = layout or _lines(source)
    nothing: tuple[tuple[()], ...] = ((),) * len(layout.passages)
    return Analysed(
        article_id=article_id(source),
        source=source,
        layout=replace(layout, flags=tuple(sorted({*layout.flags, FLAG}))),
        sentences=nothing,
        names=Names(()),
        themes=nothing,
        stances=(None,) * len(layout.passages),
        quotes=(),
    )


def _lines(source: Source) -> Layout:
    passages = tuple(Passage(x.start, x.end, "paragraph", language=UNKNOWN) for x in split_lines(source.text))
    title = next((claim.value for claim in source.claims if claim.field == "title"), None)
    return Layout(passages, Metadata(title=title, language=UNKNOWN))
