"""The gold files are what FORMAT.md and GUIDELINES.md say they are. Nothing here reads the code under test."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.gold.visible import visible_text

GOLD = Path(__file__).parent
SEED_ARTICLES = GOLD.parent.parent / "seeds"
HALVES = ("dev", "closed")
MARK = re.compile(r"\{\{([^{}|]+)\|([A-Z]+)\|([^{}|]+)\}\}")
COUNTRY = re.compile(r"[A-Z]{2}:(name|demonym|place|metonym)")
TYPES = {"C", "R", "PER", "ORG", "EVT", "INI"}
THEMES = {
    *("diplomacy", "trade", "energy", "minerals", "connectivity", "technology", "environment"),
    *("agriculture", "security", "multilateralism", "rivalry", "dependence", "society", "culture"),
}
STANCES = {"opportunity", "concern", "mixed", "neutral"}
CASE_FORMS = {"name", "demonym", "place", "metonym", "region", "none"}
CASE_FILES = {"name_cases.csv": 300, "name_cases_closed.csv": 100}

GOLD_FILES = sorted(p for folder in (*HALVES, "seeds", "fresh") for p in (GOLD / folder).glob("*.json"))


def load(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def raw_of(path: Path) -> Path:
    folder = SEED_ARTICLES if path.parent.name == "seeds" else path.parent / "raw"
    return folder / load(path)["raw"]


def unmark(marked: str) -> str:
    return MARK.sub(r"\1", marked)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def standing_alone(surface: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(surface)}(?!\w)")


@pytest.mark.parametrize("path", GOLD_FILES, ids=name_of)
def test_labels_are_valid(path: Path) -> None:
    gold = load(path)
    assert gold["id"] == path.stem
    assert raw_of(path).is_file()
    assert gold["date"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", gold["date"])
    assert unmark(gold["paragraphs"][0]["marked"]) == gold["title"]
    for paragraph in gold["paragraphs"]:
        assert set(paragraph["themes"]) <= THEMES
        assert len(set(paragraph["themes"])) == len(paragraph["themes"])
        assert paragraph["stance"] in STANCES
        assert isinstance(paragraph["heading"], bool)


@pytest.mark.parametrize("path", GOLD_FILES, ids=name_of)
def test_markup_parses(path: Path) -> None:
    for paragraph in load(path)["paragraphs"]:
        assert not re.search(r"[{}|]", unmark(paragraph["marked"])), paragraph["marked"]
        for surface, kind, canonical in MARK.findall(paragraph["marked"]):
            assert kind in TYPES
            assert surface == surface.strip()
            assert not re.match(r"(?i)the\s", surface), surface
            assert not surface.endswith(("'s", "’s")), surface
            assert bool(COUNTRY.fullmatch(canonical)) == (kind == "C"), (surface, canonical)


@pytest.mark.parametrize("path", GOLD_FILES, ids=name_of)
def test_text_is_verbatim_and_in_order(path: Path) -> None:
    gold, text = load(path), visible_text(raw_of(path))
    at = 0
    for paragraph in gold["paragraphs"]:
        plain = " ".join(unmark(paragraph["marked"]).split())
        found = text.find(plain, at)
        if found < 0 and at == 0:
            pytest.fail(f"not found: {plain[:80]!r}")
        assert found >= 0, plain
        at = found + len(plain)
    for line in gold["boilerplate"]:
        assert " ".join(line.split()) in text, line


@pytest.mark.parametrize("path", GOLD_FILES, ids=name_of)
def test_quotes_are_verbatim_and_speakers_marked(path: Path) -> None:
    gold = load(path)
    named = {canonical for p in gold["paragraphs"] for _, _, canonical in MARK.findall(p["marked"])}
    for paragraph in gold["paragraphs"]:
        plain = unmark(paragraph["marked"])
        for quote in paragraph["quotes"]:
            assert quote["text"] in plain
            assert not quote["text"].endswith((",", ".", ";")), quote["text"]
            assert quote["speaker"] is None or quote["speaker"] in named, quote["speaker"]


@pytest.mark.parametrize("half", [*HALVES, "fresh"])
def test_marked_surfaces_are_marked_everywhere(half: str) -> None:
    """A name marked once in an article is marked wherever it stands, or `unmarked.csv` says why not."""
    bare = set()
    for path in (GOLD / half).glob("*.json"):
        gold = load(path)
        surfaces = {m[0] for p in gold["paragraphs"] for m in MARK.findall(p["marked"])}
        for position, paragraph in enumerate(gold["paragraphs"]):
            rest = MARK.sub("\0", paragraph["marked"])
            bare |= {(gold["id"], str(position), s) for s in surfaces if standing_alone(s).search(rest)}
    justified = read_csv(GOLD / half / "unmarked.csv")
    assert all(row["reason"] for row in justified)
    assert bare == {(row["article"], row["paragraph"], row["surface"]) for row in justified}


@pytest.mark.parametrize("half", HALVES)
def test_half_is_complete(half: str) -> None:
    golds = [load(p) for p in (GOLD / half).glob("*.json")]
    ids = {g["id"] for g in golds}
    assert len(golds) >= 10
    assert sorted(g["raw"] for g in golds) == sorted(p.name for p in (GOLD / half / "raw").iterdir())
    assert sum("duplicate_of" in g for g in golds) == 1
    assert all(g["duplicate_of"] in ids - {g["id"]} for g in golds if "duplicate_of" in g)
    mains = Counter(p["themes"][0] for g in golds for p in g["paragraphs"] if p["themes"])
    assert all(mains[theme] >= 3 for theme in THEMES), mains


@pytest.mark.parametrize(("file", "least"), CASE_FILES.items())
def test_name_cases_are_valid(file: str, least: int) -> None:
    cases = read_csv(GOLD / file)
    assert len(cases) >= least
    assert len({(c["sentence"], c["surface"]) for c in cases}) == len(cases)
    for case in cases:
        assert case["form"] in CASE_FORMS, case
        assert bool(re.fullmatch("[A-Z]{2}", case["country"])) == (case["form"] not in {"region", "none"}), case
        assert len(standing_alone(case["surface"]).findall(case["sentence"])) == 1, case


def test_name_case_halves_do_not_meet() -> None:
    first, second = ({c["sentence"] for c in read_csv(GOLD / file)} for file in CASE_FILES)
    assert not first & second
