"""Adding articles in a real browser: everyone sees their own, and it is gone when they leave."""

import re
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched, serve, wait_until_run, widths
from tests.mixed_files import as_html, as_text, mixed_batch

pytestmark = pytest.mark.browser
LONG = 180_000  # milliseconds that an addition may take on a busy machine
LEAVING = 2  # seconds after which a session that lost its browser is over


@pytest.fixture(scope="module")
def visited(gold_directory: Path) -> Iterator[tuple[str, Path]]:
    """A dashboard whose sessions end soon after their browser left, and the folder below which visitors' files lie."""
    with tempfile.TemporaryDirectory() as folder:
        options = {"TMPDIR": folder, "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(LEAVING)}
        with serve(gold_directory, **options) as address:
            yield address, Path(folder)


def wait_until_gone(folder: Path) -> None:
    """Until nothing of any visitor lies below `folder`."""
    until = time.monotonic() + 60
    while list(folder.glob("steppe-visitor-*")) and time.monotonic() < until:
        time.sleep(0.5)
    assert list(folder.glob("steppe-visitor-*")) == []


@pytest.fixture
def arrive(browser: Browser, visited: tuple[str, Path]) -> Iterator[Callable[..., Watched]]:
    """Opens one more visitor's browser. All leave at the end, however it ends: the next test finds nobody."""
    address, folder = visited
    here: list[Watched] = []

    def open_one(**options: object) -> Watched:
        here.append(Watched(browser, address, **options))
        return here[-1]

    yield open_one
    for visitor in here:
        visitor.context.close()
    wait_until_gone(folder)


def go_to(page: Page, name: str) -> None:
    """By the navigation: loading an address anew is another session."""
    page.get_by_role("link", name=name).first.click()
    wait_until_run(page)


def drop(page: Page, files: dict[str, bytes]) -> None:
    payload = [{"name": n, "mimeType": "application/octet-stream", "buffer": d} for n, d in files.items()]
    zone = page.locator('.st-key-drop-zone [data-testid="stFileUploaderDropzoneInput"]')
    expect(zone).to_have_count(1, timeout=60_000)  # while the page is drawn anew, the one before may still stand there
    zone.set_input_files(payload)  # type: ignore[arg-type]


def secret(word: str) -> bytes:
    text = as_text(len(word)).decode()
    return (text + f"\n\nThe minister of {word} in Kazakhstan said that the {word} would stay.").encode()


def test_two_visitors_see_their_own_a_third_none_and_all_is_gone_when_they_leave(arrive, visited):
    address, folder = visited
    first, second = arrive(), arrive()
    for visitor, word in ((first, "quillwort"), (second, "bladderfern")):
        visitor.open("/")
        go_to(visitor.page, "Add articles")
        drop(visitor.page, {f"{word}.txt": secret(word), "page.html": as_html(40 + len(word))})
    for visitor, word, others in ((first, "quillwort", "bladderfern"), (second, "bladderfern", "quillwort")):
        page = visitor.page
        expect(page.locator(".st-key-report")).to_contain_text(f"{word}.txt", timeout=LONG)
        expect(page.locator(".st-key-whose")).to_contain_text("2 articles + 2 of yours")
        assert others not in page.content()
        go_to(page, "Articles")
        expect(page.locator(".st-key-whose")).to_contain_text("+ 2 of yours")
        go_to(page, "Overview")
        expect(page.locator(".evidence-total")).not_to_have_text("74 sentences")
        page.get_by_role("textbox", name="Search the text").fill(word)
        page.keyboard.press("Enter")
        expect(page.locator(".evidence-total")).to_have_text("1 sentence")
        page.get_by_role("textbox", name="Search the text").fill(others)
        page.keyboard.press("Enter")
        expect(page.locator(".evidence-total")).to_have_text("0 sentences")

    third = arrive()
    page = third.open("/?q=quillwort")
    expect(page.locator(".evidence-total")).to_have_text("0 sentences")
    page = third.open("/")
    expect(page.locator(".evidence-total")).to_have_text("74 sentences")
    assert not page.locator(".st-key-whose").count()

    link = first.page.url
    assert "corpus=session-" in link
    page = third.open(link.removeprefix(address))
    expect(page.locator(".notice").filter(has_text="somebody had added")).to_be_visible()
    assert "quillwort.txt" not in page.content()

    held = list(folder.glob("steppe-visitor-*"))
    assert len(held) == 2
    assert all(path.stat().st_mode & 0o077 == 0 for path in held)
    for visitor in (first, second, third):
        assert visitor.elsewhere == []
        visitor.context.close()
    wait_until_gone(folder)


def test_a_mixed_batch_is_reported_restored_saved_forgotten_and_opened_again(arrive, visited, tmp_path: Path):
    _, folder = visited
    seen = arrive()
    page = seen.open("/")
    go_to(page, "Add articles")
    batch = mixed_batch(20)
    too_large = {"film.txt": b"x" * (21 * 1024 * 1024)}
    drop(page, {**batch, **too_large})
    expect(page.locator(".st-key-working")).to_be_visible(timeout=LONG)
    expect(page.locator(".st-key-mine")).to_be_visible(timeout=LONG)
    report = page.locator(".st-key-report")
    for name in (*batch, "film.txt"):
        expect(report).to_contain_text(name)
    expect(report.locator("tr.bad").filter(has_text="film.txt")).to_contain_text("20 MB is the limit")
    assert "Traceback" not in page.content()
    assert not page.get_by_text("could not be shown").count()

    # Restore what was left out of a page, and take it back.
    page.locator('[class*="st-key-restore-"] button').first.click()
    expect(page.locator('[class*="st-key-undo-"] button').first).to_be_visible(timeout=LONG)
    page.locator('[class*="st-key-undo-"] button').first.click()
    expect(page.locator('[class*="st-key-undo-"]')).to_have_count(0, timeout=LONG)
    expect(page.locator(".st-key-working")).to_have_count(0, timeout=LONG)

    # Yours alone, without yours, and back; the address follows.
    whose = page.locator(".st-key-whose")
    articles = int(re.search(r"\+ (\d+) of yours", whose.inner_text())[1])  # type: ignore[index]
    go_to(page, "Overview")
    whose.get_by_text("Yours alone").click()
    expect(whose).to_contain_text(f"your {articles} articles alone")
    wait_until_run(page)
    mine = page.locator(".evidence-total").inner_text()
    whose.get_by_text("Without yours").click()
    expect(page.locator(".evidence-total")).to_have_text("74 sentences")
    whose.get_by_text("All", exact=True).click()
    expect(whose).to_contain_text(f"2 articles + {articles} of yours")

    # Save, forget, drop the ZIP: the same corpus, without any analysis.
    go_to(page, "Add articles")
    with page.expect_download(timeout=LONG) as saved:
        page.locator(".st-key-save-zip button").first.click()
    saved.value.save_as(tmp_path / "steppe-corpus.zip")
    page.locator(".st-key-forget button").first.click()
    page.locator(".st-key-forget-now button").click()
    expect(page.locator(".st-key-whose")).to_have_count(0)
    wait_until_run(page)
    assert not list(folder.glob("steppe-visitor-*"))
    drop(page, {"steppe-corpus.zip": (tmp_path / "steppe-corpus.zip").read_bytes()})
    expect(page.locator(".st-key-report")).to_contain_text(f"{articles} articles, opened", timeout=LONG)
    go_to(page, "Overview")
    whose.get_by_text("Yours alone").click()
    expect(page.locator(".evidence-total")).to_have_text(mine)
    assert seen.elsewhere == []


def test_stop_leaves_everything_as_it_was_and_one_can_go_on(arrive):
    phone = arrive(viewport={"width": 390, "height": 844})
    page = phone.open("/add")
    drop(page, {f"{n}.txt": as_text(600 + n) for n in range(12)})
    page.locator(".st-key-stop-adding button").click(timeout=LONG)
    expect(page.locator(".st-key-ended")).to_contain_text("Stopped. Nothing was added.", timeout=LONG)
    expect(page.locator(".st-key-whose")).to_have_count(0)
    page.locator(".st-key-go-on button").click()
    expect(page.locator(".st-key-report")).to_contain_text("12 articles", timeout=LONG)
    assert max(widths(page)) <= 390
    page.locator(".st-key-paste-text textarea").fill("Kazakhstan and Uzbekistan agreed on a bridge. " * 20)
    page.get_by_role("button", name="Add this text").click()
    expect(page.locator(".st-key-report")).to_contain_text("13 articles", timeout=LONG)
    page.locator(".st-key-remove-article button").click()
    expect(page.locator(".st-key-report")).to_contain_text("12 articles, 1 removed", timeout=LONG)
