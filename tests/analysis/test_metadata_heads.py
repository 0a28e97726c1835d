"""Title, author and date of heads of every shape: each case is what an annotator would read there."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from steppe.analysis.furniture import lay_out
from steppe.document import Source
from steppe.sources import read_bytes
from tests.gold.heads.make import MAKERS
from tests.gold.score import norm

HEADS = Path(__file__).parents[1] / "gold" / "heads"
CASES = [
    (name, case)
    for name in MAKERS
    for case in tomllib.loads((HEADS / f"{name}.toml").read_text(encoding="utf-8"))["case"]
]


def _norm(value: str | None) -> str:
    return norm(value or "")


def _as_parameter(format_name: str, case: dict[str, Any]) -> Any:
    """A case with `open` is one that the rules do not read yet; it says why."""
    marks = [pytest.mark.xfail(reason=case["open"], strict=True)] if "open" in case else []
    return pytest.param(format_name, case, id=f"{format_name}: {case['name']}", marks=marks)


@pytest.mark.parametrize(("format_name", "case"), [_as_parameter(*case) for case in CASES])
def test_head(format_name: str, case: dict[str, Any]) -> None:
    suffix, make = MAKERS[format_name]
    found = [result for result in read_bytes(f"case.{suffix}", make(case)) if isinstance(result, Source)]
    assert len(found) == 1
    metadata = lay_out(found[0]).metadata
    stated = {"title": metadata.title, "author": metadata.author, "date": metadata.published}
    assert {key: _norm(value) for key, value in stated.items()} == {key: _norm(case.get(key)) for key in stated}
