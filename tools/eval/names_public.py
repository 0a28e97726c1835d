"""Measure names and quotations on public data: countries of an article, persons and organisations, actors, quotations.

    python -m tools.eval.names_public FOLDER [geowebnews|conllpp|plover|polnear ...] [--errors N]

FOLDER holds the data sets; they are read, never copied. Needs the development requirements.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steppe.analysis.article import Article, Names, Quote
from steppe.analysis.model import load_model
from steppe.analysis.names import load_finder
from steppe.analysis.names.finder import NameFinder
from steppe.analysis.quotes import find_quotes
from steppe.document import Passage
from tests.gold.score import prf

if TYPE_CHECKING:
    from spacy.language import Language

PARAGRAPH = re.compile(r"[^\n]+")
QUOTED_WHOLE = re.compile(r"[“\"].+[”\",.]", re.S)
TYPES = {"PER": "person", "ORG": "organisation"}
PRONOUNS = ("he", "she")
Row = dict[str, Any]
Span = tuple[int, int]


def read(path: Path) -> Iterator[Row]:
    """The rows of JSON Lines, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def make_article(text: str, nlp: "Language") -> Article:
    """A text as an article: each line that is not blank is a paragraph."""
    passages = tuple(
        Passage(m.start() + len(m[0]) - len(m[0].lstrip()), m.end() - len(m[0]) + len(m[0].rstrip()), "paragraph")
        for m in PARAGRAPH.finditer(text)
        if m[0].strip()
    )
    docs = tuple(nlp.pipe((text[p.start : p.end] for p in passages), batch_size=64))
    return Article(text, passages, docs)


class Hits(Counter[str]):
    """How many were found rightly ("tp"), too many ("fp") and missed ("fn")."""

    def compare(self, gold: set[Any], got: set[Any]) -> None:
        """Count what is in both, and in one of the two alone."""
        self.update(tp=len(gold & got), fp=len(got - gold), fn=len(gold - got))

    def __str__(self) -> str:
        precision, recall, f1 = prf(self["tp"], self["fp"], self["fn"])
        return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} (tp {self['tp']} fp {self['fp']} fn {self['fn']})"


@dataclass
class Bench:
    """What each data set is measured with: the folder, the engine, and the errors met, in words."""

    folder: Path
    nlp: "Language"
    finder: NameFinder
    errors: list[str] = field(default_factory=list)


def measure_geowebnews(bench: Bench) -> None:
    """The countries of an article, and which of its places were found."""
    hits, forms = Hits(), dict[str, Counter[str]]()
    for row in read(bench.folder / "geowebnews.jsonl.gz"):
        text = row["text"]
        placed = [m for m in bench.finder.find(make_article(text, bench.nlp)).mentions if m.country]
        mentions = [m for m in placed if not m.inside]
        places = [s for s in row["spans"] if s.get("country")]
        gold, got = {s["country"] for s in places}, {m.country for m in mentions if m.country}
        hits.compare(gold, got)
        for s in places:
            found = any(m.country == s["country"] and m.start < s["end"] and s["start"] < m.end for m in placed)
            kind = forms.setdefault(s.get("label") or s.get("type"), Counter())
            kind["found" if found else "missed"] += 1
        for code in sorted(got - gold):
            m = next(m for m in mentions if m.country == code)
            bench.errors.append(f"{row['id']} extra {code} {text[m.start - 30 : m.end + 30]!r} {m.rule}")
        for code in sorted(gold - got):
            texts = [s["text"] for s in places if s["country"] == code]
            bench.errors.append(f"{row['id']} missed {code} {texts[:4]}")
    print("geowebnews countries of an article:", hits)
    for name, kind in sorted(forms.items()):
        print(f"   recall {name}: {kind['found'] / sum(kind.values()):.3f} of {sum(kind.values())}")


def measure_conllpp(bench: Bench) -> None:
    """Persons and organisations, their spans exact and overlapping."""
    exact, loose = ({kind: Hits() for kind in TYPES.values()} for _ in range(2))
    for row in read(bench.folder / "conllpp2020_news.jsonl"):
        text = row["text"]
        names = bench.finder.find(make_article(text, bench.nlp))
        rules = {(m.start, m.end): m.rule for m in names.mentions}
        for label, kind in TYPES.items():
            gold = {(s["start"], s["end"]) for s in row["spans"] if s["label"] == label}
            got = {(m.start, m.end) for m in names.mentions if is_of(names, m.entity_id, kind) and not m.inside}
            exact[kind].compare(gold, got)
            missed, stray = without(gold, got), without(got, gold)
            loose[kind].update(tp=len(gold) - len(missed), fn=len(missed), fp=len(stray))
            bench.errors += [f"{row['id']} missed {kind} {around(text, span)}" for span in missed]
            bench.errors += [f"{row['id']} stray {kind} {rules[span]} {around(text, span)}" for span in stray]
    for kind in exact:
        print(f"conllpp2020 {kind}: exact {exact[kind]}; overlap {loose[kind]}")


def is_of(names: Names, entity_id: str, kind: str) -> bool:
    """Whether an entity is of a type."""
    return names.entities[entity_id].type == kind


def without(spans: set[Span], others: set[Span]) -> list[Span]:
    """The spans that none of the others overlaps, in text order."""
    return sorted((s, e) for s, e in spans if not any(s < end and start < e for start, end in others))


def around(text: str, span: Span) -> str:
    """A stretch of text, and the same amid what stands about it."""
    start, end = span
    return f"{text[start:end]!r} …{text[start - 25 : end + 20]!r}"


def measure_plover(bench: Bench) -> None:
    """The countries of a sentence; only actors are in the gold."""
    hits = Hits()
    for row in read(bench.folder / "plover_gsr.jsonl"):
        article = make_article(row["text"], bench.nlp)
        got = {m.country for m in bench.finder.find(article).mentions if m.country}
        gold = set(row["countries"] or ())
        hits.compare(gold, got)
        if gold - got:
            bench.errors.append(f"{row['id']} missed {gold - got} {row['text'][:150]!r}")
    print("plover countries of a sentence (actors only in gold):", hits)


def measure_polnear(bench: Bench) -> None:
    """Contents that are quoted whole; a speaker is right if a word of the entity's name stands in the source."""
    hits, speakers = Hits(), Counter[str]()
    for row in read(bench.folder / "polnear_test.jsonl.gz"):
        text, name = row["text"], row["id"][:30]
        article = make_article(text, bench.nlp)
        names = bench.finder.find(article)
        quotes = find_quotes(article, names)
        contents = [(p["start"], p["end"], a) for a in row["attributions"] for p in a.get("content", ())]
        matched: set[Quote] = set()
        for start, end, attribution in contents:
            if not QUOTED_WHOLE.fullmatch(text[start:end]) or end - start <= 12:
                continue
            found = [q for q in quotes if min(end, q.end) - max(start, q.start) >= 0.7 * (q.end - q.start)]
            hits["tp" if found else "fn"] += 1
            if not found:
                bench.errors.append(f"{name} missed {text[start:end][:80]!r} … {text[end : end + 40]!r}")
                continue
            matched.update(found)
            source = " ".join(p["text"] for p in attribution.get("source", ()))
            fate = judge_speaker(source, found[0].speaker_id, names)
            speakers.update([fate] if fate else [])
            if fate in ("wrong", "null"):
                said = f"{name} speaker {found[0].speaker_id} want {source[:70]!r}: {text[start:end][:40]!r}"
                bench.errors.append(said)
        for q in quotes:
            if q not in matched and not any(min(e, q.end) > max(s, q.start) for s, e, _ in contents):
                hits["fp"] += 1
                bench.errors.append(f"{name} extra {text[q.start - 30 : q.end + 10][:110]!r}")
    print("polnear quotations:", hits, dict(speakers))


def judge_speaker(source: str, speaker_id: str | None, names: Names) -> str:
    """What became of a speaker that the gold names in these words; "" where they name nobody."""
    known = names.entities.get(speaker_id or "")
    if source.lower() in PRONOUNS:
        return "pronoun resolved" if known else "pronoun left"
    if not re.search(r"\b[A-Z]\w+", source):
        return ""
    if known and any(word in source for word in (*known.name.split(), *known.aliases)):
        return "right"
    return "wrong" if known else "null"


SETS: dict[str, Callable[[Bench], None]] = {
    "geowebnews": measure_geowebnews,
    "conllpp": measure_conllpp,
    "plover": measure_plover,
    "polnear": measure_polnear,
}


def main() -> None:
    """Measure on the data sets that the command line names, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*", help=f"of {', '.join(SETS)}; by default all")
    parser.add_argument("--errors", type=int, default=0, help="list the first N of each set")
    options = parser.parse_args()
    nlp, finder = load_model(), load_finder()
    for name in options.sets or SETS:
        bench = Bench(options.folder, nlp, finder)
        SETS[name](bench)
        print("\n".join(bench.errors[: options.errors]))


if __name__ == "__main__":
    main()
