"""A corpus with more names and articles than a page may be sent: pickers find the rest, the list comes in pages."""

import csv
import html
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.article_list import FIND, KEY, ORDER, choose_row, list_as_csv, matching_first
from components.pickers import OFFERED
from components.reader import PAGE_OF_ARTICLES
from steppe.corpus import Corpus, Focus, count, open_corpus
from steppe.corpus.articles import list_articles
from steppe.corpus.names import entity_names
from steppe.corpus.query import rank
from tests.components.shown import html_of, open_page

ARTICLES = "components/views/articles.py"


COLUMNS = {
    "title": r'<th scope="row"><a [^>]*>(.*?)</a>',
    "matches": r'<th scope="row">.*?</th><td class="n"[^>]*>([\d,]+)',
    "words": r'data-unit="words?">([\d,]+)',
}


def listed(at: AppTest, column: str) -> list[str]:
    """A column of the list, as it is read."""
    return [html.unescape(cell) for cell in re.findall(COLUMNS[column], html_of(at))]


@pytest.fixture
def corpus(synthetic_corpus: Path) -> Corpus:
    return open_corpus(synthetic_corpus)


def test_no_picker_sends_more_than_it_offers(monkeypatch, synthetic_corpus):
    at = open_page(monkeypatch, synthetic_corpus)
    assert not at.exception
    for name in ("entity", "article", "outlet"):
        assert len(at.multiselect(key=f"pick-{name}").options) <= OFFERED


def test_what_is_typed_is_found_on_the_server(monkeypatch, synthetic_corpus, corpus):
    rare = rank(corpus, Focus(), "entity", limit=10_000, types=("person",))[0]["key"].iloc[-1]
    name = entity_names(corpus)[rare]
    at = open_page(monkeypatch, synthetic_corpus)
    picker = at.multiselect(key="pick-entity")
    assert name not in picker.options
    picker.set_value([name.lower()]).run()
    assert not at.exception
    assert at.session_state["entity"] == [rare]
    assert f"mention {name}" in html_of(at).replace("mentions", "mention")
    at.multiselect(key="pick-entity").set_value([rare, "no such name at all"]).run()
    assert at.session_state["entity"] == [rare]
    assert any("Nothing here is called" in c.value for c in at.caption)


def test_a_chosen_name_that_is_not_offered_is_offered_then(monkeypatch, synthetic_corpus, corpus):
    rare = rank(corpus, Focus(), "entity", limit=10_000, types=("person",))[0]["key"].iloc[-1]
    at = open_page(monkeypatch, synthetic_corpus, entity=rare)
    assert at.multiselect(key="pick-entity").value == [rare]


def test_the_list_of_articles_comes_in_pages(monkeypatch, synthetic_corpus, corpus):
    at = open_page(monkeypatch, synthetic_corpus, ARTICLES)
    assert not at.exception
    newest = list_articles(corpus, order="date", descending=True)[0]
    assert listed(at, "title") == newest["title"].head(PAGE_OF_ARTICLES).tolist()
    at.button(key="articles-next").click().run()
    assert listed(at, "title") == newest["title"].iloc[PAGE_OF_ARTICLES:].tolist()
    at.selectbox(key=ORDER).set_value("longest first").run()
    words = [int(n.replace(",", "")) for n in listed(at, "words")]
    assert len(words) == PAGE_OF_ARTICLES
    assert words == sorted(words, reverse=True)
    word = newest["title"].iloc[0].split()[0]
    at.text_input(key=FIND).set_value(word).run()
    assert all(word.lower() in title.lower() for title in listed(at, "title"))


def test_the_list_starts_with_what_matches_and_says_how_many_do(monkeypatch, synthetic_corpus, corpus):
    at = open_page(monkeypatch, synthetic_corpus, ARTICLES, country="UZ")
    of = count(corpus, Focus(countries=("UZ",), unit="articles"))
    shown = listed(at, "matches")
    assert len(shown) == min(of, PAGE_OF_ARTICLES)
    assert "0" not in shown


def test_the_next_article_is_the_next_that_matches(monkeypatch, synthetic_corpus, corpus):
    matching = list_articles(corpus, Focus(countries=("UZ",)), matching=True)[0]
    at = open_page(monkeypatch, synthetic_corpus, ARTICLES, country="UZ")
    for title in matching["title"].head(3):
        assert f'<h2 class="article-title">{title}</h2>' in html_of(at)
        at.button(key="article-next").click().run()
        assert not at.exception


def test_a_row_opens_its_article(monkeypatch):
    state = {KEY: {"open": {"passage": "b-p001", "at": 1}}}
    monkeypatch.setattr("components.article_list.st.session_state", state)
    choose_row()
    assert state["passage"] == "b-p001"


def test_the_row_that_is_read_is_marked_and_is_a_link_to_its_beginning(monkeypatch, synthetic_corpus, corpus):
    article = list_articles(corpus, order="date", descending=True)[0].iloc[3]
    at = open_page(monkeypatch, synthetic_corpus, ARTICLES, passage=article["first"])
    marked = re.findall(r'<tr[^>]* aria-current="true".*?</tr>', html_of(at))
    assert len(marked) == 1
    assert f'href="/articles?passage={article["first"]}" data-open="{article["first"]}"' in marked[0]


def test_the_list_as_a_file_has_every_article_and_runs_no_formula(hostile_corpus):
    corpus = open_corpus(hostile_corpus)
    rows = list(csv.DictReader(io.StringIO(list_as_csv(corpus, Focus(), "http://x/").decode("utf-8-sig"))))
    assert len(rows) == len(list_articles(corpus)[0])
    assert {row["sentences that match"] for row in rows} == {
        str(n) for n in list_articles(corpus, Focus())[0]["matches"]
    }
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


def test_the_matrix_and_the_map_say_what_they_leave_out(monkeypatch, synthetic_corpus):
    at = open_page(monkeypatch, synthetic_corpus, "components/views/map.py")
    assert any("places with most, of" in c.value for c in at.caption)
    at = open_page(monkeypatch, synthetic_corpus)
    assert any("more names," in c.value and "or fewer each" in c.value for c in at.caption)


def test_a_short_list_starts_with_what_matches_and_keeps_its_order():
    table = pd.DataFrame({"title": list("abcd"), "matches": [0, 2, 0, 7]})
    assert list(matching_first(table)["title"]) == ["b", "d", "a", "c"]
    assert list(matching_first(table.assign(matches=1))["title"]) == list("abcd")
