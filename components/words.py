"""Plain words for codes that stand in the tables; a code without words is shown as it stands.

The words for quality flags are those of `steppe/analysis/flags.py`, which the dashboard must not import (it belongs to
the analysis); a test holds the two together.
"""

FLAGS = {
    "ambiguous-date": "The date could be read with day and month either way round, so none was taken.",
    "bidi-controls": "The text holds invisible characters that change the direction of writing.",
    "control-characters": "The file held control characters; each was replaced by �.",
    "encoding-errors": "Some bytes fit no encoding; each was replaced by �.",
    "encoding-guessed": "The file does not say its encoding; the likeliest one was taken.",
    "foreign-residue": "Left-overs in another language (a comment form, a menu) were labelled as furniture.",
    "hard-wrapped": "The lines end at a fixed width; they were read as running paragraphs.",
    "impossible-date": "A date stands there that no calendar has, so it was not taken.",
    "lone-surrogates": "The file held broken Unicode; it was replaced by �.",
    "long-lines": "The file has very long lines, as exports without line breaks do.",
    "metadata-conflict-author": "The file names more than one author; the most trustworthy was taken.",
    "metadata-conflict-outlet": "The file names more than one outlet; the most trustworthy was taken.",
    "metadata-conflict-published": "The file gives more than one date of publication; the most trustworthy was taken.",
    "metadata-conflict-title": "The file gives more than one title; the one above the text was taken.",
    "mixed-encoding": "Parts of the file are in different encodings; each line was read in its own.",
    "mixed-languages": "Some passages are in another language than the article; they are kept and not analysed.",
    "mostly-furniture": "Most of the visible text is not the article.",
    "no-author": "The article names no author.",
    "no-date": "The article gives no date of publication.",
    "no-outlet": "The article does not say where it was published.",
    "no-text": "No passage of the article itself was found.",
    "no-title": "No title was found.",
    "not-english": "The article is not in English; it is kept and not analysed.",
    "title-repeated": "The title stands more than once in the text.",
    "truncated": "The text ends in the middle, as behind a paywall.",
    "zero-width": "The text holds invisible characters of zero width.",
}
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
