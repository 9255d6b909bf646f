"""The file of a bare table as rows of cells: its text, its separator, its header."""

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from wijkwerk.lib.problems import Mendable, Problem

from .errors import ScoreError

LARGEST_FILE = 500_000_000  # bytes
TAB = "tab"  # as it can be written on a command line


@dataclass(frozen=True)
class Line:
    """number  as an editor counts; cells  without blanks around them, as many as the header has."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class TableFile:
    name: str
    separator: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]


def read_table_file(path: Path, separator: str | None, problems: list[Mendable]) -> TableFile:
    """separator  that of the header (; , or tab) where None

    A row that has not as many cells as the header, and a header that says a name twice, are added to the problems; the
    row and the second of such columns are left out. Raises ScoreError where there is no table.
    """
    text = _text(path)
    chosen = _separator(text) if separator is None else separator.replace(TAB, "\t")
    header, *lines = _lines(text, chosen, path.name)
    names = [cell.strip() for cell in header.cells]
    problems += _double_names(names)
    sound = []
    for line in lines:
        if len(line.cells) == len(names):
            sound.append(Line(line.number, tuple(cell.strip() for cell in line.cells)))
        else:
            problems.append(_other_length(line, len(names)))
    if not lines:
        raise whole(path.name, "geen enkel gebied, alleen een kopregel", "minstens één rij", "Voeg rijen toe.")
    return TableFile(path.name, chosen, tuple(names), tuple(sound))


def whole(where: str, found: str, expected: str, remedy: str) -> ScoreError:
    """What is wrong with the file as a whole."""
    return ScoreError([Problem(where, found, expected, remedy)])


def _other_length(line: Line, expected: int) -> Problem:
    count = len(line.cells)
    return Problem(
        f"regel {line.number}",
        "1 cel" if count == 1 else f"{count} cellen",
        f"{expected}, zoals de kopregel",
        "Verbeter de regel, of zeg met --delimiter wat de cellen scheidt.",
    )


def _double_names(names: list[str]) -> list[Problem]:
    double = [name for index, name in enumerate(names) if name and name in names[:index]]
    return [
        Problem(f"kolom '{name}'", "twee keer", "elke kolom één keer", "Hernoem of verwijder een van beide.")
        for name in dict.fromkeys(double)
    ]


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise whole(path.name, "geen bestand op deze plaats", "een CSV-bestand", "Controleer de naam.") from None
    except OSError:
        raise whole(
            path.name, "iets dat niet te lezen is", "een CSV-bestand dat u mag lezen", "Controleer het."
        ) from None
    if len(content) > LARGEST_FILE:
        raise whole(path.name, f"{len(content)} bytes", f"hoogstens {LARGEST_FILE}", "Splits het bestand.")
    text = _decoded(content)
    if "\0" in text:
        raise whole(
            path.name, "een teken dat niet in tekst hoort (NUL)", "een CSV-bestand", "Sla het opnieuw op als CSV."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str:
    """UTF-8, or as Excel saves "Unicode-tekst" (UTF-16) and "CSV (gescheiden door lijstscheidingsteken)"."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(";,\t", key=first.count)


def _lines(text: str, separator: str, file: str) -> list[Line]:
    """The header, and every row that is not empty with its line number."""
    reader = csv.reader(StringIO(text), delimiter=separator)
    try:
        lines = [Line(reader.line_num, tuple(row)) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        raise whole(
            f"{file}, regel {reader.line_num}",
            "iets dat geen CSV is, of een cel van meer dan 131.072 tekens",
            "een rij cellen",
            "Kijk of er een aanhalingsteken te veel staat, en sla het bestand opnieuw op als CSV.",
        ) from None
    if not lines:
        raise whole(file, "een leeg bestand", "een kopregel en rijen", "Controleer het bestand.")
    return lines
