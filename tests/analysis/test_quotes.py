"""Direct quotations: where they start and end, which are none, and who speaks."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from steppe.analysis.quotes import find_quotes
from steppe.analysis.quotes_described import has_age
from steppe.analysis.quotes_marks import find_quoted
from tests.analysis.articles import find_names


def quotes_of(*paragraphs, title=None):
    """[(text, speaker's name or None)]"""
    article, names = find_names(*paragraphs, title=title)
    return [
        (article.text[q.start : q.end], names.entities[q.speaker_id].name if q.speaker_id else None)
        for q in find_quotes(article, names)
    ]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("„", "“")])
def test_every_kind_of_mark(opening, closing):
    text = f"{opening}We have waited for ten years,{closing} said Aigul Sadykova, a farmer in Osh."
    assert quotes_of(text) == [("We have waited for ten years", "Aigul Sadykova")]


def test_split_quotation_is_two_with_one_speaker():
    text = "“The road is closed,” Nurlan Abdyldaev said. “It will open in May, if the snow lets it.”"
    assert quotes_of(text) == [
        ("The road is closed", "Nurlan Abdyldaev"),
        ("It will open in May, if the snow lets it", "Nurlan Abdyldaev"),
    ]


def test_quotation_over_sentences_is_one():
    text = "Aigul Sadykova said: “Price matters. So does the record. So does trust.”"
    assert quotes_of(text) == [("Price matters. So does the record. So does trust", "Aigul Sadykova")]


def test_quotation_over_paragraphs_is_one_a_paragraph():
    found = quotes_of(
        "“We dug for a year,” said Aigul Sadykova. “Then the money ended.", "“Nobody told us why the money ended.”"
    )
    assert [speaker for _, speaker in found] == ["Aigul Sadykova"] * 3
    assert found[-1][0] == "Nobody told us why the money ended"


def test_closing_question_mark_stays():
    assert quotes_of("“Who will pay for it?” asked Aigul Sadykova.") == [("Who will pay for it?", "Aigul Sadykova")]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “people’s republics” were not recognised.",
        "The film “The Land of the Fathers” opened in Almaty.",
        "Officials vowed to fight the “three evil forces” together.",
        "Under the motto “Strengthening Multilateral Dialogue”, the presidency began.",
        "Herders don't like it, and the farmers' union doesn't either.",
    ],
)
def test_scare_quotes_titles_and_apostrophes_are_none(text):
    assert quotes_of(text) == []


def test_fragment_of_a_named_speaker_is_a_quotation():
    assert quotes_of("Xi Jinping’s call for “true multilateralism” was heard.") == [
        ("true multilateralism", "Xi Jinping")
    ]


def test_speaker_by_according_to():
    text = "The plan is “clever politics and poor engineering”, according to Aigul Sadykova."
    assert quotes_of(text) == [("clever politics and poor engineering", "Aigul Sadykova")]


def test_pronoun_means_the_subject_before():
    text = "Aigul Sadykova met Bolat Ospanov in Osh. “He listened,” she said."
    assert quotes_of(text) == [("He listened", "Aigul Sadykova")]


def test_job_title_means_the_person_who_has_the_job():
    found = quotes_of(
        "The barber Nurlan Abdyldaev lives in Osh. The teacher Aigul Sadykova lives in Batken.",
        "“I cut hair by ear,” the barber says.",
    )
    assert found == [("I cut hair by ear", "Nurlan Abdyldaev")]


def test_unnamed_speaker_is_null():
    found = quotes_of("Aigul Sadykova listened.", "“It is clever politics,” an official said, asking not to be named.")
    assert found == [("It is clever politics", None)]


def test_organisation_speaks():
    assert quotes_of("The World Bank said it was “deeply concerned about the delay”.") == [
        ("deeply concerned about the delay", "World Bank")
    ]


def test_cue_is_told():
    article, names = find_names("“The road is closed,” Nurlan Abdyldaev said.")
    (quote,) = find_quotes(article, names)
    assert article.text[quote.cue_start : quote.cue_end] == "said"


def test_marks_without_a_partner_do_no_harm():
    for text in ("“", "”", "'", '"', "«a", "‘tis the season", "5'10\" tall", "rock 'n' roll"):
        find_quoted(text, 0, len(text))


def test_a_job_title_may_point_to_the_one_person_who_has_it_further_down():
    article, names = find_names(
        "The rector said: “We will open the new hall in May.”", "Rector Aigul Sadykova has led the school since 2019."
    )
    (quote,) = find_quotes(article, names)
    assert names.entities[quote.speaker_id].name == "Aigul Sadykova"


@pytest.mark.parametrize(
    ("words", "heads", "deps", "aged"),
    [
        ("A packer , 31 spoke", [1, 4, 1, 1, 4], ["det", "nsubj", "punct", "appos", "ROOT"], True),
        ("31 packer spoke", [1, 2, 2], ["appos", "nsubj", "ROOT"], False),  # nothing stands before the number
    ],
)
def test_an_age_stands_behind_its_noun(words, heads, deps, aged):
    doc = Doc(English().vocab, words=words.split(), heads=heads, deps=deps)
    assert has_age(doc[1]) is aged
