"""A big batch through the page Add articles, in a real browser: what it takes in memory and time.

    python -m tools.batch            # 200 mixed files, a sixth of them broken

Prints the figures that docs/formats.md states: the most memory that the server and the process that analyses held
together, resident (RSS, which counts what they share twice) and proportional (PSS, which counts it once).
"""

import argparse
import re
import sys
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.mixed_files import mixed_batch
from tools.bench.server import CHROMIUM_FLAGS, ROOT, Server, chromium, serve

LIMIT_MEGABYTES = 690  # what Streamlit Community Cloud guarantees
PATIENCE = 900_000  # milliseconds


class Watch:
    """The most memory that a process and its children held together, looked at ten times a second."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.resident = self.proportional = 0.0
        self.alone = 0.0  # resident, of the process without its children
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(0.1):
            found = [read_memory(pid) for pid in (self.pid, *children(self.pid))]
            self.resident = max(self.resident, sum(rss for rss, _ in found))
            self.proportional = max(self.proportional, sum(pss for _, pss in found))
            self.alone = max(self.alone, found[0][0])

    def stop(self) -> None:
        """Look no longer; the figures stay."""
        self._over.set()
        self._thread.join()


def children(pid: int) -> list[int]:
    """All processes below one."""
    try:
        listed = Path(f"/proc/{pid}/task").glob("*/children")
        own = [int(child) for file in listed for child in file.read_text(encoding="ascii").split()]
    except OSError:
        return []
    return [*own, *(grandchild for child in own for grandchild in children(child))]


def read_memory(pid: int) -> tuple[float, float]:
    """Resident and proportional megabytes of a process (Linux); nothing where it is gone."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0, 0.0
    kilobytes = dict(re.findall(r"^(Rss|Pss):\s+(\d+)", text, re.MULTILINE))
    return int(kilobytes.get("Rss", 0)) / 1024, int(kilobytes.get("Pss", 0)) / 1024


def add(server: Server, files: dict[str, bytes]) -> str:
    """Drop the files and wait for the report; returns its headline."""
    payload = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in sorted(files.items())
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(server.url + "/")
        page.wait_for_selector(".panel-title", timeout=60_000)
        page.get_by_role("link", name="Add articles").first.click()
        page.wait_for_selector(".st-key-drop-zone", timeout=60_000)
        page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(payload)  # type: ignore[arg-type]
        page.wait_for_selector(".st-key-report", timeout=PATIENCE)
        headline = page.locator(".st-key-report .panel-title").inner_text()
        page.get_by_role("link", name="Overview").first.click()
        page.wait_for_selector(".evidence-total", timeout=60_000)
        browser.close()
    return headline


def main(arguments: list[str]) -> int:
    """Measure and print; 1 where it took more than the host guarantees."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=200)
    options = parser.parse_args(arguments)
    with serve(ROOT / "app.py", environment={"STEPPE_CORPUS": ""}) as server:
        watch = Watch(server.pid)
        began = time.monotonic()
        headline = add(server, mixed_batch(options.files))
        watch.stop()
        after = read_memory(server.pid)[0]
    print(f"{options.files} files in {time.monotonic() - began:.0f} s: {headline}")
    print(f"server and worker together: {watch.resident:.0f} MB resident, {watch.proportional:.0f} MB proportional")
    print(f"server alone: {watch.alone:.0f} MB at most, {after:.0f} MB afterwards")
    return 0 if watch.resident < LIMIT_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
