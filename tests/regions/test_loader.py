"""Packs that contradict themselves are refused, with the row that does."""

from pathlib import Path

import pytest

from steppe.errors import PackError
from steppe.regions import borders, lexicon, load_borders, loader
from steppe.regions.pack import Term
from steppe.regions.themes import load_themes

ENTITIES = "entity_id,name,type,country,lat,lon,wikidata,geonames,population,role,source\n"
NAMES = "entity_id,name,form,when,source\n"
SETTINGS = 'region_entity = "region-r"\nfocus_countries = ["AA"]\nneighbours = []\n'
SOUND = "Q1,Aland,country,AA,1.5,2.5,Q1,1,10,,x\nregion-r,Rland,region,,,,,,,,x\nplace-b,Btown,place,AA,,,,,,,x\n"


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write a pack of two tables (and corrections) and load it."""

    def build_pack(entities: str = SOUND, names: str = "", corrections: str = ""):
        folder = tmp_path / "r"
        folder.mkdir(exist_ok=True)
        (folder / "pack.toml").write_text(SETTINGS, encoding="utf-8")
        (folder / "entities-x.csv").write_text(ENTITIES + entities, encoding="utf-8")
        (folder / "names-x.csv").write_text(NAMES + names, encoding="utf-8")
        (folder / "corrections.csv").write_text(NAMES + corrections, encoding="utf-8")
        monkeypatch.setattr(loader, "REGIONS", tmp_path)
        loader.load_pack.cache_clear()
        return loader.load_pack("r")

    yield build_pack
    loader.load_pack.cache_clear()


def test_a_sound_pack_loads(build) -> None:
    pack = build(names="Q1,Aland,name,,x\nQ1,Alandic,demonym,,x\nregion-r,Rland,,,x\n")
    assert pack.countries["AA"].lat == 1.5
    assert [(n.text, n.form) for n in pack.names] == [("Aland", "name"), ("Alandic", "demonym"), ("Rland", None)]
    assert pack.themes == ()


@pytest.mark.parametrize(
    ("entities", "names", "complaint"),
    [
        (SOUND + "Q1,Again,region,,,,,,,,x\n", "", "Q1 is used twice"),
        (SOUND + "x-1,X,planet,,,,,,,,x\n", "", "planet"),
        (SOUND + "x-1,X,place,,,,,,,,x\n", "", "lies in no country"),
        (SOUND + "x-1,X,region,,91,0,,,,,x\n", "", "outside the world"),
        (SOUND + "x-1,X,region,,5,,,,,,x\n", "", "half a position"),
        (SOUND + "x-1,X,region,,far,0,,,,,x\n", "", "far"),
        (SOUND + "x-1,X,region\n", "", "fields"),
        (SOUND, "nobody,N,,,x\n", "no table has"),
        (SOUND, "Q1,Aland,adjective,,x\n", "adjective"),
        (SOUND, "Q1,Aland,name,sometimes,x\n", "sometimes"),
        (SOUND, "Q1,Aland,,,x\n", "form"),
        (SOUND, "region-r,Rland,name,,x\n", "form"),
        (SOUND, "Q1, Aland,name,,x\n", "padded"),
        (SOUND, "Q1,Same,name,,x\nplace-b,Same,place,,x\n", "Same"),
        (SOUND.replace("AA", "BB"), "", "AA"),
    ],
)
def test_contradictions_are_refused(build, entities: str, names: str, complaint: str) -> None:
    with pytest.raises(PackError, match=complaint):
        build(entities, names)


def test_one_of_two_equal_names_may_be_ambiguous(build) -> None:
    pack = build(names="Q1,Same,name,,x\nplace-b,Same,place,ambiguous,x\n")
    assert len(pack.names) == 2


def test_corrections_change_or_remove_a_name(build) -> None:
    names = "Q1,Aland,name,,x\nQ1,Alland,name,,x\n"
    pack = build(names=names, corrections="Q1,Aland,name,ambiguous,x\nQ1,Alland,name,never,x\n")
    assert [(n.text, n.when) for n in pack.names] == [("Aland", "ambiguous")]
    with pytest.raises(PackError, match="Misspelt"):
        build(names=names, corrections="Q1,Misspelt,name,never,x\n")


def test_unknown_packs_lists_and_borders_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PackError, match="atlantis"):
        loader.load_pack("atlantis")
    with pytest.raises(PackError, match="verbs_of_silence"):
        lexicon("verbs_of_silence")
    monkeypatch.setattr(borders, "REGIONS", tmp_path)
    with pytest.raises(PackError, match="no borders"):
        load_borders("central_asia")


def test_themes(tmp_path: Path) -> None:
    path = tmp_path / "themes.toml"
    assert load_themes(path) == ()
    head = '[[theme]]\nid = "t"\nname = "T"\ndefinition = "D"\niptc = "medtop:1"\n'
    path.write_text(head + 'strong = ["a"]\nweak = ["b"]\nterms = [{text = "c", weight = -1, source = "s"}]\n')
    (theme,) = load_themes(path)
    assert (theme.theme_id, theme.iptc) == ("t", "medtop:1")
    assert theme.terms == (Term("a", 3.0), Term("b", 1.0), Term("c", -1.0))
    path.write_text(head + head)
    with pytest.raises(PackError, match="share an id"):
        load_themes(path)
    path.write_text(head.replace("iptc", "other"))
    with pytest.raises(PackError, match="iptc"):
        load_themes(path)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("verbs_of_saying", "said"), ("job_titles", "spokesperson"), ("organisation_nouns", "Ministry"),
        ("given_names", "Shavkat"), ("languages", "Kazakh"),
    ],
)  # fmt: skip
def test_word_lists(name: str, word: str) -> None:
    words = lexicon(name)
    assert word in words
    assert len(set(words)) == len(words)
