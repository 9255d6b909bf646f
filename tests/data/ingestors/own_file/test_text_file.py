"""Encodings, delimiters and lines of text files."""

from pathlib import Path

import pytest

from wijkwerk.data.ingestors.own_file import Limits, sniff_own_file

from .builders import DIVISION, read, refused, values, write

TABLE = "Code;Naam;Inwoners\nBU01640202;De Noork;2195\nBU01640203;Slangenbeek;3000\n"


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
    assert sniff_own_file(path, DIVISION).encoding == title
    assert values(read(path)) == {"BU01640202": 2195, "BU01640203": 3000}


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_each_delimiter_gives_the_same_figures(tmp_path: Path, delimiter: str) -> None:
    path = write(tmp_path, TABLE.replace(";", delimiter))
    assert sniff_own_file(path, DIVISION).delimiter == delimiter
    assert values(read(path)) == {"BU01640202": 2195, "BU01640203": 3000}


def test_decimal_commas_do_not_pass_for_delimiters(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners\nBU01640202;21,5\nBU01640203;30,25\n")
    assert sniff_own_file(path, DIVISION).delimiter == ";"


def test_the_line_that_tells_excel_the_delimiter_is_obeyed(tmp_path: Path) -> None:
    path = write(tmp_path, "sep=|\nCode|Inwoners\nBU01640202|21\n")
    sniffed = sniff_own_file(path, DIVISION)
    assert (sniffed.delimiter, sniffed.header_row) == ("|", 2)
    assert read(path).observations[0].line == 3


def test_a_line_counts_as_where_it_begins_in_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, 'Code;"Inwoners\n(aantal)"\n\nBU01640202;21\n')
    result = sniff_own_file(path, DIVISION)
    assert result.first_row == 4
    assert result.columns[1].header == "Inwoners\n(aantal)"


def test_old_mac_line_ends_are_lines(tmp_path: Path) -> None:
    assert values(read(write(tmp_path, TABLE.replace("\n", "\r")))) == {"BU01640202": 2195, "BU01640203": 3000}


def test_broken_quotes_are_a_problem_with_a_line(tmp_path: Path) -> None:
    (found,) = refused(write(tmp_path, TABLE + 'BU01640200;"Noord" (wijk);12\n')).problems
    assert "aanhalingstekens" in found.found
    assert found.row == 4


def test_a_quote_that_never_closes_is_refused_before_it_swallows_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, TABLE + '"' + "x;y\n" * 100_000)
    assert "aanhalingstekens" in refused(path).problems[0].found


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, TABLE + "x" * 3000)
    assert "een regel van meer dan 1000 tekens" in refused(path, limits=Limits(line_characters=1000)).problems[0].found


def test_too_many_columns_and_rows_are_refused(tmp_path: Path) -> None:
    wide = write(tmp_path, "Code;" + ";".join(f"k{n}" for n in range(30)) + "\n")
    assert "31 kolommen" in refused(wide, limits=Limits(columns=10)).problems[0].found
    assert "meer dan 2 regels" in refused(write(tmp_path, TABLE), limits=Limits(rows=2)).problems[0].found


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
    (found,) = refused(write(tmp_path, content)).problems
    assert found.expected == "tekst in UTF-8, UTF-16 of Windows-1252"


def test_one_column_has_no_delimiter(tmp_path: Path) -> None:
    assert "scheidingsteken" in refused(write(tmp_path, "Inwoners\n1\n2\n")).problems[0].found
