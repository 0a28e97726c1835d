"""What may follow the head noun of a name and belongs to it, or does not."""

from steppe.analysis.article import EntityType
from steppe.analysis.names.known import joined
from steppe.analysis.names.lines import Line
from steppe.analysis.names.vocabulary import ORGANISATION_HEADS
from steppe.analysis.names.words import word_set

_SUBORDINATES = word_set("committee agency inspectorate department academy institute centre service fund council")
_AIMED = word_set("programme project initiative campaign plan fund")
_AIM_LINKS = word_set("and of in on for the from to with")


def without_body(line: Line, head: int, last: int, kind: EntityType) -> int:
    """Index after an initiative's name without the body whose it is: "Archives Programme of the British Library"."""
    owned = [word.fold for word in line.words[head + 1 : head + 3]] == ["of", "the"] and head + 3 < last
    return head + 1 if kind == "initiative" and owned and line.words[last - 1].fold in ORGANISATION_HEADS else last


def with_superior(line: Line, head: int, last: int) -> int:
    """Index after the name with the body that it is under: "Committee for Roads under the Ministry of Transport"."""
    words = line.words
    ahead = [w.fold for w in words[last : last + 3]]
    if words[head].fold not in _SUBORDINATES or ahead[:2] != ["under", "the"] or len(ahead) < 3:
        return last
    if ahead[2] not in ("ministry", "cabinet", "president", "government") or not words[last + 2].text[0].isupper():
        return last
    index = last + 3
    while index + 1 < len(words) and joined(line, words[index - 1], words[index]):
        if words[index].text[0].isupper():
            index += 1
        elif words[index].fold in ("of", "and") and words[index + 1].text[0].isupper():
            index += 2
        else:
            break
    return index


def after_aim(line: Line, head: int, last: int) -> int:
    """Index after what a programme is to do, told in capitals: "Programme to Improve Locust Management in Asia"."""
    words = line.words
    if words[head].fold not in _AIMED or last + 2 >= len(words) or words[last].fold != "to":
        return last
    index, end = last + 1, last
    while index < len(words) and joined(line, words[index - 1], words[index]):
        if words[index].text[0].isupper():
            end = index + 1
        elif words[index].fold not in _AIM_LINKS:
            break
        index += 1
    return end if end - last > 2 else last
