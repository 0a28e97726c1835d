"""The matcher, the words, and what is chosen among overlapping proposals."""

import pytest

from steppe.analysis.names.candidates import AUTHORITY, GRAMMAR, MODEL, Candidate, settle
from steppe.analysis.names.lines import fold_word, read_lines, split_words
from steppe.analysis.names.matcher import NameTrie
from tests.analysis.articles import make_article


def line_of(text):
    return read_lines(make_article(text))[0]


def matches_of(text, *known):
    trie = NameTrie()
    for name in known:
        trie.add(name, name)
    line = line_of(text)
    return [(text[m.start : m.end], m.names[0].value) for m in trie.find(line)]


@pytest.mark.parametrize(
    ("text", "known", "found"),
    [
        ("In Xi’an and Xi alone.", ("Xi'an", "Xi"), ["Xi’an", "Xi"]),
        ("TÜRKIYE agreed.", ("Türkiye",), ["TÜRKIYE"]),
        ("They told us in the US.", ("US",), ["US"]),
        ("NUR-SULTAN was renamed.", ("Nur-Sultan",), ["NUR-SULTAN"]),
        ("Belt-and-Road money.", ("Belt and Road",), ["Belt-and-Road"]),
        ("The Shanghai Cooperation Organization met.", ("Shanghai Cooperation Organisation",), None),
        ("A piece of china.", ("China",), []),
        ("Nato troops left.", ("NATO",), ["Nato"]),
        ("COP28 and COP.", ("COP", "COP28"), ["COP28", "COP"]),
        ("St Petersburg", ("St. Petersburg",), ["St Petersburg"]),
        ("The U.S. Senate.", ("U.S.",), ["U.S."]),
    ],
)
def test_matcher_reads_spellings_and_capitals(text, known, found):
    got = [surface for surface, _ in matches_of(text, *known)]
    assert got == (["Shanghai Cooperation Organization"] if found is None else found)


def test_a_name_with_accents_that_stand_alone_ends_where_it_ends():
    name = "I\u0304z\u0304eh"
    assert matches_of(f"She is from Iz and from {name}, near Naz.", name) == [(name, name)]


def test_longest_match_wins_at_a_word():
    assert matches_of("Central Asia Plus", "Central Asia", "Central Asia Plus")[0][0] == "Central Asia Plus"


def test_words_keep_their_offsets():
    text = "Xi’s visit, 3 May."
    assert all(text[w.start : w.end] == w.text for w in split_words(text))
    assert [w.text for w in split_words("Kazakhstan’s Xi’an")] == ["Kazakhstan", "’", "s", "Xi’an"]


def test_folding_of_words():
    assert fold_word("Türkiye") == fold_word("TURKIYE")
    assert fold_word("–") == "-"
    assert fold_word("Center") == fold_word("centre")


def candidate(line, surface, strength, kind="organisation"):
    start = line.text.index(surface)
    return Candidate(line, start, start + len(surface), kind, "authority", strength, name=surface)


def test_longer_name_swallows_the_place_within():
    line = line_of("The Bank of Kazakhstan")
    chosen = settle(
        [candidate(line, "Kazakhstan", AUTHORITY, "country"), candidate(line, "Bank of Kazakhstan", GRAMMAR)]
    )
    assert [(c.surface, c.inside) for c in chosen] == [("Bank of Kazakhstan", False), ("Kazakhstan", True)]


def test_model_does_not_cut_through_a_known_name():
    line = line_of("Meets Xi Jinping Thought")
    chosen = settle([candidate(line, "Xi Jinping", AUTHORITY, "person"), candidate(line, "Jinping Thought", MODEL)])
    assert [c.surface for c in chosen] == ["Xi Jinping"]


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("KAZAKHSTAN RAISES PENSION AGE", "upper"),
        ("Kazakhstan Raises Pension Age For Women", "title"),
        ("Kazakhstan raises the pension age for women.", "sentence"),
    ],
)
def test_style_of_a_line(text, style):
    assert read_lines(make_article(text, kind="heading"))[0].style == style
