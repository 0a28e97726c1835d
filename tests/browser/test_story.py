"""A story as a speaker tells it: by keyboard alone, with its evidence, its QR codes, its links and its file."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from components.drawings import DRAWINGS
from components.embed import EVIDENCE
from components.story import model
from steppe.corpus import count, open_corpus
from tests.browser.conftest import ROOT, Watched, serve, wait_until_run, widths

pytestmark = pytest.mark.browser
STORY = model.from_json((ROOT / "stories" / "two-articles.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def own_server() -> Iterator[str]:
    """The dashboard on the committed corpus, which the sample story is counted on."""
    with serve(ROOT / "corpus") as address:
        yield address


@pytest.fixture
def room(browser: Browser, own_server: str) -> Iterator[Watched]:
    page = Watched(browser, own_server)
    yield page
    page.context.close()


def at_slide(page: Page, number: int) -> None:
    expect(page.locator(".slide-progress")).to_contain_text(f"{number} of {len(STORY.views)}", timeout=60_000)
    expect(page.locator(".slide-head h1")).to_have_text(STORY.views[number - 1].title)
    expect(page.locator(".slide-head h1")).to_be_visible()  # which promises that keys work
    wait_until_run(page)


def opened_total(page: Page) -> str:
    """What stands over the slide states as its total."""
    panel = page.locator(".st-key-slide-opened .evidence-total")
    expect(panel).to_be_visible()
    return panel.inner_text().strip()


def decoded(page: Page, picture: Path) -> str:
    """The QR code of the slide, as a telephone reads it off the screen."""
    import zxingcpp
    from PIL import Image

    page.screenshot(path=picture)
    found = zxingcpp.read_barcodes(Image.open(picture))
    assert len(found) == 1, "no QR code, or several, on the slide"
    return str(found[0].text)


def test_the_sample_story_is_walked_by_keyboard_alone(room: Watched, tmp_path: Path):
    page = room.page
    page.goto(room.address + "/present")
    at_slide(page, 1)
    for hidden in ("stHeader", "stSidebar", "stToolbar"):
        expect(page.locator(f'[data-testid="{hidden}"]:visible')).to_have_count(0)
    seen: dict[int, str] = {}
    for number, slide in enumerate(STORY.views, 1):
        at_slide(page, number)
        numbers = page.locator(".st-key-slide-claims button strong, .st-key-slide-cards button strong")
        expect(numbers).to_have_text([f"{claim.total:,}" for claim in slide.claims])
        if number in (1, 5, 7):  # a claim, by its digit
            place = next(i for i, claim in enumerate(slide.claims, 1) if claim.total)
            page.keyboard.press(str(place))
            seen[number] = opened_total(page)
            assert seen[number].split()[0] == str(slide.claims[place - 1].total)
            expect(page.locator(".st-key-slide-opened .passage").first).to_be_visible()
            page.keyboard.press("Escape")
            expect(page.locator(".st-key-slide-opened")).to_have_count(0)
            wait_until_run(page)
        if number < len(STORY.views):
            page.keyboard.press("ArrowRight" if number % 2 else "PageDown")
    assert len(seen) == 3
    page.keyboard.press("ArrowDown")  # the last slide's own sentences
    assert opened_total(page) == "74 sentences"
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-slide-opened")).to_have_count(0)
    wait_until_run(page)
    page.keyboard.press("ArrowLeft")
    at_slide(page, len(STORY.views) - 1)
    assert room.elsewhere == []


def test_of_presses_in_a_row_none_is_lost(room: Watched):
    page = room.page
    page.goto(room.address + "/present")
    at_slide(page, 1)
    for key in ("ArrowRight", "ArrowRight", "PageDown", "ArrowRight", "PageDown", "ArrowLeft"):
        page.keyboard.press(key)
        page.wait_for_timeout(50)  # shorter than any answer
    at_slide(page, 5)
    page.get_by_role("button", name="Next").dblclick()  # by hand as well: two clicks are two steps
    at_slide(page, 7)
    page.get_by_role("button", name="Back").dblclick()
    page.keyboard.press("ArrowRight")
    at_slide(page, 6)
    page.keyboard.press("1")
    assert opened_total(page).split()[0] == str(STORY.views[5].claims[0].total)
    page.go_back()  # the browser's own way back closes it
    expect(page.locator(".st-key-slide-opened")).to_have_count(0)
    wait_until_run(page)
    page.get_by_role("link", name="Leave").click()
    expect(page.locator(".story-view h3").first).to_be_visible()
    wait_until_run(page)
    page.locator(".st-key-story-present a").click()
    expect(page.locator(".slide-head h1")).to_be_visible()
    wait_until_run(page)
    before = int(page.locator(".slide-progress").inner_text().split()[0])
    page.keyboard.press("ArrowRight")  # one step, though the browser counted others on the visit before
    at_slide(page, before + 1)


CUT_OFF = """() => {
  const wall = document.querySelector(".st-key-wall"), cut = [];
  const within = (box, room) => box.left >= room.left - 1 && box.right <= room.right + 1
    && box.top >= room.top - 1 && box.bottom <= room.bottom + 1;
  const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  for (const box of wall.querySelectorAll("*")) {
    if (box.ownerSVGElement || !box.textContent.trim()) continue;
    const { overflowX, overflowY } = getComputedStyle(box);
    const wide = overflowX !== "visible" && box.scrollWidth > box.clientWidth + 1;
    const high = overflowY !== "visible" && box.scrollHeight > box.clientHeight + 1;
    if (wide || high || !within(box.getBoundingClientRect(), screen)) cut.push(box.textContent);
  }
  for (const text of wall.querySelectorAll("svg text")) {
    const box = text.getBoundingClientRect(), words = text.textContent;
    if (!words.trim()) continue;
    if (words.includes("…") || !within(box, text.ownerSVGElement.getBoundingClientRect())) cut.push(words);
  }
  return cut;
}"""


@pytest.mark.parametrize(("width", "height", "scheme"), [(1366, 768, "light"), (1920, 1080, "dark")])
def test_no_words_are_cut_off_on_a_slide(browser: Browser, own_server: str, width: int, height: int, scheme: str):
    wall = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = wall.new_page()
    page.goto(own_server + "/present")
    for number, slide in enumerate(STORY.views, 1):
        at_slide(page, number)
        if slide.drawing not in ("map", model.SENTENCES):
            expect(page.locator(".st-key-slide-drawing svg text").first).to_be_visible()
        assert page.evaluate(CUT_OFF) == []
        page.keyboard.press("ArrowRight")
    wall.close()


def test_the_code_on_the_wall_opens_the_same_view(room: Watched, browser: Browser, tmp_path: Path):
    page = room.page
    page.goto(room.address + "/present?slide=7")  # a view with a selection of its own
    at_slide(page, 7)
    small = decoded(page, tmp_path / "slide.png")
    page.keyboard.press("q")
    expect(page.locator(".st-key-slide-code-large img")).to_be_visible()
    wait_until_run(page)
    assert decoded(page, tmp_path / "large.png") == small
    dark = browser.new_context(viewport={"width": 1920, "height": 1080}, color_scheme="dark")
    wall = dark.new_page()
    wall.goto(room.address + "/present?slide=7")
    at_slide(wall, 7)
    assert decoded(wall, tmp_path / "dark.png") == small
    dark.close()
    page.goto(small)
    room.settle()
    slide = STORY.views[6]
    assert slide.page == "overview"  # which has no path of its own
    assert urlsplit(small).path == "/"
    assert parse_qs(urlsplit(small).query)["q"] == list(slide.parameters["q"])
    expect(page.locator(".looking-at")).to_contain_text(f"{slide.total} sentences")
    corpus = open_corpus(ROOT / "corpus")
    assert room.total() == f"{count(corpus, model.focus_of(slide))} sentences"


def test_a_mark_on_a_slide_opens_its_sentences(room: Watched):
    page = room.page
    page.goto(room.address + "/present?slide=3")
    at_slide(page, 3)
    mark = page.locator('.st-key-slide-drawing [aria-label*="Opportunity:"]').last
    expect(mark).to_be_attached()
    said = str(mark.get_attribute("aria-label"))
    mark.click()
    total = opened_total(page)
    assert f"Opportunity: {total}" in said
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-slide-opened")).to_have_count(0)
    at_slide(page, 3)


def test_views_are_kept_ordered_saved_and_sent(room: Watched, browser: Browser, tmp_path: Path):
    page = room.open("/map?country=KZ")
    for title in ("Kazakhstan first", "Then all of it"):
        page.get_by_role("button", name="Add to story").click()
        page.get_by_label("Title").fill(title)
        page.get_by_label("Note").fill("A note of one’s own")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_text("Kept as view", exact=False).last).to_be_visible()
        expect(page.locator("[data-testid='stPopoverBody']")).to_have_count(0)
        wait_until_run(page)
        if title.startswith("Kaz"):
            page.locator(".st-key-clear-all button").click()
            expect(page.locator(".looking-at")).to_contain_text("of the corpus")
            wait_until_run(page)
    page.get_by_role("link", name="Story").click()
    titles = page.locator(".story-view h3")
    expect(titles).to_have_text(["1Kazakhstan first", "2Then all of it"])
    wait_until_run(page)
    page.get_by_role("button", name="Down").first.click()
    expect(titles).to_have_text(["1Then all of it", "2Kazakhstan first"])
    wait_until_run(page)
    page.get_by_role("button", name="Edit").first.click()
    door = page.locator("[data-testid='stPopoverBody']")
    door.get_by_label("Note").fill("Two\nlines")
    door.get_by_role("button", name="Keep").click()
    expect(door).to_have_count(0)  # which closes behind what was done
    expect(page.locator(".story-view p").first).to_have_text("Two\nlines", use_inner_text=True)
    wait_until_run(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a file").click()
    saved = tmp_path / "story.json"
    waiting.value.save_as(saved)
    story = model.from_json(saved.read_text(encoding="utf-8"))
    assert [(view.title, view.total) for view in story.views] == [("Then all of it", 74), ("Kazakhstan first", 24)]
    assert story.views[1].parameters == {"country": ("KZ",)}
    assert [view.note for view in story.views] == ["Two\nlines", "A note of one’s own"]

    page.get_by_role("button", name="Copy link").click()
    link = page.locator(".st-key-story-link, [data-testid='stPopoverBody']").locator("code").inner_text()
    other = browser.new_context()
    guest = other.new_page()
    guest.goto(link)
    expect(guest.locator(".slide-head h1")).to_have_text("Then all of it")
    expect(guest.locator(".slide-head h1")).to_be_visible()  # which promises that keys work
    wait_until_run(guest)
    guest.keyboard.press("ArrowRight")
    expect(guest.locator(".slide-head h1")).to_have_text("Kazakhstan first")

    # The file, with a number of another day and another corpus: what changed is said.
    plain = json.loads(saved.read_text(encoding="utf-8"))
    plain["corpus"], plain["views"][1]["total"] = "0123456789abcdef", 31
    saved.write_text(json.dumps(plain), encoding="utf-8")
    guest.goto(room.address + "/story")
    guest.get_by_role("button", name="Open").click()
    guest.locator('input[type="file"]').set_input_files(saved)
    changes = guest.locator(".st-key-story-changes")
    expect(changes).to_contain_text("Kept on corpus 0123456789abcdef")
    expect(changes).to_contain_text("1 of the 2 numbers of the story changed")
    expect(changes.locator("td")).to_have_text(["2. Kazakhstan first", "31", "24"])
    other.close()


def test_a_panel_stands_alone_on_another_page_and_names_its_source(room: Watched):
    page = room.page
    page.goto(room.address + "/?q=sovereignty&embed=true&panel=tone")
    expect(page.locator(".source")).to_contain_text("3 sentences")
    wait_until_run(page)
    expect(page.locator(".panel-title")).to_have_count(1)
    for hidden in ("stHeader", "stSidebar"):
        expect(page.locator(f'[data-testid="{hidden}"]:visible')).to_have_count(0)
    link = page.locator(".source a")
    assert link.get_attribute("target") == "_blank"
    page.goto(str(link.get_attribute("href")))
    room.settle()
    assert room.total() == "3 sentences"
    assert room.elsewhere == []


def test_every_panel_is_whole_on_a_telephone(browser: Browser, own_server: str):
    reader = Watched(browser, own_server, viewport={"width": 390, "height": 800}, user_agent="Mobile")
    page = reader.page
    for panel in (*DRAWINGS, EVIDENCE):
        page.goto(own_server + f"/?embed=true&panel={panel}")
        expect(page.locator(".source")).to_contain_text("74 sentences", timeout=60_000)
        wait_until_run(page)
        drawn = page.locator(".st-key-embedded :is(svg text, canvas, .empty, .passage)").first
        expect(drawn).to_be_attached()
        assert widths(page) == [390, 390], panel
        words = page.locator("svg text").all_text_contents()
        assert not [text for text in words if "…" in text], panel
    assert reader.elsewhere == []
    reader.context.close()


def test_a_bad_link_opens_the_nearest_view_and_says_what_it_is(room: Watched):
    page = room.open("/map?countries=kazakhstan&stance=angry&colour=red")
    expect(page.locator(".looking-at")).to_contain_text("24 sentences mention Kazakhstan")
    notice = page.locator(".notice").first
    for said in (
        "“kazakhstan” was read as “KZ”",
        "“countries” was read as “country”",
        "“colour” is nothing",
        "“angry”",
    ):
        expect(notice).to_contain_text(said)
    address = parse_qs(urlsplit(page.url).query)  # says at once what was meant
    assert address["country"] == ["KZ"]
    assert "countries" not in address
    page.get_by_role("button", name="Kazakhstan", exact=False).first.click()  # its chip takes it away as any other
    expect(page.locator(".looking-at")).to_contain_text("All 74 sentences")


def test_the_method_goes_as_a_link_and_not_into_a_story(room: Watched):
    page = room.open("/method?country=KZ")
    expect(page.get_by_role("button", name="Add to story")).to_have_count(0)
    page.get_by_role("button", name="Copy link").click()
    body = page.locator("[data-testid='stPopoverBody']")
    expect(body).to_contain_text("every meeting pack has the method")
    address = urlsplit(body.locator("code").inner_text())  # the one: no panel of it goes to another page
    assert address.path == "/method"
    assert parse_qs(address.query)["country"] == ["KZ"]
