"""How: what is counted, by which rules, how well, and what it cannot do."""

import streamlit as st

from components.method import (
    show_accuracy,
    show_calibration,
    show_counting,
    show_ladder,
    show_limits,
    show_rules,
    show_versions,
)
from components.panels import panel
from components.share import METHOD, show_copy_link
from components.shell import current_view

view = current_view()
with st.container(key="method-head", horizontal=True, vertical_alignment="center", gap="small"):
    st.html('<h2 class="article-title">How the numbers are made</h2>', width="content")
    show_copy_link(view, words=METHOD, panels=False)

left, right = st.columns([56, 44], gap="large")
with left:
    with panel("counting"):
        show_counting()
    with panel("limits"):
        show_limits()
    with panel("ladder", "This corpus", "its units"):
        show_ladder(view)
    with panel("versions", "Made by"):
        show_versions(view)
with right:
    with panel("accuracy", "How well", "measured against articles annotated by hand"):
        show_accuracy()
    with panel("rules", "How names were found", "mentions by rule, and how sure the rule is"):
        show_rules(view)
        show_calibration()
