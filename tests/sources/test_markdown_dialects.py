"""Markdown as pandoc, site generators and note-taking programs write it: their marks are no text."""

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


def test_braces_in_the_text_stay() -> None:
    assert (
        "a set {1, 2} of posts"
        in read(f"# {TITLE}\n\nHe named a set {{1, 2}} of posts, and they were shut.\n\n{TEXT}")[0].text
    )
