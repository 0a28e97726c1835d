"""Measures on data that is no part of this project, and of single steps of the analysis on the gold data."""
