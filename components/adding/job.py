"""One addition at work: a process that reads and analyses, watched by a thread. Knows no screen."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, Literal

from components.adding.limits import LIMITS, MEBIBYTE, BrowserLimits
from components.adding.shelf import Shelf

ROOT = Path(__file__).resolve().parents[2]
WORKER = "steppe.adding"
PROCESSES = Path("/proc")
LOOK_EVERY = 0.25  # seconds between two looks at the process
RESTARTS = 3  # after so many files that each ended the process, the addition is given up
# One thread and one memory arena: the host has a fraction of a core, and each arena holds on to memory of its own. What
# is freed goes back to the system at once: the tables are written while the language model is still loaded.
THRIFT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_TRIM_THRESHOLD_": "65536",
    "MALLOC_MMAP_THRESHOLD_": "65536",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
# One addition at a time on the whole server: two language models do not fit beside it. Others wait their turn.
TURN = threading.Semaphore(1)
State = Literal["waiting", "working", "done", "failed", "stopped"]


@dataclass(frozen=True)
class Progress:
    """How far it is.

    step : "open", "read", "analyse" or "write".
    done, total : files; total is 0 where that is not known.
    file : the one at hand.
    """

    step: str = ""
    done: int = 0
    total: int = 0
    file: str = ""
    since: float = 0.0  # monotonic seconds at which the second file began: the first one waits for the model
    moved: float = 0.0  # ... and at which it last came forward

    @property
    def share(self) -> float:
        """0 to 1."""
        if self.step == "write":
            return 1.0
        return self.done / self.total if self.total else 0.0

    @property
    def seconds_left(self) -> float | None:
        """At the speed of until now; None before one can tell."""
        if self.done < 3 or not self.total:
            return None
        return (time.monotonic() - self.since) / max(1, self.done - 1) * (self.total - self.done)


class Job:
    """The work on a draft of a shelf. Start it once; afterwards `state` says how it stands.

    draft : the shelf with what is to be added; holds the result once the state is "done".
    what, advice : why it failed or was stopped.
    """

    def __init__(self, draft: Shelf, *, limits: BrowserLimits = LIMITS, worker: str = WORKER) -> None:
        self.draft = draft
        self.limits = limits
        self.worker = worker
        self.state: State = "waiting"
        self.progress = Progress()
        self.what = self.advice = ""
        self._process: subprocess.Popen[str] | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="steppe-adding", daemon=True)

    def start(self) -> "Job":
        """Begin, in a thread of its own; the job itself, for `Job(draft).start()`."""
        self._thread.start()
        return self

    @property
    def is_over(self) -> bool:
        """Whether it was done, failed or was stopped."""
        return self.state in ("done", "failed", "stopped")

    def stop(self) -> None:
        """End the work; what stood before the addition is untouched."""
        self._stop.set()
        self._kill()

    def wait(self, seconds: float | None = None) -> None:
        """Block until it is over. For tests and for clearing up."""
        self._thread.join(seconds)

    # -- the thread -------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while not TURN.acquire(timeout=LOOK_EVERY):
                if self._stop.is_set():
                    self._end_stopped()
                    return
            try:
                self._work()
            finally:
                TURN.release()
        except OSError as error:
            self._end(
                "failed", f"The server could not do it ({error.strerror or type(error).__name__}).", "Try again later."
            )
        except Exception as error:  # noqa: BLE001  a thread that dies would leave the page waiting for ever
            self._end("failed", f"The server could not do it ({type(error).__name__}).", "Try again, with fewer files.")

    def _work(self) -> None:
        until = time.monotonic() + 60 * self.limits.minutes
        for attempt in range(RESTARTS + 1):
            if self._stop.is_set():
                break
            why = self._attempt(until)
            if why is None or self.is_over:
                return
            at = self.progress.file
            advice = "Save it as plain text, or split it, and add it again. Everything else was read without it."
            if attempt == RESTARTS or not at or not self.draft.refuse(at, f"{why[0]} Left out.", advice):
                named = f" It was at {at}." if at else ""
                self._end("failed", f"{why[0]}{named} Nothing was added.", why[1])
                return
        self._end_stopped()

    def _attempt(self, until: float) -> tuple[str, str] | None:
        """Run the worker once. None where that settled it, else what ended the worker, and advice."""
        folder = self.draft.folder
        out = f"build-{time.monotonic_ns():x}"
        self.draft.write_job(folder / "job.json", out, limits=self.limits)
        (folder / "result.json").unlink(missing_ok=True)
        self.progress = Progress(since=time.monotonic(), moved=time.monotonic())
        self.state = "working"
        self._process = subprocess.Popen(
            [sys.executable, "-m", self.worker, str(folder)],
            cwd=ROOT,
            env={**os.environ, **THRIFT},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        reader = threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True)
        reader.start()
        ended = self._watch(until)
        reader.join(2)
        self._process.wait()
        if ended:
            return ended
        result = _read_json(folder / "result.json")
        if self._stop.is_set():
            self._end_stopped()
            return None
        if result is None:
            return _how_it_died(self._process.returncode)
        if "failed" in result:
            self._end("failed", f"{result['failed'][0]} Nothing was added.", result["failed"][1])
        else:
            self.draft.take_result(result)
            self._end("done")
        return None

    def _end_stopped(self) -> None:
        self._end("stopped", "Stopped. Nothing was added.", "Go on where it stopped, or leave it.")

    def _listen(self, lines: IO[str] | None) -> None:
        for line in lines or ():
            try:
                said = json.loads(line)
                now = time.monotonic()
                since = self.progress.since if self.progress.done else now  # the clock of "time left"
                self.progress = Progress(said["step"], said["done"], said["total"], said["file"], since, now)
            except (ValueError, KeyError, TypeError):
                continue

    def _watch(self, until: float) -> tuple[str, str] | None:
        """Wait for the worker, within the limits; what it was ended for, if it was."""
        process = self._process
        while process is not None and process.poll() is None:
            time.sleep(LOOK_EVERY)
            megabytes = resident_megabytes(process.pid)
            if megabytes > self.limits.worker_megabytes:
                self._kill()
                return "It needed more memory than this server has.", "Add fewer or shorter articles at once."
            if time.monotonic() - self.progress.moved > self.limits.seconds_a_file and self.progress.file:
                self._kill()
                return f"It took longer than {self.limits.seconds_a_file:g} seconds.", "Add it as plain text."
            if time.monotonic() > until:
                self._kill()
                self._end(
                    "stopped",
                    f"This took longer than {self.limits.minutes:g} minutes, the limit here. Nothing was added yet.",
                    "Go on: what was analysed until now is remembered.",
                )
                return None
        return None

    def _kill(self) -> None:
        process = self._process
        if process is None or process.poll() is not None:
            return
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (AttributeError, ProcessLookupError, PermissionError):
            process.kill()

    def _end(self, state: State, what: str = "", advice: str = "") -> None:
        if not self.is_over:
            self.what, self.advice = what, advice
            self.progress = replace(self.progress, file="") if state == "done" else self.progress
            self.state = state


def _how_it_died(code: int) -> tuple[str, str]:
    if code == -signal.SIGKILL:
        return "The server ended the work, most likely for want of memory.", "Add fewer or shorter articles at once."
    return f"The reading ended without a word (code {code}).", "Try again, with fewer files."


def _read_json(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def resident_megabytes(pid: int) -> float:
    """Resident memory of a process; 0 where the system does not say (it is gone, or this is Windows)."""
    if not (PROCESSES / "self" / "statm").exists():
        return megabytes_by_ps(pid)
    try:
        pages = int((PROCESSES / str(pid) / "statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / MEBIBYTE


def megabytes_by_ps(pid: int) -> float:
    """The same as `ps` says it, on systems without /proc (macOS, BSD)."""
    try:
        asked = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, timeout=5, check=True
        )
        return int(asked.stdout) / 1024
    except (OSError, subprocess.SubprocessError, ValueError):
        return 0.0
