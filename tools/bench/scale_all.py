"""Measure building and serving at size, and print one table: what was found, beside what, and what is wanted.

python -m tools.bench.scale_all [--articles 1000 10000] [--sizes 1000 10000 100000] [--keep FOLDER] [--no-browser]

Ratios hold on any machine; seconds and megabytes are this one's, and the last line says how busy it was. The corpora
that are asked are synthetic (tests/scale/generator.py), written from their labels; what is built is analysed.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tools.bench.scale_build import (
    SIZES,
    build_remembered,
    gold,
    growth,
    second_build,
    synthetic,
    throughput,
    whole_builds,
    written,
)

Row = tuple[str, str, str, str, str]
HEAD: Row = ("figure", "Steppe", "beside", "ratio", "target")


def building(
    articles: Sequence[int], words: int, sizes: Sequence[int], rows: Sequence[int], workers: int
) -> Iterator[Row]:
    """Figures of builds."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, texts in (("gold", gold(folder / "gold", words)), ("synthetic", synthetic(folder / "words", words))):
            say(f"words a second, {name}")
            found = throughput(texts, workers, folder)
            for how, label, target in (("many", f"{workers} workers", "at least 1.7"), ("one", "one process", "")):
                ratio = found.wall[how] / found.wall["stock"]
                beside = f"{found.wall['stock']:,.0f} words/s (stock spaCy, one process)"
                yield f"build, {name}, {label}", f"{found.wall[how]:,.0f} words/s", beside, f"{ratio:.2f}", target
            ratio = found.cpu["one"] / found.cpu["stock"]
            cpu = f"{found.cpu['one']:,.0f} words per s of CPU", f"{found.cpu['stock']:,.0f} (stock spaCy)"
            yield f"build, {name}, one process", *cpu, f"{ratio:.2f}", ""
        yield from built_twice(articles, rows[-1], workers, found.wall["stock"], folder)
        for name, counted, measured in (
            ("build and analysis, CPU", sizes, whole_builds),
            ("rows to corpus, CPU", rows, written),
        ):
            if len(counted) > 1:
                say(name)
                spent = list(measured(list(counted), folder))
                last, first = f"{spent[-1]:.1f} s ({counted[-1]:,})", f"{spent[0]:.1f} s ({counted[0]:,} articles)"
                yield f"{name}: growth", last, first, f"exponent {growth(counted, spent):.2f}", "at most 1.05"


def built_twice(sizes: Sequence[int], known: int, workers: int, stock: float, folder: Path) -> Iterator[Row]:
    """Figures of builds and the builds after them, by several workers; `stock` in words a second.

    known : so many articles are known from their labels before one build more; 0 leaves it out.
    """
    firsts = []
    for size in sizes:
        say(f"a build of {size:,} and the next")
        again = second_build(size, workers, folder)
        speed, beside = again.words / again.first, f"{stock:,.0f} words/s (stock spaCy, one process)"
        what = f"build, {size:,} synthetic, {workers} workers"
        yield what, f"{speed:,.0f} words/s", beside, f"{speed / stock:.2f}", "at least 1.7"
        share = again.second / again.first
        beside = f"{again.first:.1f} s (nothing known)"
        yield f"second build, {size:,} and 1 % more", f"{again.second:.1f} s", beside, f"{share:.1%}", "at most 3 %"
        firsts.append(again.first)
    if known > max(sizes):
        say(f"a build after {known:,}")
        projected = firsts[-1] * known / sizes[-1]
        spent = build_remembered(known, workers, folder)
        beside = f"{projected:,.0f} s (projected from {sizes[-1]:,}; the known ones from their labels)"
        yield (
            f"second build, {known:,} and 1 % more",
            f"{spent:.1f} s",
            beside,
            f"{spent / projected:.1%}",
            "at most 3 %",
        )
    if len(sizes) > 1:
        last, first = f"{firsts[-1]:.1f} s ({sizes[-1]:,})", f"{firsts[0]:.1f} s ({sizes[0]:,} articles)"
        exponent = f"exponent {growth(sizes, firsts):.2f}"
        yield f"build, {workers} workers, wall: growth", last, first, exponent, "at most 1.05"


def serving(sizes: Sequence[int], folder: Path, *, browser: bool, seconds: float) -> Iterator[Row]:
    """Figures of a corpus that is asked, in process, in the browser, by many at once."""
    # Not above: workers of a build import this file, and would load the pages, too, as none of a real build does.
    from tools.bench.scale import make, measure_apart, measure_pages
    from tools.bench.visitors import measure_visits

    corpora = [make(size, folder) for size in sizes]
    say("questions")
    found = [measure_apart(corpus) for corpus in corpora]
    largest = f"{sizes[-1]:,} articles"
    for name, label, target in (("click", "click, count and 8 passages", "at most 0.2"), ("overview", "overview", "")):
        p95 = [own[name][1] for own in found]
        cells = f"{p95[-1]:.1f} ms of CPU ({largest})", f"{p95[0]:.1f} ms ({sizes[0]:,})"
        exponent = f"exponent {growth(sizes, p95):.2f}" if len(sizes) > 1 else ""
        yield f"{label}, p95", *cells, exponent, target
    yield f"search, p95, {largest}", f"{found[-1]['search'][1]:.1f} ms of CPU", "", "", "under 100 ms"
    if browser:
        say("the page in Chromium")
        pages = list(measure_pages(corpora[-1:]).values())
        for label, few, many, target in (
            ("first paint", pages[0].first_paint, pages[1].first_paint, "at most 1.5"),
            ("click to evidence, median", pages[0].click_median, pages[1].click_median, ""),
            ("click to evidence, p95", pages[0].click_p95, pages[1].click_p95, "at most 2"),
        ):
            yield f"{label}, {largest}", f"{many:.2f} s", f"{few:.2f} s (two articles)", f"{many / few:.2f}", target
    say("visitors")
    visits = measure_visits(corpora[-1], visitors=20, seconds=seconds, sessions=5)
    mapped = f"of which mapped files {visits.mapped:.0f} MB"
    yield "memory after a tour by 5 sessions at once", f"{visits.toured:.0f} MB", mapped, "", "at most 500 MB"
    yield "memory with 20 visitors, at most", f"{visits.most:.0f} MB", "", "", ""
    beside = f"{visits.toured:.0f} MB before; mapped files {visits.left_mapped:.0f} MB"
    yield "memory after they left", f"{visits.left:.0f} MB", beside, "", "returns"
    yield "their steps; errors or foreign numbers", f"{len(visits.waits)}; {len(visits.errors)}", "", "", "no error"


def say(what: str) -> None:
    """What is being measured now, for whoever waits."""
    sys.stderr.write(f"{what} ...\n")


def told(rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows, each said as soon as it is there: a run takes more than half an hour."""
    for row in rows:
        say("   " + "  ".join(filter(None, row)))
        yield row


def main() -> None:
    """Measure, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000], help="of builds done twice")
    parser.add_argument("--words", type=int, default=400, help="articles for words a second")
    parser.add_argument("--built", type=int, nargs="*", default=[500, 2_000], help="sizes of whole builds")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="of corpora that are written and asked")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=300, help="that 20 visitors stay")
    parser.add_argument("--only-build", action="store_true", help="leave out what is asked of corpora")
    parser.add_argument("--no-browser", action="store_true", help="leave out the page in Chromium")
    parser.add_argument("--keep", type=Path, help="folder in which the synthetic corpora stay")
    options = parser.parse_args()
    before = os.getloadavg()[0]
    rows = list(told(building(options.articles, options.words, options.built, options.sizes, options.workers)))
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if not options.only_build:
            rows += told(serving(options.sizes, folder, browser=not options.no_browser, seconds=options.seconds))
    for row in (HEAD, ("---",) * len(HEAD), *rows):
        print("| " + " | ".join(row) + " |")
    print(f"\n{os.cpu_count()} cores; load {before:.1f} before, {os.getloadavg()[0]:.1f} after.")


if __name__ == "__main__":
    main()
