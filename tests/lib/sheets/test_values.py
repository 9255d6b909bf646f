"""Values as people write them are columns of a sheet: fuzzy stays fuzzy, blank stays blank."""

import io
from dataclasses import dataclass
from decimal import Decimal

import openpyxl
import pytest

from wijkwerk.lib.sheets import Col, Form, HandedIn, Sheet, spelled
from wijkwerk.lib.values import Amount, FuzzyDay, Hours, Judgement


@dataclass(frozen=True, slots=True)
class HoursRow:
    role: str
    hours: Hours
    cost: Amount | None = None
    until: FuzzyDay | None = None
    judgement: Judgement | None = None


HOURS = Sheet(
    HoursRow,
    Col("Medewerker", "role"),
    Col("Uren per week", "hours", spelled(Hours.parse, Hours.EXPECTED, number=Hours.as_number)),
    Col("Kosten", "cost", spelled(Amount.parse, Amount.EXPECTED, number=Amount.as_number)),
    Col("Tot", "until", spelled(FuzzyDay.parse, FuzzyDay.EXPECTED)),
    Col("Oordeel", "judgement", spelled(Judgement.parse, "een oordeel", tuple(map(str, Judgement)))),
    title="Uren",
)
ROWS = (
    HoursRow("wijkregisseur", Hours(Decimal(4), Decimal(4), about=True), Amount(Decimal(118_000), "118k")),
    HoursRow("adviseur", Hours(Decimal(4), Decimal(6)), Amount(Decimal(-30)), FuzzyDay.parse("Q3? 2024")),
    HoursRow("opbouwwerker", Hours(Decimal("4.5"), Decimal("4.5")), judgement=Judgement.VERY_BAD),
    HoursRow("projectleider", Hours(Decimal(1250), Decimal(1250)), None, None, Judgement.GOOD),
)


@pytest.mark.parametrize("form", ["xlsx", "csv", "machines"])
def test_what_goes_out_comes_in_equal(form: Form) -> None:
    reading = HOURS.read(HandedIn("uren", HOURS.write(ROWS, form)))
    assert (reading.rows, reading.problems) == (ROWS, ())


def test_what_is_exact_can_be_added_up_and_what_is_not_stays_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(HOURS.write(ROWS, "xlsx")))["Uren"]
    assert [[cell.value for cell in column[1:]] for column in sheet.iter_cols(2, 3)] == [
        ["± 4 uur", "4-6 uur", 4.5, 1250],
        ["118k", -30, None, None],
    ]


def test_a_dash_is_blank_and_what_must_be_filled_in_is_still_missing() -> None:
    reading = HOURS.read(HandedIn("uren", b"Medewerker;Uren per week;Kosten\na;4;-\nb;-;5\n"))
    assert [row.cost for row in reading.rows] == [None]
    assert [(problem.row, problem.column, problem.found) for problem in reading.problems] == [
        (3, "Uren per week", "niets")
    ]


def test_what_is_wrong_is_told_with_what_was_expected() -> None:
    reading = HOURS.read(HandedIn("uren", b"Medewerker;Uren per week\na;halve dag\n"))
    assert str(reading.problems[0]) == (
        "regel 2, kolom Uren per week: gevonden ‘halve dag’; verwacht een aantal uren: hoeveel uren een dag, een week "
        "of een fte heeft, verschilt. Verbeter dit."
    )
