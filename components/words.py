"""Plain words for codes that stand in the tables; a code without words is shown as it stands.

Those of the quality flags are `steppe.flags.FLAGS`.
"""

REASONS = {
    "about": "about the publisher",
    "above-title": "stands above the title",
    "ad": "advertisement",
    "advertisement": "advertisement",
    "author-box": "note on the author",
    "author-note": "note on the author",
    "below-end": "stands below the mark of the end",
    "below-text": "stands below the text",
    "box": "lines of a box",
    "breadcrumb": "way to the page",
    "byline": "byline",
    "caption": "caption or image credit",
    "comments": "comment form",
    "contact": "contact details",
    "cookies": "cookie notice",
    "copyright": "copyright notice",
    "counter": "count of views or shares",
    "date": "date line",
    "dateline": "time of publication",
    "end-mark": "mark of the end",
    "footer": "foot of the page",
    "footnotes": "footnotes",
    "foreign-residue": "left over in another language",
    "form": "form to fill in",
    "form-box": "form to fill in",
    "gold": "marked by hand",
    "header": "header line",
    "image-box": "beside a picture",
    "label": "label of a few words",
    "links": "nothing but a link",
    "masthead": "name of the outlet",
    "nav": "menu",
    "navigation": "menu",
    "newsletter": "newsletter call",
    "outside-article": "outside the article’s part of the page",
    "page-number": "page number",
    "popup": "window over the page",
    "player": "buttons of a player or a translated page",
    "pull-quote": "quotation set apart, from the text itself",
    "related": "links to other pages",
    "rule": "line of signs",
    "running-head": "running head",
    "screen-reader": "words for screen readers",
    "section": "name of a section",
    "share": "share buttons",
    "sidebar": "beside the text",
    "signature": "signature of a message",
    "slug": "a news agency’s code",
    "symbol": "signs without a word",
    "tags": "tags",
    "title-repeated": "the title once more",
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
