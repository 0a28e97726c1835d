"""Questions about one entity, one article, or the whole corpus, that are not counts of a selection."""

from typing import Any

import pandas as pd

from steppe.corpus.focus import Focus
from steppe.corpus.query import matched_sentences
from steppe.corpus.read import Corpus


def count_speakers(corpus: Corpus, focus: Focus) -> int:
    """How many different people and bodies are quoted in the passages that the Focus matches."""
    hit = matched_sentences(focus)
    query = f"SELECT count(DISTINCT speaker_id) FROM quotes WHERE passage_id IN (SELECT passage_id FROM ({hit.text}))"
    return int(corpus.rows(query, hit.parameters)[0][0])


def countries_present(corpus: Corpus, focus: Focus) -> set[str]:
    """ISO codes of the countries that the matched sentences mention."""
    hit = matched_sentences(focus)
    query = (
        "SELECT DISTINCT country FROM mentions WHERE NOT inside AND country IS NOT NULL "
        f"AND sentence_id IN (SELECT sentence_id FROM ({hit.text}))"
    )
    return {code for (code,) in corpus.rows(query, hit.parameters)}


def list_places(corpus: Corpus) -> pd.DataFrame:
    """Places whose position is known.

    Columns: entity_id (str), name (str), country (str or None, ISO code), lat, lon (float, degrees).
    """
    return corpus.sql(
        "SELECT entity_id, name, country, lat, lon FROM entities "
        "WHERE type = 'place' AND lat IS NOT NULL AND lon IS NOT NULL ORDER BY entity_id"
    )


def list_surfaces(corpus: Corpus, focus: Focus, entity_id: str) -> pd.DataFrame:
    """How an entity is written in the sentences that the Focus matches; names inside longer names left out.

    Columns: surface (str), mentions (int), articles (int), rule (str: which rules found it, comma-separated).
    """
    hit = matched_sentences(focus)
    return corpus.sql(
        "SELECT surface, count(*) AS mentions, count(DISTINCT m.article_id) AS articles, "
        "string_agg(DISTINCT rule, ', ' ORDER BY rule) AS rule FROM mentions m "
        f"WHERE NOT inside AND entity_id = ? AND sentence_id IN (SELECT sentence_id FROM ({hit.text})) "
        "GROUP BY surface ORDER BY mentions DESC, surface",
        (entity_id, *hit.parameters),
    )


def list_quotes(corpus: Corpus, focus: Focus, speaker_id: str | None = None) -> list[dict[str, Any]]:
    """Quotations in the passages that the Focus matches, in reading order; of one speaker where one is given.

    Keys: quote_id, passage_id, article_id, title, published, speaker_id, speaker (name or None), text.
    """
    hit = matched_sentences(focus)
    whose = "AND q.speaker_id = ?" if speaker_id else ""
    keys = ("quote_id", "passage_id", "article_id", "title", "published", "speaker_id", "speaker", "text")
    found = corpus.rows(
        "SELECT q.quote_id, q.passage_id, q.article_id, coalesce(a.title, a.file), a.published, q.speaker_id, e.name, "
        'substr(a.text, q.start + 1, q."end" - q.start) '
        "FROM quotes q JOIN article_rows a USING (article_id) LEFT JOIN entities e ON e.entity_id = q.speaker_id "
        f"WHERE q.passage_id IN (SELECT passage_id FROM ({hit.text})) {whose} ORDER BY a.article_no, q.start",
        (*hit.parameters, *((speaker_id,) if speaker_id else ())),
    )
    return [dict(zip(keys, row, strict=True)) for row in found]


def entity_card(corpus: Corpus, entity_id: str) -> dict[str, Any] | None:
    """An entity's row of the `entities` table; None where there is no such entity."""
    keys = ("entity_id", "name", "type", "country", "wikidata", "geonames", "aliases")
    found = corpus.rows(f"SELECT {', '.join(keys)} FROM entities WHERE entity_id = ?", (entity_id,))
    return dict(zip(keys, found[0], strict=True)) if found else None


def list_articles(corpus: Corpus) -> pd.DataFrame:
    """All articles in reading order, without their text.

    Columns: article_id, title (str or None), file (str), author, published (ISO date), outlet, url, language,
    duplicate_of (str or None), words, passages, quotes (int), flags (list of str).
    """
    return corpus.sql(
        "SELECT article_id, title, file, author, published, outlet, url, language, duplicate_of, words, flags, "
        "(SELECT count(*) FROM passages p WHERE p.article_id = a.article_id AND kind <> 'furniture') AS passages, "
        "(SELECT count(*) FROM quotes q WHERE q.article_id = a.article_id) AS quotes "
        "FROM article_rows a ORDER BY article_no"
    )


def read_article(corpus: Corpus, article_id: str) -> list[dict[str, Any]]:
    """The passages of an article in text order, furniture included, with all that can be highlighted.

    Keys: passage_id, position, start, end, kind, stance, reason, text, and lists of (start, end, what) in code points
    of the article: mentions (what: entity name), themes (what: theme id), quotes (what: speaker or "").
    """
    keys = ("passage_id", "position", "start", "end", "kind", "stance", "reason", "text")
    found = corpus.rows(
        'SELECT p.passage_id, p.position, p.start, p."end", p.kind, p.stance, p.reason, '
        'substr(a.text, p.start + 1, p."end" - p.start) FROM passages p JOIN articles a USING (article_id) '
        "WHERE article_id = ? ORDER BY p.position",
        (article_id,),
    )
    passages = [dict(zip(keys, row, strict=True)) | {"mentions": [], "themes": [], "quotes": []} for row in found]
    by_id = {p["passage_id"]: p for p in passages}
    for passage_id, start, end, name in corpus.rows(
        'SELECT passage_id, m.start, m."end", e.name FROM mentions m JOIN entities e USING (entity_id) '
        "WHERE article_id = ? AND NOT inside ORDER BY m.start",
        (article_id,),
    ):
        by_id[passage_id]["mentions"].append((start, end, name))
    for passage_id, theme_id, spans in corpus.rows(
        "SELECT passage_id, theme_id, evidence FROM passage_themes JOIN passages USING (passage_id) "
        "WHERE article_id = ? ORDER BY passage_id, rank",
        (article_id,),
    ):
        by_id[passage_id]["themes"] += [(s["start"], s["end"], theme_id) for s in spans]
    for passage_id, start, end, name in corpus.rows(
        "SELECT passage_id, q.start, q.\"end\", coalesce(e.name, '') FROM quotes q "
        "LEFT JOIN entities e ON e.entity_id = q.speaker_id WHERE article_id = ? ORDER BY q.start",
        (article_id,),
    ):
        by_id[passage_id]["quotes"].append((start, end, name))
    return passages


def date_range(corpus: Corpus) -> tuple[str, str] | None:
    """First and last date of publication; None where no article has one."""
    first, last = corpus.rows("SELECT min(published), max(published) FROM articles")[0]
    return (first, last) if first else None


def corpus_sizes(corpus: Corpus) -> dict[str, int]:
    """Rows that can be counted in the whole corpus, by unit, and its words."""
    units = corpus.rows(
        "SELECT count(DISTINCT article_id), count(DISTINCT story_id), count(DISTINCT passage_id), "
        "count(DISTINCT sentence_id) FROM sentence_rows"
    )[0]
    words = corpus.rows("SELECT coalesce(sum(words), 0) FROM articles")[0][0]
    return dict(zip(("articles", "stories", "passages", "sentences", "words"), (*units, words), strict=True))
