"""Bodies whose name only its pattern tells: a broadcaster's service, an institute of several fields in a row."""

import re

from steppe.analysis.names.candidates import GRAMMAR, Candidate
from steppe.analysis.names.known import Known
from steppe.analysis.names.lines import Line

# "RFE/RL's Tajik Service"
_SERVICE = re.compile(r"(?<=['’]s )(?:[A-Z][a-z]+ ){1,2}(?:Service|Bureau)\b")
_BEFORE_POSSESSIVE = 3  # characters of "'s "
# "Institute of Russian, East European and Central Asian Studies"
_CAPITALS = r"[A-Z][\w-]+(?: [A-Z][\w-]+)*"
_OF_FIELDS = re.compile(
    rf"\b(?:[A-Z][\w-]+ )*(?:Institute|Cent(?:er|re)|School|Faculty|Department|Academy) (?:of|for) "
    rf"(?:{_CAPITALS}, )+{_CAPITALS},? and {_CAPITALS}\b"
)


def find_parts_of_bodies(line: Line, known: Known) -> list[Candidate]:
    """A broadcaster's service under the broadcaster's name, and an institute with all its fields."""
    found = []
    for service in _SERVICE.finditer(line.text, line.start, line.end):
        owner = known.at(line.word_at(service.start() - _BEFORE_POSSESSIVE - 1))
        if owner is not None and owner.type == "organisation":
            found.append(_body(line, *service.span(), name=f"{owner.surface}'s {service.group()}"))
    for institute in _OF_FIELDS.finditer(line.text, line.start, line.end):
        found.append(_body(line, *institute.span(), name=" ".join(institute.group().split())))
    return found


def _body(line: Line, start: int, end: int, *, name: str) -> Candidate:
    return Candidate(line, start, end, "organisation", "head-noun", GRAMMAR, name=name)
