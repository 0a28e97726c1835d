"""Codes of the tables have plain words on the page."""

import re
import tomllib
from pathlib import Path

from components.words import REASONS, RULES
from steppe.analysis.furniture_cluster import FOREIGN_BOXES, FOREIGN_ZONES, LABEL_BOXES
from steppe.analysis.names.confidence import RULE_CONFIDENCE

STEPPE = Path(__file__).parents[2] / "steppe"


def test_every_reason_for_leaving_something_out_has_words():
    code = "\n".join(path.read_text(encoding="utf-8") for path in STEPPE.rglob("*.py"))
    given = set(re.findall(r'(?:\.drop\(|furniture=)"([a-z-]+)"', code))
    for name, listed in (("furniture_phrases.toml", "group"), ("furniture_lines.toml", "lines")):
        groups = tomllib.loads((STEPPE / "analysis" / name).read_text(encoding="utf-8"))[listed]
        given |= {group["reason"] for group in groups}
    assert len(given) > 20
    assert (given | FOREIGN_BOXES | LABEL_BOXES | (FOREIGN_ZONES - {"aside"})) - REASONS.keys() == set()


def test_every_rule_that_finds_names_has_words():
    assert RULE_CONFIDENCE.keys() == RULES.keys()
