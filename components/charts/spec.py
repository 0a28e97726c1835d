"""Charts as specifications: built by Altair once a shape, filled with a table on each use.

Building a layered chart takes Altair some 50 milliseconds, whatever its data. So a chart is a template that names its
datasets, and what changes from click to click is the tables alone; as the specification then stays the same to the
letter, the browser moves its marks instead of drawing the chart anew.
"""

import json
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from components.charts.theme import BACKGROUND, PALETTES, ROLES, SEQUENTIAL, Mode, role_is

Spec = dict[str, Any]  # a Vega-Lite specification; "datasets" holds data frames
LABELS_MOST = 0.5  # share of a chart's width
MARKS_LEAST = 130  # pixels that are marks' own where labels take more than that share
LINE = 1.12  # of the type's size: from line to line
FONT = "'Source Sans', 'Source Sans 3', 'Source Sans Pro', Arial, sans-serif"


def as_template(chart: Any) -> str:
    """A chart without frame, grid or axes (labels stand at the marks) as JSON, its data by name only."""
    tight = chart if chart.padding is not alt.Undefined else chart.properties(padding=0)
    plain = tight.configure_view(stroke=None).configure_axis(grid=False, domain=False, ticks=False, labels=False)
    return json.dumps(plain.to_dict(validate=False))


def label_room(label_width: int) -> str:
    """The pixels that labels take, as a Vega expression: `label_width`, but of a narrow chart what marks can spare."""
    return f"min({label_width}, max(width * {LABELS_MOST}, width - {MARKS_LEAST}))"


def beside_labels(label_width: int, least: int, free: int) -> list[alt.ExprRef]:
    """The range of a scale that begins where the labels end.

    least, free : pixels that the marks have at least, and that stay free at the right.
    """
    room = label_room(label_width)
    return [alt.ExprRef(room), alt.ExprRef(f"max({room} + {least}, width - {free})")]


def row_labels(chart: alt.Chart, label_width: int, size: int) -> alt.Chart:
    """The labels of the rows, which end a little before the marks; `size` in pixels. Those of several lines stand with
    their middle at that of the row, where Vega would put their first line.
    """
    room = label_room(label_width)
    mark = chart.mark_text(
        align="right",
        baseline="middle",
        fontSize=size,
        limit=alt.ExprRef(f"{room} - 12"),
        lineBreak="\n",
        aria=False,  # the mark of the row says it
        lineHeight=round(size * LINE),
        dy=alt.ExprRef(f"{lines_before('label')} * {round(size * LINE) / 2}"),
    )
    return mark.encode(x=alt.XValue(alt.ExprRef(f"{room} - 8")), text="label:N", color=role_is("ink"))


def lines_before(field: str) -> str:
    """How many lines a text has but one, less than nought: a Vega expression of the pixels of a line to move it up."""
    return f"(1 - length(split(datum.{field}, '\\n')))"


def counts_from(low: Any, high: Any) -> alt.Scale:
    """The scale of counts, nought at `low` and the most at `high` of its range; where all are nought as well, of which
    Vega would else put each in the middle."""
    return alt.Scale(zero=True, nice=False, domain={"unionWith": [0, 1]}, range=[low, high])


def rows_of(dataset: str) -> alt.Chart:
    """A chart of the rows that `fill` is given under this name."""
    return alt.Chart(alt.NamedData(dataset))


def fill(template: str, **datasets: pd.DataFrame) -> Spec:
    """A template with its tables."""
    return {**json.loads(template), "datasets": datasets}


def standalone(spec: Spec, mode: Mode, *, width: int) -> Spec:
    """The same chart as it stands outside the page: its rows, colours, type and width (pixels) inside."""
    config = {
        "background": BACKGROUND[mode],
        "font": FONT,
        "range": {
            "category": [PALETTES[mode][role] for role in ROLES],
            "ramp": list(SEQUENTIAL[mode]),
            "heatmap": list(SEQUENTIAL[mode]),
        },
    }
    rows: Mapping[str, pd.DataFrame] = spec["datasets"]
    return {
        **spec,
        "width": width,
        "config": {**config, **spec.get("config", {})},
        "datasets": {name: json.loads(table.to_json(orient="records")) for name, table in rows.items()},
    }
