"""Boxes and lines of content management systems around an article, each by its kind."""

import pytest

from steppe.analysis.furniture import lay_out
from steppe.analysis.furniture_phrases import find_phrase
from steppe.analysis.furniture_pieces import count_words
from steppe.document import Layout, Source
from steppe.sources import read_bytes
from tests.gold.heads.make import BODY, FEATURE

TITLE = "The well that fed two villages"
TEXT = (*FEATURE, *BODY)


def lay_out_file(name: str, content: str) -> tuple[str, Layout]:
    (source,) = (item for item in read_bytes(name, content.encode()) if isinstance(item, Source))
    return source.text, lay_out(source)


def lay_out_page(*body: str, head: str = "") -> tuple[str, Layout]:
    markup = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{''.join(body)}</body></html>"
    return lay_out_file("page.html", markup)


def kept(text: str, layout: Layout) -> list[str]:
    return [text[p.start : p.end] for p in layout.passages if p.kind != "furniture"]


def paragraphs(texts: tuple[str, ...] = TEXT) -> list[str]:
    return [f"<p>{text}</p>" for text in texts]


@pytest.mark.parametrize("words", ["article-teaser", "field--name-field-teaser", "page__teaser", "teaser-text"])
def test_a_teaser_above_the_text_is_its_standfirst(words: str) -> None:
    lead = "Both villages drink from one well, and only one of them has paid for it since the spring."
    top = f'<div class="{words}"><p>{lead}</p></div>'
    found = kept(*lay_out_page(f"<h1>{TITLE}</h1>", top, "<div class=body>", *paragraphs(), "</div>"))
    assert found == [TITLE, lead, *TEXT]


def test_teasers_of_other_articles_are_none() -> None:
    teaser = '<div class="teaser"><a href="/x">The dam that two build and nobody fills, in seven pictures.</a></div>'
    found = kept(*lay_out_page(f"<h1>{TITLE}</h1>", teaser, "<div class=body>", *paragraphs(), "</div>", teaser))
    assert found == [TITLE, *TEXT]


def test_a_heading_over_a_short_question_ends_a_box_of_links() -> None:
    box = '<div><p>Sponsored</p><p><a href="/x">This trick halves your bill</a></p></div>'
    asked = ("<h2>Who drinks</h2>", "<p>1. Who was asked, then?</p>")
    found = kept(*lay_out_page(f"<h1>{TITLE}</h1>", *paragraphs(TEXT[:3]), box, *asked, *paragraphs(TEXT[3:])))
    assert found == [TITLE, *TEXT[:3], "Who drinks", "1. Who was asked, then?", *TEXT[3:]]


@pytest.mark.parametrize("line", ["[← A dam of straw](/1) | [Who drinks? →](/2)", "[« Older: Is it deep?](/3)"])
def test_links_with_arrows_lead_elsewhere_whatever_their_marks(line: str) -> None:
    assert kept(*lay_out_file("a.md", "\n\n".join((f"# {TITLE}", *TEXT, line)))) == [TITLE, *TEXT]


@pytest.mark.parametrize(
    ("front", "author"),
    [
        ('author:\n  - "[[Jane Doe]]"', "Jane Doe"),
        ('author:\n  - "[[people/jane|Jane Doe]]"\n  - "[[John Roe]]"', "Jane Doe and John Roe"),
    ],
)
def test_links_of_note_taking_programs_are_names(front: str, author: str) -> None:
    _, layout = lay_out_file("a.md", "\n\n".join((f"---\n{front}\n---", f"# {TITLE}", *TEXT)))
    assert layout.metadata.author == author


def test_authors_linked_in_boxes_of_their_own_are_all_named() -> None:
    box = '<div class="authors"><div><a href="/j">Jane Doe</a></div><div><a href="/r">John Roe</a></div></div>'
    text, layout = lay_out_page(f"<h1>{TITLE}</h1>", "<div>3 May 2024</div>", box, *paragraphs())
    assert layout.metadata.author == "Jane Doe and John Roe"
    assert kept(text, layout) == [TITLE, *TEXT]


def test_an_outlet_known_by_its_initials_has_its_whole_name() -> None:
    head = f"<title>{TITLE} | Forum for Water and Neighbours</title>"
    _, layout = lay_out_page(f"<h1>{TITLE}</h1>", *paragraphs(), "<footer>© 2024 FWN</footer>", head=head)
    assert layout.metadata.outlet == "Forum for Water and Neighbours"


@pytest.mark.parametrize(
    "line",
    ["For more details on the river Talas, visit our data page.", "For further reading on wells, browse the archive."],
)
def test_where_more_can_be_read_is_no_text(line: str) -> None:
    phrase = find_phrase(line, count_words(line))
    assert phrase is not None
    assert phrase.reason == "related"


@pytest.mark.parametrize("more", ["Read more", "Подробнее", "Devamını oku »"])
def test_a_headline_over_read_more_and_text_is_a_card(more: str) -> None:
    card = f"<div class=c1><div>Snow falls on the wrong side of the pass</div><span>{more}</span></div>"
    body = ("<div class=body>", *paragraphs(TEXT[:3]), card, *paragraphs(TEXT[3:]), "</div>")
    assert kept(*lay_out_page(f"<h1>{TITLE}</h1>", *body)) == [TITLE, *TEXT]


@pytest.mark.parametrize(
    "line",
    [
        "Тақырып бойынша: Snow falls on the wrong side of the pass",
        "Похожие новости: Snow falls on the wrong side of the pass",
        "Recommended: Snow falls on the wrong side of the pass",
    ],
)
def test_a_label_of_links_with_its_one_link_behind_it(line: str) -> None:
    phrase = find_phrase(line, count_words(line))
    assert phrase is not None
    assert phrase.reason == "related"
    assert not phrase.opens_section


@pytest.mark.parametrize(
    "line",
    [
        "Published in the Highland Gazette, March 3, 2024.",
        "Like Economy on Facebook, follow @HighlandEco on X and join the talk.",
        "Abridged from Wells and Weirs, No. 12. Jane Doe is a poet.",
        "Note: the code for this article is kept on a server in Osh.",
        "Cite this essay: Doe, J. (2024), Wells and Weirs 12.",
        "A dry well near Talas | Jane Doe for the Highland Gazette",
    ],
)
def test_notes_around_an_article(line: str) -> None:
    assert find_phrase(line, count_words(line)) is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "Related peoples of the steppe: the Kazakhs and the Karakalpaks share a grammar.",
        "More to the point: nobody had asked the herders.",
        "Translated from Kazakh, the name of the lake means white.",
        "Note: a man may have two wells and no water.",
        "For more than a decade the visit of an inspector was the event of the year.",
        "“We paid for a siren that whispers,” read a remark below the council’s note on Facebook.",
    ],
)
def test_sentences_like_them_stay(sentence: str) -> None:
    assert find_phrase(sentence, count_words(sentence)) is None


def test_a_pull_quote_may_leave_out_a_word() -> None:
    said = "“Nobody asked the herders what they drink in August,” said the head of the union. “Each time we told them.”"
    quote = "“Nobody asked herders what they drink in August.”"
    body = (*TEXT[:2], f"{said} She put it away.", *TEXT[2:4])
    found = kept(*lay_out_file("a.txt", "\n\n".join((TITLE, *body, quote, *TEXT[4:]))))
    assert found == [TITLE, *body, *TEXT[4:]]


def test_a_heading_in_marks_that_says_something_else_stays() -> None:
    quote = "“Numbers are not water.”"
    found = kept(*lay_out_file("a.txt", "\n\n".join((TITLE, *TEXT[:4], quote, *TEXT[4:]))))
    assert found == [TITLE, *TEXT[:4], quote, *TEXT[4:]]


def test_without_markup_the_title_stands_above_the_byline_and_the_caption_below() -> None:
    menu = ["Skip to content", "Sign in", "Menu", "World", "Video", "More", "Opinion", "Energy", "WATER"]
    lead = "Both villages drink from one well, and only one of them has paid for it since the dry spring."
    head = [TITLE, lead, "By Jane Doe", "3 May 2024 5:00 pm", "4 min read", "Share", "Comments", "Print"]
    shown = "Women at the upper well near the town of Talas"
    text, layout = lay_out_file("a.txt", "\n\n".join((*menu, *head, shown, *TEXT)))
    metadata = layout.metadata
    assert (metadata.title, metadata.author, metadata.published) == (TITLE, "Jane Doe", "2024-05-03")
    assert [line for line in (TITLE, lead, *TEXT) if line not in kept(text, layout)] == []


@pytest.mark.parametrize(("name", "author"), [("Айгерим Садыкова", "Айгерим Садыкова"), ("Valley MAA", None)])
def test_a_name_alone_in_the_authors_box_below_the_text(name: str, author: str | None) -> None:
    box = f'<div class="article__author"><div>{name}</div></div>'
    _, layout = lay_out_page(f"<h1>{TITLE}</h1>", *paragraphs(), box)
    assert layout.metadata.author == author


def test_words_for_the_author_behind_by_are_not_part_of_the_name() -> None:
    note = "Jane Doe teaches geography at a secondary school and writes for a weekly."
    line = "By Jane Doe | Khujand | August 28, 2024"
    found = kept(*lay_out_file("a.txt", "\n\n".join((TITLE, line, *TEXT, note))))
    assert found == [TITLE, *TEXT]
