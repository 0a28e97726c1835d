"""The fast pipeline says what spaCy's own says, to the last attribute that the analysis reads."""

from importlib import import_module
from pathlib import Path

import pytest
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, ORTH, SENT_START, TAG
from spacy.language import Language

from steppe.analysis.model import MODEL_PACKAGES, load_model
from steppe.analysis.recogniser import FastEntities

ROOT = Path(__file__).parents[2]
READ = [ORTH, TAG, DEP, HEAD, SENT_START, ENT_IOB, ENT_TYPE]


@pytest.fixture(scope="module")
def stock() -> Language:
    for package in MODEL_PACKAGES:
        try:
            return import_module(package).load(exclude=["lemmatizer"])
        except ModuleNotFoundError:
            continue
    pytest.fail("no English model is installed")


def texts() -> list[str]:
    files = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests/gold/dev/raw").glob("*.txt")])
    return [p for file in files for p in file.read_text(encoding="utf-8").split("\n\n") if p.strip()]


def test_the_fast_pipeline_replaces_the_slow_parts():
    assert load_model().pipe_names == ["tok2vec", "tagger", "parser", "space_labels", "fast_entities"]


def test_every_attribute_is_as_spacy_has_it(stock: Language):
    found = texts()
    entities = 0
    for ours, theirs in zip(load_model().pipe(found), stock.pipe(found), strict=True):
        assert (ours.to_array(READ) == theirs.to_array(READ)).all(), ours.text
        entities += len(ours.ents)
    assert entities > 500


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "Xi", "Xi Jinping", "Xi\nJinping  met  Putin .", "\tKazakhstan ", "Nur-Sultan\u00a0City. Astana"],
)
def test_space_and_single_words_are_as_spacy_has_them(stock: Language, text: str):
    ours, theirs = load_model()(text), stock(text)
    assert ours.to_array(READ).tolist() == theirs.to_array(READ).tolist()


def test_another_kind_of_recogniser_is_left_alone(stock: Language):
    recogniser = stock.get_pipe("ner")
    assert FastEntities.can_replace(recogniser)
    recogniser.model.attrs["unseen_classes"].add(1)
    try:
        assert not FastEntities.can_replace(recogniser)
    finally:
        recogniser.model.attrs["unseen_classes"].clear()
