"""Pages and texts of many shapes: which stretch is the article, and its title, author and date. Needs no model."""

from pathlib import Path

import pytest

from tests.gold.score import norm, prf
from tests.gold.whole_files import check_raw_files, check_verbatim, count_characters, load, read

PAGES = Path(__file__).parent / "pages"
GOLD = sorted(PAGES.glob("*.json"))
# They only rise.
FLOORS = {"char_f1": 1.0, "paragraph_found": 1.0, "title": 1.0, "author": 1.0, "published": 1.0}


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    totals = [0, 0, 0, 0]
    right = dict.fromkeys(("title", "author", "published"), 0)
    paragraphs = 0
    for path in GOLD:
        gold = load(path)
        source, layout = read(path)
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
    check_raw_files(GOLD)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_is_verbatim(path: Path) -> None:
    check_verbatim(path)
