"""Links that are views: the selection and the corpus it was made on, as an address; and what is made of bad ones."""

import os
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from components.focus import clear_all
from components.registry import PAGES, page_name
from components.safe_html import escape
from steppe.corpus import STANCES, UNITS, Corpus, Focus
from steppe.corpus.focus import PARAMETERS

CORPUS_PARAMETER = "corpus"
PAGE_NAMES = tuple(page_name(entry) for entry in PAGES)
FIRST_PAGE = PAGE_NAMES[0]  # which has no path of its own
# Names where others reach this dashboard, for a speaker who shows it from their own machine.
PUBLIC_ADDRESS = "STEPPE_ADDRESS"
OURS = {*PARAMETERS.values(), CORPUS_PARAMETER, "passage", "panel", "story", "slide", "open"}
# What senders and search engines append; nothing that a reader chose.
FOREIGN = ("utm_", "fbclid", "gclid", "msclkid", "mc_", "ref", "embed", "_")
LISTED = ("country", "theme", "stance", "unit")  # whose values are few enough to look through
MENDED_NOTES = "mended-notes"
FINGERPRINT_OF = "fingerprint-of"  # the page and selection whose address has the fingerprint


def link_to(corpus: Corpus, focus: Focus, *, page: str | None = None, **more: str) -> str:
    """The address of a view, with the corpus fingerprint.

    page : name of the page ("articles"); None is the page being shown.
    more : further parameters, such as passage.
    """
    here = urlsplit(os.environ.get(PUBLIC_ADDRESS, "").strip() or _here())
    page = current_page() if page is None else page
    address = _address(here.path, page, focus, **more, **{CORPUS_PARAMETER: corpus.fingerprint})
    return urlunsplit((here.scheme, here.netloc, *address, ""))


def path_to(page: str, focus: Focus, **more: str) -> str:
    """The address of a view from this server's own pages, without scheme and host: "/articles?country=KZ"."""
    return urlunsplit(("", "", *_address(urlsplit(_here()).path, page, focus, **more), ""))


def _address(here: str, page: str, focus: Focus, **more: str) -> tuple[str, str]:
    """The path of a page, and its query."""
    path = f"{_place(here)[0]}/{'' if page == FIRST_PAGE else page}"
    return path, urlencode({**focus.to_parameters(), **{k: [v] for k, v in more.items()}}, doseq=True)


def _here() -> str:
    return str(st.context.url or "http://localhost:8501")


def _place(path: str) -> tuple[str, str]:
    """Where the app lives ("", or a prefix such as "/news"), and what follows: the name of a page, or of none."""
    prefix = "/" + str(st.get_option("server.baseUrlPath") or "").strip("/")
    before, _, last = path.rpartition("/")
    return (path, "") if last and path == prefix else (before, last)


def current_page() -> str:
    """The name of the page being shown: that of the address, the first where it names none."""
    named = _place(urlsplit(_here()).path)[1]
    return named if named in PAGE_NAMES else FIRST_PAGE


def embed_code(address: str, title: str) -> str:
    """HTML that shows one panel of a view on another web page. `title` is escaped here."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" '
        'width="100%" height="520" style="border:0" loading="lazy"></iframe>'
    )


# -- bad and old links -------------------------------------------------------------------------------------------------


class Mended(NamedTuple):
    """A selection as near to what a link asks for as there is.

    parameters : of those that were changed alone, their new values.
    notes : one sentence for each change.
    """

    parameters: dict[str, list[str]]
    notes: list[str]


def mend(raw: Mapping[str, list[str]], labels: Mapping[str, Mapping[str, str]]) -> Mended:
    """What a link meant: names in place of ids, other letter case, the names that parameters have elsewhere.

    raw : every query parameter of the address.
    labels : of each repeatable parameter but `stance`, {value: what to call it}.

    A value that stands for nothing is left as it is; `components.focus.check_focus` drops and names it.
    """
    found: dict[str, list[str]] = {}
    notes: list[str] = []
    for given, values in raw.items():
        name = _parameter(given)
        if name is None:
            if given not in OURS and not given.startswith(FOREIGN):
                notes.append(f"“{given[:40]}” is nothing that a link chooses here")
            continue
        if name != given:
            notes.append(f"“{given}” was read as “{name}”")
        nearest = [_value(value, name, labels.get(name, {})) for value in values]
        notes += [f"“{v}” was read as “{n}”" for v, n in zip(values, nearest, strict=True) if v != n]
        if name != given or nearest != values:
            found[name] = [*found.get(name, ()), *nearest]
    return Mended(found, notes)


def _parameter(given: str) -> str | None:
    """The parameter of ours that a name stands for: itself, a field of `Focus`, or either in other letter case."""
    folded = given.casefold()
    if folded in PARAMETERS.values():
        return folded
    return PARAMETERS.get(folded)


def _value(value: str, name: str, labels: Mapping[str, str]) -> str:
    """The value of ours that is meant: the same in other letter case, or the only one that is called so."""
    if name not in LISTED:
        return next((v for v in (value, value.upper(), value.lower()) if v in labels), value)
    called = {"stance": dict.fromkeys(STANCES, ""), "unit": dict.fromkeys(UNITS, "")}.get(name, labels)
    if value in called:
        return value
    folded = value.strip().casefold()
    same = [k for k in called if k.casefold() == folded] or [k for k, n in called.items() if n.casefold() == folded]
    return same[0] if len(same) == 1 else value


def part_selections(*, bare: bool) -> None:
    """Carry no selection into a page over the whole screen, nor out of it: there it is a mark that was clicked.

    Before the widgets of the selection are declared. bare : whether the page is such a one.
    """
    before = st.session_state.get("was-bare", bare)
    st.session_state["was-bare"] = bare
    if before != bare:
        clear_all()


def mend_link(labels: Callable[[], Mapping[str, Mapping[str, str]]]) -> None:
    """Put into the address what the link that opened this session meant, and run anew with that.

    Once a session, and before any widget is bound to the address: afterwards it could no longer be changed here, and
    would go on saying what the link said. What was changed is kept for `notes_of_link`.

    labels : see `mend`; asked for once.
    """
    if "link-read" in st.session_state:
        return
    raw = {name: st.query_params.get_all(name) for name in st.query_params}
    mended = mend(raw, labels())
    st.session_state["link-read"] = True
    named = _place(urlsplit(_here()).path)[1]
    lost = [f"“{named[:40]}” is no page here, so this is the first"] if named and named not in PAGE_NAMES else []
    st.session_state[MENDED_NOTES] = [*lost, *mended.notes]
    if mended.parameters:
        kept = {name: values for name, values in raw.items() if _parameter(name) in (None, name)}
        st.query_params.from_dict(kept | mended.parameters)
        st.rerun()


def notes_of_link() -> list[str]:
    """What had to be changed in the link that opened this session, in sentences."""
    return list(st.session_state.get(MENDED_NOTES, ()))


def keep_fingerprint(corpus: Corpus, focus: Focus) -> str | None:
    """Carry the fingerprint in the address of every selection.

    Returns the fingerprint that the link came with where it is another one: the numbers may then differ.
    """
    named = st.query_params.get(CORPUS_PARAMETER)
    if named and named != corpus.fingerprint:
        st.session_state["foreign-corpus"] = named
    # Once a selection and page: writing is a step in the browser's history, and writing again on the way back would bar
    # the way. A new page's address starts bare; this puts the whole selection into it again.
    view = (urlsplit(str(st.context.url or "")).path, focus.to_parameters())
    written, st.session_state[FINGERPRINT_OF] = st.session_state.get(FINGERPRINT_OF), view
    if named != corpus.fingerprint and (named or not focus.is_empty) and written != view:
        st.query_params[CORPUS_PARAMETER] = corpus.fingerprint
    return st.session_state.get("foreign-corpus")


def keep_fingerprint_anew() -> None:
    """Have the next run put the fingerprint into the address though the selection is the same: of another corpus."""
    st.session_state[FINGERPRINT_OF] = None
