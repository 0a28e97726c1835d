"""Outlets by the words that they are named by."""

import re

_OUTLET_WORDS = """
advertiser agency bulletin chronicle courier daily digest dispatch examiner gazette herald inform inquirer
intelligencer journal ledger letter mail mirror monitor news newspaper newswire observer online post press radio
review sentinel star sun telegraph times today tribune tv weekly wire
"""
OUTLET_WORDS = frozenset(_OUTLET_WORDS.split())
# What a menu's line holds, and no outlet's name alone.
_MENU_WORDS = """
about business contact culture economy home login news opinion photo politics search sport sports subscribe video world
"""
MENU_WORDS = frozenset(_MENU_WORDS.split())
# Those that name no section of a paper, and so may name an outlet alone.
ONE_WORD_OUTLETS = frozenset(
    ("chronicle", "courier", "gazette", "herald", "ledger", "monitor", "observer", "sentinel", "telegraph", "tribune")
)
MASTHEAD_WORDS = 5


def read_masthead(text: str) -> str | None:
    """The outlet's name, where a line above the title holds a word that outlets are named by."""
    name = re.split(r"\s*[|·•]\s*", text.strip(" |·•,–—-"))[0]
    words = re.findall(r"[^\W_]+", name.lower())
    if set(words) <= MENU_WORDS:
        return None
    if not 2 <= len(words) <= MASTHEAD_WORDS or not OUTLET_WORDS.intersection(words) or not name[:1].isupper():
        return None
    return name.title() if name.isupper() and len(name) > 6 else name
