"""Rows in one spelling: a line of JSON each, in the order of their keys, the same from every database.

A moment is told in UTC, bytes in base64, and the columns in alphabetical order. Two databases hold the same when the
hashes of these lines are the same.
"""

import base64
import datetime
import decimal
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connections, models, transaction

from wijkwerk.backup.errors import RowError
from wijkwerk.lib.values import Amount, FuzzyDay

if TYPE_CHECKING:
    Field = models.Field[Any, Any]

# Sessions sign somebody in, and everybody can sign in again. The log of the admin stays empty, for nothing is changed
# there. The others are made again by every upgrade.
LEFT_OUT = frozenset({"sessions", "contenttypes", "auth", "admin"})
_AT_ONCE = 500  # rows of one INSERT
_DO_NOT_FIT = (ValueError, TypeError, OverflowError, RecursionError, ValidationError, DatabaseError)
_PARAMETERS = 30_000  # of one INSERT: below what SQLite (32,766) and PostgreSQL (65,535) take


@dataclass(frozen=True, slots=True)
class TableHash:
    rows: int
    sha256: str


def tables() -> list[type[models.Model]]:
    """Every model whose rows are kept, with those that join two others, by the name of the table."""
    kept = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in LEFT_OUT
    ]
    return sorted(kept, key=lambda model: model._meta.db_table)


def export_rows(model: type[models.Model], using: str) -> Iterator[bytes]:
    """The rows of a table as lines, one for each, in the order of the primary key."""
    fields = _fields(model)
    # Relations by their number, as it stands in the column.
    rows = (
        model._base_manager.using(using)
        .order_by("pk")
        .values_list(*[name for field in fields if (name := field.attname)])
    )
    lines = (_line(fields, row) for row in rows.iterator(chunk_size=_AT_ONCE))
    # A collation orders words differently per server; numbers have one order.
    return lines if isinstance(model._meta.pk, models.IntegerField) else iter(sorted(lines))


def hash_rows(model: type[models.Model], using: str) -> TableHash:
    digest, count = hashlib.sha256(), 0
    for line in export_rows(model, using):
        digest.update(line)
        count += 1
    return TableHash(count, digest.hexdigest())


def load_rows(model: type[models.Model], lines: Iterable[bytes], using: str) -> int:
    """Insert rows as they were exported, past every rule of the model: they were written by those rules before.

    Raises RowError for the first line that does not fit the table; rows before it may be in by then.
    """
    count = 0
    for bundle in _bundled(lines, max(1, min(_AT_ONCE, _PARAMETERS // len(_fields(model))))):
        try:
            _insert(model, bundle, using)
        except _DO_NOT_FIT as error:
            raise _first_misfit(model, bundle, using) from error
        count += len(bundle)
    return count


def _insert(model: type[models.Model], lines: Sequence[bytes], using: str) -> None:
    """All of them or none, and what was done before stays."""
    fields, connection = _fields(model), connections[using]
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in _columns(fields))
    one = f"({', '.join(['%s'] * len(fields))})"
    values = [value for line in lines for value in _values(fields, line, connection)]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        rows = ", ".join([one] * len(lines))
        cursor.execute(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {rows}", values)


def _first_misfit(model: type[models.Model], lines: Sequence[bytes], using: str) -> RowError:
    """A database tells what is wrong with many rows at once, but not with which of them."""
    for line in lines:
        try:
            _insert(model, [line], using)
        except _DO_NOT_FIT:
            return RowError(_key_of(model, line), has_nul=b"\\u0000" in line)
    return RowError(None, has_nul=False)


def _key_of(model: type[models.Model], line: bytes) -> int | None:
    """Every key is a number; another word in its place may be about somebody."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    key = row.get(model._meta.pk.column) if isinstance(row, dict) else None
    return key if type(key) is int else None


def empty_tables(using: str) -> None:
    """Take out what the migrations of a new database put in: the rows to come hold it."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for model in tables():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def _fields(model: type[models.Model]) -> "list[Field]":
    return [field for field in model._meta.concrete_fields if not field.generated]


def _columns(fields: "Sequence[Field]") -> list[str]:
    return [field.column for field in fields if field.column]


def _line(fields: "Sequence[Field]", row: Sequence[Any]) -> bytes:
    row_values = {field.column: _told(field, value) for field, value in zip(fields, row, strict=True)}
    return json.dumps(row_values, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _told(field: "Field", value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return _one_number(value)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, uuid.UUID | FuzzyDay | Amount):
        return str(value)
    assert value is None or isinstance(value, bool | int | float | str), f"no spelling for {field}: {type(value)}"
    return value


def _one_number(value: Any) -> Any:
    """JSON knows one kind of number: PostgreSQL gives a whole one back as an integer, whatever it was."""
    if isinstance(value, dict):
        return {key: _one_number(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_one_number(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _values(fields: "Sequence[Field]", line: bytes, connection: Any) -> list[Any]:
    row = json.loads(line)
    if not isinstance(row, dict) or set(row) != set(_columns(fields)):
        raise ValueError("a row has other columns than its table")
    return [field.get_db_prep_save(_read(field, row[field.column]), connection) for field in fields]


def _read(field: "Field", value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    return base64.b64decode(value) if isinstance(field, models.BinaryField) else field.to_python(value)


def _bundled(lines: Iterable[bytes], size: int) -> Iterator[list[bytes]]:
    bundle: list[bytes] = []
    for line in lines:
        bundle.append(line)
        if len(bundle) == size:
            yield bundle
            bundle = []
    if bundle:
        yield bundle
