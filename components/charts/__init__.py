"""Table -> chart. Pure: no Streamlit call."""
