"""Which mentions the unit "mentions" counts: those of the chosen entities, else of the chosen countries, else all."""

import numpy as np

from steppe.corpus.focus import Focus
from steppe.corpus.layer import Layer, place_in
from steppe.corpus.match import Matched, hits


def mentions_in(matched: Matched, focus: Focus) -> np.ndarray:
    """How many mentions are counted in each matched sentence."""
    layer = matched.layer
    named = _chosen(layer, focus)
    if named is None:
        mentions = layer.array("sentences.mentions")
        return mentions if matched.is_all else mentions[matched.sentences]
    dimension, labels = named
    if len(matched) < layer.sentences // 64:
        return _mentions_in_few(matched, dimension, labels)
    number = np.zeros(layer.sentences, np.int32)
    for label in labels:
        sentences, n = hits(layer, dimension, label)
        number[sentences] += n
    return number if matched.is_all else number[matched.sentences]


def _mentions_in_few(matched: Matched, dimension: str, labels: list[int]) -> np.ndarray:
    rows = matched.sentences
    number = np.zeros(len(rows), np.int32)
    for label in labels:
        sentences, n = hits(matched.layer, dimension, label)
        if len(sentences):
            at = place_in(sentences, rows)
            at[at == len(sentences)] = 0
            number += np.where(sentences[at] == rows, n[at], 0)
    return number


def counted_rows(matched: Matched, focus: Focus) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the counted mentions, in reading order, and for each the place of its sentence among the matched."""
    layer = matched.layer
    rows, which = layer.mentions_of(matched.sentences)
    keep = is_counted(layer, focus, rows)
    return rows[keep], which[keep]


def is_counted(layer: Layer, focus: Focus, rows: np.ndarray) -> np.ndarray:
    """Which of some mentions are counted."""
    named = _chosen(layer, focus)
    if named is None:
        return layer.array("mentions.entity")[rows] > 0
    dimension, labels = named
    wanted = np.zeros(len(layer.vocabulary(dimension)), bool)
    wanted[labels] = True
    return wanted[layer.array(f"mentions.{dimension}")[rows]]


def _chosen(layer: Layer, focus: Focus) -> tuple[str, list[int]] | None:
    if focus.entities:
        return "entity", layer.vocabulary("entity").labels(focus.entities)
    if focus.countries:
        return "country", layer.vocabulary("country").labels(focus.countries)
    return None
