"""A Dask cluster: the same tasks, wherever the workers are.

The client reads the sources and writes the corpus; the cluster only sees batches of articles as bytes and gives back
finished rows. Workers need Steppe in the same version, and nothing else: no shared disk.
"""

import logging
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from steppe.batch import Task, analyse_task, lost
from steppe.engines import Meanwhile, cores, nothing
from steppe.engines.processes import WHY_LOST
from steppe.errors import SteppeError

LOG = logging.getLogger(__name__)
AHEAD = 3  # tasks on their way for each thread of the cluster
DEATHS = 2  # of workers over a task, until its articles are tried each by itself


class OnDask:
    """Runs the tasks on a Dask cluster. Dask itself gives the tasks of a worker that died to another.

    scheduler : such as `tcp://host:8786`; None starts a cluster of processes on this machine.
    workers : how many processes that one has; by default one a core.
    """

    def __init__(
        self,
        scheduler: str | None = None,
        *,
        workers: int | None = None,
        work: Callable[[bytes], bytes] | None = None,
        timeout: float = 20,
    ) -> None:
        try:
            import distributed  # noqa: F401
        except ModuleNotFoundError as error:
            raise SteppeError(
                "Dask is not installed.", advice="Run: pip install -r requirements-cluster.txt"
            ) from error
        self._scheduler = scheduler
        self._workers = workers or cores()
        self._work = work or analyse_bytes
        self._timeout = timeout  # seconds in which the scheduler must answer

    def prepare(self) -> None:
        """Nothing: the workers of a cluster load what they need with their first task."""

    def run(self, tasks: Iterable[Task], meanwhile: Meanwhile = nothing) -> Iterator[tuple[Task, bytes]]:
        """See `steppe.engines.Engine`."""
        from distributed import as_completed

        with self._client() as client:
            coming, again = iter(tasks), deque[Task]()
            running: dict[str, Task] = {}
            finished = as_completed()
            while True:
                room = max(1, AHEAD * sum(client.nthreads().values()) - len(running))
                while room and (task := again.popleft() if again else next(coming, None)):
                    future = client.submit(self._work, pickle.dumps(task), pure=False)
                    running[future.key] = task
                    finished.add(future)
                    room -= 1
                if not running:
                    return
                while not finished.has_ready() and meanwhile():
                    pass
                future = next(finished)
                task = running.pop(future.key)
                data = _result(future)
                if data is not None:
                    yield task, data
                elif len(task.items) == 1 and task.deaths:
                    yield task, lost(task, WHY_LOST)
                else:
                    again.extend(task.split())

    def _client(self) -> Any:
        """A client of the cluster; of its own, closed with it, where no scheduler was named.

        Raises
        ------
        SteppeError : the scheduler does not answer, or its workers run another Steppe.
        """
        import dask
        from distributed import Client, LocalCluster

        if self._scheduler is None:
            dask.config.set({"distributed.scheduler.allowed-failures": DEATHS - 1})
            cluster = LocalCluster(
                n_workers=self._workers, threads_per_worker=1, processes=True, dashboard_address=None
            )
            return _Closing(Client(cluster), cluster)
        try:
            client = Client(self._scheduler, timeout=self._timeout)
        except (OSError, ValueError) as error:
            raise SteppeError(
                f"The Dask scheduler at {self._scheduler} does not answer.",
                advice="Check the address and that `dask scheduler` runs there.",
            ) from error
        self._refuse_other_versions(client)
        return client

    def _refuse_other_versions(self, client: Any) -> None:
        from steppe.versions import versions

        others = {address for address, found in client.run(versions).items() if found != versions()}
        if others:
            client.close()
            raise SteppeError(
                f"{len(others)} workers of the cluster run another Steppe, model or region pack than this machine.",
                advice="Install the same version everywhere: the same bytes come only from the same versions.",
            )


class _Closing:
    """A client that takes its cluster with it."""

    def __init__(self, client: Any, cluster: Any) -> None:
        self._client, self._cluster = client, cluster

    def __enter__(self) -> Any:
        return self._client

    def __exit__(self, *_: object) -> None:
        self._client.close()
        self._cluster.close()


def _result(future: Any) -> bytes | None:
    """What a task gave; None where workers died over it.

    Raises
    ------
    SteppeError : the cluster dropped the task for another reason.
    """
    from distributed import KilledWorker

    try:
        data: bytes = future.result()
    except KilledWorker:
        LOG.warning("Workers died over a batch; its articles are tried each by itself.")
        return None
    return data


def analyse_bytes(task: bytes) -> bytes:
    """`analyse_task` of a pickled task: what travels is bytes, which Dask neither copies nor looks into."""
    return analyse_task(pickle.loads(task))
