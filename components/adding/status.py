"""How far the work is: words, a bar, a way to stop."""

import streamlit as st

from components import visitor
from components.adding.job import Job, Progress
from components.safe_html import as_label, escape

EVERY = 0.7  # seconds between two looks
STEPS = {"open": "Opening", "read": "Reading", "analyse": "Analysing", "write": "Writing the tables"}


def progress_in_words(progress: Progress) -> str:
    """ "Analysing 12 of 40 · about 30 s left"."""
    step = STEPS.get(progress.step)
    if step is None:
        return "Starting"
    if not progress.total:
        return step
    words = f"{step} {min(progress.done + 1, progress.total)} of {progress.total}"
    left = progress.seconds_left
    if left is None:
        return words
    return f"{words} · about {left:.0f} s left" if left < 90 else f"{words} · about {left / 60:.0f} min left"


def show_status(own: visitor.Visitor) -> None:
    """The panel `status`: work in progress, or how the latest ended where that needs a word."""
    if own.is_working:
        watch()
    elif own.job is not None and own.job.state in ("failed", "stopped"):
        _show_end(own, own.job)


@st.fragment(run_every=EVERY)
def watch(*, compact: bool = False) -> None:
    """Look again and again until the work is over, then show everything anew.

    compact : words alone, for the pages that show something else.
    """
    own: visitor.Visitor | None = st.session_state.get(visitor.KEY)
    if own is None or own.job is None or not own.is_working:
        st.rerun()
    job = own.job
    waiting = job.state == "waiting"
    words = "Waiting: the server adds another visitor's articles first" if waiting else progress_in_words(job.progress)
    if compact:
        st.html(f'<div class="note" role="status">Adding your articles: {escape(words)}</div>')
        return
    with st.container(key="working", border=True, gap="xsmall"):
        st.progress(min(1.0, job.progress.share), text=as_label(words, limit=120))
        with st.container(key="working-bar", horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f'<div class="meta at-hand">{escape(job.progress.file) or "&nbsp;"}</div>')
            st.button("Stop", key="stop-adding", on_click=job.stop, icon=":material/stop:", type="tertiary")


def _show_end(own: visitor.Visitor, job: Job) -> None:
    with st.container(key="ended", border=True, gap="xsmall"):
        st.html(
            f'<div class="notice" role="alert"><b>{escape(job.what)}</b> {escape(job.advice)} '
            f"{'Your other articles are as they were.' if own.has_articles else ''}</div>"
        )
        refused = [entry["refused"][0] for entry in job.draft.inputs if entry["refused"]]
        if refused:
            st.html("".join(f'<div class="meta">{escape(what)}</div>' for what in refused))
        with st.container(key="ended-bar", horizontal=True, gap="small"):
            st.button("Go on", key="go-on", on_click=own.go_on, icon=":material/play_arrow:")
            st.button("Leave it", key="leave-it", on_click=own.leave, type="tertiary")
