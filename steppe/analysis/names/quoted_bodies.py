"""Bodies whose own name stands in marks behind what they are: 'State Enterprise "Locust Control Expedition"'."""

from steppe.analysis.names.candidates import GRAMMAR, Candidate
from steppe.analysis.names.companies import organisation_candidate
from steppe.analysis.names.known import Known, joined
from steppe.analysis.names.lines import Line
from steppe.analysis.names.vocabulary import NON_NAME_WORDS, TITLES
from steppe.analysis.names.words import word_set

_FORMS = word_set(
    "enterprise company society fund foundation organisation association centre union institute cooperative concern "
    "agency complex llc llp jsc ojsc cjsc ngo ooo oao ao zao sue plant factory combine corporation holding group firm"
)
_OPENING, _CLOSING = frozenset('"“«„'), frozenset('"”»“')
_MOST_WORDS = 6
_NOT_OF_NAMES = NON_NAME_WORDS | TITLES


def find_quoted_bodies(line: Line, known: Known) -> list[Candidate]:
    """The form of a body in capitals, and the name in marks that follows; a name that is known stands by itself."""
    if line.style != "sentence":
        return []
    found = []
    words = line.words
    for index, word in enumerate(words[:-3]):
        opening = words[index + 1]
        if word.fold not in _FORMS or not word.text[0].isupper() or opening.text not in _OPENING:
            continue
        last = next(
            (i for i in range(index + 2, min(index + 3 + _MOST_WORDS, len(words))) if words[i].text in _CLOSING), 0
        )
        inner = words[index + 2 : last]
        capitals = [w for w in inner if w.text[0].isupper()]
        if not capitals or inner[0] not in capitals or any(known.at(i) is not None for i in range(index + 2, last)):
            continue
        first = index
        while first > 0 and words[first - 1].text[0].isupper() and joined(line, words[first - 1], words[first]):
            if words[first - 1].fold in _NOT_OF_NAMES or known.at(first - 1) is not None:
                break
            first -= 1
        found.append(organisation_candidate(line, words[first].start, words[last].end, "company-suffix", GRAMMAR))
    return found
