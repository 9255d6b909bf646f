"""Bare tables as people save them, and what is said of those that cannot be read."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from tests.definitions.recipe.small_recipe import SOUND, recipe_from, small_recipe
from wijkwerk.scores.errors import ScoreError
from wijkwerk.scores.figures import Figures
from wijkwerk.scores.reading import TableColumns, read_figures
from wijkwerk.scores.writing import spell

NAN = np.nan


def read(folder: Path, text: str | bytes, **named: str) -> Figures:
    path = folder / "cijfers.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_figures(path, small_recipe(), TableColumns(**named))


def bijstand(folder: Path, *cells: str, separator: str = ";") -> list[float]:
    rows = [f"u{row}{separator}{cell}" for row, cell in enumerate(cells)]
    return read(folder, "\n".join([f"code{separator}bijstand", *rows])).columns["bijstand"].tolist()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1,5", "2"], [1.5, 2]),
        (["1.5", "2"], [1.5, 2]),
        (["1.234,5", "2.000"], [1234.5, 2000]),
        (["1,234.5", "2,000"], [1234.5, 2000]),
        (["-0,5", "+3"], [-0.5, 3]),
        (["1e3", "2.5E-1"], [1000, 0.25]),
        ([" 7 ", '"8"'], [7, 8]),
        (["1\u00a0234", "1 234"], [1234, 1234]),
    ],
)
def test_a_number_is_read_by_the_decimal_mark_of_its_file(tmp_path, cells, expected):
    assert bijstand(tmp_path, *cells) == expected


@pytest.mark.parametrize("cell", ["", " ", ".", "-", "NA", "NaN", "x", "geheim"])
def test_a_cell_without_a_figure_is_missing_and_never_zero(tmp_path, cell):
    assert_array_equal(bijstand(tmp_path, "1", cell), [1, NAN])


@pytest.mark.parametrize("cells", [["1,5", "2.5"], ["veel"], ["1,5,5"], ["1.23,4"], ["inf"], ["1e999"], ["12%"]])
def test_what_could_be_anything_is_refused_with_its_line(tmp_path, cells):
    with pytest.raises(ScoreError, match=rf"regel {len(cells) + 1}, kolom 'bijstand'"):
        bijstand(tmp_path, *cells)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_that_of_the_header(tmp_path, separator):
    assert bijstand(tmp_path, "1.5", "2", separator=separator) == [1.5, 2]


def test_a_file_of_excel_with_a_mark_in_front_and_accents_is_read(tmp_path):
    table = read(tmp_path, b"\xef\xbb\xbfcode;naam;bijstand\r\na;Hengelo;1\r\n", name="naam")
    assert (table.units, table.names) == (("a",), ("Hengelo",))
    assert read(tmp_path, "code;naam;bijstand\na;Frysl\u00e2n;1\n".encode("cp1252"), name="naam").names == (
        "Frysl\u00e2n",
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_spellings_and_line_ends_of_other_programs_are_read(tmp_path, encoding, line_end):
    text = line_end.join(["code;naam;bijstand", "a;Frysl\u00e2n;1,5", "b;Hengelo;2", ""])
    table = read(tmp_path, text.encode(encoding), name="naam")
    assert (table.units, table.names) == (("a", "b"), ("Frysl\u00e2n", "Hengelo"))
    assert table.columns["bijstand"].tolist() == [1.5, 2]


def test_what_is_no_csv_is_told_in_dutch_with_its_line(tmp_path):
    with pytest.raises(ScoreError, match=r"een teken dat niet in tekst hoort \(NUL\)"):
        read(tmp_path, "code;bijstand\na\0;1\n")
    with pytest.raises(ScoreError, match=r"cijfers\.csv, regel 2: gevonden iets dat geen CSV is") as raised:
        read(tmp_path, f'code;bijstand\n"{"a" * 140_000}";1\n')
    assert "field" not in str(raised.value)
    with pytest.raises(ScoreError, match="regel 2: gevonden 1 cel; verwacht 2, zoals de kopregel"):
        read(tmp_path, "code;bijstand\na\n")


def test_a_level_and_other_columns_go_along_and_unknown_ones_may_hold_anything(tmp_path):
    table = read(
        tmp_path, "streek;code;soort;bijstand;opmerking\nx;a;buurt;1;3,,4\ny;b;wijk;2;\n", unit="code", level="soort"
    )
    assert table.units == ("a", "b")
    assert table.levels == ("buurt", "wijk")
    assert table.texts["streek"] == ("x", "y")
    assert list(table.columns) == ["bijstand"]


def test_empty_lines_are_no_units_and_lines_keep_their_number(tmp_path):
    assert read(tmp_path, "code;bijstand\na;1\n\n;\nb;2\n").units == ("a", "b")
    with pytest.raises(ScoreError, match="regel 5, kolom 'bijstand'"):
        read(tmp_path, "code;bijstand\na;1\n\n;\nb;veel\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code;bijstand;bijstand\na;1;2\n", "kolom 'bijstand': gevonden twee keer"),
        ("code;bijstand\n;1\n", "regel 2, kolom 'code': gevonden niets"),
        ('code;bijstand\n"a;1\n', "regel"),
        ("\n\n", "een leeg bestand"),
    ],
)
def test_a_table_without_a_clear_shape_is_refused(tmp_path, text, said):
    with pytest.raises(ScoreError, match=said):
        read(tmp_path, text)


def test_a_column_that_is_asked_for_and_is_not_there_is_named(tmp_path):
    with pytest.raises(ScoreError, match="geen kolom 'wijkcode'"):
        read(tmp_path, "code;bijstand\na;1\n", unit="wijkcode")


def test_no_file_is_told_as_such(tmp_path):
    with pytest.raises(ScoreError, match="geen bestand op deze plaats"):
        read_figures(tmp_path / "weg.csv", small_recipe())


def test_a_thousand_wrong_cells_are_told_in_part_and_counted(tmp_path):
    with pytest.raises(ScoreError) as raised:
        bijstand(tmp_path, *["veel"] * 1000)
    assert len(raised.value.problems) == 21
    assert "980 van zulke fouten" in str(raised.value)


def test_a_denominator_is_read_as_a_number(tmp_path):
    path = tmp_path / "cijfers.csv"
    path.write_text("code;bijstand;inwoners\na;1,5;1.000\n", encoding="utf-8")
    recipe = recipe_from(SOUND.replace("bijstand: {", "bijstand: {denominator: inwoners, "))
    assert read_figures(path, recipe).columns["inwoners"].tolist() == [1000.0]


def test_a_point_that_may_part_thousands_is_never_guessed(tmp_path):
    with pytest.raises(ScoreError, match="de punt kan duizendtallen scheiden of decimalen"):
        bijstand(tmp_path, "1.000", "12")
    assert bijstand(tmp_path, "1.000", "0.125") == [1, 0.125]
    assert bijstand(tmp_path, "1.000", "12", separator=",") == [1, 12]
    assert bijstand(tmp_path, "1.000.000", "2.000") == [1_000_000, 2000]


def test_a_comma_between_commas_parts_thousands_only_where_that_is_sure(tmp_path):
    """A file parted by commas holds its own between quotes, and English programs write thousands so."""
    with pytest.raises(ScoreError, match="de komma kan duizendtallen scheiden of decimalen"):
        bijstand(tmp_path, '"1,234"', "12", separator=",")
    with pytest.raises(ScoreError, match="de komma kan duizendtallen scheiden of decimalen"):
        bijstand(tmp_path, '"1,234"', "1.234", separator=",")
    assert bijstand(tmp_path, '"1,234"', "1.5", separator=",") == [1234, 1.5]
    assert bijstand(tmp_path, '"1,234,567"', "1.234", separator=",") == [1_234_567, 1.234]
    assert bijstand(tmp_path, '"1,5"', '"0,125"', separator=",") == [1.5, 0.125]


@settings(max_examples=60)
@given(values=st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=5))
def test_what_we_write_we_read_back_to_the_last_bit(tmp_path_factory, values):
    folder = tmp_path_factory.mktemp("heen-en-terug")
    assert bijstand(folder, *map(spell, values), separator=",") == values
