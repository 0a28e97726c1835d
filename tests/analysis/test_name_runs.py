"""A run of initials: found up to its surname, and at a cost that grows with its length alone."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from steppe.analysis.article import Article
from steppe.analysis.names import people
from steppe.analysis.names.initials import is_initial
from steppe.analysis.names.known import Known
from steppe.analysis.names.lines import Line, read_lines
from steppe.document import Passage


def line_of(text: str) -> Line:
    doc = Doc(Vocab(), text.split(), deps=["dep"] * len(text.split()), heads=[0] * len(text.split()))
    (line,) = read_lines(Article(doc.text, (Passage(0, len(doc.text), "paragraph"),), (doc,)))
    return line


def test_a_run_of_initials_costs_no_more_than_its_length():
    line, known = line_of("A. " * 400 + "Bakirov"), Known({})
    asked = 0

    def counted(line_: Line, index: int) -> bool:
        nonlocal asked
        asked += 1
        return is_initial(line_, index)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "is_initial", counted)
        ends = [people.name_run(line, known, first) for first in range(len(line.words))]
    assert asked < 20 * len(line.words)
    assert ends[-3] == len(line.words)  # the last initial, its stop, the surname
