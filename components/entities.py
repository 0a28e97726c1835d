"""Names: the ranking, and one name's own view."""

import pandas as pd
import streamlit as st

from components.barcharts import NARROW, show_bars, show_kinds
from components.counting import NO_THEME, count_entities, count_tidy, number_of, others_in_words, rank_tidy, top
from components.drawings import bars_in_words
from components.focus import toggle
from components.panels import loosening, panel, show_empty
from components.reader import quotes_html
from components.safe_html import escape
from components.view import View
from components.words import TYPE, TYPES
from steppe.corpus import NONE, Focus
from steppe.corpus.names import types_present
from steppe.corpus.profile import count_quotes, entity_card, list_quotes, list_surfaces

RANKED = 30  # names in the ranking; the others are in the filters
MOST_QUOTES = 12


def show_ranking(view: View, *, label_width: int) -> None:
    """Names by type, aliases folded, most mentioned first. A click chooses one."""
    held = types_present(view.corpus)
    present = [t for t in TYPES if t in held]
    kinds = st.pills(
        "Kinds of name",
        present,
        format_func=lambda t: TYPES[t],
        selection_mode="multi",
        key="entity-types",
        label_visibility="collapsed",
    )
    shown, number = count_entities(view.corpus, view.focus, kinds or present, most=RANKED, keep=view.focus.entities)
    if shown.empty:
        _show_no_names(view, bool(kinds))
        return
    show_bars(
        shown,
        key="entities-ranking",
        parameter="entity",
        chosen=view.focus.entities,
        alt=f"{number:,} names by {view.focus.unit}, most: {shown['label'].iloc[0]}",
        label_width=NARROW if view.on_telephone else label_width,
        row_height=27,
        lines=True,
    )
    if not view.focus.entities:
        show_kinds(shown, present)
    if others := others_in_words(shown, number, "names", view.focus.unit, most=RANKED):
        st.caption(others)
    if "country" in set(shown["type"]):
        st.caption("A country counts here by its name and people; on the map, by places in it as well.")


def _show_no_names(view: View, of_a_kind: bool) -> None:
    if of_a_kind:
        show_empty("No names of this kind here.", "Choose another kind, or loosen a filter.")
    else:
        show_empty("Nobody and nothing is named here.", loosening(view.focus))


def show_profile(view: View, entity_id: str) -> None:
    """One name: what it goes by, where it stands, what it stands with, what it says."""
    card = entity_card(view.corpus, entity_id)
    if card is None:
        return
    facts = [TYPE.get(card["type"], card["type"])]
    if card["country"] and card["type"] != "country":
        facts.append(view.labels["country"].get(card["country"], card["country"]))
    if card["wikidata"]:
        facts.append(f"Wikidata {card['wikidata']}")
    st.html(f'<h2 class="article-title">{escape(card["name"])}</h2><div class="meta">{escape(" · ".join(facts))}</div>')
    st.button(
        "Back to all names",
        key="entity-back",
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=toggle,
        args=("entity", entity_id),
    )
    _show_surfaces(view, entity_id)
    focus = view.focus
    with panel("entity-articles", "In which articles"):
        table, number = rank_tidy(view.corpus, focus, "article", view.labels["article"], most=8)
        _bars(view, table, "article", focus.articles, "Articles")
        if others := others_in_words(table, number, "articles", focus.unit, most=8):
            st.caption(others)
    with panel("entity-themes", "With which themes"):
        table = count_tidy(view.corpus, focus, "theme", {**view.labels["theme"], NONE: NO_THEME})
        _bars(view, top(table, 8), "theme", focus.themes, "Themes")
    with panel("entity-countries", "With which countries"):
        table = count_tidy(view.corpus, focus, "country", view.labels["country"])
        _bars(view, top(table, 8), "country", focus.countries, "Countries")


def _bars(view: View, table: pd.DataFrame, parameter: str, chosen: tuple[str, ...], title: str) -> None:
    if table.empty:
        st.caption("None in this selection.")
        return
    show_bars(
        table,
        key=f"entity-{parameter}",
        parameter=parameter,
        chosen=chosen,
        alt=bars_in_words(title, table, view.focus.unit),
        label_width=NARROW,
        row_height=25,
        lines=True,
    )


def _show_surfaces(view: View, entity_id: str) -> None:
    surfaces, read, of = list_surfaces(view.corpus, view.focus, entity_id)
    if surfaces.empty:
        return
    rows = "".join(
        f"<tr><td>{escape(r.surface)}</td><td>{number_of(int(r.mentions), 'mentions')}</td></tr>"
        for r in surfaces.head(12).itertuples()
    )
    with panel("entity-surfaces", "Goes by"):
        st.html(f'<table class="quiet"><tbody>{rows}</tbody></table>')
        if read < of:
            st.caption(f"In the first {read:,} of {number_of(of, 'mentions')}.")


def show_quotes(view: View, entity_id: str) -> None:
    """What the text quotes a name as saying, in the articles that are chosen."""
    chosen = view.focus
    everywhere = Focus(
        articles=chosen.articles, outlets=chosen.outlets, date_from=chosen.date_from, date_to=chosen.date_to
    )
    number = count_quotes(view.corpus, everywhere, entity_id)
    if not number:
        return
    with panel("entity-quotes", "Quoted", number_of(number, "quotes")):
        st.html(quotes_html(list_quotes(view.corpus, everywhere, entity_id, limit=MOST_QUOTES), with_title=True))
        if number > MOST_QUOTES:
            st.caption(f"The first {MOST_QUOTES} of {number:,}.")
