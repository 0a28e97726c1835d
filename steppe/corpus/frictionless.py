"""The tables in the words of Frictionless Table Schema (v1, specs.frictionlessdata.io): types, keys, references."""

from collections.abc import Iterable
from typing import Any

from steppe.corpus.schema import TABLE, Column, Table, key_columns

TYPES = {"string": "string", "int32": "integer", "int64": "integer", "double": "number", "bool": "boolean"}
LIST = "array"


def type_of(column: Column) -> str:
    """The Frictionless type of a column; lists of any kind are "array"."""
    return TYPES.get(str(column.type), LIST)


def resource_name(table: str) -> str:
    """What a table is called as a resource, whose names hold no underscore."""
    return table.replace("_", "-")


def schema_of(table: Table, columns: Iterable[Column]) -> dict[str, Any]:
    """The Table Schema of some columns of a table."""
    return {
        "fields": [_field(column) for column in columns],
        "primaryKey": list(key_columns(table)),
        "foreignKeys": [_foreign_key(table, column, target) for column, target in table.references],
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": type_of(column), "description": column.meaning}
    if not column.nullable:
        field["constraints"] = {"required": True}
    return field


def _foreign_key(table: Table, column: str, target: str) -> dict[str, Any]:
    """A table names itself by an empty string."""
    resource = "" if target == table.name else resource_name(target)
    return {"fields": [column], "reference": {"resource": resource, "fields": [TABLE[target].key]}}
