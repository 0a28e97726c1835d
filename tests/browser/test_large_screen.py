"""A large screen and a small one: the page grows and shrinks with it, and what is under the pointer is what it says."""

import re

import pytest
from playwright.sync_api import Browser, Locator, expect

from components.charts.frame import Frame
from steppe.regions import load_borders
from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
HIGH, LEAST = 268, 400  # pixels of the Overview's map before it is enlarged, see `components.views.overview`


def _at(canvas: Locator, longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place lies in the window, reckoned from what the map was told to show."""
    shapes = [f["geometry"] for f in load_borders()["features"] if f["properties"]["focus"]]
    rings = [{"rings": g["coordinates"] if g["type"] == "MultiPolygon" else [g["coordinates"]]} for g in shapes]
    x, y = Frame.around(rings, HIGH, LEAST).pixels(longitude, latitude)
    box = canvas.bounding_box()
    assert box
    enlarged = box["height"] / HIGH
    return box["x"] + box["width"] / 2 + (x - LEAST / 2) * enlarged, box["y"] + y * enlarged


@pytest.mark.parametrize(
    ("width", "height", "least"), [(1024, 768, 0.8), (1366, 768, 1.0), (1920, 1080, 1.4), (2560, 1440, 1.9)]
)
def test_the_map_grows_and_a_click_chooses_what_is_under_the_pointer(
    browser: Browser, server: str, width: int, height: int, least: float
):
    large = Watched(browser, server, viewport={"width": width, "height": height})
    page = large.open()
    canvas = page.locator(".st-key-map canvas").first
    canvas.wait_for()
    page.wait_for_timeout(1500)
    box = canvas.bounding_box()
    assert box
    assert least <= box["height"] / HIGH < least + 0.1
    assert box["width"] >= (LEAST - 10) * least, "the region is cut off at its sides"
    wide = page.evaluate(
        "[document.documentElement, document.querySelector('[data-testid=stMain]')].map(e => e.scrollWidth)"
    )
    assert max(wide) <= width
    tip = page.locator(".st-key-map .deck-tooltip").first
    for name, *place in (("Kazakhstan", 67.0, 48.5), ("Kyrgyzstan", 75.5, 41.6), ("Turkmenistan", 59.5, 39.6)):
        x, y = _at(canvas, *place)
        for _ in range(10):  # a software renderer misses moves while it is busy
            page.mouse.move(x - 2, y)
            page.mouse.move(x, y)
            page.wait_for_timeout(300)
            if tip.count() and tip.inner_text().startswith(name):
                break
        expect(tip).to_have_text(re.compile(f"^{name}"))
    page.mouse.click(x, y, delay=60)
    expect(page).to_have_url(re.compile(r"[?&]country=TM(&|$)"))
    expect(page.locator(".evidence-total")).to_have_text("1 sentence")
    large.context.close()


def test_a_bar_of_an_enlarged_chart_is_chosen_where_it_is_seen(browser: Browser, server: str):
    large = Watched(browser, server, viewport={"width": 1920, "height": 1080})
    page = large.open()
    bar = page.locator('.st-key-themes path[aria-label*=" sentences, "]').nth(2)
    bar.wait_for()
    counted = re.search(r": (\d+ sentences),", bar.get_attribute("aria-label") or "")
    assert counted
    box = bar.bounding_box()
    panel = page.locator(".st-key-themes").bounding_box()
    assert box
    assert panel
    assert box["x"] + box["width"] <= panel["x"] + panel["width"] + 2
    page.wait_for_timeout(800)
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile(r"[?&]theme="))
    expect(page.locator(".evidence-total")).to_have_text(counted[1])
    large.context.close()
