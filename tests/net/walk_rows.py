"""Which rows of the database changed between two moments, in words: what was added, changed and removed, per table.

Moments, digests and the numbers of rows are left out. What a row points at is told by the name of that row.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from tests.net.walk_scrub import scrubbed
from wijkwerk.backup.rows import tables

Row = tuple[Any, ...]
Snapshot = Mapping[str, Mapping[int, Row]]

# The log is told as events.
_LOG = {"access_auditevent", "access_logend"}
# Those of a whole country: reading them takes longer than a step.
_MANY = frozenset({"data_area", "data_areaversion"})
# Outlines of areas: megabytes, and no form draws one.
_LARGE = {"geometry"}
_SECRET = {"password", "token_hash", "secret", "token"}
_NAMES = ("account", "case_number", "code", "key", "title", "name", "indicator")
_SHOWN = 8  # rows of a table that went the same way; the others are counted
_LONGEST = 240


class Watch:
    """Notices in which of the many rows somebody wrote: `connection.execute_wrapper(watch)`."""

    def __init__(self) -> None:
        self.written: set[str] = set()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().upper().startswith("SELECT"):
            self.written |= {table for table in _MANY if table in sql}
        return execute(sql, params, many, context)


def snapshot(before: Snapshot | None = None, written: Collection[str] = _MANY) -> Snapshot:
    """before, written   what was there, and in which of the many rows somebody wrote since: the others stand"""
    kept = {} if before is None else {table: before[table] for table in _MANY.difference(written)}
    return kept | {name: _rows(model) for model in _models() if (name := model._meta.db_table) not in kept}


def changed_rows(before: Snapshot, after: Snapshot) -> list[str]:
    """A line for each row, the tables in the order of their names."""
    names = _Names(before, after)
    lines: list[str] = []
    for model in _models():
        table = model._meta.db_table
        if before[table] != after[table]:
            lines += _Difference(model, before[table], after[table], names).lines()
    return lines


def _models() -> list[type[models.Model]]:
    return [model for model in tables() if model._meta.db_table not in _LOG]


def _fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.column not in _LARGE]


def _rows(model: type[models.Model]) -> dict[int, Row]:
    """As they stand: with a plus before it SQLite forgets of a column that it holds a day, which is slow to read."""
    quote = connection.ops.quote_name
    plus = "+" if connection.vendor == "sqlite" else ""
    columns = ", ".join(f"{plus}{quote(field.column)}" for field in _fields(model))
    pk, table = quote(str(model._meta.pk.column)), quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {pk}, {columns} FROM {table}")
        return {row[0]: row[1:] for row in cursor.fetchall()}


@dataclass(frozen=True)
class _Names:
    """How a row is called by those that point at it, also after it is gone."""

    before: Snapshot
    after: Snapshot

    def of(self, model: type[models.Model], number: object) -> str:
        table, columns = model._meta.db_table, [field.column for field in _fields(model)]
        if table not in self.after or not isinstance(number, int):
            return "‹row›"
        row = self.after[table].get(number) or self.before[table].get(number)
        values = dict(zip(columns, row or (), strict=False))
        return next((scrubbed(str(values[name])) for name in _NAMES if values.get(name)), "‹row›")


@dataclass(frozen=True)
class _Difference:
    model: type[models.Model]
    before: Mapping[int, Row]
    after: Mapping[int, Row]
    names: _Names

    def lines(self) -> Iterator[str]:
        added = [self._added(self.after[each]) for each in sorted(set(self.after) - set(self.before))]
        both = sorted(set(self.before) & set(self.after))
        changed = [self._changed(each) for each in both if self.before[each] != self.after[each]]
        removed = [self._name(self.before[each]) for each in sorted(set(self.before) - set(self.after))]
        for sign, lines in (("+", added), ("~", changed), ("-", removed)):
            yield from (f"{sign} {self._table} {each}".rstrip() for each in _no_more_than(lines, _SHOWN))

    @property
    def _table(self) -> str:
        return self.model._meta.db_table

    @property
    def _is_history(self) -> bool:
        return "_historical" in self._table

    def _added(self, row: Row) -> str:
        values = {field.column: self._told(field, value) for field, value in zip(_fields(self.model), row, strict=True)}
        if self._is_history:
            kept = ("history_type", "history_user_id", "history_change_reason")
            return self._pairs({name: values[name] for name in kept if name in values})
        return self._pairs(values)

    def _changed(self, number: int) -> str:
        pairs = zip(_fields(self.model), self.before[number], self.after[number], strict=True)
        changes = [
            f"{field.column}: {self._told(field, old) or '–'} → {self._told(field, new) or '–'}"
            for field, old, new in pairs
            if old != new
        ]
        return f"{self._name(self.after[number])} {'; '.join(changes)}".strip()

    def _name(self, row: Row) -> str:
        values = dict(zip([field.column for field in _fields(self.model)], row, strict=True))
        name = next((scrubbed(str(values[name])) for name in _NAMES if values.get(name)), "")
        return f"[{name}]" if name and not name.isdecimal() else ""

    def _pairs(self, values: Mapping[str, str]) -> str:
        return "; ".join(f"{name}: {value}" for name, value in values.items() if value)

    def _told(self, field: Any, value: Any) -> str:
        if field.primary_key or value is None or value == "":
            return ""
        if field.column in _SECRET or (self._table == "mfa_authenticator" and field.column == "data"):
            return "‹none›" if str(value).startswith("!") else "‹secret›"
        if isinstance(field, models.ForeignKey):
            return self.names.of(field.related_model, value)
        if isinstance(field, models.DateTimeField):
            return "‹moment›"
        if isinstance(field, models.BooleanField):
            return "ja" if value else "nee"
        if isinstance(field, models.JSONField):
            value = json.dumps(json.loads(value), ensure_ascii=False, sort_keys=True)
        if field.column == "key" and str(value).isdecimal():
            return "‹number›"
        return _short(scrubbed(str(value)))


def _short(text: str) -> str:
    line = text.replace("\r", "\\r").replace("\n", "\\n")
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}… ({len(text)} signs, {digest_of(text)})"


def digest_of(text: str) -> str:
    """Short: it only has to show that something differs."""
    return f"#{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _no_more_than(lines: list[str], most: int) -> list[str]:
    """In the order of the words: databases number rows that are made together as they like."""
    counted = Counter(lines)
    lines = [each if count == 1 else f"{count} × {each or 'a row'}" for each, count in sorted(counted.items())]
    if len(lines) <= most:
        return lines
    rest = lines[most:]
    return [*lines[:most], f"… and {len(rest)} more ({digest_of(chr(10).join(rest))})"]
