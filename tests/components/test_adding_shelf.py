"""The shelf of a visitor: names, limits, what is written for the work."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.adding.limits import LIMITS, MEBIBYTE, BrowserLimits
from components.adding.shelf import Shelf

ROOT = Path(__file__).parents[2]
SMALL = BrowserLimits(megabytes_a_file=1, megabytes=2, files=3)


def test_one_place_for_limits():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] == LIMITS.megabytes_a_file
    said = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    for figure in (
        f"| one file | {LIMITS.megabytes_a_file} MB |",
        f"| all files of a visitor | {LIMITS.megabytes} MB, {LIMITS.files} files, {LIMITS.articles:,} articles |",
        f"| one article | {LIMITS.characters:,} characters |",
        f"| one PDF | {LIMITS.pages} pages |",
        f"{LIMITS.seconds_a_file:g} seconds",
        f"{LIMITS.minutes:g} minutes",
        f"{LIMITS.worker_megabytes} MB",
    ):
        assert figure in said, figure


def test_names_are_told_apart_and_lead_nowhere(tmp_path: Path):
    shelf = Shelf(tmp_path)
    assert shelf.add("a.txt", b"one") == "a.txt"
    assert shelf.add("a.txt", b"two") == "a (2).txt"
    assert shelf.add("a.txt", b"three") == "a (3).txt"
    assert shelf.add("../../etc/passwd", b"four") == "etc passwd"
    assert shelf.add("", b"five") == "unnamed"
    assert {p.parent for p in tmp_path.rglob("*") if p.is_file()} == {tmp_path / "inputs"}


@given(st.lists(st.text(max_size=200), max_size=8))
def test_any_names_stay_inside_and_differ(tmp_path_factory: pytest.TempPathFactory, names: list[str]):
    folder = tmp_path_factory.mktemp("shelf")
    shelf = Shelf(folder)
    held = [shelf.add(name, b"text") for name in names]
    assert len(set(held)) == len(names)
    assert len([p for p in folder.rglob("*") if p.is_file()]) == len(names)
    assert all((folder / entry["path"]).parent == folder / "inputs" for entry in shelf.inputs)


@pytest.mark.parametrize(
    ("held", "size", "said"),
    [
        ((), MEBIBYTE + 1, "1 MB is the limit"),
        ((MEBIBYTE, MEBIBYTE), 1, "2 MB, the limit"),
        ((1, 1, 1), 1, "3 files is the limit"),
    ],
)
def test_limits_are_enforced_and_named(tmp_path: Path, held: tuple[int, ...], size: int, said: str):
    shelf = Shelf(tmp_path)
    for number, bytes_held in enumerate(held):
        assert shelf.add(f"{number}.txt", b"x" * bytes_held, limits=SMALL)
    assert shelf.add("one-more.txt", b"x" * size, limits=SMALL) is None
    (line,) = [o for o in shelf.report if o.file == "one-more.txt"]
    assert (line.became, said in line.detail, bool(line.advice)) == ("failure", True, True)
    assert len(shelf.inputs) == len(held)


def test_a_draft_is_another_shelf(tmp_path: Path):
    shelf = Shelf(tmp_path)
    shelf.add("a.txt", b"one")
    draft = shelf.draft()
    draft.add("b.txt", b"two")
    draft.restored["x"] = {(0, 4)}
    draft.inputs[0]["refused"] = ["no", "no"]
    assert ([e["name"] for e in shelf.inputs], shelf.restored, shelf.inputs[0]["refused"]) == (["a.txt"], {}, None)


def test_a_file_that_stops_the_work_is_left_out(tmp_path: Path):
    shelf = Shelf(tmp_path)
    shelf.add("a.zip", b"one")
    assert shelf.refuse("a.zip/inner.txt", "It needed too much.", "Split it.")
    assert not shelf.refuse("b.zip", "It needed too much.", "Split it.")
    shelf.write_job(tmp_path / "job.json", "build-1")
    job = json.loads((tmp_path / "job.json").read_text(encoding="utf-8"))
    assert job["inputs"][0]["refused"] == ["a.zip: It needed too much.", "Split it."]
    assert job["limits"]["characters"] == LIMITS.characters


def test_sources_leave_out_what_was_removed(tmp_path: Path):
    shelf = Shelf(tmp_path)
    shelf.add("a.txt", b"one")
    shelf.add("b.txt", b"two")
    removed = shelf.inputs[0]["path"].rpartition("-")[2]
    shelf.removed.add(removed)
    assert list(shelf.sources()) == [("b.txt", b"two")]
