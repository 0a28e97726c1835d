"""Measure the engine against the gold sets, pin floors that only rise, and tell the Method page.

python -m tools.accuracy            # print the tables
python -m tools.accuracy --misses dev   # and every miss and extra of one set (never of the closed set)
python -m tools.accuracy --update   # write components/accuracy.json and raise tests/gold/floors.json
"""

import argparse
import hashlib
import json
import math
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from steppe.build import build
from tests.gold.score import locate, score, table, unmark

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
FLOORS = GOLD / "floors.json"
PUBLISHED = ROOT / "components" / "accuracy.json"
SETS = {"seeds": ROOT / "seeds", "dev": GOLD / "dev" / "raw", "closed": GOLD / "closed" / "raw"}
# Written after the split, round by round, and measured before any rule was made from them; `test_fresh.py` gates them.
FURTHER = {"fresh": GOLD / "fresh" / "raw"}
GATED = (
    "countries.f1",
    "countries.by_passage.f1",
    "countries.form",
    "entities.f1",
    "entities.link",
    "themes.micro_f1",
    "themes.macro_f1",
    "themes.main",
    "stance.accuracy",
    "quotes.f1",
    "quotes.speaker",
    "cleaning.char_f1",
    "cleaning.paragraph_found",
    "metadata.title",
    "metadata.author",
    "metadata.published",
    "duplicates.f1",
)
Measures = dict[str, tuple[float, str]]


def measure(name: str) -> tuple[Measures, list[str], list[tuple[str, float, bool]]]:
    """Build one gold set and score it: measures with their counts, misses, and each mention's (rule, stated, right)."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        build([{**SETS, **FURTHER}[name]], corpus)
        rows, missed = score(corpus, GOLD / name)
        outcomes = mention_outcomes(corpus, GOLD / name)
    return {measure: (value, note) for measure, value, note in rows}, missed, outcomes


def mention_outcomes(corpus: Path, gold: Path) -> list[tuple[str, float, bool]]:
    """Of each counted mention: its rule, its stated confidence, and whether the annotator marked that place too.

    Right means: a gold mark overlaps it that puts the same country on the map, or, like it, none.
    """
    articles, mentions = table(corpus, "articles"), table(corpus, "mentions")
    by_file = {Path(file).name: i for i, file in enumerate(articles["file"])}
    outcomes = []
    for path in sorted(gold.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["raw"] not in by_file:
            continue
        row = articles.iloc[by_file[document["raw"]]]
        marks = gold_spans(document, row.text)
        for mention in mentions[(mentions.article_id == row.article_id) & ~mentions.inside].itertuples():
            country = mention.country if isinstance(mention.country, str) else None
            right = any(start < mention.end and mention.start < end and (iso == country) for start, end, iso in marks)
            outcomes.append((mention.rule, float(mention.confidence), right))
    return outcomes


def gold_spans(document: dict[str, Any], text: str) -> list[tuple[int, int, str | None]]:
    """(start, end, country or None) of every gold mark that is found in the text."""
    spans, at = [], 0
    for paragraph in document["paragraphs"]:
        plain, marks = unmark(paragraph["marked"])
        found = locate(text, plain, at)
        if not found:
            continue
        at = max(at, found[1])
        for start, end, kind, canonical in marks:
            iso = canonical.split(":")[0] if kind == "C" else None
            spans.append((found[2][start], found[2][end - 1] + 1, iso))
    return spans


def calibrate(outcomes: list[tuple[str, float, bool]]) -> list[dict[str, Any]]:
    """Stated against observed: mentions grouped by stated confidence, with a 95% Wilson interval of the share right."""
    groups: dict[float, list[bool]] = defaultdict(list)
    for _, stated, right in outcomes:
        groups[round(stated, 1)].append(right)
    rows = []
    for stated, rights in sorted(groups.items(), reverse=True):
        low, high = wilson(sum(rights), len(rights))
        observed = sum(rights) / len(rights)
        rows.append(
            {
                "stated": stated,
                "observed": round(observed, 3),
                "low": round(low, 3),
                "high": round(high, 3),
                "mentions": len(rights),
            }
        )
    return rows


def wilson(hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The Wilson score interval of a proportion (Wilson 1927)."""
    share, square = hits / n, z * z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = z * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def gold_digest() -> str:
    """16 hex digits over all gold files, so that a figure is never read against other gold than it was measured on."""
    digest = hashlib.sha256()
    for name in SETS:
        for path in sorted((GOLD / name).glob("*.json")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def raise_floors(measured: dict[str, Measures]) -> None:
    """Pin today's figures where they are higher than the floors; refuse to lower one.

    Raises
    ------
    SystemExit : a figure fell below its floor.
    """
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    for name, measures in measured.items():
        pinned = floors.setdefault(name, {})
        for key in GATED:
            value = math.floor(measures[key][0] * 1000) / 1000
            if value < pinned.get(key, 0.0):
                sys.exit(f"{name} {key} fell from {pinned[key]} to {value}; floors only rise")
            pinned[key] = value
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


def publish(measured: dict[str, Measures], outcomes: list[tuple[str, float, bool]]) -> None:
    """Write what the Method page shows."""
    content = {
        "gold": gold_digest(),
        "sets": {
            name: {
                "articles": len(list((GOLD / name).glob("*.json"))),
                "measures": {key: {"value": value, "note": note} for key, (value, note) in measures.items()},
            }
            for name, measures in measured.items()
        },
        "calibration": calibrate(outcomes),
    }
    PUBLISHED.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Measure, print, and on request pin and publish."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--update", action="store_true")
    options.add_argument("--misses", choices=("seeds", "dev", "fresh"), help="say what was missed, of this set alone")
    options.add_argument("sets", nargs="*", help="seeds, dev, closed (default: these), fresh")
    chosen = options.parse_args()
    measured, outcomes = {}, []
    # Whoever reads what was missed writes rules, and does not measure what is kept apart.
    for name in chosen.sets or ([chosen.misses] if chosen.misses else SETS):
        measures, missed, found = measure(name)
        measured[name] = measures
        outcomes += found
        print(f"\n{name}")
        for key, (value, note) in measures.items():
            print(f"{key:32s} {value:6.3f}  {note}")
        if chosen.misses == name:
            print("\n".join(missed))
    if chosen.update:
        raise_floors(measured)
        publish(measured, outcomes)


if __name__ == "__main__":
    main()
