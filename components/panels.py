"""A panel: a titled part of a page that fails alone."""

import logging
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from components.safe_html import as_label, escape
from steppe.corpus import Focus
from steppe.errors import SteppeError

LOGGER = logging.getLogger("steppe.dashboard")


@contextmanager
def panel(key: str, title: str = "", note: str = "", *, menu: Callable[[], None] | None = None) -> Iterator[None]:
    """A container keyed `key` under a heading "**title** note". What goes wrong inside stays inside.

    menu : draws a control into the corner beside the heading.

    A `SteppeError` is shown with its advice. Anything else is logged under an id, which is what the reader sees; tests
    get the error itself.
    """
    with st.container(key=key, gap="xsmall"):
        if title:
            quiet = f" <span>{escape(note)}</span>" if note else ""
            st.html(f'<h3 class="panel-title">{escape(title)}{quiet}</h3>')
        try:
            if menu:
                with st.container(key=f"corner-{key}"):
                    menu()
            yield
        except SteppeError as error:
            st.warning(as_label(f"{error.what} {error.advice}", limit=500), icon=":material/error:")
        except Exception:
            if "PYTEST_CURRENT_TEST" in os.environ:
                raise
            ticket = uuid.uuid4().hex[:8]
            LOGGER.exception("panel %s failed (%s)", key, ticket)
            st.warning(f"This part could not be shown. The log has it under {ticket}.", icon=":material/error:")


def loosening(focus: Focus) -> str:
    """What to do where a panel has nothing: about the selection, else about the corpus."""
    if focus.is_empty:
        return "The corpus has none; the page Add articles takes more."
    return "Loosen a filter, or clear all."


def show_empty(what: str, advice: str) -> None:
    """A designed state for "nothing here": what is missing, and what to loosen."""
    st.html(f'<div class="empty"><b>{escape(what)}</b><br>{escape(advice)}</div>')
