"""The rows behind a number, and the passages that show them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from steppe.corpus.focus import Focus
from steppe.corpus.query import counted_mentions, matched_sentences
from steppe.corpus.read import Corpus
from steppe.corpus.search import find_terms, parse_search

MarkKind = Literal["mention", "theme", "search"]
ROW_COLUMNS = (
    "unit",
    "row_id",
    "article_id",
    "title",
    "outlet",
    "published",
    "url",
    "file",
    "passage_id",
    "passage",
    "start",
    "end",
    "text",
    "surface",
    "entity",
    "country",
    "rule",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight: code points in the article's text, what it is, and what it stands for."""

    start: int
    end: int
    kind: MarkKind
    label: str


@dataclass(frozen=True)
class PassageEvidence:
    """A passage that the Focus matches, with all that is needed to show it.

    position, of : its place among the article's passages that are not furniture, from 1, and how many there are.
    heading : the heading it stands under, where there is one besides the title.
    sentences : spans (start, end) of the matched sentences. All offsets are code points in the article's text.
    """

    passage_id: str
    article_id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    file: str
    kind: str
    stance: str | None
    heading: str | None
    position: int
    of: int
    start: int
    end: int
    text: str
    sentences: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...] = field(default=())


def passages(corpus: Corpus, focus: Focus, *, offset: int = 0, limit: int = 10) -> list[PassageEvidence]:
    """The matched passages in reading order (articles by date, then file name), a page of them."""
    hit = matched_sentences(focus)
    page = corpus.rows(
        f"""
        WITH h AS ({hit.text})
        SELECT p.passage_id, p.article_id, a.title, a.outlet, a.published, a.url, a.file, p.kind, p.stance,
               p.position, p.start, p."end", substr(a.text, p.start + 1, p."end" - p.start)
        FROM (SELECT DISTINCT passage_id FROM h) JOIN passages p USING (passage_id)
             JOIN article_rows a ON a.article_id = p.article_id
        ORDER BY a.article_no, p.position LIMIT ? OFFSET ?
        """,
        (*hit.parameters, limit, offset),
    )
    ids = [row[0] for row in page]
    sentences = _sentences_of(corpus, focus, ids)
    marks = _marks_of(corpus, focus, page)
    places = _places_of(corpus, ids)
    return [
        PassageEvidence(
            passage_id=p_id,
            article_id=a_id,
            title=title,
            outlet=outlet,
            published=published,
            url=url,
            file=file,
            kind=kind,
            stance=stance,
            heading=places[p_id][2],
            position=places[p_id][0],
            of=places[p_id][1],
            start=start,
            end=end,
            text=text,
            sentences=tuple(sentences[p_id]),
            marks=tuple(sorted(marks[p_id], key=lambda m: (m.start, -m.end, m.kind, m.label))),
        )
        for p_id, a_id, title, outlet, published, url, file, kind, stance, _, start, end, text in page
    ]


def count_passages(corpus: Corpus, focus: Focus) -> int:
    """How many passages the Focus matches, whatever its unit."""
    hit = matched_sentences(focus)
    return int(corpus.rows(f"SELECT count(DISTINCT passage_id) FROM ({hit.text})", hit.parameters)[0][0])


def _sentences_of(corpus: Corpus, focus: Focus, ids: list[str]) -> dict[str, list[tuple[int, int]]]:
    hit = matched_sentences(focus)
    found = corpus.rows(
        f'SELECT passage_id, start, "end" FROM ({hit.text}) WHERE passage_id IN (SELECT unnest(?)) ORDER BY start',
        (*hit.parameters, ids),
    )
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for passage_id, start, end in found:
        spans[passage_id].append((start, end))
    return spans


def _places_of(corpus: Corpus, ids: list[str]) -> dict[str, tuple[int, int, str | None]]:
    """Of each passage: its number in the article, of how many, and the heading above it."""
    found = corpus.rows(
        """
        WITH proper AS (
          SELECT p.*, row_number() OVER (PARTITION BY article_id ORDER BY position) AS number,
                 count(*) OVER (PARTITION BY article_id) AS total,
                 max(CASE WHEN kind = 'heading' THEN position END)
                   OVER (PARTITION BY article_id ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                   AS under
          FROM passages p
          WHERE kind <> 'furniture'
            AND article_id IN (SELECT article_id FROM passages WHERE passage_id IN (SELECT unnest(?)))
        )
        SELECT p.passage_id, p.number, p.total, substr(a.text, t.start + 1, t."end" - t.start)
        FROM proper p JOIN articles a USING (article_id)
             LEFT JOIN passages t ON t.article_id = p.article_id AND t.position = p.under
        WHERE p.passage_id IN (SELECT unnest(?))
        """,
        (ids, ids),
    )
    return {passage_id: (number, total, heading) for passage_id, number, total, heading in found}


def _marks_of(corpus: Corpus, focus: Focus, page: list[tuple[Any, ...]]) -> dict[str, list[Mark]]:
    """What to highlight: chosen names (all names where none is chosen), the chosen themes' words, search hits."""
    ids = [row[0] for row in page]
    marks: dict[str, list[Mark]] = defaultdict(list)
    names: list[str] = []
    parameters: list[Any] = [ids]
    if focus.entities:
        names.append("m.entity_id IN (SELECT unnest(?))")
        parameters.append(list(focus.entities))
    if focus.countries:
        names.append("m.country IN (SELECT unnest(?))")
        parameters.append(list(focus.countries))
    wanted = f"AND ({' OR '.join(names)})" if names else ""
    if names or not (focus.themes or focus.text):
        for passage_id, start, end, name in corpus.rows(
            f'SELECT m.passage_id, m.start, m."end", e.name FROM mentions m JOIN entities e USING (entity_id) '
            f"WHERE NOT m.inside AND m.passage_id IN (SELECT unnest(?)) {wanted}",
            parameters,
        ):
            marks[passage_id].append(Mark(start, end, "mention", name))
    if focus.themes:
        for passage_id, theme, spans in corpus.rows(
            "SELECT passage_id, theme_id, evidence FROM passage_themes "
            "WHERE passage_id IN (SELECT unnest(?)) AND theme_id IN (SELECT unnest(?))",
            (ids, list(focus.themes)),
        ):
            marks[passage_id] += [Mark(s["start"], s["end"], "theme", theme) for s in spans]
    terms = parse_search(focus.text)
    for row in page if terms else ():
        marks[row[0]] += [Mark(row[10] + s, row[10] + e, "search", focus.text) for s, e in find_terms(row[12], terms)]
    return marks


def rows(corpus: Corpus, focus: Focus, *, batch: int = 1000) -> Iterator[dict[str, Any]]:
    """Every row that the Focus opens, one dict a row with the keys of `ROW_COLUMNS`, in reading order.

    As many as `count(corpus, focus)`. Read in batches, so that memory stays bounded.
    """
    offset = 0
    while True:
        found = _row_page(corpus, focus, offset, batch)
        yield from (dict(zip(ROW_COLUMNS, row, strict=True)) for row in found)
        if len(found) < batch:
            return
        offset += batch


def _row_page(corpus: Corpus, focus: Focus, offset: int, limit: int) -> list[tuple[Any, ...]]:
    hit = matched_sentences(focus)
    parameters: tuple[Any, ...] = hit.parameters
    article = "a.article_id, a.title, a.outlet, a.published, a.url, a.file"
    nothing = "NULL, NULL, NULL, NULL"
    sentence = 's.start, s."end", substr(a.text, s.start + 1, s."end" - s.start)'
    joins = "JOIN article_rows a ON a.article_id = h.article_id JOIN passages p ON p.passage_id = h.passage_id"
    if focus.unit == "mentions":
        which = counted_mentions(focus)
        parameters = (*parameters, *which.parameters)
        select = (
            f"SELECT 'mention', m.mention_id, {article}, p.passage_id, p.position, {sentence}, "
            "m.surface, e.name, m.country, m.rule, a.article_no, m.start AS in_article "
            f"FROM h {joins} JOIN sentences s ON s.sentence_id = h.sentence_id "
            "JOIN mentions m ON m.sentence_id = h.sentence_id JOIN entities e ON e.entity_id = m.entity_id "
            f"WHERE {which.text}"
        )
    elif focus.unit == "sentences":
        select = (
            f"SELECT 'sentence', s.sentence_id, {article}, p.passage_id, p.position, {sentence}, {nothing}, "
            f"a.article_no, s.start AS in_article FROM h {joins} JOIN sentences s ON s.sentence_id = h.sentence_id"
        )
    elif focus.unit == "passages":
        select = (
            f"SELECT DISTINCT 'passage', p.passage_id, {article}, p.passage_id, p.position, p.start, p.\"end\", "
            f'substr(a.text, p.start + 1, p."end" - p.start), {nothing}, a.article_no, '
            f"p.start AS in_article FROM h {joins}"
        )
    else:
        unit, column = ("article", "h.article_id") if focus.unit == "articles" else ("story", "h.story_id")
        text = "coalesce(a.title, a.file)"
        select = (
            f"SELECT '{unit}', a.article_id, {article}, NULL, NULL, NULL, NULL, {text}, {nothing}, "
            f"a.article_no, 0 AS in_article FROM (SELECT DISTINCT {column} AS article_id FROM h) h "
            "JOIN article_rows a ON a.article_id = h.article_id"
        )
    query = f"WITH h AS ({hit.text}), r AS ({select}) SELECT * FROM r ORDER BY article_no, in_article LIMIT ? OFFSET ?"
    return [row[:-2] for row in corpus.rows(query, (*parameters, limit, offset))]
