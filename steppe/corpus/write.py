"""Write a corpus: one folder of Parquet parts a table, described by a Frictionless `datapackage.json`.

The corpus is built beside its destination and then takes its place in one step.
"""

import ctypes
import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from steppe.corpus.schema import FORMAT, TABLES, Column, Table, key_columns
from steppe.errors import CorpusError

DATAPACKAGE = "datapackage.json"
Rows = Sequence[Mapping[str, Any]]


def write_corpus(
    tables: Mapping[str, Rows],
    destination: Path,
    *,
    made_by: Mapping[str, Any],
    report: Mapping[str, Any] | None = None,
) -> str:
    """Write `tables` (table name to rows) as a corpus at `destination`, replacing the one that stands there.

    made_by : versions and input hashes, kept in the data package under `steppe`.
    report : written beside the tables as `report.json` when given.

    Returns the fingerprint: 16 hex digits over the bytes of all tables.

    Raises
    ------
    CorpusError : the destination is something other than a corpus or an empty folder, or cannot be written.
    """
    destination = destination.absolute()
    refuse_foreign_folder(destination)
    aside = destination.parent / f".{destination.name}.building-{os.getpid()}"
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        parts = {table.name: [_write_part(table, tables.get(table.name, ()), aside)] for table in TABLES}
        fingerprint = fingerprint_of(parts)
        counts = {table.name: len(tables.get(table.name, ())) for table in TABLES}
        package = describe(parts, made_by=made_by, counts=counts, fingerprint=fingerprint)
        _write_json(aside / DATAPACKAGE, package)
        if report is not None:
            _write_json(aside / "report.json", {**report, "fingerprint": fingerprint})
        replace_directory(aside, destination)
    except OSError as error:
        raise CorpusError(
            f"The corpus at {destination} could not be written: {error.strerror or error}.",
            advice="Check free space and permissions; what stood there before is untouched.",
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return fingerprint


def refuse_foreign_folder(destination: Path) -> None:
    """Never replace a folder that is not a corpus.

    Raises
    ------
    CorpusError : `destination` is a file, or a folder with other things in it.
    """
    if not destination.exists():
        return
    if not destination.is_dir() or (any(destination.iterdir()) and not (destination / DATAPACKAGE).exists()):
        raise CorpusError(
            f"{destination} exists and is not a corpus, so it will not be replaced.",
            advice="Choose another place with --out.",
        )


def _write_part(table: Table, rows: Rows, root: Path) -> dict[str, Any]:
    """Write one Parquet part and describe it: path within the corpus, bytes, SHA-256."""
    folder = root / table.name
    folder.mkdir(exist_ok=True)
    path = folder / "part-00000.parquet"
    columns = {c.name: [row.get(c.name) for row in rows] for c in table.columns}
    data = pa.Table.from_pydict(columns, schema=table.schema)
    pq.write_table(data, path, compression="zstd", row_group_size=20_000)
    content = path.read_bytes()
    return {
        "path": f"{table.name}/{path.name}",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def fingerprint_of(parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """16 hex digits over the hashes of all parts, in table order."""
    digest = hashlib.sha256()
    for name in sorted(parts):
        for part in parts[name]:
            digest.update(f"{part['path']} {part['hash']}\n".encode())
    return digest.hexdigest()[:16]


def describe(
    parts: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    made_by: Mapping[str, Any],
    counts: Mapping[str, int],
    fingerprint: str,
) -> dict[str, Any]:
    """The data package descriptor (Frictionless Data Package v1, specs.frictionlessdata.io)."""
    resources = []
    for table in TABLES:
        resources.append(
            {
                "name": table.name.replace("_", "-"),
                "path": [part["path"] for part in parts[table.name]],
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "parts": list(parts[table.name]),
                "schema": {
                    "fields": [_field(c) for c in table.columns],
                    "primaryKey": list(key_columns(table)),
                    "foreignKeys": [_foreign_key(column, target) for column, target in table.references],
                },
            }
        )
    steppe = {"format": FORMAT, **made_by, "counts": dict(counts), "fingerprint": fingerprint}
    return {"name": "steppe-corpus", "title": "A Steppe corpus", "resources": resources, "steppe": steppe}


def _field(column: Column) -> dict[str, Any]:
    frictionless = {
        "string": "string",
        "int32": "integer",
        "int64": "integer",
        "double": "number",
        "bool": "boolean",
    }.get(str(column.type), "array")
    field: dict[str, Any] = {"name": column.name, "type": frictionless, "description": column.meaning}
    if not column.nullable:
        field["constraints"] = {"required": True}
    return field


def _foreign_key(column: str, target: str) -> dict[str, Any]:
    key = next(t.key for t in TABLES if t.name == target)
    return {"fields": column, "reference": {"resource": target.replace("_", "-"), "fields": key}}


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False) + "\n", encoding="utf-8")


def replace_directory(new: Path, old: Path) -> None:
    """Put `new` where `old` stands, in one step where the system can swap two names, else in two.

    After a kill between the two steps `steppe.corpus.read.recover` finds the old corpus under its set-aside name.
    """
    if not old.exists():
        new.rename(old)
        return
    if _exchange(new, old):
        shutil.rmtree(new, ignore_errors=True)
        return
    previous = set_aside_name(old)
    shutil.rmtree(previous, ignore_errors=True)
    old.rename(previous)
    new.rename(old)
    shutil.rmtree(previous, ignore_errors=True)


def set_aside_name(destination: Path) -> Path:
    """Where the old corpus waits while the new one takes its place."""
    return destination.parent / f".{destination.name}.previous"


def _exchange(a: Path, b: Path) -> bool:
    """Swap two directory names atomically (Linux renameat2 with RENAME_EXCHANGE); False where there is no such call."""
    at_fdcwd, rename_exchange = -100, 2
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        result = libc.renameat2(at_fdcwd, os.fsencode(a), at_fdcwd, os.fsencode(b), rename_exchange)
    except (OSError, AttributeError, TypeError):
        return False
    return bool(result == 0)
