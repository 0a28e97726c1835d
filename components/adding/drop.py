"""Where articles come in: the drop zone, and text that is pasted."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import visitor
from components.adding.arriving import arrivals
from components.adding.limits import LIMITS
from components.adding.refused import watch_refused
from components.adding.shelf import Shelf
from components.safe_html import escape
from steppe.errors import SteppeError

STYLE = Path(__file__).parent / "style.css"
DROP = "drop"
DROPS = "drops"  # how often something was dropped
PROBLEM = "add-problem"
READS = (
    "PDF, Word, saved web pages, text, Markdown, e-mail, feeds, tables (CSV, Excel, JSON Lines, Parquet), "
    "ZIP archives of these, and a corpus that you saved here before."
)
FIELDS = {"title": "Title", "author": "Author", "date": "Date", "outlet": "Outlet", "url": "Address"}
HEADERS = {"title": "Title", "author": "Author", "date": "Date", "outlet": "Source", "url": "URL"}
HINTS = {"date": "2026-03-31", "url": "https://"}


def show_drop_zone() -> None:
    """The panel `drop-zone`: drag files, and what becomes of them, in three lines."""
    st.file_uploader(
        "Drop articles here",
        accept_multiple_files=True,
        key=_key(),
        on_change=take_dropped,
        max_upload_size=LIMITS.megabytes_a_file,
        label_visibility="collapsed",
    )
    watch_refused()
    st.html(
        f'<div class="facts"><b>Reads</b><span>{escape(READS)}</span>'
        f"<b>Limits</b><span>{escape(LIMITS.in_words())}</span>"
        "<b>Private</b><span>Only you see what you add. It stays in this session and is deleted when you close or "
        "reload the page; save it as a ZIP to keep it.</span></div>"
    )
    problem = st.session_state.pop(PROBLEM, None)
    if problem:
        st.html(f'<div class="notice" role="alert">{escape(problem)}</div>')


def _key() -> str:
    """The drop zone is another one after each drop, so that it does not list what the report lists."""
    return f"{DROP}-{st.session_state.get(DROPS, 0)}"


def take_dropped() -> None:
    """The callback of the drop zone: the files go on the shelf, and out of the server's memory."""
    files = [f for f in st.session_state.get(_key()) or () if hasattr(f, "getvalue")]
    if not files:
        return
    st.session_state[DROPS] = st.session_state.get(DROPS, 0) + 1
    try:
        visitor.current_or_new().change(lambda shelf: _put(shelf, files))
    except SteppeError as error:
        st.session_state[PROBLEM] = f"{error.what} {error.advice}"
    except OSError:
        st.session_state[PROBLEM] = "The server has no room for these files now. Try again later, with fewer."


def note_refused() -> None:
    """Give what the server refused to hold its line in the report."""
    guard, context = arrivals(), get_script_run_ctx()
    for name, why in guard.take_refused(context.session_id) if guard and context else ():
        visitor.current_or_new().shelf.note_left_out(name, why, "Drop fewer files at once, the others afterwards.")


def _put(shelf: Shelf, files: Iterable[Any]) -> None:
    for file in files:
        shelf.add(file.name, file.getvalue())
        _release(file.file_id)


def _release(file_id: str) -> None:
    """Let the server's memory go of an upload."""
    context = get_script_run_ctx()
    remove = getattr(context.uploaded_file_mgr, "remove_file", None) if context else None
    if context and remove:
        remove(session_id=context.session_id, file_id=file_id)


def show_paste() -> None:
    """The panel `paste`: a text, and what is known about it."""
    with st.form("paste", clear_on_submit=True, border=False, enter_to_submit=False):
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
    except OSError:
        state[PROBLEM] = "The server has no room for this text now. Try again later."


def as_file(text: str, known: dict[str, str]) -> bytes:
    """A pasted text as the file it might have been: header lines of what is known, then the text to the letter."""
    head = "".join(f"{HEADERS[name]}: {value}\n" for name, value in known.items() if value)
    return (f"{head}\n{text}" if head else text).encode("utf-8", "replace")
