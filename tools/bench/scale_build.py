"""Measure the build: words a second beside stock spaCy, a second build after 1 % more, growth. Prints Markdown tables.

python -m tools.bench.scale_build [--articles 2000] [--sizes 250 1000] [--written 1000 10000 100000] [--workers 2]

Stock is `en_core_web_sm` with all its components, one process, `nlp.pipe` over the same paragraphs; they take turns, so
that other work on the machine falls on both, and the table says how busy it was. Articles are synthetic
(tests/scale/generator.py), and the development gold, copied.
"""

import argparse
import math
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from steppe.build import build
from steppe.corpus.write import CorpusWriter
from steppe.engines.processes import Processes
from tests.scale.generator import Generator, made_by
from tools.bench.building import stock_model, write_copies
from tools.bench.server import ROOT

SEED, ROUNDS = 7, 3


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


def throughput(name: str, articles: Path, workers: int, folder: Path) -> None:
    """Words a second of a whole build, and of the stock model, in turns."""
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
    wall = {k: words / statistics.median(w for w, _ in v) for k, v in found.items()}
    cpu = {k: words / statistics.median(c for _, c in v) for k, v in found.items()}
    print(
        f"| {name}: {len(texts)} articles, {words:,} words | {wall['stock']:,.0f} | {wall['one']:,.0f} | "
        f"{wall['many']:,.0f} | {wall['one'] / wall['stock']:.2f} | {cpu['one'] / cpu['stock']:.2f} | "
        f"{wall['many'] / wall['stock']:.2f} |",
        flush=True,
    )


def second_build(articles: int, workers: int, folder: Path) -> None:
    """How much of the first build's time the second takes, after 1 % more articles."""
    generator, texts = Generator(SEED), folder / "second"
    synthetic(texts, articles)
    cache = folder / "second.sqlite"
    first = timed(lambda: build([texts], folder / "corpus", cache=cache, workers=workers))
    for number in range(articles, articles + max(1, articles // 100)):
        made = generator.article(number)
        (texts / made.file).write_bytes(made.text.encode())
    second = timed(lambda: build([texts], folder / "corpus", cache=cache, workers=workers))
    print(
        f"| second build of {articles:,} articles after 1 % more | {first[0]:.1f} s | {second[0]:.1f} s "
        f"({second[1]:.1f} s of CPU) | {second[0] / first[0]:.1%} |",
        flush=True,
    )


def growth(sizes: list[int], seconds: list[float]) -> str:
    """Exponent of the growth from the first size to the last."""
    return f"{math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0]):.2f}" if len(sizes) > 1 else ""


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


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2_000, help="of the second build")
    parser.add_argument("--words", type=int, default=400, help="articles for words a second")
    parser.add_argument("--sizes", type=int, nargs="*", default=[250, 1_000], help="of whole builds")
    parser.add_argument("--written", type=int, nargs="*", default=[1_000, 10_000, 100_000], help="of written corpora")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        print(f"Load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
        if options.words:
            many = f"{options.workers} workers"
            print(
                f"| words/s | stock | one process | {many} | ratio, one | ratio of CPU, one | ratio, {many} |\n|---|"
                + "---|" * 6
            )
            throughput("gold", gold(folder / "gold", options.words), options.workers, folder)
            texts = synthetic(folder / "words", options.words)
            throughput("synthetic", texts, options.workers, folder)
            print()
        if options.articles:
            print("| | first | second | share |\n|---|---|---|---|")
            second_build(options.articles, options.workers, folder)
            print()
        for name, sizes, measure in (
            ("whole build", options.sizes, whole_builds),
            ("rows to corpus", options.written, written),
        ):
            if sizes:
                seconds = list(measure(sizes, folder))
                cells = ", ".join(f"{size:,}: {found:.1f} s" for size, found in zip(sizes, seconds, strict=True))
                print(f"{name}, CPU: {cells}; growth exponent {growth(sizes, seconds)}", flush=True)
        print(f"\nLoad after: {os.getloadavg()[0]:.1f}.")


if __name__ == "__main__":
    main()
