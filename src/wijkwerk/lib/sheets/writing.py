"""Rows of cells as XLSX and CSV, and an empty sheet to fill in. No text in them is run as a formula."""

import csv
import datetime
import io
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from .columns import Col
from .kinds import Written

if TYPE_CHECKING:  # heavy to import; only a workbook needs it
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

BOM = "\ufeff"
EXPLANATION = "Uitleg"
ABOUT = "Bron"
_WIDTH = 18
_LONGEST_LIST = 255  # characters of a list that stands in the cell's own rule; Excel refuses the file beyond
_LONGEST_PROMPT = 255
_HEADS = ("Kolom", "Moet ingevuld", "Wat u invult", "Toelichting")


def workbook_bytes(
    title: str, columns: Sequence[Col], rows: Iterable[Sequence[Written]], about: Sequence[str] = ()
) -> bytes:
    """One sheet: days as days, text always as text. `about` are lines on a second sheet: what it is, and of whom."""
    book = _workbook(title, columns, rows)
    if about:
        _fill(book.create_sheet(ABOUT), (about[0],), [(line,) for line in about[1:]])
    return _saved(book)


def template_bytes(title: str, columns: Sequence[Col], needed: Collection[str], most: int) -> bytes:
    """Heads only. Every cell tells what it expects when it is chosen, and a second sheet tells it all at once."""
    book = _workbook(title, columns, ())
    sheet = book[title]
    for place, column in enumerate(columns, start=1):
        _tell(sheet, place, column, must=column.field in needed, last=most + 1)
    _explain(book, columns, needed)
    return _saved(book)


def csv_bytes(columns: Sequence[Col], rows: Iterable[Sequence[Written]], *, machines: bool = False) -> bytes:
    """For Dutch Excel: semicolons, decimal commas, a BOM. For machines: names of fields, points and ISO days."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="," if machines else ";", lineterminator="\r\n")
    writer.writerow([column.field if machines else column.title for column in columns])
    writer.writerows([spelled_cell(value, machines=machines) for value in row] for row in rows)
    return (out.getvalue() if machines else BOM + out.getvalue()).encode()


def spelled_cell(value: Written, *, machines: bool = False) -> str:
    """A cell as text, for people or for machines."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat() if machines else f"{value.day:02}-{value.month:02}-{value.year}"
    if isinstance(value, float):
        # Written out in full: people do not read 6,1e-05. The shortest decimal that names the float.
        text = format(Decimal(repr(value)), "f").removesuffix(".0")
        return text if machines else text.replace(".", ",")
    return str(value)


def _workbook(title: str, columns: Sequence[Col], rows: Iterable[Sequence[Written]]) -> "Workbook":
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet), "a new workbook has one sheet"
    sheet.title = title
    _fill(sheet, [column.title for column in columns], rows)
    return book


def _fill(sheet: "Worksheet", heads: Sequence[str], rows: Iterable[Sequence[Written]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.append(list(heads))
    for place, head in enumerate(sheet[1], start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTH
        head.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            _put(sheet, number, place, value)


def _put(sheet: "Worksheet", row: int, column: int, value: Written) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None:
        return
    is_text = isinstance(value, str)
    cell = sheet.cell(row, column, ILLEGAL_CHARACTERS_RE.sub("\ufffd", value) if isinstance(value, str) else value)
    if is_text:
        # Excel runs what looks like a formula unless the cell says that it is text.
        cell.data_type = "s"
    elif isinstance(value, datetime.date):
        cell.number_format = "dd-mm-yyyy"


def _tell(sheet: "Worksheet", place: int, column: Col, *, must: bool, last: int) -> None:
    """What a cell expects, shown beside it when it is chosen; a list where only a few words will do."""
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(place)
    rule = _rule(column)
    rule.promptTitle = column.title[:32]
    rule.prompt = f"{_asked(column, must=must)} {column.hint}".strip()[:_LONGEST_PROMPT]
    rule.showInputMessage = True
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{last}")


def _rule(column: Col) -> "DataValidation":
    from openpyxl.worksheet.datavalidation import DataValidation

    words = ",".join(column.kind.choices)
    if not words or len(words) > _LONGEST_LIST or any('"' in choice or "," in choice for choice in column.kind.choices):
        return DataValidation()
    rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    rule.errorTitle, rule.error = column.title[:32], "Kies een woord uit de lijst."
    rule.showErrorMessage = True
    return rule


def _explain(book: "Workbook", columns: Sequence[Col], needed: Collection[str]) -> None:
    rows = [
        (column.title, "ja" if column.field in needed else "nee", column.kind.expected, column.hint)
        for column in columns
    ]
    _fill(book.create_sheet(EXPLANATION), _HEADS, rows)


def _asked(column: Col, *, must: bool) -> str:
    return f"{'Vul in' if must else 'Mag leeg blijven; anders'}: {column.kind.expected}."


def _saved(book: "Workbook") -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
