"""Drawings on slides as PowerPoint's own charts and tables, which can be edited there; the map as a picture."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from components.charts.stacked import ORDER
from components.charts.theme import readable_on
from components.counting import STANCE_WORDS
from components.drawings import DRAWINGS
from components.takeaway.deck import EDGE, FOOT, SANS, TOP, Paragraph, add_text, describe, rgb, shortened, write
from components.takeaway.painting import Picture
from components.takeaway.paper import LOOK, WHITE, size_of
from components.takeaway.prepared_drawings import Drawn

ROWS = 12  # bars or rows that can be read from the last row of seats
STEPS = (1, 2, 3, 4, 6, 12, 24)  # of the labels along time, ten of which have room side by side
NUMBERED = 16  # columns above which their numbers would touch each other
LETTERS = 11  # of type of 12 points that stand in an inch
SUBTLE = LOOK["subtle"]


def add_drawing(slide: Any, drawn: Drawn, picture: Picture | None, wide: float) -> None:
    """A drawing below the title, `wide` inches wide: charts and tables to be edited, else its picture."""
    form = DRAWINGS[drawn.drawing].form
    named = slide.shapes.title.text_frame.text.startswith(drawn.title)  # the slide's own title says it
    head = "" if named else f"{drawn.title}  "
    caption: Paragraph = [(head, {"size": 14, "bold": True}), (drawn.note, {"size": 14, "colour": SUBTLE})]
    add_text(slide, EDGE, TOP - 0.1, wide, 0.35, [caption])
    place = (EDGE, TOP + 0.3, wide, FOOT - TOP - 0.45)
    if drawn.rows.empty:
        add_text(slide, *place, [[(drawn.missing, {"size": 16, "colour": SUBTLE})]])
    elif picture is not None:
        _picture(slide, drawn, picture, place)
    else:
        NATIVE[form](slide, drawn, place)


Place = tuple[float, float, float, float]  # left, top, width, height in inches


def _picture(slide: Any, drawn: Drawn, picture: Picture, place: Place) -> None:
    from pptx.util import Inches

    left, top, width, height = place
    across, down = size_of(picture.svg)
    scale = min(width / across, height / down)
    shape = slide.shapes.add_picture(
        io.BytesIO(picture.png), Inches(left), Inches(top), Inches(across * scale), Inches(down * scale)
    )
    names = drawn.table["label"] if "label" in drawn.table else drawn.table["key"]
    named = ", ".join(f"{name} {n}" for name, n in zip(names, drawn.table["n"], strict=True) if n)
    describe(shape, shortened(f"{drawn.title}, {drawn.note}: {named or 'none'}", 400))


def _bars(slide: Any, drawn: Drawn, place: Place) -> None:
    """A native bar chart, most at the top, each bar in the colour of its role."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    rows = drawn.rows.head(ROWS)
    data = CategoryChartData(number_format="#,##0")
    data.categories = [shortened(str(label), 46) for label in rows["label"]]
    data.add_series(drawn.note, [int(n) for n in rows["n"]])
    chart = _chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, drawn, place)
    _colour(chart.plots[0].series[0], list(rows["role"]) if "role" in rows else ["quantity"] * len(rows))
    _label(chart.plots[0], LOOK["ink"], outside=True)


def _columns(slide: Any, drawn: Drawn, place: Place) -> None:
    """Time as native columns, a number on each where there is room, else on the highest."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
    from pptx.util import Pt

    rows = drawn.rows
    data = CategoryChartData(number_format='#,##0;;""')  # no digit where there is nothing
    data.categories = [str(key) for key in rows["key"]]  # "2024-05": short enough to stand upright
    data.add_series(drawn.note, [int(n) for n in rows["n"]])
    chart = _chart(slide, XL_CHART_TYPE.COLUMN_CLUSTERED, data, drawn, place)
    series = chart.plots[0].series[0]
    _colour(series, list(rows["role"]))
    if len(rows) <= NUMBERED:
        _label(chart.plots[0], LOOK["ink"], outside=True)
    elif rows["n"].any():
        series.points[int(rows["n"].to_numpy().argmax())].data_label.position = XL_LABEL_POSITION.OUTSIDE_END
    every = next((s for s in STEPS if len(rows) <= 10 * s), STEPS[-1])
    chart.category_axis.tick_labels.font.size = Pt(11)
    _skip(chart.category_axis, every)


def _colour(series: Any, roles: Sequence[str]) -> None:
    """Each bar in the colour of its role."""
    for number, role in enumerate(roles):
        fill = series.points[number].format.fill
        fill.solid()
        fill.fore_color.rgb = rgb(LOOK.get(role, LOOK["quantity"]))


def _skip(axis: Any, every: int) -> None:
    """Label every so many categories; python-pptx has no call for it."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{every}"/>')
    if every > 1:
        axis._element.txPr.bodyPr.set("rot", "-5400000")  # LibreOffice labels every one: upright they have room
    axis._element.insert_element_before(skip, "c:tickMarkSkip", "c:noMultiLvlLbl", "c:extLst")


def _stacked(slide: Any, drawn: Drawn, place: Place) -> None:
    """Themes by tone as native stacked bars."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Pt

    counted = _across(drawn.rows, "stance").reindex(columns=list(ORDER), fill_value=0).head(ROWS)
    data = CategoryChartData(number_format='#,##0;;""')  # no digit where there is nothing
    data.categories = [shortened(str(label), 46) for label in counted.index]
    for tone in ORDER:
        data.add_series(STANCE_WORDS[tone], [int(n) for n in counted[tone]])
    chart = _chart(slide, XL_CHART_TYPE.BAR_STACKED, data, drawn, place)
    for series, tone in zip(chart.plots[0].series, ORDER, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(LOOK[tone])
    _label(chart.plots[0], LOOK["paper"], outside=False)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.legend.font.size = Pt(12)


def _chart(slide: Any, kind: Any, data: Any, drawn: Drawn, place: Place) -> Any:
    """A native bar chart without grid, axis line or scale: the numbers stand at the bars."""
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches, Pt

    left, top, width, height = place
    upright = kind == XL_CHART_TYPE.COLUMN_CLUSTERED
    pitch = 0.5 if len(data.categories) <= 8 else 0.4
    height = height if upright else min(height, 0.75 + pitch * len(data.categories))
    frame = slide.shapes.add_chart(kind, Inches(left), Inches(top), Inches(width), Inches(height), data)
    named = ", ".join(f"{r.label} {r.n}" for r in drawn.rows.head(5).itertuples())
    describe(frame, f"{drawn.title}, {drawn.note}: {named}")
    chart = frame.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.size, chart.font.name = Pt(15 if pitch > 0.4 else 13), SANS
    chart.font.color.rgb = rgb(LOOK["ink"])
    chart.plots[0].gap_width, chart.plots[0].vary_by_categories = 38, False
    category, value = chart.category_axis, chart.value_axis
    category.reverse_order = not upright
    category.format.line.fill.background()
    category.has_major_gridlines = value.has_major_gridlines = False
    value.visible, value.minimum_scale = False, 0
    # The ids of the template's axes are below nought, those of the schema are not; of an axis whose id does not fit
    # into 31 bits LibreOffice loses the labels and the order.
    for axis in chart._chartSpace.xpath(".//c:axId | .//c:crossAx"):
        axis.set("val", str(int(axis.get("val")) % 2**31))
    return chart


def _label(plot: Any, colour: str, *, outside: bool) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.OUTSIDE_END if outside else XL_LABEL_POSITION.CENTER
    labels.font.size, labels.font.bold = Pt(14 if outside else 12), True
    labels.font.color.rgb = rgb(colour)


def _across(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Counts with one column a value of `column`; rows in their order."""
    return rows.pivot_table(index="label", columns=column, values="n", aggfunc="sum", fill_value=0, sort=False)


def _matrix(slide: Any, drawn: Drawn, place: Place) -> None:
    """Themes by article (or outlet) as a native table with tinted cells."""
    from pptx.enum.text import PP_ALIGN

    heads = drawn.rows.drop_duplicates("column").set_index("column")["head"]
    counted = _across(drawn.rows, "column").reindex(columns=list(heads.index)).head(ROWS)
    most = max(1, int(counted.to_numpy().max()))
    rows = [["", *(shortened(str(heads[c]), 60) for c in counted.columns)]]
    rows += [
        [str(label), *(f"{int(n):,}" if n else "" for n in values)]
        for label, values in zip(counted.index, counted.to_numpy(), strict=True)
    ]
    table = add_table(slide, rows, place, first=0.38)
    for r, values in enumerate(counted.to_numpy(), 1):
        for c, n in enumerate(values, 1):
            if n:
                _tint(table.cell(r, c), _mixed(LOOK["quantity"], 0.12 + 0.88 * (int(n) / most) ** 0.5))
                table.cell(r, c).text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def add_table(slide: Any, rows: Sequence[Sequence[str]], place: Place, *, first: float, size: int = 12) -> Any:
    """A native table, plain: no banding, a fine line below each row. first : the first column's part of the width."""
    from pptx.util import Inches

    left, top, width, height = place
    others = (1 - first) / max(1, len(rows[0]) - 1)
    letters = max(1, int(width * others * LETTERS * 12 / size))  # of a head in a line
    head = 0.06 + max(-(-len(words) // letters) for words in rows[0]) * size / 60
    down = min(0.4, (height - head) / max(1, len(rows) - 1))
    head = max(head, down)
    frame = slide.shapes.add_table(
        len(rows), len(rows[0]), Inches(left), Inches(top), Inches(width), Inches(head + down * (len(rows) - 1))
    )
    table = frame.table
    table.horz_banding, table.first_row = False, True
    for number, column in enumerate(table.columns):
        column.width = Inches(width * (others if number else first))
    for r, row in enumerate(rows):
        table.rows[r].height = Inches(down if r else head)
        for c, words in enumerate(row):
            cell = table.cell(r, c)
            cell.margin_top = cell.margin_bottom = Inches(0.02)
            _tint(cell, WHITE, words=words, bold=bool(c) and bool(r), size=size, quiet=r == 0)
    return table


def _tint(
    cell: Any, colour: str, *, words: str | None = None, bold: bool = True, size: int = 12, quiet: bool = False
) -> None:
    """Fill a cell and set its words (None keeps them) in ink or paper, whichever reads better."""
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(colour)
    said = cell.text if words is None else words
    cell.text_frame.clear()
    ink = SUBTLE if quiet else readable_on(colour, "light")
    write(cell.text_frame, [[(said, {"size": size, "bold": bold, "colour": ink})]], anchor="middle", gap=0)
    cell.margin_left = cell.margin_right = 91440 // 2


def _mixed(colour: str, part: float) -> str:
    """A colour on white, as strong as `part` (0 to 1)."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (c - 255) * part):02X}" for c in parts)


# The forms that PowerPoint can draw itself; all others are pictures.
NATIVE: dict[str, Callable[[Any, Drawn, Place], None]] = {
    "bars": _bars,
    "leaning": _stacked,
    "matrix": _matrix,
    "time": _columns,
}
