"""Score the name finder and the quotes on gold paragraphs, without building a corpus.

    python -m tools.eval.names_score GOLD_FOLDER... [--misses] [--rules] [--only ID]

The gold paragraphs, one passage each, are the article: furniture and cleaning play no part. Matching is that of
the corpus scorer. `--rules` prints how often each rule was right, for the table of confidences.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from steppe.analysis.article import Article, Mention, Names, Quote
from steppe.analysis.model import load_model
from steppe.analysis.names import load_finder
from steppe.analysis.quotes import find_quotes
from steppe.document import Passage, PassageKind
from tests.gold.score import ENTITY_TYPES, norm, overlap, prf, unmark

if TYPE_CHECKING:
    from spacy.language import Language

COUNTRY = "C"  # the mark of what puts a country on the map; the others are in `ENTITY_TYPES`
Span = tuple[int, int]


class Mark(NamedTuple):
    """A gold mark: code points in the article, its type, and what it stands for ("KZ:demonym", a name)."""

    start: int
    end: int
    type: str
    canonical: str


@dataclass(frozen=True)
class Gold:
    """What the annotator says of one passage; `quotes` have a text and a speaker, "" for none."""

    marks: tuple[Mark, ...]
    quotes: Sequence[Mapping[str, str]]


def make_article(paragraphs: Sequence[Mapping[str, Any]], nlp: "Language") -> tuple[Article, list[Gold]]:
    """Gold paragraphs as an article, the first as its title, and what is marked in each."""
    text, passages, golds = "", [], []
    for number, paragraph in enumerate(paragraphs):
        plain, spans = unmark(paragraph["marked"])
        text += "\n\n" if text else ""
        start = len(text)
        text += plain
        kind: PassageKind = "title" if number == 0 else "heading" if paragraph.get("heading") else "paragraph"
        passages.append(Passage(start, start + len(plain), kind))
        marks = tuple(Mark(start + s, start + e, type_, canonical) for s, e, type_, canonical in spans)
        golds.append(Gold(marks, paragraph.get("quotes", [])))
    docs = tuple(nlp.pipe(text[p.start : p.end] for p in passages))
    return Article(text, tuple(passages), docs), golds


class Score:
    """What was found, missed and found too much, over articles.

    counts : "tp", "fn" and "fp" of countries ("c"), of the countries of passages ("p"), of the other names ("e", and by
        type), and of quotations ("q"); and what was right of those found ("c_exact", "form_ok", "link_ok",
        "speaker_ok").
    rules : of every rule, how often it was right, or wrong in which way.
    misses : each miss, extra and slip in words.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.rules: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.misses: list[str] = []

    def add(self, identifier: str, article: Article, golds: Sequence[Gold], names: Names) -> None:
        """Count one article."""
        outer = [m for m in names.mentions if not m.inside]
        self._add_names(identifier, article, golds, names, outer)
        for gold, passage in zip(golds, article.passages, strict=True):
            want = {mark.canonical.split(":")[0] for mark in gold.marks if mark.type == COUNTRY}
            span = (passage.start, passage.end)
            got = {m.country for m in outer if m.country and overlap(span, (m.start, m.end))}
            self.counts.update(p_tp=len(want & got), p_fp=len(got - want), p_fn=len(want - got))
        self._add_quotes(identifier, article, golds, names)

    # -- names ------------------------------------------------------------------------------------------------------

    def _add_names(
        self, identifier: str, article: Article, golds: Sequence[Gold], names: Names, outer: Sequence[Mention]
    ) -> None:
        used: set[Mention] = set()
        for mark in (mark for gold in golds for mark in gold.marks):
            near = [m for m in outer if overlap(mark[:2], (m.start, m.end)) and m not in used]
            if mark.type == COUNTRY:
                hit = self._match_country(identifier, article.text, mark, near)
            else:
                hit = self._match_entity(identifier, article.text, mark, near, names)
            used |= {hit} if hit else set()
        for extra in outer:
            kind = names.entities[extra.entity_id].type
            if extra in used or (kind in ("country", "place") and not extra.country):
                continue
            self.counts["c_fp" if extra.country else "e_fp"] += 1
            self.counts[f"{kind}_fp"] += not extra.country
            self.rules[extra.rule]["extra"] += 1
            span = (extra.start, extra.end)
            said = f"extra {article.text[slice(*span)]!r} -> {extra.country or extra.entity_id} ({extra.rule})"
            self._miss(identifier, article.text, span, said)

    def _match_country(self, identifier: str, text: str, mark: Mark, near: Sequence[Mention]) -> Mention | None:
        iso, form = mark.canonical.split(":")
        hit = next((m for m in near if m.country == iso), None)
        said = repr(text[mark.start : mark.end])
        self.counts["c_tp" if hit else "c_fn"] += 1
        if hit is None:
            self._miss(identifier, text, mark[:2], f"missed {said} {mark.canonical}")
            return None
        if (hit.start, hit.end) == mark[:2]:
            self.counts["c_exact"] += 1
        else:
            self._miss(identifier, text, mark[:2], f"span {said}, got {text[hit.start : hit.end]!r}")
        self.counts["form_ok"] += hit.form == form
        self.rules[hit.rule]["right" if hit.form == form else "wrong form"] += 1
        if hit.form != form:
            self._miss(identifier, text, mark[:2], f"form {said} is {form}, got {hit.form} ({hit.rule})")
        return hit

    def _match_entity(
        self, identifier: str, text: str, mark: Mark, near: Sequence[Mention], names: Names
    ) -> Mention | None:
        kind = ENTITY_TYPES[mark.type]
        hit = next((m for m in near if names.entities[m.entity_id].type == kind), None)
        said, fate = repr(text[mark.start : mark.end]), "tp" if hit else "fn"
        self.counts.update((f"e_{fate}", f"{kind}_{fate}"))
        if hit is None:
            self._miss(identifier, text, mark[:2], f"missed {said} {mark.type} {mark.canonical}")
            return None
        right = norm(mark.canonical) in called(names, hit.entity_id)
        self.counts["link_ok"] += right
        self.rules[hit.rule]["right" if right else "wrong link"] += 1
        if not right:
            wrong = f"link {said} -> {hit.entity_id}, want {mark.canonical!r} ({hit.rule})"
            self._miss(identifier, text, mark[:2], wrong)
        return hit

    def _miss(self, identifier: str, text: str, span: Span, what: str) -> None:
        context = text[max(0, span[0] - 45) : span[1] + 35].replace("\n", " ")
        self.misses.append(f"{identifier}: {what}   …{context}…")

    # -- quotations -------------------------------------------------------------------------------------------------

    def _add_quotes(self, identifier: str, article: Article, golds: Sequence[Gold], names: Names) -> None:
        found, taken = find_quotes(article, names), set()
        for gold, passage in zip(golds, article.passages, strict=True):
            for wanted in gold.quotes:
                at = article.text.find(wanted["text"], passage.start, passage.end)
                span = (at, at + len(wanted["text"]))
                hit = next((q for q in found if q not in taken and is_same(span, q)), None)
                self.counts["q_tp" if hit else "q_fn"] += 1
                if hit is None:
                    self.misses.append(f"{identifier}: quote missed {wanted['text'][:70]!r} by {wanted['speaker']}")
                    continue
                taken.add(hit)
                right = said_by(wanted["speaker"], hit, names)
                self.counts["speaker_ok"] += right
                if not right:
                    said = f"speaker of {wanted['text'][:50]!r}: {hit.speaker_id}, want {wanted['speaker']!r}"
                    self.misses.append(f"{identifier}: {said}")
        for extra in found:
            if extra not in taken:
                self.counts["q_fp"] += 1
                said = repr(article.text[extra.start : extra.end][:70])
                self.misses.append(f"{identifier}: quote extra {said} ({extra.speaker_id})")

    # -- what comes of it -------------------------------------------------------------------------------------------

    def rows(self) -> Iterator[tuple[str, float, str]]:
        """(measure, value from 0 to 1, the counts behind it)."""
        counts = self.counts
        for label, key in (("countries.f1", "c"), ("countries.by_passage.f1", "p"), ("entities.f1", "e")):
            tp, fp, fn = self._fates(key)
            precision, recall, f1 = prf(tp, fp, fn)
            yield label, f1, f"P {precision:.3f} R {recall:.3f} tp {tp} fp {fp} fn {fn}"
        yield "countries.exact_span", counts["c_exact"] / max(1, counts["c_tp"]), f"of {counts['c_tp']}"
        yield "countries.form", counts["form_ok"] / max(1, counts["c_tp"]), f"of {counts['c_tp']}"
        yield "entities.link", counts["link_ok"] / max(1, counts["e_tp"]), f"of {counts['e_tp']}"
        for label, key in (*((f"entities.{kind}.f1", kind) for kind in ENTITY_TYPES.values()), ("quotes.f1", "q")):
            tp, fp, fn = self._fates(key)
            precision, recall, f1 = prf(tp, fp, fn)
            yield label, f1, f"P {precision:.3f} R {recall:.3f} n {tp + fn}"
        yield "quotes.speaker", counts["speaker_ok"] / max(1, counts["q_tp"]), f"of {counts['q_tp']}"

    def _fates(self, key: str) -> tuple[int, int, int]:
        return self.counts[f"{key}_tp"], self.counts[f"{key}_fp"], self.counts[f"{key}_fn"]


def called(names: Names, entity_id: str) -> set[str]:
    """What an entity is called, as names are compared; nothing where there is no such entity."""
    entity = names.entities.get(entity_id)
    return {norm(name) for name in (entity.name, *entity.aliases)} if entity else set()


def is_same(wanted: Span, found: Quote) -> bool:
    """Whether a quotation found is the one marked: most of it, and not much more."""
    length = wanted[1] - wanted[0]
    within: int = overlap(wanted, (found.start, found.end))
    return within >= 0.8 * length and found.end - found.start <= 1.25 * length + 4


def said_by(wanted: str, found: Quote, names: Names) -> bool:
    """Whether a quotation was given to the right speaker; to none where none is wanted."""
    if not wanted:
        return not found.speaker_id
    return norm(wanted) in called(names, found.speaker_id or "")


def main() -> None:
    """Score the gold folders that the command line names, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--only", help="id of one article")
    options = parser.parse_args()
    nlp, finder, score = load_model(), load_finder(), Score()
    for path in (path for folder in options.gold for path in sorted(folder.glob("*.json"))):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "paragraphs" not in gold or (options.only and gold["id"] != options.only):
            continue
        article, golds = make_article(gold["paragraphs"], nlp)
        score.add(gold["id"], article, golds, finder.find(article))
    for name, value, note in score.rows():
        print(f"{name:28s} {value:6.3f}  {note}")
    if options.rules:
        for rule, counts in sorted(score.rules.items()):
            total = sum(counts.values())
            print(f"{rule:26s} {counts['right'] / total:6.3f} of {total}  {dict(counts)}")
    if options.misses:
        print("\n".join(score.misses))


if __name__ == "__main__":
    main()
