"""One door to both kinds of file: its sheets, and the rows of one of them as often as they are needed."""

from collections.abc import Generator
from dataclasses import dataclass

from wijkwerk.lib.handed_in import HandedIn

from .archive import open_archive
from .cells import Row
from .limits import DEFAULT_LIMITS, Limits
from .recognition import FileKind, recognise
from .sheet_rows import SheetTraits, sheet_rows
from .text_file import TextFormat, detect_text_format, text_rows
from .workbook import Workbook, WorkbookSheet, read_workbook


@dataclass(frozen=True)
class OpenFile:
    """A file that passed the first checks. `rows` may be asked again: the file is read once more, not kept."""

    name: str
    kind: FileKind
    text: TextFormat | None
    sheets: tuple[WorkbookSheet, ...]  # none for a text file
    _file: HandedIn
    _limits: Limits
    _workbook: Workbook | None = None

    def rows(self, sheet: str | None, traits: SheetTraits) -> Generator[Row, None, None]:
        """Filled rows of a sheet (of the text file: None); `traits` is complete at the end. Raises `RefusedFile`."""
        if self.text:
            yield from text_rows(self._file, self.text, self._limits)
            return
        assert self._workbook is not None, "a workbook has been read where there is no text format"
        chosen = next(candidate for candidate in self.sheets if candidate.name == sheet)
        with open_archive(self._file, self._limits) as archive:
            yield from sheet_rows(archive, self._workbook, chosen, traits, self._limits)


def open_file(file: HandedIn, limits: Limits = DEFAULT_LIMITS) -> OpenFile:
    """Raises `RefusedFile` for what is no table, too large, locked, hostile or broken."""
    kind = recognise(file, limits)
    if kind is FileKind.TEXT:
        return OpenFile(file.name, kind, detect_text_format(file, limits), (), file, limits)
    with open_archive(file, limits) as archive:
        workbook = read_workbook(archive, limits)
    return OpenFile(file.name, kind, None, workbook.sheets, file, limits, _workbook=workbook)
