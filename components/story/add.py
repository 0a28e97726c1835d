"""Add to story, on every page that shows a selection."""

import streamlit as st

from components import cache
from components.drawings import DRAWINGS as REGISTRY
from components.links import current_page
from components.periods import period_of
from components.story import model, shelf
from components.story.model import SENTENCES, Story, StoryError, StoryView
from components.view import View
from components.wording import describe
from steppe.corpus import Corpus

DOOR = "add-to-story"
# What each page draws, the most telling first; a page that is not named here shows sentences.
OF_PAGE = {
    "overview": ("map", "actors", "themes", "tone", "time"),
    "map": ("map", "countries"),
    "themes": ("themes", "theme-tone", "theme-article", "theme-outlet"),
    "entities": ("actors",),
}


def drawing_names() -> dict[str, str]:
    """What to call each drawing that a view can have."""
    return {**{key: drawing.title for key, drawing in REGISTRY.items()}, SENTENCES: "The sentences themselves"}


def drawings_shown(page: str, corpus: Corpus) -> list[str]:
    """The drawings that a page shows of a corpus: time only where its dates span more than a month."""
    return [d for d in OF_PAGE.get(page, ()) if d != "time" or period_of(corpus)]


def drawings_of(page: str) -> tuple[str, ...]:
    """The drawings of a page, its own first, the sentences last."""
    return (*OF_PAGE.get(page, ()), SENTENCES)


def show_add(view: View) -> None:
    """The door *Add to story*. What is behind it is built when it is opened."""
    door = st.popover("Add to story", icon=":material/playlist_add:", type="tertiary", key=DOOR, on_change="rerun")
    if door.open:
        with door:
            _show_form(view)


def _show_form(view: View) -> None:
    page = current_page()
    words = describe(view.focus, cache.total(view.corpus, view.focus), view.labels)[: model.TITLE_LENGTH]
    names = drawing_names()
    offered = [*drawings_shown(page, view.corpus), SENTENCES]
    # A title of its own for each selection: the field is another one wherever the words are others.
    fields = {part: f"add-{part}-{page}-{words}" for part in ("title", "note", "drawing")}
    with st.form("add-form", border=False, enter_to_submit=False):
        st.text_input("Title", value=words, max_chars=model.TITLE_LENGTH, key=fields["title"])
        st.text_area("Note", max_chars=model.NOTE_LENGTH, height=90, key=fields["note"])
        st.radio("Show", offered, format_func=lambda d: names[d], key=fields["drawing"])
        st.form_submit_button("Add", type="primary", on_click=_add, args=(view, page, words, fields))


def _add(view: View, page: str, words: str, fields: dict[str, str]) -> None:
    """Keep what the form says, and close its door."""
    title, note, drawing = (st.session_state.get(fields[part]) for part in ("title", "note", "drawing"))
    kept = StoryView(
        page=page,
        drawing=str(drawing),
        parameters=model.parameters_of(view.focus),
        title=tidy(title) or words,
        note=tidy(note, lines=True),
        total=cache.total(view.corpus, view.focus),
    )
    story = shelf.own_story() or Story("My story", view.corpus.fingerprint)
    try:
        story = model.added(story, kept)
    except StoryError as error:
        st.toast(f"{error.what} {error.advice}", icon=":material/error:", duration="long")
        return
    shelf.keep(story)
    st.session_state[DOOR] = False
    st.toast(f"Kept as view {len(story.views)}. The page Story has them all.", icon=":material/playlist_add_check:")


def tidy(text: str | None, *, lines: bool = False) -> str:
    """What a person typed or pasted, as a story may hold it: control characters out, white space trimmed."""
    rows = [
        "".join(c for c in row.replace("\t", " ") if model.is_plain(c)).strip() for row in (text or "").splitlines()
    ]
    return ("\n" if lines else " ").join(rows).strip()
