"""Names by how they are told, from the twelfth and thirteenth rounds of fresh articles: each kind in other words."""

import pytest

from tests.analysis.articles import find_names


def found(*paragraphs: str) -> dict[str, tuple[str, str]]:
    """(name, type) of the entity that stands behind each surface, names inside longer ones left out."""
    article, names = find_names(*paragraphs)
    return {
        article.text[m.start : m.end]: (names.entities[m.entity_id].name, names.entities[m.entity_id].type)
        for m in names.mentions
        if not m.inside
    }


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("Chief Financial Officer Dana Muratova spoke.", "Dana Muratova", "person"),
        ("Ask Ainura Toktosunova, who runs the desk.", "Ainura Toktosunova", "person"),
        ("Meet Odgerel Ganbaatar! She drives a crane.", "Odgerel Ganbaatar", "person"),
        ("Her husband, a mechanic called Shermat, agrees.", "Shermat", "person"),
        ("A cook who gave only her first name, Mavzuna, left.", "Mavzuna", "person"),
        ("Min-ji Seo, a counsellor at the embassy, denied it.", "Min-ji Seo", "person"),
        ("The weaver Fatma Hanım, who is ninety, laughed.", "Fatma", "person"),
        ("Voice of America's Uzbek Service rang him.", "Uzbek Service", "organisation"),
        (
            "She leads the Institute of Turkish, East Asian and Iranian Studies in Riga.",
            "Institute of Turkish, East Asian and Iranian Studies",
            "organisation",
        ),
        ("He left, says Jan Brandt of Bluewater Freight Research.", "Bluewater Freight Research", "organisation"),
    ],
)
def test_what_kind_of_name(text: str, surface: str, kind: str):
    assert found(text).get(surface, ("", ""))[1] == kind


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Chief Operating Officer Dana Muratova spoke.", "Operating"),
        ("Women, who carry most of the wheat, are searched more often.", "Women"),
        ("In Ridder a Soviet mill blows dust.", "Soviet"),
        ("Almaty hosts the first Forum of Women in Science of the region.", "Science"),
    ],
)
def test_what_is_no_name(text: str, surface: str):
    assert surface not in found(text)


def test_initials_before_answers_are_the_guest():
    paragraphs = (
        "Nino Kapanadze built the port. We met her in Poti.",
        "Was it hard?",
        "N.K.: It was long.",
        "And the sea?",
        "N.K.: It is still there.",
    )
    assert found(*paragraphs)["N.K."] == ("Nino Kapanadze", "person")


def test_initials_of_two_persons_are_nobody():
    paragraphs = ("Nino Kapanadze met Nika Kobakhidze in Poti.", "N.K.: It was long.", "N.K.: It is over.")
    assert "N.K." not in found(*paragraphs)


def test_the_national_bank_goes_by_both_names_of_its_country():
    _, names = find_names("In Kyrgyzstan the National Bank raised its rate.")
    aliases = {alias for entity in names.entities.values() for alias in entity.aliases}
    assert "National Bank of the Kyrgyz Republic" in aliases
