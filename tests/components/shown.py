"""What a page run by AppTest shows."""

import re

from streamlit.testing.v1 import AppTest


def html_of(at: AppTest) -> str:
    """All our own HTML of a page."""
    return "\n".join(element.proto.body for element in at.get("html"))


def total_of(at: AppTest) -> str:
    """What the evidence panel states: "24 sentences"."""
    found = re.search(r'<b class="evidence-total"[^>]*>([^<]*)</b>', html_of(at))
    assert found, "no evidence on this page"
    return found.group(1)
