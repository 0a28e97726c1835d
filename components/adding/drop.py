"""Where articles come in: the drop zone, and text that is pasted."""

from collections.abc import Iterable
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import visitor
from components.adding.limits import LIMITS
from components.adding.shelf import Shelf
from components.safe_html import escape
from steppe.errors import SteppeError

DROP = "drop"
TAKEN = "taken-files"  # ids of uploads that are on the shelf already
PROBLEM = "add-problem"
READS = (
    "PDF, Word, saved web pages, text, Markdown, e-mail, feeds, tables (CSV, Excel, JSON Lines, Parquet), "
    "ZIP archives of these, and a corpus that you saved here before."
)
FIELDS = {"title": "Title", "author": "Author", "date": "Date", "outlet": "Outlet", "url": "Address"}
HEADERS = {"title": "Title", "author": "Author", "date": "Date", "outlet": "Source", "url": "URL"}
HINTS = {"date": "2026-03-31", "url": "https://"}


def show_drop_zone() -> None:
    """The panel `drop`: drag files, and what becomes of them, in three lines."""
    st.file_uploader(
        "Drop articles here",
        accept_multiple_files=True,
        key=DROP,
        on_change=take_dropped,
        max_upload_size=LIMITS.megabytes_a_file,
        label_visibility="collapsed",
    )
    st.html(
        f'<div class="note"><b>Reads</b> {escape(READS)}</div>'
        f'<div class="note"><b>Limits</b> {escape(LIMITS.in_words())}</div>'
        '<div class="note"><b>Private</b> Only you see what you add. It stays in this session, on this server, '
        "and is deleted when you close or reload the page. Save it as a ZIP to keep it.</div>"
    )
    problem = st.session_state.pop(PROBLEM, None)
    if problem:
        st.html(f'<div class="notice" role="alert">{escape(problem)}</div>')


def take_dropped() -> None:
    """The callback of the drop zone: what is new goes on the shelf, and out of the server's memory."""
    taken: set[str] = st.session_state.setdefault(TAKEN, set())
    files = [
        f for f in st.session_state.get(DROP) or () if getattr(f, "file_id", None) not in taken and hasattr(f, "name")
    ]
    if not files:
        return
    taken.update(f.file_id for f in files)
    try:
        visitor.current_or_new().change(lambda shelf: _put(shelf, files))
    except (SteppeError, OSError) as error:
        what = f"{error.what} {error.advice}" if isinstance(error, SteppeError) else "The server has no room for it."
        st.session_state[PROBLEM] = what


def _put(shelf: Shelf, files: Iterable[Any]) -> None:
    for file in files:
        shelf.add(file.name, file.getvalue())
        _release(file.file_id)


def _release(file_id: str) -> None:
    """Let the server's memory go of an upload; the widget then counts it as deleted."""
    context = get_script_run_ctx()
    remove = getattr(context.uploaded_file_mgr, "remove_file", None) if context else None
    if context and remove:
        remove(session_id=context.session_id, file_id=file_id)


def show_paste() -> None:
    """The panel `paste`: a text, and what is known about it."""
    with st.form("paste", clear_on_submit=True, border=False):
        st.text_area("Paste text", key="paste-text", height=150, placeholder="The text of one article")
        with st.expander("Title, author, date, outlet, address", expanded=False):
            for name, label in FIELDS.items():
                st.text_input(label, key=f"paste-{name}", placeholder=HINTS.get(name, "optional"))
        st.form_submit_button("Add this text", on_click=take_pasted, icon=":material/add:")


def take_pasted() -> None:
    """The callback of the form."""
    state = st.session_state
    text = str(state.get("paste-text") or "")
    if not text.strip():
        state[PROBLEM] = "There is no text to add: paste one first."
        return
    known = {name: " ".join(str(state.get(f"paste-{name}") or "").split()) for name in FIELDS}
    name = f"{known['title'][:60] or 'Pasted text'}.txt"
    try:
        visitor.current_or_new().change(lambda shelf: shelf.add(name, as_file(text, known)))
    except (SteppeError, OSError):
        state[PROBLEM] = "The server has no room for it. Try again later."


def as_file(text: str, known: dict[str, str]) -> bytes:
    """A pasted text as the file it might have been: header lines of what is known, then the text to the letter."""
    head = "".join(f"{HEADERS[name]}: {value}\n" for name, value in known.items() if value)
    return (f"{head}\n{text}" if head else text).encode("utf-8", "replace")
