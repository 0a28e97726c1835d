"""Near-duplicates are found and folded; articles that only share a quote or boilerplate are not."""

import random

import pytest

from steppe.analysis.duplicates import find_duplicates

_WORDS = """
the of and to in a is that for on with as by at from it corridor border trade rail power water ministry region
summit lorry tariff gas pipeline river valley market grain cotton visa bridge road port customs loan
"""
WORDS = tuple(_WORDS.split())


def make_article(seed: int, sentences: int = 30) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=chance.randint(8, 22))).capitalize() + "." for _ in range(sentences)]


def edited(sentences: list[str], seed: int, share: float) -> str:
    chance = random.Random(seed)
    words = " ".join(sentences).split()
    return " ".join("altered" if chance.random() < share else word for word in words)


BASE = make_article(1)
TEXT = " ".join(BASE)


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        "Quite Another Title. " + TEXT,
        TEXT.upper().replace(".", " !"),
        " ".join(BASE[:20]),
        " ".join(sentence for number, sentence in enumerate(BASE) if number % 3),
        edited(BASE, 2, 0.05),
        edited(BASE, 3, 0.10),
        " ".join(BASE[10:] + BASE[:10]),
    ],
)
def test_copies_are_found(copy: str) -> None:
    others = [(f"other{seed}", " ".join(make_article(seed))) for seed in range(10, 40)]
    found = find_duplicates([("original", TEXT), *others, ("copy", copy)])
    assert set(found) | set(found.values()) == {"original", "copy"}


def test_the_longest_is_the_original_and_the_first_of_equals() -> None:
    assert find_duplicates([("short", " ".join(BASE[:24])), ("long", TEXT), ("again", TEXT)]) == {
        "short": "long",
        "again": "long",
    }


def test_sharing_a_quote_or_boilerplate_is_no_duplication() -> None:
    shared = " ".join(make_article(5, 9))
    articles = [(f"a{seed}", " ".join(make_article(seed)) + " " + shared) for seed in range(10, 40)]
    assert find_duplicates(articles) == {}


def test_a_brief_inside_a_long_digest_is_no_duplicate() -> None:
    digest = " ".join(" ".join(make_article(seed, 8)) for seed in range(50, 58))
    assert find_duplicates([("brief", " ".join(make_article(50, 8))), ("digest", digest)]) == {}


def test_short_and_empty_texts() -> None:
    assert find_duplicates([("a", "No news."), ("b", "no news"), ("c", "Other news."), ("d", ""), ("e", "")]) == {
        "b": "a"
    }


def test_originals_are_never_duplicates_themselves() -> None:
    chain = [(f"v{step}", " ".join(BASE[step * 3 :] + make_article(9, step * 3))) for step in range(8)]
    found = find_duplicates(chain)
    assert not set(found) & set(found.values())
    assert find_duplicates(chain) == found
