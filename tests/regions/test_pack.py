"""What the pack of Central Asia knows, beyond what loading it checks."""

import time
from collections import defaultdict

import pytest

from steppe.regions import load_pack
from steppe.regions.checks import find_clashes
from steppe.regions.pack import Pack

# Territories that have no capital, or no settled people to be named after.
WITHOUT_CAPITAL = {"AQ", "BQ", "BV", "GS", "HM", "IO", "TF", "TK", "UM"}
WITHOUT_DEMONYM = {
    "AQ", "BL", "BQ", "BV", "GF", "GG", "GS", "HM", "IO", "JE", "MF", "MP", "MQ", "DM",
    "PM", "SJ", "SX", "TC", "TF", "UM", "VA", "WF", "YT",
}  # fmt: skip


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


@pytest.fixture(scope="module")
def names(pack: Pack) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name in pack.names:
        found[name.text].add(name.entity_id)
    return found


def meant(pack: Pack, text: str, when: str = "") -> set[tuple[str, str | None, str | None]]:
    """(name of the entity, country, form) of everything that the text stands for under a condition."""
    return {
        (pack.entities[n.entity_id].name, pack.entities[n.entity_id].country, n.form)
        for n in pack.names
        if n.text == text and n.when == when
    }


def test_every_country_of_iso_3166_is_there(pack: Pack) -> None:
    pycountry = pytest.importorskip("pycountry")
    assert set(pack.countries) == {c.alpha_2 for c in pycountry.countries} | {"XK"}
    assert all(e.wikidata == e.entity_id for e in pack.countries.values())


def test_every_country_has_name_demonym_and_capital(pack: Pack) -> None:
    forms: dict[str, set[str | None]] = defaultdict(set)
    for name in pack.names:
        forms[name.entity_id].add(name.form)
    capitals = {e.country for e in pack.entities.values() if e.role == "capital" and e.lat is not None}
    for code, country in pack.countries.items():
        assert "name" in forms[country.entity_id], code
        assert "demonym" in forms[country.entity_id] or code in WITHOUT_DEMONYM, code
        assert code in capitals or code in WITHOUT_CAPITAL, code


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("KZ", "Kazakh Kazakhs Kazakhstani Kazakhstanis Kazak Qazaq"),
        ("KG", "Kyrgyz Kirghiz Kyrgyzstani Kyrgyzstanis"),
        ("TJ", "Tajik Tajiks Tadjik Tajikistani Tajikistanis"),
        ("TM", "Turkmen Turkmens Turkmenistani Turkmenistanis"),
        ("UZ", "Uzbek Uzbeks Uzbekistani Uzbekistanis"),
        ("CN", "Chinese"),
        ("GB", "British Briton Britons"),
        ("NL", "Dutch"),
        ("US", "American Americans"),
    ],
)
def test_demonyms(pack: Pack, code: str, words: str) -> None:
    for word in words.split():
        assert meant(pack, word) == {(pack.countries[code].name, code, "demonym")}, word


@pytest.mark.parametrize("people", ["Uyghur", "Uyghurs", "Kurd", "Kurdish", "Dungan", "Karakalpak", "Tatar"])
def test_peoples_without_a_country_are_no_demonyms(names: dict[str, set[str]], people: str) -> None:
    assert not names[people]


@pytest.mark.parametrize(
    ("text", "when", "country"),
    [
        ("US", "caps", "US"), ("U.S.", "", "US"), ("UAE", "caps", "AE"), ("PRC", "caps", "CN"), ("DPRK", "caps", "KP"),
        ("Türkiye", "", "TR"), ("Turkey", "", "TR"), ("Burma", "", "MM"), ("Holland", "", "NL"),
        ("Ivory Coast", "", "CI"), ("Swaziland", "", "SZ"), ("Kirghizia", "", "KG"), ("Georgia", "ambiguous", "GE"),
        ("Jordan", "ambiguous", "JO"), ("Chad", "ambiguous", "TD"), ("Kyrgyz Republic", "", "KG"),
    ],
)  # fmt: skip
def test_country_names(pack: Pack, text: str, when: str, country: str) -> None:
    assert {(c, form) for _, c, form in meant(pack, text, when)} == {(country, "name")}


@pytest.mark.parametrize(("text", "country"), [("Sino-", "CN"), ("Russo-", "RU"), ("Turco-", "TR"), ("Indo-", "IN")])
def test_prefixes(pack: Pack, text: str, country: str) -> None:
    assert {(c, form) for _, c, form in meant(pack, text, "prefix")} == {(country, "demonym")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nur-Sultan", "Astana"), ("Tselinograd", "Astana"), ("Alma-Ata", "Almaty"), ("Stalinabad", "Dushanbe"),
        ("Leninabad", "Khujand"), ("Krasnovodsk", "Turkmenbashi"), ("Semipalatinsk", "Semey"),
        ("Oskemen", "Ust-Kamenogorsk"),
        ("Samarqand", "Samarkand"), ("Bokhara", "Bukhara"), ("Toshkent", "Tashkent"), ("Kashi", "Kashgar"),
        ("Ürümqi", "Urumqi"), ("Ghulja", "Yining"), ("Kiev", "Kyiv"),
    ],
)  # fmt: skip
def test_old_and_other_spellings_of_cities(pack: Pack, old: str, new: str) -> None:
    assert {(name, form) for name, _, form in meant(pack, old)} == {(new, "place")}


def test_what_crosses_borders_is_a_region_and_what_does_not_a_place(pack: Pack, names: dict[str, set[str]]) -> None:
    for text in ("Syr Darya", "Fergana Valley", "Tian Shan", "Caspian Sea", "Aral Sea", "Pamirs", "Amu Darya"):
        assert {pack.entities[i].type for i in names[text]} == {"region"}, text
    for text in ("Xinjiang", "Mangystau", "Issyk-Kul", "Kashagan", "Rogun", "Wakhan Corridor", "Karakum Desert"):
        assert {pack.entities[i].type for i in names[text]} == {"place"}, text


def test_palaces_are_marked(pack: Pack, names: dict[str, set[str]]) -> None:
    for text in ("Kremlin", "White House", "Akorda", "Zhongnanhai", "Downing Street", "Élysée"):
        assert {pack.entities[i].role for i in names[text]} == {"palace"}, text
    assert meant(pack, "Brussels", "metonym-eu") == {("European Union", None, None)}


@pytest.mark.parametrize(
    ("text", "when", "who"),
    [
        ("Toqayev", "leader", "Kassym-Jomart Tokayev"), ("Zhaparov", "leader", "Sadyr Japarov"),
        ("Mirziyoev", "leader", "Shavkat Mirziyoyev"), ("Rakhmon", "leader", "Emomali Rahmon"),
        ("Berdymukhammedov", "leader", "Serdar Berdimuhamedow"), ("Xi", "leader", "Xi Jinping"),
        ("SCO", "caps", "Shanghai Cooperation Organisation"), ("BRI", "caps", "Belt and Road Initiative"),
        ("One Belt One Road", "", "Belt and Road Initiative"), ("Belt and Road", "", "Belt and Road Initiative"),
        ("Trans-Caspian International Transport Route", "", "Middle Corridor"),
        ("Shanghai Cooperation Organization", "", "Shanghai Cooperation Organisation"),
        ("China–Central Asia Summit", "", "China-Central Asia Summit"), ("COP29", "", "COP29"),
    ],
)  # fmt: skip
def test_names_lead_to_the_usual_english_name(pack: Pack, text: str, when: str, who: str) -> None:
    assert {name for name, _, _ in meant(pack, text, when)} == {who}


def test_the_authority_is_as_large_as_promised(pack: Pack) -> None:
    counts: dict[str, int] = defaultdict(int)
    for entity in pack.entities.values():
        counts[entity.type] += 1
    assert counts["person"] >= 250
    assert counts["organisation"] >= 400
    assert counts["event"] >= 40
    assert counts["initiative"] >= 120
    assert len(pack.names) < 60_000


def test_a_surname_alone_leads_to_people_only(pack: Pack) -> None:
    for name in pack.names:
        if name.when in {"surname", "leader"}:
            assert pack.entities[name.entity_id].type == "person", name


def test_no_name_is_claimed_twice(pack: Pack) -> None:
    assert find_clashes(pack) == []


def test_loading_is_quick() -> None:
    load_pack.cache_clear()
    start = time.process_time()
    load_pack()
    assert time.process_time() - start < 1.0  # about 0.1 s on an idle machine


def test_a_leaders_surname_leads_to_one_person(pack: Pack) -> None:
    leaders: dict[str, set[str]] = defaultdict(set)
    for name in pack.names:
        if name.when == "leader":
            leaders[name.text].add(name.entity_id)
    assert [text for text, people in leaders.items() if len(people) > 1] == []


@pytest.mark.parametrize(
    ("text", "when", "who", "kind"),
    [
        ("IT Park Uzbekistan", "", "IT Park Uzbekistan", "organisation"),
        ("GOGC", "caps", "Georgian Oil and Gas Corporation", "organisation"),
        ("Qosh Tepa Canal", "", "Qosh Tepa Canal", "initiative"),
        ("Digital Uzbekistan 2030", "", "Digital Uzbekistan 2030", "initiative"),
        ("Heart of Asia", "anchored", "Heart of Asia-Istanbul Process", "initiative"),
        ("Stoke-on-Trent", "", "Stoke-on-Trent", "place"),
        ("Lincolnshire", "", "Lincolnshire", "place"),
        ("Kent", "ambiguous", "Kent", "place"),
        ("Ghent", "", "Ghent", "place"),
    ],
)  # fmt: skip
def test_what_stands_for_what(pack: Pack, text: str, when: str, who: str, kind: str) -> None:
    meanings = [pack.entities[n.entity_id] for n in pack.names if n.text == text and n.when == when]
    assert [(e.name, e.type) for e in meanings] == [(who, kind)]


def test_countries_far_from_the_region_have_leaders_too(pack: Pack) -> None:
    led = {e.country for e in pack.entities.values() if e.type == "person"}
    listed = (
        "AL AR AU BR CA CL CU DK EG ET FI GH GR ID IE IS JP KE KR MA MT NG NZ PE PH PK PT QA SE SG TH TN UG VN ZA ZM"
    )
    assert set(listed.split()) - led == set()
