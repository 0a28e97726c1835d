"""Taken away from the page, opened without a network: the same numbers."""

import csv
import io
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
A4 = (595, 842)  # points


def test_a_pack_of_the_story_opens_offline_with_the_numbers_of_the_app(
    watched: Watched, browser: Browser, tmp_path: Path
):
    page = watched.open("/")
    page.locator(".st-key-take-away button").click()
    page.get_by_text("Story “").first.click()
    page.locator(".st-key-takeaway-make-html button").click()
    save = page.locator(".st-key-takeaway-save-html button")
    expect(save).to_be_visible(timeout=90_000)
    with page.expect_download() as download:
        save.click()
    assert download.value.suggested_filename.startswith("steppe-")
    pack = tmp_path / "pack.html"
    download.value.save_as(pack)
    page.locator(".st-key-takeaway-make-pptx button").click()  # the other form as well, from the same dialog
    slides = page.locator(".st-key-takeaway-save-pptx button")
    expect(slides).to_be_visible(timeout=90_000)
    expect(save).to_be_visible()
    expect(page.locator(".failure")).to_have_count(0)
    with page.expect_download() as download:
        slides.click()
    assert download.value.suggested_filename.endswith(".pptx")
    assert watched.elsewhere == []

    offline = browser.new_context(offline=True, viewport={"width": 390, "height": 800})
    reader = offline.new_page()
    asked: list[str] = []
    said: list[str] = []
    offline.on("request", lambda request: asked.append(request.url))
    reader.on("console", lambda message: said.append(message.text))
    reader.goto(pack.as_uri())
    assert asked == [pack.as_uri()]
    assert said == []
    assert reader.evaluate("document.documentElement.scrollWidth") == 390
    views = reader.locator("section.view")
    assert views.count() >= 3
    shown = [
        (
            int(views.nth(n).get_attribute("data-n") or -1),
            views.nth(n).locator("> .where a").last.get_attribute("href") or "",
        )
        for n in range(views.count())
    ]
    sheets = pypdfium2.PdfDocument(reader.pdf(prefer_css_page_size=True))
    assert all(abs(a - b) <= 1 for sheet in sheets for a, b in zip(sheet.get_size(), A4, strict=True))
    assert len(sheets) > views.count()
    offline.close()

    for number, address in shown:  # every view's own link, back in the app
        parts = urlsplit(address)
        watched.open(f"{parts.path}?{parts.query}")
        expect(watched.page.locator(".evidence-total")).to_contain_text(f"{number:,} ")
    assert watched.elsewhere == []


def test_a_panel_gives_its_numbers_and_evidence_its_rows(watched: Watched, tmp_path: Path):
    page = watched.open("/?country=KZ")
    page.locator(".st-key-take-themes button").first.click()
    with page.expect_download() as download:
        page.locator(".st-key-takeaway-themes-CSV button").click()
    download.value.save_as(tmp_path / "themes.csv")
    table = list(csv.DictReader(io.StringIO((tmp_path / "themes.csv").read_text(encoding="utf-8-sig"))))
    assert "24 sentences mention Kazakhstan" in table[0]["source"]
    with page.expect_download() as download:
        page.locator(".st-key-takeaway-themes-PNG button").click()
    download.value.save_as(tmp_path / "themes.png")
    assert (tmp_path / "themes.png").read_bytes().startswith(b"\x89PNG")
    page.keyboard.press("Escape")  # once, though the button that was pressed has lost the focus
    expect(page.get_by_role("dialog")).to_have_count(0)
    watched.open(f"/?country=KZ&theme={table[0]['key']}")
    assert watched.total() == f"{table[0]['n']} sentences"

    with page.expect_download() as download:
        page.locator(".st-key-evidence-csv button").first.click()
    download.value.save_as(tmp_path / "rows.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "rows.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == int(table[0]["n"])

    page.locator(".st-key-evidence").get_by_role("button", name="Cite").first.click()
    page.get_by_role("tab", name="BibTeX").click()
    expect(page.get_by_role("tabpanel", name="BibTeX")).to_contain_text("@misc{")
    assert watched.elsewhere == []
