"""Write norms as a spreadsheet: XLSX and CSV with the same columns. `sheets` reads what goes out here back, equal."""

import csv
import datetime
import io
from collections.abc import Iterable
from decimal import Decimal

from wijkwerk.definitions.kaders import NormTerms

from .sheet_columns import COLUMNS, Cell, written

BOM = "\ufeff"
SHEET = "Normen"
_WIDTH = 18


def workbook_of_norms(norms: Iterable[NormTerms]) -> bytes:
    """The norms as XLSX: one sheet, days as days, text always as text."""
    import openpyxl  # heavy to import; only a workbook needs it
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    sheet.append([column.title for column in COLUMNS])
    for norm in norms:
        sheet.append([written(norm, column.name) for column in COLUMNS])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            # Excel runs what looks like a formula unless the cell says that it is text.
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for place, head in enumerate(sheet[1], start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTH
        head.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_of_norms(norms: Iterable[NormTerms], *, machines: bool = False) -> bytes:
    """The norms as CSV: for Dutch Excel, or for machines with field names, points and ISO days."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="," if machines else ";", lineterminator="\r\n")
    writer.writerow([column.name if machines else column.title for column in COLUMNS])
    for norm in norms:
        writer.writerow([_spelled(written(norm, column.name), machines) for column in COLUMNS])
    return (out.getvalue() if machines else BOM + out.getvalue()).encode()


def spelled_fields(norm: NormTerms) -> dict[str, str]:
    """A norm as the fields of a form, as people write them; `read_norm_fields` reads them back."""
    return {column.name: _spelled(written(norm, column.name), machines=False) for column in COLUMNS}


def _spelled(value: Cell, machines: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat() if machines else f"{value.day:02}-{value.month:02}-{value.year}"
    if isinstance(value, float):
        # Written out in full: people do not read 6,1e-05. The shortest decimal that names the float.
        text = format(Decimal(repr(value)), "f").removesuffix(".0")
        return text if machines else text.replace(".", ",")
    return str(value)
