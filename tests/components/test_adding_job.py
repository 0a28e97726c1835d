"""The work in a process of its own: ended by limits, by the visitor, by itself; what stood before stays."""

import os
import shutil
import time
from pathlib import Path

import pytest

from components.adding import job as jobs
from components.adding.job import TURN, Job, Progress
from components.adding.limits import LIMITS, BrowserLimits
from components.adding.shelf import Shelf
from components.adding.status import progress_in_words

STRANGE = "tests.components.strange_worker"
SMALL = BrowserLimits(seconds_a_file=4, worker_megabytes=120)


def run(folder: Path, *names: str, limits: BrowserLimits = LIMITS) -> Job:
    draft = Shelf(folder)
    for name in names:
        draft.add(name, name.encode())
    job = Job(draft, limits=limits, worker=STRANGE).start()
    job.wait(60)
    assert job.is_over
    return job


def became(job: Job) -> dict[str, str]:
    return {o.file: o.became for o in job.draft.report}


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_file_that_kills_the_process_is_named_and_the_rest_goes_through(tmp_path: Path):
    job = run(tmp_path, "a.txt", "dies.pdf", "b.txt")
    assert job.state == "done"
    assert became(job) == {"a.txt": "article", "dies.pdf": "failure", "b.txt": "article"}
    (line,) = [o for o in job.draft.report if o.file == "dies.pdf"]
    assert "memory" in line.detail


def test_a_file_that_takes_too_long_and_one_that_takes_too_much(tmp_path: Path):
    job = run(tmp_path, "hangs.pdf", "a.txt", "eats.docx", limits=SMALL)
    assert became(job) == {"hangs.pdf": "failure", "a.txt": "article", "eats.docx": "failure"}
    said = {o.file: o.detail for o in job.draft.report}
    assert "4 seconds" in said["hangs.pdf"]
    assert "more memory" in said["eats.docx"]


def test_too_many_deaths_end_it_and_name_the_last(tmp_path: Path):
    job = run(tmp_path, *(f"dies-{n}.pdf" for n in range(6)))
    assert job.state == "failed"
    assert "dies-3.pdf" in job.what
    assert "Nothing was added" in job.what
    assert job.advice


def test_stop_ends_the_process_at_once(tmp_path: Path):
    draft = Shelf(tmp_path)
    draft.add("hangs.txt", b"x")
    job = Job(draft, worker=STRANGE).start()
    until = time.monotonic() + 20
    while job.progress.file != "hangs.txt" and time.monotonic() < until:
        time.sleep(0.05)
    pid = int((tmp_path / "pid").read_text(encoding="utf-8"))
    assert is_running(pid)
    job.stop()
    job.wait(30)
    assert job.state == "stopped"
    assert not is_running(pid)


def test_the_limit_of_a_batch_stops_it_with_a_way_on(tmp_path: Path):
    job = run(tmp_path, "hangs.txt", limits=BrowserLimits(minutes=0.01))
    assert job.state == "stopped"
    assert "Go on" in job.advice


def test_one_works_at_a_time(tmp_path: Path):
    with TURN:
        draft = Shelf(tmp_path)
        draft.add("a.txt", b"x")
        job = Job(draft, worker=STRANGE).start()
        time.sleep(0.6)
        assert job.state == "waiting"
    job.wait(30)
    assert job.state == "done"


def test_a_waiting_one_can_be_stopped(tmp_path: Path):
    with TURN:
        job = Job(Shelf(tmp_path), worker=STRANGE).start()
        job.stop()
        job.wait(30)
    assert job.state == "stopped"


def test_progress_in_words():
    now = time.monotonic()
    assert progress_in_words(Progress()) == "Starting"
    assert progress_in_words(Progress("read", 1, 40, "a.txt", now, now)) == "Reading 2 of 40"
    assert progress_in_words(Progress("write", 0, 0, "", now, now)) == "Writing the tables"
    half = progress_in_words(Progress("analyse", 20, 40, "a.txt", now - 28.5, now))
    assert half == "Analysing 21 of 40 · about 30 s left"
    assert Progress("analyse", 20, 40).share == 0.5


@pytest.mark.skipif(not shutil.which("ps"), reason="this system has no ps")
def test_memory_is_watched_where_there_is_no_proc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    said = jobs.resident_megabytes(os.getpid())
    monkeypatch.setattr(jobs, "PROCESSES", tmp_path)
    assert jobs.resident_megabytes(os.getpid()) == pytest.approx(said, rel=0.2)
    assert jobs.resident_megabytes(2**22 + 1) == 0.0
