"""Gold of whole files, each in a JSON file beside a folder `raw`: read, laid out, compared. Needs no model."""

import json
from pathlib import Path

from steppe.analysis.furniture import lay_out
from steppe.document import Layout, Source
from steppe.sources import read_bytes
from tests.gold.score import locate
from tests.gold.visible import visible_text

# A PDF parts words at line ends, Markdown marks emphasis: there the reader's text differs from the file's.
VERBATIM = (".html", ".txt", ".docx")


def load(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def read(path: Path) -> tuple[Source, Layout]:
    """The raw file of a gold file, read and laid out."""
    raw = path.parent / "raw" / load(path)["raw"]
    source = next(result for result in read_bytes(raw.name, raw.read_bytes()) if isinstance(result, Source))
    return source, lay_out(source)


def count_characters(source: Source, layout: Layout, gold: dict) -> tuple[int, int, int, int]:
    """Characters of the article found, furniture kept, article lost; and paragraphs missing. As score.py counts."""
    want, at, missing = set(), 0, 0
    titles = [passage.start for passage in layout.passages if passage.kind == "title"]
    for number, paragraph in enumerate(gold["paragraphs"]):
        # Breadcrumbs and tabs show the title, too: any copy of it will do.
        found = next((at for at in (locate(source.text, paragraph["marked"], start) for start in titles) if at), None)
        if number or found is None or found[0] not in titles:
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


def check_verbatim(path: Path) -> None:
    """Assert that a gold file says nothing that is not in its raw file."""
    gold = load(path)
    assert gold["id"] == path.stem
    assert gold["paragraphs"][0]["marked"] == gold["title"]
    if gold["raw"].endswith(VERBATIM):
        text = "".join(visible_text(path.parent / "raw" / gold["raw"]).split())
        for line in [*(paragraph["marked"] for paragraph in gold["paragraphs"]), *gold["boilerplate"]]:
            assert "".join(line.split()) in text, line


def check_raw_files(golds: list[Path]) -> None:
    """Assert that every raw file has its gold, and that all kinds of files are there."""
    raw = golds[0].parent / "raw"
    assert sorted(load(path)["raw"] for path in golds) == sorted(path.name for path in raw.iterdir())
    assert {load(path)["raw"].split(".")[1] for path in golds} == {"html", "txt", "md", "docx", "pdf"}
