"""Measure names and quotations on public data: countries of an article, persons and organisations, actors, quotations.

    python tools/eval/names_public.py FOLDER [geowebnews|conllpp|plover|polnear ...] [--errors N]

FOLDER holds the data sets; they are read, never copied. Needs the development requirements.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path

from steppe.analysis.article import Article
from steppe.analysis.model import load_model
from steppe.analysis.names import load_finder
from steppe.analysis.quotes import find_quotes
from steppe.document import Passage

PARAGRAPH = re.compile(r"[^\n]+")


def read(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def make_article(text, nlp):
    passages = tuple(
        Passage(m.start() + len(m[0]) - len(m[0].lstrip()), m.end() - len(m[0]) + len(m[0].rstrip()), "paragraph")
        for m in PARAGRAPH.finditer(text)
        if m[0].strip()
    )
    docs = tuple(nlp.pipe((text[p.start : p.end] for p in passages), batch_size=64))
    return Article(text, passages, docs)


def prf(c):
    p = c["tp"] / max(1, c["tp"] + c["fp"])
    r = c["tp"] / max(1, c["tp"] + c["fn"])
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f} (tp {c['tp']} fp {c['fp']} fn {c['fn']})"


def geowebnews(folder, nlp, finder, errors):
    c, forms = Counter(), {}
    for row in read(folder / "geowebnews.jsonl.gz"):
        article = make_article(row["text"], nlp)
        mentions = [m for m in finder.find(article).mentions if m.country and not m.inside]
        inside = [m for m in finder.find(article).mentions if m.country]
        gold = {s["country"] for s in row["spans"] if s.get("country")}
        got = {m.country for m in mentions}
        c["tp"] += len(gold & got)
        c["fp"] += len(got - gold)
        c["fn"] += len(gold - got)
        for s in row["spans"]:
            if s.get("country"):
                kind = forms.setdefault(s.get("label") or s.get("type"), Counter())
                hit = any(m.country == s["country"] and m.start < s["end"] and s["start"] < m.end for m in inside)
                kind["found" if hit else "missed"] += 1
        for code in sorted(got - gold):
            m = next(m for m in mentions if m.country == code)
            errors.append(f"{row['id']} extra {code} {row['text'][m.start - 30 : m.end + 30]!r} {m.rule}")
        for code in sorted(gold - got):
            texts = [s["text"] for s in row["spans"] if s.get("country") == code]
            errors.append(f"{row['id']} missed {code} {texts[:4]}")
    print("geowebnews countries of an article:", prf(c))
    for kind, k in sorted(forms.items()):
        print(f"   recall {kind}: {k['found'] / sum(k.values()):.3f} of {sum(k.values())}")


def conllpp(folder, nlp, finder, errors):
    wanted = {"PER": "person", "ORG": "organisation"}
    counts = {kind: Counter() for kind in wanted.values()}
    loose = {kind: Counter() for kind in wanted.values()}
    for row in read(folder / "conllpp2020_news.jsonl"):
        article = make_article(row["text"], nlp)
        names = finder.find(article)
        for label, kind in wanted.items():
            gold = {(s["start"], s["end"]) for s in row["spans"] if s["label"] == label}
            got = {
                (m.start, m.end) for m in names.mentions if names.entities[m.entity_id].type == kind and not m.inside
            }
            counts[kind]["tp"] += len(gold & got)
            counts[kind]["fp"] += len(got - gold)
            counts[kind]["fn"] += len(gold - got)
            touched = {g for g in gold if any(g[0] < e and s < g[1] for s, e in got)}
            loose[kind]["tp"] += len(touched)
            loose[kind]["fn"] += len(gold) - len(touched)
            stray = [x for x in got if not any(x[0] < e and s < x[1] for s, e in gold)]
            loose[kind]["fp"] += len(stray)
            text = row["text"]
            errors += [
                f"{row['id']} missed {kind} {text[s:e]!r} …{text[s - 25 : e + 20]!r}" for s, e in sorted(gold - touched)
            ]
            rules = {(m.start, m.end): m.rule for m in names.mentions}
            errors += [
                f"{row['id']} stray {kind} {text[s:e]!r} {rules[s, e]} …{text[s - 25 : e + 20]!r}"
                for s, e in sorted(stray)
            ]
    for kind in counts:
        print(f"conllpp2020 {kind}: exact {prf(counts[kind])}; overlap {prf(loose[kind])}")


def plover(folder, nlp, finder, errors):
    c = Counter()
    for row in read(folder / "plover_gsr.jsonl"):
        article = make_article(row["text"], nlp)
        got = {m.country for m in finder.find(article).mentions if m.country}
        gold = set(row["countries"] or ())
        c["tp"] += len(gold & got)
        c["fn"] += len(gold - got)
        c["fp"] += len(got - gold)
        if gold - got:
            errors.append(f"{row['id']} missed {gold - got} {row['text'][:150]!r}")
    print("plover countries of a sentence (actors only in gold):", prf(c))


def polnear(folder, nlp, finder, errors):
    """Contents that are quoted whole; a speaker is right if a word of the entity's name stands in the source."""
    c, speaker = Counter(), Counter()
    for row in read(folder / "polnear_test.jsonl.gz"):
        text = row["text"]
        article = make_article(text, nlp)
        names = finder.find(article)
        quotes = find_quotes(article, names)
        contents = [(p["start"], p["end"], a) for a in row["attributions"] for p in a.get("content", ())]
        direct = [x for x in contents if re.fullmatch(r"[“\"].+[”\",.]", text[x[0] : x[1]], re.S) and x[1] - x[0] > 12]
        matched = set()
        for start, end, attribution in direct:
            hits = [q for q in quotes if min(end, q.end) - max(start, q.start) >= 0.7 * (q.end - q.start)]
            c["tp" if hits else "fn"] += 1
            if not hits:
                errors.append(f"{row['id'][:30]} missed {text[start:end][:80]!r} … {text[end : end + 40]!r}")
                continue
            matched.update(hits)
            source = " ".join(p["text"] for p in attribution.get("source", ()))
            known = names.entities.get(hits[0].speaker_id or "")
            capital = re.search(r"\b[A-Z]\w+", source)
            if not source or (not capital and source.lower() not in ("he", "she")):
                continue
            if source.lower() in ("he", "she"):
                speaker["pronoun resolved" if known else "pronoun left"] += 1
            elif known and any(word in source for word in known.name.split() + list(known.aliases)):
                speaker["right"] += 1
            else:
                speaker["wrong" if known else "null"] += 1
                got = known.name if known else None
                errors.append(f"{row['id'][:30]} speaker {got} want {source[:70]!r}: {text[start:end][:40]!r}")
        for q in quotes:
            if q not in matched and not any(min(e, q.end) > max(s, q.start) for s, e, _ in contents):
                c["fp"] += 1
                errors.append(f"{row['id'][:30]} extra {text[q.start - 30 : q.end + 10][:110]!r}")
    print("polnear quotations:", prf(c), dict(speaker))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*", default=["geowebnews", "conllpp", "plover", "polnear"])
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    nlp, finder = load_model(), load_finder()
    for name in options.sets:
        errors: list[str] = []
        globals()[name](options.folder, nlp, finder, errors)
        print("\n".join(errors[: options.errors]))


if __name__ == "__main__":
    main()
