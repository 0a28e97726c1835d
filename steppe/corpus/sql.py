"""The selection as SQL, for questions over the tables that no function of this layer answers.

It matches the very sentences that `steppe.corpus.match` finds through the index (a test compares them), but reads the
tables, and the text where there is a search: on a large corpus, ask `steppe.corpus.query` and `steppe.corpus.profile`.
"""

from dataclasses import dataclass
from typing import Any

from steppe.corpus.focus import NONE, Focus
from steppe.corpus.search import All, Node, Some, Term, Without, find_term, parse_query, terms_of

SEARCH_HITS = "search_hits"


@dataclass(frozen=True)
class Sql:
    """A query and its parameters, in order."""

    text: str
    parameters: tuple[Any, ...]


def matched_sentences(focus: Focus) -> Sql:
    """The rows of `sentence_rows` that a Focus matches."""
    where: list[str] = []
    parameters: list[Any] = []

    def need(condition: str, *values: Any) -> None:
        where.append(condition)
        parameters.extend(values)

    if focus.articles:
        need("article_id IN (SELECT unnest(?))", list(focus.articles))
    if focus.outlets:
        need("outlet IN (SELECT unnest(?))", list(focus.outlets))
    if focus.date_from:
        need("published >= ?", focus.date_from)
    if focus.date_to:
        need("published <= ?", focus.date_to)
    if focus.stances:
        need("stance IN (SELECT unnest(?))", list(focus.stances))
    if focus.themes:
        need(*_theme_condition(focus.themes))
    if focus.countries:
        need(
            "sentence_id IN (SELECT sentence_id FROM mentions WHERE NOT inside AND country IN (SELECT unnest(?)))",
            list(focus.countries),
        )
    if focus.entities:
        need(
            "sentence_id IN (SELECT sentence_id FROM mentions WHERE NOT inside AND entity_id IN (SELECT unnest(?)))",
            list(focus.entities),
        )
    if focus.text.strip():
        need(*_search_condition(focus.text))
    condition = f" WHERE {' AND '.join(where)}" if where else ""
    return Sql(f"SELECT * FROM sentence_rows{condition}", tuple(parameters))


def _theme_condition(themes: tuple[str, ...]) -> tuple[Any, ...]:
    named = [t for t in themes if t != NONE]
    about = "passage_id IN (SELECT passage_id FROM passage_themes WHERE theme_id IN (SELECT unnest(?)))"
    unthemed = "passage_id NOT IN (SELECT passage_id FROM passage_themes)"
    if NONE in themes:
        return (f"({about} OR {unthemed})", named)
    return (about, named)


def _search_condition(text: str) -> tuple[Any, ...]:
    """Passages that match the whole search, and of them the sentences in which a wanted term starts."""
    query = parse_query(text)
    if query is None:
        return ("false",)
    found = (
        f'SELECT p.passage_id, p.start, {SEARCH_HITS}(substr(a.text, p.start + 1, p."end" - p.start), ?) AS hits '
        "FROM passages p JOIN articles a USING (article_id) WHERE p.kind <> 'furniture'"
    )
    if all(term.excluded for term in terms_of(query)):
        return (f"passage_id IN (SELECT passage_id FROM ({found}) WHERE hits IS NOT NULL)", text)
    sentences = (
        f"SELECT sentence_id FROM sentences s JOIN ({found}) h USING (passage_id) "
        'WHERE len(list_filter(h.hits, lambda x: h.start + x >= s.start AND h.start + x < s."end")) > 0'
    )
    return (f"sentence_id IN ({sentences})", text)


def search_hits(text: str, search: str) -> list[int] | None:
    """Where the wanted terms of a search start in a passage's text; None where the passage does not match."""
    query = parse_query(search)
    if query is None or not _matches(text, query):
        return None
    return sorted({start for term in terms_of(query) if not term.excluded for start, _ in find_term(text, term)})


def _matches(text: str, node: Node) -> bool:
    match node:
        case Term():
            return next(find_term(text, node), None) is not None
        case Without(item):
            return not _matches(text, item)
        case All(items):
            return all(_matches(text, item) for item in items)
        case Some(items):
            return any(_matches(text, item) for item in items)
