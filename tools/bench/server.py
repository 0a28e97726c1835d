"""A Streamlit server to measure: started on a free port, stopped on leaving."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
CHROME_ON_MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)


class Server:
    """A running server: its address and process id."""

    def __init__(self, url: str, pid: int) -> None:
        self.url = url
        self.pid = pid

    def resident_megabytes(self) -> float:
        """Resident memory of the server process (Linux: VmRSS)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii", errors="replace")
        line = next(row for row in status.splitlines() if row.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


@contextmanager
def serve(script: Path, *, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run a Streamlit script until the block ends; as a reader's server also where a test starts it.

    Raises
    ------
    RuntimeError : the server did not answer within `START_SECONDS`.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    command += ["--server.address=127.0.0.1", "--server.headless=true", "--server.fileWatcherType=none"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        # Under pytest a panel that fails raises, where a reader's shows a message.
        env={k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"} | dict(environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(f"{url}/_stcore/health", process)
        yield Server(url, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:  # on a busy machine
            process.kill()
            process.wait()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the Streamlit server did not start")


def chromium() -> str:
    """Path of the system's Chromium or Chrome.

    Raises
    ------
    RuntimeError : there is none.
    """
    found = next((path for name in (*CHROMIUM_NAMES, CHROME_ON_MACOS) if (path := shutil.which(name))), None)
    if found is None:
        raise RuntimeError("Chromium is not installed; run: bash .ci/browser")
    return found
