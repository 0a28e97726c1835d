"""Charts as specifications: what they encode, and that their colours can be told apart."""

import itertools
import json
import math
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import barcharts
from components.charts.bars import draw_bars
from components.charts.cities import City
from components.charts.geometry import hatch_polygon, widest_spot
from components.charts.labels import width_of
from components.charts.map import draw_map
from components.charts.matrix import draw_matrix
from components.charts.outlines import clip, thin
from components.charts.shading import Country
from components.charts.spec import standalone
from components.charts.stacked import draw_leaning
from components.charts.theme import BACKGROUND, LABEL_SIZE, PALETTES, ROLES, SEQUENTIAL, contrast
from components.charts.time import draw_time
from components.drawings import draw
from components.marks import CLICK
from components.region import load_region
from components.view import View, labels_of
from steppe.corpus import Focus, open_corpus

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
MODES = ("light", "dark")
BARS = pd.DataFrame({"key": ["a", "b"], "label": ["Aa", "<b>Bb</b>"], "n": [3, 1], "hint": ["Aa: 3", "Bb: 1"]})
SQUARE = [[[60, 40], [70, 40], [70, 50], [60, 50], [60, 40]]]
BORDERS = {
    "features": [
        {
            "properties": {"iso2": iso, "name": iso, "label_lon": 65, "label_lat": 45, "focus": iso != "CN"},
            "geometry": {"type": "Polygon", "coordinates": [[[x + shift, y] for x, y in SQUARE[0]]]},
        }
        for shift, iso in ((0, "KZ"), (-10, "UZ"), (10, "CN"))
    ]
}


def test_bars_click_by_key_and_carry_no_colour():
    spec = draw_bars(BARS, chosen=["a"])
    selection = next(p for p in spec["params"] if p["name"] == CLICK)
    assert selection["select"]["fields"] == ["key"]
    assert "#" not in json.dumps({k: v for k, v in spec.items() if k != "datasets"})
    assert list(spec["datasets"]["rows"]["role"]) == ["chosen", "rest"]


def test_a_chart_of_other_numbers_has_the_same_specification():
    """So the browser moves the marks and does not draw the chart anew."""
    one, other = draw_bars(BARS), draw_bars(BARS.assign(n=[9, 2]).head(1), chosen=["b"])
    assert {k: v for k, v in one.items() if k != "datasets"} == {k: v for k, v in other.items() if k != "datasets"}


def test_long_numbers_have_room_and_set_thousands_apart():
    few, many = draw_bars(BARS), draw_bars(BARS.assign(n=[1_234_567, 3]))
    assert room_of(many) > room_of(few)
    assert all(layer["encoding"]["text"].get("format") == "," for layer in many["layer"] if "n" in shown_by(layer))


def room_of(spec) -> int:
    """The pixels kept free at the right of the bars."""
    expression = spec["layer"][0]["encoding"]["x"]["scale"]["range"][1]["expr"]
    return int(expression.rsplit("width - ", 1)[1].rstrip(")"))


def shown_by(layer) -> str:
    return layer["encoding"].get("text", {}).get("field", "")[:1]


def test_a_chart_that_stands_alone_has_its_rows_and_colours():
    spec = standalone(draw_bars(BARS), "dark", width=400)
    assert [r["n"] for r in spec["datasets"]["rows"]] == [3, 1]
    assert spec["config"]["range"]["category"][0] == PALETTES["dark"]["quantity"]
    json.dumps(spec)


@pytest.mark.parametrize("draw", [draw_bars, draw_time])
def test_nought_is_where_the_bars_begin_also_where_all_are_nought(draw):
    """A scale from nought to nought puts everything in the middle of its range."""
    table = BARS.assign(first="2024-01-01", last="2024-01-31", tick="", role="quantity")
    lengths = [
        channel["scale"]["domain"]
        for layer in draw(table)["layer"]
        for channel in layer["encoding"].values()
        if channel.get("field") == "n" and "scale" in channel
    ]
    assert lengths
    assert all(domain == {"unionWith": [0, 1]} for domain in lengths)


def test_bars_have_no_axes():
    placed = [c for layer in draw_bars(BARS)["layer"] for name, c in layer["encoding"].items() if name in ("x", "y")]
    by_field = [channel for channel in placed if "field" in channel]
    assert by_field
    assert all(channel.get("axis", "one of its own") is None for channel in by_field)


def test_leaning_bars_put_concern_left_and_opportunity_right():
    table = pd.DataFrame(
        {
            "row": ["trade"] * 3,
            "label": ["Trade"] * 3,
            "stance": ["opportunity", "concern", "neutral"],
            "n": [5, 2, 4],
            "hint": [""] * 3,
        }
    )
    rows = {r["stance"]: r for r in draw_leaning(table)["datasets"]["segments"].to_dict("records")}
    assert (rows["concern"]["from"], rows["concern"]["to"]) == (-4, -2)
    assert (rows["neutral"]["from"], rows["neutral"]["to"]) == (-2, 2)
    assert (rows["opportunity"]["from"], rows["opportunity"]["to"]) == (2, 7)


def test_matrix_clicks_by_row_and_column():
    table = pd.DataFrame(
        {"row": ["t"], "label": ["T"], "column": ["a"], "head": ["A"], "n": [2], "hint": ["T in A: 2"]}
    )
    spec = draw_matrix(table)
    assert next(p for p in spec["params"] if p["name"] == CLICK)["select"]["fields"] == ["row", "column"]


def test_a_matrix_edges_the_pairs_that_are_chosen():
    pairs = [(row, column) for row in "tu" for column in "ab"]
    table = pd.DataFrame(pairs, columns=["row", "column"]).assign(label="", head="", n=1, hint="")
    focus = Focus(themes=("t",), articles=("b",))
    cells = draw("theme-article", table, focus)["datasets"]["cells"]
    assert [pair for pair, edge in zip(pairs, cells["edge"], strict=True) if edge] == [("t", "b")]
    assert not draw("theme-article", table, Focus(themes=("t",)))["datasets"]["cells"]["edge"].any()


@pytest.mark.parametrize("telephone", [False, True])
def test_words_above_a_matrix_stand_in_lines_that_fit_its_columns(monkeypatch, gold_directory, telephone):
    monkeypatch.setattr(View, "on_telephone", property(lambda _: telephone))
    monkeypatch.setattr(barcharts.st, "segmented_control", lambda *_, **__: "article")
    drawn = []
    monkeypatch.setattr(barcharts, "show_chart", lambda spec, **_: drawn.append(spec))
    corpus, region = open_corpus(gold_directory), load_region()
    view = View(corpus, region, Focus(), labels_of(corpus, region))
    barcharts.show_theme_split(view)
    heads = list(drawn[0]["datasets"]["heads"]["head"])
    titles = {" ".join(title.split()) for title in view.labels["article"].values()}
    assert {" ".join(head.split()) for head in heads} <= titles
    room = barcharts.CELLS[telephone] / len(heads) - 6
    assert [line for head in heads for line in head.split("\n")[:5] if width_of(line, LABEL_SIZE - 1) > room] == []
    assert max(head.count("\n") for head in heads) >= 1


def deck(**options) -> dict:
    countries = [Country("KZ", "Kazakhstan", 24, "Kazakhstan: 24"), Country("UZ", "Uzbekistan", 0, "none")]
    return json.loads(draw_map(BORDERS, countries, mode="light", height=300, width=400, **options).to_json())


def test_map_names_no_tile_server():
    drawn = deck()
    assert "mapProvider" not in drawn
    assert drawn["mapStyle"] == "__MAP_STYLE__"  # Streamlit's placeholder; any other value makes it fetch a style
    assert "http" not in json.dumps(drawn)


def test_map_takes_clicks_on_named_layers_alone():
    layers = deck(cities=[City("q1", "Astana", 1, "Astana: 1", 51.1, 71.4)], clicks=3)["layers"]
    assert all(layer["id"] for layer in layers)
    assert [layer["id"] for layer in layers if layer["pickable"]] == ["countries-3", "cities-3"]


def test_map_sets_thousands_apart_as_bars_do():
    countries = [Country("KZ", "Kazakhstan", 2347, "Kazakhstan: 2,347")]
    drawn = draw_map(BORDERS, countries, mode="light", height=300, width=400).to_json()
    assert "Kazakhstan\\n2,347" in drawn
    assert "2347" not in drawn


def test_map_sets_letters_as_the_browser_does_and_their_halo_is_the_same_text_below_them():
    layers = deck()["layers"]
    texts = [layer for layer in layers if layer["@@type"] == "TextLayer"]
    assert not any(layer["fontSettings"].get("sdf") for layer in texts)  # deck.gl then sets "j" apart: "Ta jikistan"
    halos, names = texts
    assert [halos["id"], names["id"]] == ["names-halo", "names"]
    colour = {row["text"]: row["colour"] for row in names["data"]}
    assert set(colour) == {"Kazakhstan\n24", "Uzbekistan\nno mention"}
    assert {row["text"] for row in halos["data"]} == {"Uzbekistan\nno mention"}
    assert all(row["colour"] != colour[row["text"]] for row in halos["data"])


def test_map_draws_borders_apart_from_what_takes_clicks():
    layers = {layer["id"]: layer for layer in deck()["layers"]}
    # deck.gl draws what takes clicks anew for each move of the pointer, and lines slowly: 115 ms against 10.
    assert layers["countries-0"]["@@type"] == "SolidPolygonLayer"
    rings = [r for row in layers["countries-0"]["data"] for r in row["polygon"]]
    assert [row["path"] for row in layers["borders"]["data"]] == [
        [x for point in ring for x in point] for ring in rings
    ]
    assert not layers["borders"]["pickable"]


def test_map_has_no_layer_without_anything_to_draw():
    assert all(layer["data"] for layer in deck()["layers"])
    assert not {"chosen", "cities-dot", "others"} & {layer["id"] for layer in deck()["layers"]}


def test_map_hatches_what_is_not_mentioned_and_outlines_what_is_chosen():
    layers = {layer["id"]: layer for layer in deck(chosen=["KZ"])["layers"]}
    assert len(layers["chosen"]["data"]) == 1
    hatched = layers["no-mention"]["data"]
    assert hatched
    assert all(49.99 <= x <= 60.01 for row in hatched for x, _ in row["path"])


RINGS = st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), min_size=3, max_size=30, unique=True).map(
    lambda points: [*map(list, points), list(points[0])]
)


@given(ring=RINGS, tolerance=st.floats(0.001, 5))
def test_a_thinned_outline_stays_closed_and_near(ring, tolerance):
    thinned = thin(ring, tolerance)
    assert thinned[0] == ring[0] == thinned[-1]
    assert all(point in ring for point in thinned)
    assert len(thinned) >= 4 or len(ring) < 4
    for x, y in ring:
        assert min(to_segment(x, y, *a, *b) for a, b in itertools.pairwise(thinned)) <= tolerance + 1e-9


def to_segment(x, y, x1, y1, x2, y2) -> float:
    """Distance of a point from the line through two others, or from the nearer of them where it lies beyond."""
    dx, dy = x2 - x1, y2 - y1
    length = math.hypot(dx, dy)
    if not length:
        return math.hypot(x - x1, y - y1)
    return abs(dx * (y - y1) - dy * (x - x1)) / length


@given(ring=RINGS)
def test_a_clipped_outline_lies_in_its_box_and_loses_nothing_inside(ring):
    clipped = clip(ring, (-10, -10, 10, 10))
    assert all(-10 - 1e-9 <= c <= 10 + 1e-9 for point in clipped for c in point)
    assert all(point in clipped for point in ring if all(-10 <= c <= 10 for c in point))
    assert not clipped or clipped[0] == clipped[-1]


def test_hatching_stays_inside_and_leaves_holes():
    hole = [[64, 44], [66, 44], [66, 46], [64, 46], [64, 44]]
    lines = hatch_polygon([SQUARE[0], hole], spacing=0.5)
    assert len(lines) > 10
    for (x1, y1), (x2, y2) in lines:
        middle_x, middle_y = (x1 + x2) / 2, (y1 + y2) / 2
        assert 60 <= middle_x <= 70
        assert 40 <= middle_y <= 50
        assert not (64.01 < middle_x < 65.99 and 44.01 < middle_y < 45.99)


def test_widest_spot_is_inside():
    triangle = [[[0, 0], [10, 0], [0, 10], [0, 0]]]
    lon, lat, width = widest_spot([triangle], room=1) or (math.nan,) * 3
    assert 0 < lon < 10 - lat
    assert width <= 10 - lat + 0.5


# Colours.


@pytest.mark.parametrize("mode", MODES)
def test_config_and_charts_have_one_palette(mode):
    theme = CONFIG["theme"][mode]
    assert theme["chartCategoricalColors"] == [PALETTES[mode][role] for role in ROLES]
    assert theme["chartSequentialColors"] == list(SEQUENTIAL[mode])
    assert theme["backgroundColor"] == BACKGROUND[mode]


@pytest.mark.parametrize("mode", MODES)
def test_marks_and_text_stand_out(mode):
    grounds = (CONFIG["theme"][mode]["backgroundColor"],)
    for role in set(ROLES) - {"paper", "on_middle"}:
        wanted = 4.5 if role in ("ink", "subtle") else 3.0
        assert min(contrast(PALETTES[mode][role], g) for g in grounds) >= wanted, role
    for fill, text in (
        ("mixed", "on_middle"),
        ("neutral", "on_middle"),
        ("concern", "paper"),
        ("opportunity", "paper"),
    ):
        assert contrast(PALETTES[mode][fill], PALETTES[mode][text]) >= 4, fill
    sidebar = CONFIG["theme"][mode]["sidebar"]
    assert contrast(sidebar["textColor"], sidebar["backgroundColor"]) >= 4.5
    assert contrast(CONFIG["theme"][mode]["primaryColor"], grounds[0]) >= 3.0


# Dichromacy as seen by the full loss of a cone type: Machado, Oliveira and Fernandes (2009), severity 1.0.
CONES = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def seen(colour: str, cones) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as a dichromat sees it."""
    linear = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in linear]
    r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear, strict=True)))) for row in cones)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("cones", CONES)
@pytest.mark.parametrize(
    "family", [("opportunity", "concern", "mixed", "neutral"), ("person", "organisation", "initiative", "event")]
)
def test_families_of_colours_survive_colour_blindness(mode, cones, family):
    for one, other in itertools.combinations(family, 2):
        distance = math.dist(*(seen(PALETTES[mode][role], CONES[cones]) for role in (one, other)))
        assert distance >= 15, f"{one} and {other}: {distance:.1f}"


@pytest.mark.parametrize("mode", MODES)
def test_sequential_colours_rise_evenly(mode):
    ground = BACKGROUND[mode]
    steps = [contrast(c, ground) for c in SEQUENTIAL[mode]]
    assert steps == sorted(steps)
