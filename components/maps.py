"""The map with its legend and what lies beside it: the one place that puts it on a page."""

import streamlit as st

from components import cache
from components.charts.cities import City
from components.charts.map import draw_map
from components.charts.shading import Country
from components.charts.theme import SEQUENTIAL, Mode
from components.counting import count_countries, count_entities, number_of
from components.drawings import count_places
from components.focus import map_clicks, on_map_click, toggle
from components.panels import show_empty
from components.region import DISPUTED_NOTE
from components.safe_html import as_label, escape
from components.slow_clicks import take_slow_clicks
from components.view import View

MOST_PLACES = 40  # points on the map: more would hide each other's names
UNCROWDED = 8  # points whose names mostly have room
TELEPHONE = 350  # pixels that a map has on a telephone


def show_map(view: View, *, key: str, height: int, width: int, detailed: bool = False) -> None:
    """The region shaded by the chosen unit. A click on a country or city chooses it.

    detailed : with places as points, and movable.
    height, width : pixels; the width is the least that the map's column has on a desk screen.
    """
    borders = view.region.borders
    if not borders["features"]:
        show_empty("No borders to draw.", "The region pack has no borders; the countries are in the filters.")
        return
    table = count_countries(view.corpus, view.focus, view.region)
    countries = [Country(r.key, r.label, r.n, r.hint) for r in table.itertuples()]
    deck = draw_map(
        borders,
        countries,
        mode=view.mode,
        height=height,
        width=min(width, TELEPHONE) if view.on_telephone else width,
        chosen=view.focus.countries,
        cities=_cities(view) if detailed else (),
        chosen_cities=view.focus.entities,
        clicks=map_clicks(),
        fixed=not detailed,
    )
    named = [c for c in countries if c.n][:3]
    most = ", ".join(f"{c.label} {c.n:,}" for c in named) or "no country is mentioned"
    st.pydeck_chart(
        deck,
        height=height,
        key=key,
        on_select=lambda: on_map_click(key),
        selection_mode="single-object",
        alt=f"Map of {view.region.name} shaded by {view.focus.unit}: {most}",
    )
    take_slow_clicks(key)


def _cities(view: View) -> list[City]:
    found, _ = count_places(view, MOST_PLACES)
    return [City(r.key, r.label, r.n, r.hint, r.lat, r.lon) for r in found.itertuples()]


def show_legend(view: View) -> None:
    """What the shades and the hatching mean."""
    table = count_countries(view.corpus, view.focus, view.region)
    counted = table[table["key"].isin(view.region.focus_countries) & (table["n"] > 0)]["n"]
    shades = shades_html(int(counted.min()), int(counted.max()), view.focus.unit, view.mode) if len(counted) else ""
    st.html(f'<div class="legend">{shades}<span><span class="none"></span>no mention</span></div>')


def shades_html(least: int, most: int, unit: str, mode: Mode) -> str:
    """The shades from the least count to the most, with both in words; one shade where they are the same."""
    colours = SEQUENTIAL[mode][2:9]
    low, ground = (f"{least:,}", f"linear-gradient(90deg,{','.join(colours)})") if least < most else ("", colours[-1])
    return f'<span>{low}<span class="ramp" style="background:{ground}"></span>{escape(number_of(most, unit))}</span>'


def show_beside(view: View, *, most: int, regions: int = 3) -> None:
    """The region as a whole, and partners: counted beside the map, never spread over countries.

    most, regions : how many countries and how many regions, those with most.
    """
    wholes, _ = count_entities(view.corpus, view.focus, ("region",), most=regions)
    table = count_countries(view.corpus, view.focus, view.region)
    others = table[~table["key"].isin(view.region.focus_countries) & (table["n"] > 0)]
    with st.container(key=f"beside-map-{most}", horizontal=True, gap="xsmall", vertical_alignment="center"):
        for region in wholes.itertuples():
            whole_region = region.key == view.region.region_entity or region.label == view.region.name
            words = f"{region.label} as a whole" if whole_region else region.label
            _show_count(view, "entity", region.key, words, region.n)
        for row in others.head(most).itertuples():
            _show_count(view, "country", row.key, row.label, row.n)
        if len(others) > most:
            st.caption(f"and {number_of(len(others) - most, 'countries', more=True)}", width="content")


def _show_count(view: View, parameter: str, key: str, label: str, n: int) -> None:
    chosen = key in (view.focus.entities if parameter == "entity" else view.focus.countries)
    st.button(
        f"{as_label(label)} **{n:,}**",
        key=f"beside-{parameter}-{key}",
        type="primary" if chosen else "secondary",
        on_click=toggle,
        args=(parameter, key),
        help=f"Open the {number_of(n, view.focus.unit)}",
    )


FORMS = {
    "name": ("by name", "Kazakhstan, PRC"),
    "demonym": ("by people or adjective", "Kazakh, Chinese"),
    "place": ("by a place in it", "Astana, Xinjiang"),
    "metonym": ("by a capital that acts", "Beijing pledged"),
}


def show_forms(view: View) -> None:
    """Which words put countries on the map. Not a choice, so words and not marks."""
    counted = cache.counts(view.corpus, view.focus, "form").set_index("key")["n"]
    rows = "".join(
        f"<tr><td>{words}<br><small>{example}</small></td><td>{int(counted.get(form, 0)):,}</td></tr>"
        for form, (words, example) in FORMS.items()
    )
    st.html(f'<table class="quiet"><tbody>{rows}</tbody></table>')
    st.caption(f"{view.focus.unit.capitalize()} in which a country is named so; one can count in several rows.")


def show_note(view: View) -> None:
    """What the borders are, and are not."""
    _, places = count_places(view, MOST_PLACES)
    if places > MOST_PLACES:
        st.caption(f"Points are the {MOST_PLACES} places with most, of {places:,}; the others are in the filter.")
    if places > UNCROWDED:
        st.caption("Where names would hide each other a point stands alone; it tells its name when pointed at.")
    st.caption(DISPUTED_NOTE + " A mention of the region as a whole is counted beside the map, never spread over it.")
