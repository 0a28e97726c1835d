"""The model's named entities, found as spaCy's own greedy decoder finds them, several times as fast.

spaCy 3.8 decodes word by word and asks for each of 73 moves whether it is allowed; each answer takes and gives back
the interpreter lock, which costs more than the network itself. Outside an entity the scores of a word's moves depend on
the word alone, and inside one on the word and where the entity began. So here all words of a batch are scored at once
as if outside, and then only the candidates that begin an entity are followed, all together, to their ends.

`spacy/pipeline/_parser_internals/ner.pyx` has the rules for which moves are allowed.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import minibatch

NAME = "fast_entities"
FEATURES = 3  # the word, the first word of the open entity, the word before
NONE = -1
Numbers = np.ndarray[Any, np.dtype[np.int64]]
Scores = np.ndarray[Any, np.dtype[np.float32]]


class FastEntities:
    """Sets `doc.ents` with the network of a spaCy `EntityRecognizer`; documents must have no entities yet."""

    def __init__(self, recogniser: Any) -> None:
        self._model = recogniser.model
        moves = recogniser.moves  # its `move_names` leave out a move ("U-") that has a column all the same
        column = {moves.get_class_name(number): number for number in range(moves.n_moves)}
        self._labels = sorted(move[2:] for move in column if move[:2] == "B-")
        self._begin, self._inside, self._last = (
            np.array([column[f"{kind}-{label}"] for label in self._labels]) for kind in "BIL"
        )
        self._unit = np.array([column[f"U-{label}"] for label in self._labels])
        self._out = column["O"]
        self._label_of = {int(c): n for columns in (self._begin, self._unit) for n, c in enumerate(columns)}

    @staticmethod
    def can_replace(recogniser: Any) -> bool:
        """Whether the recogniser is of the kind whose decoding is written out here."""
        model = recogniser.model
        return bool(
            recogniser.cfg.get("beam_width", 1) == 1
            and model.attrs["has_upper"]
            and not model.attrs["unseen_classes"]
            and model.get_ref("lower").get_dim("nF") == FEATURES
        )

    def __call__(self, doc: Doc) -> Doc:
        self.annotate([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Annotate a stream of documents, a batch at a time."""
        for batch in minibatch(docs, batch_size):
            yield from self.annotate(batch)

    def annotate(self, docs: Sequence[Doc]) -> Sequence[Doc]:
        """Set the entities of the documents."""
        words = sum(len(doc) for doc in docs)
        if not words:
            return docs
        network = self._model.predict(docs)
        moves, ends = self._decode(network, docs, words)
        network.clear_memory()
        first = 0
        for doc in docs:
            doc.set_ents(list(self._spans(doc, first, moves, ends)), default="outside")
            first += len(doc)
        return docs

    def _decode(self, network: Any, docs: Sequence[Doc], words: int) -> tuple[Numbers, Numbers]:
        """For each word the best move outside entities, and where an entity that begins there would end."""
        space = np.concatenate([doc.to_array([IS_SPACE]).reshape(-1) for doc in docs]).astype(bool)
        must_end = np.ones(words, bool)  # the last word of a document, or of a sentence
        starts = np.concatenate([doc.to_array([SENT_START]).reshape(-1) for doc in docs]).astype(np.int64)
        must_end[:-1] = starts[1:] == 1
        must_end[np.cumsum([len(doc) for doc in docs]) - 1] = True

        alone = np.full((words, FEATURES), NONE, "i")
        alone[:, 0] = np.arange(words)
        scores = _score(network, alone)
        allowed = np.full_like(scores, -np.inf)
        allowed[:, self._out] = scores[:, self._out]
        allowed[:, self._unit] = np.where(space[:, None], -np.inf, scores[:, self._unit])
        cannot_begin = (space | must_end)[:, None]
        allowed[:, self._begin] = np.where(cannot_begin, -np.inf, scores[:, self._begin])
        moves = allowed.argmax(axis=1)
        return moves, self._follow(network, moves, must_end)

    def _follow(self, network: Any, moves: Numbers, must_end: Any) -> Numbers:
        """Where each entity ends that begins at some word: the position after its last word."""
        ends = np.zeros(len(moves), np.int64)
        first = np.flatnonzero(np.isin(moves, self._begin))
        label = np.array([self._label_of[int(move)] for move in moves[first]], np.int64)
        here = first + 1
        while len(first):
            scores = _score(network, np.stack([here, first, here - 1], axis=1).astype("i"))
            rows = np.arange(len(first))
            inside, last = self._inside[label], self._last[label]
            at_inside, at_last = scores[rows, inside], scores[rows, last]
            # Of equal scores spaCy takes the move that comes first.
            closes = must_end[here] | (at_last > at_inside) | ((at_last == at_inside) & (last < inside))
            ends[first[closes]] = here[closes] + 1
            first, label, here = first[~closes], label[~closes], here[~closes] + 1
        return ends

    def _spans(self, doc: Doc, offset: int, moves: Numbers, ends: Numbers) -> Iterator[Span]:
        at = 0
        for start in np.flatnonzero(moves[offset : offset + len(doc)] != self._out).tolist():
            if start < at:
                continue  # inside the entity before
            at = max(start + 1, int(ends[offset + start]) - offset)
            yield Span(doc, start, at, label=self._labels[self._label_of[int(moves[offset + start])]])


def _score(network: Any, features: Any) -> Scores:
    """Scores of all moves (columns) for states given by their feature words (rows); -1 is no word."""
    scores: Scores = network.vec2scores.predict(network.state2vec.predict(features))
    return scores


@Language.factory(NAME)
def make_fast_entities(nlp: Language, name: str) -> FastEntities:
    """From the pipeline's own recogniser, which need not be enabled."""
    return FastEntities(nlp.get_pipe("ner"))


@Language.component("space_labels", assigns=["token.tag", "token.dep"])
def label_space(doc: Doc) -> Doc:
    """Label white space as spaCy's attribute ruler does: all of what that does that the analysis reads.

    The rest (coarse parts of speech, morphology) takes a sixth of the whole pipeline's time.
    """
    text = doc.text  # put together from the tokens each time it is asked for
    if any(map(str.isspace, text.replace(" ", ""))) or "  " in text or text[:1].isspace():
        for token in doc:
            if token.is_space:
                token.tag_ = "_SP"
                if token.dep_:
                    token.dep_ = "dep"
    return doc


__all__ = ["NAME", "FastEntities", "label_space"]
