"""Heads of articles in every format, and what an annotator would read there."""
