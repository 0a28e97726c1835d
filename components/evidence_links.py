"""What can be done with a passage: open it in the reader, cite it. Clicks on the list of passages, which is HTML.

The list is one element, whatever it holds: with a container, a link and a door for each passage, a click was answered
only after the browser had drawn some fifty elements anew, three times over.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from components.links import path_to
from components.safe_html import escape
from components.scripts import KEEPS_NEW_TABS, SAYS_THAT_IT_WORKS
from steppe.corpus import Focus, PassageEvidence

READER = "articles"  # the page that the reader is on
KEY, ANSWERED = "evidence-links", "citation-answered"
# It reads no text: ids and addresses alone, which the server wrote. A link that is opened in place goes by the
# browser's history, as Streamlit follows that without loading the page anew, which would end the session.
SCRIPT = """
export default function ({ parentElement, setStateValue }) {
  const panel = parentElement.closest(".st-key-evidence");
  if (!panel) return;  // taken out of the page while the script came; where the panel stands now it runs again
  const act = (event) => {
    const door = event.target.closest("button[data-cite]");
    if (door) { setStateValue("cite", { passage: door.dataset.cite, at: Date.now() }); return; }
    const link = event.target.closest("a.open-in-reader");
    if (!link || wantsNewTab(event)) return;
    event.preventDefault();
    history.pushState(null, "", link.pathname + link.search);
    dispatchEvent(new PopStateEvent("popstate"));
  };
  panel.addEventListener("click", act);
  saysThatItWorks(parentElement, "links-work");
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


def take_clicks() -> None:
    """Make the actions of the panel work in which this is called; components/style.css hides them until they do."""
    script = SAYS_THAT_IT_WORKS + KEEPS_NEW_TABS + SCRIPT
    component = st.components.v2.component("steppe_evidence_links", js=script, isolate_styles=False)
    component(key=KEY, on_cite_change=lambda: None, height=1)


def cited_passage(shown: Sequence[PassageEvidence]) -> PassageEvidence | None:
    """The passage that was asked to be cited, until that is dismissed or another selection is shown.

    A request is state, no trigger: the run that a trigger starts may be cut short by the next, and with it the answer.
    """
    asked = _asked()
    if not asked or asked == st.session_state.get(ANSWERED):
        return None
    cited = next((p for p in shown if p.passage_id == asked["passage"]), None)
    if cited is None:
        dismiss_citation()
    return cited


def dismiss_citation() -> None:
    """What was asked to be cited has been shown."""
    st.session_state[ANSWERED] = _asked()


def _asked() -> Any:
    return (st.session_state.get(KEY) or {}).get("cite")
