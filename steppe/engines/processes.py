"""Worker processes of this machine, each with a pipe of its own, so that the death of one is no other's."""

import logging
import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from typing import Any

from steppe.batch import Task, analyse_task, lost
from steppe.engines import Meanwhile, nothing
from steppe.errors import SteppeError

LOG = logging.getLogger(__name__)
RECYCLE = 4_000  # articles after which a worker makes way for a fresh one: spaCy's table of strings only grows
DEATHS = 2  # of workers over one article, until the article is given up
EARLY_DEATHS = 5  # of workers in a row before any of them finished anything
ADVICE = "Look above for what they said; --workers 1 builds without them, slower."
Work = Callable[[Task], bytes]
WARM = "steppe.engines.warm"
WHY_LOST = "The process that analysed it died twice (out of memory, or killed)"


class Worker:
    """A process, and the task it is working on."""

    def __init__(self, context: Any, work: Work) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.task: Task | None = None
        self.articles = 0

    def give(self, task: Task) -> None:
        """Send a task; raises OSError where the process is gone."""
        self.task = task
        self.articles += len(task.items)
        self.pipe.send_bytes(pickle.dumps(task, pickle.HIGHEST_PROTOCOL))

    def end(self) -> None:
        """Let it go; what it was doing is not waited for."""
        self.pipe.close()
        self.process.terminate()
        self.process.join()


class Processes:
    """As many processes as asked for, started as tasks come; one that dies is replaced and its task tried again.

    alone : so many articles are analysed in this process: they would be done before another has started.
    recycle : articles after which a worker makes way for a fresh one.
    """

    def __init__(self, workers: int, *, alone: int = 0, recycle: int = RECYCLE, work: Work = analyse_task) -> None:
        self._number = workers
        self._alone = alone
        self._recycle = recycle
        self._work = work
        methods = multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        self._context.set_forkserver_preload([WARM])
        self._workers: list[Worker] = []

    def prepare(self) -> None:
        """See `steppe.engines.Engine`."""
        if self._context.get_start_method() == "forkserver":
            forkserver.ensure_running()

    def run(self, tasks: Iterable[Task], meanwhile: Meanwhile = nothing) -> Iterator[tuple[Task, bytes]]:
        """See `steppe.engines.Engine`."""
        coming = iter(tasks)
        first: list[Task] = []
        for task in coming:
            first.append(task)
            if sum(len(each.items) for each in first) > self._alone:
                break
        else:
            yield from ((task, self._work(task)) for task in first)
            return
        again = deque(first)
        early_deaths = 0
        try:
            while True:
                self._give_out(again, coming, meanwhile)
                busy: dict[Any, tuple[Worker, Task]] = {w.pipe: (w, w.task) for w in self._workers if w.task}
                if not busy:
                    return
                for ready in wait_for(list(busy), meanwhile):
                    worker, task = busy[ready]
                    try:
                        data = worker.pipe.recv_bytes()
                    except (EOFError, OSError):
                        early_deaths += worker.articles == len(task.items)
                        if early_deaths > EARLY_DEATHS:
                            raise SteppeError(
                                "The worker processes die as soon as they start.", advice=ADVICE
                            ) from None
                        yield from self._bury(worker, again)
                        continue
                    early_deaths = 0
                    self._release(worker)
                    self._give_out(again, coming, meanwhile)  # first give it work, then see to what it did
                    yield task, data
        finally:
            while self._workers:
                self._workers.pop().end()

    def _give_out(self, again: deque[Task], coming: Iterator[Task], meanwhile: Meanwhile) -> None:
        """A task for every free worker, and a worker for every task while there are fewer than asked for."""
        while True:
            free = next((w for w in self._workers if not w.task), None)
            if free is None and len(self._workers) >= self._number:
                return
            task = again.popleft() if again else next(coming, None)
            if task is None:
                return
            if free is None:
                free = self._start(meanwhile)
                self._workers.append(free)
            try:
                free.give(task)
            except OSError:  # it died while it had nothing to do: nobody's fault
                self._drop(free)
                again.appendleft(task)

    def _start(self, meanwhile: Meanwhile) -> Worker:
        """A new worker. The first one waits until all that workers share is loaded, which takes seconds."""
        with ThreadPoolExecutor(1) as pool:
            starting = pool.submit(Worker, self._context, self._work)
            while not starting.done() and meanwhile():
                pass
            return starting.result()

    def _release(self, worker: Worker) -> None:
        worker.task = None
        if worker.articles >= self._recycle:
            self._drop(worker)

    def _drop(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.end()

    def _bury(self, worker: Worker, again: deque[Task]) -> Iterator[tuple[Task, bytes]]:
        """A worker died over its task: each article is tried again by itself, until it is the second death."""
        task = worker.task
        self._drop(worker)
        if task is None:
            return
        LOG.warning("A worker process died (exit code %s); its batch is tried again.", worker.process.exitcode)
        if task.deaths + 1 >= DEATHS and len(task.items) == 1:
            yield task, lost(task, WHY_LOST)
        else:
            again.extend(task.split())


def wait_for(pipes: list[Any], meanwhile: Meanwhile) -> list[Any]:
    """The pipes from which something can be received, at least one; until then what else there is to do is done."""
    while True:
        ready = wait(pipes, timeout=0)
        if ready or not meanwhile():
            return ready or wait(pipes)


def serve(pipe: Connection, work: Work) -> None:
    """A worker's life: take a task, give back what became of it, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes the pipe
    while True:
        try:
            task: Task = pickle.loads(pipe.recv_bytes())
            pipe.send_bytes(work(task))
        except (EOFError, OSError):
            return
