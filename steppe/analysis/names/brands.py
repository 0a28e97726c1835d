"""Companies by their web address, and the branch of a known company in a country."""

import re

from steppe.analysis.names.candidates import GRAMMAR, Candidate
from steppe.analysis.names.companies import organisation_candidate
from steppe.analysis.names.known import Known, joined
from steppe.analysis.names.lines import Line

_DOMAIN = re.compile(
    r"\b[A-Z][\w-]+\.(?:kz|uz|kg|tj|tm|ru|az|ge|am|mn|cn|af|ir|tr|com|net|org|io|ai|cloud|media|info|news|eu|asia)\b"
)
_BRANCHING = frozenset(["company", "media", "bank", "ngo", "fund", "exchange", "think-tank", "organisation"])


def find_domains(line: Line, known: Known) -> list[Candidate]:
    """ "Alem.cloud", "Vlast.kz": a name with the ending of an address."""
    found = []
    for domain in _DOMAIN.finditer(line.text, line.start, line.end):
        start, end = domain.span()
        before = line.text[start - 1 : start]
        if before not in ("@", "/", ".") and known.at(line.word_at(start)) is None:
            found.append(organisation_candidate(line, start, end, "capital-within", GRAMMAR))
    return found


def find_branches(line: Line, known: Known, roles: dict[str, str]) -> list[Candidate]:
    """ "Fortescue Kazakhstan": a known company and a country's name right behind it.

    roles : the pack's role of each entity id that the line's known names stand for.
    """
    if line.style != "sentence":
        return []
    found = []
    words = line.words
    for index in range(1, len(words)):
        body, country = known.at(index - 1), known.at(index)
        if body is None or country is None or country.form != "name" or country.start != words[index].start:
            continue
        known_company = body.type == "organisation" and body.entity_id and roles.get(body.entity_id) in _BRANCHING
        owned = line.text.startswith(("'s", "’s", "-"), country.end)
        acronym = country.surface.isupper()
        if known_company and not owned and not acronym and joined(line, words[index - 1], words[index]):
            found.append(organisation_candidate(line, body.start, country.end, "company-noun", GRAMMAR))
    return found
