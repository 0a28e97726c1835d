"""Furniture of many kinds and languages around and amid an article; no paragraph of the article goes with it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from steppe.analysis.furniture import lay_out
from steppe.document import Source
from steppe.sources import read_bytes
from tests.gold.heads.make import BODY, FEATURE

CASES = tomllib.loads((Path(__file__).parents[1] / "gold" / "lines.toml").read_text(encoding="utf-8"))["case"]
TITLE = "The well that fed two villages"
PARAGRAPHS = (*FEATURE, *BODY)


def make_page(case: dict[str, Any]) -> bytes:
    """The furniture in plain boxes, without a class that says what it is."""
    inside = dict(case.get("inside", ()))
    out = [f"<div>{line}</div>" for line in case.get("before", ())] + [f"<h1>{TITLE}</h1>"]
    for number, paragraph in enumerate(PARAGRAPHS, 1):
        out.append(f"<p>{paragraph}</p>")
        lines = inside.get(number, ())
        out += [f"<p>{line[1:]}</p>" if line.startswith("+") else f"<div>{line}</div>" for line in lines]
    out += [f"<div>{line}</div>" for line in case.get("after", ())]
    head = f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{TITLE} | Valley Post</title></head><body>"
    return f"{head}{''.join(out)}</body></html>".encode()


def make_text(case: dict[str, Any]) -> bytes:
    inside = dict(case.get("inside", ()))
    out = [*case.get("before", ()), TITLE]
    for number, paragraph in enumerate(PARAGRAPHS, 1):
        out += [paragraph, *(line.removeprefix("+") for line in inside.get(number, ()))]
    return "\n\n".join([*out, *case.get("after", ())]).encode()


@pytest.mark.parametrize("make", [make_page, make_text])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_lines(case: dict[str, Any], make: Any) -> None:
    name = "case.html" if make is make_page else "case.txt"
    (source,) = (item for item in read_bytes(name, make(case)) if isinstance(item, Source))
    layout = lay_out(source)
    kept = [source.text[p.start : p.end] for p in layout.passages if p.kind != "furniture"]
    amid = [line for _, lines in case.get("inside", ()) for line in lines]
    stays = [line.removeprefix("+").lstrip("- ") for line in amid if line.startswith("+")]
    goes = [*case.get("before", ()), *(line for line in amid if not line.startswith("+")), *case.get("after", ())]
    assert [line for line in (*PARAGRAPHS, *stays) if not any(line in block for block in kept)] == []
    assert [line for line in goes if line in kept] == []
    assert layout.metadata.title == TITLE
