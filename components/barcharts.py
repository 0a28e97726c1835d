"""Bars on a page: counted, drawn, and wired so that a click chooses."""

from collections.abc import Collection
from typing import Literal

import pandas as pd
import streamlit as st

from components.charts.bars import draw_bars
from components.charts.labels import fit_heads, fit_rows
from components.charts.spec import Spec
from components.charts.stacked import ORDER
from components.charts.theme import LABEL_SIZE
from components.counting import (
    ACTORS,
    STANCE_WORDS,
    count_countries,
    count_entities,
    count_stances,
    count_themes,
    number_of,
    others_in_words,
    top,
)
from components.drawings import COLUMNS, DRAWINGS, bars_in_words, count_drawing, draw, themes_by
from components.focus import chart_click
from components.marks import CLICK
from components.panels import loosening, show_empty
from components.safe_html import escape
from components.view import View
from components.words import TYPES

FEW_COLUMNS = 3  # of a matrix on a telephone
BESIDE_CELLS = 205  # pixels for the labels beside a matrix
CELLS = {False: 415, True: 180}  # pixels for its columns on a page of 1366 pixels, and on a telephone
NARROW = 170  # pixels for labels where a column has some 300, or the screen 360


def show_themes(view: View, *, key: str, compact: bool = False) -> None:
    """Themes, and what has none. A click chooses the theme."""
    table = count_themes(view.corpus, view.focus, view.region, short=compact)
    if not table["n"].any():
        show_empty("No theme here.", loosening(view.focus))
        return
    show_bars(
        table,
        key=key,
        parameter="theme",
        chosen=view.focus.themes,
        alt=bars_in_words("Themes", table, view.focus.unit),
        label_width=118 if compact else NARROW if view.on_telephone else 235,
        row_height=25 if compact else 28,
        lines=view.on_telephone,
    )


def show_tone(view: View, *, key: str) -> None:
    """The stance of the passages. A click chooses one."""
    table = count_stances(view.corpus, view.focus)
    show_bars(
        table,
        key=key,
        parameter="stance",
        chosen=view.focus.stances,
        alt=bars_in_words("Tone", table, view.focus.unit),
        label_width=118,
        row_height=25,
    )


def show_actors(view: View, *, key: str, most: int, label_width: int, row_height: int) -> None:
    """People and bodies, most mentioned first. A click chooses one."""
    table, number = count_entities(view.corpus, view.focus, ACTORS, most=most, keep=view.focus.entities)
    if table.empty:
        show_empty("No person or organisation is named here.", loosening(view.focus))
        return
    show_bars(
        table,
        key=key,
        parameter="entity",
        chosen=view.focus.entities,
        alt=bars_in_words("Names", table, view.focus.unit),
        label_width=NARROW if view.on_telephone else label_width,
        row_height=row_height,
        lines=view.on_telephone,
    )
    if not view.focus.entities:
        show_kinds(table, ACTORS)
    if others := others_in_words(table, number, "names", view.focus.unit, most=most):
        st.caption(others)


def show_kinds(table: pd.DataFrame, types: Collection[str]) -> None:
    """What the colours of names mean, of the types that the table has; types of one colour stand together."""
    present = set(table["type"])
    named: dict[str, list[str]] = {}
    for kind in types:
        if kind in present:
            named.setdefault(kind if kind in ACTORS else ACTORS[0], []).append(TYPES[kind])
    marks = "".join(f'<span class="tone {kind}">{escape(", ".join(names))}</span>' for kind, names in named.items())
    st.html(f'<div class="legend">{marks}</div>')


def show_bars(
    table: pd.DataFrame,
    *,
    key: str,
    parameter: str,
    chosen: Collection[str],
    alt: str,
    label_width: int,
    row_height: int,
    lines: bool = False,
) -> None:
    """A bar chart whose clicks set the query parameter. lines : labels wider than their room stand in lines."""
    if lines:
        table, row_height = fit_rows(table, label_width=label_width, size=LABEL_SIZE, row_height=row_height)
    chart = draw_bars(table, chosen=chosen, label_width=label_width, row_height=row_height)
    show_chart(chart, key=key, alt=alt, **{parameter: "key"})


def show_chart(spec: Spec, *, key: str, alt: str, **parameters: str) -> None:
    """A chart whose clicks set query parameters (query parameter=the mark's field).

    Handed over as its specification: `st.altair_chart` would check it against the schema on every run.
    """
    st.vega_lite_chart(
        spec=spec,
        key=key,
        on_select=chart_click(key, **parameters),
        selection_mode=CLICK,
        alt=alt,
    )


def show_countries(view: View, *, key: str, most: int) -> None:
    """Countries, the region's and others, as a list. A click chooses one."""
    table = top(count_countries(view.corpus, view.focus, view.region), most, keep=view.focus.countries)
    show_bars(
        table,
        key=key,
        parameter="country",
        chosen=view.focus.countries,
        alt=bars_in_words("Countries", table, view.focus.unit),
        label_width=130,
        row_height=26,
        lines=True,
    )


Split = Literal["tone", "article", "outlet"]
SPLITS: dict[Split, str] = {"tone": "by tone", "article": "by article", "outlet": "by outlet"}


def show_theme_split(view: View) -> None:
    """Themes by tone, article or outlet. A click on a segment chooses both."""
    labels = view.labels
    offered: list[Split] = [s for s in SPLITS if s == "tone" or len(labels[s]) > 1]
    split = st.segmented_control(
        "Split",
        offered,
        format_func=lambda s: SPLITS[s],
        default="tone",
        required=True,
        key="theme-split",
        label_visibility="collapsed",
    )
    if split == "tone":
        table = count_drawing(view, "theme-tone")
    else:
        table, left_out = themes_by(view, split, most=FEW_COLUMNS if view.on_telephone else COLUMNS)
        if left_out:
            st.caption(_columns_in_words(table["column"].nunique(), left_out, split))
    if table.empty:
        show_empty("Nothing to split.", loosening(view.focus))
        return
    if split == "tone":
        st.html(TONE_LEGEND)
    drawing = f"theme-{split}"
    shape: dict[str, int] = {}
    if view.on_telephone:
        shape["label_width"] = NARROW
        table, shape["row_height"] = fit_rows(table, label_width=NARROW, size=LABEL_SIZE, row_height=28)
    elif split != "tone":
        shape["label_width"] = BESIDE_CELLS
    if split != "tone":
        table = fit_heads(table, room=_head_room(table["column"].nunique(), view), size=LABEL_SIZE - 1)
    spec, marks = draw(drawing, table, view.focus, **shape), DRAWINGS[drawing].marks
    show_chart(spec, key=f"themes-{split}", alt=f"Themes {SPLITS[split]}, {view.focus.unit}", **marks)


def _head_room(columns: int, view: View) -> float:
    """Pixels for the words above each of so many columns of a matrix."""
    return CELLS[view.on_telephone] / max(1, columns) - 6


def _columns_in_words(shown: int, left_out: int, split: Split) -> str:
    """What a matrix shows of the articles or outlets, and where the others are."""
    return f"The {number_of(shown, f'{split}s')} with most; {left_out:,} more in the filter at the side."


TONE_LEGEND = (
    '<div class="legend">'
    + "".join(f'<span class="tone {stance}">{STANCE_WORDS[stance].lower()}</span>' for stance in ORDER)
    + "</div>"
)
