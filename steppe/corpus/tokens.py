"""The words of articles, cut as a search cuts them, on their way from the analysis to the index of words.

An article is cut once, where it is analysed; what comes of it is kept with its rows, so that a build that finds an
article unchanged need not read its text again. `steppe.corpus.words` says what the index is.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

WORD = re.compile(r"\w+")
BUFFERED = 1_000  # articles whose words are held until they are written together
# words : of an article's sentences, one after the other. counts : how many of them each sentence has.
WORDS_SCHEMA = pa.schema(
    [
        ("article_id", pa.string()),
        ("words", pa.list_(pa.dictionary(pa.int32(), pa.string()))),
        ("counts", pa.list_(pa.uint32())),
    ]
)


class Numbers(dict[str, int]):
    """Word to number, the next free one for a word not met before."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    if text.isascii():  # one call in place of one a word
        return WORD.findall(text.lower())
    return [word.casefold() for word in WORD.findall(text)]


def after_word(text: str, at: int) -> int:
    """`at`, or the end of the word that it cuts in two: a word belongs to where it starts."""
    while 0 < at < len(text) and WORD.match(text[at]) and WORD.match(text[at - 1]):
        at += 1
    return at


def sentence_words(text: str, start: int, end: int, sentences: Sequence[int]) -> Iterator[list[str]]:
    """The words of each sentence of a passage; together they are all the words of the passage.

    start, end : of the passage; sentences : where its sentences start, at least one, in order.
    """
    cuts = [start, *(after_word(text, at) for at in sentences[1:])]
    for first, last in zip(cuts, [*cuts[1:], end], strict=True):
        yield words_of(text[first:last])


def cut_articles(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> pa.Table:
    """The words of articles, given as rows of the tables; columns as in `WORDS_SCHEMA`."""
    starts: dict[str, list[int]] = {}
    for sentence in rows["sentences"]:
        starts.setdefault(sentence["passage_id"], []).append(sentence["start"])
    texts = {row["article_id"]: row["text"] for row in rows["articles"]}
    numbers = Numbers()
    words: dict[str, list[int]] = {article: [] for article in texts}
    counts: dict[str, list[int]] = {article: [] for article in texts}
    for passage in rows["passages"]:
        own = starts.get(passage["passage_id"])
        if own:
            article = passage["article_id"]
            for found in sentence_words(texts[article], passage["start"], passage["end"], own):
                words[article].extend(map(numbers.__getitem__, found))
                counts[article].append(len(found))
    ends = np.cumsum([0, *map(len, words.values())])
    coded = pa.DictionaryArray.from_arrays(
        pa.array([n for own in words.values() for n in own], pa.int32()), pa.array(list(numbers), pa.string())
    )
    columns = [
        pa.array(list(texts), pa.string()),
        pa.ListArray.from_arrays(pa.array(ends, pa.int32()), coded),
        pa.array(list(counts.values()), pa.list_(pa.uint32())),
    ]
    return pa.Table.from_arrays(columns, schema=WORDS_SCHEMA)


class WordSpool:
    """The words of articles, numbered, on disk in the order in which they came.

    folder : of its own; whoever made it removes it.
    `numbers` has all words once they are read.
    """

    def __init__(self, folder: Path) -> None:
        self.numbers = Numbers()
        self._folder = folder
        self._files = {name: (folder / name).open("wb") for name in ("words", "counts")}
        self._at: dict[str, int] = {}  # article -> its place among those added
        self._held: list[pa.RecordBatch] = []
        self._written = 0  # articles that are on disk
        self._ends = {"words": array("q", [0]), "counts": array("q", [0])}  # where each article's end, after a 0

    def add(self, table: pa.Table) -> None:
        """Take the words of some articles; columns as in `WORDS_SCHEMA`. They go to disk with others."""
        self._held.extend(table.combine_chunks().to_batches())
        for article in table.column("article_id").to_pylist():
            self._at[article] = len(self._at)
        if len(self._at) - self._written >= BUFFERED:
            self._flush()

    def _flush(self) -> None:
        # Batches share most of their words, which are looked up once for all that are held.
        each = [batch.column("words").flatten() for batch in self._held]
        coded = pa.chunked_array(each, each[0].type).unify_dictionaries().chunks if each else []
        own = coded[0].dictionary.to_pylist() if coded else []
        numbers = np.fromiter(map(self.numbers.__getitem__, own), "<i4", len(own))
        for batch, words in zip(self._held, coded, strict=True):
            self._write("words", batch, numbers[words.indices.to_numpy()])
            self._write("counts", batch, batch.column("counts").flatten().to_numpy().astype("<u4"))
        self._held.clear()
        self._written = len(self._at)

    def _write(self, name: str, batch: pa.RecordBatch, values: np.ndarray) -> None:
        self._files[name].write(values.tobytes())
        lengths = batch.column(name).value_lengths().to_numpy()
        self._ends[name].extend((self._ends[name][-1] + np.cumsum(lengths, dtype=np.int64)).tolist())

    def close(self) -> None:
        """Let go of the files; nothing is added afterwards."""
        self._held.clear()
        for file in self._files.values():
            file.close()

    def __len__(self) -> int:
        """How many articles were added."""
        return len(self._at)

    def read(self, article_ids: Iterable[str]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Numbers of the words, and words in each sentence, of articles in the order asked for."""
        self._flush()
        self.close()
        words, counts = self._map("words", "<i4"), self._map("counts", "<u4")
        word_ends, count_ends = self._ends["words"], self._ends["counts"]
        for article in article_ids:
            at = self._at[article]
            yield words[word_ends[at] : word_ends[at + 1]], counts[count_ends[at] : count_ends[at + 1]]

    def _map(self, name: str, dtype: str) -> np.ndarray:
        return np.memmap(self._folder / name, dtype, "r") if self._ends[name][-1] else np.zeros(0, dtype)
