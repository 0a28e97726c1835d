"""What can be done with a passage: open it in the reader, cite it. Clicks on the list of passages, which is HTML.

The list is one element, whatever it holds: with a container, a link and a door for each passage, a click was answered
only after the browser had drawn some fifty elements anew, three times over.
"""

import streamlit as st

from components.links import path_to
from components.safe_html import escape
from steppe.corpus import Focus

READER = "articles"  # the page that the reader is on
# It reads no text: ids and addresses alone, which the server wrote. A link that is opened in place goes by the
# browser's history, as Streamlit follows that without loading the page anew, which would end the session.
SCRIPT = """
export default function ({ parentElement, setTriggerValue }) {
  const panel = parentElement.closest(".st-key-evidence");
  const act = (event) => {
    const door = event.target.closest("button[data-cite]");
    if (door) { setTriggerValue("cite", door.dataset.cite); return; }
    const link = event.target.closest("a.open-in-reader");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState(null, "", link.pathname + link.search);
    dispatchEvent(new PopStateEvent("popstate"));
  };
  panel.addEventListener("click", act);
  return () => panel.removeEventListener("click", act);
}
"""


def links_html(passage_id: str, focus: Focus) -> str:
    """The actions of a passage as HTML; they work on a page that has `take_clicks`."""
    address = escape(path_to(READER, focus, passage=passage_id))
    return (
        '<div class="passage-actions">'
        f'<a class="open-in-reader" href="{address}"><i aria-hidden="true">menu_book</i>Open in reader</a>'
        f'<button type="button" data-cite="{escape(passage_id)}"><i aria-hidden="true">format_quote</i>Cite</button>'
        "</div>"
    )


def take_clicks() -> str | None:
    """Make the actions of the panel work; the passage that was asked to be cited in this run, as the browser says."""
    component = st.components.v2.component("steppe_evidence_links", js=SCRIPT, isolate_styles=False)
    return component(key="evidence-links", on_cite_change=lambda: None, height=1).cite
