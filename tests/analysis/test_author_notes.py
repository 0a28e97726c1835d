"""Who wrote it, where no line above the text says so."""

import pytest

from steppe.analysis.furniture import lay_out
from steppe.analysis.metadata_dates import find_date
from steppe.analysis.metadata_text import read_byline
from steppe.document import Source
from tests.gold.heads.make import BODY, FEATURE

TITLE = "Salt on the tracks"


def author_of(*below: str, above: str = "") -> str | None:
    text = "\n\n".join([TITLE, *filter(None, [above]), *FEATURE, *BODY, *below])
    return lay_out(Source("a.txt", "", text, "text")).metadata.author


@pytest.mark.parametrize(
    "below",
    [
        ("About the author", "Malika Sherova is a geographer and a fellow at the Beyneu Institute."),
        ("About the author: Malika Sherova is a journalist in Beyneu.",),
        ("Malika Sherova is a freelance reporter who lives in Beyneu.",),
        ("Text: Malika Sherova",),
        ("Written by Malika Sherova",),
        ("Malika Sherova", "Beyneu, 3 May 2024"),
    ],
)
def test_a_note_below_the_text_names_its_author(below: tuple[str, ...]) -> None:
    assert author_of(*below) == "Malika Sherova"


def test_a_note_on_a_person_of_the_text_names_no_author() -> None:
    assert author_of("Gulmira Ospanova is the head of the local water union and an economist.") is None


def test_a_byline_outweighs_a_note() -> None:
    assert author_of("Oleg Dan is an editor at the Beyneu Times.", above="By Malika Sherova") == "Malika Sherova"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Words by Malika Sherova. Photographs by Oleg Dan.", "Malika Sherova"),
        ("Text: Malika Sherova / Photos: Oleg Dan", "Malika Sherova"),
        ("Story by Malika Sherova. Additional reporting by Oleg Dan.", "Malika Sherova"),
        ("Text: Malika Sherova Editor: Oleg Dan Translation: Jane Ford", "Malika Sherova"),
        ("Written by Malika Sherova.", "Malika Sherova"),
        ("This is a guest post by Malika Sherova.", "Malika Sherova"),
    ],
)
def test_lines_of_credits_name_the_writer(line: str, author: str) -> None:
    finding = read_byline(line)
    assert finding is not None
    assert [claim.value for claim in finding.claims if claim.field == "author"] == [author]


@pytest.mark.parametrize("line", ["By AFP", "By Agencies", "By Reuters and AP", "By our own correspondent"])
def test_agencies_and_staff_are_nobody(line: str) -> None:
    finding = read_byline(line)
    assert finding is not None
    assert not finding.claims


@pytest.mark.parametrize(
    "line",
    ["Words by the minister were few. Photographs by the road showed why.", "Report by the bank. Data by the state."],
)
def test_sentences_are_no_credits(line: str) -> None:
    assert read_byline(line) is None


def test_months_in_roman_numerals() -> None:
    assert [found and found.iso for found in map(find_date, ["3.VI.2024", "12 XII 2023", "1/IX/2024", "I.2024"])] == [
        "2024-06-03",
        "2023-12-12",
        "2024-09-01",
        None,
    ]
