"""What became of a story's numbers on the corpus that is open now."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from components.story.model import Story, focus_of
from steppe.corpus import Focus


class Change(NamedTuple):
    """A number that is another one now.

    view : number of the view, from 1.
    what : the view's title, or the claim's text.
    was, now : the number when the story was kept, and on this corpus.
    """

    view: int
    what: str
    was: int
    now: int


def find_changes(story: Story, count: Callable[[Focus], int]) -> list[Change]:
    """Every number of the story that differs from what `count` gives now, in the story's order."""
    return [c for c in _compared(story, count) if c.was != c.now]


def _compared(story: Story, count: Callable[[Focus], int]) -> Iterator[Change]:
    for number, view in enumerate(story.views, 1):
        if view.total is not None:
            yield Change(number, view.title, view.total, count(focus_of(view)))
        for claim in view.claims:
            if claim.total is not None:
                yield Change(number, claim.text, claim.total, count(focus_of(claim)))


def counted_anew(story: Story, count: Callable[[Focus], int], corpus: str) -> Story:
    """The story with the numbers of the corpus of this fingerprint in place of its own."""
    views = tuple(
        replace(
            view,
            total=count(focus_of(view)),
            claims=tuple(replace(claim, total=count(focus_of(claim))) for claim in view.claims),
        )
        for view in story.views
    )
    return replace(story, corpus=corpus, views=views)
