"""Cells to values as people write them, and what is not guessed."""

import datetime
from collections.abc import Callable

import pytest

from wijkwerk.lib.sheets import DAY, NUMBER, TEXT, YEAR, Cell, CellKind, UnreadableCellError, spelled

Read = Callable[[Cell], object]


def typed(text: str) -> Cell:
    return Cell(CellKind.TEXT, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("35", 35),
        ("1,5", 1.5),
        ("1.234,5", 1234.5),
        ("12.345.678", 12345678),
        ("−3", -3),
        ("0.5", 0.5),
        ("0.125", 0.125),
        ("'-3", -3),
        ("1e3", 1000),
    ],
)
def test_a_number_is_read_as_people_and_machines_write_it(text: str, value: float) -> None:
    assert NUMBER.read(typed(text)) == value


@pytest.mark.parametrize("text", ["1.200", "-1.200", "inf", "−oneindig", "nan", "1e999", "twaalf", "9" * 500, "1,2,3"])
def test_what_means_two_things_or_no_finite_number_is_not_guessed(text: str) -> None:
    with pytest.raises(UnreadableCellError, match="getal"):
        NUMBER.read(typed(text))


@pytest.mark.parametrize(
    "cell",
    [
        Cell(CellKind.DATE, "2024-02-01", 45323.0, datetime.date(2024, 2, 1)),
        Cell(CellKind.TRUTH, "WAAR"),
        Cell(CellKind.NUMBER, "inf", float("inf")),
    ],
    ids=["a day", "a truth", "endless"],
)
def test_a_cell_of_another_kind_is_no_number(cell: Cell) -> None:
    with pytest.raises(UnreadableCellError):
        NUMBER.read(cell)


@pytest.mark.parametrize("text", ["31-12-2026", "31/12/2026", "2026-12-31"])
def test_a_day_is_read_as_people_and_machines_write_it(text: str) -> None:
    assert DAY.read(typed(text)) == datetime.date(2026, 12, 31)


@pytest.mark.parametrize("text", ["31-2-2026", "12-31-2026", "morgen", "46022"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCellError, match="een datum, als 31-12-2026"):
        DAY.read(typed(text))


def test_a_year_is_a_whole_number() -> None:
    assert YEAR.read(Cell(CellKind.NUMBER, "2030", 2030.0)) == 2030
    with pytest.raises(UnreadableCellError, match="een jaar"):
        YEAR.read(typed("2030,5"))


def test_a_text_loses_the_apostrophe_that_kept_it_from_running_and_no_other() -> None:
    assert [TEXT.read(typed(text)) for text in ("'=1+1", "''=1+1", "'t Rot")] == ["=1+1", "'=1+1", "'t Rot"]


def test_a_value_with_its_own_spelling_gets_cells_as_people_write_them() -> None:
    kind = spelled(lambda text: text, "iets")
    cells = [
        typed("± 4"),
        Cell(CellKind.NUMBER, "12.5", 12.5),
        Cell(CellKind.DATE, "x", 1.0, datetime.date(2026, 3, 1)),
    ]
    assert [kind.read(cell) for cell in cells] == ["± 4", "12,5", "01-03-2026"]
    assert kind.write("=1") == "'=1"
