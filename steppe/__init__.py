"""Steppe: news about Central Asia, counted so that every number opens its sentences."""

__version__ = "0.1.0"
