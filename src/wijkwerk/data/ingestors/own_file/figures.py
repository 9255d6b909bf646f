"""One cell to a figure: a value, or why there is none, or what is wrong with it."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from functools import cached_property

from wijkwerk.data.ingestors.own_file.file_problems import FileProblem, ProblemKind, problem
from wijkwerk.definitions.missing_codes import code_of
from wijkwerk.definitions.vocabulary import Status
from wijkwerk.lib.sheets import Cell, CellKind, Place

from .missing_marks import is_dash, status_of
from .numbers import Separator, Shape, take_apart
from .profiles import is_date_text

NIHIL = "nul"
DASH_CHOICES: Dict[str, Status] = {
    "onbekend": Status.UNKNOWN,
    "nvt": Status.NOT_APPLICABLE,
    "geheim": Status.SUPPRESSED,
}
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Figure:
    value: float | None
    status: Status


@dataclass(frozen=True)
class CellReader:
    """How the cells of one column are to be read.

    meanings  what a doubtful mark means here; a mark that is absent is still a question
    marks     marks with a meaning of their own in this file, in lower case
    dash      a key of DASH_CHOICES, or `nul`; None while nobody has said
    """

    meanings: Dict[str, Separator] = field(default_factory=dict)
    marks: Dict[str, Status] = field(default_factory=dict)
    dash: str | None = None

    def read(self, cell: Cell, place: Place) -> Figure | FileProblem | None:
        """None where a question about this cell is still open: the question stops the load, not the cell."""
        match cell.kind:
            case CellKind.NUMBER if cell.number is not None:
                return self._number(cell)
            case CellKind.DATE:
                return _date(cell.text, place)
            case CellKind.FORMULA:
                return _formula(cell, place)
            case CellKind.ERROR:
                return _error(cell.text, place)
            case CellKind.TEXT:
                return self._text(cell.text, place)
        return _no_number(cell.text, place)

    def _number(self, cell: Cell) -> Figure:
        """Missing values as numbers (-99997) stand in number cells too."""
        assert cell.number is not None, "`read` looked"
        return self._figure(cell.number, Status.VALUE)

    def _figure(self, value: float, status: Status) -> Figure:
        missing = self._codes.get(value) or code_of(value)
        return Figure(None, missing) if missing else Figure(value, status)

    @cached_property
    def _codes(self) -> Dict[float, Status]:
        """Marks of this file that are numbers, by value."""
        numbers = ((take_apart(mark), status) for mark, status in self.marks.items())
        return {number.value(Separator.DECIMAL): status for number, status in numbers if number}

    def _text(self, text: str, place: Place) -> Figure | FileProblem | None:
        status = self.marks.get(text.lower()) or status_of(text)
        if status:
            return Figure(None, status)
        if is_dash(text):
            return self._dash()
        number = take_apart(text)
        if number is None:
            return _date(text, place) if is_date_text(text) else _no_number(text, place)
        if number.shape is Shape.DOUBTFUL and number.mark not in self.meanings:
            return None
        meaning = self.meanings[number.mark] if number.shape is Shape.DOUBTFUL and number.mark else None
        return self._figure(number.value(meaning), Status.PROVISIONAL if number.provisional else Status.VALUE)

    def _dash(self) -> Figure | None:
        if self.dash is None:
            return None
        return Figure(0.0, Status.VALUE) if self.dash == NIHIL else Figure(None, DASH_CHOICES[self.dash])


def shown(text: str) -> str:
    return f"‘{text[:LONGEST_SHOWN]}{'…' if len(text) > LONGEST_SHOWN else ''}’"


def _date(text: str, place: Place) -> FileProblem:
    return problem(
        ProblemKind.DATE,
        place,
        f"{shown(text)}, een datum",
        "een getal",
        "een rekenprogramma maakt van 1-2 een datum; zet de kolom op Tekst of Getal en vul de waarde opnieuw in",
    )


def _formula(cell: Cell, place: Place) -> FileProblem:
    kept = "" if cell.number is None else f", met als laatste uitkomst {cell.number:.15g}".replace(".", ",")
    return problem(
        ProblemKind.FORMULA,
        place,
        f"een formule {shown(cell.text)}{kept}",
        "een waarde",
        "kopieer de kolom en plak haar als waarden; een formule kan bij het openen veranderen",
    )


def _error(text: str, place: Place) -> FileProblem:
    return problem(
        ProblemKind.NUMBER,
        place,
        f"de foutmelding {shown(text)}",
        "een getal of een teken voor ontbrekend",
        "herstel de berekening, of maak de cel leeg",
    )


def _no_number(text: str, place: Place) -> FileProblem:
    return problem(
        ProblemKind.NUMBER,
        place,
        shown(text),
        "een getal, een lege cel of een teken voor ontbrekend (., x, n.v.t., geheim, <5)",
        "vul het getal in, of het teken dat zegt waarom het ontbreekt",
    )
