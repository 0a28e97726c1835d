"""The same build on a cluster of several processes: the same bytes, also when one of them is killed midway."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from steppe.__main__ import main
from steppe.build import build_sources
from steppe.document import Source
from steppe.engines.on_dask import OnDask
from steppe.errors import SteppeError
from steppe.sources import read_inputs
from tests.test_build import DEVELOPMENT, ROOT, SEEDS, files_of

distributed = pytest.importorskip("distributed", reason="pip install -r requirements-cluster.txt")


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return [s for s in read_inputs([SEEDS, DEVELOPMENT]) if isinstance(s, Source)]


def test_a_cluster_builds_the_same_bytes_though_a_worker_is_killed_midway(sources: list[Source], tmp_path: Path):
    build_sources(sources, tmp_path / "here")
    with (
        distributed.LocalCluster(n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        before = client.run(os.getpid)
        killed: list[int] = []

        def kill_one(step: str, done: int, total: int) -> None:
            if step == "analyse" and done >= 3 and not killed:
                busy = [address for address, tasks in client.processing().items() if tasks]
                killed.append(before[busy[0]])
                os.kill(killed[0], signal.SIGKILL)

        engine = OnDask(cluster.scheduler_address)
        report = build_sources(sources, tmp_path / "cluster", engine=engine, batch=2, progress=kill_one)
        assert killed
    assert report.failures == []
    assert files_of(tmp_path / "cluster") == files_of(tmp_path / "here")


def test_a_scheduler_that_is_not_there_is_named():
    with pytest.raises(SteppeError, match="does not answer"):
        list(OnDask("tcp://127.0.0.1:9", timeout=1).run([]))


def test_a_scheduler_without_its_engine_is_refused(capsys: pytest.CaptureFixture[str]):
    assert main(["build", "seeds", "--out", "x", "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "--engine dask" in capsys.readouterr().err


def test_the_command_line_starts_a_cluster_of_its_own(tmp_path: Path):
    out = tmp_path / "corpus"
    command = [sys.executable, "-m", "steppe", "build", "seeds", "--out", str(out), "--no-cache"]
    subprocess.run([*command, "--engine", "dask", "--workers", "2"], cwd=ROOT, check=True, capture_output=True)
    assert files_of(out) == files_of(ROOT / "corpus")
