"""Norms as a spreadsheet or a form: the columns of the export, read back with all faults at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from wijkwerk.definitions.kaders import AreaKind, Direction, KaderStatus, NormForm, NormScope, NormSource, NormTerms
from wijkwerk.definitions.missing_codes import code_of
from wijkwerk.governance.kader.errors import KaderError
from wijkwerk.governance.kader.norm_problems import Places
from wijkwerk.lib.problems import Problem
from wijkwerk.lib.sheets import (
    DAY,
    NUMBER,
    SMALL,
    YEAR,
    Cell,
    Col,
    EndlessNumberError,
    Fault,
    HandedIn,
    Place,
    Reading,
    Sheet,
    SheetProblem,
    UnfitRowError,
    UnreadableCellError,
    one_of,
    spelled_cell,
)

SHEET = "Normen"
LARGEST_FILE = 5_000_000  # bytes as handed in: a kader is a small file
MOST_NORMS = 2_000
_TERMS = TypeAdapter(NormTerms)


def _made(fields: Mapping[str, object]) -> NormTerms:
    """Raises UnfitRowError with every field that does not fit the terms of a norm."""
    try:
        return _TERMS.validate_python(fields)
    except ValidationError as error:
        faults = [
            Fault(str(each["loc"][0]), f"‘{str(each['input'])[:60]}’", _expected(each["type"], each.get("ctx", {})))
            for each in error.errors(include_url=False)
        ]
        raise UnfitRowError(faults) from error


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


def _finite(cell: Cell) -> float | None:
    try:
        value = NUMBER.read(cell)
    except EndlessNumberError as error:
        finite = "een eindig getal; met één grens heet een norm ‘ten minste’ of ‘ten hoogste’"
        raise UnreadableCellError(finite) from error
    if value is not None and code_of(value) is not None:
        raise UnreadableCellError("een getal, of een lege cel: dit is een code voor een cijfer dat ontbreekt")
    return value


_LIMIT = replace(NUMBER, read=_finite)

NORMS = Sheet(
    NormTerms,
    Col("Indicator", "indicator"),
    Col("Geldt voor", "scope", one_of(NormScope)),
    Col("Wijktype", "area_kind", one_of(AreaKind)),
    Col("Gebied", "area"),
    Col("Vorm", "form", one_of(NormForm)),
    Col("Waarde", "value", _LIMIT),
    Col("Bovenkant", "upper", _LIMIT),
    Col("Sinds", "since", YEAR),
    Col("Richting", "direction", one_of(Direction)),
    Col("Per", "per", _LIMIT),
    Col("Streefjaar", "by", YEAR),
    Col("Geteld met", "counted"),
    Col("Verschil in", "unit_of_gap"),
    Col("Herkomst", "source", one_of(NormSource)),
    Col("Document", "document"),
    Col("Eigenaar", "owner"),
    Col("Status", "status", one_of(KaderStatus)),
    Col("Geldig vanaf", "valid_from", DAY),
    Col("Geldig tot en met", "valid_to", DAY),
    Col("Toelichting", "note"),
    title=SHEET,
    rows_are=("norm", "normen"),
    most=MOST_NORMS,
    limits=replace(SMALL, text_bytes=LARGEST_FILE, workbook_bytes=LARGEST_FILE),
    make=_made,
)
COLUMNS, TITLES = NORMS.columns, NORMS.titles


@dataclass(frozen=True, slots=True)
class SheetNorms:
    """What a file holds. `places` says where a field of a norm stands, for problems that are found later."""

    norms: tuple[NormTerms, ...]
    places: Places


class UnreadableNormsError(KaderError):
    """Some norms cannot be read. `read` holds those that can, so that what is wrong with them is told as well."""

    def __init__(self, problems: Iterable[Problem], read: SheetNorms) -> None:
        super().__init__(problems)
        self.read = read


def read_norms_file(name: str, content: bytes) -> SheetNorms:
    """The norms of a file that somebody hands in. Raises UnreadableNormsError with every cell that cannot be read."""
    return _norms_of(NORMS.read(HandedIn(name, content)), lambda place: _in_file(name, place))


def read_norm_fields(given: Sequence[Mapping[str, str]]) -> SheetNorms:
    """The norms of a form: fields per norm. Raises UnreadableNormsError with every field that cannot be read."""
    return _norms_of(NORMS.read_fields(given), _in_form)


def spelled_fields(norm: NormTerms) -> dict[str, str]:
    """A norm as the fields of a form, as people write them; `read_norm_fields` reads them back."""
    return {column.field: spelled_cell(NORMS.written(norm, column.field)) for column in COLUMNS}


def _norms_of(reading: Reading[NormTerms], where: Callable[[Place], str]) -> SheetNorms:
    norms = SheetNorms(reading.rows, lambda index, name: where(reading.place(index, name)))
    if reading.problems:
        raise UnreadableNormsError((_problem(each, where) for each in reading.problems), norms)
    return norms


def _problem(read: SheetProblem, where: Callable[[Place], str]) -> Problem:
    place = Place(read.sheet, read.row, header=read.column)
    return Problem(where(place), f"{read.found}{read.how_often}", read.expected, read.remedy)


def _in_file(name: str, place: Place) -> str:
    words = [name, *([f"blad {place.sheet}"] if place.sheet else []), *([f"regel {place.row}"] if place.row else [])]
    return ", ".join([*words, *([f"kolom {place.header}"] if place.header else [])])


def _in_form(place: Place) -> str:
    return ", ".join([f"norm {place.row}", *([place.header] if place.header else [])]) if place.row else "het formulier"
