"""Which articles are near-duplicates: republished under another title, lightly edited, sentences dropped.

Candidates come from MinHash signatures (Broder 1997; datasketch, MIT) of which a band is the same, so that the cost
grows with the number of articles, not of pairs. Each candidate is then measured exactly, on runs of three words.
What is needed of an article is its `Print`; those of a large build lie on disk while they are compared.
Articles that quote the same source, or share boilerplate, have some runs in common, but neither most of both nor
nearly all of the shorter one.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

TOKEN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]|[^\W_]+")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
RUN = 3
# 64 bands of 3 rows: a pair with a Jaccard index of 0.4 is found with 98 %, of 0.05 with less than 1 %.
BANDS, ROWS = 64, 3
SEED = 1
MIN_JACCARD = 0.38
MIN_CONTAINMENT = 0.75
MIN_LENGTH_RATIO = 0.4
MIN_RUNS = 20
# Bulletins from one template (rates, weather, tenders) differ in little but their figures.
SAME_JACCARD = 0.8
MIN_FIGURES = 4
SAME_FIGURES = 0.5

# Odd 64-bit numbers that mix the rows of a band into one key.
MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)

Runs = np.ndarray[Any, np.dtype[np.uint32]]
Signature = np.ndarray[Any, np.dtype[np.uint32]]


@dataclass(frozen=True, eq=False)
class Print:
    """What an article is compared by.

    runs : hashes of its runs of three words, sorted, each once.
    signature : their MinHash, `BANDS * ROWS` numbers.
    figures : the figures in its text.
    """

    article_id: str
    runs: Runs
    signature: Signature
    figures: frozenset[str]

    def signature_bytes(self) -> bytes:
        """The signature as bytes, little-endian."""
        return self.signature.astype("<u4").tobytes()

    @classmethod
    def restore(cls, article_id: str, runs: Runs, signature: bytes, figures: Sequence[str]) -> "Print":
        """From what was stored."""
        return cls(article_id, runs, np.frombuffer(signature, "<u4"), frozenset(figures))


def make_print(article_id: str, text: str) -> Print:
    """The print of an article, from its text without furniture."""
    runs = find_runs(text)
    return Print(article_id, runs, _sign(runs), frozenset(FIGURE.findall(text)))


def find_duplicates(articles: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Each near-duplicate's original: the longest article it directly matches.

    Parameters
    ----------
    articles : (article_id, text of the article without furniture). Of articles of one length the first is original.

    Returns
    -------
    dict : article_id of the duplicate -> article_id of its original. An original is never itself a duplicate.
    """
    with TemporaryDirectory() as folder:
        prints = Prints(Path(folder) / "runs")
        for number, (article_id, text) in enumerate(articles):
            prints.add(number, make_print(article_id, text))
        return prints.find_duplicates()


class Prints:
    """The prints of all articles of a build: signatures in memory (0.8 kB an article), runs in a file.

    path : the file, which the owner of its folder removes.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")
        self._end = 0
        self._at: list[tuple[int, int, int]] = []  # (place in reading order, first run in the file, number of runs)
        self._ids: list[str] = []
        self._signatures: list[bytes] = []
        self._figures: list[str] = []
        self._runs = lru_cache(maxsize=512)(self._read_runs)

    def add(self, number: int, own: Print) -> None:
        """Take an article; `number` is its place in reading order, articles may come in any."""
        self._file.write(own.runs.astype("<u4").tobytes())
        self._at.append((number, self._end, len(own.runs)))
        self._end += len(own.runs)
        self._ids.append(own.article_id)
        self._signatures.append(own.signature_bytes())
        self._figures.append(" ".join(sorted(own.figures)))

    def find_duplicates(self) -> dict[str, str]:
        """As `steppe.analysis.duplicates.find_duplicates`, for what was added. To be called once."""
        self._file.close()
        if not self._ids:
            return {}
        order = sorted(range(len(self._at)), key=lambda i: (-self._at[i][2], self._at[i][0]))
        buckets = _shared_buckets(np.frombuffer(b"".join(self._signatures), "<u4").reshape(len(self._ids), -1))
        self._signatures.clear()
        originals: dict[int, list[int]] = defaultdict(list)
        exact: dict[bytes, int] = {}
        found: dict[int, int] = {}
        for index in order:
            length = self._at[index][2]
            if not length:
                continue
            if length < MIN_RUNS:
                original = exact.setdefault(self._runs(index).tobytes(), index)
            else:
                own = buckets.get(index, ())
                original = self._best(index, sorted({other for bucket in own for other in originals[bucket]}))
                if original == index:
                    for bucket in own:
                        originals[bucket].append(index)
            if original != index:
                found[index] = original
        return {self._ids[i]: self._ids[o] for i, o in found.items() if o not in found and self._ids[i] != self._ids[o]}

    def _best(self, index: int, candidates: Sequence[int]) -> int:
        """The candidate of which most is the same, the first of equals; itself where none is a match."""
        if not candidates:
            return index
        own, figures = self._runs(index), set(self._figures[index].split())
        best = (0.0, 0)
        original = index
        for other in candidates:
            runs = self._runs(other)
            common = len(np.intersect1d(own, runs, assume_unique=True))
            alike = jaccard(len(own), len(runs), common)
            if share_figures(figures, set(self._figures[other].split()), alike):
                match = (measure(len(own), len(runs), common), -self._at[other][0])
                if match[0] > 0 and match > best:
                    best, original = match, other
        return original

    def _read_runs(self, index: int) -> Runs:
        _, first, length = self._at[index]
        return np.fromfile(self._path, "<u4", length, offset=4 * first)


def _shared_buckets(signatures: np.ndarray[Any, Any]) -> dict[int, list[int]]:
    """For each article the numbers of the buckets (equal bands) that it shares with others; most share none."""
    found: dict[int, list[int]] = defaultdict(list)
    number = 0
    for band in range(BANDS):
        rows = signatures[:, band * ROWS : (band + 1) * ROWS].astype(np.uint64)
        keys = (rows * MIX).sum(axis=1, dtype=np.uint64)
        order = np.argsort(keys, kind="stable")
        again = np.flatnonzero(keys[order][1:] == keys[order][:-1])
        for at in again.tolist():
            article, other = int(order[at]), int(order[at + 1])
            if not found[article] or found[article][-1] != number:
                number += 1
                found[article].append(number)
            found[other].append(number)
    return found


def find_runs(text: str) -> Runs:
    """Hashes of all runs of three words, case and punctuation aside; of the whole text where it is shorter."""
    words = TOKEN.findall(text.casefold())
    if not words:
        return np.zeros(0, np.uint32)
    length = min(RUN, len(words))
    runs = {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}
    hashes = b"".join(blake2b(run.encode(), digest_size=4).digest() for run in runs)
    return np.unique(np.frombuffer(hashes, "<u4"))


def measure(one: int, other: int, common: int) -> float:
    """How much of two texts is the same, 0 to 1, by their numbers of runs; 0 where it is too little for a duplicate.

    The Jaccard index, or the share of the shorter text that stands in the longer, where they are not too unequal.
    """
    shorter, longer = sorted((one, other))
    if not shorter:
        return 0.0
    containment = common / shorter
    if jaccard(one, other, common) >= MIN_JACCARD:
        return containment
    return containment if containment >= MIN_CONTAINMENT and shorter >= MIN_LENGTH_RATIO * longer else 0.0


def jaccard(one: int, other: int, common: int) -> float:
    """Runs in both by runs in either."""
    return common / max(1, one + other - common)


def share_figures(one: set[str], other: set[str], alike: float) -> bool:
    """Whether two texts that are `alike` give the same figures, so far as they give any."""
    shorter, longer = sorted((one, other), key=len)
    if alike >= SAME_JACCARD or len(shorter) < MIN_FIGURES:
        return True
    return len(shorter & longer) >= SAME_FIGURES * len(shorter)


@lru_cache(maxsize=1)
def _min_hash() -> Any:
    """datasketch's MinHash, without its package's front door: that imports scipy's integration (40 MB, a second or
    two) for searches that are not used here.
    """
    spec = find_spec("datasketch")
    if spec is None:
        raise ModuleNotFoundError("No module named 'datasketch'", name="datasketch")
    whole = sys.modules.get("datasketch")
    sys.modules["datasketch"] = whole or module_from_spec(spec)
    try:
        return import_module("datasketch.minhash").MinHash
    finally:
        if whole is None:
            del sys.modules["datasketch"]  # whoever imports the package later gets all of it


def _sign(runs: Runs) -> Signature:
    signature = _min_hash()(num_perm=BANDS * ROWS, seed=SEED, hashfunc=int)  # the runs are hashed already
    if len(runs):
        signature.update_batch(runs.tolist())
    signed: Signature = signature.hashvalues.astype(np.uint32)
    return signed
