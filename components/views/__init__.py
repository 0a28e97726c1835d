"""Page scripts, listed in `components.registry`."""
