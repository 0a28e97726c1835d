"""Add to story, on every page that shows a selection."""

import streamlit as st

from components import cache
from components.drawings import DRAWINGS as REGISTRY
from components.links import current_page
from components.story import model, shelf
from components.story.model import SENTENCES, Story, StoryError, StoryView
from components.view import View
from components.wording import describe

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


def drawings_of(page: str) -> tuple[str, ...]:
    """The drawings of a page, its own first, the sentences last."""
    return (*OF_PAGE.get(page, ()), SENTENCES)


def show_add(view: View) -> None:
    """The door *Add to story*. What is behind it is built when it is opened."""
    door = st.popover(
        "Add to story", icon=":material/playlist_add:", type="tertiary", key="add-to-story", on_change="rerun"
    )
    if door.open:
        with door:
            _show_form(view)


def _show_form(view: View) -> None:
    page = current_page()
    total = cache.total(view.corpus, view.focus)
    words = describe(view.focus, total, view.labels)[: model.TITLE_LENGTH]
    names = drawing_names()
    with st.form("add-form", border=False, enter_to_submit=False):
        # A title of its own for each selection: the field is another one wherever the words are others.
        title = st.text_input("Title", value=words, max_chars=model.TITLE_LENGTH, key=f"add-title-{page}-{words}")
        note = st.text_area("Note", max_chars=model.NOTE_LENGTH, height=90, key=f"add-note-{page}-{words}")
        drawing = st.radio("Show", drawings_of(page), format_func=lambda d: names[d], key=f"add-drawing-{page}")
        if st.form_submit_button("Add", type="primary"):
            kept = StoryView(
                page=page,
                drawing=str(drawing),
                parameters=model.parameters_of(view.focus),
                title=tidy(title) or words,
                note=tidy(note, lines=True),
                total=total,
            )
            _add(view, kept)


def _add(view: View, kept: StoryView) -> None:
    story = shelf.own_story() or Story("My story", view.corpus.fingerprint)
    try:
        story = model.added(story, kept)
    except StoryError as error:
        st.warning(f"{error.what} {error.advice}")
        return
    shelf.keep(story)
    st.toast(f"Kept as view {len(story.views)}. The page Story has them all.", icon=":material/playlist_add_check:")


def tidy(text: str | None, *, lines: bool = False) -> str:
    """What a person typed or pasted, as a story may hold it: control characters out, white space trimmed."""
    rows = [
        "".join(c for c in row.replace("\t", " ") if model.is_plain(c)).strip() for row in (text or "").splitlines()
    ]
    return ("\n" if lines else " ").join(rows).strip()
