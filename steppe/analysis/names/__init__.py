"""The names of an article: countries and places, persons, organisations, events and initiatives."""

from steppe.analysis.names.finder import NameFinder, load_finder

__all__ = ["NameFinder", "load_finder"]
