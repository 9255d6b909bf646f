"""Encodings, delimiters and lines of text files."""

from pathlib import Path

import pytest

from wijkwerk.lib.sheets import HandedIn, Limits, open_file
from wijkwerk.lib.sheets.text_file import TextFormat

from .builders import refused, rows_of, texts_of, write

TABLE = "Code;Naam;Inwoners\nBU01640202;De Noork;2195\nBU01640203;Slangenbeek;3000\n"
ROWS = [["BU01640202", "De Noork", "2195"], ["BU01640203", "Slangenbeek", "3000"]]


def format_of(path: Path) -> TextFormat:
    text = open_file(HandedIn.on_disk(path)).text
    assert text is not None
    return text


@pytest.mark.parametrize(
    ("encoding", "mark", "title"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8 met BOM"),
        ("utf-16-le", b"\xff\xfe", "UTF-16 LE met BOM"),
        ("utf-16-be", b"\xfe\xff", "UTF-16 BE met BOM"),
        ("utf-16-le", b"", "UTF-16 LE"),
        ("utf-16-be", b"", "UTF-16 BE"),
        ("cp1252", b"", "Windows-1252"),
    ],
)
def test_each_encoding_gives_the_same_figures(tmp_path: Path, encoding: str, mark: bytes, title: str) -> None:
    text = TABLE.replace("Naam", "Naam (één)")  # a letter that tells UTF-8 and Windows-1252 apart
    path = write(tmp_path, mark + text.encode(encoding))
    assert format_of(path).encoding_title == title
    assert texts_of(path) == [["Code", "Naam (één)", "Inwoners"], *ROWS]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_each_delimiter_gives_the_same_figures(tmp_path: Path, delimiter: str) -> None:
    path = write(tmp_path, TABLE.replace(";", delimiter))
    assert format_of(path).delimiter == delimiter
    assert texts_of(path)[1:] == ROWS


def test_decimal_commas_do_not_pass_for_delimiters(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners\nBU01640202;21,5\nBU01640203;30,25\n")
    assert format_of(path).delimiter == ";"


def test_the_line_that_tells_excel_the_delimiter_is_obeyed(tmp_path: Path) -> None:
    path = write(tmp_path, "sep=|\nCode|Inwoners\nBU01640202|21\n")
    assert format_of(path).delimiter == "|"
    assert [row.number for row in rows_of(path)] == [2, 3]


def test_a_line_counts_as_where_it_begins_in_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, 'Code;"Inwoners\n(aantal)"\n\nBU01640202;21\n')
    head, row = rows_of(path)
    assert (head.number, row.number) == (1, 4)
    assert head.text(1) == "Inwoners\n(aantal)"


def test_old_mac_line_ends_are_lines(tmp_path: Path) -> None:
    assert texts_of(write(tmp_path, TABLE.replace("\n", "\r")))[1:] == ROWS


def test_broken_quotes_are_a_problem_with_a_line(tmp_path: Path) -> None:
    found = refused(write(tmp_path, TABLE + 'BU01640200;"Noord" (wijk);12\n'))
    assert "aanhalingstekens" in found.found
    assert found.row == 4


def test_a_quote_that_never_closes_is_refused_before_it_swallows_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, TABLE + '"' + "x;y\n" * 100_000)
    assert "aanhalingstekens" in refused(path).found


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, TABLE + "x" * 3000)
    assert "een regel van meer dan 1000 tekens" in refused(path, Limits(line_characters=1000)).found


def test_too_many_columns_and_rows_are_refused(tmp_path: Path) -> None:
    wide = write(tmp_path, "Code;" + ";".join(f"k{n}" for n in range(30)) + "\n")
    assert "31 kolommen" in refused(wide, Limits(columns=10)).found
    assert "meer dan 2 regels" in refused(write(tmp_path, TABLE), Limits(rows=2)).found


@pytest.mark.parametrize(
    "content",
    [
        b"Code;Inwoners\nBU01640202;\x00\x01\x02\n",
        b"\xff\xfe\x00\x00C\x00\x00\x00",
        b"\xef\xbb\xbfCode;\xe9\n",
        b"Code;Inwoners\n\x81\x8d\n",
        b"\xff\xfeC\x00o\x00d",
    ],
    ids=["control characters", "UTF-32", "a BOM that lies", "bytes of no encoding", "half a character"],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, content: bytes) -> None:
    assert refused(write(tmp_path, content)).expected == "tekst in UTF-8, UTF-16 of Windows-1252"


def test_one_column_has_no_delimiter(tmp_path: Path) -> None:
    assert "scheidingsteken" in refused(write(tmp_path, "Inwoners\n1\n2\n")).found
