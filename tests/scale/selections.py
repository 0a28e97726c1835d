"""Random selections over what a corpus holds."""

import random
from collections.abc import Iterator

from steppe.corpus import NONE, STANCES, UNITS, Corpus, Focus, count_by

WORDS = ("the", "cooperation", "kazakhstan", "trade", "government", "mine", '"last year"', "econ*", "-the", "president")


def random_selections(corpus: Corpus, number: int, seed: int = 11) -> Iterator[Focus]:
    """Selections of one to three kinds of choice, in every unit; the same ones for the same seed."""
    rng = random.Random(seed)
    keys = {
        d: count_by(corpus, Focus(), d)["key"].tolist() for d in ("country", "entity", "theme", "outlet", "article")
    }

    def some(dimension: str, most: int) -> tuple[str, ...]:
        found = keys[dimension]
        return tuple({found[min(int(rng.paretovariate(0.7)) - 1, len(found) - 1)] for _ in range(rng.randint(1, most))})

    kinds = {
        "countries": lambda: some("country", 2),
        "entities": lambda: some("entity", 2),
        "themes": lambda: (*some("theme", 1), *((NONE,) if rng.random() < 0.2 else ())),
        "outlets": lambda: some("outlet", 3),
        "articles": lambda: some("article", 3),
        "stances": lambda: (rng.choice(STANCES),),
        "date_from": lambda: f"20{rng.randint(15, 20)}-0{rng.randint(1, 9)}-15",
        "date_to": lambda: f"20{rng.randint(18, 24)}-0{rng.randint(1, 9)}-15",
        "text": lambda: rng.choice(WORDS) + rng.choice(("", f" {rng.choice(WORDS)}", f" OR {rng.choice(WORDS)}")),
    }
    for turn in range(number):
        chosen = rng.sample(sorted(kinds), rng.choice((1, 1, 2, 3)))
        yield Focus(**{field: kinds[field]() for field in chosen}, unit=UNITS[turn % len(UNITS)])
