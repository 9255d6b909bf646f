"""The same source and period again."""

from pathlib import Path

from tests.lib.sheets.builders import save, workbook, write
from wijkwerk.data.ingestors.own_file import ProblemKind, differences_with

from .builders import mapping, read

TABLE = "Code;Inwoners\nBU01640202;5\nBU01640203;6\n"


def test_the_same_figures_again_are_no_difference(tmp_path: Path) -> None:
    result = read(write(tmp_path, TABLE))
    assert differences_with(result, result.observations) == ()


def test_another_value_is_refused_with_both(tmp_path: Path) -> None:
    before = read(write(tmp_path, TABLE))
    now = read(write(tmp_path, TABLE.replace(";6", ";7,5")))
    (found,) = differences_with(now, before.observations)
    assert found.kind is ProblemKind.REDELIVERED
    assert (found.row, found.column) == (3, "B (Inwoners)")
    assert found.found == "‘BU01640203’, 2024: nu 7,5, eerder geleverd 6"


def test_the_place_is_that_of_the_file_which_is_read_now(tmp_path: Path) -> None:
    """With its sheet, and of several years the column of that year."""
    before = read(write(tmp_path, TABLE), period=2025)
    rows = [("Code", "Inwoners 2024", "Inwoners 2025"), ("BU01640202", 4, 5), ("BU01640203", 4, 8)]
    now = read(save(tmp_path, workbook(rows)), mapping({"Inwoners 2024": "inwoners"}), period=None)
    (found,) = differences_with(now, before.observations)
    assert (found.sheet, found.row, found.column) == ("Cijfers", 3, "C (Inwoners 2025)")


def test_of_a_long_file_the_place_is_in_the_column_of_values(tmp_path: Path) -> None:
    before = read(write(tmp_path, TABLE))
    table = "Code;Onderwerp;Waarde\nBU01640202;Inwoners;5\nBU01640203;Inwoners;9\n"
    now = read(write(tmp_path, table), mapping(variable="Onderwerp", value="Waarde"))
    (found,) = differences_with(now, before.observations)
    assert (found.row, found.column) == (3, "C (Waarde)")


def test_a_value_that_became_secret_is_a_difference(tmp_path: Path) -> None:
    before = read(write(tmp_path, TABLE))
    now = read(write(tmp_path, TABLE.replace(";6", ";x")))
    assert "nu geheim, eerder geleverd 6" in differences_with(now, before.observations)[0].found


def test_areas_that_came_or_went_are_differences(tmp_path: Path) -> None:
    before = read(write(tmp_path, TABLE))
    now = read(write(tmp_path, TABLE.replace("BU01640203", "BU01640200")))
    differences = differences_with(now, before.observations)
    assert [(difference.row, difference.found) for difference in differences] == [
        (3, "‘BU01640200’, 2024: nu 6, eerder geleverd geen cijfer"),
        (None, "‘BU01640203’, 2024: nu geen cijfer, eerder geleverd 6 (in de eerdere levering, rij 3)"),
    ]


def test_another_period_or_another_variable_is_news(tmp_path: Path) -> None:
    before = read(write(tmp_path, TABLE))
    later = read(write(tmp_path, TABLE.replace(";6", ";7")), period=2025)
    other = read(write(tmp_path, TABLE.replace(";6", ";7")), mapping({"Inwoners": "bewoners"}))
    assert differences_with(later, before.observations) == ()
    assert differences_with(other, before.observations) == ()
