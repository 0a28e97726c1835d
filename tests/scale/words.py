"""The words of synthetic articles: common English ones, made-up ones, and how often each is drawn."""

import itertools
import random
from bisect import bisect

# Drawn in this order, the first most often.
_COMMON = """
the of and to in a for on that with as by is was at from has its an be will are it this which have said also new not
between more their after over been would about other two than into he most first up between years such during under
since through while both many could may were made last year percent state government people part region country world
plan project work group report policy level growth support system national international local public foreign economic
development cooperation agreement president minister meeting officials experts
"""
COMMON = _COMMON.split()
SYLLABLES = [c + v for c in (*"bdfghklmnprstvz", "br", "dr", "gr", "kl", "pl", "st", "tr") for v in "aeiou"]


class Zipf:
    """Draws from 0..n-1, the k-th with weight 1 / (k + 1) ** exponent."""

    def __init__(self, n: int, exponent: float = 1.0) -> None:
        self.cumulative = list(itertools.accumulate(1 / (k + 1) ** exponent for k in range(n)))

    def draw(self, rng: random.Random) -> int:
        return bisect(self.cumulative, rng.random() * self.cumulative[-1])


def invent(number: int) -> str:
    """A made-up word, another one for each number."""
    word = ""
    number += len(SYLLABLES)
    while number:
        number, rest = divmod(number, len(SYLLABLES))
        word += SYLLABLES[rest]
    return word
