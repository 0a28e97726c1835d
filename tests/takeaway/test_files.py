import csv
import json
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from steppe.__main__ import main
from steppe.corpus import Corpus, Focus, count
from steppe.takeaway.files import FORMS


@pytest.mark.parametrize("form", FORMS)
def test_the_command_line_writes_every_form(gold: Corpus, gold_directory: Path, tmp_path: Path, form: str):
    out = tmp_path / "out"
    assert main(["export", str(gold_directory), "--as", form, "--country", "KZ", "--out", str(out)]) == 0
    total = count(gold, Focus(countries=("KZ",)))
    if form == "csv":
        assert len(list(csv.DictReader(out.open(encoding="utf-8", newline="")))) == total
    elif form == "parquet":
        table = pq.read_table(out)
        assert table.num_rows == total
        assert "country KZ" in table.schema.metadata[b"steppe.selection"].decode()
    elif form == "annotations":
        assert json.loads(out.read_text(encoding="utf-8"))["total"] > 0
    else:
        assert "datapackage.json" in zipfile.ZipFile(out).namelist()
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_what_is_no_text_does_not_go_to_the_terminal(gold_directory: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["export", str(gold_directory), "--as", "package"]) == 2
    assert "--out" in capsys.readouterr().err
