"""Saved pages and documents of more kinds: what is kept (`data-keep`), and their heads."""

import re

import pytest

from steppe.analysis.furniture import lay_out
from steppe.document import Layout, Source
from steppe.sources import read_bytes
from tests.sources.make import WORD, make_zip

P1 = "The ministry of roads informs that the pass of Töö will be closed at night until the end of May for repairs."
P2 = (
    "The lamps in the gallery date from 1971, and a third of them burn. New ones have been brought from Izmir by lorry."
)
P3 = (
    "«We close it at night so that nobody is harmed by day», the minister noted when he came to see the pass on Monday."
)
P4 = (
    "Ambulances are let through at any time. So are, by an old custom of the place, shepherds who come with their dogs."
)


def read(markup: str | bytes, name: str = "a.html") -> tuple[Source, Layout]:
    data = markup if isinstance(markup, bytes) else markup.encode()
    source = next(result for result in read_bytes(name, data) if isinstance(result, Source))
    return source, lay_out(source)


def kept(source: Source, layout: Layout) -> list[str]:
    return [" ".join(source.text[p.start : p.end].split()) for p in layout.passages if p.kind != "furniture"]


def test_a_dates_name_says_nothing_of_the_paragraphs_behind_it() -> None:
    source, layout = read(
        "<html><head><title>Pass will be closed at night — Ministry of Roads</title></head><body>"
        "<ul class=menu><li><a href=1>News</a></li><li><a href=2>Tenders</a></li></ul>"
        "<h1>Pass will be closed at night</h1><div class=news-detail><span class=news-date-time>05.05.2024</span>"
        f"<img src=a.jpg>\n{P1}<br><br>{P2}<br><br>{P3}<br><br>{P4}<br></div><p>© Ministry of Roads</p></body></html>"
    )
    assert kept(source, layout) == ["Pass will be closed at night", P1, P2, P3, P4]
    assert layout.metadata.published == "2024-05-05"


def test_a_line_of_date_and_buttons_that_the_markup_calls_so() -> None:
    source, layout = read(
        "<html><body><nav><a href=1>Home</a></nav><main><h1>Pass will be closed at night</h1>"
        "<div class=story-meta><span class=pub-date>9:40, 6 May 2024</span><span>1 204</span>"
        "<a href=x>Play aloud</a></div>"
        f"<div class=txt><p>{P1}</p><p>{P2}</p><p>{P3}</p><p>{P4}</p></div></main></body></html>"
    )
    assert kept(source, layout) == ["Pass will be closed at night", P1, P2, P3, P4]
    assert layout.metadata.published == "2024-05-06"


STATE = '{"props":{"story":{"headline":"Pass will be closed at night","authors":[{"name":"Azamat Beishenov"}],%s}}}'


@pytest.mark.parametrize(
    "script",
    [
        f"<script id=__NEXT_DATA__ type=application/json>{STATE}</script>" % '"publishedAt":1714982400000',
        f"<script>window.__STATE__ = {STATE};</script>" % '"datePublished":"2024-05-06T08:00:00Z"',
        f"<script type=application/json>{STATE}</script>" % '"published":"6 May 2024"',
    ],
)
def test_author_and_date_that_only_the_pages_data_state(script: str) -> None:
    page = f"<html><body><h1>Pass will be closed at night</h1><div>2 days ago</div><p>{P1}</p><p>{P2}</p><p>{P4}</p>"
    _, layout = read(page + script)
    assert (layout.metadata.author, layout.metadata.published) == ("Azamat Beishenov", "2024-05-06")
    _, layout = read(page.replace("at night<", "by day<") + script)
    assert (layout.metadata.author, layout.metadata.published) == (None, None)


@pytest.mark.parametrize("script", ["{" * 100_000, '{"headline": [', '["Pass will be closed at night"]', ""])
def test_data_that_are_none_state_nothing(script: str) -> None:
    _, layout = read(
        f"<html><body><h1>Pass will be closed at night</h1><p>{P1}</p><p>{P2}</p>"
        f"<script type=application/json>{script}</script></body></html>"
    )
    assert layout.metadata.title == "Pass will be closed at night"


def test_a_post_of_a_channel_is_called_by_its_first_line() -> None:
    source, layout = read(
        "<html><head><meta property=og:title content='Talas Now'><meta property=og:site_name content='Messenger'>"
        "</head><body><header><div><span>Talas Now</span></div><div>9.1K members</div></header><main>"
        "<div class=author><a href=/><span>Talas Now</span></a></div><div class=message-text>"
        f"<b>Pass of Töö to be closed at night</b><br><br>{P1}<br><br>{P2}<br><br>{P4}</div></main></body></html>"
    )
    assert layout.metadata.title == "Pass of Töö to be closed at night"
    assert kept(source, layout) == ["Pass of Töö to be closed at night", P1, P2, P4]


def test_a_short_title_that_breadcrumbs_repeat_stays_the_title() -> None:
    _, layout = read(
        "<html><head><meta property=og:title content='Closed at Night'></head><body><div><a href=/>Home</a></div>"
        "<div>Closed at Night</div><h1>Closed at Night</h1><p class=dek>A pass, its lamps and the people who wait</p>"
        f"<div><p>{P1}</p><p>{P2}</p><p>{P4}</p></div></body></html>"
    )
    assert layout.metadata.title == "Closed at Night"


def test_nobody_by_the_name_of_an_account_and_a_signature_below() -> None:
    source, layout = read(
        "<html><head><base href='https://talas.example/en/12-pass'><title>Pass closed - Talas News</title></head><body>"
        "<h2 itemprop=headline>Pass of Töö closed at night</h2><dl><dd class=createdby itemprop=author>Written by "
        "<span itemprop=name>Super User</span></dd></dl><div itemprop=articleBody>"
        f"<p>{P1}</p><p>{P2}</p><p>{P4}</p><p><strong>Azamat Beishenov,</strong><br><strong>Talas</strong></p></div>"
        "</body></html>"
    )
    assert kept(source, layout) == ["Pass of Töö closed at night", P1, P2, P4]
    assert layout.metadata.author == "Azamat Beishenov"
    assert layout.metadata.url == "https://talas.example/en/12-pass"


def test_a_long_heading_above_the_byline_is_a_standfirst() -> None:
    sub = "Lamps from Izmir will light the gallery by the end of spring"
    _, layout = read(
        f"<html><body><h1>Pass will be closed at night</h1><h2>{sub}</h2><p class=byline>By Azamat Beishenov</p>"
        f"<div><p>{P1}</p><h2>How the lamps were chosen by the ministry of roads</h2><p>{P2}</p><p>{P4}</p></div>"
    )
    kinds = [passage.kind for passage in layout.passages if passage.kind != "furniture"]
    assert kinds == ["title", "paragraph", "paragraph", "heading", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Men at the mouth of the gallery. (Courier photo)",
        "The lamps, before. (Valley Post File Photo)",
    ],
)
def test_a_papers_own_picture(line: str) -> None:
    source, layout = read(
        "<html><body><h1>Pass will be closed at night</h1>"
        f"<div><p>{P1}</p><div>{line}</div><p>{P2}</p><p>{P4}</p></div>"
    )
    assert line not in kept(source, layout)


def test_brackets_that_begin_like_a_credit_are_none() -> None:
    line = "There were forty lorries on the road that night (approximately half of them from Naryn and Osh)"
    source, layout = read(
        f"<h1>Pass will be closed at night</h1><div><p>{P1}</p><p>{line}</p><p>{P2}</p><p>{P4}</p></div>"
    )
    assert line in kept(source, layout)


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("<a>Azamat Beishenov</a> <a>View profile</a>", "Azamat Beishenov"),
        ("<a>Azamat Beishenov</a> <a>Follow</a>", "Azamat Beishenov"),
        ("By <a>Thomas More</a>", "Thomas More"),
        ("By <a>Talas Courier Newsroom</a>", None),
        ("By <a>Talas Courier Staff</a>", None),
    ],
)
def test_who_is_named_in_a_byline_with_buttons(byline: str, author: str | None) -> None:
    _, layout = read(
        "<html><head><meta property=og:site_name content='Talas Courier'></head><body>"
        f"<h1>Pass will be closed at night</h1><div class=byline>{byline}</div>"
        f"<div><p>{P1}</p><p>{P2}</p><p>{P4}</p></div></body></html>"
    )
    assert layout.metadata.author == author


def test_authors_whose_links_stand_side_by_side() -> None:
    _, layout = read(
        '<html><head><script type="application/ld+json">{"@type":"Article","author":[{"name":"Azamat Beishenov"},'
        '{"name":"Ruth Carrow"}]}</script></head><body><h1>Pass will be closed at night</h1>'
        "<div class=authors><a>Azamat Beishenov</a> <a>Ruth Carrow</a></div>"
        f"<div><p>{P1}</p><p>{P2}</p><p>{P4}</p></div></body></html>"
    )
    assert layout.metadata.author == "Azamat Beishenov and Ruth Carrow"


def test_cells_of_a_table_in_the_text_are_no_headings() -> None:
    _, layout = read(
        f"<html><body><h1>Pass will be closed at night</h1><div class=body><p>{P1}</p><p>{P2}</p><table><tr><th>Week"
        f"</th><th>Lorries</th></tr><tr><td>May 5</td><td>312</td></tr></table><p>{P3}</p><p>{P4}</p></div>"
    )
    kinds = [passage.kind for passage in layout.passages if passage.kind != "furniture"]
    assert kinds == ["title", *["paragraph"] * 8]


def test_calls_to_read_on_for_money_and_to_letters() -> None:
    source, layout = read(
        f"<html><body><h1>Pass will be closed at night</h1><div class=body><p>{P1}</p><p>{P2}</p>"
        "<div class=card><div>We live on readers. If you'd like more of these, please subscribe.</div></div>"
        f"<p>{P3}</p><p>{P4}</p><div class=x><h3>Want to keep reading?</h3>"
        "<p>Get the facts that move the mountains.</p>"
        "<a href=t>Start your free trial</a></div></div><div><p>We've got a newsletter for everyone</p>"
        "<p>Whatever you climb, there's a free Talas News newsletter for you.</p></div></body></html>"
    )
    assert kept(source, layout) == ["Pass will be closed at night", P1, P2, P3, P4]


def test_a_question_in_a_list_of_links_and_a_call_to_a_channel() -> None:
    source, layout = read(
        f"<html><body><h1>Pass will be closed at night</h1><div><p>{P1}</p><p>{P2}</p><ul><li><a href=1>The lamps of "
        f"Izmir</a></li><li><a href=2>Who owns the pass of Töö?</a></li></ul><p>{P3}</p><p>{P4}</p>"
        "<p>Keep up to date with the mountains on our <a href=t>Telegram channel</a></p></div></body></html>"
    )
    assert kept(source, layout) == ["Pass will be closed at night", P1, P2, P3, P4]


def document(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), author: str = "") -> bytes:
    def block(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{block(c)}</w:tc>' for c in row)}</w:tr>" for row in rows)
    body = "".join(map(block, paragraphs)) + (f"<w:tbl>{cells}</w:tbl>" if rows else "") + block(P4)
    members = {"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>".encode()}
    if author:
        members["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{author}</dc:creator></cp:coreProperties>'
        ).encode()
    return make_zip(members)


def test_cells_of_a_documents_table_are_no_menu() -> None:
    rows = (("Year", "Opened", "Closed"), ("2021/22", "3 May", "41"))
    source, layout = read(document("Pass will be closed at night", P1, P2, P3, rows=rows), "a.docx")
    assert kept(source, layout)[4:-1] == ["Year", "Opened", "Closed", "2021/22", "3 May", "41"]


def test_who_saved_a_document_with_an_initial_is_no_author() -> None:
    _, layout = read(document("Pass will be closed at night", P1, P2, P3, author="Azamat B."), "a.docx")
    assert layout.metadata.author is None
    _, layout = read(document("Pass will be closed at night", P1, P2, P3, author="Azamat Beishenov"), "a.docx")
    assert layout.metadata.author == "Azamat Beishenov"


def test_where_the_author_works_right_below_the_byline() -> None:
    office = "Open University of Issyk-Kul, Karakol"
    source, layout = read(document("Pass will be closed at night", "By Azamat Beishenov", office, P1, P2, P3), "a.docx")
    assert office not in kept(source, layout)


def test_a_readers_header_lines_and_the_heading_that_repeats_the_title() -> None:
    markdown = (
        "Title: Pass will be closed at night | Talas News\n\nURL Source: https://talas.example/news/12\n\n"
        "Published Time: 2024-05-06T08:00:00+06:00\n\nMarkdown Content:\n[Skip to content](#main)\n\n"
        f"# Pass will be closed at night\n\nAzamat Beishenov · 6 May 2024\n\n{P1}\n\n{P2}\n\n{P4}\n"
    )
    source, layout = read(markdown, "a.md")
    found = layout.metadata
    assert (found.title, found.author, found.published, found.url) == (
        "Pass will be closed at night",
        "Azamat Beishenov",
        "2024-05-06",
        "https://talas.example/news/12",
    )
    assert kept(source, layout) == ["Pass will be closed at night", P1, P2, P4]


def test_pandocs_spans_may_hold_links() -> None:
    markdown = (
        "# Pass will be closed at night\n\n"
        '[Posted on [06.05.2024](https://t.example/6){rel="bookmark"}]{.posted-on} '
        f"[by [Azamat Beishenov](https://t.example/a){{.url .fn}}]{{.byline}}\n\n{P1}\n\n{P2}\n\n{P4}\n"
    )
    source, layout = read(markdown, "a.md")
    assert not re.search(r"\{\.", source.text)
    assert (layout.metadata.author, layout.metadata.published) == ("Azamat Beishenov", "2024-05-06")


def test_the_address_at_the_foot_of_a_printed_page() -> None:
    text = (
        f"Pass will be closed at night\n\n{P1}\n\n{P2}\n\n{P4}\n\nhttps://talas.example/news/pass-closed          1/1\n"
    )
    _, layout = read(text, "a.txt")
    assert layout.metadata.url == "https://talas.example/news/pass-closed"
