"""A selection in words."""

from collections.abc import Mapping, Sequence

from components.counting import NO_OUTLET, NO_THEME, SINGULAR, STANCE_WORDS, number_of
from steppe.corpus import NONE, UNKNOWN, Focus

Labels = Mapping[str, Mapping[str, str]]


def one_of(words: Sequence[str], *, most: int = 3) -> str:
    """ "Kazakhstan", "Kazakhstan or China", "Kazakhstan, China or 4 others"; one alone is no "others"."""
    shown = list(words if len(words) == most + 1 else words[:most])
    if len(words) > len(shown):
        shown = [*shown, f"{len(words) - most} others"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def describe(focus: Focus, total: int, labels: Labels) -> str:
    """What is being looked at, in one sentence without a full stop: "24 sentences mention Kazakhstan"."""
    amount = number_of(total, focus.unit)
    if focus.is_empty and not total:
        return f"The corpus holds no {focus.unit}"
    if focus.is_empty:
        return f"All {amount} of the corpus" if total != 1 else f"The only {SINGULAR[focus.unit]} of the corpus"
    names = [labels["country"].get(c, c) for c in focus.countries]
    entities = [labels["entity"].get(e, e) for e in focus.entities]
    clauses = []
    if names or entities:
        both = " together with ".join(one_of(part) for part in (entities, names) if part)
        verb = "of" if focus.unit == "mentions" else ("mentions" if total == 1 else "mention")
        clauses.append(f"{verb} {both}")
    if focus.text.strip():
        clauses.append(f"with the search {_in_marks(focus.text.strip())}")
    if focus.themes:
        themes = [NO_THEME.lower() if t == NONE else labels["theme"].get(t, t).lower() for t in focus.themes]
        clauses.append(f"in passages about {one_of(themes)}")
    if focus.stances:
        clauses.append(f"where the tone is {one_of([STANCE_WORDS[s].lower() for s in focus.stances])}")
    if focus.articles:
        clauses.append("in " + one_of([f"“{labels['article'].get(a, a)}”" for a in focus.articles], most=2))
    if focus.outlets:
        outlets = [NO_OUTLET.lower() if o == UNKNOWN else o for o in focus.outlets]
        clauses.append(f"published by {one_of(outlets)}")
    if focus.date_from or focus.date_to:
        since = f"from {focus.date_from}" if focus.date_from else ""
        until = f"until {focus.date_to}" if focus.date_to else ""
        clauses.append(f"{since} {until}".strip())
    return f"{amount} {', '.join(clauses)}"


def _in_marks(search: str) -> str:
    """A search in quotation marks; as it stands where it has marks of its own, which doubled would confuse."""
    return search if '"' in search or "“" in search else f"“{search}”"


def chips(focus: Focus, labels: Labels) -> list[tuple[str, str, str]]:
    """What is chosen, one (query parameter, key, label) a chip, in the order of the filters."""
    named = {
        "country": (focus.countries, labels["country"]),
        "theme": (focus.themes, {**labels["theme"], NONE: NO_THEME}),
        "entity": (focus.entities, labels["entity"]),
        "article": (focus.articles, labels["article"]),
        "outlet": (focus.outlets, {UNKNOWN: NO_OUTLET}),
        "stance": (focus.stances, STANCE_WORDS),
    }
    found = [(name, key, table.get(key, key)) for name, (keys, table) in named.items() for key in keys]
    if focus.text:
        found.append(("q", "", _in_marks(focus.text)))
    for name, value, word in (("from", focus.date_from, "from"), ("to", focus.date_to, "until")):
        if value:
            found.append((name, "", f"{word} {value}"))
    return found
