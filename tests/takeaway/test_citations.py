import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steppe.takeaway.authors import Author, parse_authors
from steppe.takeaway.citations import TEX, Reference, as_bibtex, as_csl, as_ris, as_text, web_address

BARE = Reference("8ae4-p002", "Xi Meets Tokayev")
FULL = Reference(
    "8ae4-p002",
    'A {50%} & "other" $tory_1 \\ #2',
    authors=(Author("van der Berg", "Jan"), Author(literal="Navoi"), Author(literal="Ministry of Trade and Industry")),
    outlet="The Times & Co",
    published="2024-05-06",
    url="https://example.org/a_b?c=%20{d}",
    language="en",
    place="paragraph 5 of 12",
    said="It rose by 50%.",
    link="http://localhost:8501/?country=KZ",
    corpus="1262820cf9206807",
)


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Jane Doe and Ali Karim", [("Doe", "Jane", ""), ("Karim", "Ali", "")]),
        ("Doe, Jane", [("Doe", "Jane", "")]),
        ("Doe, Jane and Roe, John", [("Doe", "Jane", ""), ("Roe", "John", "")]),
        ("Jane Doe, John Roe, and Staff Writer", [("Doe", "Jane", ""), ("Roe", "John", ""), ("", "", "Staff Writer")]),
        ("Navoi", [("", "", "Navoi")]),
        ("AFP", [("", "", "AFP")]),
        ("Jan van der Berg", [("van der Berg", "Jan", "")]),
        ("Ministry of Trade and Industry", [("", "", "Ministry of Trade and Industry")]),
        ("Jane Doe, Reuters", [("Doe", "Jane", ""), ("", "", "Reuters")]),
        ("Xi Jinping", [("Xi", "Jinping", "")]),
        ("Wang Yi and Li Qiang", [("Wang", "Yi", ""), ("Li", "Qiang", "")]),
        ("Jinping Xi", [("Xi", "Jinping", "")]),
        ("Sun Zhuangzhi", [("Sun", "Zhuangzhi", "")]),
        ("Wang Wei", [("", "", "Wang Wei")]),  # both are families' names
        ("Moon Jae-in", [("Moon", "Jae-in", "")]),
        ("Kim Jong Un", [("Kim", "Jong Un", "")]),
        ("Chan-wook Park", [("Park", "Chan-wook", "")]),
        ("Kim Philby", [("", "", "Kim Philby")]),
        ("Nguyễn Phú Trọng", [("", "", "Nguyễn Phú Trọng")]),
        ("Orbán Viktor", [("", "", "Orbán Viktor")]),
        ("Viktor Orbán", [("Orbán", "Viktor", "")]),
        ("Kassym-Jomart Tokayev", [("Tokayev", "Kassym-Jomart", "")]),
        ("Tokayev Kassym-Jomart Kemelevich", [("", "", "Tokayev Kassym-Jomart Kemelevich")]),
        ("Aigul Kairatkyzy", [("", "", "Aigul Kairatkyzy")]),
        ("Nurlan Abishuly", [("", "", "Nurlan Abishuly")]),
        ("Li Anderson", [("", "", "Li Anderson")]),
        ("J. Doe", [("Doe", "J.", "")]),
        ("Qwerty Zxcvb", [("", "", "Qwerty Zxcvb")]),
        (None, []),
        (" by ", []),
        (", ;", []),
    ],
)
def test_bylines_become_names(byline: str | None, authors: list[tuple[str, str, str]]):
    assert [(a.family, a.given, a.literal) for a in parse_authors(byline)] == authors


def test_a_body_that_the_corpus_knows_is_no_person():
    assert parse_authors("Blue Horizon", bodies=["Blue Horizon"]) == (Author(literal="Blue Horizon"),)


def test_unknown_is_written_as_unknown_in_every_format():
    assert "author unknown" in as_text(BARE)
    assert "outlet unknown" in as_text(BARE)
    assert "n.d." in as_text(BARE)
    entry = read_bibtex(as_bibtex(BARE))
    assert entry["year"] == "n.d."
    assert "author" not in entry
    assert entry["key"] == "Xi Meets Tokayev"
    assert "author unknown, date unknown, outlet unknown" in entry["note"]
    record = read_ris(as_ris(BARE))
    assert {"AU", "PY", "DA", "T2"} & set(record) == set()
    assert "date unknown" in record["N1"][0]
    (item,) = json.loads(as_csl(BARE))
    assert {"author", "issued", "container-title"} & set(item) == set()
    assert "date unknown" in item["note"]


def test_what_is_known_comes_back_from_every_format():
    entry = read_bibtex(as_bibtex(FULL))
    assert entry["title"] == "{" + FULL.title + "}"
    assert entry["author"] == "{van der Berg}, {Jan} and {Navoi} and {Ministry of Trade and Industry}"
    assert (entry["year"], entry["month"], entry["howpublished"]) == ("2024", "may", FULL.outlet)
    assert entry["url"] == "https://example.org/a_b?c=%20%7Bd%7D"
    record = read_ris(as_ris(FULL))
    assert record["TY"] == ["NEWS"]
    assert record["AU"] == ["van der Berg, Jan", "Navoi", "Ministry of Trade and Industry"]
    assert (record["PY"], record["DA"], record["TI"]) == (["2024"], ["2024/05/06/"], [FULL.title])
    (item,) = json.loads(as_csl(FULL))
    assert item["issued"] == {"date-parts": [[2024, 5, 6]]}
    assert item["author"][1:] == [{"literal": "Navoi"}, {"literal": "Ministry of Trade and Industry"}]
    assert item["title"] == FULL.title


def test_only_web_addresses_are_handed_on():
    assert web_address("javascript:alert(1)") is None
    assert web_address("https://example.org") == "https://example.org"


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), max_size=40).map(
    lambda text: " ".join(text.split())
)
NAMES = st.builds(Author, family=TEXTS.filter(bool), given=TEXTS) | st.builds(Author, literal=TEXTS.filter(bool))


@given(TEXTS.filter(bool), st.lists(NAMES, max_size=3), TEXTS, TEXTS)
def test_whatever_is_cited_is_parsed_back(title: str, authors: list[Author], outlet: str, said: str):
    reference = Reference("a-p001", title, tuple(authors), outlet or None, "2024-05", None, said=said, corpus="f")
    entry = read_bibtex(as_bibtex(reference))
    assert entry["title"] == "{" + title + "}"
    assert entry["note"] == reference.notes
    assert entry.get("howpublished", "") == outlet
    names = divide(entry["author"], " and ") if authors else []
    assert [tuple(undo_tex(p[1:-1]) for p in divide(name, ", ")) for name in names] == [
        tuple(p for p in (a.literal, a.family, a.given) if p) for a in authors
    ]
    record = read_ris(as_ris(reference))
    assert record["TI"] == [title]
    assert len(record.get("AU", [])) == len(authors)
    assert record["DA"] == ["2024/05//"]
    (item,) = json.loads(as_csl(reference))
    assert (item["title"], len(item.get("author", ()))) == (title, len(authors))


def read_bibtex(entry: str) -> dict[str, str]:
    """The fields of an entry, TeX's commands undone; written after BibTeX's own rule: a value ends where its braces
    balance, and a backslash protects none of them."""
    assert entry.startswith("@misc{")
    at, fields = entry.index(",") + 1, {}
    while match := re.compile(r"\s*([a-z]+) = ").match(entry, at):
        at = match.end()
        start, depth = at, 0
        while depth or entry[at] != ",":
            depth += {"{": 1, "}": -1}.get(entry[at], 0)
            at += 1
        value = entry[start:at]
        fields[match[1]] = value[1:-1] if value.startswith("{") else value
        at += 1
    assert entry[at:].strip() == "}"
    return {n: v if n == "author" else undo_tex(v) for n, v in fields.items()}


def undo_tex(value: str) -> str:
    signs = {command: sign for sign, command in TEX.items()}
    return re.sub("|".join(re.escape(c) for c in signs), lambda m: signs[m[0]], value)


def divide(value: str, by: str) -> list[str]:
    """A value cut where `by` stands outside all braces, as BibTeX cuts names."""
    parts, depth = [""], 0
    for at, sign in enumerate(value):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        parts[-1] += sign
        if not depth and value.startswith(by, at + 1):
            parts.append("")
    return [parts[0], *(p.removeprefix(by) for p in parts[1:])]


def read_ris(record: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in record.split("\r\n")[:-1]:
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        found.setdefault(match[1], []).append(match[2])
    assert next(iter(found)) == "TY"
    assert list(found)[-1] == "ER"
    return found
