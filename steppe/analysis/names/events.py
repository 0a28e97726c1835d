"""One event, one entity: "the SCO summit" is the Astana SCO Summit where the article names no other.

Only what the article itself tells is used: a shorter name is the longer one whose words it has, in their order,
if there is exactly one such.
"""

from collections.abc import Iterable

from steppe.analysis.names.candidates import Candidate
from steppe.analysis.names.folding import plain_name
from steppe.analysis.names.words import word_set

# What counts the meetings of a series: "the Fourth EU-Central Asia Summit" is a meeting of the series, by its name.
_COUNTING = word_set(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth inaugural annual upcoming "
    "1st 2nd 3rd st nd rd th"
)


def join_short_events(settled: Iterable[Candidate]) -> None:
    """Give the short forms of events the name, or the known entity, of the full form in the same article."""
    events = [c for c in settled if c.type == "event" and not c.inside]
    forms = {id(c): tuple(plain_name(c.surface).split()) for c in events}
    for full in events:
        known = next((c for c in events if c.entity_id and _counts(forms[id(full)], forms[id(c)])), None)
        if known is not None and not full.entity_id:
            full.entity_id, full.name = known.entity_id, known.name
    for short in events:
        longer = [c for c in events if not c.entity_id and _is_short_for(forms[id(short)], forms[id(c)])]
        names = {plain_name(c.name) for c in longer}
        if len(names) == 1:
            short.entity_id, short.name = "", longer[0].name


def _counts(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether the full form is the short one with a number or a year."""
    rest = tuple(word for word in full if word not in _COUNTING and not word.isdigit())
    return full != short and rest == tuple(word for word in short if not word.isdigit())


def _is_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether all words of the short form stand in the full one, in order."""
    if not 1 < len(short) < len(full):
        return False
    remaining = iter(full)
    return all(word in remaining for word in short)
