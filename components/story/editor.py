"""The Story page: what is kept, in its order, with its words; opened from a file or a link and saved again."""

from dataclasses import replace

import streamlit as st

from components import cache
from components.links import link_to
from components.panels import panel, show_empty
from components.safe_html import as_label, escape
from components.story import model, place, shelf
from components.story.add import drawing_names, drawings_of, tidy
from components.story.changes import Change, counted_anew, find_changes
from components.story.model import Story, StoryError, StoryView, focus_of
from components.takeaway.menu import show_take_away
from components.view import View
from components.wording import describe
from steppe.corpus import Focus

PRESENT_PAGE = "components/views/present.py"
MIME = "application/json"
OPEN_DOOR, EDIT_DOOR = "story-open", "story-edit-{}"  # keys of the doors *Open*, and *Edit* of a view by its number


def show_story_bar(view: View, story: Story) -> None:
    """The story's title, and what can be done with it as a whole."""
    st.text_input(
        "Title of the story",
        value=story.title,
        max_chars=model.TITLE_LENGTH,
        key=f"story-title-{story.title}",
        on_change=_rename,
        args=(story, f"story-title-{story.title}"),
    )
    with st.container(key="story-bar", horizontal=True, vertical_alignment="center", gap="small"):
        if story.views:
            with st.container(key="story-present", width="content"):
                st.page_link(PRESENT_PAGE, label="Present", icon=":material/slideshow:")
            st.download_button(
                "Save as a file",
                data=model.to_json(story),
                file_name="story.json",
                mime=MIME,
                on_click="ignore",
                icon=":material/download:",
                key="story-save",
            )
            _show_link(view, story)
        _show_open()
        st.button("New story", icon=":material/note_add:", key="story-new", on_click=_begin, args=(view,))
        show_take_away(view)


def _rename(story: Story, key: str) -> None:
    title = tidy(st.session_state.get(key))
    if title:
        shelf.keep(replace(story, title=title))


def _begin(view: View) -> None:
    place.to_the_start()
    shelf.keep(Story("My story", view.corpus.fingerprint))


def _show_link(view: View, story: Story) -> None:
    with st.popover("Copy link", icon=":material/link:", key="story-link"):
        code = shelf.address_of(story)
        if code:
            st.caption("The whole story as a link. Whoever opens it can present it and change a copy.")
            st.code(link_to(view.corpus, Focus(), page="present", story=code), language=None, wrap_lines=True)
        else:
            st.caption(f"This story is too long for a link ({model.LINK_LENGTH} characters). Send it as a file.")


def _show_open() -> None:
    door = st.popover("Open", icon=":material/folder_open:", key=OPEN_DOOR, on_change="rerun")
    if not door.open:
        return
    with door:
        st.file_uploader("A story saved before", type="json", key="story-file", on_change=_open_file, max_upload_size=1)
        for name in shelf.names():
            st.button(
                as_label(shelf.shipped(name).title),
                key=f"story-shipped-{name}",
                icon=":material/auto_stories:",
                type="tertiary",
                on_click=_open_shipped,
                args=(name,),
                help="Comes with this Steppe",
            )


def _open_shipped(name: str) -> None:
    _open(shelf.shipped(name))


def _open(story: Story) -> None:
    shelf.keep(story)
    place.to_the_start()
    st.session_state[OPEN_DOOR] = False


def _open_file() -> None:
    given = st.session_state.get("story-file")
    if given is None:
        return
    try:
        _open(model.from_json(_decoded(given.getvalue())))
    except StoryError as error:
        st.session_state[OPEN_DOOR] = False  # it would cover what is said about the file
        st.session_state[shelf.NOTICE] = f"{given.name}: {error.what} {error.advice}"


def _decoded(data: bytes) -> str:
    if len(data) > model.MOST_BYTES:
        raise StoryError(f"The file is larger than {model.MOST_BYTES // 1024} KB.", advice=model.PICK_ANOTHER)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StoryError("The file is not text in UTF-8.", advice=model.PICK_ANOTHER) from error


# -- what changed ------------------------------------------------------------------------------------------------------


def show_changes(view: View, story: Story) -> None:
    """Whether the story's numbers are still those of the corpus: nothing where they are, else a line for each."""
    changes = find_changes(story, lambda focus: cache.total(view.corpus, focus))
    other = story.corpus != view.corpus.fingerprint
    if not other and not changes:
        return
    with panel("story-changes"):
        kept = f"Kept on corpus {story.corpus}, opened on {view.corpus.fingerprint}." if other else ""
        found = changes_in_words(changes, sum(1 + len(v.claims) for v in story.views))
        st.html(f'<div class="notice" role="status">{escape(f"{kept} {found}".strip())}</div>')
        if changes:
            rows = "".join(
                f"<tr><td>{c.view}. {escape(c.what)}</td><td>{c.was:,}</td><td>{c.now:,}</td></tr>" for c in changes
            )
            st.html(f'<table class="quiet"><tr><th>View</th><th>was</th><th>now</th></tr>{rows}</table>')
        st.button(
            "Keep today’s numbers", key="story-renew", icon=":material/update:", on_click=_renew, args=(view, story)
        )


def changes_in_words(changes: list[Change], numbers: int) -> str:
    """How many of a story's numbers changed."""
    if not changes:
        return f"All {numbers} numbers of the story are the same."
    return f"{len(changes)} of the {numbers} numbers of the story changed:"


def _renew(view: View, story: Story) -> None:
    shelf.keep(counted_anew(story, lambda focus: cache.total(view.corpus, focus), view.corpus.fingerprint))


# -- the views ---------------------------------------------------------------------------------------------------------


def show_views(view: View, story: Story) -> None:
    """Every view of the story, with its way up, down, out and on."""
    if not story.views:
        show_empty(
            "No view in the story yet.",
            "On any page, choose what to look at and press “Add to story”. Or open a story from a file.",
        )
    for number, kept in enumerate(story.views):
        with st.container(key=f"story-view-{number}", border=True, gap="xsmall"):
            text, actions = st.columns([64, 36], gap="medium", vertical_alignment="center")
            with text:
                st.html(_view_html(view, kept, number))
            with (
                actions,
                st.container(
                    key=f"story-actions-{number}",
                    horizontal=True,
                    gap="xsmall",
                    horizontal_alignment="right",
                    vertical_alignment="center",
                ),
            ):
                _show_actions(view, story, number)


def _view_html(view: View, kept: StoryView, number: int) -> str:
    focus = focus_of(kept)
    now = cache.total(view.corpus, focus)
    was = f" (was {kept.total:,})" if kept.total is not None and kept.total != now else ""
    counted = [(cache.total(view.corpus, focus_of(claim)), claim) for claim in kept.claims]
    claims = "".join(f"<li><b>{n:,}</b>{escape(claim.text)}</li>" for n, claim in counted)
    note = f"<p>{escape(kept.note)}</p>" if kept.note else ""
    return (
        f'<div class="story-view"><h3><span>{number + 1}</span>{escape(kept.title)}</h3>{note}'
        f"{f'<ul>{claims}</ul>' if claims else ''}"
        f'<div class="meta">{escape(drawing_names()[kept.drawing])} · '
        f"{escape(describe(focus, now, view.labels))}{was}</div></div>"
    )


def _show_actions(view: View, story: Story, number: int) -> None:
    kept, last = story.views[number], len(story.views) - 1
    for name, icon, step, at_end in (
        ("Up", "arrow_upward", -1, number == 0),
        ("Down", "arrow_downward", 1, number == last),
    ):
        st.button(
            name,
            icon=f":material/{icon}:",
            key=f"story-{name.lower()}-{number}",
            type="tertiary",
            disabled=at_end,
            on_click=_move,
            args=(story, number, step),
        )
    with st.popover(
        "Edit", icon=":material/edit:", type="tertiary", key=EDIT_DOOR.format(number), on_change="rerun"
    ) as door:
        if door.open:
            _show_edit(story, number)
    st.button(
        "Remove",
        icon=":material/delete:",
        key=f"story-remove-{number}",
        type="tertiary",
        on_click=_remove,
        args=(story, number),
    )
    st.link_button(
        "Look",
        link_to(view.corpus, focus_of(kept), page=kept.page),
        icon=":material/open_in_new:",
        type="tertiary",
        help="The view on its page, in another tab",
    )


def _move(story: Story, number: int, step: int) -> None:
    shelf.keep(model.moved(story, number, step))


def _remove(story: Story, number: int) -> None:
    shelf.keep(model.removed(story, number))


def _show_edit(story: Story, number: int) -> None:
    kept, names = story.views[number], drawing_names()
    offered = list(dict.fromkeys((kept.drawing, *drawings_of(kept.page))))
    fields = {part: f"edit-{part}-{number}-{kept.drawing}-{kept.title}" for part in ("title", "note", "drawing")}
    with st.form(f"edit-{number}", border=False, enter_to_submit=False):
        st.text_input("Title", value=kept.title, max_chars=model.TITLE_LENGTH, key=fields["title"])
        st.text_area("Note", value=kept.note, max_chars=model.NOTE_LENGTH, height=90, key=fields["note"])
        st.radio("Show", offered, format_func=lambda d: names[d], key=fields["drawing"])
        st.form_submit_button("Keep", type="primary", on_click=_edit, args=(story, number, fields))


def _edit(story: Story, number: int, fields: dict[str, str]) -> None:
    """Keep what the form says of a view, and close its door."""
    kept = story.views[number]
    title, note, drawing = (st.session_state.get(fields[part]) for part in ("title", "note", "drawing"))
    changed = {"title": tidy(title) or kept.title, "note": tidy(note, lines=True), "drawing": drawing or kept.drawing}
    shelf.keep(model.replaced(story, number, **changed))
    st.session_state[EDIT_DOOR.format(number)] = False
