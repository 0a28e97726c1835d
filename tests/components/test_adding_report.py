"""What became of every file, in words that neither a browser nor a spreadsheet runs."""

import csv
import io

from components.adding.drop import as_file
from components.adding.report import Known, as_csv, as_text, count_in_words, in_words, lines_html
from steppe.document import Outcome

OWN = {"a1": Known("A <b>bridge</b>", 1204, "en", True), "a2": Known("Мост", 300, "ru", False)}
OUTCOMES = [
    Outcome("=cmd|' /C calc'!A1.txt", "failure", None, "=cmd|' /C calc'!A1.txt: It holds no text.", "Save it again."),
    Outcome("a.txt", "article", "a1"),
    Outcome("b.txt", "article", "a2"),
    Outcome("c.txt", "duplicate", "a3", "of a1"),
    Outcome("d.txt", "duplicate", "a1", "same bytes as a.txt"),
]


def test_every_outcome_is_a_line_that_says_what_to_do():
    failed, article, russian, copy, same = in_words(OUTCOMES, OWN, {})
    assert (failed.became, failed.what, failed.advice) == ("Not read", "It holds no text.", "Save it again.")
    assert article.what == "A <b>bridge</b> · 1,204 words"
    assert russian.what == "Мост · 300 words · not analysed: Russian"
    assert copy.what == "Of “A <b>bridge</b>”"
    assert same.what == "Same bytes as a.txt"
    assert count_in_words([failed, article, russian, copy, same]) == "2 articles, 2 duplicates (1 kept), 1 not read"


def test_a_copy_that_is_kept_is_counted_so_that_articles_add_up():
    own = OWN | {"a3": Known("A bridge again", 1180, "en", True)}
    copy = in_words([Outcome("c.txt", "duplicate", "a3", "of a1")], own, {})[0]
    article = in_words([Outcome("a.txt", "article", "a1")], own, {})[0]
    assert copy.advice == "Kept; counted once in the unit stories."
    assert count_in_words([article, copy]) == "1 article, 1 duplicate (1 kept)"


def test_an_article_that_failed_in_the_analysis_is_kept_and_says_why():
    failed = Outcome("e.txt", "unanalysed", "a1", "It could not be analysed (IndexError).", "Report it.")
    (line,) = in_words([failed], OWN, {})
    assert (line.became, line.advice) == ("Not analysed", "Report it.")
    assert line.what == "A <b>bridge</b> · It could not be analysed (IndexError)."
    assert count_in_words([line]) == "1 not analysed (kept)"
    assert 'class="bad"' in lines_html([line])


def test_an_article_that_was_there_before_is_a_duplicate():
    (line,) = in_words([Outcome("a.txt", "article", "a1")], OWN, OWN)
    assert line.became == "Duplicate"


def test_csv_holds_no_formula_and_page_no_tag():
    lines = in_words(OUTCOMES, OWN, {})
    rows = list(csv.reader(io.StringIO(as_csv(lines).decode("utf-8-sig"))))
    assert len(rows) == 1 + len(OUTCOMES)
    assert rows[1][0].startswith("'=cmd")
    page = lines_html(lines)
    assert "<b>" not in page
    assert "A &lt;b&gt;bridge" in page
    assert page.count("<tr") == 1 + len(OUTCOMES)


def test_report_in_words_has_a_line_for_each_file():
    lines = in_words(OUTCOMES, OWN, {})
    told = as_text(lines, count_in_words(lines)).decode().splitlines()
    assert told[0] == "2 articles, 2 duplicates (1 kept), 1 not read."
    assert told[3] == "a.txt: article. A <b>bridge</b> · 1,204 words."


def test_pasted_text_becomes_a_file_with_a_header():
    known = {"title": "The bridge", "author": "", "date": "2025-03-01", "outlet": "Steppe Post", "url": ""}
    assert as_file("A\r\nB", known).decode() == "Title: The bridge\nDate: 2025-03-01\nSource: Steppe Post\n\nA\r\nB"
    assert as_file("A", dict.fromkeys(known, "")).decode() == "A"
