"""Who does the work never shows in what is built: not how many, not how they are cut, not who dies over it."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from steppe.analyser import Tools
from steppe.batch import Item, Task, analyse_task, lost, tools
from steppe.build import HANDFUL, Report, build_sources
from steppe.corpus import open_corpus
from steppe.corpus.spool import Spool
from steppe.document import Source
from steppe.engines.processes import WHY_LOST, Processes, wait_for
from steppe.errors import CorpusError
from steppe.sources import read_inputs
from tests.scale.generator import Generator
from tests.test_build import DEVELOPMENT, ROOT, SEEDS, files_of

DEADLY = "No process survives this sentence."


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return [s for s in read_inputs([SEEDS, DEVELOPMENT]) if isinstance(s, Source)]


@pytest.fixture(scope="module")
def expected(sources: list[Source], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("expected") / "corpus"
    build_sources(sources, out, batch=100)
    return files_of(out)


def deadly(task: Task) -> bytes:
    """Analyses, but for what kills the process that does."""
    if any(DEADLY in item.source.text for item in task.items):
        os.kill(os.getpid(), signal.SIGKILL)
    return analyse_task(task)


@pytest.mark.parametrize(("workers", "batch", "recycle"), [(1, 1, 1000), (2, 5, 1000), (3, 2, 4)])
def test_workers_and_batches_do_not_show(
    workers: int, batch: int, recycle: int, sources: list[Source], expected: dict[str, bytes], tmp_path: Path
):
    engine = Processes(workers, recycle=recycle)
    build_sources(sources, tmp_path / "corpus", engine=engine, batch=batch)
    assert files_of(tmp_path / "corpus") == expected
    assert not multiprocessing.active_children()


def test_a_killed_worker_is_replaced_and_its_batch_done_again(
    sources: list[Source], expected: dict[str, bytes], tmp_path: Path
):
    killed: list[int] = []

    def kill_one(step: str, done: int, total: int) -> None:
        if step == "analyse" and done >= 4 and not killed:
            killed.append(multiprocessing.active_children()[0].pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    report = build_sources(sources, tmp_path / "corpus", engine=Processes(2), batch=3, progress=kill_one)
    assert killed
    assert report.failures == []
    assert files_of(tmp_path / "corpus") == expected


def test_an_article_that_kills_its_worker_twice_is_named_and_the_others_are_built(
    sources: list[Source], tmp_path: Path
):
    poison = Source("poison.txt", "f" * 64, f"A title\n\n{DEADLY} " * 3, "text")
    mixed = [*sources[:5], poison, *sources[5:]]
    report = build_sources(mixed, tmp_path / "corpus", engine=Processes(2, work=deadly), batch=4)
    build_sources(sources, tmp_path / "without")
    assert [(o.file, o.became, o.detail) for o in report.failures] == [("poison.txt", "unanalysed", f"{WHY_LOST}.")]
    corpus, without = open_corpus(tmp_path / "corpus"), open_corpus(tmp_path / "without")
    kept = corpus.rows("SELECT text, flags FROM articles WHERE article_id = ?", ("f" * 16,))
    assert kept == [(poison.text, ["not-analysed"])]
    mentions = "SELECT * FROM mentions ORDER BY mention_id"
    assert corpus.rows(mentions) == without.rows(mentions)


def test_an_article_with_which_a_rule_fails_is_named_and_the_others_are_built(
    sources: list[Source], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    read = Tools.read

    def fails(self: Tools, source: Source, layout):
        if source is sources[3]:
            raise ZeroDivisionError
        return read(self, source, layout)

    monkeypatch.setattr(Tools, "read", fails)
    cache = tmp_path / "cache.sqlite"
    report = build_sources(sources, tmp_path / "corpus", cache=cache)
    assert [(o.file, o.detail) for o in report.failures] == [
        (sources[3].file, "It could not be analysed (ZeroDivisionError).")
    ]
    monkeypatch.setattr(Tools, "read", read)
    report = build_sources(sources, tmp_path / "corpus", cache=cache)  # a failure is not remembered
    assert report.failures == []


class Slow:
    """An engine that is at work elsewhere until nothing else is left to do."""

    def __init__(self) -> None:
        self.pieces = 0

    def prepare(self) -> None:
        pass

    def run(self, tasks, meanwhile):
        waiting = list(tasks)
        while meanwhile():
            self.pieces += 1
        for task in waiting:
            yield task, analyse_task(task)


def test_known_articles_are_taken_in_while_others_analyse_the_new(
    sources: list[Source], expected: dict[str, bytes], tmp_path: Path
):
    out, cache = tmp_path / "corpus", tmp_path / "cache.sqlite"
    build_sources(sources[1:-1], out, cache=cache, batch=1)
    engine = Slow()
    build_sources(sources, out, cache=cache, engine=engine)
    assert engine.pieces == len(sources) - 2
    assert files_of(out) == expected


def is_warm(task: Task) -> bytes:
    """Whether the tools were there before the first task."""
    return b"warm" if tools.cache_info().currsize else b"cold"


def test_workers_are_forked_from_a_process_that_has_the_model(sources: list[Source]):
    found = Processes(2, work=is_warm).run([Task((Item(sources[0]),)), Task((Item(sources[1]),))])
    assert [data for _, data in found] == [b"warm", b"warm"]


def test_the_first_worker_is_not_waited_for_while_there_is_other_work(sources: list[Source]):
    done: list[int] = []

    def piece() -> bool:
        done.append(1)
        return len(done) < 50

    list(Processes(1, work=is_warm).run([Task((Item(sources[0]),))], piece))
    assert done


class Sizes:
    """An engine that notes how large the tasks are."""

    def __init__(self) -> None:
        self.found: list[int] = []
        self.prepared = False

    def prepare(self) -> None:
        self.prepared = True

    def run(self, tasks, meanwhile):
        for task in tasks:
            self.found.append(len(task.items))
            yield task, lost(task, "not looked at")


def test_the_first_and_the_last_tasks_are_small(tmp_path: Path):
    articles = [Source(f"{n}.txt", f"{n:016x}".ljust(64, "0"), f"Number {n}", "text") for n in range(600)]
    engine = Sizes()
    build_sources(articles, tmp_path / "corpus", engine=engine, expected=600)
    assert sum(engine.found) == 600
    assert engine.found[:32] == [1] * 32
    assert max(engine.found) == 32
    assert max(engine.found[-3:]) <= 4
    unknown = Sizes()
    build_sources(articles, tmp_path / "corpus", engine=unknown)
    assert unknown.found[:-1] == [1] * 32 + [32] * 17


def test_workers_are_made_ready_where_more_is_new_than_one_process_does(sources: list[Source], tmp_path: Path):
    cache = tmp_path / "cache.sqlite"
    build_sources(sources[:3], tmp_path / "corpus", cache=cache)
    for files, ready in ((HANDFUL, False), (HANDFUL + 3, False), (HANDFUL + 4, True)):
        engine = Sizes()
        build_sources([], tmp_path / "corpus", cache=cache, engine=engine, expected=files)
        assert engine.prepared is ready


def test_a_worker_is_waited_for_only_when_nothing_else_is_left():
    ours, theirs = multiprocessing.Pipe()
    done: list[int] = []

    def piece() -> bool:
        done.append(len(done))
        if len(done) == 3:
            theirs.send_bytes(b"finished")
        return len(done) < 5

    assert wait_for([ours], piece) == [ours]
    assert len(done) == 3  # the worker comes first once it has something

    def last() -> bool:
        theirs.send_bytes(b"finished")
        return False

    ours.recv_bytes()
    assert wait_for([ours], last) == [ours]


def outcomes(report: Report) -> list[tuple[str, str]]:
    return [(o.file, o.became) for o in report.outcomes]


def test_a_full_disk_loses_neither_the_old_corpus_nor_what_was_analysed(
    sources: list[Source], expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    out, cache = tmp_path / "corpus", tmp_path / "cache.sqlite"
    build_sources(sources[:2], out)
    before = files_of(out)

    def full(self: Spool, *_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Spool, "write_sorted", full)
        with pytest.raises(CorpusError, match="No space left"):
            build_sources(sources, out, cache=cache)
    assert files_of(out) == before
    assert sorted(p.name for p in tmp_path.iterdir() if "cache" not in p.name) == ["corpus"]
    monkeypatch.setattr(Tools, "read", None)  # nothing is analysed again
    build_sources(sources, out, cache=cache)
    assert files_of(out) == expected


def kept_in(cache: Path) -> int:
    """Articles whose analysis a build under way has remembered."""
    try:
        with sqlite3.connect(f"file:{cache}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.Error:
        return 0


def children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_a_killed_build_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """kill -9 of the whole build, midway; the second one analyses only what the first did not finish."""
    articles, cache, out = tmp_path / "articles", tmp_path / "cache.sqlite", tmp_path / "corpus"
    Generator(3).write_texts(60, articles)
    command = [sys.executable, "-m", "steppe", "build", str(articles), "--out", str(out), "--cache", str(cache)]
    process = subprocess.Popen(
        [*command, "--workers", "2"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )

    until = time.monotonic() + 120
    while kept_in(cache) < 12 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    kept = kept_in(cache)
    assert 12 <= kept < 60
    assert not out.exists()

    again: list[str] = []
    read = Tools.read

    def watched(self: Tools, source: Source, layout):
        again.append(source.file)
        return read(self, source, layout)

    monkeypatch.setattr(Tools, "read", watched)
    build_sources(read_inputs([articles]), out, cache=cache)
    assert len(again) == len(set(again)) == 60 - kept


@pytest.mark.parametrize("reached", [0, 12])
def test_an_interrupted_build_says_so_in_one_line(reached: int, tmp_path: Path):
    """Ctrl-C, which every process of the group gets: while what workers share is loaded, and while they analyse."""
    articles, cache = tmp_path / "articles", tmp_path / "cache.sqlite"
    Generator(3).write_texts(200, articles)
    command = ["build", str(articles), "--out", str(tmp_path / "corpus"), "--cache", str(cache), "--workers", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "steppe", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    until = time.monotonic() + 120
    while kept_in(cache) < reached and process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    while not children_of(process.pid) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    printed, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert printed == b""
    assert said.decode().splitlines() == [
        f"steppe: Stopped. {cache} keeps what was analysed; the same command goes on from there."
    ]
    assert [p.name for p in tmp_path.iterdir() if "cache" not in p.name] == ["articles"]
