"""Markdown as pandoc, site generators and note-taking programs write it: their marks are no text."""

import time

import pytest

from steppe.analysis.furniture import lay_out
from steppe.document import Layout, Source
from steppe.sources import read_bytes
from steppe.sources.formats.markdown import strip_extensions
from tests.sources.make import ARTICLE, TITLE

TEXT = "\n\n".join(ARTICLE)


def read(text: str) -> tuple[Source, Layout]:
    source = next(result for result in read_bytes("a.md", text.encode()) if isinstance(result, Source))
    return source, lay_out(source)


def kept(text: str) -> list[str]:
    source, layout = read(text)
    return [source.text[p.start : p.end] for p in layout.passages if p.kind != "furniture"]


def test_pandoc_title_block_is_metadata() -> None:
    source, layout = read(f"% {TITLE}\n% Aigul Nurlanova; Peter Lowe\n% May 3, 2024\n\n{TEXT}")
    metadata = layout.metadata
    assert (metadata.title, metadata.author, metadata.published) == (
        TITLE,
        "Aigul Nurlanova and Peter Lowe",
        "2024-05-03",
    )
    assert "%" not in source.text


def test_boxes_named_for_furniture_are_furniture() -> None:
    text = f"::: {{.nav-bar}}\n[Home](/) [World](/w)\n:::\n\n# {TITLE} {{#t .big}}\n\n{TEXT}\n\n"
    text += "::: {.related-posts}\n### Read on\n\nThe ferry that came back, and what it had on board this time.\n:::\n"
    assert kept(text) == [TITLE, *ARTICLE]


def test_text_inside_a_box_of_its_own_is_kept() -> None:
    assert kept(f"::: {{.article}}\n# {TITLE}\n\n{TEXT}\n:::\n") == [TITLE, *ARTICLE]


def test_marks_of_spans_and_links_are_no_text() -> None:
    source, layout = read(
        f"# {TITLE}\n\n[By Aigul Nurlanova]{{.byline}}\n\n[The post](https://p.example){{.x}} opened.\n\n{TEXT}"
    )
    assert "{" not in source.text
    assert layout.metadata.author == "Aigul Nurlanova"
    assert "The post opened." in source.text


@pytest.mark.parametrize(
    "line",
    [
        '{{< figure src="/a.png" caption="The post" >}}',
        "{% include share.html %}",
        "import Map from '../components/Map.astro';",
        '<Map data="posts" height={320} />',
    ],
)
def test_code_of_site_generators_is_no_article(line: str) -> None:
    assert kept(f"# {TITLE}\n\n{line}\n\n{TEXT}") == [TITLE, *ARTICLE]


def test_links_of_notes_show_their_names() -> None:
    source, layout = read(f"# {TITLE}\n\n- Author: [[people/an|Aigul Nurlanova]]\n- Date: 2024-05-03\n\n{TEXT}")
    assert "[[" not in source.text
    assert layout.metadata.author == "Aigul Nurlanova"


def test_a_line_of_a_million_colons_takes_no_time() -> None:
    line = f"{':' * 1_000_000}x!"
    assert strip_extensions(line) == (line, {})


@pytest.mark.parametrize("mark", [":", "=", "!", "&", "<", "*", "]"])
def test_a_line_of_marks_takes_time_by_its_length(mark: str) -> None:
    def measure(length: int) -> float:
        text, started = f"# {TITLE}\n\n{mark * length}x!\n", time.process_time()
        read(text)
        return time.process_time() - started

    measure(100)
    short = min(measure(10_000) for _ in range(3))
    # Quadratic time would be a hundred times as long.
    assert measure(100_000) < 40 * max(short, 0.002)


def test_colons_are_no_slower_than_letters() -> None:
    def measure(letter: str) -> float:
        started = time.process_time()
        next(iter(read_bytes("a.md", f"# {TITLE}\n\n{letter * 200_000}x!\n".encode())))
        return time.process_time() - started

    measure("a")
    letters = min(measure("a") for _ in range(3))
    # With every rule of the parser tried at each colon it is fifty times and more.
    assert min(measure(":") for _ in range(3)) < 12 * max(letters, 0.01)


def test_marks_that_the_parser_stops_at_still_work() -> None:
    source, _ = read("A <b>bold</b> *word* &amp; `code` [link](/x) ![pic](/y) <https://a.example> 5 \\* 6!\n")
    assert source.text.split("\n")[0] == "A bold word & code link  https://a.example 5 * 6!"


def test_highlights_and_references_to_footnotes_are_no_text() -> None:
    text = f"# {TITLE}\n\n{ARTICLE[0]}[^2]\n\n==A mark.== {ARTICLE[1]}\n\n{ARTICLE[2]}\n\n[^2]: Their own figures.\n"
    assert kept(text) == [TITLE, ARTICLE[0], f"A mark. {ARTICLE[1]}", ARTICLE[2]]
    assert read(f"# {TITLE}\n\nif a == b and b == c then\n\n{TEXT}")[0].text.count("==") == 2


def test_a_site_generators_box_is_no_article() -> None:
    box = "{{% callout note %}}\nWrite to us about your border.\n{{% /callout %}}"
    assert kept(f"# {TITLE}\n\n{ARTICLE[0]}\n\n{box}\n\n{ARTICLE[1]}\n\n{ARTICLE[2]}") == [TITLE, *ARTICLE]


def test_a_programs_code_is_no_article() -> None:
    code = "```python\nprint(count_lorries('north'))\n```"
    assert kept(f"# {TITLE}\n\n{ARTICLE[0]}\n\n{code}\n\n{ARTICLE[1]}\n\n{ARTICLE[2]}") == [TITLE, *ARTICLE]


def test_a_remark_beside_the_text_is_none_of_it() -> None:
    remark = "<aside>\n💡 Ask the clerk for his list\n\n</aside>"
    assert kept(f"# {TITLE}\n\n{remark}\n\n{TEXT}") == [TITLE, *ARTICLE]


def test_when_a_clipping_was_made_is_not_when_the_article_was() -> None:
    head = "---\ntitle: A road\ncreated: 2025-03-01\npublished: 2025-01-12\nauthor:\n  - '[[Ada Brandt]]'\n"
    metadata = read(f"{head}  - '[[Tom Weller|Weller, Tom]]'\n---\n{TEXT}")[1].metadata
    assert metadata.published == "2025-01-12"
    assert metadata.author == "Ada Brandt and Tom Weller"
    assert read(f"---\ntitle: A road\ncreated: 2025-03-01\n---\n{TEXT}")[1].metadata.published == "2025-03-01"
    lines = f"# {TITLE}\n\nCreated: March 1, 2025 9:41 PM\nPublished: January 12, 2025\nAuthor: Ada Brandt\n\n{TEXT}"
    assert read(lines)[1].metadata.published == "2025-01-12"


def test_braces_in_the_text_stay() -> None:
    assert (
        "a set {1, 2} of posts"
        in read(f"# {TITLE}\n\nHe named a set {{1, 2}} of posts, and they were shut.\n\n{TEXT}")[0].text
    )
