"""Plain words for codes that stand in the tables; a code without words is shown as it stands.

Those of the quality flags are `steppe.flags.FLAGS`.
"""

REASONS = {
    "about": "about the publisher",
    "above-title": "stands above the title",
    "advertisement": "advertisement",
    "author-note": "note on the author",
    "byline": "byline",
    "caption": "caption or image credit",
    "comments": "comment form",
    "contact": "contact details",
    "cookies": "cookie notice",
    "copyright": "copyright notice",
    "foreign-residue": "left over in another language",
    "gold": "marked by hand",
    "header": "header line",
    "navigation": "menu",
    "newsletter": "newsletter call",
    "related": "links to other pages",
    "share": "share buttons",
    "tags": "tags",
}
TYPES = {
    "person": "people",
    "organisation": "organisations",
    "initiative": "initiatives",
    "event": "events",
    "country": "countries",
    "region": "regions",
    "place": "places",
}
TYPE = {
    "person": "person",
    "organisation": "organisation",
    "initiative": "initiative or agreement",
    "event": "event",
    "country": "country",
    "region": "region of several countries",
    "place": "place",
}


def in_words(code: str, words: dict[str, str]) -> str:
    """The words for a code, else the code itself without its hyphens."""
    return words.get(code, code.replace("-", " "))
