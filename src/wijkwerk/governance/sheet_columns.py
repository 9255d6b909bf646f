"""The columns of a norm in a spreadsheet: their Dutch names, how a cell is written and how it is read back."""

import datetime
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum

from wijkwerk.definitions.kaders import AreaKind, Direction, KaderStatus, NormForm, NormScope, NormSource, NormTerms
from wijkwerk.lib.spreadsheet_text import FORMULA_STARTS

Cell = str | float | int | datetime.date | None

_DUTCH_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_DUTCH_NUMBER = re.compile(r"[-−]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
_PLAIN_NUMBER = re.compile(r"[-−]?\d+(\.\d+)?([eE][-+]?\d+)?")

_ENDLESS = frozenset({"inf", "infinity", "oneindig", "∞", "nan"})
_FINITE = "een eindig getal; met één grens heet een norm ‘ten minste’ of ‘ten hoogste’"


class UnreadableCellError(Exception):
    """A cell does not hold what its column holds; the message says what was expected, in Dutch."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str  # the field of NormTerms
    title: str
    read: Callable[[Cell], Cell]


def as_text(cell: Cell) -> Cell:
    """Text as people typed it, without the apostrophe that kept it from being a formula."""
    text = _plain(cell)
    return text[1:] if text.startswith("'") and _looks_run(text) else text


def as_number(cell: Cell) -> Cell:
    """A finite number: from a sheet, "1.234,5" as the Dutch write it, or "1234.5" as machines do."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        value = float(cell)
    else:
        text = _plain(cell)
        if text.lower().lstrip("+-−") in _ENDLESS:
            raise UnreadableCellError(_FINITE)
        if _DUTCH_NUMBER.fullmatch(text) and not re.fullmatch(r"[-−]?\d{1,3}\.\d{3}", text):
            text = text.replace(".", "").replace(",", ".")
        elif not _PLAIN_NUMBER.fullmatch(text) or re.fullmatch(r"[-−]?[1-9]\d{0,2}\.\d{3}", text):
            # "1.200" is 1200 for one reader and 1,2 for another: nobody guesses.
            raise UnreadableCellError("een getal als 1234,5, zonder punt voor duizendtallen")
        value = float(text.replace("−", "-"))
    if not math.isfinite(value):
        raise UnreadableCellError(_FINITE)
    return value


def machine_number(cell: Cell) -> Cell:
    """A number of a file for machines, where a point is always a decimal one."""
    text = _plain(cell)
    return float(text) if _PLAIN_NUMBER.fullmatch(text) else cell


def as_year(cell: Cell) -> Cell:
    try:
        value = as_number(cell)
    except UnreadableCellError as error:
        raise UnreadableCellError("een jaar, als 2030") from error
    if not isinstance(value, float) or not value.is_integer():
        raise UnreadableCellError("een jaar, als 2030")
    return int(value)


def as_day(cell: Cell) -> Cell:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    text = _plain(cell)
    dutch = _DUTCH_DAY.fullmatch(text)
    try:
        if dutch:
            day, month, year = (int(part) for part in dutch.groups())
            return datetime.date(year, month, day)
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UnreadableCellError("een datum, als 31-12-2026 of 2026-12-31") from error


def one_of(words: type[StrEnum]) -> Callable[[Cell], Cell]:
    def read(cell: Cell) -> Cell:
        text = _plain(cell).lower().replace(" ", "_")
        if text not in set(words):
            raise UnreadableCellError(f"een van: {', '.join(word.value.replace('_', ' ') for word in words)}")
        return words(text)

    return read


COLUMNS = (
    Column("indicator", "Indicator", as_text),
    Column("scope", "Geldt voor", one_of(NormScope)),
    Column("area_kind", "Wijktype", one_of(AreaKind)),
    Column("area", "Gebied", as_text),
    Column("form", "Vorm", one_of(NormForm)),
    Column("value", "Waarde", as_number),
    Column("upper", "Bovenkant", as_number),
    Column("since", "Sinds", as_year),
    Column("direction", "Richting", one_of(Direction)),
    Column("per", "Per", as_number),
    Column("by", "Streefjaar", as_year),
    Column("counted", "Geteld met", as_text),
    Column("unit_of_gap", "Verschil in", as_text),
    Column("source", "Herkomst", one_of(NormSource)),
    Column("document", "Document", as_text),
    Column("owner", "Eigenaar", as_text),
    Column("status", "Status", one_of(KaderStatus)),
    Column("valid_from", "Geldig vanaf", as_day),
    Column("valid_to", "Geldig tot en met", as_day),
    Column("note", "Toelichting", as_text),
)
assert {column.name for column in COLUMNS} == {field.name for field in fields(NormTerms)}, "a field has no column"
TITLES = {column.name: column.title for column in COLUMNS}


def written(norm: NormTerms, name: str) -> Cell:
    """A field as a cell: words with spaces, text that no spreadsheet runs, numbers and days as they are."""
    value = getattr(norm, name)
    if isinstance(value, StrEnum):
        return value.value.replace("_", " ")
    if isinstance(value, str):
        return f"'{value}" if _looks_run(value) else value
    assert value is None or isinstance(value, float | int | datetime.date), f"{name} is no cell"
    return value


def _looks_run(text: str) -> bool:
    """Whether a text, or one that was guarded so before, needs an apostrophe more."""
    return text.lstrip("'").startswith(FORMULA_STARTS)


def _plain(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
