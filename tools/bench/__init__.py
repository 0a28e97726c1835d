"""Measure speed and memory beside a bare Streamlit page and beside stock spaCy, in one run."""
