import csv
import io
import json

import pandas as pd
import pyarrow.parquet as pq

from steppe.corpus import Corpus, Focus, count, rows
from steppe.corpus.export import rows_as_csv, write_rows, write_rows_parquet
from steppe.regions import load_borders
from steppe.takeaway.geo import CountedPlace, map_as_geojson
from steppe.takeaway.provenance import Provenance, articles_in_words
from steppe.takeaway.tables import parquet_metadata, table_as_csv, table_as_parquet

PROVENANCE = Provenance("=Themes", "24 sentences mention Kazakhstan", "1262820cf9206807", "2 articles", "http://x/?a=b")
TABLE = pd.DataFrame({"key": ["trade", "=1+1"], "n": [3, 1], "share": [0.75, None], "label": ["Trade, “all”", None]})


def test_a_table_as_csv_says_in_every_row_where_it_is_from():
    found = list(csv.DictReader(io.StringIO(table_as_csv(TABLE, PROVENANCE).decode("utf-8-sig"))))
    assert [row["n"] for row in found] == ["3", "1"]
    assert found[0]["label"] == "Trade, “all”"
    assert found[1]["key"] == "'=1+1"
    assert found[1]["share"] == found[1]["label"] == ""
    assert {row["source"] for row in found} == {"'" + PROVENANCE.citation}
    assert "24 sentences mention Kazakhstan" in PROVENANCE.citation
    assert "1262820cf9206807" in PROVENANCE.citation


def test_a_table_as_parquet_keeps_its_cells_and_its_origin_in_the_schema():
    read = pq.read_table(io.BytesIO(table_as_parquet(TABLE, PROVENANCE)))
    assert read.column("key").to_pylist() == ["trade", "=1+1"]
    assert read.schema.metadata[b"steppe.selection"].decode() == PROVENANCE.selection
    assert read.schema.metadata[b"steppe.citation"].decode() == PROVENANCE.citation


def test_rows_as_parquet_are_the_rows_as_csv(gold: Corpus):
    focus, reported = Focus(countries=("KZ",), unit="mentions"), []
    sink = io.BytesIO()
    number = write_rows_parquet(sink, gold, focus, metadata=parquet_metadata(PROVENANCE), progress=reported.append)
    read = pq.read_table(io.BytesIO(sink.getvalue()))
    assert read.to_pylist() == list(rows(gold, focus))
    assert number == read.num_rows == reported[-1] == count(gold, focus)
    assert b"steppe.citation" in read.schema.metadata


def test_rows_with_a_source_differ_by_that_column_alone(gold: Corpus):
    focus, reported = Focus(), []
    with_source = list(csv.DictReader(io.StringIO(rows_as_csv(gold, focus, source="=Steppe").decode("utf-8-sig"))))
    without = list(csv.DictReader(io.StringIO(rows_as_csv(gold, focus).decode("utf-8-sig"))))
    assert {row.pop("source") for row in with_source} == {"'=Steppe"}
    assert with_source == without
    write_rows(io.StringIO(), gold, Focus(unit="mentions"), progress=reported.append)
    assert reported == []  # fewer than a thousand rows


def test_the_map_has_every_count_and_says_where_it_is_from():
    borders = load_borders()
    counts = {"KZ": 24, "UZ": 5, "XX": 2}
    place = CountedPlace("Q1520", "Astana", 1, 51.1, 71.4)
    found = json.loads(
        map_as_geojson(borders, counts, unit="sentences", provenance=PROVENANCE, places=[place], note="Borders: x")
    )
    by_code = {f["properties"].get("iso2"): f for f in found["features"]}
    assert {code: by_code[code]["properties"]["n"] for code in counts} == counts
    assert by_code["TM"]["properties"]["n"] == 0
    assert by_code["XX"]["geometry"] is None
    assert by_code["KZ"]["geometry"]["type"] == "MultiPolygon"
    assert found["features"][-1]["geometry"]["coordinates"] == [71.4, 51.1]
    assert found["source"]["selection"] == PROVENANCE.selection
    assert found["source"]["note"] == "Borders: x"


def test_the_corpus_in_words(gold: Corpus):
    assert articles_in_words(gold) == "2 articles, none with a date"
