"""Measure the corpus layer at several sizes: opening, questions, memory. Prints a table in Markdown.

python -m tools.bench.scale [--sizes 1000 10000 100000] [--keep FOLDER] [--browser]

With --browser, the real page in a real Chromium instead: first paint and click to evidence of the committed corpus and
of each size, in turns. `tools.bench.visitors` measures many sessions.
Times are CPU time of the one thread that asks, so that other work on the machine does not count; memory is that of
a process that has opened the corpus and asked everything. The corpora are synthetic (tests/scale/generator.py).
"""

import argparse
import json
import math
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steppe.corpus import Corpus, Focus, count, count_by, count_pairs, count_passages, open_corpus, passages, rows
from steppe.corpus.profile import count_speakers
from steppe.corpus.write import DATAPACKAGE
from tools.bench.scale_build import SEED, SIZES

if TYPE_CHECKING:
    from tools.bench.pages import PageFigures

EACH = 60  # questions of each kind
SEARCHES = (
    *("{w}", "{w} {x}", '"{w} {x}"', "{p}*", "{w} -{x}", "{w} OR {x}", "({w} OR {x}) {y}", '"{w} {x}"~5'),
    *(
        "cooperation",
        '"central asia"',
        "trade agreement",
        "econom*",
        "kazakhstan OR uzbekistan",
        '"foreign minister"~8',
    ),
)


def make(size: int, folder: Path) -> Path:
    """The synthetic corpus of that many articles, made where it is not there yet."""
    from tests.scale.generator import Generator, write_synthetic

    where = folder / f"scale-{size}"
    if not (where / DATAPACKAGE).is_file():
        write_synthetic(Generator(SEED), size, where)
    return where


def selections(corpus: Corpus, number: int) -> Iterator[Focus]:
    """What readers choose: everything, a country, a name, a theme, a tone, dates, and two of them at once."""
    rng = random.Random(SEED)
    found = {d: count_by(corpus, Focus(), d)["key"].tolist() for d in ("country", "entity", "theme", "outlet")}

    def some(dimension: str, field: str, most: int) -> dict[str, Any]:
        keys = found[dimension][:most]
        return {field: (keys[min(int(rng.paretovariate(1)) - 1, len(keys) - 1)],)}

    kinds: list[Callable[[], dict[str, Any]]] = [
        dict,
        lambda: some("country", "countries", 60),
        lambda: some("entity", "entities", 2000),
        lambda: some("theme", "themes", 15),
        lambda: {"stances": (rng.choice(("opportunity", "concern")),)},
        lambda: some("outlet", "outlets", 300),
        lambda: {"date_from": f"20{rng.randint(15, 23)}-01-01", "date_to": f"20{rng.randint(23, 24)}-06-30"},
    ]
    for turn in range(number):
        chosen = kinds[turn % len(kinds)]()
        if turn % 3 == 2:
            chosen |= rng.choice(kinds)()
        yield Focus(**chosen)


def searches(corpus: Corpus, number: int) -> Iterator[str]:
    """Search texts of the corpus's own words, common and rare."""
    rng = random.Random(SEED)
    words = [w for w, n in corpus.layers[0].words.frequencies() if len(w) > 3]
    for turn in range(number):
        w, x, y = (words[min(int(rng.paretovariate(0.5)) + 5, len(words) - 1)] for _ in range(3))
        yield SEARCHES[turn % len(SEARCHES)].format(w=w, x=x, y=y, p=w[:4])


def overview(corpus: Corpus, focus: Focus) -> None:
    """What the overview asks for."""
    for unit in ("articles", "passages", "sentences"):
        count(corpus, focus.replace(unit=unit))
    for dimension in ("country", "theme", "entity", "stance", "outlet", "month", "article"):
        count_by(corpus, focus, dimension, limit=40)  # type: ignore[arg-type]
    count_pairs(corpus, focus, "stance", "theme")
    count_speakers(corpus, focus)
    evidence(corpus, focus)


def evidence(corpus: Corpus, focus: Focus, page: int = 0) -> None:
    """What a click asks for: how many, and a page of passages."""
    count(corpus, focus)
    count_passages(corpus, focus)
    passages(corpus, focus, offset=8 * page, limit=8)


def timed(asked: Iterator[Callable[[], Any]]) -> list[float]:
    """Milliseconds of CPU time of each call, sorted."""
    found = []
    for call in asked:
        started = time.thread_time()
        call()
        found.append(1000 * (time.thread_time() - started))
    return sorted(found)


def resident() -> float:
    """Resident memory of this process in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def measure(where: Path) -> dict[str, Any]:
    """All figures of one corpus, in this process."""
    before = resident()
    started = time.perf_counter()
    corpus = open_corpus(where)
    figures: dict[str, Any] = {"open": 1000 * (time.perf_counter() - started), "before": before}
    figures["opened"] = resident()
    chosen = list(selections(corpus, EACH))
    texts = list(searches(corpus, EACH))
    rng = random.Random(SEED)
    asked: dict[str, Iterator[Callable[[], Any]]] = {
        "first": iter([lambda: overview(corpus, Focus())]),
        "click": (lambda f=f: evidence(corpus, f) for f in chosen),
        "page": (lambda f=f: evidence(corpus, f, rng.randrange(40)) for f in chosen),
        "overview": (lambda f=f: overview(corpus, f) for f in chosen),
        "search": (lambda t=t: count(corpus, Focus(text=t)) for t in texts),
        "search, page": (lambda t=t: evidence(corpus, Focus(text=t)) for t in texts),
    }
    for name, calls in asked.items():
        corpus.layers[0].forget()
        found = timed(calls)
        figures[name] = [found[len(found) // 2], found[min(len(found) - 1, math.ceil(len(found) * 0.95) - 1)]]
    figures["asked"] = resident()
    started, number = time.thread_time(), 0
    for _ in rows(corpus, Focus(unit="sentences")):
        number += 1
        if number == 100_000:
            break
    figures["export"] = [number, 1000 * (time.thread_time() - started)]
    figures["bytes"] = sum(p.stat().st_size for p in where.rglob("*") if p.is_file())
    figures["words"] = sum(p.stat().st_size for p in (where / "index").glob("*word*"))
    figures["exported"] = resident()
    return figures


def main() -> None:
    """Make what is missing, measure each size in a process of its own, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--keep", type=Path, help="folder in which the synthetic corpora stay")
    parser.add_argument("--browser", action="store_true", help="measure the page in Chromium")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if options.browser:
            for row in pages_in_words(measure_pages([make(size, folder) for size in options.sizes])):
                print(row)
            return
        found = [measure_apart(make(size, folder)) for size in options.sizes]
    show(options.sizes, found)


def measure_apart(where: Path) -> dict[str, Any]:
    """`measure` in a process of its own."""
    command = [sys.executable, "-m", "tools.bench.scale", "--measure", str(where)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measure_pages(corpora: list[Path]) -> "dict[str, PageFigures]":
    """First paint and click to evidence of the committed corpus and of others, in Chromium, by the folder's name."""
    from tools.bench.pages import measure as measure_in_turns
    from tools.bench.pages import steppe_at
    from tools.bench.server import ROOT, serve

    places = (ROOT / "corpus", *corpora)
    with ExitStack() as stack:
        served = [serve(ROOT / "app.py", environment={"STEPPE_CORPUS": str(where)}) for where in places]
        figures = measure_in_turns([steppe_at(stack.enter_context(server)) for server in served])
    return {where.name: own for where, own in zip(places, figures, strict=True)}


def pages_in_words(found: "dict[str, PageFigures]") -> Iterator[str]:
    """The rows of a table, ratios to the first corpus in brackets."""
    first = next(iter(found.values()))
    yield "| corpus | first paint, s | click, median, s | click, p95, s | resident, MB |\n|---|---|---|---|---|"
    for name, own in found.items():
        paint, click = own.first_paint / first.first_paint, own.click_p95 / first.click_p95
        yield (
            f"| {name} | {own.first_paint:.2f} ({paint:.2f}) | {own.click_median:.2f} | "
            f"{own.click_p95:.2f} ({click:.2f}) | {own.resident:.0f} |"
        )


def show(sizes: list[int], found: list[dict[str, Any]]) -> None:
    """Print the table, with the growth exponent from the first size to the last."""
    print("| | " + " | ".join(f"{size:,}" for size in sizes) + " | growth exponent |")
    print("|---|" + "---|" * (len(sizes) + 1))
    print("| open, s | " + " | ".join(f"{f['open'] / 1000:.2f}" for f in found) + " | |")
    for name in ("first", "click", "page", "overview", "search", "search, page"):
        cells = " | ".join(f"{f[name][0]:.1f} / {f[name][1]:.1f}" for f in found)
        growth = ""
        if len(sizes) > 1:
            steps = math.log(sizes[-1] / sizes[0])
            growth = " / ".join(f"{math.log(found[-1][name][i] / found[0][name][i]) / steps:.2f}" for i in (0, 1))
        print(f"| {name}, ms of CPU, p50 / p95 | {cells} | {growth} |")
    print(
        "| export, ms of CPU per 1,000 sentences | "
        + " | ".join(f"{1000 * f['export'][1] / f['export'][0]:.1f}" for f in found)
        + " | |"
    )
    for name, key in (
        ("before opening", "before"),
        ("open", "opened"),
        ("after all questions", "asked"),
        ("after the export", "exported"),
    ):
        print(f"| resident, {name}, MB | " + " | ".join(f"{f[key]:.0f}" for f in found) + " | |")
    print(
        "| on disk, MB (of which index of words) | "
        + " | ".join(f"{f['bytes'] / 1e6:.0f} ({f['words'] / 1e6:.0f})" for f in found)
        + " | |"
    )


if __name__ == "__main__":
    main()
