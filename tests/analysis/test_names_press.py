"""Names as the press gives them: companies of two words, single names, languages, ways from one country to another."""

import pytest

from tests.analysis.articles import find_names


def found(*paragraphs: str) -> dict[str, tuple[str, str]]:
    """surface -> (entity's name, or country; type) of an article's mentions that stand in no longer name."""
    article, names = find_names(*paragraphs)
    return {
        article.text[m.start : m.end]: (m.country or names.entities[m.entity_id].name, names.entities[m.entity_id].type)
        for m in names.mentions
        if not m.inside
    }


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("She sold it to Dalatek Labs, which is in Astana.", "Dalatek Labs", "organisation"),
        ("He books containers for Osthavn Freight in Rotterdam.", "Osthavn Freight", "organisation"),
        ("A law will follow, and a program called Open Steppe for schools.", "Open Steppe", "initiative"),
        ("Officials listed three firms. Among them is Old Comet, which issues a token.", "Old Comet", "organisation"),
        ("She heads the Oslo-based group Voices for Pamir.", "Voices for Pamir", "organisation"),
        ("Her firm Naryn Bean exports a third of it.", "Naryn Bean", "organisation"),
        ("He is president of Tamga Gold, a small explorer.", "Tamga Gold", "organisation"),
        ("Her youngest son, Sapar, went out to buy salt.", "Sapar", "person"),
        ("The hall was full. Kostanay Orazov is an exception.", "Kostanay Orazov", "person"),
        ("Ambassador of the European Union Juozas Petkevicius spoke.", "Juozas Petkevicius", "person"),
        ("She played a recording of a girl whom she called Zarghuna.", "Zarghuna", "person"),
        ("Members of Uzbek Otari, an association of herders, agreed.", "Uzbek Otari", "organisation"),
        ("At the bar a barista called Sanzhar drew a heart.", "Sanzhar", "person"),
        ("The court asked Bakhtiyor K. whether he understood.", "Bakhtiyor K.", "person"),
        ("Her former pupil Daniyar, one of the dismissed, jokes.", "Daniyar", "person"),
        ("One of the drivers, Sherbek, has learnt to wait.", "Sherbek", "person"),
        ("The growth will last, said spokesperson He Wenjie on Friday.", "He Wenjie", "person"),
        ("Parham Tavakoli, head of oil analysis at Kpler, agreed.", "Parham Tavakoli", "person"),
    ],
)
def test_what_kind_of_name(text: str, surface: str, kind: str):
    assert found(text).get(surface, ("", ""))[1] == kind


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Most chatbots stumble over Uzbek.", "Uzbek"),
        ("It was written in Australian English.", "Australian"),
    ],
)
def test_what_is_no_country(text: str, surface: str):
    assert surface not in found(text)


def test_two_peoples_before_a_noun_are_no_languages():
    names = found("Some 900 doctors trained in Uzbek and Tajik hospitals.")
    assert names["Uzbek"][0] == "UZ"
    assert names["Tajik"][0] == "TJ"


def test_a_way_ends_in_another_country_than_it_begins():
    names = found("Armed men crossed from Afghanistan into the district of Zarkamol, the Tajik border service said.")
    assert names["Zarkamol"][0] == "TJ"


def test_a_town_behind_a_preposition_is_no_given_name():
    assert "Kostanay Orazov" not in found("In Kostanay Orazov met the farmers.")


def test_a_way_within_a_country_stays_in_it():
    assert (
        found("The line runs from Dostyk to Zharbulak-2 and is old.", "Kazakhstan built it.")["Zharbulak-2"][0] == "KZ"
    )
