"""Every registered page, run by AppTest: with a corpus, without, with a hostile one, with bad links."""

import pytest
from streamlit.testing.v1 import AppTest

from components.focus import LISTS, SINGLES
from components.method import load_accuracy
from tests.components.corpora import HOSTILE_TITLE
from tests.components.shown import SCRIPTS, html_of, open_page, total_of


@pytest.mark.parametrize("script", SCRIPTS)
def test_page_loads(monkeypatch, gold_corpus, script):
    at = open_page(monkeypatch, gold_corpus, script)
    assert not at.exception


@pytest.mark.parametrize("script", SCRIPTS)
def test_page_of_an_empty_corpus_loads(monkeypatch, empty_corpus, script):
    at = open_page(monkeypatch, empty_corpus, script)
    assert not at.exception


@pytest.mark.parametrize("script", SCRIPTS)
def test_hostile_article_never_becomes_a_tag(monkeypatch, hostile_corpus, script):
    at = open_page(monkeypatch, hostile_corpus, script, entity="person-x")
    assert not at.exception
    page = html_of(at).replace('<img class="qr" src="data:', "")  # our own, on slides
    for tag in ("<script", "<img", "<style>h3", 'javascript:alert(1)">', "<i>Outlet", "<b>not bold"):
        assert tag not in page
    if script == SCRIPTS[0]:
        assert "&lt;script&gt;" in page


def test_hostile_names_are_escaped_in_labels(monkeypatch, hostile_corpus):
    at = open_page(monkeypatch, hostile_corpus, SCRIPTS[0], entity="person-x")
    chip = next(b for b in at.button if b.key.startswith("chip-"))
    assert r"\!\[x\]" in chip.label
    assert "<" not in chip.label.replace(r"\<", "")


@pytest.mark.parametrize("script", SCRIPTS)
def test_page_says_what_is_wrong_with_a_broken_corpus(monkeypatch, broken_corpus, script):
    at = open_page(monkeypatch, broken_corpus, script)
    assert not at.exception
    assert "Nothing to show yet" in html_of(at)
    assert "steppe build" in html_of(at)
    assert f"<code>STEPPE_CORPUS</code> names <code>{broken_corpus}</code>" in html_of(at)


BAD = [
    ("country", "XX", "is no country"),
    ("theme", "nonsense", "is no theme"),
    ("entity", "<b>x</b>", "is no name"),
    ("article", "0000", "is no article"),
    ("outlet", "Nowhere Times", "is no outlet"),
    ("stance", "angry", "is no stance"),
    ("from", "yesterday", "is no date"),
    ("unit", "furlongs", "is no counting unit"),
]


@pytest.mark.parametrize(("name", "value", "said"), BAD)
def test_bad_link_values_are_dropped_and_named(monkeypatch, gold_corpus, name, value, said):
    at = open_page(monkeypatch, gold_corpus, SCRIPTS[0], **{name: value})
    assert not at.exception
    assert said in html_of(at)
    assert total_of(at) == "74 sentences"


@pytest.mark.parametrize(
    "script", [s for s in SCRIPTS if not s.endswith(("story.py", "present.py", "add.py", "method.py"))]
)
def test_a_link_shows_its_selection(monkeypatch, gold_corpus, script):
    at = open_page(monkeypatch, gold_corpus, script, country="KZ")
    assert "24 sentences mention Kazakhstan" in html_of(at)


def test_total_is_stated_in_the_unit(monkeypatch, gold_corpus):
    assert total_of(open_page(monkeypatch, gold_corpus, SCRIPTS[0], country="KZ")) == "24 sentences"
    assert total_of(open_page(monkeypatch, gold_corpus, SCRIPTS[0], country="UZ")) == "1 sentence"
    assert total_of(open_page(monkeypatch, gold_corpus, SCRIPTS[0], country="KZ", unit="articles")) == "2 articles"


def test_picking_a_country_is_choosing_it(monkeypatch, gold_corpus):
    at = open_page(monkeypatch, gold_corpus, SCRIPTS[0])
    at.multiselect(key="pick-country").set_value(["KZ"]).run()
    assert at.session_state["country"] == ["KZ"]
    assert total_of(at) == "24 sentences"
    next(b for b in at.button if b.key == "clear-all").click().run()
    assert total_of(at) == "74 sentences"


@pytest.mark.parametrize("search", ["((", '"', "-", "AND", "…"])
def test_a_search_without_a_word_is_told_apart_from_one_that_finds_nothing(monkeypatch, gold_corpus, search):
    at = open_page(monkeypatch, gold_corpus, SCRIPTS[0], q=search)
    assert total_of(at) == "0 sentences"
    assert "The search holds no word." in html_of(at)


def test_nothing_found_says_what_to_loosen(monkeypatch, gold_corpus):
    at = open_page(monkeypatch, gold_corpus, SCRIPTS[0], q="unobtainium", country="KZ")
    assert total_of(at) == "0 sentences"
    assert "Loosen the search text or the country" in html_of(at)


def test_link_of_another_corpus_says_so(monkeypatch, gold_corpus):
    at = open_page(monkeypatch, gold_corpus, SCRIPTS[0], country="KZ", corpus="feedfacefeedface")
    assert "made on another corpus (feedfacefeedface)" in html_of(at)


def test_reader_stands_at_the_place_of_the_link(monkeypatch, hostile_corpus):
    at = open_page(monkeypatch, hostile_corpus, "components/views/articles.py", passage="0123456789abcdef-p002")
    assert not at.exception
    assert 'class="paragraph here"' in html_of(at)
    assert HOSTILE_TITLE.split()[0][:5] in html_of(at)
    assert "some new flag" in html_of(at)


def test_what_rules_state_stands_beside_what_was_right(monkeypatch, gold_corpus):
    accuracy = load_accuracy()
    assert accuracy
    page = html_of(open_page(monkeypatch, gold_corpus, "components/views/method.py"))
    for group in accuracy["calibration"]:
        assert f"stated {group['stated']:.1f}<br><small>{group['mentions']:,} mentions" in page
        assert f"<td>{group['observed']:.2f}</td>" in page


def test_nobody_named_is_told_apart_from_nobody_of_a_kind(monkeypatch, gold_corpus):
    at = open_page(monkeypatch, gold_corpus, "components/views/entities.py", q="unobtainium")
    assert "Nobody and nothing is named here." in html_of(at)
    at.button_group(key="entity-types").set_value(["person"]).run()
    assert "No names of this kind here." in html_of(at)


@pytest.mark.parametrize("script", SCRIPTS[:4])
def test_an_empty_corpus_asks_for_articles_and_for_no_looser_filter(monkeypatch, empty_corpus, script):
    page = html_of(open_page(monkeypatch, empty_corpus, script))
    assert "The corpus holds no sentences" in page
    assert "The page Add articles takes some" in page
    assert "Loosen" not in page


def test_only_what_is_or_was_chosen_has_a_widget_bound_to_the_address(monkeypatch, gold_corpus):
    def bound(at: AppTest) -> list[str]:
        return [w.key for w in (*at.multiselect, *at.text_input) if w.key in (*LISTS, *SINGLES)]

    at = open_page(monkeypatch, gold_corpus, SCRIPTS[0], theme="trade")
    assert bound(at) == ["theme"]
    at.multiselect(key="pick-country").select("KZ").run()
    assert bound(at) == ["theme", "country"]
    assert at.query_params["country"] == "KZ"
    at.button(key="clear-all").click().run()
    assert bound(at) == ["theme", "country"]
    assert not {"theme", "country"} & set(at.query_params)
