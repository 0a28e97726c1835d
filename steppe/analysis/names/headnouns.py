"""A body named again by its head noun alone: "the Bank", after the Asian Infrastructure Investment Bank."""

from steppe.analysis.names.candidates import LEARNED, Candidate
from steppe.analysis.names.lines import Line, fold_word
from steppe.analysis.names.words import word_set

_HEADS = word_set(
    "bank fund ministry committee commission agency corporation foundation university institute consortium "
    "organisation secretariat association authority chamber federation"
)


def learn_head_nouns(settled: list[Candidate]) -> dict[str, Candidate]:
    """The organisations that an article can call by their head noun: the only ones in it that have this head."""
    owners: dict[str, dict[str, Candidate]] = {}
    for candidate in settled:
        if candidate.type != "organisation" or candidate.inside or " " not in candidate.name:
            continue
        full = candidate.name if not candidate.entity_id else candidate.surface
        for head in {fold_word(word) for word in full.split()} & _HEADS:
            owners.setdefault(head, {}).setdefault(candidate.entity_id or candidate.name, candidate)
    return {head: next(iter(named.values())) for head, named in owners.items() if len(named) == 1}


def find_head_nouns(line: Line, heads: dict[str, Candidate]) -> list[Candidate]:
    """ "the Bank", "The Ministry": capitals within a sentence of small letters, and no name goes on."""
    if line.style != "sentence" or line.kind in ("title", "heading") or not heads:
        return []
    found = []
    words = line.words
    for index, word in enumerate(words[1:], start=1):
        source = heads.get(word.fold)
        if source is None or not word.text.istitle() or words[index - 1].fold != "the":
            continue
        after = words[index + 1] if index + 1 < len(words) else None
        if after is not None and (after.fold in ("of", "for", "on", "-") or after.text[0].isupper()):
            continue
        if (line.number, word.start) < (source.line.number, source.start):
            continue  # a reader does not know yet which one
        found.append(
            Candidate(
                line,
                word.start,
                word.end,
                "organisation",
                "seen-in-full",
                LEARNED,
                entity_id=source.entity_id,
                name=source.name,
                state=source.state,
            )
        )
    return found
