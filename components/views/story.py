"""What is kept to be told: the views of a story, in their order."""

import streamlit as st

from components.panels import panel
from components.safe_html import as_label
from components.shell import current_view
from components.story import shelf
from components.story.editor import show_changes, show_story_bar, show_views
from components.story.model import Story

view = current_view()
story = shelf.story_shown() or Story("My story", view.corpus.fingerprint)
problem = shelf.take_notice()
shelf.carry_story()

st.html(
    '<h2 class="article-title">Story</h2><div class="meta">Views in an order, to be presented, sent and printed</div>'
)
if problem:
    st.warning(as_label(problem, limit=500), icon=":material/link_off:")
with panel("story-head"):
    show_story_bar(view, story)
show_changes(view, story)
with panel("story"):
    show_views(view, story)
