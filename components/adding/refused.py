"""Files that are too large to be sent at all: Streamlit's uploader drops them without a word, the report names them.

The browser looks at the size of what is dropped and tells the server name and size, nothing else. The server's own
limit stands apart from it (`Shelf.add`, `server.maxUploadSize`).
"""

from typing import Any

import streamlit as st

from components import visitor
from components.adding.limits import LIMITS, MEBIBYTE

KEY = "refused"
MOST = 100  # names taken at once
SCRIPT = """
export default function (component) {
  const limit = component.data.limit;
  const look = (files) => {
    const large = [...(files || [])].filter((f) => f.size > limit).map((f) => ({ name: f.name, size: f.size }));
    if (large.length) component.setTriggerValue("files", large);
  };
  const ofZone = (event) => event.target instanceof Element && event.target.closest(".st-key-drop-zone");
  const dropped = (event) => { if (ofZone(event) && event.dataTransfer) look(event.dataTransfer.files); };
  const chosen = (event) => { if (ofZone(event)) look(event.target.files); };
  document.addEventListener("drop", dropped, true);
  document.addEventListener("change", chosen, true);
  return () => {
    document.removeEventListener("drop", dropped, true);
    document.removeEventListener("change", chosen, true);
  };
}
"""


def watch_refused() -> None:
    """Take note of files that the uploader refuses for their size."""
    component = st.components.v2.component("steppe_refused_files", js=SCRIPT)
    component(
        key=KEY,
        data={"limit": LIMITS.megabytes_a_file * MEBIBYTE},
        on_files_change=_take_refused,
        height=1,
    )


def _take_refused() -> None:
    take_refused((st.session_state.get(KEY) or {}).get("files"))


def take_refused(files: Any) -> None:
    """Give each file its line in the report. What comes from the browser is a claim: no more than a name is taken."""
    named = [f for f in files if isinstance(f, dict)] if isinstance(files, list) else []
    for file in named[:MOST]:
        size = file.get("size")
        megabytes = f"{size / MEBIBYTE:,.0f} MB" if isinstance(size, int | float) else "too much"
        visitor.current_or_new().shelf.note_refused(str(file.get("name") or "unnamed"), megabytes)
