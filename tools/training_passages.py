"""The passages that the theme and stance models learn from: read, put together by article, parted by writer."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np

FOLDS = 6
# Stance is learned from these writers too, themes are not: there they gained nothing and cost lists their small themes.
STANCE_ONLY = ("u", "v")

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
