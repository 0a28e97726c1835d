"""Who does the work of a build: this process, worker processes of this machine, or a Dask cluster.

Each engine takes tasks as they come and gives back finished ones in any order; what is built does not depend on which
engine did it. None holds more than a few tasks at a time.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from steppe.batch import Task, analyse_task

Meanwhile = Callable[[], bool]


def nothing() -> bool:
    """No other work to be done meanwhile."""
    return False


class Engine(Protocol):
    """Runs tasks; a task that no worker survives comes back as failures (`steppe.batch.lost`)."""

    def prepare(self) -> None:
        """More will have to be analysed than this process does by itself: load what workers need, without waiting."""

    def run(self, tasks: Iterable[Task], meanwhile: Meanwhile = nothing) -> Iterator[tuple[Task, bytes]]:
        """Finished tasks, in any order; a task may come back in parts. See `steppe.batch.Finished.to_bytes`.

        meanwhile : does a piece of the build's own work, False where none is left. Called while all that was given
            out is being worked on elsewhere; what it did not get to is the caller's to do afterwards.
        """


class InProcess:
    """One after the other, in this process."""

    def prepare(self) -> None:
        """Nothing: the first task loads what it needs."""

    def run(self, tasks: Iterable[Task], meanwhile: Meanwhile = nothing) -> Iterator[tuple[Task, bytes]]:
        """See `Engine`; there is no meanwhile."""
        for task in tasks:
            yield task, analyse_task(task)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


__all__ = ["Engine", "InProcess", "Meanwhile", "cores", "nothing"]
