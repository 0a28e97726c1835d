"""The yardstick: a Streamlit page with one pydeck map, one Altair chart, and one line that answers a click."""

import altair as alt
import pandas as pd
import pydeck as pdk
import streamlit as st

table = pd.DataFrame({"name": ["a", "b", "c", "d", "e"], "n": [5, 4, 3, 2, 1]})
square = [[60, 40], [70, 40], [70, 50], [60, 50], [60, 40]]
layer = pdk.Layer("PolygonLayer", [{"polygon": square}], id="square", get_polygon="polygon", pickable=True)
view = pdk.ViewState(latitude=45, longitude=65, zoom=3)
st.pydeck_chart(pdk.Deck(layers=[layer], initial_view_state=view, map_provider=None))
picked = alt.selection_point(name="picked", fields=["name"])
chart = alt.Chart(table).mark_bar().encode(x="n:Q", y="name:N").add_params(picked)
event = st.altair_chart(chart, on_select="rerun", key="bars")
names = [row["name"] for row in event["selection"].get("picked", [])]
with st.container(key="answer"):
    st.text(f"chosen: {', '.join(names) or 'nothing'}")
