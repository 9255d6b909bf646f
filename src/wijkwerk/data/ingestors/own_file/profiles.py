"""What one column holds, counted while the rows stream by: bounded, however long the file."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from wijkwerk.lib.sheets import Cell, CellKind

from .areas import AreaBook, KeyKind, level_word, looks_like_code
from .headers import FIRST_YEAR, LAST_YEAR
from .missing_marks import is_dash, status_of
from .numbers import NumberEvidence, WrittenNumber, take_apart

KEPT_TEXTS = 60
KEPT_EXAMPLES = 3
KEPT_AREAS = 20_000  # more than the country has
LONGEST_KEPT = 80
_LOOKS = 8_192  # different texts

_YEAR_CELL = re.compile(r"^((?:19|20)\d\d)(?:\.0|JJ00|\*{1,2}|\s*\*)?$")
# "1-2" in a column of numbers, "1-feb", "2024-02-01", "01/02/2024": what a spreadsheet makes of a decimal or a range.
_DATE_TEXT = re.compile(
    r"^(?:\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?|\d{4}-\d{1,2}-\d{1,2}(?:[T ].*)?"
    r"|\d{1,2}[-\s](?:jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?(?:[-\s]\d{2,4})?)$",
    re.I,
)
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def is_date_text(text: str) -> bool:
    return bool(_DATE_TEXT.match(text))


def year_of(cell: Cell) -> int | None:
    """The year that a cell of a period column says: 2024, "2024JJ00", "2024*", a date, "1-1-2024"; else None."""
    if cell.date:
        return cell.date.year
    if cell.kind is CellKind.NUMBER and cell.number is not None:
        whole = cell.number.is_integer() and FIRST_YEAR <= cell.number <= LAST_YEAR
        return int(cell.number) if whole else None
    return _year_in(cell.text)


def _year_in(text: str) -> int | None:
    match = _YEAR_CELL.match(text)
    if not match and is_date_text(text):
        match = _ANY_YEAR.search(text)
    return int(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class _TextLook:
    """What one text is, whichever column and row it stands in."""

    year: int | None
    is_dash: bool
    is_mark: bool
    number: WrittenNumber | None
    is_date: bool
    is_level: bool


def _look_at(text: str) -> _TextLook:
    """Long files say the same again and again; what is too long to be a figure is not kept."""
    return _kept_look(text) if len(text) <= LONGEST_KEPT else _look(text)


def _look(text: str) -> _TextLook:
    return _TextLook(
        year=_year_in(text),
        is_dash=is_dash(text),
        is_mark=status_of(text) is not None,
        number=take_apart(text),
        is_date=is_date_text(text),
        is_level=level_word(text) is not None,
    )


_kept_look = lru_cache(maxsize=_LOOKS)(_look)


@dataclass
class ColumnProfile:
    """Counts of one column over the rows of figures."""

    index: int
    header: str
    watched: bool = False  # may hold areas: every cell is looked up
    filled: int = 0
    numbers: int = 0
    dates: int = 0
    formulas: int = 0
    errors: int = 0
    years: int = 0
    dashes: int = 0
    level_words: int = 0
    percent: int = 0
    marks: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    other_texts: int = 0  # texts beyond the kept ones
    examples: list[str] = field(default_factory=list)
    evidence: NumberEvidence = field(default_factory=NumberEvidence)
    keys: Counter[KeyKind] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    periods: set[int] = field(default_factory=set)
    different: set[str] = field(default_factory=set)  # spellings of areas, of a watched column

    def add(self, cell: Cell, row: int, book: AreaBook) -> None:
        self.filled += 1
        if len(self.examples) < KEPT_EXAMPLES:
            self.examples.append(cell.text[:LONGEST_KEPT])
        if self.watched:
            self._add_area(cell.text, book)
        match cell.kind:
            case CellKind.NUMBER:
                self.numbers += 1
                self.percent += cell.text.endswith("%")
                self._add_year(year_of(cell))
            case CellKind.DATE:
                self.dates += 1
            case CellKind.FORMULA:
                self.formulas += 1
            case CellKind.ERROR:
                self.errors += 1
            case _:
                self._add_text(cell, row)

    def _add_text(self, cell: Cell, row: int) -> None:
        text = cell.text
        look = _look_at(text)
        self._add_year(cell.date.year if cell.date else look.year)
        if look.is_dash:
            self.dashes += 1
        elif look.is_mark:
            self._keep(self.marks, text)
        elif look.number is not None:
            self.numbers += 1
            self.percent += look.number.percent
            self.evidence.add(look.number, text[:LONGEST_KEPT], row)
        elif look.is_date:
            self.dates += 1
        else:
            self.level_words += look.is_level
            self._keep(self.texts, text)

    def _keep(self, counts: Counter[str], text: str) -> None:
        text = text[:LONGEST_KEPT]
        if text in counts or len(counts) < KEPT_TEXTS:
            counts[text] += 1
        elif counts is self.texts:
            self.other_texts += 1

    def _add_year(self, year: int | None) -> None:
        if year is not None:
            self.years += 1
            if len(self.periods) < LAST_YEAR:
                self.periods.add(year)

    def _add_area(self, text: str, book: AreaBook) -> None:
        if len(self.different) < KEPT_AREAS:
            self.different.add(text[:LONGEST_KEPT])
        match = book.find(text)
        if match.areas or looks_like_code(text):
            self.keys[match.kind or KeyKind.CODE] += 1
        if len(match.areas) > 1 and len({area.level for area in match.areas}) > 1:
            self.levels["several"] += 1
        elif match.areas:
            self.levels[match.areas[0].level] += 1

    @property
    def text_count(self) -> int:
        return self.texts.total() + self.other_texts

    @property
    def areas(self) -> int:
        return self.keys.total()
