"""Measure the build: words a second beside stock spaCy, a second build after 1 % more, growth with the articles.

Stock is `en_core_web_sm` with all its components, one process, `nlp.pipe` over the same paragraphs; they take turns, so
that other work on the machine falls on both. Articles are synthetic (tests/scale/generator.py), and the development
gold, copied. `tools.bench.scale_all` prints the figures.
"""

import math
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from steppe.build import build
from steppe.corpus.write import CorpusWriter
from steppe.engines.processes import Processes
from tests.scale.generator import Generator, made_by
from tools.bench.building import stock_model, write_copies
from tools.bench.remembered import remember_synthetic
from tools.bench.server import ROOT

SEED, ROUNDS = 7, 3
SIZES = (1_000, 10_000, 100_000)  # articles


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds of a call (CPU of this process)."""
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - wall, time.process_time() - cpu


def synthetic(folder: Path, articles: int) -> Path:
    """That many synthetic articles as text files."""
    if not folder.exists():
        Generator(SEED).write_texts(articles, folder)
    return folder


def gold(folder: Path, articles: int) -> Path:
    """The development gold, copied until there are so many articles."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests/gold/dev/raw").glob("*.txt"))]
    return write_copies(texts, max(1, articles // len(texts)), folder)


@dataclass(frozen=True)
class Speed:
    """Words a second of wall clock and of CPU of this process (workers' own is not in it), medians over the rounds."""

    words: int
    wall: dict[str, float]
    cpu: dict[str, float]


def throughput(articles: Path, workers: int, folder: Path) -> Speed:
    """Words a second of a whole build by one process ("one") and several ("many"), and of "stock", in turns."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(articles.iterdir())]
    words = sum(len(t.split()) for t in texts)
    paragraphs = [p for t in texts for p in t.split("\n\n") if p.strip()]
    stock = stock_model()
    build([articles], folder / "warm", workers=1)
    found: dict[str, list[tuple[float, float]]] = {"stock": [], "one": [], "many": []}
    for _ in range(ROUNDS):
        found["stock"].append(timed(lambda: [None for _ in stock.pipe(paragraphs)]))
        found["many"].append(timed(lambda: build([articles], folder / "many", engine=Processes(workers))))
        found["one"].append(timed(lambda: build([articles], folder / "one", workers=1)))
    return Speed(
        words,
        {k: words / statistics.median(w for w, _ in v) for k, v in found.items()},
        {k: words / statistics.median(c for _, c in v) for k, v in found.items()},
    )


@dataclass(frozen=True)
class SecondBuild:
    """Wall seconds of a build and of the next one, after 1 % more articles, each a command of its own.

    words : in the articles of the first build.
    """

    words: int
    first: float
    second: float


def second_build(articles: int, workers: int, folder: Path) -> SecondBuild:
    """How much of the first build's time the second takes, from typing the command to its end: starting Python and
    loading the model are in both."""
    texts, cache = synthetic(folder / f"second-{articles}", articles), folder / f"second-{articles}.sqlite"
    words = sum(len(p.read_text(encoding="utf-8").split()) for p in texts.iterdir())
    first = build_command(texts, cache, workers, folder)
    return SecondBuild(words, first, build_more(articles, texts, cache, workers, folder))


def build_more(articles: int, texts: Path, cache: Path, workers: int, folder: Path) -> float:
    """Wall seconds of a build of so many known articles and 1 % new ones."""
    Generator(SEED).write_texts(max(1, articles // 100), texts, first=articles)
    return build_command(texts, cache, workers, folder)


def build_remembered(articles: int, workers: int, folder: Path) -> float:
    """As `build_more`, where nobody has the hours to analyse the known ones: see `tools.bench.remembered`."""
    texts, cache = folder / f"known-{articles}", folder / f"known-{articles}.sqlite"
    remember_synthetic(Generator(SEED), articles, texts, cache)
    return build_more(articles, texts, cache, workers, folder)


def build_command(texts: Path, cache: Path, workers: int, folder: Path) -> float:
    """Wall seconds of `python -m steppe build`."""
    command = [
        *(sys.executable, "-m", "steppe", "build", str(texts), "--out", str(folder / "corpus")),
        *("--cache", str(cache), "--workers", str(workers)),
    ]
    return timed(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))[0]


def growth(sizes: Sequence[int], found: Sequence[float]) -> float:
    """Exponent of the growth from the first size to the last."""
    return math.log(found[-1] / found[0]) / math.log(sizes[-1] / sizes[0])


def whole_builds(sizes: list[int], folder: Path) -> Iterator[float]:
    """CPU seconds of builds of several sizes, in one process, nothing remembered."""
    for size in sizes:
        articles = synthetic(folder / f"grow-{size}", size)
        yield timed(lambda a=articles: build([a], folder / "grown", workers=1))[1]


def written(sizes: list[int], folder: Path) -> Iterator[float]:
    """CPU seconds for writing finished rows as a corpus: what comes after the analysis."""
    for size in sizes:
        spent = 0.0
        with CorpusWriter(folder / "written") as writer:
            for batch in Generator(SEED).batches(size):
                spent += timed(lambda b=batch: writer.add(b))[1]
            spent += timed(lambda s=size: writer.finish(made_by=made_by(s, SEED)))[1]
        yield spent
