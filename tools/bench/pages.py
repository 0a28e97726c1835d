"""Time to first paint, click-to-evidence latency and server memory, in a real Chromium."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from tools.bench.server import CHROMIUM_FLAGS, ROOT, Server, chromium, serve

PAINTS, CLICKS, TURNS = 7, 20, 4
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


@dataclass(frozen=True)
class Subject:
    """A served page. wait : until it has drawn; bars, answer : selectors of what is clicked, and of what answers."""

    server: Server
    wait: Callable[[Page], None]
    bars: str
    answer: Sequence[str]


def steppe_at(server: Server) -> Subject:
    """Steppe's first page."""
    return Subject(server, wait_steppe, f".st-key-themes {BAR}", ANSWER)


def measure(subjects: Sequence[Subject]) -> list[PageFigures]:
    """Figures of several pages. They take turns, so that other work on the machine falls on all of them."""
    paints: list[list[float]] = [[] for _ in subjects]
    clicks: list[list[float]] = [[] for _ in subjects]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        for _ in range(PAINTS + 1):
            for subject, spent in zip(subjects, paints, strict=True):
                spent.append(first_paint(browser, subject))
        for _ in range(TURNS):
            for subject, spent in zip(subjects, clicks, strict=True):
                spent.extend(click_latencies(browser, subject, CLICKS // TURNS))
        browser.close()
    return [
        PageFigures(
            first_paint=statistics.median(painted[1:]),
            click_median=statistics.median(clicked),
            click_p95=sorted(clicked)[int(0.95 * (len(clicked) - 1) + 0.5)],
            resident=subject.server.resident_megabytes(),
        )
        for subject, painted, clicked in zip(subjects, paints, clicks, strict=True)
    ]


def first_paint(browser: Browser, subject: Subject) -> float:
    """Seconds from navigation, with an empty cache, until map, chart and answer stand on the page."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    started = time.perf_counter()
    page.goto(subject.server.url, wait_until="commit")
    subject.wait(page)
    spent = time.perf_counter() - started
    context.close()
    return spent


def click_latencies(browser: Browser, subject: Subject, clicks: int) -> list[float]:
    """Seconds from a click on a bar until the words of all that answers have changed; bars take turns."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    page.goto(subject.server.url)
    subject.wait(page)
    page.wait_for_timeout(1000)
    spent = []
    for turn in range(clicks + 1):
        before = [page.locator(selector).inner_text() for selector in subject.answer]
        box = page.locator(subject.bars).nth(turn % 3).bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(SETTLE)
        started = time.perf_counter()
        page.mouse.down()
        page.mouse.up()
        page.wait_for_function(CHANGED, arg=[list(subject.answer), before], timeout=TIMEOUT)
        spent.append(time.perf_counter() - started)
        page.wait_for_timeout(SETTLE)  # until the charts, too, stand still
    context.close()
    return spent[1:]


def measure_both() -> tuple[PageFigures, PageFigures]:
    """The bare page and Steppe's first page, in turns on one machine."""
    with serve(ROOT / "tools" / "bench" / "bare_app.py") as plain, serve(ROOT / "app.py") as ours:
        bare, steppe = measure([Subject(plain, wait_bare, BAR, (".st-key-answer",)), steppe_at(ours)])
    return bare, steppe
