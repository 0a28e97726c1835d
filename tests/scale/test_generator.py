from collections import Counter
from pathlib import Path

from steppe.corpus import Corpus, Focus, count_by
from tests.scale.generator import OUTLETS, PEOPLE, Generator


def test_an_article_follows_from_its_seed_and_number(generator: Generator):
    assert Generator(7).article(41) == generator.article(41)
    assert Generator(8).article(41) != generator.article(41)


def test_articles_are_of_realistic_length_and_one_in_twelve_repeats_another(generator: Generator):
    made = [generator.article(number) for number in range(400)]
    words = sum(len(m.text.split()) for m in made) / len(made)
    assert 350 < words < 480
    repeats = [m for m in made if m.duplicate_of]
    assert 0.05 < len(repeats) / len(made) < 0.11
    assert {m.duplicate_of for m in repeats} <= {m.article_id for m in made if not m.duplicate_of}
    assert len({m.article_id for m in made}) == len(made)


def test_names_follow_zipf_and_dates_span_ten_years(thousand: Corpus):
    n = count_by(thousand, Focus(), "entity")["n"]
    assert n.iloc[0] > 10 * n.iloc[len(n) // 10]
    years = Counter(key[:4] for key in count_by(thousand, Focus(), "month")["key"])
    assert set(map(str, range(2015, 2025))) <= set(years)
    assert 150 < len(count_by(thousand, Focus(), "outlet")) <= OUTLETS + 1


def test_files_for_a_build_hold_the_texts_of_the_rows(generator: Generator, tmp_path: Path):
    generator.write_texts(5, tmp_path)
    texts = [p.read_text(encoding="utf-8") for p in sorted(tmp_path.iterdir())]
    assert texts == generator.rows(range(5))["articles"].column("text").to_pylist()


def test_a_synthetic_corpus_says_so(thousand: Corpus):
    said = thousand.packages[0]["steppe"]
    assert said["synthetic"] is True
    assert "Synthetic" in thousand.packages[0]["title"]


def test_tens_of_thousands_of_names_are_there_to_be_named(generator: Generator):
    names = [entity.name for entity in generator.entities]
    assert len(names) > 40_000
    assert len(set(generator.by_id)) == len(names)
    made_up = {e.name for e in generator.entities} - {e.name for e in generator.pack.entities.values()}
    assert len(made_up) == PEOPLE
