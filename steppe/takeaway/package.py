"""The corpus as a Frictionless data package of CSV tables, for any tool and any machine: one ZIP.

A built corpus is itself a data package, of Parquet parts. Parquet is what data tools read best, but Frictionless' own
validator reads no list columns and no multi-part tables from it. So what is handed on to strangers is CSV, with the
same tables, columns, keys and references, in which list columns are JSON; article texts are files of their own, to the
letter, as all offsets count in them.
"""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from steppe.corpus import Corpus, Focus
from steppe.corpus.bundle import zip_entry
from steppe.corpus.export import FORMULA_SIGNS
from steppe.corpus.frictionless import LIST, resource_name, schema_of, type_of
from steppe.corpus.schema import TABLES, Column, Table, key_columns
from steppe.corpus.write import DATAPACKAGE
from steppe.takeaway.annotations import MEDIA_TYPE, write_annotations
from steppe.takeaway.provenance import Provenance

BATCH = 200  # articles whose texts are read at once
# `steppe.corpus.export.is_formula` as a regular expression of DuckDB (RE2); a test holds the two together.
FORMULA = rf"^([\t\r\n]|[\p{{Z}}\p{{Cc}}\p{{Cf}}]*[{''.join(FORMULA_SIGNS).replace('-', '')}-])"
Progress = Callable[[str, int, int], object]  # what is being written, parts done, parts in all

README = """This is a Steppe corpus as a Frictionless data package (specs.frictionlessdata.io).

datapackage.json   what every table and column means; keys and references between the tables
data/*.csv         the tables: UTF-8, commas, the first line names the columns, an empty cell is "unknown" or "none";
                   lists are JSON
texts/*.txt        the text of each article, UTF-8, to the letter
annotations.jsonld the names, themes and quotes as W3C Web Annotations

start and end count Unicode code points in texts/<article_id>.txt, from 0.
An apostrophe before a leading = + - @ in a cell was put there so that no spreadsheet runs the cell; it is no part of
the data, and no offset counts it.

{citation}
"""


def write_package(
    file: Any,
    corpus: Corpus,
    *,
    provenance: Provenance,
    title: str = "A Steppe corpus",
    progress: Progress | None = None,
) -> None:
    """Write the data package to a binary file object, by way of a temporary folder; memory stays bounded."""
    steps = len(TABLES) + 2
    resources: list[dict[str, Any]] = []

    def report(what: str) -> None:
        if progress:
            progress(what, len(resources), steps)

    with tempfile.TemporaryDirectory(prefix="steppe-") as folder, _archive(file) as archive:
        for table in TABLES:
            report(table.name.replace("_", " "))
            path = Path(folder) / f"{table.name}.csv"
            _write_csv(corpus, table, path)
            resources.append(_resource(table) | _add_file(archive, f"data/{path.name}", path))
            path.unlink()
        report("annotations")
        path = Path(folder) / "annotations.jsonld"
        with path.open("w", encoding="utf-8", newline="") as text:
            write_annotations(text, corpus, Focus(), provenance=provenance)
        resources.append(
            {"name": "annotations", "format": "jsonld", "mediatype": MEDIA_TYPE, "encoding": "utf-8"}
            | _add_file(archive, path.name, path)
        )
        report("texts")
        _add_texts(archive, corpus)
        archive.writestr(zip_entry("README.txt"), README.format(citation=provenance.citation).encode("utf-8"))
        package = describe(resources, title=title, provenance=provenance, packages=corpus.packages)
        archive.writestr(
            zip_entry(DATAPACKAGE), (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
        )
    if progress:
        progress("", steps, steps)


def describe(
    resources: list[dict[str, Any]], *, title: str, provenance: Provenance, packages: Iterable[dict[str, Any]]
) -> dict[str, Any]:
    """The descriptor (Frictionless Data Package v1)."""
    made_by = [{k: v for k, v in p["steppe"].items() if k != "index"} for p in packages]
    return {
        "name": "steppe-corpus",
        "title": title,
        "description": provenance.citation,
        "profile": "data-package",
        "resources": resources,
        "steppe": made_by,
    }


def _write_csv(corpus: Corpus, table: Table, path: Path) -> None:
    """A table by DuckDB's own writer, which streams."""
    columns = ", ".join(f'{_cell(c)} AS "{c.name}"' for c in _columns(table))
    target = str(path).replace("'", "''")
    corpus.rows(
        f"COPY (SELECT {columns} FROM {table.name} ORDER BY {', '.join(key_columns(table))}) "
        f"TO '{target}' (FORMAT csv, HEADER, NULLSTR '')"
    )


def _columns(table: Table) -> list[Column]:
    """The columns of the CSV: an article's text is a file."""
    return [c for c in table.columns if (table.name, c.name) != ("articles", "text")]


def _cell(column: Column) -> str:
    """A column as an SQL expression of what its CSV cell holds."""
    name, kind = f'"{column.name}"', type_of(column)
    if kind == LIST:
        return f"to_json({name})"
    if kind == "string":
        return f"CASE WHEN regexp_matches({name}, '{FORMULA}') THEN '''' || {name} ELSE {name} END"
    return name


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": resource_name(table.name),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema_of(table, _columns(table)) | {"missingValues": [""]},
    }


def _add_texts(archive: zipfile.ZipFile, corpus: Corpus) -> None:
    ids = [article_id for (article_id,) in corpus.rows("SELECT article_id FROM articles ORDER BY article_id")]
    for first in range(0, len(ids), BATCH):
        texts = corpus.rows(
            "SELECT article_id, text FROM articles WHERE article_id IN (SELECT unnest(?)) ORDER BY article_id",
            (ids[first : first + BATCH],),
        )
        for article_id, text in texts:
            archive.writestr(zip_entry(f"texts/{article_id}.txt"), text.encode("utf-8"))


def _archive(file: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)


def _add_file(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, Any]:
    """Pack a file; returns what a descriptor says of it: path, bytes, SHA-256."""
    digest, size = hashlib.sha256(), path.stat().st_size
    with path.open("rb") as source, archive.open(zip_entry(name), "w", force_zip64=size > 2**30) as target:
        while chunk := source.read(1 << 20):
            digest.update(chunk)
            target.write(chunk)
    return {"path": name, "bytes": size, "hash": f"sha256:{digest.hexdigest()}"}
