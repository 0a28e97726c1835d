"""Stance of passages, and its cue words."""

import pytest

from steppe.analysis.stance import STANCES, StanceLabeller, load_labeller
from steppe.document import PassageKind


@pytest.fixture(scope="module")
def labeller() -> StanceLabeller:
    return load_labeller()


CLEAR_CASES = [
    (
        "The new bridge is a remarkable success: it has created jobs and brought prosperity to the valley.",
        "opportunity",
    ),
    ("Both leaders praised the fruitful partnership and welcomed record growth in trade.", "opportunity"),
    (
        "Critics warn that corruption and unpaid debts threaten the villages, and residents fear for their health.",
        "concern",
    ),
    ("Three people were killed and dozens arrested after police attacked protesters angry at pollution.", "concern"),
]


@pytest.mark.parametrize(("text", "stance"), CLEAR_CASES)
def test_stance_of_clear_cases(labeller: StanceLabeller, text: str, stance: str) -> None:
    assert labeller.label(text, "paragraph").stance == stance


# As annotators label: a deal done, a thing opened, a figure that grew is good news without a word of praise; loss and
# want are bad news without a word of blame; a procedure or a date is neither.
PLAIN_FACTS = [
    ("Trade between Kazakhstan and Slovenia rose by 14 percent last year to $412 million.", "opportunity"),
    ("The ministers signed a protocol on veterinary certificates and agreed to open an office.", "opportunity"),
    ("A 90-megawatt wind park near Balkhash was connected to the grid on Tuesday.", "opportunity"),
    ("The two delegations agreed to hold annual consultations between their border services.", "opportunity"),
    ("The reservoir stands four metres below last year's mark, and rationing will go on until March.", "concern"),
    ("Tests found ammonium at six times the limit, the ministry said.", "concern"),
    ("The committee will meet again in Osh on 9 May.", "neutral"),
    ("The tender closes on 3 June; four firms have bought the documents.", "neutral"),
]


@pytest.mark.parametrize(("text", "stance"), PLAIN_FACTS)
def test_stance_of_plain_facts(labeller: StanceLabeller, text: str, stance: str) -> None:
    assert labeller.label(text, "paragraph").stance == stance


def test_stance_contrast_of_two_sides_is_mixed(labeller: StanceLabeller) -> None:
    text = (
        "The corridor promises growth, jobs and faster trade. However, it also brings debts, corruption and pollution, "
        "and critics fear that the benefits will not reach the poor."
    )
    assert labeller.label(text, "paragraph").stance == "mixed"


def test_stance_score_has_a_side(labeller: StanceLabeller) -> None:
    for text, stance in CLEAR_CASES:
        score = labeller.label(text, "paragraph").score
        assert -1.0 <= score <= 1.0
        assert (score > 0) == (stance == "opportunity")


def test_stance_negation_turns_a_cue_round(labeller: StanceLabeller) -> None:
    plain = labeller.label("The reform was a success and a benefit.", "paragraph").score
    negated = labeller.label("The reform was not a success and never a benefit.", "paragraph").score
    assert negated < plain


@pytest.mark.parametrize(("text", "stance"), CLEAR_CASES)
def test_stance_evidence_lies_in_the_text(labeller: StanceLabeller, text: str, stance: str) -> None:
    pieces = labeller.label(text, "paragraph").evidence
    assert pieces
    assert all(text[piece.start : piece.end].strip() for piece in pieces)


@pytest.mark.parametrize("text", ["", "  ", "***"])
def test_stance_of_nothing_is_neutral(labeller: StanceLabeller, text: str) -> None:
    label = labeller.label(text, "paragraph")
    assert label.stance in STANCES
    assert label.evidence == ()


def test_stance_of_an_article_keeps_places(labeller: StanceLabeller) -> None:
    passages: list[tuple[str, PassageKind]] = [
        ("Share this article", "furniture"),
        (CLEAR_CASES[0][0], "paragraph"),
        (CLEAR_CASES[2][0], "paragraph"),
    ]
    labels = labeller.label_article(passages)
    assert len(labels) == 3
    assert labels[0].stance == "neutral"
    assert labels[0].evidence == ()
    assert labels == labeller.label_article(passages)
    assert labeller.label_article([]) == []
