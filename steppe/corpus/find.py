"""Find what can be chosen by what it is called: names and aliases, titles, outlets."""

from collections.abc import Collection
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from steppe.corpus.layer import Layer
from steppe.corpus.read import Corpus

Findable = Literal["entity", "article", "outlet"]


def find_keys(
    corpus: Corpus, dimension: Findable, text: str, *, limit: int = 10, types: Collection[str] = ()
) -> list[str]:
    """Keys of what is called so: what is called exactly so first, then what holds every word of `text`.

    Letter case does not count, and parts of words do ("toka" finds Tokayev). Entities are ordered by mentions, outlets
    by articles, articles newest first.

    types : of entities, only those of these types; none takes all.
    """
    words = text.split()
    if not words:
        return []
    found: dict[str, tuple[bool, int]] = {}
    for layer in corpus.layers:
        called = _called(layer, dimension)
        mask = np.ones(len(layer.vocabulary(dimension)) - 1, bool)
        for word in words:
            mask &= _any(called, pc.match_substring(called[0], word, ignore_case=True), len(mask))
        exact = _any(called, pc.equal(pc.utf8_lower(called[0]), text.strip().lower()), len(mask))
        if dimension == "entity" and types:
            mask &= np.isin(layer.entity_types[0], layer.entity_types[1].labels(types))
        if dimension == "article" and layer.hidden is not None:
            mask &= ~layer.hidden
        weight = _weight(layer, dimension)
        labels = np.flatnonzero(mask)
        best = labels[np.lexsort((labels, -weight[labels], ~exact[labels]))[:limit]]
        for key, label in zip(layer.vocabulary(dimension).names(best + 1).to_pylist(), best.tolist(), strict=True):
            before = found.get(key, (False, 0))
            found[key] = (before[0] or bool(exact[label]), before[1] + int(weight[label]))
    return sorted(found, key=lambda key: (not found[key][0], -found[key][1], key))[:limit]


def _called(layer: Layer, dimension: Findable) -> tuple[pa.Array, np.ndarray | None]:
    """What the values of a dimension are called, and of which value each is; None where each has one name."""
    if dimension == "outlet":
        return layer.outlet[1].values, None
    return (layer.titles, None) if dimension == "article" else layer.entity_aliases


def _any(called: tuple[pa.Array, np.ndarray | None], hit: pa.BooleanArray, number: int) -> np.ndarray:
    """Of every value whether one of its names is hit."""
    hits: np.ndarray = hit.to_numpy(zero_copy_only=False)
    if called[1] is None:
        return hits
    found = np.zeros(number, bool)
    found[called[1][hits]] = True
    return found


def _weight(layer: Layer, dimension: Findable) -> np.ndarray:
    """Of every value how much there is of it."""
    if dimension == "entity":
        return np.diff(layer.hit_starts("entity"))[1:]
    if dimension == "outlet":
        return np.bincount(layer.outlet[0], minlength=len(layer.outlet[1]))[1:]
    return layer.reading
