"""A story, one view at a time over the whole screen."""

import streamlit as st

from components.panels import show_empty
from components.shell import current_view
from components.story import shelf
from components.story.place import declare_place
from components.story.slides import STORY_PAGE, show_story

story = shelf.story_shown()
place = declare_place([len(kept.claims) for kept in story.views] if story else [])
problem = shelf.take_notice()
shelf.carry_story()
if problem:
    st.toast(problem, icon=":material/link_off:", duration="long")
if story is None or not story.views:
    show_empty("There is no view in the story yet.", "Keep some with “Add to story” on any page, then present.")
    st.page_link(STORY_PAGE, label="To the story", icon=":material/arrow_back:")
else:
    show_story(current_view(), story, place)
