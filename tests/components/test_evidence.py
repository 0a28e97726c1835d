"""Source text on the page: its place, its citation, its rows."""

import csv
import html
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from components.evidence import passage_html, place_in_words
from components.evidence_links import ANSWERED, links_html
from components.reader import article_html, place_of
from components.takeaway.cite import reference_of
from steppe.corpus import Focus, open_corpus, passages
from steppe.corpus.articles import read_article
from steppe.corpus.export import rows_as_csv
from steppe.takeaway.citations import as_text
from tests.components.shown import open_page


def test_passage_shows_its_place_and_its_marks(gold_corpus):
    corpus = open_corpus(gold_corpus)
    found = passages(corpus, Focus(countries=("UZ",)))[0]
    shown = passage_html(found)
    assert "paragraph 15 of 23" in shown
    assert "no date" in shown
    assert '<mark class="mention">Uzbekistan</mark>' in shown
    assert shown.count("<b>") >= 1


def test_links_of_a_passage_carry_the_selection_and_hold_nothing_but_addresses():
    shown = links_html('p-1"><script>', Focus(countries=("UZ",), text='"a phrase" & <b>'))
    assert "<script" not in shown
    assert "<b>" not in shown
    address = re.search(r'href="([^"]*)"', shown)
    assert address
    parts = urlsplit(html.unescape(address.group(1)))
    assert parts.path == "/articles"
    assert parse_qs(parts.query) == {"country": ["UZ"], "q": ['"a phrase" & <b>'], "passage": ['p-1"><script>']}


def test_citation_says_what_where_and_when(gold_corpus, monkeypatch):
    corpus = open_corpus(gold_corpus)
    focus = Focus(countries=("UZ",))
    found = passages(corpus, focus)[0]
    lines = as_text(reference_of(corpus, found, place=place_in_words(found), focus=focus)).split("\n")
    assert lines[0].startswith("“President Xi")
    assert "author unknown" in lines[1]
    assert "outlet unknown, n.d. Paragraph" in lines[1]
    assert f"corpus={corpus.fingerprint}" in lines[-1]
    assert f"passage={found.passage_id}" in lines[-1]
    assert "country=UZ" in lines[-1]


def test_a_citation_that_was_asked_for_ends_with_the_passages_also_where_no_others_follow(monkeypatch, gold_corpus):
    """Else it would pop up once its passage is shown again."""
    asked = {"passage": passages(open_corpus(gold_corpus), Focus())[0].passage_id, "at": 1}
    monkeypatch.setattr("components.evidence_links._asked", lambda: asked)
    at = open_page(monkeypatch, gold_corpus, q="unobtainium")
    assert at.session_state[ANSWERED] == asked


def test_citation_gives_no_address_that_is_not_http(hostile_corpus):
    corpus = open_corpus(hostile_corpus)
    found = passages(corpus, Focus())[0]
    assert reference_of(corpus, found, place="").url is None


def test_csv_holds_every_row_and_no_formula(hostile_corpus):
    text = rows_as_csv(open_corpus(hostile_corpus), Focus()).decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert len(table) == 5
    for row in table:
        assert not any(re.match(r"[=+\-@\t\r]", cell or "") for cell in row.values())


@pytest.mark.parametrize("layers", [[], ["names"], ["names", "themes", "quotes"]])
def test_reader_shows_every_letter_of_an_article(gold_corpus, layers):
    corpus = open_corpus(gold_corpus)
    article_id = corpus.rows("SELECT article_id FROM articles ORDER BY 1")[0][0]
    whole = read_article(corpus, article_id)
    shown = article_html(whole, layers, "", set(), furniture=True)
    bare = html.unescape(re.sub(r"<[^>]+>", "", shown))
    for passage in whole:
        assert passage["text"] in bare


def test_the_reader_says_where_one_stands_and_what_there_is():
    assert place_of(2, 23, "passage") == "3 of 23"
    assert place_of(-1, 23, "passage") == "23 passages"
    assert place_of(-1, 1, "match") == "1 match"
    assert place_of(-1, 2, "match") == "2 matches"
    assert place_of(-1, 0, "match") == "no match in this article"
