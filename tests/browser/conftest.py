"""A server of our own on a free port, and a real Chromium that is watched for requests elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.components.corpora import write_hostile
from tools.bench.server import CHROMIUM_FLAGS, chromium
from tools.bench.server import serve as start

ROOT = Path(__file__).parents[2]
DRAWN = ".panel-title, .article-title, .failure, .empty, .slide-head"  # one of these is on every page that has drawn
expect.set_options(timeout=20_000)


@contextmanager
def serve(corpus: Path, **environment: str) -> Iterator[str]:
    """The dashboard on a free port, as a process of its own; yields its address."""
    with start(ROOT / "app.py", environment={"STEPPE_CORPUS": str(corpus), **environment}) as running:
        yield running.url


@pytest.fixture(scope="session")
def server(gold_directory: Path) -> Iterator[str]:
    with serve(gold_directory) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    corpus = tmp_path_factory.mktemp("hostile") / "corpus"
    write_hostile(corpus)
    with serve(corpus) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            driven = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        except (PlaywrightError, RuntimeError) as error:
            pytest.fail(f"No Chromium to test with ({error}). Install one: apt-get install chromium", pytrace=False)
        yield driven
        driven.close()


def wait_until_run(page: Page) -> None:
    """Until the server has nothing more to send."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)


def widths(page: Page) -> list[int]:
    """Pixels of what the page and its main part hold, which is no wider than the screen where nothing scrolls."""
    found: list[int] = page.evaluate(
        "[document.documentElement, document.querySelector('[data-testid=stMain]')].map(e => e.scrollWidth)"
    )
    return found


class Watched:
    """A page, and every request it made to anything but its own server."""

    def __init__(self, browser: Browser, address: str, **options: object) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1366, "height": 768}, **options})  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.address = address
        self.elsewhere: list[str] = []
        self.context.on("request", lambda request: self._watch(request.url))

    def _watch(self, url: str) -> None:
        own = urlsplit(self.address).netloc
        if not url.startswith(("data:", "blob:", "about:")) and urlsplit(url).netloc != own:
            self.elsewhere.append(url)

    def open(self, path: str = "/") -> Page:
        """Open a path and wait until it stands still."""
        self.page.goto(self.address + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script has run and the page shows its result."""
        self.page.wait_for_selector(DRAWN, timeout=60_000, state="attached")
        wait_until_run(self.page)

    def total(self) -> str:
        """What the evidence panel states."""
        return self.page.locator(".evidence-total").inner_text().strip()


@pytest.fixture
def watched(browser: Browser, server: str) -> Iterator[Watched]:
    page = Watched(browser, server)
    yield page
    page.context.close()
