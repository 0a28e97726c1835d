"""Where a presentation is: at which slide, and what is opened over it.

Streamlit cuts a callback short wherever it reads or writes the session while the next press is waiting. So a place is
one value and is written at once: a press is answered whole or not at all. What hangs on it follows from it on every
run (`declare_place`), and so do steps that were not answered.
"""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import focus as selection
from components.story.shelf import NOTICE
from components.story.steps import steps_counted

SLIDE, OPEN = "slide", "open"  # query parameters: number of the slide, from 1; what is opened over it
PLACE = "slide-place"  # the session's `Place`, as a plain tuple: no object of ours outlives a reload of the code
WHOLE = "view"  # the value of OPEN for the slide's own sentences


class Place(NamedTuple):
    """Where this session is.

    slide : its number, from 1.
    opened : a claim, by its number, or `WHOLE`; "" for nothing.
    code : whether the QR code is shown large.
    presses, net : of the browser's count (`components.story.steps`), how far this place has come.
    """

    slide: int = 1
    opened: str = ""
    code: bool = False
    presses: int = 0
    net: int = 0


def slide_number(asked: str, slides: int) -> int:
    """The slide that a link asks for, as near as there is one, from 1."""
    try:
        return _within(int(asked), slides)
    except ValueError:
        return 1


def _within(number: int, slides: int) -> int:
    return max(1, min(number, slides))


def current_place() -> Place:
    """Where this session is; the beginning where it has not presented yet."""
    return Place(*st.session_state.get(PLACE, ()))


def declare_place(claims: Sequence[int]) -> Place:
    """The widgets that hold the slide and what is opened, out of sight; bound to the URL, so that a slide is a link.

    The address decides when it opens the session and when the browser goes back or forward in its history. At all
    other times the place does: what the browser sends may be older than the last answer.

    claims : of each slide, how many claims it has.
    """
    slides = len(claims)
    by_address = PLACE not in st.session_state or _went_through_history()
    if not by_address:
        take_counted(slides)
        if selection.NEXT in st.session_state:  # a mark to be left, whose widgets are there already
            st.rerun()
        place = current_place()
        if place.slide > slides > 0:  # of a story that was longer
            place = place._replace(slide=slides)
            _write(place)
        if slide_number(str(st.session_state.get(SLIDE) or ""), slides) != place.slide:
            st.session_state[SLIDE] = str(place.slide)
        if (st.session_state.get(OPEN) or "") != place.opened:
            st.session_state[OPEN] = place.opened
    with st.container(key="link-state-slide"):
        for name in (SLIDE, OPEN):
            st.text_input(name, key=name, bind="query-params")
    if by_address:
        asked, opened = (str(st.session_state.get(name) or "") for name in (SLIDE, OPEN))
        place, lost = nearest_place(asked, opened, claims)
        _write(current_place()._replace(slide=place.slide, opened=place.opened, code=False))
        if lost:
            st.session_state[NOTICE] = " ".join(lost)
    return current_place()


def nearest_place(asked: str, opened: str, claims: Sequence[int]) -> tuple[Place, list[str]]:
    """The place nearest to what a link asks for, and a sentence for each part of it that there is not."""
    number = slide_number(asked, len(claims))
    lost = [f"There is no slide “{asked[:20]}”; this is slide {number}."] if asked not in ("", str(number)) else []
    known = {"", WHOLE, *(str(claim) for claim in range(1, claims[number - 1] + 1 if claims else 1))}
    if opened not in known:
        lost.append(f"The slide has no claim “{opened[:20]}”.")
    return Place(number, opened if opened in known else ""), lost


def _went_through_history() -> bool:
    context = get_script_run_ctx()
    return bool(context and context.is_history_navigation)


def _write(place: Place) -> None:
    st.session_state[PLACE] = tuple(place)


def _move(place: Place) -> None:
    """To a place, with no mark chosen: that first, as it does no harm alone."""
    selection.clear_next()
    _write(place)


# -- what presses do ---------------------------------------------------------------------------------------------------


def go(number: int) -> None:
    """To a slide, with nothing opened over it."""
    _move(current_place()._replace(slide=number, opened="", code=False))


def step(by: int, slides: int) -> None:
    """To the slide so many further."""
    go(_within(current_place().slide + by, slides))


def take_counted(slides: int) -> None:
    """Go the steps that the browser has counted and that are still to go."""
    place, counted = current_place(), steps_counted()
    if counted.presses > place.presses:
        number = _within(place.slide + counted.net - place.net, slides)
        _move(Place(number, presses=counted.presses, net=counted.net))


def close() -> None:
    """Nothing opened over the slide."""
    _move(current_place()._replace(opened="", code=False))


def open_over(what: str) -> None:
    """Open a claim, by its number, or the slide's own sentences."""
    _move(current_place()._replace(opened=what, code=False))


def toggle_code() -> None:
    """Show the QR code large, or no longer."""
    place = current_place()
    _write(place._replace(code=not place.code))


def to_the_start() -> None:
    """For another story: its first slide, when it is presented."""
    if PLACE in st.session_state:
        _write(current_place()._replace(slide=1, opened="", code=False))
