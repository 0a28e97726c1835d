"""The passages that the theme and stance models learn from: read, put together by article, parted by writer.

Most are written for training. Stance is learned from whole articles of the fresh gold, too, labelled by the guidelines.
"""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np

from tests.gold.score import unmark

FOLDS = 6
GOLD = "fresh"  # the writer of gold articles, all of one hand for cross-validation
FRESH = Path(__file__).parents[1] / "tests" / "gold" / "fresh"
ROUNDS = "ghklrstuvwxyz"  # of the fresh gold; from the others nothing of stance or themes is learned
# Stance is learned from these writers too, themes are not: there they gained nothing and cost lists their small themes.
STANCE_ONLY = ("u", "v", GOLD)

Row = dict[str, Any]


def read_training(folder: Path) -> list[Row]:
    """All training passages, in the order of files and lines, each with the name of its file."""
    rows: list[Row] = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                article = row.get("article")
                rows.append({**row, "file": path.name, "article": f"{path.name}/{article}" if article else None})
    return rows


def read_fresh(folder: Path = FRESH, rounds: str = ROUNDS) -> list[Row]:
    """The paragraphs of the fresh gold articles of some rounds, as training passages."""
    rows: list[Row] = []
    for path in sorted(folder.glob(f"[{rounds}][0-9][0-9].json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for number, paragraph in enumerate(gold["paragraphs"]):
            text = unmark(paragraph["marked"])[0].strip()
            title = not number and text == str(gold["title"]).strip()
            kind = "title" if title else "heading" if paragraph.get("heading") else "paragraph"
            labels = {name: paragraph[name] for name in ("themes", "stance")}
            article = f"{path.name}/{gold['id']}"
            rows.append({"file": f"gold-{GOLD}.jsonl", "article": article, "text": text, "kind": kind, **labels})
    return rows


def by_article(rows: list[Row]) -> dict[str, list[int]]:
    """Numbers of the passages of each article, in text order."""
    articles: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        if row["article"]:
            articles.setdefault(row["article"], []).append(number)
    return articles


def writer(file: str) -> str:
    """Who wrote a file of passages: `q` for `articles-q03.jsonl`."""
    found = re.search(r"-([a-z]+)\d*\.jsonl$", file)
    return found.group(1) if found else file


def folds(rows: list[Row]) -> np.ndarray:
    """The fold of each passage; all files of one writer lie in one fold."""
    writers = sorted({writer(row["file"]) for row in rows})
    return np.array([writers.index(writer(row["file"])) % FOLDS for row in rows])
