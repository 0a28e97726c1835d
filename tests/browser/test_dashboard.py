"""What only a real browser can tell: clicks, links, requests, and the width of a telephone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from components.registry import PAGES, page_name
from tests.browser.conftest import DRAWN, Watched, serve, widths
from tests.scale.generator import Generator, write_synthetic

pytestmark = pytest.mark.browser
PATHS = ["/", *(f"/{page_name(entry)}" for entry in PAGES[1:])]


def find_country(page: Page, name: str) -> tuple[float, float]:
    """A point of a country on the map, as a hand finds it: wandering until the tooltip names it."""
    canvas = page.locator(".st-key-map canvas").first
    canvas.wait_for()
    page.wait_for_timeout(1500)
    box = canvas.bounding_box()
    assert box
    for across in (0.5, 0.45, 0.6, 0.35):
        for down in (0.3, 0.4, 0.2, 0.6, 0.75):
            x, y = box["x"] + across * box["width"], box["y"] + down * box["height"]
            page.mouse.move(x - 2, y)
            page.mouse.move(x, y)
            page.wait_for_timeout(600)
            tip = page.locator(".st-key-map .deck-tooltip")
            if tip.count() and tip.first.inner_text().startswith(name):
                return x, y
    pytest.fail(f"{name} is nowhere on the map")


def click_country(page: Page, name: str, *, until: re.Pattern[str]) -> None:
    """Click a country on the map; `until`: the address then."""
    page.mouse.click(*find_country(page, name))
    expect(page).to_have_url(until)


def test_pages_talk_to_their_own_server_alone(watched: Watched):
    for path in PATHS:
        watched.open(path)
        watched.page.wait_for_timeout(800)
        assert not watched.page.get_by_text("could not be shown").count(), path
    assert watched.elsewhere == []


def test_no_sideways_scroll_on_a_telephone(browser: Browser, server: str):
    phone = Watched(browser, server, viewport={"width": 390, "height": 844})
    for path in PATHS:
        page = phone.open(path + "?country=KZ")
        page.wait_for_timeout(500)
        assert max(widths(page)) <= 390, path
    phone.context.close()


def test_click_on_the_map_opens_the_sentences_and_the_link_repeats_it(watched: Watched, browser: Browser, server: str):
    page = watched.open()
    click_country(page, "Kazakhstan", until=re.compile(r"[?&]country=KZ(&|$)"))
    expect(page.locator(".evidence-total")).to_have_text("24 sentences")
    expect(page).to_have_url(re.compile("corpus="))
    other = Watched(browser, server)
    other.page.goto(page.url)
    expect(other.page.locator(".evidence-total")).to_have_text("24 sentences")
    expect(other.page.locator(".looking-at")).to_have_text("24 sentences mention Kazakhstan")
    other.context.close()
    click_country(page, "Kazakhstan", until=re.compile(r"^(?!.*country=)"))
    expect(page.locator(".evidence-total")).to_have_text("74 sentences")


def test_a_slow_click_on_the_map_is_a_click_and_a_hold_that_moves_is_none(watched: Watched):
    page = watched.open("/map")
    x, y = find_country(page, "Kazakhstan")
    for chosen in (True, False):  # deck.gl alone takes no press longer than a quarter of a second
        page.mouse.move(x, y)
        page.mouse.down()
        page.wait_for_timeout(600)
        page.mouse.up()
        expect(page).to_have_url(re.compile("[?&]country=KZ(&|$)" if chosen else r"^(?!.*country=)"))
    page.mouse.down()
    page.wait_for_timeout(400)
    page.mouse.move(x + 40, y, steps=4)
    page.mouse.up()
    page.wait_for_timeout(2500)
    assert "country=" not in page.url


def test_select_box_chooses_the_same(watched: Watched):
    page = watched.open()
    page.get_by_role("combobox", name=re.compile("Country")).click()
    page.keyboard.type("Kazakh")
    page.keyboard.press("Enter")
    expect(page.locator(".evidence-total")).to_have_text("24 sentences")
    assert "country=KZ" in page.url
    page.keyboard.press("Escape")
    page.locator(".st-key-clear-all button").click()
    expect(page.locator(".evidence-total")).to_have_text("74 sentences")
    assert "country" not in page.url


def test_click_on_a_bar_chooses_its_theme_and_again_clears_it(watched: Watched):
    page = watched.open()
    bar = page.locator('.st-key-themes [aria-label^="Trade"]').last
    bar.click()
    expect(page.locator(".evidence-total")).to_have_text("21 sentences")
    assert "theme=trade" in page.url
    page.locator('.st-key-themes [aria-label^="Trade"]').last.click()
    expect(page.locator(".evidence-total")).to_have_text("74 sentences")
    assert "theme=" not in page.url


def test_chip_takes_its_choice_away(watched: Watched):
    page = watched.open("/?country=KZ&theme=trade")
    expect(page.locator(".evidence-total")).to_have_text("6 sentences")
    page.locator('[class*="st-key-chip-"] button').first.click()
    expect(page.locator(".evidence-total")).to_have_text("21 sentences")
    assert "country=" not in page.url
    assert "theme=trade" in page.url


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (1024, 768), (768, 1024)])
def test_what_is_chosen_moves_nothing_below_it(browser: Browser, server: str, width: int, height: int):
    desk = Watched(browser, server, viewport={"width": width, "height": height})
    tops = []
    six = "?country=KZ&country=CN&theme=trade&theme=diplomacy&stance=opportunity&q=cooperation"
    for chosen in ("", "?country=KZ", six):
        page = desk.open(f"/{chosen}")
        expect(page.locator(".st-key-take-away button")).to_be_visible()
        box = page.locator(".st-key-map").bounding_box()
        assert box
        tops.append(box["y"])
    assert max(tops) - min(tops) <= 1
    last = page.locator('[class*="st-key-chip-"]').last.locator("button").first
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=0.9)
    last.press("Enter")
    expect(page).not_to_have_url(re.compile("[?&]q="))
    desk.context.close()


def test_every_filter_is_in_view_on_a_low_screen(browser: Browser, tmp_path: Path):
    write_synthetic(Generator(7), 60, tmp_path / "corpus")  # with outlets and dates, so that no filter is left out
    with serve(tmp_path / "corpus") as address:
        low = Watched(browser, address)
        page = low.open()
        names = ("q", *(f"pick-{n}" for n in ("country", "theme", "entity", "article", "outlet", "stance", "unit")))
        for name in (*names, "pick-from", "pick-to"):
            expect(page.locator(f".st-key-{name}")).to_be_in_viewport(ratio=0.99)
        low.context.close()


def test_the_unit_is_said_by_every_chart(watched: Watched):
    page = watched.open()
    page.locator(".st-key-pick-unit input").first.click()
    page.get_by_role("option", name="articles").click()
    expect(page).to_have_url(re.compile("unit=articles"))
    expect(page.locator(".evidence-total")).to_have_text("2 articles")
    for name in ("map", "entities", "themes", "tone"):
        expect(page.locator(f".st-key-{name} .panel-title span").first).to_contain_text("articles by")
    expect(page.locator('.st-key-entities [aria-label*="2 articles"]').first).to_be_attached()


def test_a_row_of_the_list_is_read_by_click_and_by_key(watched: Watched):
    page = watched.open("/articles?country=UZ")
    page.evaluate("window.sameDocument = true")
    rows = page.locator("table.articles tbody tr")
    expect(rows.first).to_have_attribute("aria-current", "true")
    expect(page.locator(".rows-work")).to_be_attached()
    rows.nth(1).click()
    expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    expect(page.locator("h2.article-title")).to_have_text(rows.nth(1).locator("a").inner_text())
    expect(page).to_have_url(re.compile("passage="))
    rows.first.locator("a").press("Enter")
    expect(rows.first).to_have_attribute("aria-current", "true")
    assert page.evaluate("window.sameDocument")
    assert "country=UZ" in page.url


def test_selection_goes_along_to_other_pages_and_back(watched: Watched):
    page = watched.open("/?country=KZ")
    page.get_by_role("link", name="Themes").first.click()
    expect(page).to_have_url(re.compile(r"/themes\?.*country=KZ"))
    expect(page.locator(".st-key-split")).to_be_visible()
    expect(page.locator(".looking-at")).to_have_text("24 sentences mention Kazakhstan")


def test_selection_goes_along_when_the_page_is_left_at_once(browser: Browser, server: str):
    hasty = Watched(browser, server)
    hasty.page.goto(f"{server}/?country=KZ")
    hasty.page.get_by_role("link", name="Themes").first.click()  # while the first run is still under way
    expect(hasty.page).to_have_url(re.compile(r"/themes\?.*country=KZ"))
    expect(hasty.page.locator(".looking-at")).to_have_text("24 sentences mention Kazakhstan")
    hasty.context.close()


def test_back_takes_a_choice_back(watched: Watched):
    page = watched.open("/")
    page.locator('.st-key-themes [aria-label^="Trade"]').last.click()
    expect(page).to_have_url(re.compile("theme=trade"))
    expect(page.locator(".evidence-total")).to_have_text("21 sentences")
    for _ in range(3):
        if "theme=" in page.url:
            page.go_back()
            page.wait_for_timeout(1500)
    expect(page.locator(".evidence-total")).to_have_text("74 sentences")


def test_a_citation_is_copied_by_a_button_that_is_seen(browser: Browser, server: str):
    seen = Watched(browser, server, permissions=["clipboard-read", "clipboard-write"])
    page = seen.open("/?country=UZ")
    cite = page.get_by_role("button", name="Cite").first
    cite.click()  # as soon as it is there, while the page still draws
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("code").first).to_contain_text("Uzbekistan")
    copy = dialog.get_by_role("button", name="Copy to clipboard").first
    expect(copy).to_be_visible()  # without being pointed at
    copy.click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('Uzbekistan'))")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "China Explores New Partnerships" in copied
    assert "/articles?" in copied
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.locator('.st-key-themes [aria-label^="Diplomacy"]').last.click()
    page.wait_for_function("location.search.includes('theme=')")
    page.wait_for_timeout(1500)  # another run does not bring it back
    expect(dialog).to_have_count(0)
    cite.click()
    expect(dialog.locator("code").first).to_contain_text("Uzbekistan")
    seen.context.close()


# Whether the place of the reader begins within its box.
IN_SIGHT = """() => {
  const of = (selector) => document.querySelector(selector).getBoundingClientRect();
  const box = of(".st-key-reader-text"), place = of(".article .here");
  return box.top - 5 <= place.top && place.top <= box.bottom;
}"""


def test_open_in_reader_stands_at_the_passage(watched: Watched):
    page = watched.open("/?country=UZ")
    page.evaluate("window.sameDocument = true")  # a page that is loaded anew is another session
    page.get_by_role("link", name="Open in reader").first.click()
    here = page.locator(".article .here")
    expect(here).to_contain_text("such as Uzbekistan, Kyrgyzstan")
    assert "country=UZ" in page.url
    assert page.evaluate("window.sameDocument")
    page.wait_for_function(IN_SIGHT)
    page.get_by_role("link", name="Overview").first.click()
    expect(page.locator(".evidence-total")).to_have_text("1 sentence")


def test_hostile_article_is_shown_to_the_letter(browser: Browser, hostile_server: str):
    seen = Watched(browser, hostile_server)
    for path in PATHS:
        page = seen.open(path + "?entity=person-x")
        page.wait_for_timeout(500)
        assert "owned" not in page.title()
        expect(page.locator(DRAWN).filter(visible=True).first).to_be_visible()
    page = seen.open("/")
    expect(page.locator(".st-key-evidence")).to_contain_text('<script>document.title="owned"</script>')
    expect(page.locator(".st-key-evidence")).to_contain_text("![pixel](http://example.invalid/pixel.png)")
    assert seen.elsewhere == []
    seen.context.close()


def test_where_the_keyboard_stands_is_seen(watched: Watched):
    page = watched.open("/?country=KZ")
    outline = "e => getComputedStyle(e).outlineWidth + ' ' + getComputedStyle(e).outlineStyle"
    expect(page.locator(".st-key-pick-theme")).to_be_visible()
    page.get_by_label("Search the text").press("Tab")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.st-key-pick-theme') !== null"):
            break
    box = page.locator(".st-key-pick-theme .react-aria-ComboBox > div").first
    assert box.evaluate(outline) == "2px solid"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.st-key-chips') !== null"):
            break
    assert page.locator(".st-key-chips button:focus").first.evaluate(outline) == "2px solid"


def test_a_name_chosen_on_a_telephone_is_told_of_before_the_other_names(browser: Browser, server: str):
    phone = Watched(browser, server, viewport={"width": 390, "height": 844})
    page = phone.open("/entities?entity=person-xi-jinping")
    profile, names = page.locator(".st-key-profile"), page.locator(".st-key-entities")
    expect(profile).to_be_visible()
    expect(names).to_be_visible()
    above, below = profile.bounding_box(), names.bounding_box()
    assert above
    assert below
    assert above["y"] < below["y"]
    phone.context.close()


def test_dark_mode_is_dark(browser: Browser, server: str):
    dark = Watched(browser, server, color_scheme="dark")
    page = dark.open("/?country=KZ")
    colour = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert colour == "rgb(16, 23, 28)"
    ink = page.evaluate("getComputedStyle(document.querySelector('.looking-at')).color")
    assert ink == "rgb(233, 230, 222)"
    page.locator(".st-key-take-away button").first.click()
    said = page.get_by_role("dialog").get_by_text("It opens with no network")
    shade = said.evaluate("e => getComputedStyle(e).color")
    parts = [float(n) / (1 if "srgb" in shade else 255) for n in re.findall(r"[\d.]+", shade)[:3]]
    assert min(parts) > 0.6, shade  # a dialog stands outside the page, and is dark as well
    assert dark.elsewhere == []
    dark.context.close()
