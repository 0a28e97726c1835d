"""Lone lines in the head, amid and below the text, the outlet's and the author's name; and lines that stay."""

import pytest

from steppe.analysis.furniture import lay_out
from steppe.analysis.furniture_phrases import find_phrase, load_lines
from steppe.analysis.furniture_pieces import count_words
from steppe.analysis.metadata import choose_metadata
from steppe.document import Claim, Layout, Source
from steppe.sources import read_bytes
from tests.gold.heads.make import BODY, FEATURE

TITLE = "The well that fed two villages"
TEXT = (*FEATURE, *BODY)


def lay_out_page(*body: str, head: str = "") -> tuple[str, Layout]:
    markup = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{''.join(body)}</body></html>"
    return lay_out_file("page.html", markup)


def lay_out_text(*lines: str) -> tuple[str, Layout]:
    return lay_out_file("text.txt", "\n\n".join(lines))


def lay_out_file(name: str, content: str) -> tuple[str, Layout]:
    (source,) = (item for item in read_bytes(name, content.encode()) if isinstance(item, Source))
    return source.text, lay_out(source)


def kept(text: str, layout: Layout) -> list[str]:
    return [text[p.start : p.end] for p in layout.passages if p.kind != "furniture"]


def paragraphs(texts: tuple[str, ...] = TEXT) -> list[str]:
    return [f"<p>{text}</p>" for text in texts]


def test_a_label_in_a_head_is_no_text() -> None:
    found = kept(*lay_out_page(f"<h1>{TITLE}</h1>", "<div>∙ Premium</div>", "<div>12 ♥</div>", *paragraphs()))
    assert found == [TITLE, *TEXT]


@pytest.mark.parametrize("line", ["Dear readers,", "Summary"])
def test_a_letters_first_line_and_a_first_heading_stay(line: str) -> None:
    assert line in kept(*lay_out_text(TITLE, line, *TEXT))


def test_authors_in_a_box_below_the_standfirst_go_with_their_offices() -> None:
    head = (
        '<meta name="citation_author" content="Solheim, Ingrid"><meta name="citation_author" content="Beisenov, Askar">'
    )
    box = "<div><h2>Authors</h2><h3>Ingrid Solheim</h3><p>Senior Fellow</p><h3>Askar Beisenov</h3><p>Adviser</p></div>"
    text, layout = lay_out_page(f"<h1>{TITLE}</h1>", f"<p>{TEXT[0]}</p>", box, *paragraphs(TEXT[1:]), head=head)
    assert kept(text, layout) == [TITLE, *TEXT]
    assert layout.metadata.author == "Ingrid Solheim and Askar Beisenov"


@pytest.mark.parametrize("line", ["Explore the region", "Office of the Governor", "Map of the valley"])
def test_a_few_words_below_the_last_sentence_are_no_text(line: str) -> None:
    assert kept(*lay_out_page(f"<h1>{TITLE}</h1>", *paragraphs(), f"<div>{line}</div>")) == [TITLE, *TEXT]


@pytest.mark.parametrize("lines", [["They asked for:", "a doctor", "a road"], ["“Let it rain”"]])
def test_a_list_and_a_quotation_may_end_a_text(lines: list[str]) -> None:
    assert kept(*lay_out_text(TITLE, *TEXT, *lines))[-len(lines) :] == lines


def test_a_box_of_figures_amid_marked_paragraphs_is_no_text() -> None:
    box = "<div><b>IN FIGURES</b><br>16,004 km of track<br>57% wear, national average</div>"
    assert kept(*lay_out_page(f"<h1>{TITLE}</h1>", *paragraphs(TEXT[:3]), box, *paragraphs(TEXT[3:]))) == [TITLE, *TEXT]


def test_one_line_amid_marked_paragraphs_may_be_a_heading() -> None:
    found = kept(
        *lay_out_page(f"<h1>{TITLE}</h1>", *paragraphs(TEXT[:3]), "<div>What it costs</div>", *paragraphs(TEXT[3:]))
    )
    assert "What it costs" in found


def test_below_the_mark_of_the_end_nothing_is_text() -> None:
    tail = ("###", "Photos can be had from the office. They were taken in May and show the well.")
    assert kept(*lay_out_text(TITLE, *TEXT, *tail)) == [TITLE, *TEXT]


def test_text_above_a_box_of_links_stays() -> None:
    menu = ("Skip to content", "Sign in", "Menu", "World", "Video", "More", "Opinion", "Energy")
    box = ("Recommended Stories", "list of 3 items", "The dam that two build", "list 2 of 3", "A photo", "end of list")
    found = kept(*lay_out_file("text.txt", "\n".join([*menu, TITLE, *TEXT[:2], *box, *TEXT[2:]])))
    assert found == [TITLE, *TEXT]


def test_a_site_name_longer_than_the_title_is_not_the_title() -> None:
    name = "Committee for Border Transport and Customs of the Republic"
    head = f'<title>{TITLE} — {name}</title><meta property="og:title" content="{name}">'
    head += f'<meta property="og:site_name" content="{name}">'
    text, layout = lay_out_page(f"<div>{name}</div>", f"<h1>{TITLE}</h1>", *paragraphs(), head=head)
    assert layout.metadata.title == TITLE
    assert kept(text, layout) == [TITLE, *TEXT]


@pytest.mark.parametrize(
    ("top", "bottom", "outlet"),
    [
        (
            "Eurasia Textile Review",
            "Copyright 2025 Eurasia Textile Review. All rights reserved.",
            "Eurasia Textile Review",
        ),
        ("BLACK SEA DISPATCH", "(c) Black Sea Dispatch 2025", "Black Sea Dispatch"),
        ("https://oasismag.example/features/wells", "© 2025 Oasis Magazine. Privacy", "Oasis Magazine"),
        ("Wells and Weirs", "© 2025 Pulse Digital Media", None),
    ],
)
def test_whose_the_copyright_is_names_the_outlet_where_another_line_agrees(
    top: str, bottom: str, outlet: str | None
) -> None:
    _, layout = lay_out_text(top, TITLE, "By Jane Doe | 3 May 2024", *TEXT, bottom)
    assert layout.metadata.outlet == outlet


@pytest.mark.parametrize(
    ("masthead", "tail"),
    [
        ("Green Steppe – climate and energy in Central Asia", "Green Steppe is a project of the Clean Air Fund."),
        ("The Strategist's Notebook", "The Strategist's Notebook ISSN 0000-0002 About / Submit / Masthead"),
    ],
)
def test_a_masthead_that_comes_back_below_the_text_names_the_outlet(masthead: str, tail: str) -> None:
    text, layout = lay_out_text(masthead, TITLE, "9 June 2025", *TEXT, tail)
    assert layout.metadata.outlet == masthead.split(" – ")[0]
    assert kept(text, layout) == [TITLE, *TEXT]


@pytest.mark.parametrize("line", ["The Highland Monitor — Tuesday", "The Highland Monitor:"])
def test_an_outlets_name_ends_before_the_day(line: str) -> None:
    metadata, _ = choose_metadata([Claim("outlet", line, "dateline")], title=TITLE, language="en")
    assert metadata.outlet == "The Highland Monitor"


def test_a_call_below_the_text_goes_with_the_sentence_under_it() -> None:
    tail = (
        "Keep reading: How Tashkent lost its trams",
        "Get Green Steppe in your inbox",
        "One e-mail, each Monday, no coal.",
    )
    assert kept(*lay_out_text(TITLE, *TEXT, *tail)) == [TITLE, *TEXT]


def test_an_address_alone_above_the_text_is_the_articles() -> None:
    _, layout = lay_out_text("https://wells.example/2024/05/two-villages", TITLE, *TEXT)
    assert layout.metadata.url == "https://wells.example/2024/05/two-villages"


@pytest.mark.parametrize(
    ("line", "author", "published", "outlet"),
    [
        (
            "2025-04-08 08:31 来源：Frontier Daily 作者：Zhou Yimin 责编：陈洁 字号：大 中 小",
            "Zhou Yimin",
            "2025-04-08",
            "Frontier Daily",
        ),
        ("Par Mathilde Verneuil, envoyée spéciale à Moynaq", "Mathilde Verneuil", None, None),
        ("Publié le 12 mars 2024 à 14h02, mis à jour le 13 mars 2024 à 09h15", None, "2024-03-12", None),
        ("12:41, 02 April 2024, Bishkek - 24.kut, Aida DJUMASHOVA", "Aida Djumashova", "2024-04-02", None),
        ("Submitted by editor on Tue, 09/03/2024 - 13:05", None, "2024-09-03", None),
    ],
)
def test_lines_below_the_title(line: str, author: str | None, published: str | None, outlet: str | None) -> None:
    text, layout = lay_out_page(f"<h1>{TITLE}</h1>", f"<div>{line}</div>", *paragraphs())
    metadata = layout.metadata
    assert (metadata.author, metadata.published, metadata.outlet) == (author, published, outlet)
    assert kept(text, layout) == [TITLE, *TEXT]


@pytest.mark.parametrize(
    "sentence",
    [
        "Uzbekistan hopes to become a member of the World Trade Organization next year.",
        "Government forces had set up roadblocks around the main towns of the province.",
        "The ministry's winter balance for the coming season will be published on 5 November.",
        "The project was made possible by an agreement between the two energy ministries.",
        "Share the crop forecasts which each state already buys from the same satellite.",
        "Kcell said that its subscribers will pay a fifth more for calls to Russia from May.",
        "Follow the money",
        "The partners",
        "The authors are good on motives, and less so on money, which they leave to others.",
        "The report was published by the World Bank, which had paid for the survey of the wells.",
    ],
)
def test_sentences_of_articles_are_no_phrases(sentence: str) -> None:
    assert find_phrase(sentence, count_words(sentence)) is None


@pytest.mark.parametrize(
    "line",
    [
        "Вам может быть интересно",
        "İlk yorumu siz yapın",
        "Viewed 1,234 times",
        "Соңғы жаңалықтар:",
        "更多>>",
        "Ko'p o'qilgan",
    ],
)
def test_whole_lines_in_any_case_and_with_any_number(line: str) -> None:
    assert find_phrase(line, count_words(line))


def test_whole_lines_are_written_once() -> None:
    assert len(load_lines()) > 1_000
    assert all(line and line == line.strip() for line in load_lines())
