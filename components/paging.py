"""Back and forward, with where one stands between them: the pages of a list, and the places of a text."""

from collections.abc import Callable
from functools import partial

import streamlit as st


def open_page(name: str, listed: object) -> int:
    """The page of a list that is open, from 0.

    listed : what it is a page of; another list starts at its first page.
    """
    if st.session_state.get(_listed(name)) != listed:
        st.session_state[_listed(name)] = listed
        st.session_state[_page(name)] = 0
    return int(st.session_state.get(_page(name), 0))


def turn_page(name: str, step: int) -> None:
    """To another page of a list, as a callback: which pages there are is known when it is drawn."""
    st.session_state[_page(name)] = max(0, int(st.session_state.get(_page(name), 0)) + step)


def show_pages(name: str, page: int, pages: int, caption: str) -> None:
    """The way through the pages of a list, in the container `<name>-pages`.

    page, pages : the page that is open, from 0, and how many there are.
    """
    show_steps(
        name,
        "pages",
        caption,
        back=partial(turn_page, name, -1) if page > 0 else None,
        forward=partial(turn_page, name, 1) if page < pages - 1 else None,
    )


def show_steps(
    name: str,
    of: str,
    caption: str,
    *,
    back: Callable[[], None] | None,
    forward: Callable[[], None] | None,
    noun: str = "",
) -> None:
    """Two buttons and a caption between them, in the container `<name>-<of>`.

    back, forward : callbacks of the buttons; None where there is nothing to go to.
    noun : what one goes to, said on the buttons ("Previous match").
    """
    with st.container(key=f"{name}-{of}", horizontal=True, vertical_alignment="center", gap="small"):
        _show_step("Previous", name, noun, back, side="left")
        st.caption(caption, width="content")
        _show_step("Next", name, noun, forward, side="right")


def _show_step(word: str, name: str, noun: str, go: Callable[[], None] | None, *, side: str) -> None:
    st.button(
        f"{word} {noun}".strip(),
        key=f"{name}-{word.lower()}",
        on_click=go,
        disabled=go is None,
        type="tertiary",
        icon=f":material/chevron_{side}:",
        icon_position="left" if side == "left" else "right",
    )


def _page(name: str) -> str:
    return f"{name}-page"


def _listed(name: str) -> str:
    return f"{name}-listed"
