"""One person, one entity; two people of one surname, two."""

import pytest

from steppe.analysis.names.folding import (
    compatible,
    entity_slug,
    ministry_names,
    plain_name,
    read_person_name,
    sound_key,
)
from tests.analysis.articles import find_names, mentions_of


def ids(article, names, surface):
    return [m.entity_id for m in mentions_of(article, names, surface)]


def test_surname_and_title_fold_to_the_full_name():
    article, names = find_names(
        "Gulmira Asanova, a teacher in Osh, opened the school.", "Ms Asanova said so. Asanova left early."
    )
    assert len({*ids(article, names, "Gulmira Asanova"), *ids(article, names, "Asanova")}) == 1
    assert len(ids(article, names, "Asanova")) == 2


def test_two_people_of_one_surname_stay_two():
    article, names = find_names(
        "Nurlan Sadykov runs the mine.",
        "Aidar Sadykov, a driver, is no relation of his.",
        "Sadykov drives at night.",
    )
    first, second = ids(article, names, "Nurlan Sadykov"), ids(article, names, "Aidar Sadykov")
    assert first != second
    assert ids(article, names, "Sadykov") == second


def test_initials_fold_to_the_known_person():
    _, names = find_names("K. Tokayev signed the decree in Astana.")
    mention = names.mentions[0]
    assert names.entities[mention.entity_id].name == "Kassym-Jomart Tokayev"


def test_family_members_stay_apart():
    _, names = find_names("Nursultan Nazarbayev spoke first.", "Dariga Nazarbayeva listened to Nazarbayev.")
    assert len({m.entity_id for m in names.mentions}) == 2


@pytest.mark.parametrize(
    ("one", "other"), [("Zhaparov", "Japarov"), ("Kasym-Zhomart", "Kassym-Jomart"), ("Qosim", "Kosim")]
)
def test_transliterations_sound_alike(one, other):
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("Tokayev", "Kassym-Jomart Tokayev", True),
        ("K. Tokayev", "Kassym-Jomart Tokayev", True),
        ("A. Tokayev", "Kassym-Jomart Tokayev", False),
        ("Xi", "Xi Jinping", True),
        ("Dariga Nazarbayeva", "Nursultan Nazarbayev", False),
    ],
)
def test_compatible_names(short, full, fits):
    assert compatible(read_person_name(short), read_person_name(full)) is fits


def test_organisation_names_are_compared_without_suffix_and_spelling():
    assert plain_name("The Tengri Minerals LLP") == plain_name("Tengri Minerals")
    assert plain_name("Center for Labor Law") == plain_name("Centre for Labour Law")


def test_ministry_names_start_with_the_canonical_one():
    names = ministry_names("Energy Ministry", "Kazakhstan")
    assert names[0] == "Ministry of Energy of Kazakhstan"
    assert "Kazakhstan's Energy Ministry" in names
    assert ministry_names("Ministry of Energy of the Republic of Kazakhstan", "Kazakhstan")[0] == names[0]


def test_slugs_are_readable_and_never_empty():
    assert entity_slug("person", "Aigül Sadykova") == "person-aigul-sadykova"
    assert entity_slug("organisation", "Қазақ") != "org-"
