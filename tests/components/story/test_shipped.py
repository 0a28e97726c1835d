"""The stories that come with this Steppe: every number they state and every passage they name, against the corpus."""

import re
from pathlib import Path

import pytest

from components.story.model import Claim, Story, StoryView, focus_of, from_json, to_json
from steppe.corpus import Corpus, count, open_corpus, passages
from tools.stories import refreshed

ROOT = Path(__file__).parents[3]
PATHS = sorted((ROOT / "stories").glob("*.json"))
SAMPLE = from_json((ROOT / "stories" / "two-articles.json").read_text(encoding="utf-8"))
ARTICLES = {"①": "China Explores New Partnerships with Central Asian Countries", "②": "Xi Meets Tokayev: Boosting Ties"}
CLAIMS = [
    pytest.param(claim, id=f"{number}.{place}")
    for number, view in enumerate(SAMPLE.views, 1)
    for place, claim in enumerate(view.claims, 1)
]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return open_corpus(ROOT / "corpus")


@pytest.fixture(scope="module")
def article_ids(corpus: Corpus) -> dict[str, str]:
    """Sign -> article id, by the titles that the signs stand for."""
    found = {str(title): str(key) for key, title in corpus.rows("SELECT article_id, title FROM article_rows")}
    return {sign: found[title] for sign, title in ARTICLES.items()}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_shipped_story_states_the_numbers_of_the_shipped_corpus(path: Path, corpus: Corpus):
    """`make corpus` keeps it so; by hand: python -m tools.stories."""
    text = path.read_text(encoding="utf-8")
    story, turned = refreshed(from_json(text), corpus)
    assert turned == []
    assert to_json(story) == text


def test_the_sample_is_short_enough_for_a_meeting():
    assert len(SAMPLE.views) <= 8
    assert all(view.claims for view in SAMPLE.views)


@pytest.mark.parametrize("claim", CLAIMS)
def test_what_a_claim_quotes_stands_in_its_passages(claim: Claim, corpus: Corpus):
    quoted = re.findall(r"“(.+?)”", claim.text)
    found = passages(corpus, focus_of(claim), limit=100)
    assert {p.passage_id for p in found} >= set(claim.passages)
    for words in quoted:
        assert any(words in p.text for p in found), words
        assert not claim.passages or any(words in p.text for p in found if p.passage_id in claim.passages)


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_counts_in_the_articles_that_it_names(claim: Claim, corpus: Corpus, article_ids: dict[str, str]):
    focus = focus_of(claim)
    by_sign = {s: count(corpus, focus.replace(articles=(a,))) for s, a in article_ids.items()}
    only = re.search(r"(?:[Oo]nly|all in|only in) ?(?:in )?([①②])", claim.text)
    lacking = re.match(r"of ([①②])", claim.text)
    if only:
        assert by_sign.pop(only.group(1)) == claim.total
        assert claim.total
        assert list(by_sign.values()) == [0]
    if lacking:
        assert focus.articles == (article_ids[lacking.group(1)],)
        assert claim.total == 0
        assert count(corpus, focus.replace(articles=())) > 0, "it should stand in the other article"
    if " both " in f" {claim.text} ":
        assert all(by_sign.values())
    assert only or lacking or not focus.articles, "a claim on one article names it"


def test_what_the_notes_say_is_so(corpus: Corpus, article_ids: dict[str, str]):
    """The sentences of the sample that state something beyond a claim, one by one."""
    facts = corpus.rows("SELECT author, published, outlet FROM article_rows")
    assert all(value is None for row in facts for value in row), "both without author, date or outlet"
    named = corpus.rows(
        "SELECT DISTINCT e.name FROM mentions m JOIN entities e USING (entity_id) WHERE e.type = 'person' ORDER BY 1"
    )
    assert [name for (name,) in named] == ["Kassym-Jomart Tokayev", "Xi Jinping"], "no other person is named"
    quotes = corpus.rows("SELECT DISTINCT article_id FROM quotes")
    assert quotes == [(article_ids["②"],)], "no one is quoted in ①"
    for article in article_ids.values():
        text = "\n".join(
            corpus.rows("SELECT text FROM article_rows WHERE article_id = ?", (article,))[0][0][start:end]
            for start, end in corpus.rows(
                "SELECT start, \"end\" FROM passages WHERE article_id = ? AND kind <> 'furniture'", (article,)
            )
        )
        numbered = re.sub(r"^\s*\d+\.\s", "", text, flags=re.MULTILINE)  # the numbers of a list's items
        assert not re.search(r"\d", numbered), "not one amount, share or year"


def test_a_story_is_not_turned_into_its_contrary(corpus: Corpus):
    said, denied = {"q": ("debt",)}, {"q": ("unobtainium",)}
    claims = (Claim("there is none", said, 0), Claim("there is one", denied, 1), Claim("one", said, 2))
    story, turned = refreshed(Story("s", "f", (StoryView("map", "map", {}, "t", total=1, claims=claims),)), corpus)
    assert turned == ["view 1: “there is none” was 0 and is 1", "view 1: “there is one” was 1 and is 0"]
    assert [claim.total for claim in story.views[0].claims] == [1, 0, 1]
    assert story.views[0].claims[2].passages == ("8ae4af3251eaaacb-p022",)
