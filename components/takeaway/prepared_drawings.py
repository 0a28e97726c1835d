"""A drawing of a view with its table, ready to be painted, and as each kind of file."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from components.charts.cities import City
from components.charts.labels import fit_heads, fit_labels, most_lines
from components.charts.shading import Country
from components.charts.spec import LABELS_MOST, LINE, Spec, standalone
from components.charts.stacked import ORDER
from components.charts.theme import LABEL_SIZE
from components.counting import ACTORS, STANCE_WORDS, top
from components.drawings import DRAWINGS, chosen_in, count_drawing, count_places, draw, not_drawn, why_empty
from components.links import link_to
from components.region import DISPUTED_NOTE
from components.takeaway.mapsvg import draw_map_svg
from components.takeaway.painting import paint
from components.takeaway.paper import FONT, LOOK, WHITE, framed
from components.takeaway.stamps import stamp_png, stamp_svg
from components.view import View
from components.wording import describe
from components.words import TYPES
from steppe.corpus import Focus, count
from steppe.takeaway.geo import CountedPlace, map_as_geojson
from steppe.takeaway.names import safe_file_name
from steppe.takeaway.provenance import Provenance, provenance_of
from steppe.takeaway.tables import table_as_csv, table_as_parquet

MOST_BARS = 15
MOST_PLACES = 60  # points on the map; more would hide one another
WIDTH, HEIGHT = 680, 360  # pixels of a drawing; of charts the height follows from their rows
NARROW, LOW = 358, 300  # the same where a telephone reads it: what the narrowest that is common has beside margins
CELL = 84  # pixels that a column of a matrix needs at least, so that a drawing of many is wider than `NARROW`
LABELS = 300  # pixels for labels, at most
ROW = 28  # pixels of a row whose label has one line
TALL = 200  # pixels of a chart without rows
SHARP = 3  # pixels of PNG a pixel of SVG: 288 dots an inch


@dataclass(frozen=True)
class Drawn:
    """A drawing of a view.

    drawing : its id in `components.drawings`.
    title, note : what it answers, and what its marks count.
    table : every row, as many as there are; `rows` those that are drawn.
    picture : a Vega-Lite specification, or SVG.
    narrow : the same drawing for a telephone; None where that was not asked for.
    missing : why there is nothing to draw, where there is nothing.
    unplaced : what has no place in the drawing, in a sentence; "" where all has.
    """

    drawing: str
    title: str
    note: str
    table: pd.DataFrame
    rows: pd.DataFrame
    picture: Spec | str
    provenance: Provenance
    missing: str = "None in this selection."
    unplaced: str = ""
    narrow: Spec | str | None = None

    @property
    def remarks(self) -> list[str]:
        """What is counted and not drawn, in sentences."""
        more = f"{self.left_out:,} more are counted and not drawn." if self.left_out else ""
        return [said for said in (more, self.unplaced) if said]

    @property
    def left_out(self) -> int:
        """How many rows are counted and not drawn."""
        return len(self.table) - len(self.rows)

    def file_name(self, extension: str) -> str:
        """What a file of this drawing is called."""
        return safe_file_name(f"steppe {self.title} {self.provenance.selection}"[:80], extension)


def prepare(view: View, drawing_id: str, *, for_telephones: bool = False) -> Drawn:
    """A drawing of a view, counted and laid out for paper, and perhaps for a telephone as well."""
    drawing = DRAWINGS[drawing_id]
    table = count_drawing(view, drawing_id)
    rows = table
    if drawing.form == "bars":
        rows = top(table, MOST_BARS, keep=chosen_in(drawing_id, view.focus))

    def laid_out(width: int, height: int) -> Spec | str:
        if drawing.form == "map":
            return _map(view, table, width, height)
        return _chart(drawing_id, rows, view.focus, width)

    return Drawn(
        drawing_id,
        drawing.title,
        drawing.note(view.focus),
        table,
        rows,
        laid_out(WIDTH, HEIGHT),
        _provenance(view, drawing.title),
        why_empty(view, drawing_id),
        not_drawn(view, drawing_id),
        laid_out(NARROW, LOW) if for_telephones else None,
    )


def _chart(drawing_id: str, rows: pd.DataFrame, focus: Focus, width: int) -> Spec:
    """A chart at least so many pixels wide, with whole names: long ones in lines, for which rows are higher."""
    form = DRAWINGS[drawing_id].form
    if form == "time" or rows.empty:
        return on_paper(draw(drawing_id, rows, focus, height=TALL), width=width)
    fitted, label_width = fit_labels(rows, most=min(LABELS, round(width * LABELS_MOST)), size=LABEL_SIZE)
    if form == "matrix":
        columns = rows["column"].nunique()
        width = max(width, label_width + CELL * columns)
        fitted = fit_heads(fitted, room=(width - label_width) / columns - 6, size=LABEL_SIZE - 1)
    row_height = max(ROW, round(most_lines(fitted["label"]) * LABEL_SIZE * LINE) + 4)
    return on_paper(draw(drawing_id, fitted, focus, label_width=label_width, row_height=row_height), width=width)


def _provenance(view: View, title: str) -> Provenance:
    selection = describe(view.focus, count(view.corpus, view.focus), view.labels)
    return provenance_of(view.corpus, title, selection, link=link_to(view.corpus, view.focus))


def on_paper(spec: Spec, *, width: int) -> Spec:
    """A chart as it is printed: light colours on white, in type that measures alike everywhere."""
    paper = standalone(spec, "light", width=width)
    return {**paper, "config": {**paper["config"], "background": WHITE, "font": FONT}}


def _map(view: View, table: pd.DataFrame, width: int, height: int) -> str:
    countries = [Country(r.key, r.label, int(r.n), r.hint) for r in table.itertuples()]
    cities = [City(p.entity_id, p.name, p.n, "", p.lat, p.lon) for p in places_of(view)]
    return draw_map_svg(
        view.region.borders,
        countries,
        unit=view.focus.unit,
        width=width,
        height=height,
        chosen=view.focus.countries,
        cities=cities,
    )


def places_of(view: View) -> list[CountedPlace]:
    """The places that a view mentions and whose position is known, most first."""
    found, _ = count_places(view, MOST_PLACES)
    return [CountedPlace(r.key, r.label, int(r.n), float(r.lat), float(r.lon)) for r in found.itertuples()]


def legend_of(drawn: Drawn) -> list[tuple[str, str]]:
    """What colours mean where no label says it: (colour role, words)."""
    if drawn.drawing == "theme-tone":
        return [(tone, STANCE_WORDS[tone].lower()) for tone in ORDER]
    if drawn.drawing == "actors" and set(drawn.rows["role"]) & set(TYPES):
        return [(kind, TYPES[kind]) for kind in ACTORS if kind in set(drawn.rows["type"])]
    return []


def tidy(table: pd.DataFrame) -> pd.DataFrame:
    """A table as it is handed on: without what only the drawing needs."""
    return table.drop(columns=[c for c in ("role", "hint", "ink", "chosen", "tick") if c in table])


def files_of(view: View, drawn: Drawn) -> dict[str, tuple[str, str, Callable[[], bytes]]]:
    """Each kind of file of a drawing: name of the kind -> (file name, media type, what makes it).

    All that needs the corpus is read here; what makes a file may run in any thread.
    """
    provenance = replace(drawn.provenance, title=f"{drawn.title}, {drawn.note}")
    table = tidy(drawn.table)
    files: dict[str, tuple[str, str, Callable[[], bytes]]] = {
        "CSV": ("csv", "text/csv", lambda: table_as_csv(table, provenance)),
        "Parquet": ("parquet", "application/vnd.apache.parquet", lambda: table_as_parquet(table, provenance)),
        "PNG": ("png", "image/png", lambda: stamp_png(_painted(drawn, provenance, SHARP)[1], provenance)),
        "SVG": ("svg", "image/svg+xml", lambda: stamp_svg(_painted(drawn, provenance, 0)[0], provenance).encode()),
    }
    if DRAWINGS[drawn.drawing].form == "map":
        counts = {str(r.key): int(r.n) for r in drawn.table.itertuples()}
        places, borders, unit = places_of(view), view.region.borders, view.focus.unit
        files["GeoJSON"] = (
            "geojson",
            "application/geo+json",
            lambda: map_as_geojson(
                borders, counts, unit=unit, provenance=provenance, places=places, note=DISPUTED_NOTE
            ),
        )
    return {kind: (drawn.file_name(ext), media, make) for kind, (ext, media, make) in files.items()}


def _painted(drawn: Drawn, provenance: Provenance, scale: float) -> tuple[str, bytes]:
    """The drawing with title, selection and origin in sight, as SVG and (where scale is not 0) PNG."""
    svg = drawn.picture if isinstance(drawn.picture, str) else paint({"": drawn.picture})[""].svg
    about = provenance.citation
    if DRAWINGS[drawn.drawing].form == "map":
        about = f"{about} {DISPUTED_NOTE}"
    about = " ".join([*drawn.remarks, about])
    legend = [(LOOK[role], words) for role, words in legend_of(drawn)]
    title = f"{drawn.title}: {drawn.note}"
    whole = framed(svg, title=title, subtitle=provenance.selection, footer=about, legend=legend)
    return whole, paint({"": whole}, scale=scale)[""].png if scale else b""
