"""The index of words: where each word stands in the corpus, so that a search never reads the text.

Every word of every passage that holds sentences gets a place: words that follow each other in a passage have places
that do, and between passages lies a gap wider than any phrase, so that nothing is found across them. `words.parquet`
lists the words, sorted, with how often each occurs; `words.position` holds the places of the first word, then those of
the second, and so on; `sentences.word` the place at which each sentence starts. A prefix is then one slice, a phrase an
intersection of two.

Words are what `steppe.corpus.tokens.words_of` makes of a text; both sides of a search go through it.
"""

import shutil
import threading
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from steppe.corpus.search import MAX_SPAN, Term
from steppe.corpus.tokens import Numbers, WordSpool, sentence_words
from steppe.errors import CorpusError

GAP = MAX_SPAN + 1
CHUNK = 2_000_000  # words sorted at a time
SENTENCES_AT_A_TIME = 100_000
PLACES_AT_A_TIME = 1_024
MOST_PLACES = 2**31 - 1
WORDS = "words.parquet"
POSITIONS = "words.position.npy"


class WordIndex:
    """Where terms stand. `sentence_word` is the array of the index; places are as the module says."""

    def __init__(self, folder: Path, sentence_word: np.ndarray) -> None:
        # Opened now: what was opened stays readable when a new corpus takes this one's place.
        self._sentence_word = sentence_word
        self._words_file = pa.OSFile(str(folder / WORDS))
        self._places_file = (folder / POSITIONS).open("rb")
        version = np.lib.format.read_magic(self._places_file)
        if version != (1, 0):
            raise ValueError(f"{POSITIONS} is of version {version}")
        np.lib.format.read_array_header_1_0(self._places_file)
        self._places_start = self._places_file.tell()
        self._lock = threading.Lock()

    def _slice(self, first: int, last: int) -> np.ndarray:
        """Places number `first` to before `last`. Read, not mapped: what was searched does not stay resident."""
        with self._lock:
            self._places_file.seek(self._places_start + 4 * first)
            return np.frombuffer(self._places_file.read(4 * (last - first)), "<i4")

    @cached_property
    def _words(self) -> tuple[pa.Array, np.ndarray]:
        """The words, sorted, and where the places of each start."""
        table = pq.read_table(self._words_file, use_threads=False)
        counts = table.column("n").to_numpy()
        return table.column("word").combine_chunks(), np.concatenate([[0], np.cumsum(counts)])

    def frequencies(self) -> list[tuple[str, int]]:
        """Every word with how often it occurs, most first."""
        words, starts = self._words
        order = np.argsort(-np.diff(starts), kind="stable")
        return list(zip(words.take(pa.array(order)).to_pylist(), np.diff(starts)[order].tolist(), strict=True))

    def sentences_of(self, term: Term) -> np.ndarray:
        """The sentences in which a term's hits start, sorted, each once."""
        places = self._places(term)
        if not len(places):
            return np.zeros(0, np.int32)
        found = sentences_at(self._sentence_word, places)
        return found[np.concatenate([[True], found[1:] != found[:-1]])]

    def _places(self, term: Term) -> np.ndarray:
        each = [self._places_of(w, prefix=False) for w in term.words]
        if term.prefix:
            each[-1] = self._places_of(term.words[-1], prefix=True)
        if len(each) == 1:
            return each[0]
        if not all(map(len, each)):
            return each[0][:0]
        return _near(each, term.near) if term.near is not None else _in_a_row(each)

    def _places_of(self, word: str, *, prefix: bool) -> np.ndarray:
        """Where a word stands, or all words that begin so; sorted."""
        words, starts = self._words
        first = bisect_left(range(len(words)), word, key=lambda i: words[i].as_py())
        if not prefix:
            here = first < len(words) and words[first].as_py() == word
            return self._slice(int(starts[first]), int(starts[first + 1])) if here else np.zeros(0, "<i4")
        last = bisect_left(range(len(words)), True, first, key=lambda i: not words[i].as_py().startswith(word))
        found = self._slice(int(starts[first]), int(starts[last]))
        return found if last - first < 2 else np.sort(found)


def sentences_at(starts: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The sentence in which each of some sorted places lies: a stretch at a time, so that the cache holds it."""
    found = np.empty(len(places), np.int32)
    for at in range(0, len(places), PLACES_AT_A_TIME):
        some = places[at : at + PLACES_AT_A_TIME]
        first, last = np.searchsorted(starts, some[[0, -1]], side="right").tolist()
        found[at : at + len(some)] = np.searchsorted(starts[first:last], some, side="right") + (first - 1)
    return found


def _in_a_row(each: list[np.ndarray]) -> np.ndarray:
    """Places of the first word where all follow each other: the rarest word's places, thinned by each other's."""
    order = sorted(range(len(each)), key=lambda i: len(each[i]))
    places = each[order[0]] - order[0]
    for other in order[1:]:
        places = places[_is_in(places + other, each[other])]
    return places


def _near(each: list[np.ndarray], near: int) -> np.ndarray:
    """Starts of the stretches that hold every word and no more than `near` others."""
    rarest = min(each, key=len)
    reach = len(each) + near - 1
    firsts = []
    for places in each:  # only what stands within reach of the rarest word can start a stretch
        following = np.searchsorted(rarest, places - reach)
        within = following < len(rarest)
        firsts.append(places[within][np.abs(rarest[following[within]] - places[within]) <= reach])
    starts = np.sort(np.concatenate(firsts), kind="stable")
    starts = starts[np.diff(starts, prepend=-1) > 0]
    end = starts.copy()
    for places in each:
        following = np.searchsorted(places, starts)
        there = following < len(places)
        starts, end, following = starts[there], end[there], following[there]
        end = np.maximum(end, places[following])
    return starts[end - starts <= reach]


def _is_in(values: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Which values stand in sorted places."""
    at = np.searchsorted(places, values)
    at[at == len(places)] = 0
    return places[at] == values


def write_words(articles: Sequence[Path], folder: Path, cut: WordSpool | None = None) -> None:
    """Index the words of the articles (parts in order) whose passages and sentences are indexed in `folder`.

    cut : the words of these articles, where they were cut before; the index is the same without.

    Raises
    ------
    CorpusError : there are more words than places.
    """
    met = folder / "spill-words"
    met.mkdir()
    numbers = Numbers() if cut is None else cut.numbers
    found = _cut_texts(articles, folder, numbers) if cut is None else cut.read(_column(articles, "article_id"))
    counts = []
    with (met / "number").open("wb") as file:
        for words, in_sentences in found:
            file.write(words.tobytes())
            counts.append(in_sentences)
    starts = _place_sentences(folder, np.concatenate(counts) if counts else np.zeros(0, "<u4"), met / "position")
    np.save(folder / "sentences.word.npy", starts)
    occur = np.zeros(len(numbers), "<i8")
    for chunk in _chunks(met / "number"):
        occur += np.bincount(chunk, minlength=len(numbers))
    known = sorted(word for word, number in numbers.items() if occur[number])
    order = np.fromiter((numbers[word] for word in known), "<i8", len(known))
    rank = np.empty(len(numbers), "<i4")
    rank[order] = np.arange(len(known), dtype="<i4")
    n = occur[order]
    numbers.clear()
    _sort_positions(met, rank, n, folder / POSITIONS)
    pq.write_table(
        pa.table({"word": known, "n": n}, pa.schema([("word", pa.string()), ("n", pa.int64())])),
        folder / WORDS,
        compression="zstd",
    )
    shutil.rmtree(met)


def _cut_texts(articles: Sequence[Path], folder: Path, numbers: Numbers) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Numbers of the words, and words in each sentence, of each article in order."""
    passages = {c: np.load(folder / f"passages.{c}.npy") for c in ("article", "start", "end")}
    sentences = {c: np.load(folder / f"sentences.{c}.npy") for c in ("passage", "start")}
    firsts = np.searchsorted(sentences["passage"], np.arange(len(passages["start"]) + 1)).tolist()
    by_article = np.searchsorted(passages["article"], np.arange(_rows(articles) + 1)).tolist()
    for row, text in enumerate(_column(articles, "text")):
        words, counts = array("i"), array("I")
        for passage in range(by_article[row], by_article[row + 1]):
            own = sentences["start"][firsts[passage] : firsts[passage + 1]].tolist()
            if own:
                start, end = int(passages["start"][passage]), int(passages["end"][passage])
                for found in sentence_words(text, start, end, own):
                    words.extend(map(numbers.__getitem__, found))
                    counts.append(len(found))
        yield np.frombuffer(words, "<i4"), np.frombuffer(counts, "<u4")


def _place_sentences(folder: Path, counts: np.ndarray, positions: Path) -> np.ndarray:
    """The place at which each sentence starts; the place of each word goes to the file `positions`."""
    passage = np.load(folder / "sentences.passage.npy")
    if len(passage) != len(counts):
        raise ValueError(f"{len(counts):,} sentences were cut into words, of {len(passage):,}")
    before = np.cumsum(counts, dtype=np.int64) - counts
    gaps = np.cumsum(passage[1:] != passage[:-1], dtype=np.int64) * GAP
    starts = before + np.concatenate([np.zeros(min(1, len(passage)), np.int64), gaps])
    if len(starts) and starts[-1] + counts[-1] > MOST_PLACES:
        raise CorpusError(
            "There are more words than one corpus can index.", advice="Build several corpora and open them together."
        )
    with positions.open("wb") as file:
        for first in range(0, len(counts), SENTENCES_AT_A_TIME):
            some = slice(first, first + SENTENCES_AT_A_TIME)
            within = np.arange(counts[some].sum()) + before[first]
            file.write((np.repeat(starts[some] - before[some], counts[some]) + within).astype("<i4").tobytes())
    return starts.astype("<i4")


def _rows(articles: Sequence[Path]) -> int:
    return sum(pq.read_metadata(part).num_rows for part in articles)


def _column(articles: Sequence[Path], name: str) -> Iterator[str]:
    for part in articles:
        for batch in pq.ParquetFile(part).iter_batches(64, columns=[name]):
            yield from batch.column(0).to_pylist()


def _sort_positions(met: Path, rank: np.ndarray, counts: np.ndarray, destination: Path) -> None:
    """A counting sort of places by word, a chunk at a time; `counts` says how often each word occurs."""
    total = int(counts.sum())
    if not total:
        np.save(destination, np.zeros(0, "<i4"))
        return
    free = np.concatenate([[0], np.cumsum(counts)[:-1]])
    sorted_places = np.lib.format.open_memmap(destination, mode="w+", dtype="<i4", shape=(total,))
    for chunk, places in zip(_chunks(met / "number"), _chunks(met / "position"), strict=True):
        words = rank[chunk]
        order = np.argsort(words, kind="stable")
        words = words[order]
        first = np.flatnonzero(np.concatenate([[True], words[1:] != words[:-1]]))
        run = np.diff(np.append(first, len(words)))
        sorted_places[np.repeat(free[words[first]] - first, run) + np.arange(len(words))] = places[order]
        free[words[first]] += run
    sorted_places.flush()


def _chunks(path: Path) -> Iterator[np.ndarray]:
    with path.open("rb") as file:
        while len(chunk := np.fromfile(file, "<i4", CHUNK)):
            yield chunk
