"""Codes for missing and rows of a total are no figures of areas: a person says what they are."""

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from tests.definitions.recipe.small_recipe import small_recipe
from wijkwerk.scores.errors import ScoreError
from wijkwerk.scores.figures import Figures
from wijkwerk.scores.reading import Spelling, TableColumns, read_figures
from wijkwerk.scores.table_doubts import Handling

NAN = np.nan
CODES = ["-99995", "-99996", "-99997", "-99998", "-99999", "-99999999", "-99997.0", "-99997,00", "-99.997", "-9.9997e4"]


def read(folder: Path, *lines: str, **said: object) -> Figures:
    """said  options of the spelling, or columns by name"""
    path = folder / "cijfers.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    columns = {key: value for key, value in said.items() if key in TableColumns.__dataclass_fields__}
    spelling = {key: value for key, value in said.items() if key not in columns}
    return read_figures(path, small_recipe(), TableColumns(**columns), Spelling(**spelling))


def problem(folder: Path, *lines: str, **said: object) -> str:
    with pytest.raises(ScoreError) as raised:
        read(folder, *lines, **said)
    (only,) = raised.value.problems
    return str(only)


@pytest.mark.parametrize("code", CODES)
def test_a_code_for_missing_is_known_by_its_value_and_asked(tmp_path, code):
    decimal = "." if code in {"-99997.0", "-9.9997e4"} else ","
    lines = ("code;bijstand", "a;1", f"b;{code}", "c;3")
    told = problem(tmp_path, *lines, decimal=decimal)
    assert told.startswith("kolom 'bijstand': gevonden \u221299")
    assert "op regel 3: een code waarmee CBS, PDOK en Swing een ontbrekend cijfer schrijven" in told
    assert "--missing-codes drop" in told
    assert "--missing-codes keep" in told


def test_codes_that_somebody_says_are_missing_are_empty_and_counted(tmp_path):
    lines = ("code;bijstand;afstand", "a;1;2", "b;-99997;3", "c;-99999;4", "d;-99997;5")
    table = read(tmp_path, *lines, missing_codes=Handling.DROP)
    assert_array_equal(table.columns["bijstand"], [1, NAN, NAN, NAN])
    assert table.remarks == ("Kolom 'bijstand': 3 keer geen cijfer, geschreven als \u221299997, \u221299999.",)
    kept = read(tmp_path, *lines, missing_codes=Handling.KEEP)
    assert_array_equal(kept.columns["bijstand"], [1, -99997, -99999, -99997])
    assert kept.remarks == ()


def test_a_code_in_a_column_that_is_not_asked_for_says_nothing(tmp_path):
    assert read(tmp_path, "code;bijstand;wat", "a;1;-99997", "b;2;3").remarks == ()


@pytest.mark.parametrize("word", ["Totaal", "TOTAL", "Nederland", "Hengelo totaal", "Gemiddelde", "Gemeente", "NL00"])
def test_a_row_of_a_total_is_known_by_its_word_and_asked(tmp_path, word):
    lines = ("gebied;bijstand", "BU01640101;1", "BU01640102;2", f"{word};99", "BU01640103;3")
    told = problem(tmp_path, *lines)
    assert told.startswith(f"regel 4: gevonden '{word}'")
    assert "--totals drop" in told
    dropped = read(tmp_path, *lines, totals=Handling.DROP)
    assert dropped.units == ("BU01640101", "BU01640102", "BU01640103")
    assert_array_equal(dropped.columns["bijstand"], [1, 2, 3])
    assert dropped.remarks[0].startswith(f"1 rij van een totaal overgeslagen: '{word}'")
    assert len(read(tmp_path, *lines, totals=Handling.KEEP).units) == 4


def test_a_larger_area_among_smaller_ones_is_known_by_its_code(tmp_path):
    lines = ("code;naam;bijstand", "GM0164;Hengelo;9", "WK016401;Noord;8", "BU01640101;A;1", "BU01640102;B;2")
    told = problem(tmp_path, *lines)
    assert "'GM0164' (gemeente tussen gebieden van niveau buurt) op regel 2" in told
    assert "'WK016401' (wijk tussen gebieden van niveau buurt) op regel 3" in told
    assert read(tmp_path, *lines, totals=Handling.DROP).units == ("BU01640101", "BU01640102")


def test_where_a_column_says_the_level_other_levels_are_no_totals(tmp_path):
    lines = ("code;soort;naam;bijstand", "NL00;land;Nederland;9", "GM0164;gemeente;Hengelo;8", "BU01640101;buurt;A;1")
    assert len(read(tmp_path, *lines, level="soort", name="naam").units) == 3
    lines = ("code;soort;naam;bijstand", "x;buurt;Totaal;9", "y;buurt;Hengelo;8", "z;buurt;A;1")
    assert "'Totaal' op regel 2" in problem(tmp_path, *lines, level="soort", name="naam")


def test_a_word_that_most_rows_have_is_no_sign_of_a_total(tmp_path):
    assert len(read(tmp_path, "gebied;bijstand", "Totaal A;1", "Totaal B;2", "Rest;3").units) == 3


def test_a_name_that_only_looks_like_one_is_an_area(tmp_path):
    lines = ("code;naam;bijstand", "a;Nederlandstraat;1", "b;Totaalweg;2", "c;Sommelsdijk;3")
    assert len(read(tmp_path, *lines, name="naam").units) == 3


@pytest.mark.parametrize(
    ("header", "row", "said", "expected"),
    [
        ("code|bijstand", "a|1.5", {"separator": "|"}, 1.5),
        ("code\tbijstand,x", "a\t2", {"separator": "tab"}, None),
        ("code;bijstand", "a;1.000", {"decimal": "."}, 1.0),
        ("code;bijstand", "a;1.000", {"decimal": ","}, 1000.0),
        ("code,bijstand", 'a,"1,234"', {"decimal": ","}, 1.234),
        ("code,bijstand", 'a,"1,234"', {"decimal": "."}, 1234.0),
    ],
)
def test_what_somebody_says_about_the_marks_goes_before_what_the_file_seems_to_say(
    tmp_path, header, row, said, expected
):
    table = read(tmp_path, header, row, **said)
    assert table.units == ("a",)
    assert table.columns == {} if expected is None else table.columns["bijstand"].tolist() == [expected]


def test_all_that_is_wrong_with_a_table_is_told_at_once(tmp_path):
    lines = ("code;bijstand;afstand", "a;veel;1", "a;2;2", "b;-99997;3", ";4;4", "c;5", "Totaal;6;6", "d;7;7")
    with pytest.raises(ScoreError) as raised:
        read(tmp_path, *lines)
    told = [problem.where_it_is for problem in raised.value.problems]
    assert told == [
        "regel 6",
        "regel 7",
        "regel 3, kolom 'code'",
        "regel 5, kolom 'code'",
        "kolom 'bijstand'",
        "regel 2, kolom 'bijstand'",
    ]
