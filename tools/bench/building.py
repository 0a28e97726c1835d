"""Words per second of a build, beside stock `en_core_web_sm` on the same text, taking turns."""

import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from steppe.analysis.model import MODEL_PACKAGES
from steppe.build import build
from tools.bench.server import ROOT

COPIES, ROUNDS = 12, 3


@dataclass(frozen=True)
class BuildFigures:
    """Words per second, medians over the rounds."""

    words: int
    steppe: float
    stock: float


def measure_build() -> BuildFigures:
    """Build the seeds and the development gold, several times over, and read the same text with stock spaCy; each in
    one process."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "seeds").glob("*.txt"))]
    texts += [p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests" / "gold" / "dev").rglob("*.txt"))]
    words = COPIES * sum(len(t.split()) for t in texts)
    stock = stock_model()
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        articles = write_copies(texts, COPIES, Path(folder) / "articles")
        paragraphs = [p for t in texts for p in t.split("\n\n") if p.strip()] * COPIES
        build([articles], Path(folder) / "warm-up", workers=1)
        for turn in range(ROUNDS):
            started = time.perf_counter()
            build([articles], Path(folder) / f"corpus-{turn}", workers=1)
            ours.append(words / (time.perf_counter() - started))
            started = time.perf_counter()
            for _ in stock.pipe(paragraphs):
                pass
            theirs.append(words / (time.perf_counter() - started))
    return BuildFigures(words, statistics.median(ours), statistics.median(theirs))


def write_copies(texts: Sequence[str], copies: int, folder: Path) -> Path:
    """A folder of the texts, each so many times; no two copies have the same bytes."""
    folder.mkdir()
    for copy in range(copies):
        for number, text in enumerate(texts):
            (folder / f"{copy:02d}-{number:02d}.txt").write_text(f"{text}\n\n{copy}\n", encoding="utf-8")
    return folder


def stock_model() -> Any:
    """`en_core_web_sm` with all its components, under either of its package names.

    Raises
    ------
    RuntimeError : it is not installed.
    """
    for package in MODEL_PACKAGES:
        try:
            return import_module(package).load()
        except ModuleNotFoundError:
            continue
    raise RuntimeError("no English model is installed")
