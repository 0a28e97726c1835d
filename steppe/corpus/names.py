"""What keys are called, looked up one at a time: a corpus may hold a hundred thousand of them."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pyarrow as pa

from steppe.corpus.focus import UNKNOWN
from steppe.corpus.layer import Layer
from steppe.corpus.read import Corpus

COUNTRY = "country"


class Names(Mapping[str, str]):
    """Key to name of the keys that a corpus holds.

    A look-up and `in` cost the same however many there are. Going through all of them is of the size of the corpus:
    nothing that a page draws may.
    """

    def __init__(self, corpus: Corpus, dimension: str, name: Callable[[Layer, int], str | None]) -> None:
        """name : what the label of a layer is called; None where it has no name."""
        self._corpus, self._dimension, self._name = corpus, dimension, name

    def __getitem__(self, key: str) -> str:
        for layer in self._corpus.layers:
            for label in self._labels(layer, key):
                if (name := self._name(layer, label)) is not None:
                    return name
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and any(self._labels(layer, key) for layer in self._corpus.layers)

    def _labels(self, layer: Layer, key: str) -> list[int]:
        return layer.vocabulary(self._dimension).labels([key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._corpus.joint(self._dimension).vocabulary.values.to_pylist())

    def __len__(self) -> int:
        return len(self._corpus.joint(self._dimension).vocabulary.values)


def entity_names(corpus: Corpus) -> Names:
    """Entity id to name."""
    return Names(corpus, "entity", lambda layer, label: str(layer.entity_names[label - 1].as_py()))


def entity_types(corpus: Corpus) -> Names:
    """Entity id to type."""
    return Names(corpus, "entity", _type_of)


def _type_of(layer: Layer, label: int) -> str:
    kinds, vocabulary = layer.entity_types
    return str(vocabulary.values[int(kinds[label - 1]) - 1].as_py())


def article_titles(corpus: Corpus) -> Names:
    """Article id to title, else to the name of its file."""
    return Names(corpus, "article", _title_of)


def _title_of(layer: Layer, label: int) -> str:
    return str(layer.titles[label - 1].as_py())


def outlet_names(corpus: Corpus, unknown: str = UNKNOWN) -> Names:
    """Outlet to itself; `unknown` is what that of an article without one is called."""

    def name_of(layer: Layer, label: int) -> str:
        found = str(layer.outlet[1].values[label - 1].as_py())
        return unknown if found == UNKNOWN else found

    return Names(corpus, "outlet", name_of)


def types_present(corpus: Corpus) -> set[str]:
    """The types of entity that the corpus holds."""
    return {kind for layer in corpus.layers for kind in layer.entity_types[1].values.to_pylist()}


def countries_mapped(corpus: Corpus) -> list[str]:
    """ISO codes of the countries that counted mentions put on the map, sorted."""
    found: set[str] = set()
    for layer in corpus.layers:
        starts, countries = layer.hit_starts("country"), layer.vocabulary("country").values.to_pylist()
        found.update(code for label, code in enumerate(countries, 1) if starts[label + 1] > starts[label])
    return sorted(found)


def country_names(corpus: Corpus) -> dict[str, str]:
    """ISO code to what the corpus itself calls a country that it names."""
    found: dict[str, str] = {}
    for layer in reversed(corpus.layers):
        kinds, vocabulary = layer.entity_types
        rows = np.flatnonzero(np.isin(kinds, vocabulary.labels([COUNTRY])))
        codes = layer.tables["entities"].take(rows, ("country",))
        names = layer.entity_names.take(pa.array(rows)).to_pylist()
        found |= {code: name for (code,), name in zip(codes, names, strict=True) if code}
    return found
