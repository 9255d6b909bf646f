"""Read a bare table: a CSV file with one row for each area and a column for each indicator."""

import csv
import re
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import numpy as np

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.lib.problems import Problem
from wijkwerk.scores.errors import ScoreError

from .figures import Figures

LARGEST_FILE = 500_000_000  # bytes
MISSING = {"", ".", "-", "x", "na", "n/a", "nan", "null", "none", "geheim"}
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_SHOWN = 20  # problems of cells that are told one by one


@dataclass(frozen=True)
class TableColumns:
    """Which columns say what a row is. unit: the first column where left out."""

    unit: str | None = None
    name: str | None = None
    level: str | None = None


def read_figures(path: Path, recipe: Recipe, named: TableColumns = TableColumns()) -> Figures:
    """The figures that a recipe asks for.

    The separator (; , or tab) is the one of the header; the decimal mark is that of the whole file. An empty cell, a
    dot, a dash, NA and geheim are missing. Columns that the recipe does not know are left alone. Raises ScoreError with
    every problem: the line, the column, what stands there.
    """
    text = _text(path)
    header, rows = _rows(text, path.name)
    unit = _unit_column(header, named, path.name)
    wanted = _numeric_names(recipe)
    cells = [row[index].strip() for _, row in rows for index, name in enumerate(header) if name in wanted]
    decimal = _decimal_mark(cells, _separator(text), path.name)
    problems: list[Problem] = []
    columns = {
        name: _numbers(rows, index, name, decimal, problems) for index, name in enumerate(header) if name in wanted
    }
    units = tuple(row[unit].strip() for _, row in rows)
    problems += _unit_problems(rows, units, header[unit])
    if problems:
        raise ScoreError(_first(problems))
    texts = {
        name: tuple(row[index].strip() for _, row in rows) for index, name in enumerate(header) if name not in wanted
    }
    return Figures(
        units,
        columns,
        texts.get(named.name) if named.name else None,
        texts.get(named.level) if named.level else None,
        texts,
    )


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise _whole(path.name, "geen bestand op deze plaats", "een CSV-bestand", "Controleer de naam.") from None
    except OSError:
        raise _whole(
            path.name, "iets dat niet te lezen is", "een CSV-bestand dat u mag lezen", "Controleer het."
        ) from None
    if len(content) > LARGEST_FILE:
        raise _whole(path.name, f"{len(content)} bytes", f"hoogstens {LARGEST_FILE}", "Splits het bestand.")
    text = _decoded(content)
    if "\0" in text:
        raise _whole(
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


def _rows(text: str, file: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header, and every row that is not empty with its line number."""
    reader = csv.reader(StringIO(text), delimiter=_separator(text))
    try:
        lines = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        raise _whole(
            f"{file}, regel {reader.line_num}",
            "iets dat geen CSV is, of een cel van meer dan 131.072 tekens",
            "een rij cellen",
            "Kijk of er een aanhalingsteken te veel staat, en sla het bestand opnieuw op als CSV.",
        ) from None
    if not lines:
        raise _whole(file, "een leeg bestand", "een kopregel en rijen", "Controleer het bestand.")
    header = [cell.strip() for cell in lines[0][1]]
    problems = [
        Problem(
            f"regel {line}",
            "1 cel" if len(row) == 1 else f"{len(row)} cellen",
            f"{len(header)}, zoals de kopregel",
            "Verbeter de regel.",
        )
        for line, row in lines[1:]
        if len(row) != len(header)
    ]
    double = [name for index, name in enumerate(header) if name and name in header[:index]]
    problems += [
        Problem(f"kolom '{name}'", "twee keer", "elke kolom één keer", "Hernoem of verwijder een van beide.")
        for name in double
    ]
    if len(lines) == 1:
        problems.append(Problem(file, "geen enkel gebied, alleen een kopregel", "minstens één rij", "Voeg rijen toe."))
    if problems:
        raise ScoreError(_first(problems))
    return header, lines[1:]


def _separator(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(";,\t", key=first.count)


def _unit_column(header: list[str], named: TableColumns, file: str) -> int:
    problems = [
        Problem(file, f"geen kolom '{name}'", f"een van {', '.join(header[:20])}", "Verbeter de naam.")
        for name in (named.unit, named.name, named.level)
        if name is not None and name not in header
    ]
    if problems:
        raise ScoreError(problems)
    return 0 if named.unit is None else header.index(named.unit)


def _numeric_names(recipe: Recipe) -> set[str]:
    denominators = {each.denominator for each in recipe.indicators.values() if each.denominator}
    return {*recipe.indicators, *denominators}


def _decimal_mark(cells: list[str], separator: str, file: str) -> str:
    """The mark of the whole file; a file with both writes thousands with the first of them. Raises ScoreError where
    numbers such as 1.000 (in a file parted by commas: 1,000) are all there is to tell by."""
    numbers = [cell.strip('"') for cell in cells if any(sign.isdigit() for sign in cell)]
    both = next((cell for cell in numbers if "," in cell and "." in cell), None)
    if both is not None:
        return max(",.", key=both.rindex)
    for thousands, decimal in (",.", ".,"):
        if any(cell.count(thousands) > 1 for cell in numbers):
            return decimal
    pointed, comma = ([cell for cell in numbers if mark in cell] for mark in ".,")
    if separator == ",":  # numbers with a comma stand between quotes there; a decimal one is as likely as not
        if comma and all(_may_part_thousands(cell, ",") for cell in comma):
            if not pointed or all(_may_part_thousands(cell, ".") for cell in pointed):
                raise _unclear(comma[0], ",", file)
            return "."
    elif pointed and not comma and all(_may_part_thousands(cell, ".") for cell in pointed):
        raise _unclear(pointed[0], ".", file)
    return "," if comma else "."


def _may_part_thousands(cell: str, mark: str) -> bool:
    return re.fullmatch(rf"[-+]?[1-9]\d{{0,2}}({re.escape(mark)}\d{{3}})+", cell) is not None


def _unclear(cell: str, mark: str, file: str) -> ScoreError:
    this, other = ("de punt", "een komma") if mark == "." else ("de komma", "een punt")
    return _whole(
        file,
        f"'{cell}', en nergens {other}: {this} kan duizendtallen scheiden of decimalen",
        f"getallen waaraan te zien is wat {this} betekent",
        "Sla het bestand op zonder scheiding van duizendtallen.",
    )


def _numbers(
    rows: list[tuple[int, list[str]]], index: int, name: str, decimal: str, problems: list[Problem]
) -> np.ndarray:
    numbers = np.full(len(rows), np.nan)
    for place, (line, row) in enumerate(rows):
        cell = row[index].strip().strip('"').replace("\u00a0", "").replace(" ", "")
        if cell.lower() in MISSING:
            continue
        plain = _plain(cell, decimal)
        if plain is not None:
            numbers[place] = plain
        else:
            problems.append(
                Problem(
                    f"regel {line}, kolom '{name}'",
                    f"'{cell[:40]}'",
                    f"een getal met een {'punt' if decimal == '.' else 'komma'} voor decimalen, of een lege cel",
                    "Verbeter de cel. Laat haar leeg als er geen cijfer is.",
                )
            )
    return numbers


def _plain(cell: str, decimal: str) -> float | None:
    """The number; None where it is none, also for 1.5 in a file with decimal commas, which could be anything."""
    thousands = "," if decimal == "." else "."
    grouped = rf"[-+]?\d{{1,3}}({re.escape(thousands)}\d{{3}})+({re.escape(decimal)}\d+)?"
    if thousands in cell:
        if not re.fullmatch(grouped, cell):
            return None
        cell = cell.replace(thousands, "")
    plain = cell.replace(decimal, ".")
    return float(plain) if _NUMBER.fullmatch(plain) and np.isfinite(float(plain)) else None


def _unit_problems(rows: list[tuple[int, list[str]]], units: tuple[str, ...], column: str) -> list[Problem]:
    problems, seen = [], dict[str, int]()
    for (line, _), unit in zip(rows, units, strict=True):
        if not unit:
            problems.append(
                Problem(f"regel {line}, kolom '{column}'", "niets", "de code van een gebied", "Vul de code in.")
            )
        elif unit in seen:
            problems.append(
                Problem(
                    f"regel {line}, kolom '{column}'",
                    f"'{unit}', ook op regel {seen[unit]}",
                    "elk gebied één keer",
                    "Verwijder het dubbele, of kies met --unit de kolom met codes.",
                )
            )
        seen.setdefault(unit, line)
    return problems


def _first(problems: list[Problem]) -> list[Problem]:
    more = len(problems) - _SHOWN
    if more <= 0:
        return problems
    return [
        *problems[:_SHOWN],
        Problem("en verder", f"{more} van zulke fouten", "geen", "Los eerst deze op en probeer het opnieuw."),
    ]


def _whole(where: str, found: str, expected: str, remedy: str) -> ScoreError:
    return ScoreError([Problem(where, found, expected, remedy)])
