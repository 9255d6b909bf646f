"""What goes out: nothing in it runs, and Dutch Excel opens it with a double click."""

import csv
import io

import openpyxl

from .budget import LINES, Line

HOSTILE = (Line("=1+1", 1.25, note="@SUM(A1)"), Line("-cmd", 2, note="+31"))


def test_no_cell_of_a_workbook_is_run_as_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(LINES.write(HOSTILE, "xlsx")))
    assert {cell.data_type for row in book["Posten"].iter_rows() for cell in row} <= {"s", "n", "d"}


def test_no_text_of_a_csv_is_run_as_a_formula() -> None:
    for form, delimiter in (("csv", ";"), ("machines", ",")):
        text = LINES.write(HOSTILE, form).decode("utf-8-sig")  # type: ignore[arg-type]
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_csv_for_people_is_dutch_and_one_for_machines_is_not() -> None:
    dutch = LINES.write(HOSTILE, "csv")
    assert dutch.startswith(b"\xef\xbb\xbfPost;Bedrag;")
    assert b";1,25;" in dutch
    plain = LINES.write(HOSTILE, "machines")
    assert plain.startswith(b"title,amount,")
    assert b",1.25," in plain


def test_a_small_number_is_written_out_in_full() -> None:
    assert ";0,000061;" in LINES.write([Line("a", 6.1e-05)], "csv").decode()


def test_a_character_that_no_workbook_can_hold_is_shown_as_lost() -> None:
    book = openpyxl.load_workbook(io.BytesIO(LINES.write([Line("a\x0bb", 1)], "xlsx")))
    assert book["Posten"]["A2"].value == "a\ufffdb"
