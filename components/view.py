"""What a page, a slide or an export needs to draw itself: the corpus, the selection, and what to call things."""

from dataclasses import dataclass

import streamlit as st

from components import cache
from components.charts.theme import Mode
from components.counting import country_labels, outlet_labels
from components.region import Region
from components.wording import Labels
from steppe.corpus import NONE, Corpus, Focus


@dataclass(frozen=True)
class View:
    """A corpus as it is looked at. Every number and mark is a function of it."""

    corpus: Corpus
    region: Region
    focus: Focus
    labels: Labels
    dropped: tuple[str, ...] = ()

    @property
    def mode(self) -> Mode:
        """Light or dark, as the reader's browser reports."""
        return "dark" if st.context.theme.type == "dark" else "light"

    @property
    def on_telephone(self) -> bool:
        """Whether the reader's browser is a telephone's, which say "Mobi" in their user agent (MDN)."""
        return "Mobi" in st.context.headers.get("User-Agent", "")


def labels_of(corpus: Corpus, region: Region) -> Labels:
    """What to call things: {"country" | "theme" | "entity" | "type" | "article" | "outlet": {key: label}}."""
    named = cache.names(corpus)
    present = [t for t in cache.counts(corpus, Focus(), "theme")["key"] if t != NONE]
    return {
        "country": country_labels(corpus, region),
        "theme": {**region.theme_names, **{t: t for t in present if t not in region.theme_names}},
        "entity": named["entity"],
        "type": named["type"],
        "article": named["article"],
        "outlet": outlet_labels(corpus),
    }
