"""How sure each rule is: one table, so that measured shares can replace the stated ones.

The value is the share of the rule's mentions that are right, entity and country included, as measured on
the development articles (`tools/eval/names_score.py --rules`).
"""

RULE_CONFIDENCE: dict[str, float] = {
    # countries and places
    "country-name": 0.98,
    "country-demonym": 0.97,
    "place-name": 0.93,
    "region-name": 0.95,
    "compound-prefix": 0.97,
    "capital-acts": 0.88,
    "capital-addressed": 0.85,
    "capital-located": 0.93,
    "capital-default": 0.70,
    "dateline": 0.98,
    "palace-acts": 0.88,
    "palace-located": 0.85,
    "ambiguous-by-context": 0.85,
    "ambiguous-by-default": 0.75,
    "namesake": 0.90,
    "place-by-neighbour": 0.55,
    "city-for-union": 0.90,
    # known persons, organisations, events, initiatives
    "authority": 0.96,
    "authority-leader": 0.95,
    "authority-surname": 0.92,
    "authority-anchored": 0.88,
    "authority-ambiguous": 0.75,
    # unknown ones
    "bracketed-abbreviation": 0.93,
    "title-and-name": 0.90,
    "name-and-role": 0.88,
    "surname-ending": 0.92,
    "model-person": 0.80,
    "head-noun": 0.82,
    "capitals-and-small-noun": 0.75,
    "places-and-head-noun": 0.80,
    "company-suffix": 0.85,
    "capital-within": 0.85,
    "name-and-age": 0.93,
    "state-possessive": 0.80,
    "company-noun": 0.85,
    "model-organisation": 0.65,
    "model-event": 0.60,
    "model-initiative": 0.60,
    "seen-in-full": 0.88,
}
