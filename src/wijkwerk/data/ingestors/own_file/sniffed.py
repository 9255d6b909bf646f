"""What a file turns out to be, told to the person who delivers it before anything is loaded."""

from dataclasses import dataclass, field
from enum import StrEnum

from wijkwerk.definitions.vocabulary import Level
from wijkwerk.lib.sheets import DELIMITER_NAMES, column_letter

from .areas import KeyKind
from .profiles import ColumnProfile
from .roles import DecimalSign, Role
from .rows import RowKind


class Layout(StrEnum):
    WIDE = "wide"  # a column per thing counted
    LONG = "long"  # a column that says what is counted, and one with its value


@dataclass(frozen=True, slots=True)
class SniffedColumn:
    """One column as it was found.

    year      that its header speaks of
    evidence  the cells that decide the decimal sign, in words
    marks     what stands where a number is missing, with its count
    texts     what is no number, no mark and no date, with its count (the first sixty different ones)
    """

    index: int
    header: str
    role: Role
    filled: int
    numbers: int
    dates: int
    decimal: DecimalSign
    evidence: str
    percent: bool
    year: int | None
    hidden: bool
    marks: tuple[tuple[str, int], ...]
    dashes: int
    texts: tuple[tuple[str, int], ...]
    examples: tuple[str, ...]
    profile: ColumnProfile = field(repr=False, compare=False)

    @property
    def letter(self) -> str:
        return column_letter(self.index)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A file as it was found: what the wizard shows and the reading stands on.

    sheets        visible and hidden ones; empty for a text file
    header_row    1 is the first row of the sheet; None when there is no header
    odd_rows      rows that are no figures of an area, by kind: the first twenty of each, with their text
    odd_counts    how many there are of each kind
    title_years   years spoken of above the header, in the sheet's name and in the file's name
    several_keys  names in the area column that fit more than one level
    areas_in_header   headers that are names or codes of areas: the table lies on its side
    group_rows    rows above the header with several cells: headers over headers
    """

    name: str
    kind: str
    encoding: str | None
    delimiter: str | None
    sheets: tuple[str, ...]
    hidden_sheets: tuple[str, ...]
    sheet: str | None
    header_row: int | None
    data_rows: int
    first_row: int | None
    last_row: int | None
    layout: Layout
    columns: tuple[SniffedColumn, ...]
    key_kind: KeyKind | None
    levels: tuple[tuple[Level, int], ...]
    several_keys: int
    division: int | None
    title_years: tuple[int, ...]
    odd_rows: dict[RowKind, tuple[tuple[int, str], ...]]
    odd_counts: dict[RowKind, int]
    hidden_rows: int
    merged: tuple[str, ...]
    areas_in_header: int
    group_rows: tuple[int, ...]

    def column(self, role: Role) -> SniffedColumn | None:
        return next((column for column in self.columns if column.role is role), None)

    def at(self, index: int) -> SniffedColumn:
        return next(column for column in self.columns if column.index == index)

    @property
    def delimiter_name(self) -> str | None:
        return None if self.delimiter is None else DELIMITER_NAMES.get(self.delimiter, self.delimiter)
