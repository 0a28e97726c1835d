"""Where stories are: the one that a visitor makes (in their session), and those that come with this Steppe."""

from itertools import chain

import streamlit as st

from components import cache
from components.directory import ROOT
from components.story import model
from components.story.model import Story, StoryError
from steppe.corpus.articles import article_facts

SHELF = ROOT / "stories"
KEPT = "story-kept"  # the visitor's story, as JSON: no object of ours outlives a reload of the code in a session
PARAMETER = "story"  # query parameter: a story in a link, or the name of one that comes with this Steppe
NOTICE = "story-notice"


def names() -> list[str]:
    """The stories that come with this Steppe: the names of their files in `stories/`."""
    return sorted(path.stem for path in SHELF.glob("*.json"))


def shipped(name: str) -> Story:
    """A story that comes with this Steppe.

    Raises
    ------
    StoryError : there is none of that name, or its file is damaged.
    """
    if name not in names():
        raise StoryError(f"There is no story “{name[:60]}” here.", advice="Choose one on the Story page.")
    return model.from_json((SHELF / f"{name}.json").read_text(encoding="utf-8"))


def own_story() -> Story | None:
    """The visitor's story; None where there is none yet."""
    kept = st.session_state.get(KEPT)
    return model.from_json(kept) if kept else None


def keep(story: Story) -> None:
    """Make this the visitor's story."""
    st.session_state[KEPT] = model.to_json(story)


def story_shown() -> Story | None:
    """The story of this session: the visitor's, else that of the link, else the first of this Steppe's that speaks of
    articles which are here.

    What is wrong with the link is left in the session for `take_notice`.
    """
    named = str(st.query_params.get(PARAMETER) or "")
    if named and KEPT not in st.session_state and st.session_state.get("story-tried") != named:
        st.session_state["story-tried"] = named
        try:
            keep(shipped(named) if named in names() else model.story_of_link(named))
        except StoryError as error:
            st.session_state[NOTICE] = f"{error.what} {error.advice}"
    return own_story() or next((story for story in map(shipped, names()) if _fits(story)), None)


def _fits(story: Story) -> bool:
    """Whether the corpus that is open has every article that a story speaks of."""
    corpus = cache.current_corpus()
    selections = [part for view in story.views for part in (view.parameters, *(c.parameters for c in view.claims))]
    named = chain.from_iterable(parameters.get("article", ()) for parameters in selections)
    return all(article_facts(corpus, article) for article in set(named))


def address_of(story: Story) -> str:
    """The story as the value of `PARAMETER`: its name where it is one of this Steppe's, else the story itself.

    "" where it is too long for a link.
    """
    for name in names():
        if shipped(name) == story:
            return name
    try:
        return model.link_of_story(story)
    except StoryError:
        return ""


def carry_story() -> None:
    """Keep the visitor's story in the address, where it is short enough: so it outlives a reload of the page."""
    story = own_story()
    code = address_of(story) if story else ""
    if code and st.query_params.get(PARAMETER) != code:
        st.query_params[PARAMETER] = code
    elif story and not code and PARAMETER in st.query_params:
        del st.query_params[PARAMETER]


def take_notice() -> str:
    """What went wrong when the story was opened; "" where nothing did. Told once."""
    return str(st.session_state.pop(NOTICE, ""))
