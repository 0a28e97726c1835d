"""Write a corpus: one folder of Parquet parts a table and its index, described by a Frictionless `datapackage.json`.

The corpus is built beside its destination and then takes its place in one step.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from steppe.corpus.frictionless import resource_name, schema_of
from steppe.corpus.index import write_index
from steppe.corpus.publish import held, remove_unless_held, replace_directory
from steppe.corpus.schema import FORMAT, TABLES
from steppe.corpus.spool import Rows, Spool
from steppe.corpus.tokens import WordSpool
from steppe.errors import CorpusError

DATAPACKAGE = "datapackage.json"
Batch = Mapping[str, Rows]
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def write_corpus(
    tables: Batch | Iterable[Batch],
    destination: Path,
    *,
    made_by: Mapping[str, Any],
    report: Mapping[str, Any] | None = None,
    title: str = "A Steppe corpus",
) -> str:
    """Write `tables` (table name to rows) as a corpus at `destination`, replacing the one that stands there.

    tables : all rows at once, or a stream of batches, each holding whole articles. The bytes written depend on the
        rows alone, not on how they were cut into batches or in which order the articles came; where several batches
        describe the same entity, the first description stands and the others' names become aliases. Rows are dicts
        or an Arrow table. Memory stays bounded however long the stream.
    made_by : versions and input hashes, kept in the data package under `steppe`.
    report : written beside the tables as `report.json` when given.
    title : what the data package calls itself.

    Returns the fingerprint: 16 hex digits over the bytes of all tables.

    Raises
    ------
    CorpusError : the destination is something other than a corpus or an empty folder, or cannot be written.
    """
    with CorpusWriter(destination) as writer:
        for batch in (tables,) if isinstance(tables, Mapping) else tables:
            writer.add(batch)
        return writer.finish(made_by=made_by, report=report, title=title)


class CorpusWriter:
    """Takes batches of rows one after the other and then publishes them as a corpus, all at once or not at all.

    Use as a context manager. `CorpusError` is raised where the destination cannot be written, also by `add`.
    """

    def __init__(self, destination: Path) -> None:
        self._destination = destination.absolute()
        self._aside = self._destination.parent / f".{self._destination.name}.building-{os.getpid()}"
        self._spool = Spool(self._aside / "spool")
        self._words: WordSpool | None = None
        self._held = contextlib.ExitStack()

    def __enter__(self) -> "CorpusWriter":
        refuse_foreign_folder(self._destination)
        with self._named_errors():
            self._destination.parent.mkdir(parents=True, exist_ok=True)
            for left in self._destination.parent.glob(f".{self._destination.name}.building-*"):
                remove_unless_held(left)
            self._aside.mkdir()
            self._held.enter_context(held(self._aside))
            self._spool.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        with contextlib.suppress(OSError):  # on a full disk; what is left goes with the folder
            self._forget_words()
            self._spool.__exit__(*error)
        shutil.rmtree(self._aside, ignore_errors=True)
        self._held.close()

    def add(self, batch: Batch, words: pa.Table | None = None) -> None:
        """Take the rows of some articles: those of all tables.

        words : what `steppe.corpus.tokens.cut_articles` made of these articles; the index of words is then written
            without reading texts, to the same bytes, if that is so for all articles.
        """
        with self._named_errors():
            self._spool.add(batch)
            if words is not None:
                if self._words is None:
                    self._words = self._spool_words()
                self._words.add(words)

    def _spool_words(self) -> WordSpool:
        folder = self._aside / "spool-words"
        folder.mkdir()
        return WordSpool(folder)

    def _forget_words(self) -> None:
        if self._words is not None:
            self._words.close()
            self._words = None
            shutil.rmtree(self._aside / "spool-words")

    @property
    def folder(self) -> Path:
        """Where things may lie that are gone when the corpus is there."""
        return self._spool.folder

    def finish(
        self,
        *,
        made_by: Mapping[str, Any],
        report: Mapping[str, Any] | None = None,
        title: str = "A Steppe corpus",
        duplicates: Mapping[str, str] | None = None,
    ) -> str:
        """Sort, index and publish what was added; returns the fingerprint. Parameters as in `write_corpus`.

        duplicates : article_id -> the article it repeats, where the rows do not say so yet.
        """
        aside = self._aside
        with self._named_errors():
            counts, files = self._spool.write_sorted(aside, duplicates)
            self._spool.__exit__(None)
            parts = {name: [describe_file(path, aside) for path in paths] for name, paths in files.items()}
            fingerprint = fingerprint_of(parts)
            known = self._words if self._words is not None and len(self._words) == counts["articles"] else None
            index = write_index(files, aside, known)
            self._forget_words()
            package = describe(parts, made_by=made_by, counts=counts, fingerprint=fingerprint, title=title)
            package["steppe"]["index"] = {**index.labels, "parts": [describe_file(path, aside) for path in index.files]}
            _write_json(aside / DATAPACKAGE, package)
            if report is not None:
                _write_json(aside / "report.json", {**report, "fingerprint": fingerprint})
            replace_directory(aside, self._destination)
        return fingerprint

    @contextlib.contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except (OSError, duckdb.IOException) as error:
            raise CorpusError(
                f"The corpus at {self._destination} could not be written: {getattr(error, 'strerror', None) or error}.",
                advice="Check free space and permissions; what stood there before is untouched. "
                "What was analysed is remembered: the next build goes on from there.",
            ) from error


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


def describe_file(path: Path, root: Path) -> dict[str, Any]:
    """A file of a corpus as the data package has it: path within the corpus, bytes, SHA-256."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": path.relative_to(root).as_posix(), "bytes": path.stat().st_size, "hash": f"sha256:{digest}"}


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
    title: str,
) -> dict[str, Any]:
    """The data package descriptor (Frictionless Data Package v1, specs.frictionlessdata.io)."""
    resources = []
    for table in TABLES:
        resources.append(
            {
                "name": resource_name(table.name),
                "path": [part["path"] for part in parts[table.name]],
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "parts": list(parts[table.name]),
                "schema": schema_of(table, table.columns),
            }
        )
    steppe = {"format": FORMAT, **made_by, "counts": dict(counts), "fingerprint": fingerprint}
    return {"name": "steppe-corpus", "title": title, "resources": resources, "steppe": steppe}


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text("".join(indented(value)) + "\n", encoding="utf-8")


def indented(value: Any, depth: int = 0) -> Iterator[str]:
    """JSON as `json.dumps(..., ensure_ascii=False, indent=1)` writes it, to the byte, for dicts with text as keys.

    With an indent Python's own encoder takes a hundred times longer, and a report has a line or five for each article.
    """
    if not value or not isinstance(value, Mapping | list | tuple):
        yield _ENCODE(value)
        return
    pad = "\n" + " " * (depth + 1)
    mapping = isinstance(value, Mapping)
    yield "{" if mapping else "["
    for number, item in enumerate(value):
        yield f",{pad}" if number else pad
        if mapping:
            yield f"{_ENCODE(item)}: "
            item = value[item]
        if isinstance(item, Mapping | list | tuple):
            yield from indented(item, depth + 1)
        else:
            yield _ENCODE(item)
    yield pad[:-1] + ("}" if mapping else "]")
