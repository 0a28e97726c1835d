"""The reader's selection: a frozen `Focus` <-> widgets bound to the URL.

The URL must hold ids ("KZ"), while people choose names ("Kazakhstan"), and a bound widget writes what it shows. So each
dimension has two widgets: one bound to the URL, out of sight, whose value *is* the selection; and one that people use,
which is set from it on every run and writes back to it. Charts and chips write to the bound one as well.
"""

from collections.abc import Callable, Container, Mapping
from typing import Any, NoReturn

import streamlit as st

from components.marks import CLICK
from steppe.corpus import DEFAULT_UNIT, NONE, UNKNOWN, Focus, parse_parameters
from steppe.corpus.focus import MULTIPLE, PARAMETERS

LISTS = tuple(PARAMETERS[field] for field in MULTIPLE)  # query parameters that may be repeated
NOTHING = {"theme": NONE, "outlet": UNKNOWN}  # the value of what has none
SINGLES = ("from", "to", "unit")
MAP_CLICKS = "map-clicks"  # how many clicks the map has had, see `on_map_click`
NEXT = "choose-next"  # parameters that the next run chooses before its widgets are there
TRIED = "address-tried"  # whether the run before has put into the address what it had lost
UNWRITTEN = {"unit": DEFAULT_UNIT}  # values that an address leaves out
HELD = "held-parameters"  # parameters whose widgets are declared
SEEN = "seen-clicks"  # chart key -> its selection when it was last drawn


def declare_bound_widgets() -> None:
    """The widgets that hold the selection, out of sight. Once a run, before anything reads it.

    One for each parameter that has, or once had, a value: seen or not, a widget costs the browser time on every run.
    """
    for name, value in st.session_state.get(NEXT, {}).items():
        st.session_state[name] = value
    st.session_state.pop(NEXT, None)  # not before: a run may be cut short at any of these lines
    st.session_state[HELD] = held = _held_so_far()
    for name in {*LISTS, *SINGLES}.difference(held):
        # A widget's first value reaches the address only where the session knew its key on an earlier run.
        st.session_state.setdefault(name, _unchosen(name))
    with st.container(key="link-state"):
        for name in held:
            if name in LISTS:
                st.multiselect(name, options=[], accept_new_options=True, key=name, bind="query-params")
            else:
                st.text_input(name, value=UNWRITTEN.get(name, ""), key=name, bind="query-params")


def _held_so_far() -> list[str]:
    """Parameters that have or had a value in this session, oldest first, so that no widget ever changes its place."""
    state, held = st.session_state, st.session_state.get(HELD, [])
    given = [n for n in (*LISTS, *SINGLES) if n in st.query_params or state.get(n, _unchosen(n)) != _unchosen(n)]
    return list(dict.fromkeys((*held, *given)))


def _unchosen(name: str) -> list[str] | str:
    """What the bound widget of a parameter holds where nothing is chosen."""
    return [] if name in LISTS else UNWRITTEN.get(name, "")


def choose_next(values: Mapping[str, Any]) -> NoReturn:
    """Choose values by one more run, as a widget that is there already takes none.

    values : query parameter -> what its bound widget is to hold.
    """
    st.session_state[NEXT] = dict(values)
    st.rerun()


def clear_next() -> None:
    """Choose nothing on the next run: in one write, so that a callback that is cut short has cleared all or none."""
    chosen = {name: [] if name in LISTS else "" for name in (*LISTS, "from", "to", "q") if st.session_state.get(name)}
    if chosen:
        st.session_state[NEXT] = chosen


def mend_address() -> None:
    """Put a selection into the address that the address has lost, by one more run.

    Streamlit forgets to where a page was left while its first run was still under way: the widgets then keep their
    values and the address does not. As the server sends the whole address whenever it writes any part of it, this
    comes before every such writing.
    """
    lost = {
        name: value
        for name in (*LISTS, *SINGLES, "q")
        if (value := st.session_state.get(name)) and value != UNWRITTEN.get(name) and name not in st.query_params
    }
    tried = st.session_state.pop(TRIED, False)
    if lost and not tried:
        st.session_state[TRIED] = True
        choose_next(lost)


def read_parameters() -> dict[str, list[str]]:
    """The query parameters of the selection as the bound widgets hold them."""
    state = st.session_state
    found = {name: [str(v) for v in state.get(name) or ()] for name in LISTS}
    for name in (*SINGLES, "q"):
        value = state.get(name)
        found[name] = [str(value)] if value else []
    return found


def check_focus(parameters: Mapping[str, list[str]], known: Mapping[str, Container[str]]) -> tuple[Focus, list[str]]:
    """A Focus of values that exist, and one sentence for each value that was dropped.

    known : of each repeatable parameter but `stance`, the values that this corpus or its region has; what has none is
        known anyhow.
    """
    kept = {name: list(values) for name, values in parameters.items()}
    dropped: list[str] = []
    nouns = {"country": "country", "theme": "theme", "entity": "name", "article": "article", "outlet": "outlet"}
    for name, noun in nouns.items():
        exists = {v for v in kept.get(name, ()) if v in known[name] or v == NOTHING.get(name)}
        dropped += [f"“{v}” is no {noun} of this corpus" for v in kept.get(name, ()) if v not in exists]
        kept[name] = [v for v in kept.get(name, ()) if v in exists]
    focus, refused = parse_parameters(kept)
    return focus, [*dropped, *refused]


def toggle(parameter: str, key: str) -> None:
    """Choose a mark: alone in its own dimension; choosing the chosen one again clears it."""
    chosen = list(st.session_state.get(parameter) or ())
    st.session_state[parameter] = [] if chosen == [key] else [key]


def remove(parameter: str, key: str = "") -> None:
    """Take one value (or a single-valued parameter) out of the selection."""
    if parameter in LISTS:
        st.session_state[parameter] = [v for v in st.session_state.get(parameter) or () if v != key]
    else:
        st.session_state[parameter] = DEFAULT_UNIT if parameter == "unit" else ""


def clear_all() -> None:
    """Choose nothing; the counting unit stays."""
    for name in LISTS:
        st.session_state[name] = []
    for name in ("from", "to", "q"):
        st.session_state[name] = ""


def chart_click(key: str, **parameters: str) -> Callable[[], None]:
    """The callback of a chart: a click chooses its mark.

    key : the chart's key.
    parameters : query parameter -> the selection's field that holds its value (`country="key"`).
    """
    st.session_state.setdefault(SEEN, {})[key] = _selected(key)

    def choose_clicked() -> None:
        before = st.session_state.get(SEEN, {}).get(key, [])
        mark = clicked(before, _selected(key))
        if mark is None:
            return
        values = {name: str(mark[field]) for name, field in parameters.items()}
        already = all(st.session_state.get(name) == _as_held(name, value) for name, value in values.items())
        for name, value in values.items():
            st.session_state[name] = _as_held(name, "" if already else value)

    return choose_clicked


def _as_held(name: str, value: str) -> list[str] | str:
    """How the bound widget of a parameter holds one value, or none ("")."""
    return ([value] if value else []) if name in LISTS else value


def _selected(key: str) -> list[dict[str, Any]]:
    state = st.session_state.get(key) or {}
    points = (state.get("selection") or {}).get(CLICK) or []
    return [dict(p) for p in points] if isinstance(points, list) else []


def clicked(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The one mark in which two selections differ: each click adds or removes one. None where it is not one."""
    changed = [m for m in after if m not in before] + [m for m in before if m not in after]
    return changed[0] if len(changed) == 1 else None


def on_map_click(key: str) -> None:
    """The callback of the map: a click on a country or city chooses it.

    The layers that take clicks are renamed after each click (their ids hold the number of clicks): so the map forgets
    its own selection, which would else dim all that is not selected, and keeps its place, which a new key would lose.
    """
    state = st.session_state.get(key) or {}
    objects = [o for found in (state.get("selection", {}).get("objects") or {}).values() for o in found]
    if not objects:
        return
    st.session_state[MAP_CLICKS] = map_clicks() + 1
    mark = objects[-1].get("properties") or objects[-1]
    if mark.get("entity"):
        toggle("entity", str(mark["entity"]))
    elif mark.get("iso2"):
        toggle("country", str(mark["iso2"]))


def map_clicks() -> int:
    """How many clicks the map has had in this session."""
    return int(st.session_state.get(MAP_CLICKS, 0))
