"""Read the themes of a pack."""

import tomllib
from pathlib import Path
from typing import Any

from steppe.errors import PackError
from steppe.regions.pack import Term, Theme

LEVELS = {"strong": 3.0, "medium": 2.0, "weak": 1.0}


def load_themes(path: Path) -> tuple[Theme, ...]:
    """The themes of a `themes.toml`, in the order of the file; none where the pack has no such file.

    Each `[[theme]]` has `id`, `name`, `definition`, `iptc` and its terms: lists of phrases named `strong`, `medium`
    and `weak`, worth 3, 2 and 1, or `terms`, a list of tables with `text`, `weight` (1 where left out) and, for the
    reader of the file, `source`; or both.

    Raises
    ------
    PackError : a theme lacks a field, or two share an id.
    """
    if not path.is_file():
        return ()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("theme", [])
        themes = tuple(_theme(table) for table in tables)
    except tomllib.TOMLDecodeError as err:
        raise PackError(f"{path.name} is not valid TOML: {err}.", advice="Mend the line that it names.") from err
    except (KeyError, TypeError, ValueError) as err:
        raise PackError(f"{path.name}: a theme lacks or garbles {err}.", advice="See the first theme.") from err
    if len({theme.theme_id for theme in themes}) != len(themes):
        raise PackError(f"{path.name}: two themes share an id.", advice="Make ids unique.")
    return themes


def _theme(table: dict[str, Any]) -> Theme:
    return Theme(
        theme_id=table["id"],
        name=table["name"],
        definition=table["definition"],
        iptc=str(table["iptc"]),
        terms=(
            *(Term(text, weight) for level, weight in LEVELS.items() for text in table.get(level, ())),
            *(_term(entry) for entry in table.get("terms", ())),
        ),
    )


def _term(entry: Any) -> Term:
    if isinstance(entry, dict):
        return Term(entry["text"], float(entry.get("weight", 1.0)))
    text, weight = entry
    return Term(text, float(weight))
