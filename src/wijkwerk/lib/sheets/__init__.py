"""The one door for spreadsheets: the only place that opens somebody's CSV or XLSX file, and that makes one.

    HOURS = Sheet(HoursRow, Col("Medewerker", "role"), Col("Uren", "hours", spelled(Hours.parse, "uren, als 4")), …)
    reading = HOURS.read(HandedIn("uren.xlsx", content))         its rows, and all problems at once; nothing is kept
    HOURS.write(reading.rows, "xlsx"); HOURS.template()

What fits no fixed columns, such as figures of a municipality, reads the cells itself:

    file = open_file(HandedIn("cijfers.xlsx", path), limits)     what it is by content; raises `RefusedFile`
    file.rows(sheet, traits)                                     filled rows of typed cells, as a stream
"""

from wijkwerk.lib.handed_in import HandedIn

from .cells import Cell, CellKind, Row
from .columns import Col
from .kinds import DAY, NUMBER, TEXT, YEAR, EndlessNumberError, Kind, UnreadableCellError, Written, one_of, spelled
from .limits import DEFAULT_LIMITS, Limits
from .opening import OpenFile, open_file
from .problems import Place, ProblemLog, Refusal, RefusedFile, SheetProblem, column_letter, refusal, sentence
from .row_reading import Fault, UnfitRowError
from .sheet import SMALL, Form, Reading, Sheet
from .sheet_rows import SheetTraits
from .text_file import DELIMITER_NAMES
from .writing import spelled_cell

__all__ = [
    "DAY",
    "DEFAULT_LIMITS",
    "DELIMITER_NAMES",
    "NUMBER",
    "SMALL",
    "TEXT",
    "YEAR",
    "Cell",
    "CellKind",
    "Col",
    "EndlessNumberError",
    "Fault",
    "Form",
    "HandedIn",
    "Kind",
    "Limits",
    "OpenFile",
    "Place",
    "ProblemLog",
    "Reading",
    "Refusal",
    "RefusedFile",
    "Row",
    "Sheet",
    "SheetProblem",
    "SheetTraits",
    "UnfitRowError",
    "UnreadableCellError",
    "Written",
    "column_letter",
    "one_of",
    "open_file",
    "refusal",
    "sentence",
    "spelled",
    "spelled_cell",
]
