"""Who wrote it: the many ways in which pages, exports and notes say so."""

import pytest

from steppe.analysis.furniture import lay_out
from steppe.analysis.metadata_credits import read_citation
from steppe.analysis.metadata_names import read_listed_names, read_names
from steppe.analysis.metadata_text import read_byline, read_dateline, read_header
from steppe.document import Layout, Source
from steppe.sources import read_bytes
from tests.gold.heads.make import BODY, FEATURE

TEXT = "\n\n".join((*FEATURE, *BODY))
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in (*FEATURE, *BODY))


def lay_out_text(text: str) -> Layout:
    return lay_out(Source("a.txt", "", text, "text"))


def lay_out_page(top: str, bottom: str = "") -> Layout:
    page = f"<html><body><main>{top}<div>{PARAGRAPHS}</div></main>{bottom}</body></html>"
    source = next(iter(read_bytes("a.html", page.encode())))
    assert isinstance(source, Source)
    return lay_out(source)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Compiled by Leyla Ahundova from reports of three agencies", "Leyla Ahundova"),
        ("Material prepared by Leyla Ahundova, Department of Trade", "Leyla Ahundova"),
        ("Interviewed by Leyla Ahundova", "Leyla Ahundova"),
        ("Exclusive by Leyla Ahundova, Caspian Editor, 10:40, 2 SEP 2025", "Leyla Ahundova"),
        ("Contribution by Leyla Ahundova (leyla@caspian.example)", "Leyla Ahundova"),
        ("(By Leyla Ahundova, The Caspian Wire)", "Leyla Ahundova"),
        ("By Leyla Ahundova. Photographs by Tom Weller", "Leyla Ahundova"),
        ("By Leyla Ahundova, PhD, and Tom Weller", "Leyla Ahundova and Tom Weller"),
        ("From Sir Tom Weller in Baku", "Tom Weller"),
    ],
)
def test_bylines_in_other_words(line: str, author: str) -> None:
    finding = read_byline(line)
    assert finding is not None
    assert [claim.value for claim in finding.claims if claim.field == "author"] == [author]


@pytest.mark.parametrize(
    "line",
    [
        "Osh, 4 March 2025 / Leyla Ahundova /",
        "📅 4 March 2025 | ✍️ Leyla Ahundova | ⏱ 6 min",
        "4 March 2025• Leyla Ahundova",
    ],
)
def test_names_in_lines_of_parts(line: str) -> None:
    finding = read_byline(line, bare=True)
    assert finding is not None
    assert {claim.value for claim in finding.claims} >= {"Leyla Ahundova", "2025-03-04"}


def test_an_agencys_line_may_end_in_an_initial() -> None:
    finding = read_byline("25/03/25 09:10, Baku - Caspian Wire, Leyla A.", bare=True)
    assert finding is not None
    assert [claim.value for claim in finding.claims] == ["Leyla A.", "2025-03-25"]


def test_semicolons_part_authors_with_roles() -> None:
    listed = "Leyla Ahundova, Senior Programme Officer; Tom Weller, Field Coordinator"
    assert read_listed_names(listed) == "Leyla Ahundova and Tom Weller"
    assert read_listed_names("Ahundova, Leyla; Weller, Tom") is None
    assert read_names("Leyla Ahundova and Tom Weller, Fellow") == "Leyla Ahundova and Tom Weller"


def test_a_citation_is_a_header() -> None:
    line = 'Ahundova, Leyla. "A ferry without a port." The Caspian Wire, 4 March 2025.'
    claims = {claim.field: claim.value for claim in read_citation(line)}
    assert claims == {
        "author": "Leyla Ahundova",
        "title": "A ferry without a port",
        "published": "2025-03-04",
        "outlet": "The Caspian Wire",
    }
    assert not read_citation('Ahundova, Leyla. "We never saw the port," she said, and that was all.')


def test_the_sender_is_not_the_author() -> None:
    layout = lay_out_text(
        "From: L. Hobbs <hobbs@list.example>\nSubject: [CASPIAN-L] #12, 5 March 2025: A ferry without a port\n"
        "Date: Wed, 5 Mar 2025 06:12:09 -0400\n\nThe Caspian Wire\nMarch 4, 2025\nA ferry without a port\n"
        f"By Leyla Ahundova\n\n{TEXT}"
    )
    assert layout.metadata.title == "A ferry without a port"
    assert layout.metadata.author == "Leyla Ahundova"
    assert layout.metadata.published == "2025-03-04"


@pytest.mark.parametrize(
    "note",
    [
        "The writer, Leyla Ahundova, is a former harbour pilot.",
        "Interviewed by Leyla Ahundova",
        "(By Leyla Ahundova, The Caspian Wire)",
        "Leyla Ahundova\nBaku - Batumi, 2024",
    ],
)
def test_authors_below_the_text(note: str) -> None:
    layout = lay_out_text(f"A ferry without a port\n\n{TEXT}\n\n{note}")
    assert layout.metadata.author == "Leyla Ahundova"
    assert layout.passages[-1].kind == "furniture"


def test_a_last_paragraph_on_the_author_is_a_note() -> None:
    text = f"A ferry without a port\nBy Leyla Ahundova\n\n{TEXT}\n\n"
    assert lay_out_text(f"{text}Leyla Ahundova sailed round the Caspian in 2023.").passages[-1].kind == "furniture"
    assert lay_out_text(f"{text}“Leyla Ahundova was here,” it said on the wall.").passages[-1].kind == "paragraph"


def test_codes_of_a_database() -> None:
    layout = lay_out_text(
        "HD   A ferry without a port\nBY   Leyla Ahundova\nWC   412 words\nPD   4 March 2025\n"
        f"SN   The Caspian Wire\n\n{TEXT}"
    )
    metadata = layout.metadata
    assert (metadata.title, metadata.author, metadata.published) == (
        "A ferry without a port",
        "Leyla Ahundova",
        "2025-03-04",
    )
    assert metadata.outlet == "The Caspian Wire"


def test_what_a_database_prints_above_full_text_is_header() -> None:
    layout = lay_out_text(
        "Document 3 of 9\n\nA ferry without a port\n\nAuthor: Ahundova, Leyla\n\nPublication info: The Caspian Wire ; "
        "Baku [Baku]. 04 Mar 2025: 7.\n\nAbstract: Nobody knows who will pay for the harbour that was to be opened "
        f"last year, say those who wait for it.\n\nFull text:\n{TEXT}"
    )
    kept = [passage for passage in layout.passages if passage.kind != "furniture"]
    assert layout.metadata.title == "A ferry without a port"
    assert layout.metadata.outlet == "The Caspian Wire"
    assert layout.metadata.published == "2025-03-04"
    assert len(kept) == 1 + len(FEATURE) + len(BODY)


def test_boxes_of_authors_below_the_title() -> None:
    links = "<ul><li><a>Leyla Ahundova</a>,</li><li><a>Tom Weller</a></li><li>&amp; <a>Ada Brandt</a></li></ul>"
    layout = lay_out_page(f"<h1>A ferry without a port</h1>{links}<p>04.03.2025 | 14:05</p>")
    assert layout.metadata.author == "Leyla Ahundova, Tom Weller and Ada Brandt"
    teasers = "".join(
        f'<div class="author-teaser"><h3><a href="/p">{name}</a></h3><p>Senior Fellow, Ports</p></div>'
        for name in ("Leyla Ahundova", "Tom Weller")
    )
    layout = lay_out_page(f'<h1>A ferry without a port</h1><div class="authors">{teasers}</div><p>4 March 2025</p>')
    assert layout.metadata.author == "Leyla Ahundova and Tom Weller"
    roles = "".join(
        f"<div>{line}</div>" for line in ("Leyla Ahundova", "Head of Ports", "Tom Weller", "Pilot", "4 March 2025")
    )
    layout = lay_out_page(f"<h1>A ferry without a port</h1>{roles}")
    assert layout.metadata.author == "Leyla Ahundova and Tom Weller"
    assert sum(passage.kind != "furniture" for passage in layout.passages) == 1 + len(FEATURE) + len(BODY)


def test_an_account_and_a_label_name_the_author() -> None:
    account = "<div><a>Leyla Ahundova</a> <a>@lahundova</a></div><div>Mar 4, 2025</div>"
    assert lay_out_page(f"<h1>A ferry without a port</h1>{account}").metadata.author == "Leyla Ahundova"
    label = "<h6>Written by</h6><div><a>Leyla Ahundova</a></div><h6>Read this post in</h6><div><a>Türkçe</a></div>"
    layout = lay_out_page(f"<h1>A ferry without a port</h1>{label}")
    assert layout.metadata.author == "Leyla Ahundova"
    assert sum(passage.kind != "furniture" for passage in layout.passages) == 1 + len(FEATURE) + len(BODY)


def test_about_the_author_with_nothing_but_a_name() -> None:
    box = "<section><h4>About the author</h4><h5>Leyla Ahundova</h5><p>Leyla Ahundova swims and writes.</p></section>"
    layout = lay_out_page("<h1>A ferry without a port</h1><p>Reviewed by Tom Weller</p>", box)
    assert layout.metadata.author == "Leyla Ahundova"


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Conference: 20-21 October 2025, Baku", None),
        ("Printed on: 11 Nov 2025", None),
        ("Saved March 9, 2025 · Published March 4, 2025", "2025-03-04"),
        ("04.03.25, 11:26", "2025-03-04"),
        ("25/03/25 11:26", "2025-03-25"),
        ("4 marca 2025", "2025-03-04"),
        ("3/4/25, 9:12 AM", None),
    ],
)
def test_dates_of_other_things_and_short_ones(line: str, iso: str | None) -> None:
    finding = read_dateline(line)
    dates = [claim.value for claim in finding.claims if claim.field == "published"] if finding else []
    assert dates == ([iso] if iso else [])


def test_a_report_of_monitors_names_its_source() -> None:
    finding = read_header("Source: Caspian Wire news agency, Baku, in Azeri 0714 gmt 4 Mar 25")
    assert finding is not None
    assert [claim.value for claim in finding.claims] == ["Caspian Wire", "2025-03-04"]


def test_a_letter_takes_its_leave() -> None:
    layout = lay_out_text(
        f"A ferry without a port\n\n{TEXT}\n\nUntil next week,\nLeyla\n\nP.S. Tell your neighbours about this letter."
    )
    kept = [passage for passage in layout.passages if passage.kind != "furniture"]
    assert len(kept) == 1 + len(FEATURE) + len(BODY)


@pytest.mark.parametrize(
    "line",
    [
        "-- This article first appeared in the Caspian Wire. --",
        "[Forwarded with the author's permission]",
        "Advertisement · Scroll to continue",
        "Reporting from Quba, Azerbaijan",
        "Scanned 03/2019. Text produced by automatic recognition; errors may remain.",
        "PULL QUOTE: “A harbour is a promise that is kept in stone.”",
        "720p | 18.4MB",
        "(continued on page 7)",
        "( https://caspian.example/carpets )",
    ],
)
def test_lines_amid_the_text(line: str) -> None:
    layout = lay_out_text(f"A ferry without a port\n\n{FEATURE[0]}\n\n{line}\n\n" + "\n\n".join((*FEATURE[1:], *BODY)))
    kept = [passage for passage in layout.passages if passage.kind != "furniture"]
    assert len(kept) == 1 + len(FEATURE) + len(BODY)
