"""Charts and the map as pictures: what they show, what they carry, and that they fetch nothing."""

import contextlib
import http.server
import io
import re
import struct
import subprocess
import sys
import threading
import urllib.request
import xml.etree.ElementTree as ET
from dataclasses import replace

import pandas as pd
import pyarrow.parquet as pq
import pytest
from PIL import Image

from components.charts.cities import City
from components.charts.shading import Country
from components.takeaway import prepared_drawings as drawing
from components.takeaway.mapsvg import draw_map_svg
from components.takeaway.painting import paint
from components.takeaway.paper import framed, size_of, wrapped
from components.takeaway.stamps import PNG_SIGNATURE, stamp_png, stamp_svg
from components.view import View
from steppe.corpus import Focus, count
from steppe.errors import SteppeError
from steppe.takeaway.provenance import Provenance

PROVENANCE = Provenance("Themes <b>", "24 sentences “mention” & more\x0b", "f" * 16, "2 articles", "http://x/?a=b&c=d")
SPEC = {
    "data": {"values": [{"a": "Темы", "n": 3}]},
    "mark": "bar",
    "encoding": {"x": {"field": "a"}, "y": {"field": "n"}},
}
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
SVG = "{http://www.w3.org/2000/svg}"


def test_a_chart_becomes_svg_and_png_of_the_asked_sharpness():
    picture = paint({"one": SPEC}, scale=2)["one"]
    width, height = size_of(picture.svg)
    assert "Темы" in picture.svg
    assert int.from_bytes(picture.png[16:20], "big") == pytest.approx(2 * width, abs=2)
    assert int.from_bytes(picture.png[20:24], "big") == pytest.approx(2 * height, abs=2)
    assert Image.open(io.BytesIO(picture.png)).info["dpi"] == pytest.approx((192, 192), abs=1)
    assert paint({"one": SPEC})["one"].svg == picture.svg


def test_a_chart_that_names_an_address_fetches_nothing(tmp_path):
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'[{"a": "fetched", "n": 1}]')

        def log_message(self, *_):
            pass

    (tmp_path / "rows.json").write_text('[{"a": "fetched", "n": 1}]')
    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        own = f"http://127.0.0.1:{server.server_port}"
        urllib.request.urlopen(own + "/heard").close()
        for address in (own + "/rows.json", (tmp_path / "rows.json").as_uri(), str(tmp_path / "rows.json")):
            with contextlib.suppress(SteppeError):  # refused, or drawn empty: either will do
                assert "fetched" not in paint({"one": {**SPEC, "data": {"url": address}}})["one"].svg
        server.shutdown()
    assert asked == ["/heard"]


def test_svg_that_is_asked_for_as_svg_needs_no_painter(monkeypatch):
    monkeypatch.setattr(subprocess, "run", None)
    assert paint({"map": "<svg/>"})["map"].svg == "<svg/>"
    assert paint({}) == {}


def test_the_painter_says_what_to_do_where_it_is_missing(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(SteppeError, match=r"requirements\.txt"):
        paint({"one": SPEC})


def test_the_server_never_loads_the_painter():
    code = (
        "import sys, components.takeaway.menu, components.takeaway.pack; "
        "print('vl_convert' in sys.modules, 'pptx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_an_svg_carries_its_origin_and_stays_well_formed():
    stamped = stamp_svg('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><g/></svg>', PROVENANCE)
    root = ET.fromstring(stamped)
    assert root.find(f"{SVG}title").text == "Themes <b>"
    source = root.find(f".//{SVG}metadata//{DUBLIN_CORE}source").text
    assert source == PROVENANCE.citation.replace("\x0b", "")


def read_png(png: bytes) -> dict[str, str]:
    """The international text chunks (iTXt) of a PNG, by keyword."""
    found, at = {}, len(PNG_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        if png[at + 4 : at + 8] == b"iTXt":
            keyword, _, rest = png[at + 8 : at + 8 + length].partition(b"\0")
            found[keyword.decode("latin-1")] = rest[4:].decode("utf-8")
        at += 12 + length
    return found


def test_a_png_carries_its_origin_and_can_still_be_read():
    png = stamp_png(paint({"one": SPEC}, scale=1)["one"].png, PROVENANCE)
    assert read_png(png)["Source"] == PROVENANCE.citation
    image = Image.open(io.BytesIO(png))
    image.load()
    assert image.text["Description"] == PROVENANCE.selection
    with pytest.raises(ValueError, match="not a PNG"):
        stamp_png(b"GIF89a", PROVENANCE)


def test_a_frame_says_title_selection_and_origin():
    svg = framed(
        '<svg width="100" height="50"></svg>',
        title="A & B",
        subtitle="word " * 60,
        footer="<f>",
        legend=[("#fff", "l")],
    )
    root = ET.fromstring(svg)
    texts = [t.text for t in root.iter(f"{SVG}text")]
    assert texts[0] == "A & B"
    assert " ".join(texts[1:-2]) == ("word " * 60).strip()
    assert texts[-2:] == ["l", "<f>"]
    assert wrapped("a longlonglong b", 3) == ["a", "longlonglong", "b"]


def test_the_map_names_every_country_of_the_region_with_its_count(view: View):
    countries = [Country("KZ", "Kazakhstan", 24, "<hint>"), Country("CN", "China", 35, "35")]
    cities = [City("Q1520", 'A"<b>', 2, "", 51.1, 71.4)]
    svg = draw_map_svg(view.region.borders, countries, unit="sentences", chosen=("KZ",), cities=cities)
    root = ET.fromstring(svg)
    texts = [t.text for t in root.iter(f"{SVG}text")]
    for words in ("Kazakhstan", "24", "Tajikistan", "China 35", 'A"<b> 2'):
        assert words in texts
    assert texts.count("no mention") == 5  # four countries, and the legend
    assert {t.text for t in root.iter(f"{SVG}title")} >= {"<hint>", "Tajikistan: not mentioned"}
    assert svg == draw_map_svg(view.region.borders, countries, unit="sentences", chosen=("KZ",), cities=cities)
    assert not re.search(r"https?://(?!www\.w3\.org)", svg)


def test_every_file_of_a_drawing_holds_the_numbers_and_their_origin(view: View):
    here = replace(view, focus=Focus(countries=("KZ",)))
    themes = drawing.prepare(here, "themes")
    files = drawing.files_of(here, themes)
    assert list(files) == ["CSV", "Parquet", "PNG", "SVG"]
    selection = "24 sentences mention Kazakhstan"
    made = {kind: make() for kind, (_, _, make) in files.items()}
    csv = pd.read_csv(io.BytesIO(made["CSV"]))
    parquet = pq.read_table(io.BytesIO(made["Parquet"]))
    assert list(csv["n"]) == parquet.column("n").to_pylist() == list(themes.table["n"])
    assert csv["source"].str.contains(selection).all()
    assert selection in parquet.schema.metadata[b"steppe.selection"].decode()
    assert read_png(made["PNG"])["Description"] == selection
    assert selection in made["SVG"].decode()
    for row in themes.rows.itertuples():
        assert f">{row.label}<" in made["SVG"].decode()
    assert all(name.endswith(kind.lower()) for kind, (name, _, _) in files.items())


def test_the_map_also_goes_as_geojson(view: View):
    import json

    where = drawing.prepare(view, "map")
    name, media, make = drawing.files_of(view, where)["GeoJSON"]
    found = json.loads(make())
    counted = {f["properties"]["iso2"]: f["properties"]["n"] for f in found["features"] if "iso2" in f["properties"]}
    for row in where.table.itertuples():
        assert counted[row.key] == row.n == count(view.corpus, Focus(countries=(row.key,)))
    assert (name.rpartition(".")[2], media) == ("geojson", "application/geo+json")
    assert "Natural Earth" in found["source"]["note"]
