"""What a reader sees. With app.py the only place that imports Streamlit."""
