"""Pages run by AppTest, and what they show."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.registry import PAGES

ROOT = Path(__file__).parents[2]
SCRIPTS = [entry.script for entry in PAGES]


def open_page(monkeypatch: pytest.MonkeyPatch, corpus: Path, script: str = SCRIPTS[0], /, **parameters: str) -> AppTest:
    """A page of the dashboard over a corpus directory, as a link with these query parameters opens it."""
    monkeypatch.setenv("STEPPE_CORPUS", str(corpus))
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in parameters.items():
        at.query_params[name] = value
    at.run()
    if script != SCRIPTS[0]:
        at.switch_page(script).run()
    return at


def html_of(at: AppTest) -> str:
    """All our own HTML of a page."""
    return "\n".join(element.proto.body for element in at.get("html"))


def total_of(at: AppTest) -> str:
    """What the evidence panel states: "24 sentences"."""
    found = re.search(r'<b class="evidence-total"[^>]*>([^<]*)</b>', html_of(at))
    assert found, "no evidence on this page"
    return found.group(1)
