"""The columns of a register: what a page shows of a record, and what a file holds of it."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.lib.sheets import Col, Written
from wijkwerk.lib.values import Amount, FuzzyDay, Hours
from wijkwerk.present.numbers import date
from wijkwerk.web.record_pages import place_of

Value = str | int | datetime.date | FuzzyDay | Amount | Hours | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    The first one of a register is the name of the record, with the way to its page.

    key          in addresses and in files for machines
    value        what a record has there; None where it has nothing
    order        the fields of the database that it is sorted by; empty where it is not
    under        a small line below the value
    is_optional  shown only where somebody asks for it
    is_fuzzy     a time as exactly as anybody knows: a file holds it as typed and as read
    """

    key: str
    title: str
    value: Callable[[Any], Value]
    order: tuple[str, ...] = ()
    under: Callable[[Any], str] | None = None
    is_optional: bool = False
    is_fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    title: str
    words: str
    under: str


def place_column(title: str = "Gaat over") -> Column:
    """What a record is about."""
    return Column("place", title, place_of, order=("scope__name",))


def level_column() -> Column:
    return Column("level", "Vertrouwelijkheid", level_words, order=("confidentiality",))


def level_words(row: Any) -> str:
    """For whom a record is."""
    return str(Confidentiality(row.confidentiality).label)


def day_words(moment: datetime.datetime | None) -> str:
    """The day of a moment, as people here count days; nothing where there was none."""
    return date(timezone.localdate(moment)) if moment else ""


def cell_of(column: Column, row: Any) -> Cell:
    return Cell(column.title, words_of(column.value(row)), column.under(row) if column.under else "")


def words_of(value: Value) -> str:
    """A value as a page shows it; nothing where there is nothing."""
    if value is None:
        return ""
    return date(value) if isinstance(value, datetime.date) else str(value)


def sheet_columns(columns: Iterable[Column]) -> tuple[Col, ...]:
    return tuple(col for column in columns for col in _cols(column))


def sheet_row(columns: Iterable[Column], row: Any) -> tuple[Written, ...]:
    """What a file holds of a record, beside `sheet_columns`."""
    return tuple(cell for column in columns for cell in _written(column, column.value(row)))


def _cols(column: Column) -> Iterator[Col]:
    yield Col(column.title, column.key)
    if column.is_fuzzy:
        yield Col(f"{column.title}, op zijn vroegst", f"{column.key}_first")
        yield Col(f"{column.title}, op zijn laatst", f"{column.key}_last")


def _written(column: Column, value: Value) -> Iterator[Written]:
    if column.is_fuzzy:
        fuzzy = value if isinstance(value, FuzzyDay) else None
        yield None if fuzzy is None else str(fuzzy)
        yield None if fuzzy is None else fuzzy.first
        yield None if fuzzy is None else fuzzy.last
    else:
        yield value if value is None or isinstance(value, int | datetime.date) else str(value)
