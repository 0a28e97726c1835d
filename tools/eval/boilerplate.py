"""Measure furniture detection on text without markup: the lines of web pages, labelled keep or drop.

    python -m tools.eval.boilerplate FILE [--worst N]

FILE is gzipped JSON Lines, a page a line: {"url", "lines": [{"text", "keep"}]}. F1 of "keep", lines weighted by words.
"""

import argparse
import gzip
import json
from pathlib import Path
from typing import Any

from steppe.analysis.furniture import lay_out
from steppe.document import Source

Line = dict[str, Any]  # "text", and whether to "keep" it


def count_hits(lines: list[Line], kept: list[bool]) -> tuple[int, int, int]:
    """Words rightly kept, wrongly kept, wrongly dropped."""
    hit = extra = lost = 0
    for line, keep in zip(lines, kept, strict=True):
        words = len(line["text"].split())
        hit += words if keep and line["keep"] else 0
        extra += words if keep and not line["keep"] else 0
        lost += words if line["keep"] and not keep else 0
    return hit, extra, lost


def label_with_steppe(lines: list[Line]) -> list[bool]:
    """Whether each line is in a passage that is no furniture and no title (the truth keeps no titles)."""
    text = "\n".join(line["text"] for line in lines)
    kept = bytearray(len(text) + 1)
    for passage in lay_out(Source("page.txt", "", text, "text")).passages:
        if passage.kind not in ("furniture", "title"):
            kept[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
    labels, at = [], 0
    for line in lines:
        size = len(line["text"])
        labels.append(sum(kept[at : at + size]) > size / 2)
        at += size + 1
    return labels


def label_by_length(lines: list[Line]) -> list[bool]:
    """The rule to beat: twelve words and a full stop."""
    return [len(line["text"].split()) >= 12 and "." in line["text"] for line in lines]


def f1(hit: int, extra: int, lost: int) -> float:
    """From 0 to 1."""
    return 2 * hit / (2 * hit + extra + lost) if hit else 0.0


def main() -> None:
    """Measure both ways of labelling on the pages of a file, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--worst", type=int, default=0)
    options = parser.parse_args()
    with gzip.open(options.file, "rt", encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    for name, label in (("length rule", label_by_length), ("steppe", label_with_steppe)):
        counts = [(count_hits(page["lines"], label(page["lines"])), page["url"]) for page in pages]
        hit, extra, lost = (sum(count[i] for count, _ in counts) for i in range(3))
        print(f"{name:12s} F1 {f1(hit, extra, lost):.4f} P {hit / (hit + extra):.4f} R {hit / (hit + lost):.4f}")
        for count, url in sorted(counts, key=lambda row: -row[0][1] - row[0][2])[: options.worst]:
            print(f"   kept wrongly {count[1]:5d}  lost {count[2]:5d} of {count[0] + count[2]:5d}  {url[:90]}")


if __name__ == "__main__":
    main()
