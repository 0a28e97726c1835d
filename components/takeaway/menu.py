"""The one control *Take away* of a page, and the small one of a panel. Each opens a dialog; nothing is made before.

All that makes files is imported when the dialog opens, so that a page that is only read pays for one button.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from components.links import current_page, link_to
from components.panels import panel
from components.safe_html import as_label
from components.view import View, labels_of
from steppe.corpus import Corpus, Focus

if TYPE_CHECKING:
    from components.story.model import Story
    from components.takeaway.making import Made, Progress, Writer

PACK, CHART, ROWS, CORPUS = "Meeting pack", "Chart or map", "Sentences", "Corpus"
KINDS = (PACK, CHART, ROWS, CORPUS)
MADE = "takeaway-made"  # of each form: (what was asked for, the file that waits)
SHOWN = "takeaway-kind"
LARGE = 20_000  # rows above which a file is made aside, with progress
MOST_BYTES = 200 * 1024 * 1024  # of a corpus' tables, above which its package is left to the command line
HTML, PPTX = "text/html", "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def show_take_away(view: View) -> None:
    """The control of a page."""
    if st.button("Take away", key="take-away", icon=":material/download:", type="tertiary"):
        _open(view, PACK, None)


def of_drawing(view: View, drawing: str) -> Callable[[], None]:
    """The small control of a panel that shows a drawing."""
    return partial(_show_small, view, drawing)


def _show_small(view: View, drawing: str) -> None:
    if st.button("Take away", key=f"take-{drawing}", icon=":material/download:", type="tertiary", help="Take away"):
        _open(view, CHART, drawing)


def show_rows_door(corpus: Corpus, focus: Focus, help_text: str) -> None:
    """For evidence of many rows: opens the dialog where a file of them is made."""
    if st.button("CSV", key="evidence-csv-door", icon=":material/download:", type="tertiary", help=help_text):
        from components.region import load_region

        region = load_region()
        _open(View(corpus, region, focus, labels_of(corpus, region)), ROWS, None)


def _open(view: View, kind: str, drawing: str | None) -> None:
    for _, made in st.session_state.pop(MADE, {}).values():
        made.path.unlink(missing_ok=True)
    st.session_state[SHOWN] = kind
    _dialog(view, drawing)


@st.dialog("Take away", width="medium")
def _dialog(view: View, drawing: str | None) -> None:
    """What can be taken away of a view; a fragment, so that choosing in it draws no chart anew."""
    kind = st.segmented_control("What", KINDS, key=SHOWN, label_visibility="collapsed", required=True)
    with panel("take-away-body"):
        if kind == CHART:
            _show_chart(view, drawing)
        elif kind == ROWS:
            _show_rows(view)
        elif kind == CORPUS:
            _show_corpus(view)
        else:
            _show_pack(view)
    # A button that is pressed for a file loses the focus while that is made, and the dialog hears Escape no longer.
    if st.button("Close", key="takeaway-close", type="tertiary", shortcut="Esc"):
        st.rerun()


def _show_pack(view: View) -> None:
    from components.story.shelf import story_shown
    from steppe.takeaway.names import safe_file_name

    story = story_shown()
    scopes = ["This view"] + ([f"Story “{story.title}”"] if story and story.views else [])
    page = current_page()
    first = len(scopes) - 1 if page == "story" else 0
    scope = scopes[first]
    if len(scopes) > 1:
        scope = st.radio("Of", scopes, index=first, format_func=as_label, key=f"takeaway-scope-{page}")
    whole = story if story and scope != scopes[0] else None
    st.caption(
        "One file with the charts, the map, the sentences with their sources, the filters in words, the method and how "
        "accurate it was measured to be. It opens with no network."
    )
    asked = (view.corpus.fingerprint, str(whole or view.focus), page)
    title = f"steppe {whole.title if whole else page}"
    makers = (
        ("Web page (HTML), to read and print", "html", HTML),
        ("Slides (PPTX), to edit", "pptx", PPTX),
    )
    for words, extension, media in makers:
        name = safe_file_name(title, extension)
        _offer(words, name, media, _pack_writer(view, page, whole, extension), (*asked, extension))


def _pack_writer(view: View, page: str, story: "Story | None", extension: str) -> "Writer":
    def write(file: Any, progress: "Progress") -> None:
        from components.takeaway.content import pack_of_story, pack_of_view
        from components.takeaway.pack import pack_as_html
        from components.takeaway.slides import pack_as_pptx

        def report(what: str, done: int, of: int) -> None:
            progress(0.5 * done / max(1, of), what)

        pack = pack_of_story(view, story, progress=report) if story else pack_of_view(view, page, progress=report)
        progress(0.5, "drawing")
        file.write(pack_as_html(pack) if extension == "html" else pack_as_pptx(pack))

    return write


def _show_chart(view: View, drawing: str | None) -> None:
    from components.drawings import DRAWINGS
    from components.story.add import OF_PAGE
    from components.takeaway.prepared_drawings import files_of, prepare

    own = OF_PAGE.get(current_page(), ())
    choices = list(dict.fromkeys([*([drawing] if drawing in DRAWINGS else []), *own, *DRAWINGS]))
    chosen = st.selectbox("Drawing", choices, format_func=_name_of, key=f"takeaway-drawing-{drawing}")
    drawn = prepare(view, str(chosen))
    if drawn.table.empty:
        st.caption(drawn.missing)
        return
    with st.container(horizontal=True, gap="small"):
        for words, (name, media, made) in files_of(view, drawn).items():
            st.download_button(
                words, data=made, file_name=name, mime=media, on_click="ignore", key=f"takeaway-{chosen}-{words}"
            )
    st.caption("The selection and how to cite it are inside each file. Pictures are in light colours, for paper.")


def _name_of(drawing: str) -> str:
    from components.drawings import DRAWINGS

    return DRAWINGS[drawing].title


def _show_rows(view: View) -> None:
    from components.counting import number_of, stem_of_rows
    from components.takeaway import making
    from components.wording import describe
    from steppe.corpus import count
    from steppe.corpus.export import rows_as_csv
    from steppe.takeaway.annotations import MEDIA_TYPE
    from steppe.takeaway.names import safe_file_name
    from steppe.takeaway.provenance import provenance_of

    corpus, focus = view.corpus, view.focus
    total = count(corpus, focus)
    words = describe(focus, total, view.labels)
    about = provenance_of(corpus, "Evidence", words, link=link_to(corpus, focus))
    stem = stem_of_rows(total, focus.unit)
    asked = (corpus.fingerprint, str(focus))
    st.caption(f"{as_label(words, limit=300)}: every one a row, with its article, place and text.")
    csv_name = safe_file_name(stem, "csv")
    if total <= LARGE:
        st.download_button(
            f"Table (CSV), {number_of(total, focus.unit)}",
            data=lambda: rows_as_csv(corpus, focus, source=about.citation),
            file_name=csv_name,
            mime="text/csv",
            on_click="ignore",
            key="takeaway-rows-csv",
            width="stretch",
        )
    else:
        packed = making.zipped(csv_name, making.table(corpus, focus, total=total, source=about.citation))
        _offer("Table (CSV in a ZIP)", f"{csv_name}.zip", "application/zip", packed, (*asked, "csv"))
    rows = making.parquet(corpus, focus, total=total, provenance=about)
    name = safe_file_name(stem, "parquet")
    _offer("Table (Parquet), for data tools", name, "application/vnd.apache.parquet", rows, (*asked, "parquet"))
    marks, media = making.annotations(corpus, focus, provenance=about), MEDIA_TYPE
    name = safe_file_name(f"{stem} annotations", "jsonld")
    if total > LARGE:
        marks, name, media = making.zipped(name, marks), f"{name}.zip", "application/zip"
    _offer("Names, themes and quotes (W3C Web Annotations)", name, media, marks, (*asked, "jsonld"))


def _show_corpus(view: View) -> None:
    from steppe.takeaway.names import safe_file_name
    from steppe.takeaway.provenance import provenance_of

    about = provenance_of(view.corpus, "Corpus", "all of it", link=link_to(view.corpus, Focus()))
    st.caption(
        f"All of it, whatever is chosen: {as_label(about.articles, limit=200)}. A Frictionless data package: tables as "
        "CSV that say what each column means, the texts, and the annotations."
    )
    size = sum(part["bytes"] for p in view.corpus.packages for r in p["resources"] for part in r["parts"])
    if size > MOST_BYTES:
        st.caption(
            "It is too large to be made here. On a machine of your own: `python -m steppe export CORPUS --as package "
            "--out corpus.zip`."
        )
        return
    name = safe_file_name(f"steppe corpus {view.corpus.fingerprint}", "zip")
    asked = (view.corpus.fingerprint, "package")
    _offer("Data package (ZIP)", name, "application/zip", _package_writer(view), asked)


def _package_writer(view: View) -> "Writer":
    def write(file: Any, progress: "Progress") -> None:
        from steppe.takeaway.package import write_package
        from steppe.takeaway.provenance import provenance_of

        write_package(
            file,
            view.corpus,
            provenance=provenance_of(view.corpus, "Corpus", "all of it"),
            progress=lambda what, done, of: progress(done / of, what),
        )

    return write


def _offer(words: str, name: str, media: str, write: "Writer", asked: tuple[str, ...]) -> None:
    """A button that makes a file with progress, and in its place the file once it is made."""
    from components.takeaway.making import make

    form = asked[-1]
    waiting: dict[str, tuple[tuple[str, ...], Made]] = st.session_state.setdefault(MADE, {})
    place = st.empty()
    if waiting.get(form, ((), None))[0] != asked and place.button(words, key=f"takeaway-make-{form}", width="stretch"):
        bar = place.progress(0.0, "Making it …")
        made = make(name, media, write, progress=lambda part, what: bar.progress(part, f"Making it … {as_label(what)}"))
        if form in waiting:  # of another selection or story
            waiting[form][1].path.unlink(missing_ok=True)
        waiting[form] = (asked, made)
    if form in waiting and waiting[form][0] == asked:
        _show_made(place, waiting[form][1], form)


def _show_made(place: "st.delta_generator.DeltaGenerator", made: "Made", form: str) -> None:
    place.download_button(
        as_label(f"Save {made.name} ({made.size_in_words})", limit=120),
        data=lambda: made.path.open("rb"),
        file_name=made.name,
        mime=made.media,
        on_click="ignore",
        type="primary",
        icon=":material/download:",
        key=f"takeaway-save-{form}",
        width="stretch",
    )
