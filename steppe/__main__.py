"""Command line: build, check, search, export.

Exit code 0: done. 1: done, with named failures. 2: not done. 130: stopped by Ctrl-C.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from steppe import __version__
from steppe.corpus import UNITS, Focus, count, open_corpus, passages
from steppe.corpus.check import check_corpus
from steppe.corpus.export import write_rows
from steppe.errors import SteppeError
from steppe.takeaway.files import FORMS, write_file

if TYPE_CHECKING:
    from steppe.build import Report

DONE, WITH_FAILURES, NOT_DONE, STOPPED = 0, 1, 2, 130
ENGINES = ("local", "dask")
MARKED = "\x1b[1m{}\x1b[0m"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except SteppeError as error:
        print(f"steppe: {error}", file=sys.stderr)
        return NOT_DONE
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt as stop:
        print(" ".join(["steppe: Stopped.", *map(str, stop.args)]), file=sys.stderr)
        return STOPPED
    return code


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(
        prog="steppe", description="News about Central Asia, every number with its sentences."
    )
    top.add_argument("--version", action="version", version=f"steppe {__version__}")
    commands = top.add_subparsers(dest="command", required=True)

    add_build(commands)

    check = commands.add_parser("check", help="verify that a corpus keeps every law")
    check.add_argument("corpus", type=Path, metavar="CORPUS")
    check.set_defaults(run=run_check)

    search = commands.add_parser("search", help="print the passages that hold a text")
    search.add_argument("corpus", type=Path, metavar="CORPUS")
    search.add_argument("text", metavar="TEXT", help='words, "a phrase", prefix*, -without')
    search.add_argument("--limit", type=int, default=20, help="passages printed (default 20)")
    search.set_defaults(run=run_search)

    export = commands.add_parser("export", help="write a selection, or the corpus, as a file for other tools")
    export.add_argument("corpus", type=Path, metavar="CORPUS")
    export.add_argument("--out", type=Path, metavar="FILE", help="where it goes (CSV alone: default standard output)")
    export.add_argument(
        "--as",
        dest="form",
        choices=FORMS,
        default="csv",
        help="rows as csv or parquet; annotations: names, themes, quotes as W3C Web Annotations; package: the whole "
        "corpus as a Frictionless data package (ZIP)",
    )
    export.add_argument("--unit", choices=UNITS, default="sentences")
    export.add_argument("--country", action="append", default=[], metavar="ISO2")
    export.add_argument("--theme", action="append", default=[], metavar="ID")
    export.add_argument("--entity", action="append", default=[], metavar="ID")
    export.add_argument("--text", default="", help="search text")
    export.set_defaults(run=run_export)
    return top


def add_build(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The build command."""
    build = commands.add_parser(
        "build",
        help="read articles and write a corpus",
        description="Read articles, analyse them, and write a corpus that the dashboard opens. What was analysed is "
        "remembered: a build that was stopped goes on where it stopped, and a second build works only on what is new. "
        "The corpus appears when it is complete; until then the old one stands.",
        epilog="Exit code 0: done. 1: done, with named failures. 2: not done. 130: stopped. docs/cluster.md: from "
        "laptop to cluster.",
    )
    build.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="files, folders, or addresses such as s3://bucket/articles"
    )
    build.add_argument("--out", required=True, metavar="CORPUS", help="the corpus's folder, or an address")
    build.add_argument(
        "--workers", type=positive, metavar="N", help="processes (default: one for a handful of files, else one a core)"
    )
    build.add_argument(
        "--engine",
        choices=ENGINES,
        default=ENGINES[0],
        help="local: processes of this machine (default); dask: a Dask cluster (needs requirements-cluster.txt)",
    )
    build.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="of the Dask cluster, such as tcp://host:8786 (default: one of --workers processes, started here)",
    )
    build.add_argument(
        "--cache", type=Path, metavar="FILE", help="where finished articles are remembered (default: ~/.cache/steppe)"
    )
    build.add_argument("--no-cache", action="store_true", help="analyse every article again, remember nothing")
    build.set_defaults(run=run_build)


def positive(text: str) -> int:
    """A number from 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def run_build(options: argparse.Namespace) -> int:
    """Build a corpus, showing how far it is and then what became of every input."""
    from steppe.analysis_cache import DEFAULT_PATH  # these load spaCy: only this command pays for it
    from steppe.build import build

    if options.scheduler and options.engine != "dask":
        raise SteppeError("--scheduler is the address of a Dask cluster.", advice="Add --engine dask.")
    engine = None
    if options.engine == "dask":
        from steppe.engines.on_dask import OnDask

        engine = OnDask(options.scheduler, workers=options.workers)
    cache = None if options.no_cache else options.cache or DEFAULT_PATH
    started = time.monotonic()
    progress = ProgressLine()
    try:
        report = build(
            options.sources, options.out, progress=progress, cache=cache, workers=options.workers, engine=engine
        )
    except KeyboardInterrupt as stop:
        if cache:
            raise KeyboardInterrupt(f"{cache} keeps what was analysed; the same command goes on from there.") from stop
        raise
    finally:
        progress.close()
    print_report(report, options.out, time.monotonic() - started)
    if not any(o.became in ("article", "unanalysed") for o in report.outcomes):
        print("No article was found.", file=sys.stderr)
    return WITH_FAILURES if report.failures else DONE


class ProgressLine:
    """One line on standard error that counts, with the time still to go; silent where nobody watches."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._step = ""
        self._watched = sys.stderr.isatty()

    def __call__(self, step: str, done: int, total: int) -> None:
        if not self._watched:
            return
        if step != self._step:
            self._step, self._started = step, time.monotonic()
        spent = time.monotonic() - self._started
        left = f", about {spent / done * (total - done):.0f} s to go" if total and done else ""
        of = f" of {total}" if total else ""
        print(f"\r\x1b[K{step}: {done}{of}{left}", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._watched:
            print("\r\x1b[K", end="", file=sys.stderr)


def print_report(report: "Report", out: str, seconds: float) -> None:
    """What became of every input, and where the corpus is."""
    width = max((len(o.file) for o in report.outcomes), default=4)
    for outcome in report.outcomes:
        print(f"{outcome.file:<{width}}  {outcome.became:<10}  {outcome.detail} {outcome.advice}".rstrip())
    articles = sum(o.became == "article" for o in report.outcomes)
    duplicates = sum(o.became == "duplicate" for o in report.outcomes)
    print(
        f"{out}: {_of(articles, 'article')}, {_of(duplicates, 'duplicate')}, {_of(len(report.failures), 'failure')}; "
        f"fingerprint {report.fingerprint}; {seconds:.1f} s"
    )


def _of(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def run_check(options: argparse.Namespace) -> int:
    """Print every broken law."""
    problems = check_corpus(options.corpus)
    for problem in problems:
        print(problem)
    if not problems:
        print(f"{options.corpus}: every law holds")
    return WITH_FAILURES if problems else DONE


def run_search(options: argparse.Namespace) -> int:
    """Print matching passages with their hits marked."""
    corpus = open_corpus(options.corpus)
    focus = Focus(text=options.text, unit="passages")
    total = count(corpus, focus)
    for passage in passages(corpus, focus, limit=options.limit):
        print(f"{passage.title or passage.file} · passage {passage.position} of {passage.of}")
        print(f"  {_with_hits(passage.text, passage.start, [(m.start, m.end) for m in passage.marks])}\n")
    print(_of(total, "passage"))
    return DONE


def _with_hits(text: str, start: int, hits: list[tuple[int, int]]) -> str:
    if not sys.stdout.isatty():
        return text
    for begin, end in reversed(hits):
        begin, end = begin - start, end - start
        text = text[:begin] + MARKED.format(text[begin:end]) + text[end:]
    return text


def run_export(options: argparse.Namespace) -> int:
    """Write a selection in the form that was asked for; in CSV, cells are made safe for spreadsheets."""
    if options.out is None and options.form != "csv":
        raise SteppeError(f"The form {options.form} goes to a file.", advice="Name it with --out.")
    corpus = open_corpus(options.corpus)
    focus = Focus(
        countries=tuple(options.country),
        themes=tuple(options.theme),
        entities=tuple(options.entity),
        text=options.text,
        unit=options.unit,
    )
    if options.out is None:
        write_rows(sys.stdout, corpus, focus)
        return DONE
    write_file(options.out, corpus, focus, options.form)
    return DONE


if __name__ == "__main__":
    sys.exit(main())
