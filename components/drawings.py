"""The drawings, one registry: what each counts, how it is drawn, and what a click on its marks chooses.

Pages, slides and exports take a drawing by its id, so that all of them show the same numbers in the same form.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import pandas as pd

from components.charts.bars import draw_bars
from components.charts.matrix import draw_matrix
from components.charts.spec import Spec
from components.charts.stacked import draw_leaning
from components.charts.theme import LABEL_SIZE
from components.charts.time import draw_time
from components.counting import (
    ACTORS,
    NO_THEME,
    count_countries,
    count_entities,
    count_leaning,
    count_matrix,
    count_stances,
    count_themes,
)
from components.periods import count_periods, period_of, undated_in_words, why_no_time
from components.view import View
from steppe.corpus import NONE, Dimension, Focus
from steppe.corpus.profile import list_positions
from steppe.corpus.query import FIELD

COLUMNS = 6  # articles or outlets that a matrix shows


@dataclass(frozen=True)
class Drawing:
    """One kind of drawing.

    title : what it answers ("What about").
    words : what its marks count, with {unit} for the counting unit.
    marks : query parameter -> the table's column that holds its value: what a click on a mark chooses.
    count : view -> table (see `components.counting`).
    form : "bars", "leaning", "matrix", "time" or "map" (which `components.maps` draws from the table).
    """

    title: str
    words: str
    marks: Mapping[str, str]
    count: Callable[[View], pd.DataFrame]
    form: str = "bars"

    def note(self, focus: Focus) -> str:
        """What the marks count, in words: "sentences by theme"."""
        return self.words.format(unit=focus.unit)


def _themes(view: View) -> pd.DataFrame:
    return count_themes(view.corpus, view.focus, view.region)


def _countries(view: View) -> pd.DataFrame:
    return count_countries(view.corpus, view.focus, view.region)


def count_places(view: View, most: int) -> tuple[pd.DataFrame, int]:
    """The places with most, those with a known position alone, and how many places there are in all.

    Columns as `components.counting.count_entities` has them, and lat, lon (degrees).
    """
    counted, number = count_entities(view.corpus, view.focus, ("place",), most=most, keep=view.focus.entities)
    positions = list_positions(view.corpus, list(counted["key"]))
    found = counted.merge(positions, left_on="key", right_on="entity_id")
    return found[found["n"] > 0], number


def _theme_names(view: View) -> dict[str, str]:
    return {**view.labels["theme"], NONE: NO_THEME}


def themes_by(view: View, dimension: Dimension, *, most: int = COLUMNS) -> tuple[pd.DataFrame, int]:
    """Themes by article or outlet, and how many columns more there are than are shown."""
    names, heads = _theme_names(view), view.labels[dimension]
    return count_matrix(view.corpus, view.focus, dimension, names, heads, most=most)


def _periods(view: View) -> pd.DataFrame:
    """Time in the periods that suit the corpus; no row where it spans less than two months."""
    period = period_of(view.corpus)
    table, _ = count_periods(view.corpus, view.focus, period or "year")
    return table if period else table.head(0)


DRAWINGS: dict[str, Drawing] = {
    "map": Drawing("Where", "{unit} by country", {"country": "key"}, _countries, form="map"),
    "countries": Drawing("Countries", "{unit} by country", {"country": "key"}, _countries),
    "themes": Drawing("What about", "{unit} by theme", {"theme": "key"}, _themes),
    "tone": Drawing(
        "In what tone", "{unit} by tone", {"stance": "key"}, lambda view: count_stances(view.corpus, view.focus)
    ),
    "actors": Drawing(
        "Who",
        "{unit} by name",
        {"entity": "key"},
        lambda view: count_entities(view.corpus, view.focus, ACTORS)[0],
    ),
    "theme-tone": Drawing(
        "Themes by tone",
        "{unit} by theme and tone",
        {"theme": "row", "stance": "stance"},
        lambda view: count_leaning(view.corpus, view.focus, _theme_names(view)),
        form="leaning",
    ),
    "theme-article": Drawing(
        "Themes by article",
        "{unit} by theme and article",
        {"theme": "row", "article": "column"},
        lambda view: themes_by(view, "article")[0],
        form="matrix",
    ),
    "theme-outlet": Drawing(
        "Themes by outlet",
        "{unit} by theme and outlet",
        {"theme": "row", "outlet": "column"},
        lambda view: themes_by(view, "outlet")[0],
        form="matrix",
    ),
    "time": Drawing("When", "{unit} by date of publication", {"from": "first", "to": "last"}, _periods, form="time"),
}


def count_drawing(view: View, drawing_id: str) -> pd.DataFrame:
    """The table behind a drawing; every `n` is the number of rows that choosing its mark opens."""
    return DRAWINGS[drawing_id].count(view)


def draw(
    drawing_id: str,
    table: pd.DataFrame,
    focus: Focus,
    *,
    label_width: int = 235,
    row_height: int = 28,
    size: int = LABEL_SIZE,
    height: int = 130,
) -> Spec:
    """A drawing's table as a Vega-Lite specification with the page's colours by role.

    Outside the page `components.charts.spec.standalone` puts colours, type and rows inside.

    label_width, row_height, size : pixels for the labels at the left, for a row, and of the type.
    height : pixels of a drawing without rows.

    Raises
    ------
    ValueError : the map, which is no Vega-Lite chart.
    """
    form = DRAWINGS[drawing_id].form
    shape: dict[str, Any] = {"label_width": label_width, "row_height": row_height, "size": size}
    if form == "bars":
        return draw_bars(table, chosen=chosen_in(drawing_id, focus), **shape)
    if form == "leaning":
        return draw_leaning(table, **shape)
    if form == "matrix":
        return draw_matrix(table, chosen=pairs_in(drawing_id, focus), **shape)
    if form == "time":
        return draw_time(table, height=height, size=size)
    raise ValueError(f"{drawing_id} is no Vega-Lite chart")


def chosen_in(drawing_id: str, focus: Focus) -> tuple[str, ...]:
    """The keys of a bar chart's own dimension that the selection has chosen."""
    parameter = next(iter(DRAWINGS[drawing_id].marks))
    return tuple(getattr(focus, FIELD[parameter]))


def pairs_in(drawing_id: str, focus: Focus) -> set[tuple[str, str]]:
    """The pairs of row and column that the selection has chosen of a matrix: none where it has not chosen both."""
    rows, columns = (getattr(focus, FIELD[parameter]) for parameter in DRAWINGS[drawing_id].marks)
    return set(product(rows, columns))


def bars_in_words(what: str, table: pd.DataFrame, unit: str) -> str:
    """A bar chart in one sentence, for those who do not see it: "Themes by sentences: Trade 21, Energy 9"."""
    first = [f"{r.label} {r.n}" for r in table.head(3).itertuples() if r.n]
    return f"{what} by {unit}: {', '.join(first)}" if first else f"{what}: none in this selection"


def time_in_words(table: pd.DataFrame, unit: str) -> str:
    """Time in one sentence: "Sentences by date: most in May 2024, 31"."""
    if table.empty or not table["n"].any():
        return f"{unit.capitalize()} by date: none in this selection"
    most = table.loc[table["n"].idxmax()]
    return f"{unit.capitalize()} by date: most in {most['label']}, {int(most['n']):,}"


def why_empty(view: View, drawing_id: str) -> str:
    """Why a drawing has nothing to draw, in a sentence."""
    missing = why_no_time(view.corpus) if DRAWINGS[drawing_id].form == "time" else ""
    return missing or "None in this selection."


def not_drawn(view: View, drawing_id: str) -> str:
    """What a drawing cannot place and so leaves out, in a sentence; "" where that is nothing."""
    period = period_of(view.corpus) if DRAWINGS[drawing_id].form == "time" else None
    return undated_in_words(count_periods(view.corpus, view.focus, period)[1], view.focus.unit) if period else ""
