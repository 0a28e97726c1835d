"""How terms are found, and that scores can be taken apart into words."""

import json
from pathlib import Path

import pytest

from steppe.analysis.themes_features import FeatureReader, content_stem, stem
from steppe.analysis.themes_model import LinearModel, find_evidence, make_model, read_weights
from steppe.analysis.themes_terms import TermIndex, WeightedTerm, split_words
from steppe.errors import PackError


def found(terms: list[str], text: str) -> list[str]:
    words = split_words(text)
    index = TermIndex(WeightedTerm(term, 0, 1.0) for term in terms)
    return [text[words.starts[hit.first] : words.ends[hit.stop - 1]] for hit in index.find(words)]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("state visit", "A State-Visit began.", ["State-Visit"]),
        ("state visit", "Two state visits were paid.", ["state visits"]),
        ("state visit", "The estate visit was short.", []),
        ("diploma*", "Diplomats and diplomacy", ["Diplomats", "diplomacy"]),
        ("gas", "Gasoline", []),
        ("IT", "It works, said the IT firm.", ["IT"]),
        ("UN", "un ami at the UN", ["UN"]),
        ("C5+1", "The C5+1 met.", ["C5+1"]),
        ("normalis* relations", "They normalised relations.", ["normalised relations"]),
        ("people-to-people", "people to people", ["people to people"]),
        ("Tokayev", "Tokayev's train", ["Tokayev"]),
    ],
)
def test_terms_match_whole_words(term: str, text: str, expected: list[str]) -> None:
    assert found([term], text) == expected


def test_terms_longest_wins_within_a_group() -> None:
    assert found(["gas", "gas pipeline", "pipeline"], "a gas pipeline") == ["gas pipeline"]


def test_terms_of_two_groups_may_share_words() -> None:
    words = split_words("Silk Road")
    index = TermIndex([WeightedTerm("Silk Road", 0, 3.0), WeightedTerm("road", 1, 1.0)])
    assert sorted(hit.group for hit in index.find(words)) == [0, 1]


def test_words_keep_offsets_and_leave_off_possessives() -> None:
    text = "Kazakhstan’s and the workers' don't"
    words = split_words(text)
    assert words.lower == ["kazakhstan", "and", "the", "workers", "don't"]
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == words.surface


def test_stem_brings_forms_together() -> None:
    assert len({stem(word) for word in ("export", "exports", "exported", "exporting", "exporters")}) == 1
    assert content_stem("the") == content_stem("2024") == content_stem("uk") == ""


@pytest.fixture
def model_and_reader() -> tuple[LinearModel, FeatureReader]:
    data = {
        "labels": ["a", "b"],
        "bias": [-500, 250],
        "terms": [[800, -100, 300, 0], [0, 400, -200, 100]],
        "stems": {"export": [1500, 700, -300], "wheat": [2000, -200, 900], "wheat harvest": [2500, 100, 50]},
    }
    terms = TermIndex([WeightedTerm("wheat harvest", 0, 3.0), WeightedTerm("record", 1, 1.0)])
    return make_model(data, "test"), FeatureReader(terms, 2, manner=True)


def test_model_score_is_bias_plus_what_each_word_carried(model_and_reader: tuple[LinearModel, FeatureReader]) -> None:
    model, reader = model_and_reader
    passage = reader.read("A record wheat harvest, and wheat exports at a record; exporters rejoice.")
    known = model.weigh(passage)
    for label, score in enumerate(model.score(passage, known)):
        assert model.bias[label] + sum(model.carried(passage, known, label)) == pytest.approx(score)


def test_evidence_names_the_whole_term(model_and_reader: tuple[LinearModel, FeatureReader]) -> None:
    model, reader = model_and_reader
    text = "A record wheat harvest"
    passage = reader.read(text)
    pieces = find_evidence(passage, model.carried(passage, model.weigh(passage), 0), (0,))
    assert text[pieces[0].start : pieces[0].end] == "wheat harvest"
    assert 0 < pieces[0].weight <= 1


def test_evidence_is_never_empty_for_a_passage_with_words(model_and_reader: tuple[LinearModel, FeatureReader]) -> None:
    model, reader = model_and_reader
    passage = reader.read("Nothing here")
    assert len(find_evidence(passage, model.carried(passage, model.weigh(passage), 0), (0,))) == 1


def test_broken_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="train_themes"):
        read_weights(tmp_path / "none.json")
    with pytest.raises(PackError, match="broken"):
        make_model({"labels": ["a"], "bias": [0, 0], "terms": [[0, 0]], "stems": {}}, "test")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    with pytest.raises(PackError):
        read_weights(tmp_path / "bad.json")
    (tmp_path / "good.json").write_text(json.dumps({"a": 1}), encoding="utf-8")
    assert read_weights(tmp_path / "good.json") == {"a": 1}
