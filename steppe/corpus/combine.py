"""Several corpora as one, and a corpus without some of its articles: rows are chosen, nothing is analysed again."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from steppe.corpus.layer import resource
from steppe.corpus.read import read_package
from steppe.corpus.schema import TABLES
from steppe.corpus.write import write_corpus

OF_THE_TABLES = frozenset(("format", "counts", "fingerprint", "index"))  # what a package says of its own tables
OF_ARTICLES = ("passages", "sentences", "mentions", "quotes")
Tables = dict[str, pa.Table]


def combine(
    directories: Sequence[Path],
    destination: Path,
    *,
    without: Collection[str] = (),
    repeats: Mapping[str, str] | None = None,
) -> str:
    """Write the articles of some corpora, each once, as one corpus at `destination`.

    directories : where several hold an article, the first counts.
    without : ids of articles to leave out. Where an original is left out, the longest of its copies takes its place.
    repeats : article -> the article of another corpus that it repeats. What is written then belongs beside that corpus:
        opened with it the two are one story; by itself it fails the check of keys.

    Returns the fingerprint.

    Raises
    ------
    CorpusError : a corpus cannot be read, or the destination not written.
    """
    packages = [read_package(directory) for directory in directories]
    taken, batches = set(without), []
    for directory, package in zip(directories, packages, strict=True):
        tables = _read(directory, package)
        kept = [a for a in tables["articles"].column("article_id").to_pylist() if a not in taken]
        taken.update(kept)
        batches.append(_only(tables, kept, repeats or {}))
    return write_corpus(iter(batches), destination, made_by=_made_by(packages, set(without)))


def _read(directory: Path, package: Mapping[str, Any]) -> Tables:
    """All rows of a corpus, in the columns of the contract."""
    read = {}
    for table in TABLES:
        parts = [
            pq.read_table(directory / path, columns=table.schema.names)
            for path in resource(dict(package), table)["path"]
        ]
        read[table.name] = pa.concat_tables(parts).cast(table.schema) if parts else table.schema.empty_table()
    return read


def _only(tables: Tables, articles: Sequence[str], repeats: Mapping[str, str]) -> Tables:
    """The rows of some articles, and the entities that these still name."""
    found = {name: _where(tables[name], "article_id", articles) for name in ("articles", *OF_ARTICLES)}
    passages = found["passages"].column("passage_id")
    named = pa.chunked_array(
        [*found["mentions"].column("entity_id").chunks, *found["quotes"].column("speaker_id").chunks], pa.string()
    )
    found["articles"] = _with_originals(found["articles"], repeats)
    found["passage_themes"] = _where(tables["passage_themes"], "passage_id", passages)
    found["entities"] = _where(tables["entities"], "entity_id", named)
    return found


def _where(table: pa.Table, column: str, values: pa.ChunkedArray | Sequence[str]) -> pa.Table:
    wanted = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else pa.array(values, pa.string())
    return table.filter(pc.is_in(table.column(column), value_set=wanted))


def _with_originals(articles: pa.Table, repeats: Mapping[str, str]) -> pa.Table:
    """Copies whose original is gone are copies of the longest among them; those of an article elsewhere are its own."""
    there = set(articles.column("article_id").to_pylist())
    copies = zip(*(articles.column(name).to_pylist() for name in ("article_id", "duplicate_of", "words")), strict=True)
    heirs: dict[str, str] = {}
    rows = list(copies)
    for article_id, original, _ in sorted(rows, key=lambda row: (-row[2], row[0])):
        if original and original not in there:
            heirs.setdefault(original, article_id)
    originals = [heirs.get(original, original) if original else None for _, original, _ in rows]
    within = [None if heir == row[0] else heir for heir, row in zip(originals, rows, strict=True)]
    column = [
        repeats.get(row[0]) or (repeats.get(heir, heir) if heir else None)
        for heir, row in zip(within, rows, strict=True)
    ]
    at = articles.schema.get_field_index("duplicate_of")
    return articles.set_column(at, articles.schema.field(at), pa.array(column, pa.string()))


def _made_by(packages: Sequence[Mapping[str, Any]], without: set[str]) -> dict[str, Any]:
    """Versions, each named once, and the inputs of all but the articles left out."""
    said = [{k: v for k, v in p["steppe"].items() if k not in OF_THE_TABLES} for p in packages]
    made: dict[str, Any] = {}
    for key in dict.fromkeys(k for s in said for k in s):
        values = [s[key] for s in said if key in s]
        if key == "inputs":
            made[key] = [i for v in values for i in v if i["sha256"][:16] not in without]
        elif all(isinstance(v, str) for v in values):
            made[key] = " and ".join(dict.fromkeys(values))
        else:
            made[key] = values[0]
    return made
