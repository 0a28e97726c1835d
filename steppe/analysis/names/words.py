"""Word lists in the code: written as running text, because that is how they are read and mended."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(text.split())
