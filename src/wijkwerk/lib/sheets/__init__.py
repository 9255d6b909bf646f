"""The one door for spreadsheets: what opens somebody's CSV or XLSX file, and what makes one.

file = open_file(HandedIn("cijfers.xlsx", path), limits)     what it is by content; raises `RefusedFile`
file.rows(sheet, traits)                                    filled rows of typed cells, as a stream
"""

from .cells import Cell, CellKind, Row
from .handed_in import HandedIn
from .limits import DEFAULT_LIMITS, Limits
from .opening import OpenFile, open_file
from .problems import Place, Problem, ProblemLog, Refusal, RefusedFile, column_letter, refusal, sentence
from .sheet_rows import SheetTraits
from .text_file import DELIMITER_NAMES

__all__ = [
    "DEFAULT_LIMITS",
    "DELIMITER_NAMES",
    "Cell",
    "CellKind",
    "HandedIn",
    "Limits",
    "OpenFile",
    "Place",
    "Problem",
    "ProblemLog",
    "Refusal",
    "RefusedFile",
    "Row",
    "SheetTraits",
    "column_letter",
    "open_file",
    "refusal",
    "sentence",
]
