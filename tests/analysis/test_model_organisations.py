"""What the model proposes as an organisation, at the ends of a passage, where there is nothing beside it."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from steppe.analysis.article import Article
from steppe.analysis.names.known import Known
from steppe.analysis.names.lines import read_lines
from steppe.analysis.names.model_organisations import find_model_organisations
from steppe.document import Passage


def proposed(words: str, first: int, last: int) -> list[str]:
    """The names found where the model takes words `first` to `last` for an organisation."""
    forms = words.split()
    ents = ["O"] * len(forms)
    ents[first:last] = ["B-ORG", *["I-ORG"] * (last - first - 1)]
    doc = Doc(Vocab(), forms, tags=["NNP"] * len(forms), heads=[0] * len(forms), deps=["dep"] * len(forms), ents=ents)
    article = Article(doc.text, (Passage(0, len(doc.text), "paragraph"),), (doc,))
    lines = read_lines(article)
    return [c.name for c in find_model_organisations(lines, {line.number: Known({}) for line in lines}, frozenset())]


@pytest.mark.parametrize(
    ("words", "first", "last", "names"),
    [
        ("they named its chairman :", 4, 5, []),  # nothing but a mark, and nothing behind it
        (": they named its chairman", 0, 1, []),
        ("they rely on the", 2, 4, []),
        ("shares ( Nasdaq : ZHTK ) fell", 4, 5, []),  # a ticker
        ("ZHTK pays its debts :", 0, 1, ["ZHTK"]),
        ("they all work for Dostar Kalkan Invest", 4, 7, ["Dostar Kalkan Invest"]),
        ("they all work for Dostar Kalkan Invest of", 4, 8, ["Dostar Kalkan Invest"]),
    ],
)
def test_the_ends_of_a_passage_hold(words: str, first: int, last: int, names: list[str]):
    assert proposed(words, first, last) == names
