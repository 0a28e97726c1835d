"""Header lines in many languages, lines of parts, and what only looks like a header line."""

import pytest

from steppe.analysis.furniture import lay_out
from steppe.analysis.metadata_headers import HEADER_FIELDS, HEADER_NAMES
from steppe.analysis.metadata_text import read_byline, read_header
from steppe.document import Source
from tests.gold.heads.make import BODY, FEATURE


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Название: The ferry", "title", "The ferry"),
        ("BAŞLIK: The ferry", "title", "The ferry"),
        ("TİTLE: The ferry", "title", "The ferry"),
        ("题目：The ferry", "title", "The ferry"),
        ("Auteur : Jane Doe", "author", "Jane Doe"),
        ("Авторы: Jane Doe", "author", "Jane Doe"),
        ("TARİH: 3 Mayıs 2024", "published", "2024-05-03"),
        ("Veröffentlicht am: 3. Mai 2024", "published", "2024-05-03"),
        ("Дереккөз: The Valley Post", "outlet", "The Valley Post"),
        ("Сілтеме: https://valley.example/1", "url", "https://valley.example/1"),
    ],
)
def test_header_lines_in_many_languages(line: str, field: str, value: str) -> None:
    finding = read_header(line)
    assert finding is not None
    if field == "title":
        assert finding.value is not None
        assert line[slice(*finding.value)] == value
    assert [(claim.field, claim.value) for claim in finding.claims] == [(field, value)]


def test_each_header_name_states_one_thing() -> None:
    names = [name for _, joined in HEADER_FIELDS for name in joined.split("|")]
    assert len(names) == len(HEADER_NAMES)
    assert all(name == name.lower().strip() for name in names)


TRANSCRIPT = """Transcript: Two brothers and a ferry

{host}: Good evening, and welcome to the programme. With me tonight are two brothers who share a boat and little else.

ANVAR: We share a debt, too.

{host}: Anvar, when did you last see the other bank?

ANVAR: In the spring, when the water was low and the guards were asleep, and I had my uncle's boat for a whole night.

{host}: And who rowed?

ANVAR: He did. He always does, and then he tells everybody in the village how heavy I was and what I had to eat."""


@pytest.mark.parametrize("host", ["HOST", "Presenter", "INTERVIEWER", "Reporter"])
def test_what_a_host_says_is_no_header(host: str) -> None:
    text = TRANSCRIPT.format(host=host)
    layout = lay_out(Source("a.txt", "", text, "text"))
    said = [line for line in text.split("\n\n") if line.startswith((f"{host}:", "ANVAR:"))]
    kept = [text[p.start : p.end] for p in layout.passages if p.kind != "furniture"]
    assert [line for line in said if line not in kept] == []
    assert layout.metadata.author is None


@pytest.mark.parametrize(
    "line", ["HOST: So, who is it?", "INTERVIEWER: Why?", "Presenter: We are glad that both of you could come."]
)
def test_what_is_said_is_no_header(line: str) -> None:
    assert read_header(line) is None


def test_a_note_on_the_author_in_a_header_still_names_them() -> None:
    finding = read_header("Author: Jane Doe is a fellow at the Institute of Water, and writes about wells.")
    assert finding is not None
    assert [claim.value for claim in finding.claims] == ["Jane Doe"]


def test_a_presenter_named_in_the_header_is_still_its_author() -> None:
    text = "\n".join(("Two brothers and a ferry", "Presenter: Jane Doe", "", "\n\n".join((*FEATURE, *BODY))))
    assert lay_out(Source("a.txt", "", text, "text")).metadata.author == "Jane Doe"


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("The Observer | 3 May 2024 | Jane Doe", "The Observer"),
        ("Jane Doe • Ferghana Gazette • May 3, 2024", "Ferghana Gazette"),
        ("Politics | 3 May 2024 | Jane Doe", None),
    ],
)
def test_an_outlet_among_parts_of_a_line(line: str, outlet: str | None) -> None:
    finding = read_byline(line, bare=True)
    assert finding is not None
    claims = {claim.field: claim.value for claim in finding.claims}
    assert claims.get("outlet") == outlet
    assert (claims["author"], claims["published"]) == ("Jane Doe", "2024-05-03")
