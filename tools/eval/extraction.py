"""Measure how well the article is found on saved pages: shingle F1, as the article extraction benchmark defines it.

    python -m tools.eval.extraction FOLDER [--only NAME,NAME] [--worst N]

FOLDER holds `ground-truth.json` and `html/ID.html.gz` (github.com/scrapinghub/article-extraction-benchmark).
Precision and recall are those of the shingles of four words, averaged over pages; F1 is their harmonic mean.
With another package installed, it is measured in the same run: trafilatura, readability-lxml, jusText.
"""

import argparse
import gzip
import json
import re
import statistics
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from steppe.analysis.furniture import lay_out
from steppe.document import Source
from steppe.sources import read_bytes

TOKEN = re.compile(r"\w+")
SHINGLE = 4


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Counts of runs of four words; a shorter text is one shingle."""
    words = TOKEN.findall(text)
    if not words:
        return Counter()
    length = min(SHINGLE, len(words))
    return Counter(tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def precision_recall(truth: str, found: str) -> tuple[float, float]:
    """Of one page."""
    want, got = shingles(truth), shingles(found)
    hit = sum((want & got).values())
    false, missed = sum((got - want).values()), sum((want - got).values())
    if not false and not missed:
        return 1.0, 1.0
    return (hit / (hit + false) if hit + false else 0.0), (hit / (hit + missed) if hit + missed else 0.0)


def extract_steppe(page: bytes) -> str:
    """What Steppe labels as the article, without its title (the benchmark's truth has none)."""
    result = next(iter(read_bytes("page.html", page)))
    if not isinstance(result, Source):
        return ""
    layout = lay_out(result)
    kept = (p for p in layout.passages if p.kind not in ("furniture", "title"))
    return "\n".join(result.text[p.start : p.end] for p in kept)


def extract_trafilatura(page: bytes) -> str:
    """With the settings of its own evaluation: no comments, tables kept."""
    import trafilatura

    return trafilatura.extract(page, include_comments=False, include_tables=True) or ""


def extract_readability(page: bytes) -> str:
    """Its summary, tags stripped."""
    import lxml.html
    from readability import Document

    return lxml.html.fromstring(Document(page.decode("utf-8", "replace")).summary()).text_content()


def extract_justext(page: bytes) -> str:
    """Its paragraphs that are no boilerplate."""
    import justext

    paragraphs = justext.justext(page, justext.get_stoplist("English"))
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


EXTRACTORS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "steppe": ("steppe", extract_steppe),
    "trafilatura": ("trafilatura", extract_trafilatura),
    "readability": ("readability", extract_readability),
    "justext": ("justext", extract_justext),
}


def main() -> None:
    """Measure every extractor that is installed on the pages of a folder, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="names of extractors, comma-separated")
    parser.add_argument("--worst", type=int, default=0, help="list the N worst pages of each")
    options = parser.parse_args()
    truth = json.loads((options.folder / "ground-truth.json").read_text(encoding="utf-8"))
    installed = [name for name, (module, _) in EXTRACTORS.items() if find_spec(module)]
    names = options.only.split(",") if options.only else installed
    print(f"{len(truth)} pages")
    for name in names:
        scores = {}
        for page_id, entry in sorted(truth.items()):
            page = gzip.decompress((options.folder / "html" / f"{page_id}.html.gz").read_bytes())
            scores[page_id] = precision_recall(entry["articleBody"], EXTRACTORS[name][1](page))
        precision, recall = (statistics.mean(score[i] for score in scores.values()) for i in (0, 1))
        print(f"{name:12s} F1 {2 * precision * recall / (precision + recall):.4f} P {precision:.4f} R {recall:.4f}")
        for page_id, (p, r) in sorted(scores.items(), key=lambda item: sum(item[1]))[: options.worst]:
            print(f"   {page_id[:12]} P {p:.3f} R {r:.3f} {truth[page_id].get('url', '')[:90]}")


if __name__ == "__main__":
    main()
