"""Presses that step from slide to slide, of which none is lost: a clicker's, and those of a hurried speaker.

A button answers one press at a time: presses that come before the server has begun on the first are one to Streamlit,
and a press that comes while the first is being answered cuts that answer short. So the browser counts, and sends how
often and how far it was stepped in this session; what the server has not gone yet is the difference
(`components.story.place`).
"""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.scripts import SAYS_THAT_IT_WORKS

KEY = "slide-steps"
# One listener and one count a page, however often Streamlit calls the component anew: it does so with every change of
# its theme, and forgets to clean up after the call before. Another session (after the connection was lost) begins a
# count of its own. The slide is not shown before the presses count.
SCRIPT = """
const STEPS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
const BUTTONS = [[".st-key-slide-next button", 1], [".st-key-slide-back button", -1]];
const kept = (window.__steppeSlides ??= { visit: "", presses: 0, net: 0, send: null, listens: false });
function step(by, event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  kept.presses += 1;
  kept.net += by;
  kept.send({ visit: kept.visit, presses: kept.presses, net: kept.net });
}
function onKey(event) {
  const by = STEPS[event.key];
  if (!kept.send || !by || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable=true]")) return;
  step(by, event);
}
function onClick(event) {
  const pressed = kept.send && BUTTONS.find(([button]) => event.target.closest?.(button));
  if (pressed) step(pressed[1], event);
}
export default function ({ parentElement, setStateValue, data }) {
  const send = (steps) => setStateValue("steps", steps);
  if (kept.visit !== data.visit) Object.assign(kept, { visit: data.visit, presses: 0, net: 0 });
  kept.send = send;
  if (!kept.listens) {
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", onClick, true);
    kept.listens = true;
  }
  saysThatItWorks(parentElement, "keys-work");
  return () => { if (kept.send === send) kept.send = null; };
}
"""


class Steps(NamedTuple):
    """What the browser has counted in this session: how often it was pressed, and how far that leads (back is less)."""

    presses: int = 0
    net: int = 0


def take_steps(answer: Callable[[], None]) -> None:
    """Make the arrow keys, Page Up and Down and the buttons at the foot count; `answer` is called when they did."""
    script = SAYS_THAT_IT_WORKS + SCRIPT
    component = st.components.v2.component("steppe_slide_steps", js=script, isolate_styles=False)
    component(key=KEY, data={"visit": _visit()}, on_steps_change=answer, height=1)


def steps_counted() -> Steps:
    """The browser's count as this run has it; nothing where it is that of a session before."""
    said = (st.session_state.get(KEY) or {}).get("steps") or {}
    return Steps(int(said["presses"]), int(said["net"])) if said.get("visit") == _visit() else Steps()


def _visit() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""
