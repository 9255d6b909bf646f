"""The cells of one sheet, row by row, with what a reader of the screen does not see: hidden, merged, formulas."""

import datetime
import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from xml.sax.xmlreader import AttributesImpl

from .archive import chunks, damaged
from .cells import BLANKS, Cell, CellKind, Row
from .limits import Limits
from .problems import Place, Refusal, refusal
from .workbook import NumberStyle, Workbook, WorkbookSheet
from .xml_events import feed

EXCEL_COLUMNS = 16_384
KEPT_RANGES = 200


@dataclass
class SheetTraits:
    """What was seen of a sheet besides its cells; complete once its rows are read to the end."""

    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # first and last, from 0, inclusive
    merged: list[str] = field(default_factory=list)  # "B1:D1"
    hidden_rows: int = 0

    def hides(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)


def sheet_rows(
    archive: zipfile.ZipFile, workbook: Workbook, sheet: WorkbookSheet, traits: SheetTraits, limits: Limits
) -> Iterator[Row]:
    """Filled rows in order; fills `traits` on the way. A million empty rows cost time, no memory."""
    reader = _SheetReader(workbook, sheet, traits, limits)
    for _ in feed(chunks(archive, sheet.part), reader):
        yield from reader.take()


class _SheetReader:
    def __init__(self, workbook: Workbook, sheet: WorkbookSheet, traits: SheetTraits, limits: Limits) -> None:
        self._workbook, self._sheet, self._traits, self._limits = workbook, sheet, traits, limits
        self._ready: list[Row] = []
        self._row, self._column, self._hidden = 0, -1, False
        self._cells: dict[int, Cell] = {}
        self._type, self._style = "n", 0
        self._texts: dict[str, list[str]] = {"v": [], "f": [], "t": []}
        self._has_formula = False
        self._reading: list[str] | None = None
        self._length = 0
        self._phonetic = False

    def take(self) -> list[Row]:
        ready, self._ready = self._ready, []
        return ready

    def start(self, name: str, attributes: AttributesImpl) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in self._texts:
            self._has_formula = self._has_formula or name == "f"
            self._reading = None if self._phonetic else self._texts[name]
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._phonetic = True
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self._hide(attributes)
        elif name == "mergeCell" and len(self._traits.merged) < KEPT_RANGES:
            self._traits.merged.append(attributes.get("ref", "")[:40])

    def characters(self, text: str) -> None:
        if self._reading is not None:
            self._length += len(text)
            if self._length > self._limits.cell_characters:
                raise self._refused(f"een cel met meer dan {self._limits.cell_characters} tekens", "getallen en namen")
            self._reading.append(text)

    def end(self, name: str) -> None:
        self._reading = None
        if name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._phonetic = False

    def _start_row(self, attributes: AttributesImpl) -> None:
        number = _whole(attributes.get("r"), self._row + 1)
        if number <= self._row:
            raise damaged(f"rij {number} na rij {self._row}")
        if number > self._limits.rows:
            raise self._refused(f"meer dan {self._limits.rows} rijen", "de rijen van de tabel")
        self._row, self._column = number, -1
        self._hidden = attributes.get("hidden") in ("1", "true")

    def _end_row(self) -> None:
        if self._cells:
            self._ready.append(Row(self._row, self._cells, self._hidden))
            self._traits.hidden_rows += self._hidden
            self._cells = {}

    def _hide(self, attributes: AttributesImpl) -> None:
        if len(self._traits.hidden_columns) < KEPT_RANGES:
            first, last = _whole(attributes.get("min"), 1), _whole(attributes.get("max"), 1)
            self._traits.hidden_columns.append((first - 1, min(last, EXCEL_COLUMNS) - 1))

    def _start_cell(self, attributes: AttributesImpl) -> None:
        self._column = _column_of(attributes.get("r"), self._column + 1)
        self._type, self._style = attributes.get("t", "n"), _whole(attributes.get("s"), 0)
        for texts in self._texts.values():
            texts.clear()
        self._has_formula, self._length = False, 0

    def _end_cell(self) -> None:
        value = "".join(self._texts["t"] if self._type == "inlineStr" else self._texts["v"])
        if not value and not self._has_formula:
            return
        if self._column >= self._limits.columns:
            raise self._refused(f"meer dan {self._limits.columns} kolommen", "de kolommen van de tabel")
        if self._column in self._cells:
            raise damaged(f"rij {self._row}: een cel staat er twee keer")  # programs differ in which they read
        cell = self._cell(value)
        if self._has_formula:
            cell = Cell(CellKind.FORMULA, "=" + "".join(self._texts["f"]), cell.number if cell else None)
        if cell:
            self._cells[self._column] = cell

    def _cell(self, value: str) -> Cell | None:
        match self._type:
            case "s":
                return _text(self._shared(value))
            case "inlineStr" | "str":
                return _text(value)
            case "b":
                return Cell(CellKind.TRUTH, "WAAR" if value == "1" else "ONWAAR")
            case "e":
                return Cell(CellKind.ERROR, value.strip())
            case "d":
                return _iso_date(value)
        return self._number(value) if value.strip() else None

    def _shared(self, value: str) -> str:
        place = _whole(value, -1)
        if not 0 <= place < len(self._workbook.texts):
            raise damaged(f"rij {self._row}: tekst {value[:20]} bestaat niet")
        return self._workbook.texts[place]

    def _number(self, value: str) -> Cell:
        try:
            number = float(value)
        except ValueError as error:
            raise damaged(f"rij {self._row}: ‘{value[:40]}’ is geen getal") from error
        styles = self._workbook.styles
        style = styles[self._style] if 0 <= self._style < len(styles) else NumberStyle.PLAIN
        if style is NumberStyle.DATE and (date := _serial_date(number, self._workbook.epoch_1904)):
            return Cell(CellKind.DATE, date.isoformat(), number, date)
        if style is NumberStyle.PERCENT and math.isfinite(number):
            shown = float(Decimal(repr(number)) * 100)  # 0.07 * 100 is 7.000000000000001
            return Cell(CellKind.NUMBER, f"{shown:.15g}%", shown)
        return Cell(CellKind.NUMBER, f"{number:.15g}", number)

    def _refused(self, found: str, expected: str) -> Exception:
        place = Place(self._sheet.name, self._row or None)
        return refusal(Refusal.TOO_LARGE, found, expected, "kopieer alleen de tabel naar een nieuwe werkmap", place)


def _text(value: str) -> Cell | None:
    text = value.strip(BLANKS)
    return Cell(CellKind.TEXT, text) if text else None


def _whole(text: str | None, default: int) -> int:
    """A short whole number; Python reads thousands of digits in quadratic time, and no attribute has ten."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else default


def _column_of(reference: str | None, default: int) -> int:
    """B3 -> 1. A cell without a reference stands next to the one before it."""
    letters = (reference or "").rstrip("0123456789")
    if not letters:
        return default
    if len(letters) > 3 or not (letters.isascii() and letters.isalpha()):
        raise damaged(f"cel {letters[:10]}")
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _serial_date(number: float, epoch_1904: bool) -> datetime.date | None:
    """Excel's day number. It believes in 29 February 1900, so that its day 0 is 30 December 1899."""
    epoch = datetime.date(1904, 1, 1) if epoch_1904 else datetime.date(1899, 12, 30)
    try:
        return epoch + datetime.timedelta(days=math.floor(number))
    except (OverflowError, ValueError):
        return None


def _iso_date(value: str) -> Cell | None:
    try:
        date = datetime.datetime.fromisoformat(value.strip()).date()
    except ValueError:
        return _text(value)
    return Cell(CellKind.DATE, date.isoformat(), None, date)
