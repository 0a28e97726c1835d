"""What a meeting pack says, as values: a story (or one view) with its pictures, claims and passages, of one corpus.

Both forms of the pack, HTML and PPTX, are made from this, so that they hold the same numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from components.counting import number_of
from components.drawings import DRAWINGS
from components.evidence import place_in_words
from components.links import link_to
from components.story.add import OF_PAGE, drawings_shown
from components.story.model import Claim, Parameters, Story, StoryView, focus_of, parameters_of
from components.takeaway.cite import reference_of
from components.takeaway.prepared_drawings import Drawn, prepare
from components.view import View
from components.wording import describe
from steppe.corpus import Focus, PassageEvidence, count, count_passages, parse_parameters, passages
from steppe.corpus.profile import article_of
from steppe.takeaway.citations import Reference
from steppe.takeaway.provenance import Provenance, provenance_of

SHOWN = 6  # passages of a view of a story where none were picked
OF_VIEW = 40  # passages of the pack of one page
WITNESSES = 3  # passages shown under a claim
BATCH = 200  # passages looked through at once for those that were picked
Progress = Callable[[str, int, int], None]  # what is being made, parts done, parts in all


@dataclass(frozen=True)
class Opened:
    """A selection with its number and the passages that stand for it.

    words : the selection in words, its number included ("24 sentences mention Kazakhstan").
    amount : the number in words ("24 sentences").
    found : how many passages it opens; `shown` are the first, or those that were picked.
    was : the number when the story was kept, where it is another one now.
    """

    words: str
    amount: str
    n: int
    found: int
    shown: tuple[PassageEvidence, ...]
    link: str
    was: int | None = None


@dataclass(frozen=True)
class Said:
    """A claim and what bears it out."""

    text: str
    opened: Opened


@dataclass(frozen=True)
class Part:
    """One view of the pack."""

    title: str
    note: str
    opened: Opened
    drawings: tuple[Drawn, ...] = ()
    claims: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Pack:
    """A whole pack; `references` has those of every passage shown, by passage id; `made_on` is the fingerprint that
    the story was kept on, where that is another corpus."""

    title: str
    provenance: Provenance
    parts: tuple[Part, ...]
    references: dict[str, Reference]
    articles: tuple[tuple[str, str], ...]
    made_on: str = ""


def pack_of_view(view: View, page: str, *, progress: Progress | None = None) -> Pack:
    """The pack of what a page shows: its drawings, and passages up to `OF_VIEW`."""
    title = describe(view.focus, count(view.corpus, view.focus), view.labels)
    drawings = drawings_shown(page if page in OF_PAGE else "overview", view.corpus)
    shown = _open(view, parameters_of(view.focus), most=OF_VIEW, page=page)
    part = Part(title, "", shown, tuple(prepare(view, d, for_telephones=True) for d in drawings))
    return _pack(view, title, [part], progress)


def pack_of_story(view: View, story: Story, *, progress: Progress | None = None) -> Pack:
    """The pack of a story, on the corpus of `view`, whatever that view has chosen.

    A story kept on another corpus is counted anew; every number that differs says what it was.
    """
    parts = []
    for number, kept in enumerate(story.views):
        if progress:
            progress(kept.title, number, len(story.views) + 1)
        parts.append(_part(view, kept))
    pack = _pack(view, story.title, parts, progress)
    return replace(pack, made_on=story.corpus if story.corpus not in ("", view.corpus.fingerprint) else "")


def _part(view: View, kept: StoryView) -> Part:
    opened = _open(view, kept.parameters, kept.passages, kept.total, most=SHOWN, page=kept.page)
    here = replace(view, focus=focus_of(kept))
    drawings = (prepare(here, kept.drawing, for_telephones=True),) if kept.drawing in DRAWINGS else ()
    claims = tuple(_said(view, claim, kept.page) for claim in kept.claims)
    return Part(kept.title, kept.note, opened, drawings, claims)


def _said(view: View, claim: Claim, page: str) -> Said:
    return Said(claim.text, _open(view, claim.parameters, claim.passages, claim.total, most=WITNESSES, page=page))


def _pack(view: View, title: str, parts: Sequence[Part], progress: Progress | None) -> Pack:
    if progress:
        progress("sources", len(parts), len(parts) + 1)
    everything = replace(view, focus=Focus())
    words = describe(everything.focus, count(view.corpus, everything.focus), view.labels)
    shown = [p for part in parts for o in (part.opened, *(c.opened for c in part.claims)) for p in o.shown]
    return Pack(
        title,
        provenance_of(view.corpus, title, words),
        tuple(parts),
        _references(view, shown),
        _articles(view, {p.article_id for p in shown}),
    )


def _open(
    view: View,
    parameters: Parameters,
    picked: Sequence[str] = (),
    was: int | None = None,
    *,
    most: int,
    page: str,
) -> Opened:
    focus = parse_parameters(parameters)[0]  # what this corpus does not know opens nothing
    n, found = count(view.corpus, focus), count_passages(view.corpus, focus)
    shown = _picked(view, focus, picked) if picked else passages(view.corpus, focus, limit=most)
    return Opened(
        words=describe(focus, n, view.labels),
        amount=number_of(n, focus.unit),
        n=n,
        found=found,
        shown=tuple(shown),
        link=link_to(view.corpus, focus, page=page),
        was=was if was is not None and was != n else None,
    )


def _picked(view: View, focus: Focus, picked: Sequence[str]) -> list[PassageEvidence]:
    """The passages that were picked, in their order, with the marks of the selection; those that are gone left out."""
    found: dict[str, PassageEvidence] = {}
    for identifier in picked:
        article = article_of(view.corpus, identifier)
        if article is None or identifier in found:
            continue
        for inside in (focus.replace(articles=(article,)), Focus(articles=(article,), unit=focus.unit)):
            match = next((p for p in _all(view, inside) if p.passage_id == identifier), None)
            if match:
                found[identifier] = match
                break
    return list(found.values())


def _all(view: View, focus: Focus) -> Iterable[PassageEvidence]:
    offset = 0
    while batch := passages(view.corpus, focus, offset=offset, limit=BATCH):
        yield from batch
        offset += BATCH


def _references(view: View, shown: Sequence[PassageEvidence]) -> dict[str, Reference]:
    """Every passage's reference, with the byline of its article."""
    unique = {p.passage_id: p for p in shown}
    return {key: reference_of(view.corpus, p, place=place_in_words(p)) for key, p in unique.items()}


def _articles(view: View, ids: set[str]) -> tuple[tuple[str, str], ...]:
    """The articles quoted: (title, outlet, author and date in words), in reading order."""
    rows = view.corpus.rows(
        "SELECT coalesce(title, file), author, outlet, published, url FROM article_rows "
        "WHERE article_id IN (SELECT unnest(?)) ORDER BY article_no",
        (sorted(ids),),
    )
    return tuple(
        (
            title,
            ", ".join(
                [
                    author or "author unknown",
                    outlet or "outlet unknown",
                    published or "no date",
                    *([url] if url else []),
                ]
            ),
        )
        for title, author, outlet, published, url in rows
    )
