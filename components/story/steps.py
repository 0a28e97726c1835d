"""Keys that step from slide to slide, of which none is lost: a clicker's, and those of a hurried speaker.

A button answers one press at a time: presses that come before the server has begun on the first are one to Streamlit.
So the browser counts, and sends how far it was stepped since the page was loaded; what the server has not gone yet is
the difference.
"""

from collections.abc import Callable

import streamlit as st

KEY = "slide-steps"
GONE = "slide-steps-gone"  # of the browser's count, how far this session has gone
# The count outlives the component, as it does a visit to another page: the session remembers too. The mark says that
# the keys work (components/style.css shows the slide then).
SCRIPT = """
const STEPS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
export default function ({ parentElement, setStateValue }) {
  const press = (event) => {
    const by = STEPS[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable=true]")) return;
    event.preventDefault();
    window.__steppeSteps = (window.__steppeSteps ?? 0) + by;
    setStateValue("steps", window.__steppeSteps);
  };
  const mark = document.createElement("i");
  mark.className = "keys-work";
  parentElement.append(mark);
  document.addEventListener("keydown", press);
  return () => { document.removeEventListener("keydown", press); mark.remove(); };
}
"""


def take_steps(go_further: Callable[[int], None]) -> None:
    """Make the arrow keys and Page Up and Down work; `go_further` is called with the steps that are still to go."""

    def answer() -> None:
        counted = int(st.session_state[KEY]["steps"] or 0)
        further = counted - int(st.session_state.get(GONE, 0))
        st.session_state[GONE] = counted
        if further:
            go_further(further)

    component = st.components.v2.component("steppe_slide_steps", js=SCRIPT, isolate_styles=False)
    component(key=KEY, on_steps_change=answer, height=1)
