"""Names by kind, each kind once found wrong in an article that nobody had tuned to."""

import pytest

from tests.analysis.articles import find_names


def found(text: str) -> dict[str, str]:
    """The name of the entity that stands behind each surface, names inside longer ones left out."""
    article, names = find_names(text)
    return {article.text[m.start : m.end]: names.entities[m.entity_id].name for m in names.mentions if not m.inside}


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Uzbekistan's health ministry closed two wards.", "health ministry", "Ministry of Health of Uzbekistan"),
        ("The Tajik interior ministry denied it.", "interior ministry", "Ministry of Internal Affairs of Tajikistan"),
        ("My neighbour Ainagul, who mends radios, agrees.", "Ainagul", "Ainagul"),
        ("Her husband, Kudratillo, was born there.", "Kudratillo", "Kudratillo"),
        ("Then Gulnoza, a seamstress from Rishtan, laughed.", "Gulnoza", "Gulnoza"),
        ("Ilse Brandvold teaches geography in Oslo.", "Ilse Brandvold", "Ilse Brandvold"),
        ("Nurlan Aliev drives a minibus.", "Nurlan Aliev", "Nurlan Aliev"),
        (
            "Ambassador Extraordinary and Plenipotentiary of the Republic of Korea Kim Tae-ho came.",
            "Kim Tae-ho",
            "Kim Tae-ho",
        ),
        (
            "The Committee for Roads under the Ministry of Transport opened the tender.",
            "Committee for Roads under the Ministry of Transport",
            "Committee for Roads under the Ministry of Transport",
        ),
        ("The Board of Directors of the World Bank met.", "World Bank", "World Bank"),
        ("The Islamic Development Bank lends. The Bank paid on Friday.", "Bank", "Islamic Development Bank"),
        ("He posted on X, as ever.", "X", "X"),
        ("It rained, his wife tells me. Burulai keeps the accounts in a notebook.", "Burulai", "Burulai"),
        ("As Confucius said, study.", "Confucius", "Confucius"),
        ("They stopped near Qo‘ng‘irot.", "Qo‘ng‘irot", "Kungrad"),
    ],
)  # fmt: skip
def test_what_is_found(text: str, surface: str, name: str):
    assert found(text).get(surface) == name


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("No energy ministry can promise that.", "energy ministry"),
        ("Ukraine's General Staff reported gains.", "Staff"),
        ("The House of Culture in Osh is shut.", "House of Culture"),
        ("Eleven songs in Karakalpak and one from a Polish exile.", "Karakalpak"),
        ("The text was published in Kazakh and Russian.", "Russian"),
        ("Trade reached 3 billion U.S. dollars.", "U.S"),
        ("The Board of Directors met in Baku.", "Board of Directors"),
    ],
)
def test_what_is_no_name(text: str, surface: str):
    assert surface not in found(text)


def test_a_government_after_a_date_acts():
    article, names = find_names(
        "The crossing reopened; in March 2025 Bishkek, Dushanbe and Tashkent signed the treaty."
    )
    assert [m.form for m in names.mentions] == ["metonym"] * 3, article.text


def test_a_site_lies_where_the_text_says():
    _, names = find_names("The Korea Institute found it: the Sarytau deposit in East Kazakhstan could hold lithium.")
    assert "KR" not in {m.country for m in names.mentions if m.rule == "place-by-neighbour"}


def test_a_mountain_is_no_person():
    assert not found("He has measured the ice on Lenin Peak for two decades.")
    assert "Lenin" not in found("They live on Lenin Street in Osh.")
    assert found("Lenin was born on the Volga.")["Lenin"] == "Vladimir Lenin"


def test_a_site_does_not_lie_where_the_capital_acts():
    article, names = find_names(
        "Kazakhstan sells tungsten. Kazakhstan taxes it. Beijing kept the Sarybulakty deposit, and Kazakhstan the road."
    )
    assert {m.country for m in names.mentions if article.text[m.start : m.end] == "Sarybulakty"} == {"KZ"}


def test_a_state_is_betrayed_by_its_city_though_the_article_is_about_the_caucasus():
    article, names = find_names("Tbilisi was dark.\n\nShe was born in rural Georgia and went to school in Savannah.")
    assert [m.country for m in names.mentions if article.text[m.start : m.end] == "Georgia"] == ["US"]


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        (
            "The Cabinet of Ministers of Tajikistan met, and Uzbekistan watched.",
            "Cabinet of Ministers of Tajikistan",
            "Cabinet of Ministers of Tajikistan",
        ),
        ("He met a woman named only as Guljamal.", "Guljamal", "Guljamal"),
        ("One driver, who gave his name as Berdi, shrugged.", "Berdi", "Berdi"),
        ("It was told to the Mayor of Lanzhou Zhang Weiwen at noon.", "Zhang Weiwen", "Zhang Weiwen"),
        ("He rang his Omani colleague, Salim al-Aufi, twice.", "Salim al-Aufi", "Salim al-Aufi"),
        ("Its venture Zhetikaz leaches copper.", "Zhetikaz", "Zhetikaz"),
        (
            "They marked the International Year of Women's Memory and the International Year of Herders' Rights.",
            "International Year of Herders' Rights",
            "International Year of Herders' Rights",
        ),
        ("Her grandmother Hatice Yildiz watched.", "Hatice Yildiz", "Hatice Yildiz"),
        (
            "The Minister of Labour, Migration and Employment of the Population Gulnora Hakimova said so.",
            "Gulnora Hakimova",
            "Gulnora Hakimova",
        ),
        (
            "It was said at the St. Gallen International Water Forum on Monday.",
            "St. Gallen International Water Forum",
            "St. Gallen International Water Forum",
        ),
        (
            "It was the Ministry of Health of the Russian Federation.",
            "Ministry of Health of the Russian Federation",
            "Ministry of Health of Russia",
        ),
        ("ACME Power built it, and ACME sold it.", "ACME", "ACME Power"),
        ("Saudi Arabia lends. The Kingdom also builds.", "Kingdom", "Saudi Arabia"),
    ],
)
def test_further_kinds(text: str, surface: str, name: str):
    assert found(text).get(surface) == name


@pytest.mark.parametrize(
    "text",
    [
        "They say non, which is Tajik for bread.",
        "Of the villagers, forty are of Tajik descent.",
        "She knows a little Tajik and how to drive.",
    ],
)
def test_languages_and_descent_are_not_marked(text: str):
    assert "Tajik" not in found(text)
