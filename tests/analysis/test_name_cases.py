"""Every name case: a sentence, a name in it, and the country and form that it must have, or none."""

import csv
from pathlib import Path

import pytest

from tests.analysis.articles import find_names

CASES = Path(__file__).parent.parent / "gold" / "name_cases.csv"


def read_cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: f"{case['surface']}: {case['sentence'][:50]}")
def test_name_case(case):
    article, names = find_names(case["sentence"])
    start = article.text.index(case["surface"])
    end = start + len(case["surface"])
    touching = [m for m in names.mentions if m.start < end and start < m.end and not m.inside]
    countries = {(m.country, m.form) for m in touching if m.country}
    if case["form"] == "none":
        assert countries == set()
    elif case["form"] == "region":
        assert countries == set()
        assert [names.entities[m.entity_id].type for m in touching] == ["region"]
    else:
        assert countries == {(case["country"], case["form"])}
