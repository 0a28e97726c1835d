"""Which articles are near-duplicates: republished under another title, lightly edited, sentences dropped.

Candidates come from MinHash signatures in a locality-sensitive hash (Broder 1997; datasketch, MIT), so that the cost
grows with the number of articles, not of pairs. Each candidate is then measured exactly, on runs of three words.
Articles that quote the same source, or share boilerplate, have some runs in common, but neither most of both nor
nearly all of the shorter one.
"""

import re
from collections.abc import Sequence
from hashlib import blake2b

from datasketch import MinHash, MinHashLSH

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

Shingles = frozenset[int]


def find_duplicates(articles: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Each near-duplicate's original: the longest article it directly matches.

    Parameters
    ----------
    articles : (article_id, text of the article without furniture). Of articles of one length the first is original.

    Returns
    -------
    dict : article_id of the duplicate -> article_id of its original. An original is never itself a duplicate.
    """
    shingles = [find_shingles(text) for _, text in articles]
    order = sorted(range(len(articles)), key=lambda index: (-len(shingles[index]), index))
    lsh = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    exact: dict[Shingles, int] = {}
    found: dict[str, str] = {}
    for index in order:
        own = shingles[index]
        if not own:
            continue
        if len(own) < MIN_RUNS:
            original = exact.setdefault(own, index)
        else:
            signature = _sign(own)
            candidates = sorted(lsh.query(signature))
            matches = [
                (measure(own, shingles[other]), -other)
                for other in candidates
                if share_figures(articles[index][1], articles[other][1], jaccard(own, shingles[other]))
            ]
            best = max((match for match in matches if match[0] > 0), default=None)
            original = index if best is None else -best[1]
            if original == index:
                lsh.insert(index, signature, check_duplication=False)
        if original != index and articles[original][0] != articles[index][0]:
            found[articles[index][0]] = articles[original][0]
    return {duplicate: original for duplicate, original in found.items() if original not in found}


def find_shingles(text: str) -> Shingles:
    """Hashes of all runs of three words, case and punctuation aside; of the whole text where it is shorter."""
    words = TOKEN.findall(text.casefold())
    if not words:
        return frozenset()
    length = min(RUN, len(words))
    runs = {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "little") for run in runs)


def measure(one: Shingles, other: Shingles) -> float:
    """How much of the two texts is the same, 0 to 1; 0 where it is too little for a duplicate.

    The Jaccard index, or the share of the shorter text that stands in the longer, where they are not too unequal.
    """
    common = len(one & other)
    shorter, longer = sorted((len(one), len(other)))
    if not shorter:
        return 0.0
    containment = common / shorter
    if jaccard(one, other) >= MIN_JACCARD:
        return containment
    return containment if containment >= MIN_CONTAINMENT and shorter >= MIN_LENGTH_RATIO * longer else 0.0


def jaccard(one: Shingles, other: Shingles) -> float:
    """Runs in both by runs in either."""
    common = len(one & other)
    return common / max(1, len(one) + len(other) - common)


def share_figures(one: str, other: str, alike: float) -> bool:
    """Whether two texts that are `alike` give the same figures, so far as they give any."""
    shorter, longer = sorted((set(FIGURE.findall(one)), set(FIGURE.findall(other))), key=len)
    if alike >= SAME_JACCARD or len(shorter) < MIN_FIGURES:
        return True
    return len(shorter & longer) >= SAME_FIGURES * len(shorter)


def _sign(shingles: Shingles) -> MinHash:
    signature = MinHash(num_perm=BANDS * ROWS, seed=SEED, hashfunc=_identity)
    signature.update_batch(sorted(shingles))
    return signature


def _identity(shingle: int) -> int:
    """The runs are hashed already; datasketch expects 32 bits."""
    return shingle & 0xFFFFFFFF
