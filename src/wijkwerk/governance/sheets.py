"""Read norms from a spreadsheet or a form: XLSX and CSV with the columns of the export. All faults are told at once."""

import csv
import datetime
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from wijkwerk.definitions.kaders import NormTerms
from wijkwerk.lib.sheets.active_content import strange_name, what_runs

from .notes import Places
from .problems import KaderError, KaderProblem
from .sheet_columns import COLUMNS, TITLES, Cell, UnreadableCellError, as_number, machine_number
from .sheet_writing import SHEET

LARGEST_FILE = 5_000_000  # bytes as handed in
LARGEST_UNPACKED = 50_000_000  # a workbook is a zip file; a small one can hold gigabytes
MOST_NORMS = 2_000
_TERMS = TypeAdapter(NormTerms)
_NEEDED = ("indicator", "scope", "form", "value", "source", "owner", "valid_from")


@dataclass(frozen=True, slots=True)
class SheetNorms:
    """What a file holds. `places` says where a field of a norm stands, for problems that are found later."""

    norms: tuple[NormTerms, ...]
    places: Places


class UnreadableNormsError(KaderError):
    """Some norms cannot be read. `read` holds those that can, so that what is wrong with them is told as well."""

    def __init__(self, problems: Iterable[KaderProblem], read: SheetNorms) -> None:
        super().__init__(problems)
        self.read = read


def read_norms_file(name: str, content: bytes) -> SheetNorms:
    """The norms of a file that somebody hands in. Raises KaderError with every cell that cannot be read."""
    if len(content) > LARGEST_FILE:
        found = f"een bestand van {len(content) / 1e6:.0f} MB"
        raise _refused(name, found, f"hoogstens {LARGEST_FILE // 1_000_000} MB", "Een kader is een klein bestand.")
    is_workbook = content[:2] == b"PK"
    rows = _workbook_rows(name, content) if is_workbook else _csv_rows(name, content)
    prefix = f"{name}, blad {SHEET}" if is_workbook else name
    return _read_rows(
        rows, lambda row, column: f"{prefix}, regel {row}" + (f", kolom {column}" if column else ""), prefix
    )


def read_norm_fields(given: Sequence[Mapping[str, str]]) -> SheetNorms:
    """The norms of a form: a mapping of fields per norm. Raises KaderError with every field that cannot be read."""
    names = [column.name for column in COLUMNS]
    rows = [_Row(number, [norm.get(name, "") for name in names]) for number, norm in enumerate(given, start=1)]
    head = _Row(0, [column.title for column in COLUMNS])
    return _read_rows([head, *rows], lambda row, column: f"norm {row}, {column}", "het formulier")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its number as a spreadsheet counts; `formulas` are the places of cells that hold one."""

    number: int
    cells: Sequence[Cell]
    formulas: frozenset[int] = frozenset()


# Number of a row, title of a column (empty for the row as a whole) -> where that is, for a reader
_Where = Callable[[int, str], str]


def _read_rows(rows: Sequence[_Row], where: _Where, whole: str) -> SheetNorms:
    if not rows:
        raise _refused(whole, "een leeg bestand", "een rij met namen van kolommen", "Begin met de export van de site.")
    problems: list[KaderProblem] = []
    names = _header(rows[0], where, problems)
    filled = [row for row in rows[1:] if any(not _is_empty(cell) for cell in row.cells)]
    if len(filled) > MOST_NORMS:
        found = f"{len(filled)} normen"
        problems.append(KaderProblem(whole, found, f"hoogstens {MOST_NORMS}", "Controleer het bestand."))
    if problems:
        raise KaderError(problems)
    machines = any(cell == "valid_from" for cell in rows[0].cells)
    norms = [_norm(row, names, machines, where, problems) for row in filled]
    if not norms:
        problems.append(KaderProblem(whole, "geen enkele norm", "minstens één norm", "Vul een norm in."))
    numbers = [row.number for row, norm in zip(filled, norms, strict=True) if norm is not None]
    read = SheetNorms(
        tuple(norm for norm in norms if norm is not None),
        lambda index, name: where(numbers[index], TITLES.get(name, name)),
    )
    if problems:
        raise UnreadableNormsError(problems, read)
    return read


def _header(row: _Row, where: _Where, problems: list[KaderProblem]) -> dict[int, str]:
    """Place of a column -> field. Names as the export writes them, for people or for machines; case does not matter."""
    known = {column.title.lower(): column.name for column in COLUMNS} | {column.name: column.name for column in COLUMNS}
    place_of_row = where(row.number, "")
    names: dict[int, str] = {}
    for place, cell in enumerate(row.cells):
        if _is_empty(cell):
            continue
        name = known.get(str(cell).strip().lower())
        if name is None:
            found, remedy = f"een onbekende kolom ‘{cell}’", "Verwijder de kolom, of gebruik de naam uit de export."
            problems.append(KaderProblem(place_of_row, found, "een kolom van het register", remedy))
        elif name in names.values():
            found = f"‘{cell}’ voor de tweede keer"
            problems.append(KaderProblem(place_of_row, found, "elke kolom één keer", "Verwijder er een."))
        else:
            names[place] = name
    for name in _NEEDED:
        if name not in names.values():
            found = f"geen kolom ‘{TITLES[name]}’"
            problems.append(KaderProblem(place_of_row, found, "deze kolom", "Voeg de kolom toe."))
    return names


def _norm(
    row: _Row, names: dict[int, str], machines: bool, where: _Where, problems: list[KaderProblem]
) -> NormTerms | None:
    given: dict[str, Cell] = {}
    before = len(problems)
    readers = {column.name: column.read for column in COLUMNS}
    for place, name in names.items():
        cell = row.cells[place] if place < len(row.cells) else None
        at = where(row.number, TITLES[name])
        if place in row.formulas:
            problems.append(KaderProblem(at, "een formule", "de waarde zelf", "Plak de cel als waarde."))
        elif _is_empty(cell):
            if name in _NEEDED:
                problems.append(KaderProblem(at, "niets", "een waarde", "Vul dit in."))
        else:
            try:
                is_number = readers[name] is as_number
                given[name] = readers[name](machine_number(cell) if machines and is_number else cell)
            except UnreadableCellError as error:
                problems.append(KaderProblem(at, f"‘{str(cell)[:60]}’", str(error), "Verbeter dit."))
    if len(problems) > before:
        return None
    try:
        return _TERMS.validate_python(given)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            at = where(row.number, TITLES.get(str(each["loc"][0]), str(each["loc"][0])))
            expected = _expected(each["type"], each.get("ctx", {}))
            problems.append(KaderProblem(at, f"‘{str(each['input'])[:60]}’", expected, "Verbeter dit."))
        return None


def _expected(kind: str, context: dict[str, object]) -> str:
    match kind:
        case "string_too_long":
            return f"hoogstens {context['max_length']} tekens"
        case "string_too_short":
            return f"minstens {context['min_length']} tekens"
        case "string_pattern_mismatch":
            return "een code of naam zonder spaties, zoals bijstand_per_1000 of WK016402"
        case "greater_than_equal":
            return f"{context['ge']} of later"
        case "less_than_equal":
            return f"{context['le']} of eerder"
    return "een andere waarde"


def _csv_rows(name: str, content: bytes) -> list[_Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refused(
            f"{name}, regel {line}", "een byte die geen UTF-8 is", "UTF-8", "Sla het bestand op als ‘CSV UTF-8’."
        ) from error
    if "\0" in text:
        raise _refused(name, "geen leesbare tekst", "een CSV-bestand of een werkmap (XLSX)", "Kies een ander bestand.")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [_Row(number, cells) for number, cells in enumerate(reader, start=1)]
    except csv.Error as error:
        raise _refused(name, "een regel die niet te lezen is", "CSV", "Controleer de aanhalingstekens.") from error


def _workbook_rows(name: str, content: bytes) -> list[_Row]:
    import openpyxl  # heavy to import; only a workbook needs it
    from openpyxl.utils.exceptions import InvalidFileException

    _refuse_a_bomb(name, content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        remedy = "Open het bestand in Excel en bewaar het opnieuw als XLSX, zonder wachtwoord."
        raise _refused(name, "een werkmap die niet te openen is", "een XLSX-bestand", remedy) from error
    if SHEET not in book.sheetnames:
        found = f"bladen {', '.join(book.sheetnames)}"
        raise _refused(name, found, f"een blad ‘{SHEET}’", f"Noem het blad met de normen ‘{SHEET}’.")
    sheet = book[SHEET]
    rows = []
    # No further than the sheet goes: openpyxl makes every cell that is asked for.
    last_row, last_column = min(sheet.max_row, MOST_NORMS + 2), min(sheet.max_column, len(COLUMNS) + 20)
    for number, cells in enumerate(sheet.iter_rows(max_row=last_row, max_col=last_column), start=1):
        formulas = frozenset(place for place, cell in enumerate(cells) if cell.data_type == "f")
        rows.append(_Row(number, [_value(cell.value) for cell in cells], formulas))
    return rows


def _value(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float | datetime.date):
        return value
    return str(value)


def _refuse_a_bomb(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise _refused(name, "een beschadigde werkmap", "een XLSX-bestand", "Bewaar het bestand opnieuw.") from error
    if size > LARGEST_UNPACKED:
        raise _refused(name, "een werkmap die uitgepakt te groot is", "een kleine werkmap", "Bewaar alleen de normen.")
    runs = what_runs(names)
    if runs is not None:
        found, expected, remedy = runs
        raise _refused(name, found, expected, f"{remedy[0].upper()}{remedy[1:]}.")
    if strange_name(names) is not None:
        raise _refused(name, "een beschadigde werkmap", "een XLSX-bestand", "Bewaar het bestand opnieuw.")


def _is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _refused(place: str, found: str, expected: str, remedy: str) -> KaderError:
    return KaderError([KaderProblem(place, found, expected, remedy)])
