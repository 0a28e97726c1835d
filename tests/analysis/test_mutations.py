"""No text ends the analysis, and no row says what the text does not: a few seconds of `tools.eval.fuzz_analysis`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from steppe.batch import tools
from tests.analysis.mutations import Doubted, lines_of_triggers, mutate, passages_of
from tests.analysis.whole import BrokenLaw, analyse_lines, analyse_text, broken_laws

ROOT = Path(__file__).parents[2]
PATHS = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests/gold/dev/raw").glob("*.txt"))]
TEXTS = [passages_of(path.read_text(encoding="utf-8")) for path in PATHS]
ROW = {"article_id": "a", "start": 0, "end": 4}


@pytest.fixture
def doubted(request: pytest.FixtureRequest) -> Iterator[Doubted]:
    """The analysis with a language model that is wrong at random places."""
    model = tools().nlp
    tools().nlp = Doubted(model, request.param)  # type: ignore[assignment]
    yield tools().nlp  # type: ignore[misc]
    tools().nlp = model


@pytest.mark.parametrize("seed", range(24))
def test_a_mutated_article_is_analysed(seed: int):
    analyse_text(mutate(TEXTS, seed))


@pytest.mark.parametrize("doubted", range(8), indirect=True)
def test_no_parse_ends_the_analysis(doubted: Doubted, request: pytest.FixtureRequest):
    seed = request.node.callspec.params["doubted"]
    analyse_lines(mutate(TEXTS, 1000 + seed))
    analyse_lines(lines_of_triggers(seed, 25))


def test_mutations_follow_from_their_seed():
    assert [mutate(TEXTS, seed) for seed in range(50)] == [mutate(TEXTS, seed) for seed in range(50)]
    assert len({mutate(TEXTS, seed) for seed in range(50)}) > 45


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("passages", {**ROW, "passage_id": "p", "end": 99}),
        ("sentences", {**ROW, "sentence_id": "s", "passage_id": "p", "start": 3, "end": 3}),
        ("mentions", {**ROW, "passage_id": "p", "sentence_id": "s", "surface": "Else", "entity_id": "e"}),
        ("quotes", {**ROW, "quote_id": "q", "start": -1, "speaker_id": None}),
        ("passage_themes", {"passage_id": "p", "theme_id": "t", "evidence": []}),
    ],
)
def test_a_row_that_says_what_is_not_so_is_found(table: str, row: dict):
    rows: dict[str, list[dict]] = {
        "passages": [{**ROW, "passage_id": "p"}],
        "sentences": [{**ROW, "sentence_id": "s", "passage_id": "p"}],
        "entities": [{"entity_id": "e"}],
        "mentions": [],
        "quotes": [],
        "passage_themes": [],
    }
    assert list(broken_laws("Osh.", rows)) == []
    assert len(list(broken_laws("Osh.", rows | {table: [row]}))) == 1


def test_a_reader_that_stumbles_breaks_a_law(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("steppe.sources.read.find_format", lambda source: 1 / 0)
    with pytest.raises(BrokenLaw):
        analyse_text("A text.")
