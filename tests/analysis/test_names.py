"""The name engine's laws, and its rules one by one, on sentences written for the purpose."""

from itertools import pairwise

import pytest

from steppe.analysis.names.confidence import RULE_CONFIDENCE
from tests.analysis.articles import find_names, make_article, mentions_of


def only(article, names, surface):
    found = mentions_of(article, names, surface)
    assert len(found) == 1
    return found[0]


def entity_names(article, names, surface):
    return [names.entities[m.entity_id].name for m in mentions_of(article, names, surface)]


PARAGRAPHS = (
    "President Kassym-Jomart Tokayev of Kazakhstan met Xi Jinping in Astana on Monday, Kazakh officials said.",
    "The Shanghai Cooperation Organisation (SCO) and the Zarafshan Centre for Social Research (ZCSR) sent observers.",
    "Xi flew on to Tashkent. The National Bank of Kazakhstan said nothing; the ZCSR did.",
)


def test_mentions_are_sorted_and_only_inside_ones_overlap():
    article, names = find_names(*PARAGRAPHS)
    assert names.mentions
    assert list(names.mentions) == sorted(names.mentions, key=lambda m: (m.start, -m.end))
    outer = [m for m in names.mentions if not m.inside]
    assert all(a.end <= b.start for a, b in pairwise(outer))
    for mention in names.mentions:
        if mention.inside:
            assert any(o.start <= mention.start and mention.end <= o.end for o in outer)
    assert all(article.text[m.start : m.end].strip() == article.text[m.start : m.end] for m in names.mentions)


def test_every_mention_has_its_entity_and_every_rule_a_confidence():
    article, names = find_names(*PARAGRAPHS)
    assert {m.entity_id for m in names.mentions} == set(names.entities)
    for mention in names.mentions:
        assert mention.confidence == RULE_CONFIDENCE[mention.rule]
        assert " ".join(article.text[mention.start : mention.end].split()) in names.entities[mention.entity_id].aliases


def test_same_article_same_names():
    article = make_article(*PARAGRAPHS)
    _, first = find_names(*PARAGRAPHS)
    _, second = find_names(*PARAGRAPHS)
    assert first == second
    assert article.text


def test_furniture_and_other_languages_have_no_names():
    from steppe.analysis.article import Article
    from steppe.analysis.names import load_finder
    from steppe.document import Passage

    text = "More news from Kazakhstan"
    article = Article(text, (Passage(0, len(text), "furniture"),), (None,))
    assert load_finder().find(article).mentions == ()


def test_country_inside_a_longer_name_is_inside():
    article, names = find_names("The National Bank of Kazakhstan raised its rate, and Kazakhstan cheered.")
    inner, outer = mentions_of(article, names, "Kazakhstan")
    assert inner.inside
    assert inner.country == "KZ"
    assert not outer.inside
    whole = only(article, names, "National Bank of Kazakhstan")
    assert whole.country is None
    assert names.entities[whole.entity_id].type == "organisation"


def test_possessive_and_article_stay_outside():
    article, names = find_names("The Kazakhstan’s foreign trade grew.", "They left the World Bank's office.")
    assert only(article, names, "Kazakhstan").country == "KZ"
    assert entity_names(article, names, "World Bank") == ["World Bank"]


def test_compounds_are_two_mentions():
    article, names = find_names("China-Kazakhstan ties and Sino-Russian drills worry the Kazakh-Chinese border trade.")
    found = [(article.text[m.start : m.end], m.country) for m in names.mentions]
    assert found == [
        ("China", "CN"),
        ("Kazakhstan", "KZ"),
        ("Sino", "CN"),
        ("Russian", "RU"),
        ("Kazakh", "KZ"),
        ("Chinese", "CN"),
    ]


@pytest.mark.parametrize(
    ("sentence", "surface", "form"),
    [
        ("Beijing’s offer surprised the bankers.", "Beijing", "metonym"),
        ("Pressure from Washington grew over the summer.", "Washington", "metonym"),
        ("Ties with Moscow cooled after the vote.", "Moscow", "metonym"),
        ("The loan made Bishkek dependent on Beijing for years.", "Beijing", "metonym"),
        ("A Moscow-backed candidate won.", "Moscow", "metonym"),
        ("The talks were held in Tashkent on Friday.", "Tashkent", "place"),
        ("She flew from Astana to Dushanbe at night.", "Dushanbe", "place"),
        ("An Astana-based consultancy wrote the report.", "Astana", "place"),
        ("The streets of Bishkek were empty.", "Bishkek", "place"),
        ("TASHKENT, 3 May (Agency) -- The harvest has begun.", "TASHKENT", "place"),
        ("The capital, Ashgabat, is built of marble.", "Ashgabat", "place"),
    ],
)
def test_capital_stands_for_government_or_city(sentence, surface, form):
    article, names = find_names(sentence)
    assert only(article, names, surface).form == form


def test_capital_listed_with_a_city_is_a_city():
    article, names = find_names("Between Aktau and Baku eight ships carry the boxes.")
    assert only(article, names, "Baku").form == "place"


@pytest.mark.parametrize(
    ("sentence", "surface"),
    [
        ("Ethnic Uzbeks in Osh asked for schools.", "Uzbeks"),
        ("The Kazakh diaspora in China is large.", "Kazakh"),
        ("He answered in Kyrgyz and then in Russian.", "Kyrgyz"),
        ("A Kazakh-language newspaper closed.", "Kazakh"),
        ("The fee is US$40 a head.", "US"),
    ],
)
def test_languages_minorities_and_currencies_are_not_marked(sentence, surface):
    article, names = find_names(sentence)
    assert mentions_of(article, names, surface) == []


def test_bracketed_abbreviation_binds_both_ways():
    article, names = find_names(*PARAGRAPHS)
    assert entity_names(article, names, "ZCSR") == ["Zarafshan Centre for Social Research"] * 2
    assert entity_names(article, names, "SCO") == ["Shanghai Cooperation Organisation"]


def test_abbreviation_of_a_thing_is_no_body():
    article, names = find_names("The gross domestic product (GDP) of the district grew.")
    assert mentions_of(article, names, "GDP") == []


def test_ministry_carries_its_country_in_its_name():
    article, names = find_names("Uzbekistan’s Ministry of Energy and the Kazakh Ministry of Energy signed.")
    assert entity_names(article, names, "Ministry of Energy") == [
        "Ministry of Energy of Uzbekistan",
        "Ministry of Energy of Kazakhstan",
    ]
    assert only(article, names, "Kazakh").form == "demonym"


def test_titles_stay_outside_of_persons():
    article, names = find_names("Energy Minister Aigul Sadykova and Mr Kim Dong-su met Deputy Prime Minister M. Oraz.")
    assert entity_names(article, names, "Aigul Sadykova") == ["Aigul Sadykova"]
    assert all("Minister" not in entity.name for entity in names.entities.values())


def test_places_joined_by_hyphens_name_a_project():
    _, names = find_names("Work on the China-Kyrgyzstan-Uzbekistan railway began.")
    mention = next(m for m in names.mentions if not m.inside)
    assert names.entities[mention.entity_id].type == "initiative"
    assert {m.country for m in names.mentions if m.inside} <= {"CN", "KG", "UZ"}


def test_village_that_no_list_has_lies_where_the_text_says():
    article, names = find_names("Snow fell in the village of Qyzyltuzak, in northern Kazakhstan.")
    mention = only(article, names, "Qyzyltuzak")
    assert (mention.country, mention.form, mention.rule) == ("KZ", "place", "place-by-neighbour")


def test_headline_in_title_case_yields_no_invented_names():
    article, names = find_names(title="Kazakhstan Unveils Ambitious Growth Strategy For Small Farmers And Big Dreamers")
    assert [article.text[m.start : m.end] for m in names.mentions] == ["Kazakhstan"]


def test_slow_words_and_odd_text_do_no_harm():
    for text in ("", "?", "…", "“”", "A", "( )", "Kazakhstan" * 3, "—" * 40, "Xi\u00a0Jinping’s"):
        find_names(text or " ")


def forms_of(text: str, surface: str) -> list[tuple[str | None, str | None]]:
    article, names = find_names(text)
    return [(m.country, m.form) for m in mentions_of(article, names, surface) if not m.inside]


@pytest.mark.parametrize(
    ("text", "surface", "found"),
    [
        ("Into this walks Moscow, with an offer of its own.", "Moscow", [("RU", "metonym")]),
        ("The firm built Bishkek a heating plant.", "Bishkek", [("KG", "place")]),
        ("The family was resettled to Dushanbe after the flood.", "Dushanbe", [("TJ", "place")]),
        ("Storks circled over Tashkent.", "Tashkent", [("UZ", "place")]),
        ("My Tajik is poor.", "Tajik", []),
        ("The office has interpreters for Uzbek and Kazakh.", "Uzbek", []),
        ("The office looks for Uzbek and Kazakh engineers.", "Uzbek", [("UZ", "demonym")]),
        ("Patrols shot at each other over the Helmand.", "Helmand", [(None, None)]),
        ("Fighting went on in Helmand province, Afghanistan.", "Helmand", [("AF", "place")]),
        ("A track from Khujand to Zumrad opened.", "Zumrad", [("TJ", "place")]),
        ("Kazakhstan repaired the pump at Zhanakol.", "Zhanakol", [("KZ", "place")]),
        ("In the Turkistan region of Kazakhstan, uranium is mined at Suzak.", "Suzak", [("KZ", "place")]),
        ("In the Jalal-Abad region of Kyrgyzstan, a school opened in Suzak.", "Suzak", [("KG", "place")]),
    ],
)
def test_readings_of_places(text: str, surface: str, found: list[tuple[str | None, str | None]]) -> None:
    assert forms_of(text, surface) == found


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        (
            "It is covered by the EU-Uzbekistan memorandum on rare metals.",
            "EU-Uzbekistan memorandum on rare metals",
            "initiative",
        ),
        (
            "The ministry put forward the initiative On Clean Rivers for Future Generations.",
            "On Clean Rivers for Future Generations",
            "initiative",
        ),
        (
            "The city runs a campaign “Green Courtyards of Oskemen” each spring.",
            "Green Courtyards of Oskemen",
            "initiative",
        ),
        ("Water fills the Qosh Tepa Canal.", "Qosh Tepa Canal", "initiative"),
        ("It certifies fibre for brands such as H&M and Levi Strauss.", "Levi Strauss", "organisation"),
        ("The Uzbek Forum for Human Rights said so.", "Uzbek Forum for Human Rights", "organisation"),
        ("GOGC signed a contract with Transelectrica.", "GOGC", "organisation"),
        ("Tashkent keeps its distance from the Eurasian union.", "Eurasian union", "organisation"),
    ],
)
def test_things_named_in_small_letters_or_after_their_noun(text: str, surface: str, kind: str) -> None:
    article, names = find_names(text)
    found = {article.text[m.start : m.end]: names.entities[m.entity_id].type for m in names.mentions if not m.inside}
    assert found[surface] == kind


def test_a_short_form_is_the_one_longer_event_of_the_article() -> None:
    article, names = find_names(
        "The Year of Uzbek Cinema in Korea opened in Seoul.", "Ten films were made for the Year of Cinema."
    )
    (short,) = mentions_of(article, names, "Year of Cinema")
    assert names.entities[short.entity_id].name == "Year of Uzbek Cinema in Korea"
    article, names = find_names(
        "The Osh Water Forum closed.", "The Naryn Water Forum opened.", "The Water Forum is an old idea."
    )
    (short,) = mentions_of(article, names, "Water Forum")
    assert names.entities[short.entity_id].name == "Water Forum"


def test_every_rule_has_a_confidence_and_surer_families_are_surer() -> None:
    assert all(0.5 <= value < 1 for value in RULE_CONFIDENCE.values())
    assert RULE_CONFIDENCE["place-name"] > RULE_CONFIDENCE["place-by-neighbour"]
    assert RULE_CONFIDENCE["authority"] > RULE_CONFIDENCE["head-noun"] > RULE_CONFIDENCE["model-organisation"]
