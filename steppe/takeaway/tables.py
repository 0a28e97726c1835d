"""Tables of counts as CSV and Parquet, with where they come from inside.

In CSV that is a last column `source`, the same in every row. A comment line above the header would be what most
readers (spreadsheets, `read.csv`, `pandas.read_csv`, DuckDB) take for the header itself; a second file is lost at the
first forwarding; a column is read by all of them and goes along when rows are copied into another sheet.
In Parquet it is the schema's own key-value metadata, which readers hand on and never show as data.
"""

import csv
import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from steppe.corpus.export import defuse
from steppe.takeaway.provenance import Provenance

SOURCE = "source"
PREFIX = "steppe."  # of the keys in a Parquet file's metadata


def table_as_csv(table: pd.DataFrame, provenance: Provenance) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheets need to read names right; cells that would run are defused."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([*table.columns, SOURCE])
    source = defuse(provenance.citation)
    for row in table.itertuples(index=False):
        writer.writerow([*(defuse(_plain(value)) for value in row), source])
    return buffer.getvalue().encode("utf-8-sig")


def table_as_parquet(table: pd.DataFrame, provenance: Provenance) -> bytes:
    """The table with `Provenance.fields` in the schema's metadata, under keys that start with `steppe.`."""
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    sink = io.BytesIO()
    pq.write_table(arrow.replace_schema_metadata(parquet_metadata(provenance)), sink, compression="zstd")
    return sink.getvalue()


def parquet_metadata(provenance: Provenance) -> dict[bytes, bytes]:
    """`Provenance.fields` as Parquet's key-value metadata."""
    return {(PREFIX + name).encode(): value.encode("utf-8") for name, value in provenance.fields().items()}


def _plain(value: object) -> object:
    """A missing value as None; pandas has several."""
    return None if value is None or value is pd.NA or value != value else value
