"""The figures that matter, small and quiet, in one line."""

import streamlit as st

from components import cache
from components.counting import count_countries
from components.safe_html import escape
from components.shell import View
from steppe.corpus.profile import count_speakers


def show_figures(view: View) -> None:
    """Articles, passages, sentences, countries of the region, people quoted: of what is chosen."""
    totals = {u: cache.total(view.corpus, view.focus.replace(unit=u)) for u in ("articles", "passages", "sentences")}
    table = count_countries(view.corpus, view.focus, view.region)
    region = set(view.region.focus_countries)
    present = len(table[table["key"].isin(region) & (table["n"] > 0)])
    quoted = count_speakers(view.corpus, view.focus)
    parts = [
        *((str(n), unit if n != 1 else unit[:-1]) for unit, n in totals.items()),
        (f"{present} of {len(region)}", f"countries of {view.region.name}"),
        (str(quoted), "person or body quoted" if quoted == 1 else "people quoted"),
    ]
    cells = "".join(f"<span><b>{escape(n)}</b>{escape(word)}</span>" for n, word in parts)
    st.html(f'<div class="figures">{cells}</div>')
