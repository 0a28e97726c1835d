"""Work out the table of confidences: the share of each rule's mentions that is right, shrunk to its family's.

    python -m tools.eval.names_confidence PUBLIC_FOLDER GOLD_FOLDER...

A mention is right if a gold mark overlaps it that puts the same country on the map or, like it, none. Gold articles
count fully; public ones (geowebnews for countries, conllpp2020 for persons and organisations), which are other
news than the region's, count a fifth. A rule is shrunk to the mean of its family as if that had been seen ten times.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from steppe.analysis.model import load_model
from steppe.analysis.names import load_finder
from steppe.analysis.names.confidence import RULE_CONFIDENCE
from tools.eval.names_public import TYPES, read
from tools.eval.names_public import make_article as make_public
from tools.eval.names_score import COUNTRY, make_article

FAMILIES = {
    "known places": "country-name country-demonym place-name region-name compound-prefix dateline capital-acts "
    "capital-addressed capital-located capital-default palace-acts palace-located city-for-union namesake",
    "doubtful places": "ambiguous-by-context place-by-neighbour",
    "known others": "authority authority-leader authority-surname authority-anchored",
    "persons by shape": "title-and-name surname-ending name-and-age model-person seen-in-full",
    "others by shape": "bracketed-abbreviation head-noun capitals-and-small-noun places-and-head-noun company-suffix "
    "capital-within state-possessive company-noun model-organisation",
}
SHRINK = 10.0
PUBLIC_SHARE = 0.2
# No rule is stated to be surer than this: gold articles are few.
HIGHEST = 0.98
LABELS = {kind: label for label, kind in TYPES.items()}


def gold_outcomes(folders: list[Path]) -> Iterator[tuple[str, bool]]:
    """Yield (rule, right) of each counted mention of the gold articles."""
    nlp, finder = load_model(), load_finder()
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        article, golds = make_article(gold["paragraphs"], nlp)
        marks = [mark for passage in golds for mark in passage.marks]
        spans = [(m.start, m.end, m.canonical.split(":")[0] if m.type == COUNTRY else None) for m in marks]
        for m in finder.find(article).mentions:
            if not m.inside:
                yield m.rule, any(a < m.end and m.start < b and iso == m.country for a, b, iso in spans)


def public_outcomes(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield (rule, right) of the public articles' mentions of the kinds that are annotated there."""
    nlp, finder = load_model(), load_finder()
    for row in read(folder / "geowebnews.jsonl.gz"):
        spans = [(s["start"], s["end"], s.get("country")) for s in row["spans"]]
        for m in finder.find(make_public(row["text"], nlp)).mentions:
            if m.country and not m.inside and not m.rule.startswith("palace"):  # no places there
                yield m.rule, any(a < m.end and m.start < b and iso == m.country for a, b, iso in spans)
    for row in read(folder / "conllpp2020_news.jsonl"):
        names = finder.find(make_public(row["text"], nlp))
        for m in names.mentions:
            label = LABELS.get(names.entities[m.entity_id].type)
            if label and not m.inside:
                yield (
                    m.rule,
                    any(s["label"] == label and s["start"] < m.end and m.start < s["end"] for s in row["spans"]),
                )


def main() -> None:
    """Count and print the table, with what it rests on."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("public", type=Path)
    options.add_argument("gold", nargs="+", type=Path)
    chosen = options.parse_args()
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    weight: dict[str, float] = {}
    hits: dict[str, float] = {}
    for share, outcomes in ((1.0, gold_outcomes(chosen.gold)), (PUBLIC_SHARE, public_outcomes(chosen.public))):
        for rule, good in outcomes:
            seen[f"{rule} {share}"] += 1
            right[f"{rule} {share}"] += good
            weight[rule] = weight.get(rule, 0.0) + share
            hits[rule] = hits.get(rule, 0.0) + share * good
    for family, listed in FAMILIES.items():
        rules = listed.split()
        mean = sum(hits.get(r, 0.0) for r in rules) / max(1.0, sum(weight.get(r, 0.0) for r in rules))
        print(f"# {family}: {mean:.3f}")
        for rule in rules:
            value = (hits.get(rule, 0.0) + SHRINK * mean) / (weight.get(rule, 0.0) + SHRINK)
            counts = ", ".join(f"{right[f'{rule} {s}']} of {seen[f'{rule} {s}']}" for s in (1.0, PUBLIC_SHARE))
            print(f'    "{rule}": {min(value, HIGHEST):.2f},  # {counts}; was {RULE_CONFIDENCE[rule]}')


if __name__ == "__main__":
    main()
