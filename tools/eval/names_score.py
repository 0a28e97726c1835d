"""Score the name finder and the quotes on gold paragraphs, without building a corpus.

    python tools/eval/names_score.py GOLD_FOLDER... [--misses] [--rules] [--only ID]

The gold paragraphs, one passage each, are the article: furniture and cleaning play no part. Matching is that of
the corpus scorer. `--rules` prints how often each rule was right, for the table of confidences.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from steppe.analysis.article import Article
from steppe.analysis.model import load_model
from steppe.analysis.names import load_finder
from steppe.analysis.quotes import find_quotes
from steppe.document import Passage

MARK = re.compile(r"\{\{(.+?)\|([A-Z]+)\|(.+?)\}\}", re.S)
TYPES = {"PER": "person", "ORG": "organisation", "EVT": "event", "INI": "initiative", "R": "region"}
PLACES = ("name", "demonym", "place", "metonym")


def unmark(marked):
    """-> (plain text, [(start, end, type, canonical)])"""
    out, spans, at, length = [], [], 0, 0
    for m in MARK.finditer(marked):
        out.append(marked[at : m.start()])
        length += m.start() - at
        spans.append((length, length + len(m[1]), m[2], m[3]))
        out.append(m[1])
        length += len(m[1])
        at = m.end()
    out.append(marked[at:])
    return "".join(out), spans


def norm(name):
    name = re.sub(r"^(the|a|an)\s+", "", str(name).casefold().strip())
    name = name.replace("organization", "organisation").replace("’", "'")
    return re.sub(r"[\s\-–—]+", " ", name)


def make_article(paragraphs, nlp):
    """-> (Article, [(start, spans, quotes)])"""
    text, passages, marks = "", [], []
    for number, para in enumerate(paragraphs):
        plain, spans = unmark(para["marked"])
        text += "\n\n" if text else ""
        start = len(text)
        text += plain
        kind = "title" if number == 0 else "heading" if para.get("heading") else "paragraph"
        passages.append(Passage(start, start + len(plain), kind))
        marks.append((start, spans, para.get("quotes", [])))
    docs = tuple(nlp.pipe(text[p.start : p.end] for p in passages))
    return Article(text, tuple(passages), docs), marks


def prf(tp, fp, fn):
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


class Score:
    def __init__(self):
        self.c = Counter()
        self.rules = defaultdict(Counter)
        self.misses = []
        self.confusions = Counter()

    def miss(self, gold, text, span, what):
        context = text[max(0, span[0] - 45) : span[1] + 35].replace("\n", " ")
        self.misses.append(f"{gold}: {what}   …{context}…")

    def names(self, gold, article, marks, names):
        c, text = self.c, article.text
        outer = [m for m in names.mentions if not m.inside]
        used = set()
        aliases = {k: {norm(e.name), *map(norm, e.aliases)} for k, e in names.entities.items()}
        for start, spans, _ in marks:
            for s, e, kind, canon in spans:
                span = (start + s, start + e)
                cands = [m for m in outer if overlap(span, (m.start, m.end)) and m not in used]
                if kind == "C":
                    iso, form = canon.split(":")
                    hit = next((m for m in cands if m.country == iso), None)
                    c["c_tp" if hit else "c_fn"] += 1
                    if hit is None:
                        self.miss(gold, text, span, f"missed {text[slice(*span)]!r} {canon}")
                        continue
                    used.add(hit)
                    c["c_exact"] += (hit.start, hit.end) == span
                    if (hit.start, hit.end) != span:
                        self.miss(gold, text, span, f"span {text[slice(*span)]!r}, got {text[hit.start : hit.end]!r}")
                    c["form_ok"] += hit.form == form
                    self.rules[hit.rule]["right" if hit.form == form else "wrong form"] += 1
                    if hit.form != form:
                        self.confusions[form, hit.form, hit.rule] += 1
                        self.miss(
                            gold, text, span, f"form {text[slice(*span)]!r} is {form}, got {hit.form} ({hit.rule})"
                        )
                    continue
                hit = next((m for m in cands if names.entities[m.entity_id].type == TYPES[kind]), None)
                c["e_tp" if hit else "e_fn"] += 1
                c[f"{TYPES[kind]}_{'tp' if hit else 'fn'}"] += 1
                if hit is None:
                    self.miss(gold, text, span, f"missed {text[slice(*span)]!r} {kind} {canon}")
                    continue
                used.add(hit)
                ok = norm(canon) in aliases[hit.entity_id]
                c["link_ok"] += ok
                self.rules[hit.rule]["right" if ok else "wrong link"] += 1
                if not ok:
                    self.miss(
                        gold, text, span, f"link {text[slice(*span)]!r} -> {hit.entity_id}, want {canon!r} ({hit.rule})"
                    )
        for m in outer:
            kind = names.entities[m.entity_id].type
            if m in used or (kind in ("country", "place") and not m.country):
                continue
            c["c_fp" if m.country else "e_fp"] += 1
            if not m.country:
                c[f"{kind}_fp"] += 1
            self.rules[m.rule]["extra"] += 1
            what = f"extra {text[m.start : m.end]!r} -> {m.country or m.entity_id} ({m.rule})"
            self.miss(gold, text, (m.start, m.end), what)
        for (_, spans, _), p in zip(marks, article.passages, strict=True):
            want = {canon.split(":")[0] for _, _, kind, canon in spans if kind == "C"}
            got = {m.country for m in outer if m.country and overlap((p.start, p.end), (m.start, m.end))}
            c["p_tp"] += len(want & got)
            c["p_fp"] += len(got - want)
            c["p_fn"] += len(want - got)

    def quotes(self, gold, article, marks, names, quotes):
        c, text, taken = self.c, article.text, set()
        for (start, _, wanted), p in zip(marks, article.passages, strict=True):
            for q in wanted:
                at = text.find(q["text"], start, p.end)
                span = (at, at + len(q["text"]))
                hit = next(
                    (
                        x
                        for x in quotes
                        if x not in taken
                        and overlap(span, (x.start, x.end)) >= 0.8 * (span[1] - span[0])
                        and x.end - x.start <= 1.25 * (span[1] - span[0]) + 4
                    ),
                    None,
                )
                c["q_tp" if hit else "q_fn"] += 1
                if hit is None:
                    self.misses.append(f"{gold}: quote missed {q['text'][:70]!r} by {q['speaker']}")
                    continue
                taken.add(hit)
                known = names.entities.get(hit.speaker_id or "")
                got = {norm(known.name), *map(norm, known.aliases)} if known else set()
                ok = (not q["speaker"] and not hit.speaker_id) or (q["speaker"] and norm(q["speaker"]) in got)
                c["speaker_ok"] += bool(ok)
                if not ok:
                    self.misses.append(
                        f"{gold}: speaker of {q['text'][:50]!r}: {hit.speaker_id}, want {q['speaker']!r}"
                    )
        for x in quotes:
            if x not in taken:
                c["q_fp"] += 1
                self.misses.append(f"{gold}: quote extra {text[x.start : x.end][:70]!r} ({x.speaker_id})")

    def rows(self):
        c = self.c
        for label, key in (("countries.f1", "c"), ("countries.by_passage.f1", "p"), ("entities.f1", "e")):
            p, r, f = prf(c[f"{key}_tp"], c[f"{key}_fp"], c[f"{key}_fn"])
            yield label, f, f"P {p:.3f} R {r:.3f} tp {c[f'{key}_tp']} fp {c[f'{key}_fp']} fn {c[f'{key}_fn']}"
        yield "countries.exact_span", c["c_exact"] / max(1, c["c_tp"]), f"of {c['c_tp']}"
        yield "countries.form", c["form_ok"] / max(1, c["c_tp"]), f"of {c['c_tp']}"
        yield "entities.link", c["link_ok"] / max(1, c["e_tp"]), f"of {c['e_tp']}"
        for kind in TYPES.values():
            p, r, f = prf(c[f"{kind}_tp"], c[f"{kind}_fp"], c[f"{kind}_fn"])
            yield f"entities.{kind}.f1", f, f"P {p:.3f} R {r:.3f} n {c[f'{kind}_tp'] + c[f'{kind}_fn']}"
        p, r, f = prf(c["q_tp"], c["q_fp"], c["q_fn"])
        yield "quotes.f1", f, f"P {p:.3f} R {r:.3f} n {c['q_tp'] + c['q_fn']}"
        yield "quotes.speaker", c["speaker_ok"] / max(1, c["q_tp"]), f"of {c['q_tp']}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--only")
    options = parser.parse_args()
    nlp, finder, score = load_model(), load_finder(), Score()
    for folder in options.gold:
        for path in sorted(folder.glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            if "paragraphs" not in gold or (options.only and gold["id"] != options.only):
                continue
            article, marks = make_article(gold["paragraphs"], nlp)
            names = finder.find(article)
            score.names(gold["id"], article, marks, names)
            score.quotes(gold["id"], article, marks, names, find_quotes(article, names))
    for name, value, note in score.rows():
        print(f"{name:28s} {value:6.3f}  {note}")
    if options.rules:
        for rule, counts in sorted(score.rules.items()):
            total = sum(counts.values())
            print(f"{rule:26s} {counts['right'] / total:6.3f} of {total}  {dict(counts)}")
    if options.misses:
        sys.stdout.write("\n".join(score.misses) + "\n")


if __name__ == "__main__":
    main()
