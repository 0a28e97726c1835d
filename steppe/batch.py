"""What a worker is given and what it gives back: some articles, and the finished rows of their tables.

Both travel as bytes. What comes back is Arrow, never a spaCy document: small, quick to read, the same in any process,
and kept as it is in the analysis cache.
"""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from steppe.analysis.duplicates import Print, make_print
from steppe.analysis.furniture import lay_out
from steppe.corpus.schema import TABLES
from steppe.corpus.spool import DESCRIBED_IN, as_arrow, spooled
from steppe.corpus.tokens import cut_articles
from steppe.document import Layout, Source
from steppe.tables import Row, article_id, proper_text, to_tables
from steppe.unanalysed import keep_unanalysed, try_lay_out

if TYPE_CHECKING:
    from steppe.analyser import Tools

LOG = logging.getLogger(__name__)
# Two languages, so that what tells them apart is loaded, too.
SAMPLE = """A first line

The minister said that the two countries would build a railway, and that it would be open to all of them.

Bu yazı ilk kez geçen hafta yayımlandı ve daha sonra iki kez güncellendi, son sürümü burada okuyabilirsiniz.
"""
PRINTS, WORDS = "prints", "words"
PRINT_SCHEMA = pa.schema(
    [
        ("article_id", pa.string()),
        ("runs", pa.list_(pa.uint32())),
        ("signature", pa.binary()),
        ("figures", pa.list_(pa.string())),
    ]
)
COMPRESSED = pa.ipc.IpcWriteOptions(compression="zstd")


@dataclass(frozen=True)
class Item:
    """An article to analyse; `layout` is given where it was made, or adjusted, beforehand."""

    source: Source
    layout: Layout | None = None


@dataclass(frozen=True)
class Task:
    """A batch of articles.

    keys : what the analysis cache knows each by, parallel to `items`.
    deaths : how often a worker died over it.
    """

    items: tuple[Item, ...]
    keys: tuple[str, ...] = ()
    deaths: int = 0

    def split(self) -> "list[Task]":
        """Each article as a task of its own, after a worker died over them: who did it will show."""
        keys = self.keys or ("",) * len(self.items)
        return [Task((i,), (k,), self.deaths + 1) for i, k in zip(self.items, keys, strict=True)]


@dataclass
class Finished:
    """The rows of analysed articles, and what is needed to see which repeat each other.

    tables : table name -> rows; entities once for each article that names them, with that article's id.
    words : their words, for the index (`steppe.corpus.tokens.cut_articles`).
    failures : article_id -> why it could not be analysed. Its text stands in the tables all the same, see
        `steppe.unanalysed`, unless not even that was possible.
    """

    tables: dict[str, pa.Table]
    prints: pa.Table
    words: pa.Table
    failures: dict[str, str] = field(default_factory=dict)

    @property
    def article_ids(self) -> list[str]:
        ids: list[str] = self.tables["articles"].column("article_id").to_pylist()
        return ids

    def each_print(self) -> list[Print]:
        """What near-duplicates are found by, an article each."""
        return [
            Print.restore(row["article_id"], runs.values.to_numpy(), row["signature"], row["figures"])
            for row, runs in zip(self.prints.drop_columns("runs").to_pylist(), self.prints.column("runs"), strict=True)
        ]

    def keep(self, article_ids: Collection[str]) -> "Finished":
        """The same of some of the articles only."""
        wanted = pa.array(sorted(article_ids), pa.string())

        def of(table: pa.Table, column: str) -> pa.Table:
            return table.filter(pc.is_in(table.column(column), wanted))

        by_article = {name: table for name, table in self.tables.items() if name != "passage_themes"}
        kept = {n: of(table, DESCRIBED_IN if n == "entities" else "article_id") for n, table in by_article.items()}
        themes, passages = self.tables["passage_themes"], kept["passages"].column("passage_id").combine_chunks()
        kept["passage_themes"] = themes.filter(pc.is_in(themes.column("passage_id"), passages))
        return Finished(kept, of(self.prints, "article_id"), of(self.words, "article_id"))

    def to_bytes(self) -> bytes:
        """As Arrow, compressed; `from_bytes` is the inverse."""
        parts = {**self.tables, PRINTS: self.prints, WORDS: self.words}
        outer = pa.table({"name": list(parts), "data": [_pack(t) for t in parts.values()]})
        said = {f"failed {identifier}": why for identifier, why in self.failures.items()}
        return _pack(outer.replace_schema_metadata(said), compressed=False)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Finished":
        """What `to_bytes` gave."""
        outer = pa.ipc.open_stream(data).read_all()
        parts = dict(zip(outer.column("name").to_pylist(), outer.column("data"), strict=True))
        tables = {name: pa.ipc.open_stream(part.as_buffer()).read_all() for name, part in parts.items()}
        said = {k.decode(): v.decode() for k, v in (outer.schema.metadata or {}).items()}
        failures = {k.removeprefix("failed "): v for k, v in said.items()}
        return cls(tables, tables.pop(PRINTS), tables.pop(WORDS), failures)


def _pack(table: pa.Table, *, compressed: bool = True) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=COMPRESSED if compressed else None) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


@lru_cache(maxsize=1)
def tools() -> "Tools":
    """The analysis tools of this process, loaded when first needed."""
    from steppe.analyser import Tools  # the language model: only once there is something for it

    return Tools()


def warm_up() -> None:
    """Load all that an analysis needs, by analysing a few lines."""
    analyse(Item(Source("warm.txt", "0" * 64, SAMPLE, "text")))


def analyse_task(task: Task) -> bytes:
    """Analyse the articles of a task. One that cannot be analysed is named, keeps its text, and holds up no other."""
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    prints: list[Print] = []
    failures: dict[str, str] = {}
    for item in task.items:
        identifier = article_id(item.source)
        try:
            found, own = analyse(item)
            prints.append(own)
        except MemoryError:
            failures[identifier] = "It does not fit into memory"
            continue
        except Exception as error:  # one article with which a rule fails must not end a build of thousands
            LOG.exception("%s could not be analysed", item.source.file)
            failures[identifier] = f"It could not be analysed ({type(error).__name__})"
            found = to_tables([keep_unanalysed(item.source, item.layout or try_lay_out(item.source))])
        for name, of_table in found.items():
            rows[name].extend(of_table)
    return finish(rows, prints, failures).to_bytes()


def analyse(item: Item) -> tuple[Mapping[str, Sequence[Row]], Print]:
    """The rows of an article, by table, and what near-duplicates of it are found by."""
    layout = item.layout or lay_out(item.source)
    analysed = tools().read(item.source, layout)
    found = to_tables([analysed])
    for row in found["entities"]:
        row[DESCRIBED_IN] = analysed.article_id
    return found, make_print(analysed.article_id, proper_text(item.source, layout))


def finish(rows: Mapping[str, Sequence[Row]], prints: Sequence[Print], failures: dict[str, str]) -> Finished:
    """Rows as Arrow tables."""
    tables = {table.name: as_arrow(spooled(table), rows[table.name]) for table in TABLES}
    columns: dict[str, list[Any]] = {
        "article_id": [p.article_id for p in prints],
        "runs": [p.runs for p in prints],
        "signature": [p.signature_bytes() for p in prints],
        "figures": [sorted(p.figures) for p in prints],
    }
    return Finished(tables, pa.table(columns, schema=PRINT_SCHEMA), cut_articles(rows), failures)


def lost(task: Task, why: str) -> bytes:
    """What became of a task that no worker survives: the texts, as they are."""
    rows = to_tables([keep_unanalysed(item.source, item.layout) for item in task.items])
    return finish(rows, [], {article_id(item.source): why for item in task.items}).to_bytes()
