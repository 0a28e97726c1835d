"""The reader's selection as a value: what is chosen, and what is counted."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

Unit = Literal["mentions", "sentences", "passages", "articles", "stories"]
UNITS: tuple[str, ...] = get_args(Unit)
UNIT_IN_SINGULAR = {
    "mentions": "mention",
    "sentences": "sentence",
    "passages": "passage",
    "articles": "article",
    "stories": "story",
}
STANCES = ("opportunity", "concern", "mixed", "neutral")
DEFAULT_UNIT: Unit = "sentences"
NONE = "none"  # the key of the labelled state "no theme"
UNKNOWN = "unknown"  # the key of the labelled states "no outlet", "no date"

# Focus field to query parameter. Several values repeat the parameter.
PARAMETERS = {
    "countries": "country",
    "themes": "theme",
    "entities": "entity",
    "articles": "article",
    "outlets": "outlet",
    "stances": "stance",
    "date_from": "from",
    "date_to": "to",
    "text": "q",
    "unit": "unit",
}
MULTIPLE = ("countries", "themes", "entities", "articles", "outlets", "stances")


@dataclass(frozen=True)
class Focus:
    """What is chosen. Values of one field are alternatives; fields narrow each other.

    countries : ISO 3166-1 alpha-2 codes; the sentence mentions one of them.
    entities : entity ids; the sentence mentions one of them.
    themes : theme ids (or "none"); the passage is about one of them.
    stances : the passage's stance.
    articles, outlets : article ids; outlet names (or "unknown").
    date_from, date_to : ISO dates, both included; articles without a date are left out while either is set.
    text : search text, see `steppe.corpus.search`.
    unit : what is counted.
    """

    countries: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None
    text: str = ""
    unit: Unit = DEFAULT_UNIT

    def replace(self, **changes: Any) -> "Focus":
        """A copy with some fields changed."""
        return dataclasses.replace(self, **changes)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen (the unit is not a choice of rows)."""
        return self == Focus(unit=self.unit)

    def to_parameters(self) -> dict[str, list[str]]:
        """Query parameters of the view, empty ones and the default unit left out."""
        parameters: dict[str, list[str]] = {}
        for field, name in PARAMETERS.items():
            value = getattr(self, field)
            values = list(value) if field in MULTIPLE else [value] if value else []
            if values and not (field == "unit" and value == DEFAULT_UNIT):
                parameters[name] = values
        return parameters


def parse_parameters(parameters: Mapping[str, Sequence[str]]) -> tuple[Focus, tuple[str, ...]]:
    """A Focus from query parameters, and one sentence for each value that had to be dropped.

    Checks form only (dates, units, stances); whether a country or theme exists in a corpus is the caller's to check.
    """
    fields: dict[str, Any] = {}
    dropped: list[str] = []
    for field, name in PARAMETERS.items():
        values = [v for v in parameters.get(name, ()) if v]
        if not values:
            continue
        if field in MULTIPLE:
            if field == "stances":
                dropped += [f"“{v}” is no stance" for v in values if v not in STANCES]
                values = [v for v in values if v in STANCES]
            fields[field] = tuple(dict.fromkeys(values))
        elif field in ("date_from", "date_to") and not _is_date(values[-1]):
            dropped.append(f"“{values[-1]}” is no date (YYYY-MM-DD)")
        elif field == "unit" and values[-1] not in UNITS:
            dropped.append(f"“{values[-1]}” is no counting unit")
        else:
            fields[field] = values[-1]
    return Focus(**fields), tuple(dropped)


def _is_date(value: str) -> bool:
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
