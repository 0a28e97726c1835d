"""Themes of passages and of whole articles, and the words that carry them."""

import pytest

from steppe.analysis.themes import ThemeLabeller, load_labeller, normal_label
from steppe.document import PassageKind
from steppe.regions import load_pack

FOURTEEN = (
    "diplomacy",
    "trade",
    "energy",
    "minerals",
    "connectivity",
    "technology",
    "environment",
    "agriculture",
    "security",
    "multilateralism",
    "rivalry",
    "dependence",
    "society",
    "culture",
)


@pytest.fixture(scope="module")
def labeller() -> ThemeLabeller:
    return load_labeller()


def themes_of(labeller: ThemeLabeller, text: str, kind: PassageKind = "paragraph") -> list[str]:
    return [label.theme_id for label in labeller.label(text, kind=kind)]


CLEAR_CASES = [
    (
        "The two presidents shook hands, toasted the friendship of their peoples and signed a joint declaration.",
        "diplomacy",
    ),
    ("Customs duties on imported cars will rise, and exporters expect sales abroad to fall by a tenth.", "trade"),
    (
        "The power station burns coal, and when a boiler failed in January the radiators of a whole city went cold.",
        "energy",
    ),
    ("Geologists drilled for copper and rare earths before the company applied for a mining licence.", "minerals"),
    ("Container trains wait four days at the port because there are too few ferries and wagons.", "connectivity"),
    ("Programmers at the start-up trained an artificial intelligence model on a local supercomputer.", "technology"),
    ("Glaciers have shrunk by a third and the rivers that they feed carry less water every summer.", "environment"),
    ("Shepherds sold half the flock because there was no hay, and wheat growers fared no better.", "agriculture"),
    ("Border guards opened fire on militants who had crossed the frontier with rifles and grenades.", "security"),
    (
        "The General Assembly adopted the resolution that the five states had sponsored at the United Nations.",
        "multilateralism",
    ),
    (
        "Moscow and Beijing compete for influence, and the smaller state plays one great power off against the other.",
        "rivalry",
    ),
    ("Half of the foreign debt is owed to one lender, which leaves the government little leverage.", "dependence"),
    ("Journalists were jailed after the protest, and migrant workers complained of unpaid wages.", "society"),
    ("The museum shows manuscripts and carpets from the caravan cities of the Silk Road.", "culture"),
]


@pytest.mark.parametrize(("text", "theme"), CLEAR_CASES)
def test_themes_clear_case_has_its_theme_first(labeller: ThemeLabeller, text: str, theme: str) -> None:
    assert themes_of(labeller, text)[0] == theme


def test_themes_pack_holds_the_fourteen_each_with_many_terms() -> None:
    themes = load_pack().themes
    assert tuple(theme.theme_id for theme in themes) == FOURTEEN
    assert all(len(theme.terms) >= 60 and theme.definition and theme.iptc.startswith("medtop:") for theme in themes)


def test_themes_paraphrase_without_keywords(labeller: ThemeLabeller) -> None:
    text = "Every third dollar of revenue goes to repaying one foreign bank, and nobody else will lend."
    assert "dependence" in themes_of(labeller, text)


def test_themes_a_third_is_likelier_than_not(labeller: ThemeLabeller) -> None:
    """The plant is where the visit went, not what the passage says something about."""
    text = (
        "Visitors from Turkey toured the copper plant, saw the new laboratory and signed an agreement on training "
        "engineers."
    )
    assert [label.theme_id for label in labeller.label(text, kind="paragraph")] == ["diplomacy", "technology"]


def test_themes_a_list_keeps_its_small_ones(labeller: ThemeLabeller) -> None:
    text = (
        "The treaty lets students from both countries study without a visa, and the two rectors planted an apple tree "
        "near the river that floods each spring."
    )
    labels = labeller.label(text, kind="paragraph")
    assert len(labels) > 2
    assert labels[2].score < 0.5


@pytest.mark.parametrize(
    "heading", ["Key Questions:", "Advantages and Disadvantages", "Executive Summary", "5. Conclusion"]
)
def test_themes_bare_section_label_has_none(labeller: ThemeLabeller, heading: str) -> None:
    article: list[tuple[str, PassageKind]] = [
        ("Kazakhstan and China deepen their partnership", "title"),
        (heading, "heading"),
        ("The presidents of both countries met and signed a treaty of friendship.", "paragraph"),
    ]
    title, label, paragraph = labeller.label_article(article)
    assert title
    assert not label
    assert paragraph


def test_themes_article_informs_a_short_passage(labeller: ThemeLabeller) -> None:
    sentence = "Work is due to begin in spring and to take nine years, the chairman told reporters."
    article: list[tuple[str, PassageKind]] = [
        ("Kazakhstan shortlists bidders for a second nuclear power plant", "title"),
        ("The reactor would close a gap in electricity supply that grows every winter.", "paragraph"),
        ("Uranium for its fuel is mined at home, and the grid can take 1,200 megawatts more.", "paragraph"),
        (sentence, "paragraph"),
    ]
    assert "energy" not in themes_of(labeller, sentence)
    assert labeller.label_article(article)[-1][0].theme_id == "energy"


def test_themes_heading_speaks_for_the_passage_below(labeller: ThemeLabeller) -> None:
    text = "He said that it would take another three years."
    assert not labeller.label(text, kind="paragraph")
    below = labeller.label(text, kind="paragraph", context="Farmers fear for the wheat harvest and their livestock")
    assert below[0].theme_id == "agriculture"


@pytest.mark.parametrize("kind", ["title", "heading", "paragraph", "item"])
def test_themes_every_label_has_evidence_inside_the_text(labeller: ThemeLabeller, kind: PassageKind) -> None:
    for text, _ in CLEAR_CASES:
        for rank, label in enumerate(labeller.label(text, kind=kind), start=1):
            assert label.rank == rank
            assert 0.0 <= label.score <= 1.0
            assert label.evidence
            for piece in label.evidence:
                assert text[piece.start : piece.end].strip() == text[piece.start : piece.end] != ""
            weights = [piece.weight for piece in label.evidence]
            assert weights == sorted(weights, reverse=True)


def test_themes_evidence_is_the_term_that_speaks_for_the_theme(labeller: ThemeLabeller) -> None:
    text = "The museum shows carpets, and a gas pipeline runs past its door."
    evidence = {label.theme_id: label.evidence for label in labeller.label(text, kind="paragraph")}
    first = evidence["culture"][0]
    assert text[first.start : first.end] in {"museum", "carpets"}


@pytest.mark.parametrize("text", ["", "   ", "***", "— — —", "12.05.2024", "\u200b"])
def test_themes_text_without_words_has_none(labeller: ThemeLabeller, text: str) -> None:
    assert labeller.label(text, kind="paragraph") == ()
    assert labeller.label_article([(text, "paragraph"), (text, "item")]) == [(), ()]


def test_themes_furniture_gets_none_and_keeps_places(labeller: ThemeLabeller) -> None:
    text = "Wheat growers brought in a record harvest of grain."
    labels = labeller.label_article([("Subscribe to our energy newsletter", "furniture"), (text, "paragraph")])
    assert labels[0] == ()
    assert labels[1][0].theme_id == "agriculture"
    assert labeller.label_article([]) == []


def test_themes_same_article_same_labels(labeller: ThemeLabeller) -> None:
    article: list[tuple[str, PassageKind]] = [(text, "paragraph") for text, _ in CLEAR_CASES]
    assert labeller.label_article(article) == labeller.label_article(article)


def test_normal_label_ignores_numbers_signs_and_case() -> None:
    assert normal_label("2. What’s Next?") == "what's next"
