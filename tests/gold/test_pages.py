"""Pages and texts of many shapes: which stretch is the article, and its title, author and date. Needs no model."""

import json
from pathlib import Path

import pytest

from steppe.analysis.furniture import lay_out
from steppe.document import Layout, Source
from steppe.sources import read_bytes
from tests.gold.score import locate, norm, prf
from tests.gold.visible import visible_text

PAGES = Path(__file__).parent / "pages"
GOLD = sorted(PAGES.glob("*.json"))
# They only rise.
FLOORS = {"char_f1": 1.0, "paragraph_found": 1.0, "title": 1.0, "author": 1.0, "published": 1.0}
# A PDF parts words at line ends, Markdown marks emphasis: there the reader's text differs from the file's.
VERBATIM = (".html", ".txt", ".docx")


def load(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def read(gold: dict) -> tuple[Source, Layout]:
    raw = PAGES / "raw" / gold["raw"]
    source = next(result for result in read_bytes(raw.name, raw.read_bytes()) if isinstance(result, Source))
    return source, lay_out(source)


def count_characters(source: Source, layout: Layout, gold: dict) -> tuple[int, int, int, int]:
    """Characters of the article found, furniture kept, article lost; and paragraphs missing. As score.py counts."""
    want, at, missing = set(), 0, 0
    for paragraph in gold["paragraphs"]:
        found = locate(source.text, paragraph["marked"], at)
        if found is None:
            missing += 1
            continue
        start, end, _ = found
        at = end if start >= at else at
        want.update(range(start, end))
    got = {at for p in layout.passages if p.kind != "furniture" for at in range(p.start, p.end)}
    want, got = ({at for at in places if not source.text[at].isspace()} for places in (want, got))
    return len(want & got), len(got - want), len(want - got), missing


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    totals = [0, 0, 0, 0]
    right = dict.fromkeys(("title", "author", "published"), 0)
    paragraphs = 0
    for path in GOLD:
        gold = load(path)
        source, layout = read(gold)
        paragraphs += len(gold["paragraphs"])
        totals = [one + other for one, other in zip(totals, count_characters(source, layout, gold), strict=True)]
        for field, value in (("title", gold["title"]), ("author", gold["author"]), ("published", gold["date"])):
            right[field] += norm(value or "") == norm(getattr(layout.metadata, field) or "")
    shares = {field: count / len(GOLD) for field, count in right.items()}
    return {"char_f1": prf(*totals[:3])[2], "paragraph_found": 1 - totals[3] / paragraphs, **shares}


@pytest.mark.parametrize("figure", FLOORS)
def test_no_figure_falls_below_its_floor(measured: dict[str, float], figure: str) -> None:
    assert measured[figure] >= FLOORS[figure]


def test_there_are_pages_of_many_shapes() -> None:
    assert len(GOLD) >= 30
    assert sorted(load(path)["raw"] for path in GOLD) == sorted(path.name for path in (PAGES / "raw").iterdir())
    assert {load(path)["raw"].split(".")[1] for path in GOLD} == {"html", "txt", "md", "docx", "pdf"}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_is_verbatim(path: Path) -> None:
    gold = load(path)
    assert gold["id"] == path.stem
    assert gold["paragraphs"][0]["marked"] == gold["title"]
    if gold["raw"].endswith(VERBATIM):
        text = "".join(visible_text(PAGES / "raw" / gold["raw"]).split())
        for line in [*(paragraph["marked"] for paragraph in gold["paragraphs"]), *gold["boilerplate"]]:
            assert "".join(line.split()) in text, line
