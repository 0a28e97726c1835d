"""The filters as people use them: names to pick, words to search, dates, and what is counted.

A corpus may hold fifty thousand names. The browser gets the first of them, those that are chosen, and those that were
just found; whatever else a reader types is looked for on the server.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components import cache
from components.counting import NO_THEME, STANCE_WORDS
from components.focus import LISTS
from components.safe_html import as_label
from components.view import View
from steppe.corpus import DEFAULT_UNIT, NONE, UNITS, Focus
from steppe.corpus import STANCES as STANCE_KEYS
from steppe.corpus.find import Findable, find_keys
from steppe.corpus.names import types_present

OFFERED = 100  # options of a picker
FOUND = 12  # what one search adds to them
ROOM = 10  # years that the dates offered go beyond those of the corpus
UNIT_HELP = (
    "What every number counts. Sentences that mention or say it; mentions: each single name; passages: paragraphs and "
    "headings; articles; stories: articles with copies folded into one."
)


@dataclass(frozen=True)
class Offer:
    """What one picker offers.

    title : its name in words.
    labels : {key: label}, in their order.
    find : keys of what a reader's words may mean; None where `labels` has everything.
    more : how many there are besides.
    """

    title: str
    labels: Mapping[str, str]
    find: Callable[[str], list[str]] | None = None
    more: int = 0


def offers(view: View) -> dict[str, Offer]:
    """What each picker offers, by query parameter."""
    labels, focus = view.labels, view.focus
    present = {d: list(cache.counts(view.corpus, Focus(), d)["key"]) for d in ("country", "theme")}
    countries = [*present["country"], *(c for c in view.region.focus_countries if c not in present["country"])]
    themes = [t for t in labels["theme"] if t in set(present["theme"])]
    return {
        "country": Offer("Country", _chosen_too(countries, focus.countries, labels["country"])),
        "theme": Offer("Theme", _chosen_too([*themes, NONE], focus.themes, {**labels["theme"], NONE: NO_THEME})),
        "entity": _offer_names(view),
        "article": _offer_articles(view),
        "outlet": _offer_outlets(view),
        "stance": Offer("Tone", {s: STANCE_WORDS[s] for s in STANCE_KEYS}),
    }


def _offer_names(view: View) -> Offer:
    """People, bodies and places, those with most first; countries have a picker of their own."""
    types = tuple(sorted(types_present(view.corpus) - {"country"}))
    table, number = cache.ranking(view.corpus, Focus(), "entity", OFFERED, (), types) if types else (None, 0)
    keys = [] if table is None else list(table["key"])
    return _offer(view, "entity", "Person, organisation, place", keys, number, view.focus.entities, types)


def _offer_articles(view: View) -> Offer:
    """Articles in reading order; the newest where there are many."""
    table, number = cache.newest(view.corpus, OFFERED)
    keys = table if number > OFFERED else table[::-1]
    return _offer(view, "article", "Article", keys, number, view.focus.articles)


def _offer_outlets(view: View) -> Offer:
    table, number = cache.ranking(view.corpus, Focus(unit="articles"), "outlet", OFFERED)
    return _offer(view, "outlet", "Outlet", sorted(table["key"]), number, view.focus.outlets)


def _offer(
    view: View,
    name: Findable,
    title: str,
    keys: list[str],
    number: int,
    chosen: tuple[str, ...],
    types: tuple[str, ...] = (),
) -> Offer:
    def find(words: str) -> list[str]:
        return find_keys(view.corpus, name, words, limit=FOUND, types=types)

    just_found = [key for key in st.session_state.get(_found(name), ((), ""))[0] if key in view.labels[name]]
    labels = _chosen_too([*just_found, *(k for k in keys if k not in just_found)], chosen, view.labels[name])
    return Offer(title, labels, find if number > len(keys) else None, number - len(keys))


def _found(name: str) -> str:
    return f"found-{name}"


def _chosen_too(keys: list[str], chosen: tuple[str, ...], labels: Mapping[str, str]) -> dict[str, str]:
    return {k: labels.get(k, k) for k in [*keys, *(c for c in chosen if c not in keys)]}


def show_search() -> None:
    """The search over the text, the one filter that is bound to the address itself."""
    st.text_input("Search the text", key="q", bind="query-params", placeholder="word, “a phrase”, -not")


def show_pickers(offered: Mapping[str, Offer], *, dates: tuple[str, str] | None) -> None:
    """The other filters. A picker with fewer than two options is left out unless one is chosen.

    dates : first and last date of publication, None where no article has one.
    """
    for name, offer in offered.items():
        chosen = [v for v in st.session_state.get(name) or () if v in offer.labels]
        if len(offer.labels) < 2 and not chosen:
            continue
        st.session_state[f"pick-{name}"] = chosen
        st.multiselect(
            offer.title,
            options=list(offer.labels),
            format_func=_namer(offer.labels),
            key=f"pick-{name}",
            placeholder="All; type to find" if offer.find else "All",
            help=f"The first {len(offer.labels):,} are listed; type to find the {offer.more:,} others."
            if offer.find
            else None,
            accept_new_options=offer.find is not None,
            on_change=_take_listed,
            args=(name, offer),
        )
        if said := st.session_state.get(_found(name), ((), ""))[1]:
            st.caption(as_label(said, limit=200))
    unit = st.session_state.get("unit")
    st.session_state["pick-unit"] = unit if unit in UNITS else DEFAULT_UNIT
    st.selectbox("Count", UNITS, key="pick-unit", on_change=_take_picked, args=("unit",), help=UNIT_HELP)
    if dates:
        _show_date_pickers(*dates)


def _namer(labels: Mapping[str, str]) -> Callable[[Any], str]:
    return lambda key: labels.get(key, str(key))


def _take_listed(name: str, offer: Offer) -> None:
    """Choose what was picked; words that are no option are looked for, and the likeliest is chosen."""
    picked = [str(v) for v in st.session_state.get(f"pick-{name}") or ()]
    st.session_state.pop(_found(name), None)
    chosen = []
    for value in picked:
        if value in offer.labels or offer.find is None:
            chosen.append(value)
            continue
        hits = offer.find(value)
        chosen += hits[:1]
        others = len(hits) - 1
        said = f"Nothing here is called “{value}”." if not hits else ""
        if others > 0:
            said = f"{others} more called so {'is' if others == 1 else 'are'} now first in the list."
            said = said if others + 1 < FOUND else "More that are called so are now first in the list."
        st.session_state[_found(name)] = (hits, said)
    st.session_state[name] = list(dict.fromkeys(chosen))


def _show_date_pickers(first: str, last: str) -> None:
    chosen = {name: _as_date(st.session_state.get(name)) for name in ("from", "to")}
    earliest, latest = date_bounds(first, last, *chosen.values())
    for name, title in (("from", "From"), ("to", "To")):
        st.session_state[f"pick-{name}"] = chosen[name]
        st.date_input(
            title,
            value=None,
            min_value=earliest,
            max_value=latest,
            key=f"pick-{name}",
            format="YYYY-MM-DD",
            on_change=_take_picked,
            args=(name,),
        )


def date_bounds(first: str, last: str, *chosen: dt.date | None) -> tuple[dt.date, dt.date]:
    """The earliest and latest date to offer: ten years about the corpus' own, and whatever a link has chosen.

    first, last : of the corpus (ISO).
    """
    years = [int(first[:4]) - ROOM, int(last[:4]) + ROOM, *(date.year for date in chosen if date)]
    return dt.date(max(min(years), dt.MINYEAR), 1, 1), dt.date(min(max(years), dt.MAXYEAR), 12, 31)


def _as_date(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None


def _take_picked(name: str) -> None:
    value = st.session_state.get(f"pick-{name}")
    if isinstance(value, dt.date):
        value = value.isoformat()
    st.session_state[name] = (value or []) if name in LISTS else (value or (DEFAULT_UNIT if name == "unit" else ""))
