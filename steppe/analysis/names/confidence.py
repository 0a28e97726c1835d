"""How sure each rule is: one table, so that measured shares can replace the stated ones.

The value is the share of the rule's mentions that lie on a name and put the right country on the map, measured on the
seed and development articles and on public data, and shrunk to the mean of its family (the remark above each) where
counts are small. `tools/eval/names_confidence.py` works the table out again.
"""

RULE_CONFIDENCE: dict[str, float] = {
    # known places: 0.989
    "country-name": 0.98,
    "country-demonym": 0.98,
    "place-name": 0.98,
    "region-name": 0.98,
    "compound-prefix": 0.97,
    "dateline": 0.98,
    "capital-acts": 0.98,
    "capital-addressed": 0.98,
    "capital-located": 0.98,
    "capital-default": 0.96,
    "palace-acts": 0.98,
    "palace-located": 0.98,
    "city-for-union": 0.98,
    "namesake": 0.98,
    # doubtful places: 0.821
    "ambiguous-by-context": 0.91,
    "place-by-neighbour": 0.73,
    # known others: 0.982
    "authority": 0.98,
    "authority-leader": 0.98,
    "authority-surname": 0.98,
    "authority-anchored": 0.98,
    # persons by shape: 0.947
    "title-and-name": 0.98,
    "surname-ending": 0.95,
    "name-and-age": 0.95,
    "model-person": 0.93,
    "seen-in-full": 0.94,
    # others by shape: 0.776
    "bracketed-abbreviation": 0.80,
    "head-noun": 0.91,
    "capitals-and-small-noun": 0.83,
    "places-and-head-noun": 0.80,
    "company-suffix": 0.76,
    "capital-within": 0.75,
    "state-possessive": 0.78,
    "company-noun": 0.83,
    "model-organisation": 0.66,
}
