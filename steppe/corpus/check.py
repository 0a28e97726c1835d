"""Does a corpus keep the laws? Every check is a query, so that it runs at any size."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from steppe.corpus.evidence import rows
from steppe.corpus.focus import UNITS, Focus
from steppe.corpus.index import INDEX, write_index
from steppe.corpus.layer import resource
from steppe.corpus.query import FIELD, choose, count, count_by
from steppe.corpus.read import Corpus, open_corpus, read_package
from steppe.corpus.schema import TABLES, key_columns
from steppe.corpus.write import describe_file, fingerprint_of

EXAMPLES = 3  # rows named per broken rule
ARTICLES_AT_A_TIME = 64
MARKS_PER_DIMENSION = 12  # marks whose rows are counted one by one


@dataclass(frozen=True)
class Problem:
    """A broken law: which one, and the first rows that break it."""

    law: str
    what: str
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        named = f" ({', '.join(self.examples)})" if self.examples else ""
        return f"{self.law}: {self.what}{named}"


# (law, what is wrong, query for the keys of rows that break it)
RULES: tuple[tuple[str, str, str], ...] = (
    (
        "offsets",
        "passage outside its article",
        'SELECT passage_id FROM passages JOIN articles USING (article_id) WHERE start < 0 OR "end" > length(text) '
        'OR start >= "end"',
    ),
    (
        "offsets",
        "passages overlap",
        'SELECT passage_id FROM (SELECT *, lag("end") OVER (PARTITION BY article_id ORDER BY position) AS before '
        "FROM passages) WHERE before > start",
    ),
    (
        "offsets",
        "sentence outside its passage",
        "SELECT sentence_id FROM sentences s JOIN passages p USING (passage_id) "
        'WHERE s.start < p.start OR s."end" > p."end" OR s.start >= s."end"',
    ),
    (
        "offsets",
        "surface is not the text at its place",
        "SELECT mention_id FROM mentions m JOIN articles a USING (article_id) "
        'WHERE substr(a.text, m.start + 1, m."end" - m.start) <> m.surface',
    ),
    (
        "offsets",
        "mention does not start in its sentence, or ends outside its passage",
        "SELECT mention_id FROM mentions m JOIN sentences s USING (sentence_id) JOIN passages p ON "
        'p.passage_id = m.passage_id WHERE m.start < s.start OR m.start >= s."end" OR m."end" > p."end"',
    ),
    (
        "offsets",
        "quote outside its article",
        'SELECT quote_id FROM quotes q JOIN articles a USING (article_id) WHERE q.start < 0 OR q.start >= q."end" '
        'OR q."end" > length(a.text)',
    ),
    (
        "offsets",
        "theme evidence outside its passage",
        "SELECT passage_id || ' ' || theme_id FROM (SELECT passage_id, theme_id, unnest(evidence) AS e FROM "
        'passage_themes) t JOIN passages p USING (passage_id) WHERE t.e.start < p.start OR t.e."end" > p."end"',
    ),
    (
        "evidence",
        "theme without evidence",
        "SELECT passage_id || ' ' || theme_id FROM passage_themes WHERE len(evidence) = 0",
    ),
    (
        "vocabulary",
        "unknown passage kind",
        "SELECT passage_id FROM passages WHERE kind NOT IN ('title', 'heading', 'paragraph', 'item', 'furniture')",
    ),
    (
        "vocabulary",
        "unknown stance",
        "SELECT passage_id FROM passages WHERE stance NOT IN ('opportunity', 'concern', 'mixed', 'neutral')",
    ),
    (
        "vocabulary",
        "unknown form of mention",
        "SELECT mention_id FROM mentions WHERE form NOT IN ('name', 'demonym', 'place', 'metonym')",
    ),
    (
        "vocabulary",
        "unknown entity type",
        "SELECT entity_id FROM entities WHERE type NOT IN "
        "('country', 'region', 'place', 'person', 'organisation', 'event', 'initiative')",
    ),
    (
        "counting",
        "furniture is counted",
        "SELECT sentence_id FROM sentences JOIN passages USING (passage_id) WHERE kind = 'furniture'",
    ),
    (
        "counting",
        "duplicate of a duplicate",
        "SELECT a.article_id FROM articles a JOIN articles b ON b.article_id = a.duplicate_of "
        "WHERE b.duplicate_of IS NOT NULL",
    ),
    (
        "counting",
        "main theme missing or theme ranks with gaps",
        "SELECT passage_id FROM passage_themes GROUP BY passage_id HAVING max(rank) <> count(*) OR min(rank) <> 1",
    ),
)


def check_corpus(directory: Path) -> list[Problem]:
    """Every broken law of a corpus; empty where it keeps them all.

    Raises
    ------
    CorpusError : there is no readable corpus there.
    """
    package = read_package(directory)
    problems = list(_check_parts(directory, package))
    if problems:
        return problems
    corpus = open_corpus(directory)
    problems += _check_keys(corpus)
    problems += _check_rules(corpus)
    problems += _check_coverage(corpus)
    problems += _check_index(directory, package)
    if not problems:
        problems += check_reconciliation(corpus)
    return problems


def _check_parts(directory: Path, package: dict) -> Iterator[Problem]:
    """The bytes are the ones described, and each table has the contract's columns."""
    parts = {}
    for table in TABLES:
        described = resource(package, table)["parts"]
        parts[table.name] = described
        for part in described:
            path = directory / part["path"]
            if describe_file(path, directory)["hash"] != part["hash"]:
                yield Problem("bytes", "a table is not the one that was built", (part["path"],))
                continue
            found = {f.name: f.type for f in pq.read_schema(path)}
            missing = [c.name for c in table.columns if found.get(c.name) != c.type]
            if missing:
                yield Problem("schema", f"{table.name} lacks columns or has them in another type", tuple(missing))
    for part in package["steppe"]["index"]["parts"]:
        if describe_file(directory / part["path"], directory)["hash"] != part["hash"]:
            yield Problem("bytes", "the index is not the one that was built", (part["path"],))
    if fingerprint_of(parts) != package["steppe"]["fingerprint"]:
        yield Problem("bytes", "the fingerprint is not that of the tables")


def _check_keys(corpus: Corpus) -> Iterator[Problem]:
    for table in TABLES:
        keys = ", ".join(key_columns(table))
        twice = corpus.rows(f"SELECT {keys} FROM {table.name} GROUP BY {keys} HAVING count(*) > 1 LIMIT {EXAMPLES}")
        if twice:
            yield Problem("keys", f"{table.name} has a key twice", tuple(" ".join(map(str, r)) for r in twice))
        for column, target in table.references:
            target_key = next(t.key for t in TABLES if t.name == target)
            lost = corpus.rows(
                f"SELECT DISTINCT {column} FROM {table.name} WHERE {column} IS NOT NULL AND {column} NOT IN "
                f"(SELECT {target_key} FROM {target}) LIMIT {EXAMPLES}"
            )
            if lost:
                examples = tuple(str(r[0]) for r in lost)
                yield Problem("keys", f"{table.name}.{column} points at no row of {target}", examples)


def _check_rules(corpus: Corpus) -> Iterator[Problem]:
    for law, what, query in RULES:
        broken = corpus.rows(f"{query} LIMIT {EXAMPLES}")
        if broken:
            yield Problem(law, what, tuple(str(r[0]) for r in broken))


def _check_coverage(corpus: Corpus) -> Iterator[Problem]:
    """Passages together hold every visible character of an article."""
    for layer in corpus.layers:
        starts, ends = layer.array("passages.start"), layer.array("passages.end")
        for first in range(0, layer.articles, ARTICLES_AT_A_TIME):
            rows = range(first, min(layer.articles, first + ARTICLES_AT_A_TIME))
            for row, (article_id, text) in zip(
                rows, layer.tables["articles"].take(rows, ("article_id", "text")), strict=True
            ):
                own = slice(layer.passage_starts[row], layer.passage_starts[row + 1])
                gaps = zip([0, *ends[own].tolist()], [*starts[own].tolist(), len(text)], strict=True)
                if any(text[start:end].strip() for start, end in gaps):
                    yield Problem("nothing dropped", "visible text in no passage", (article_id,))


def _check_index(directory: Path, package: dict) -> Iterator[Problem]:
    """The index is the one that these tables give."""
    files = {table.name: [directory / path for path in resource(package, table)["path"]] for table in TABLES}
    with tempfile.TemporaryDirectory() as folder:
        try:
            again = write_index(files, Path(folder))
        except ValueError as error:
            yield Problem("index", f"no index can be made of the tables: {error}")
            return
        hashes = {part["path"]: part["hash"] for part in package["steppe"]["index"]["parts"]}
        differing = [
            p.name for p in again.files if describe_file(p, Path(folder))["hash"] != hashes.get(f"{INDEX}/{p.name}")
        ]
    if differing or again.labels != {name: package["steppe"]["index"].get(name) for name in again.labels}:
        yield Problem("index", "the index is not that of the tables", tuple(differing[:EXAMPLES]))


def check_reconciliation(corpus: Corpus, focus: Focus | None = None) -> Iterator[Problem]:
    """Numbers on marks equal the rows that they open, in every unit (law 1)."""
    start = focus or Focus()
    for unit in UNITS:
        counted = start.replace(unit=unit)
        if count(corpus, counted) != sum(1 for _ in rows(corpus, counted)):
            yield Problem("reconcile", f"total of {unit}")
        for dimension in FIELD:
            marks = count_by(corpus, counted, dimension).head(MARKS_PER_DIMENSION)  # type: ignore[arg-type]
            for key, n in zip(marks["key"], marks["n"], strict=True):
                opened = choose(counted, dimension, key)  # type: ignore[arg-type]
                if n != count(corpus, opened):
                    yield Problem("reconcile", f"{unit} by {dimension}", (str(key),))
