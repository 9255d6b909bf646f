"""The same source and period again."""

from pathlib import Path

from wijkwerk.data.ingestors.own_file import ProblemKind, differences_with

from .builders import mapping, read, write

TABLE = "Code;Inwoners\nBU01640202;5\nBU01640203;6\n"


def test_the_same_figures_again_are_no_difference(tmp_path: Path) -> None:
    result = read(write(tmp_path, TABLE))
    assert differences_with(result.observations, result.observations) == ()


def test_another_value_is_refused_with_both(tmp_path: Path) -> None:
    before = read(write(tmp_path, TABLE))
    now = read(write(tmp_path, TABLE.replace(";6", ";7,5")))
    (found,) = differences_with(now.observations, before.observations)
    assert found.kind is ProblemKind.REDELIVERED
    assert (found.row, found.column) == (3, "inwoners")
    assert found.found == "‘BU01640203’, 2024: nu 7,5, eerder geleverd 6"


def test_a_value_that_became_secret_is_a_difference(tmp_path: Path) -> None:
    before = read(write(tmp_path, TABLE))
    now = read(write(tmp_path, TABLE.replace(";6", ";x")))
    assert "nu geheim, eerder geleverd 6" in differences_with(now.observations, before.observations)[0].found


def test_areas_that_came_or_went_are_differences(tmp_path: Path) -> None:
    before = read(write(tmp_path, TABLE))
    now = read(write(tmp_path, TABLE.replace("BU01640203", "BU01640200")))
    differences = differences_with(now.observations, before.observations)
    assert [(difference.row, difference.found) for difference in differences] == [
        (3, "‘BU01640200’, 2024: nu 6, eerder geleverd geen cijfer"),
        (None, "‘BU01640203’, 2024: nu geen cijfer, eerder geleverd 6 (in de eerdere levering, rij 3)"),
    ]


def test_another_period_or_another_variable_is_news(tmp_path: Path) -> None:
    before = read(write(tmp_path, TABLE))
    later = read(write(tmp_path, TABLE.replace(";6", ";7")), period=2025)
    other = read(write(tmp_path, TABLE.replace(";6", ";7")), mapping({"Inwoners": "bewoners"}))
    assert differences_with(later.observations, before.observations) == ()
    assert differences_with(other.observations, before.observations) == ()
