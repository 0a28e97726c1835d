"""The dashboard under the limits of a free host: a tenth of a core and 690 MB. `python -m tools.bench.cloud`.

The server's processor time is read from its own clock and held to a share of the wall clock by stopping and continuing
the process, as a control group's quota does, where control groups cannot be set (in a container, on a Mac). So other
work on the machine changes little of what is measured. Memory is watched, and the server ended where it passes the cap.
The browser is not slowed: visitors bring their own.
"""

import os
import signal
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from tools.bench.pages import BAR, VIEWPORT
from tools.bench.server import CHROMIUM_FLAGS, ROOT, Server, chromium, serve

SHARE = 0.1  # of one core
PERIOD = 0.1  # seconds; what is not used in one is lost, as with a quota
MEMORY = 690  # megabytes
VISITS, CLICKS = 3, 7
TIMEOUT = 180_000  # milliseconds
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


class Limits(threading.Thread):
    """Holds a process to a share of a core, and watches its memory.

    peak : megabytes that it held at most.
    used : seconds of processor time that it was given.
    """

    def __init__(self, server: Server) -> None:
        super().__init__(daemon=True)
        self.server = server
        self.peak = 0.0
        self.used = 0.0
        self.exceeded = False
        self.ended = threading.Event()

    def run(self) -> None:
        """Until `ended` is set: let the process run while it has credit, else stop it until it has some again."""
        clock = (~self.server.pid << 3) | 2  # the clock of another process' processor time: clock_getcpuclockid(3)
        before, spent = time.monotonic(), time.clock_gettime(clock)
        first, credit, looked = spent, 0.0, 0.0
        while not self.ended.is_set():
            now, spending = time.monotonic(), time.clock_gettime(clock)
            credit = min(credit + SHARE * (now - before), SHARE * PERIOD) - (spending - spent)
            before, spent, self.used = now, spending, spending - first
            os.kill(self.server.pid, signal.SIGSTOP if credit <= 0 else signal.SIGCONT)
            if now - looked > 0.2:
                looked, self.peak = now, max(self.peak, self.server.resident_megabytes())
                self.exceeded = self.peak > MEMORY
                if self.exceeded:
                    os.kill(self.server.pid, signal.SIGKILL)
                    return
            self.ended.wait(0.001 if credit > 0 else min(PERIOD, PERIOD / 2 - credit / SHARE))
        os.kill(self.server.pid, signal.SIGCONT)


@contextmanager
def limited(server: Server) -> Iterator[Limits]:
    """The server within its limits until the block ends."""
    limits = Limits(server)
    limits.start()
    try:
        yield limits
    finally:
        limits.ended.set()
        limits.join()


def visit(browser: Browser, url: str) -> tuple[Page, float]:
    """A new visitor's first page, and the seconds until map, bars and evidence stand on it."""
    page = browser.new_context(viewport=VIEWPORT).new_page()
    started = time.perf_counter()
    page.goto(url, wait_until="commit", timeout=TIMEOUT)
    for part in (f".st-key-themes {BAR}", ".st-key-map canvas", ".evidence-total"):
        page.wait_for_selector(part, timeout=TIMEOUT)
    return page, time.perf_counter() - started


def click(page: Page, turn: int) -> float:
    """Seconds from a click on a theme until the evidence answers."""
    page.wait_for_selector(SETTLED, timeout=TIMEOUT)
    before = page.locator(".evidence-total").inner_text()
    box = page.locator(f".st-key-themes {BAR}").nth(turn % 3).bounding_box() or {
        "x": 0,
        "y": 0,
        "width": 0,
        "height": 0,
    }
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(2000)
    started = time.perf_counter()
    page.mouse.down()
    page.mouse.up()
    page.wait_for_function(
        "before => document.querySelector('.evidence-total')?.innerText !== before", arg=before, timeout=TIMEOUT
    )
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    with serve(ROOT / "app.py") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        with limited(server) as limits:
            page, cold = visit(browser, server.url)
            share = limits.used / cold
            again = []
            for _ in range(VISITS):
                page.wait_for_selector(SETTLED, timeout=TIMEOUT)
                page.wait_for_timeout(2000)
                page.context.close()
                page, seconds = visit(browser, server.url)
                again.append(seconds)
            clicks = [click(page, turn) for turn in range(CLICKS)]
        browser.close()
    print(f"first page of a server that has just started: {cold:.1f} s")
    print(f"first page of a further visitor: {statistics.median(again):.1f} s (median of {VISITS})")
    print(f"click to evidence: {statistics.median(clicks):.1f} s (median of {CLICKS}), {max(clicks):.1f} s at most")
    print(f"memory: {limits.peak:.0f} MB at most; processor during the first page: {share:.3f} of a core")


if __name__ == "__main__":
    main()
