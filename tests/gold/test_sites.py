"""Whole files in the manner of well-known kinds of sites and of people: what is the article, its head, its duplicates.

Needs no model. The kinds are those a folder of saved articles is made of: agency, paper with a paywall, WordPress blog,
think tank, ministry, content farm, AMP page, magazine, live blog, a page of 2004, texts, Markdown, Word, PDF; from
q16 on four more rounds, each written before the rules were read and measured before one was changed; m and n, then
o, u and v, then x and y are seven more, each in the mix that a folder of saved articles has, as z and t are; w has more
texts and documents, s has ten files.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from steppe.analysis.duplicates import find_duplicates
from steppe.document import Layout, Source
from tests.gold.score import locate, norm, prf
from tests.gold.whole_files import check_raw_files, check_verbatim, count_characters, load, read

SITES = Path(__file__).parent / "sites"
GOLD = sorted(SITES.glob("*.json"))
# They only rise. What the rules made of the files at first sight is in README.md.
FLOORS = {
    "char_f1": 0.999,
    "paragraph_found": 1.0,
    "pages.token_f1": 0.9991,
    "title": 1.0,
    "author": 1.0,
    "published": 1.0,
    "outlet": 215 / 240,
    "url": 1.0,
    "kind": 0.98,
}


def kept_text(source: Source, layout: Layout) -> str:
    return "\n".join(source.text[p.start : p.end] for p in layout.passages if p.kind != "furniture")


def token_f1(want: str, got: str) -> float:
    wanted, found = (Counter(re.findall(r"\w+", text)) for text in (want, got))
    return 2 * (wanted & found).total() / (wanted.total() + found.total())


def count_kinds(source: Source, layout: Layout, gold: dict) -> int:
    """How many of the article's paragraphs start a passage of their kind."""
    kinds = {(passage.start, passage.kind) for passage in layout.passages}
    right, at = 0, 0
    for paragraph in gold["paragraphs"]:
        if found := locate(source.text, paragraph["marked"], at):
            right += (found[0], paragraph["kind"]) in kinds
            at = max(at, found[1])
    return right


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    totals = [0, 0, 0, 0]
    fields = {"title": "title", "author": "author", "published": "date", "outlet": "source", "url": "url"}
    right = dict.fromkeys(fields, 0)
    tokens: list[float] = []
    paragraphs = kinds = 0
    for path in GOLD:
        gold = load(path)
        source, layout = read(path)
        paragraphs += len(gold["paragraphs"])
        kinds += count_kinds(source, layout, gold)
        totals = [one + other for one, other in zip(totals, count_characters(source, layout, gold), strict=True)]
        if gold["raw"].endswith(".html"):
            article = "\n".join(paragraph["marked"] for paragraph in gold["paragraphs"])
            tokens.append(token_f1(article, kept_text(source, layout)))
        for field, key in fields.items():
            right[field] += norm(gold[key] or "") == norm(getattr(layout.metadata, field) or "")
    return {
        "char_f1": prf(*totals[:3])[2],
        "paragraph_found": 1 - totals[3] / paragraphs,
        "pages.token_f1": sum(tokens) / len(tokens),
        "kind": kinds / paragraphs,
        **{field: count / len(GOLD) for field, count in right.items()},
    }


@pytest.mark.parametrize("figure", FLOORS)
def test_no_figure_falls_below_its_floor(measured: dict[str, float], figure: str) -> None:
    assert measured[figure] >= FLOORS[figure]


def test_republished_articles_are_found_and_no_others() -> None:
    golds = [load(path) for path in GOLD]
    found = find_duplicates([(path.stem, kept_text(*read(path))) for path in GOLD])
    pairs = {frozenset((gold["id"], gold["duplicate_of"])) for gold in golds if "duplicate_of" in gold}
    assert len(pairs) == 22
    assert {frozenset(pair) for pair in found.items()} == pairs


def test_every_file_has_its_gold() -> None:
    check_raw_files(GOLD)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_is_verbatim(path: Path) -> None:
    check_verbatim(path)
