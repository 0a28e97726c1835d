from hypothesis import given
from hypothesis import strategies as st

from steppe.corpus.search import find_terms, parse_search


def test_words_phrases_prefixes_and_exclusions_are_told_apart():
    terms = parse_search('debt "labor rights" sustainab* -"blue carpet"')
    assert [(t.words, t.prefix, t.excluded) for t in terms] == [
        (("debt",), False, False),
        (("labor", "rights"), False, False),
        (("sustainab",), True, False),
        (("blue", "carpet"), False, True),
    ]


def test_an_open_quote_is_still_a_phrase():
    assert parse_search('"belt and road')[0].words == ("belt", "and", "road")


def test_punctuation_alone_is_no_term():
    assert parse_search('- "" * .') == ()


def test_hits_are_whole_words_letter_case_aside():
    text = "Trade grew; the tradesman traded. TRADE!"
    assert [text[s:e] for s, e in find_terms(text, parse_search("trade"))] == ["Trade", "TRADE"]


def test_a_prefix_covers_the_whole_word():
    assert find_terms("sustainable growth", parse_search("sustain*")) == [(0, 11)]


def test_a_phrase_spans_line_ends():
    assert find_terms("Belt and\nRoad", parse_search('"and road"')) == [(5, 13)]


@given(st.text(max_size=80))
def test_any_text_parses(text: str):
    for term in parse_search(text):
        assert term.words


@given(st.text(max_size=60), st.text(max_size=10))
def test_hits_lie_inside_the_text_and_never_overlap(text: str, query: str):
    end_before = 0
    for start, end in find_terms(text, parse_search(query)):
        assert end_before <= start < end <= len(text)
        end_before = end
