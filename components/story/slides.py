"""A story on the wall: one view at a time over the whole screen, by keyboard, by clicker and by hand.

What is opened over a slide is either a claim (or the slide's own number), named by the query parameter `open`; or the
mark that was clicked, which is the dashboard's selection, as on every page. Escape closes both. Where the presentation
is, and how it moves, is `components.story.place`.
"""

from dataclasses import replace

import streamlit as st

from components import cache
from components.counting import number_of
from components.drawings import DRAWINGS
from components.evidence import NAME as EVIDENCE
from components.evidence import passage_html, show_evidence
from components.links import link_to
from components.paging import turn_page
from components.panels import panel, show_empty
from components.safe_html import as_label, escape
from components.sized_drawings import Size, show_drawing
from components.story.model import CLAIM_LENGTH, SENTENCES, Claim, Story, StoryView, focus_of
from components.story.place import WHOLE, Place, close, go, open_over, step, take_counted, toggle_code
from components.story.qr import qr_image
from components.story.steps import take_steps
from components.view import View
from components.wording import describe
from steppe.corpus import Focus, passages

STORY_PAGE = "components/views/story.py"
SPEAKING = Size(height=480, width=690, type=23, labels=365, rows=10, enlarged=1.5)  # beside claims
ALONE = Size(height=500, width=1280, type=24, labels=420, rows=10, enlarged=1.5)
PASSAGES = 2  # of the evidence at once, in type for the last row


def opened_focus(slide: StoryView, asked: str, clicked: Focus) -> Focus | None:
    """Whose sentences stand over the slide; None where nothing is opened.

    asked : what the place has opened.
    clicked : the dashboard's selection, which a click on a mark has set; it narrows the slide's own.
    """
    if not clicked.is_empty:
        return narrowed(focus_of(slide), clicked)
    if asked == WHOLE:
        return focus_of(slide)
    if asked.isascii() and asked.isdigit() and 1 <= int(asked) <= len(slide.claims):
        return focus_of(slide.claims[int(asked) - 1])
    return None


def _claimed(slide: StoryView, asked: str, clicked: Focus) -> str:
    """The text of the claim that is opened; "" where it is no claim that is opened."""
    opened = clicked.is_empty and asked not in ("", WHOLE)
    return slide.claims[int(asked) - 1].text if opened else ""


def narrowed(focus: Focus, clicked: Focus) -> Focus:
    """A selection with what was clicked in place of its own choice in the same dimension; its unit stays."""
    return replace(focus, **{name: value for name, value in vars(clicked).items() if value and name != "unit"})


def show_story(view: View, story: Story, place: Place) -> None:
    """The slide of a story that the place names."""
    slide = story.views[place.slide - 1]
    opened = opened_focus(slide, place.opened, view.focus)
    with st.container(key="wall"):
        _show_head(view, slide, opened)
        _show_stage(view, slide, place)
        _show_foot(view, slide, place.slide, len(story.views))
    _show_keys(len(story.views), opened)
    if opened is not None:
        _show_opened(view, opened, _claimed(slide, place.opened, view.focus))
    elif place.code:
        _show_code(view, slide)


def _show_head(view: View, slide: StoryView, opened: Focus | None) -> None:
    note = escape(slide.note).replace("\n", "<br>")
    long = " long" if len(slide.note) > 200 else ""
    st.html(
        f'<div class="slide-head"><div><h1>{escape(slide.title)}</h1>'
        f'<p class="slide-note{long}">{note}</p></div>{code_html(_link(view, slide, opened))}</div>'
    )


def _link(view: View, slide: StoryView, opened: Focus | None) -> str:
    return link_to(view.corpus, focus_of(slide) if opened is None else opened, page=slide.page)


def code_html(link: str) -> str:
    """The QR code of a link as an image; nothing where the link is too long for one."""
    try:
        return f'<img class="qr" src="{qr_image(link)}" alt="QR code: this view on your own screen">'
    except ValueError:
        return ""


def _show_stage(view: View, slide: StoryView, place: Place) -> None:
    shown = replace(view, focus=_drawn_focus(slide, view.focus))
    with st.container(key="slide-stage"):
        if slide.drawing == SENTENCES:
            if slide.claims:
                with st.container(key="slide-cards"):
                    _show_claims(view, slide, place)
            else:
                _show_sentences(shown, slide)
            return
        key = f"slide-{place.slide}-{slide.drawing}"
        if not slide.claims:
            with panel("slide-drawing"):
                show_drawing(shown, slide.drawing, ALONE, key=key)
            return
        left, right = st.columns([57, 43], gap="large", vertical_alignment="center")
        with left, panel("slide-drawing"):
            show_drawing(shown, slide.drawing, SPEAKING, key=key)
        with right, st.container(key="slide-claims"):
            _show_claims(view, slide, place)


def _drawn_focus(slide: StoryView, clicked: Focus) -> Focus:
    """The slide's own selection; with what was clicked where that is a mark of the slide's drawing, to outline it."""
    chosen = set(clicked.to_parameters()) - {"unit"}
    marks = set() if slide.drawing == SENTENCES else set(DRAWINGS[slide.drawing].marks)
    return narrowed(focus_of(slide), clicked) if chosen and chosen <= marks else focus_of(slide)


def _show_claims(view: View, slide: StoryView, place: Place) -> None:
    units = sorted({focus_of(claim).unit for claim in slide.claims})
    st.html(f'<div class="slide-unit">{escape(", ".join(units).capitalize())}</div>')
    for number, claim in enumerate(slide.claims, 1):
        st.button(
            claim_label(claim, cache.total(view.corpus, focus_of(claim))),
            key=f"claim-{place.slide}-{number}",
            type="primary" if place.opened == str(number) else "tertiary",
            on_click=open_over,
            args=(str(number),),
            shortcut=str(number),
            width="stretch",
            wrap=True,
        )


def claim_label(claim: Claim, now: int) -> str:
    """A claim with its number, and the number it had where that was another: "**31** Kazakhstan leads (was 24)"."""
    was = as_label(f"(was {claim.total:,})") if claim.total is not None and claim.total != now else ""
    return f"**{now:,}** {as_label(claim.text, limit=CLAIM_LENGTH)} {was}".strip()


def _show_sentences(view: View, slide: StoryView) -> None:
    """The passages that were picked, as many as fit on the wall; else the first that the selection opens."""
    found = passages(view.corpus, view.focus, limit=200 if slide.passages else PASSAGES)
    picked = [p for p in found if p.passage_id in slide.passages][:PASSAGES] or found[:PASSAGES]
    if not picked:
        show_empty("No sentence fits this view.", "The corpus holds none, or another one is open.")
    st.html("".join(f'<div class="on-the-wall">{passage_html(p)}</div>' for p in picked))


def _show_foot(view: View, slide: StoryView, number: int, slides: int) -> None:
    focus = focus_of(slide)
    now = cache.total(view.corpus, focus)
    with st.container(key="slide-foot", horizontal=True, vertical_alignment="center", gap="small"):
        for name, by, icon in (("Back", -1, "arrow_back"), ("Next", 1, "arrow_forward")):
            st.button(
                name,
                key=f"slide-{name.lower()}",
                on_click=step,
                args=(by, slides),
                disabled=not 1 <= number + by <= slides,
                icon=f":material/{icon}:",
                icon_position="left" if name == "Back" else "right",
                type="tertiary",
            )
        share = f"{100 * number / slides:.0f}%"
        st.html(
            f'<div class="slide-progress" role="status">{number} of {slides}'
            f'<span><i style="width:{share}"></i></span></div>',
            width="content",
        )
        was = f", was {slide.total:,}" if slide.total is not None and slide.total != now else ""
        st.button(
            as_label(f"{describe(focus, now, view.labels)}{was}", limit=90),
            key="slide-sentences",
            icon=":material/format_quote:",
            on_click=open_over,
            args=(WHOLE,),
            type="tertiary",
        )
        st.button("Code", key="slide-code-button", icon=":material/qr_code_2:", on_click=toggle_code, type="tertiary")
        st.page_link(STORY_PAGE, label="Leave", icon=":material/close_fullscreen:")


def _show_keys(slides: int, opened: Focus | None) -> None:
    """Keys that have no button on the slide: those of a clicker and of a hurried speaker."""
    further = (turn_page, (EVIDENCE, 1)) if opened is not None else (open_over, (WHOLE,))
    keys = {
        "Home": (go, (1,)),
        "End": (go, (slides,)),
        "Down": further,
        "Up": (turn_page, (EVIDENCE, -1)),
        "Q": (toggle_code, ()),
    }
    if opened is None:
        keys["Esc"] = (close, ())
    with st.container(key="slide-keys"):
        take_steps(lambda: take_counted(slides))
        for key, (function, arguments) in keys.items():
            st.button(key, key=f"slide-key-{key}", on_click=function, args=arguments, shortcut=key)


def _show_opened(view: View, opened: Focus, claimed: str) -> None:
    with st.container(key="slide-opened"):
        with st.container(key="slide-opened-head", horizontal=True, vertical_alignment="center", gap="small"):
            words = claimed or describe(opened, cache.total(view.corpus, opened), view.labels)
            st.html(f"<h2>{escape(words)}</h2>")
            st.button("Back to the slide", key="slide-close", icon=":material/close:", on_click=close, shortcut="Esc")
        show_evidence(view.corpus, opened, per_page=PASSAGES)


def _show_code(view: View, slide: StoryView) -> None:
    total = number_of(cache.total(view.corpus, focus_of(slide)), focus_of(slide).unit)
    with st.container(key="slide-code-large"):
        words = f"{escape(slide.title)}<br><span>{escape(total)}, on your own screen</span>"
        st.html(f'{code_html(_link(view, slide, None))}<p class="slide-code-words">{words}</p>')
        st.button("Close", key="slide-code-close", icon=":material/close:", on_click=close, type="tertiary")
