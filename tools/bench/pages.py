"""Time to first paint, click-to-evidence latency and server memory, in a real Chromium."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from tools.bench.server import CHROMIUM_FLAGS, ROOT, Server, chromium, serve

PAINTS, CLICKS = 7, 20
VIEWPORT = {"width": 1366, "height": 768}
TIMEOUT = 30_000  # milliseconds
SETTLE = 1_200  # milliseconds between a click's answer and the next
CHANGED = """([answer, before]) => answer.every((selector, i) => {
  const now = document.querySelector(selector);
  return now && now.innerText !== before[i];
})"""
ANSWER = (".evidence-total", ".evidence-list")  # the number, and its sentences
BAR = 'path[aria-roledescription="bar"]'


@dataclass(frozen=True)
class PageFigures:
    """Seconds and megabytes of one page."""

    first_paint: float
    click_median: float
    click_p95: float
    resident: float


def wait_bare(page: Page) -> None:
    page.wait_for_selector(BAR, timeout=TIMEOUT)
    page.wait_for_selector('[data-testid="stDeckGlJsonChart"] canvas', timeout=TIMEOUT)


def wait_steppe(page: Page) -> None:
    page.wait_for_selector(f".st-key-themes {BAR}", timeout=TIMEOUT)
    page.wait_for_selector(".st-key-map canvas", timeout=TIMEOUT)
    page.wait_for_selector(".evidence-total", timeout=TIMEOUT)


def measure(server: Server, wait: Callable[[Page], None], bars: str, answer: Sequence[str]) -> PageFigures:
    """Figures of one served page: `bars` and `answer` are selectors of what is clicked and of all that answers."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        paints = [first_paint(browser, server.url, wait) for _ in range(PAINTS + 1)][1:]
        clicks = click_latencies(browser, server.url, wait, bars, answer)
        browser.close()
    return PageFigures(
        first_paint=statistics.median(paints),
        click_median=statistics.median(clicks),
        click_p95=sorted(clicks)[int(0.95 * (len(clicks) - 1) + 0.5)],
        resident=server.resident_megabytes(),
    )


def first_paint(browser: Browser, url: str, wait: Callable[[Page], None]) -> float:
    """Seconds from navigation, with an empty cache, until map, chart and answer stand on the page."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    started = time.perf_counter()
    page.goto(url, wait_until="commit")
    wait(page)
    spent = time.perf_counter() - started
    context.close()
    return spent


def click_latencies(
    browser: Browser, url: str, wait: Callable[[Page], None], bars: str, answer: Sequence[str]
) -> list[float]:
    """Seconds from a click on a bar until the words of everything in `answer` have changed; bars take turns."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    page.goto(url)
    wait(page)
    page.wait_for_timeout(1000)
    spent = []
    for turn in range(CLICKS + 1):
        before = [page.locator(selector).inner_text() for selector in answer]
        box = page.locator(bars).nth(turn % 3).bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(SETTLE)
        started = time.perf_counter()
        page.mouse.down()
        page.mouse.up()
        page.wait_for_function(
            CHANGED,
            arg=[list(answer), before],
            timeout=TIMEOUT,
        )
        spent.append(time.perf_counter() - started)
        page.wait_for_timeout(SETTLE)  # until the charts, too, stand still
    context.close()
    return spent[1:]


def measure_both() -> tuple[PageFigures, PageFigures]:
    """The bare page and Steppe's first page, one after the other on one machine."""
    with serve(ROOT / "tools" / "bench" / "bare_app.py") as server:
        bare = measure(server, wait_bare, BAR, (".st-key-answer",))
    with serve(ROOT / "app.py") as server:
        steppe = measure(server, wait_steppe, f".st-key-themes {BAR}", ANSWER)
    return bare, steppe
