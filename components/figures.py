"""The figures that matter, small and quiet, in one line."""

import streamlit as st

from components import cache
from components.counting import SINGULAR
from components.safe_html import escape
from components.view import View
from steppe.corpus.profile import count_speakers, countries_present


def show_figures(view: View) -> None:
    """Articles, passages, sentences, countries of the region, speakers quoted: of what is chosen."""
    totals = {u: cache.total(view.corpus, view.focus.replace(unit=u)) for u in ("articles", "passages", "sentences")}
    region = set(view.region.focus_countries)
    present = len(countries_present(view.corpus, view.focus, region))
    quoted = count_speakers(view.corpus, view.focus)
    parts = [
        *((f"{n:,}", SINGULAR[unit] if n == 1 else unit) for unit, n in totals.items()),
        (f"{present} of {len(region)}", "countries"),
        (f"{quoted:,}", "speaker quoted" if quoted == 1 else "speakers quoted"),
    ]
    cells = "".join(f"<span><b>{escape(n)}</b>{escape(word)}</span>" for n, word in parts)
    st.html(f'<div class="figures">{cells}</div>', width="content")
