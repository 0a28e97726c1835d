"""Bring a place of the reader into view, by a script that reads no text."""

import streamlit as st

# Scrolls the reader's own box, not the page, and only when the place changed.
SCRIPT = """
export default function (component) {
  const wanted = String(component.data.place);
  const find = () => document.querySelector(".st-key-reader-text .here");
  const go = (tries) => {
    const here = find();
    if (!here) { if (tries > 0) setTimeout(() => go(tries - 1), 80); return; }
    let box = here.parentElement;
    while (box && box.scrollHeight <= box.clientHeight + 4) box = box.parentElement;
    if (!box || box.dataset.testid === "stMain") return;
    const offset = here.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += offset - box.clientHeight / 4;
  };
  if (window.__steppeReaderPlace !== wanted) { window.__steppeReaderPlace = wanted; setTimeout(() => go(25), 30); }
}
"""


def scroll_reader_to(place: str) -> None:
    """Scroll the reader to the element of class `here`, once for each `place`."""
    component = st.components.v2.component("steppe_reader_scroll", js=SCRIPT)
    component(key="reader-scroll", data={"place": place}, height=1)
