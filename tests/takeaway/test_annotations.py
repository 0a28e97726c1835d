import io
import json

from hypothesis import given
from hypothesis import strategies as st

from steppe.corpus import Corpus, Focus
from steppe.takeaway.annotations import anchor, annotations, find_anchor, selectors, write_annotations
from steppe.takeaway.provenance import Provenance

PROVENANCE = Provenance("Annotations", "all", "f", "2 articles")


def texts_of(corpus: Corpus) -> dict[str, str]:
    return {f"urn:steppe:article:{a}": t for a, t in corpus.rows("SELECT article_id, text FROM articles")}


def test_every_mention_theme_and_quote_is_anchored_again_by_position_and_by_quote_alone(gold: Corpus):
    texts = texts_of(gold)
    found = {"mention": 0, "theme": 0, "quote": 0}
    spans = {
        m: (s, e)
        for table, key in (("mentions", "mention_id"), ("quotes", "quote_id"))
        for m, s, e in gold.rows(f'SELECT {key}, start, "end" FROM {table}')
    }
    for annotation in annotations(gold, Focus()):
        kind, identifier = annotation["id"].removeprefix("urn:steppe:").split(":", 1)
        target = annotation["target"]
        text = texts[target["source"]["id"]]
        place = find_anchor(text, target["selector"])
        assert place == find_anchor(text, target["selector"][1:])  # by the quote alone
        assert text[slice(*place)] == target["selector"][1]["exact"]
        if kind != "theme":
            assert place == spans[identifier]
        found[kind] += 1
    tables = {"mention": "mentions", "theme": "passage_themes", "quote": "quotes"}
    assert found == {kind: gold.rows(f"SELECT count(*) FROM {table}")[0][0] for kind, table in tables.items()}
    assert min(found.values()) > 0


def test_an_anchor_finds_its_words_after_text_was_put_before_them(gold: Corpus):
    texts = texts_of(gold)
    for annotation in annotations(gold, Focus()):
        target = annotation["target"]
        moved = "A line that was not there before.\n" + texts[target["source"]["id"]]
        start, end = find_anchor(moved, target["selector"])
        assert moved[start:end] == target["selector"][1]["exact"]
        assert start == target["selector"][0]["start"] + len("A line that was not there before.\n")


@given(st.text("ab ", min_size=1, max_size=200), st.data())
def test_the_quote_alone_finds_any_place_again_in_any_text(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert find_anchor(text, selectors(anchor(text, start, end))[1:]) == (start, end)


def test_words_that_are_gone_are_not_found():
    where = selectors(anchor("Trade with China grew.", 11, 16))
    assert find_anchor("Nothing of it is left here.", where) is None


def test_the_file_is_one_collection_of_the_selection_alone(gold: Corpus):
    everything = io.StringIO()
    write_annotations(everything, gold, Focus(), provenance=PROVENANCE)
    file, seen = io.StringIO(), []
    focus = Focus(countries=("KZ",))
    number = write_annotations(
        file, gold, focus, provenance=PROVENANCE, progress=lambda done, of: seen.append((done, of))
    )
    collection = json.loads(file.getvalue())
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == number == len(collection["first"]["items"])
    assert 0 < number < json.loads(everything.getvalue())["total"]
    assert seen[-1] == (2, 2)
    assert len({a["id"] for a in collection["first"]["items"]}) == number


def test_a_selection_without_rows_is_an_empty_collection(gold: Corpus):
    file = io.StringIO()
    assert write_annotations(file, gold, Focus(text="zzzz"), provenance=PROVENANCE) == 0
    assert json.loads(file.getvalue())["total"] == 0
