"""Word lists that the analysis reads: verbs of saying, offices, given names and the like."""

from functools import cache
from pathlib import Path

from steppe.errors import PackError

LEXICONS = Path(__file__).parent / "lexicons"


@cache
def lexicon(name: str) -> tuple[str, ...]:
    """The entries of `lexicons/<name>.txt`, in the order of the file; lines that start with # are remarks.

    Raises
    ------
    PackError : there is no such list.
    """
    path = LEXICONS / f"{name}.txt"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in LEXICONS.glob("*.txt")))
        raise PackError(f"There is no word list named {name!r}.", advice=f"There are {known}.")
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))
