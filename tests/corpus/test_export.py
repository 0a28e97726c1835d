import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppe.corpus import Corpus, Focus, count
from steppe.corpus.export import defuse, rows_as_csv


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1"])
def test_what_a_spreadsheet_would_run_is_shown_instead(cell: str):
    assert defuse(cell) == "'" + cell


@given(st.text())
def test_no_cell_starts_as_a_formula(cell: str):
    assert not str(defuse(cell)).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_file_holds_exactly_the_rows_of_the_selection(gold: Corpus):
    focus = Focus(countries=("KZ",))
    table = list(csv.DictReader(io.StringIO(rows_as_csv(gold, focus).decode("utf-8-sig"))))
    assert len(table) == count(gold, focus) == 24
    assert all("Kazakh" in row["text"] for row in table)
