"""A server of our own on a free port, and a real Chromium that is watched for requests elsewhere."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.components.corpora import write_hostile
from tests.gold_corpus import write_gold_corpus

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
expect.set_options(timeout=20_000)


@contextmanager
def serve(corpus: Path) -> Iterator[str]:
    """The dashboard on a free port, as a process of its own; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"} | {"STEPPE_CORPUS": str(corpus)}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the dashboard did not start")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    corpus = tmp_path_factory.mktemp("gold") / "corpus"
    write_gold_corpus(ROOT / "tests" / "gold" / "seeds", ROOT / "seeds", corpus)
    with serve(corpus) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    corpus = tmp_path_factory.mktemp("hostile") / "corpus"
    write_hostile(corpus)
    with serve(corpus) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        except PlaywrightError as error:
            pytest.fail(f"No Chromium to test with ({error}). Install one: apt-get install chromium", pytrace=False)
        yield chromium
        chromium.close()


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
        self.page.wait_for_selector(".panel-title, .article-title, .failure", timeout=30_000, state="attached")
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=30_000)

    def total(self) -> str:
        """What the evidence panel states."""
        return self.page.locator(".st-key-evidence-total").inner_text().strip()


@pytest.fixture
def watched(browser: Browser, server: str) -> Iterator[Watched]:
    page = Watched(browser, server)
    yield page
    page.context.close()
