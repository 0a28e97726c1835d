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

from components.charts.theme import BACKGROUND, PALETTES, ROLES, SEQUENTIAL, Mode

Spec = dict[str, Any]  # a Vega-Lite specification; "datasets" holds data frames
FONT = "Source Sans, Source Sans 3, Source Sans Pro, Arial, sans-serif"


def as_template(chart: Any) -> str:
    """A chart without frame, grid or axes (labels stand at the marks) as JSON, its data by name only."""
    tight = chart if chart.padding is not alt.Undefined else chart.properties(padding=0)
    plain = tight.configure_view(stroke=None).configure_axis(grid=False, domain=False, ticks=False, labels=False)
    return json.dumps(plain.to_dict(validate=False))


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
