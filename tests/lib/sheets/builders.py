"""Small files of strangers, and what the door says about them."""

import datetime
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from wijkwerk.lib.sheets import (
    DEFAULT_LIMITS,
    HandedIn,
    Limits,
    OpenFile,
    RefusedFile,
    Row,
    SheetProblem,
    SheetTraits,
    open_file,
)

Value = str | int | float | datetime.date | None


def write(folder: Path, content: bytes | str, name: str = "levering.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def workbook(rows: Iterable[Sequence[Value]], title: str = "Cijfers") -> Workbook:
    book = Workbook()
    sheet = sheet_of(book)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book


def sheet_of(book: Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def save(folder: Path, book: Workbook, name: str = "levering.xlsx") -> Path:
    path = folder / name
    book.save(path)
    return path


def rezip(path: Path, changes: Mapping[str, bytes | None]) -> Path:
    """The same workbook with parts replaced, added, or (None) taken away."""
    with zipfile.ZipFile(path) as archive:
        parts: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    parts |= changes
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
    path.write_bytes(packed.getvalue())
    return path


def rows_of(path: Path, limits: Limits = DEFAULT_LIMITS, traits: SheetTraits | None = None) -> list[Row]:
    """The filled rows of a text file, or of the first sheet of a workbook."""
    file = open_file(HandedIn.on_disk(path), limits)
    sheet = file.sheets[0].name if file.sheets else None
    return list(file.rows(sheet, traits or SheetTraits()))


def texts_of(path: Path, limits: Limits = DEFAULT_LIMITS) -> list[list[str]]:
    return [[cell.text for cell in row.cells.values()] for row in rows_of(path, limits)]


def refused(path: Path, limits: Limits = DEFAULT_LIMITS) -> SheetProblem:
    """What is said about a file that must not be read, on disk and in memory alike."""
    on_disk = _refusal(HandedIn.on_disk(path), limits)
    if path.is_file() and path.stat().st_size < 1_000_000:
        assert _refusal(HandedIn(path.name, path.read_bytes()), limits) == on_disk
    return on_disk


def _refusal(given: HandedIn, limits: Limits) -> SheetProblem:
    with pytest.raises(RefusedFile) as caught:
        read_all(open_file(given, limits))
    said = caught.value.problem
    assert said.found
    assert said.expected
    assert said.remedy
    return said


def read_all(file: OpenFile) -> None:
    for sheet in [found.name for found in file.sheets] or [None]:
        for _ in file.rows(sheet, SheetTraits()):
            pass
