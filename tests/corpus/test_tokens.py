"""Words that were cut where an article was analysed give the index that its text gives."""

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steppe.corpus.schema import TABLES
from steppe.corpus.tokens import WordSpool, cut_articles, sentence_words, words_of
from steppe.corpus.write import CorpusWriter, write_corpus
from tests.scale.generator import Generator
from tests.test_build import files_of

TEXT = st.text(st.sampled_from("ab_ 1Éß.\n—字'"), max_size=40)


@given(TEXT, st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_sentences_share_out_every_word_of_a_passage(text: str, places: list[int]):
    starts = sorted({min(at, len(text)) for at in places})
    cut = list(sentence_words(text, 0, len(text), starts))
    assert len(cut) == len(starts)
    assert [word for sentence in cut for word in sentence] == words_of(text)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_what_was_cut_comes_back_in_any_order(tmp_path_factory: pytest.TempPathFactory, texts: list[str], rng):
    spool = WordSpool(tmp_path_factory.mktemp("words"))
    ids = [f"a{number}" for number in range(len(texts))]
    for article, text in zip(ids, texts, strict=True):
        passage = {"passage_id": "p", "article_id": article, "start": 0, "end": len(text)}
        sentences = [{"passage_id": "p", "start": at} for at in (0, len(text) // 2)]
        spool.add(
            cut_articles(
                {"articles": [{"article_id": article, "text": text}], "passages": [passage], "sentences": sentences}
            )
        )
    order = rng.sample(ids, len(ids))
    found = list(spool.read(order))
    names = {number: word for word, number in spool.numbers.items()}
    for article, (numbers, counts) in zip(order, found, strict=True):
        assert [names[n] for n in numbers.tolist()] == words_of(texts[ids.index(article)])
        assert counts.sum() == len(numbers)
        assert len(counts) == 2


def rows_of(numbers: range) -> dict[str, pa.Table]:
    return Generator(3).rows(numbers)


@pytest.mark.parametrize("known", [range(30), range(12)], ids=["all", "some"])
def test_a_corpus_has_the_same_bytes_with_words_known_or_read(tmp_path: Path, known: range):
    for name in ("read", "given"):
        with CorpusWriter(tmp_path / name) as writer:
            for first in (0, 12):
                batch = rows_of(range(first, first + 12 if not first else 30))
                words = None
                if name == "given" and first in known:
                    words = cut_articles({table.name: batch[table.name].to_pylist() for table in TABLES})
                writer.add(batch, words)
            writer.finish(made_by={})
    assert files_of(tmp_path / "read") == files_of(tmp_path / "given")


def test_batches_without_an_article_leave_nothing_behind(tmp_path: Path):
    nothing = {table.name: [] for table in TABLES}
    with CorpusWriter(tmp_path / "empty") as writer:
        for _ in range(2):
            writer.add(nothing, cut_articles(nothing))
        writer.finish(made_by={})
    write_corpus({}, tmp_path / "read", made_by={})
    assert files_of(tmp_path / "empty") == files_of(tmp_path / "read")
