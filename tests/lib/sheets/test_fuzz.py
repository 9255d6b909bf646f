"""Whatever the bytes: rows, or problems in words; never an exception."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from .budget import LINES, SOUND, read
from .builders import rezip, save, workbook

LIGHT = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
WORKBOOK = LINES.write(SOUND, "xlsx")
SHEET = "xl/worksheets/sheet1.xml"
HEAD = (
    '<row r="1"><c t="inlineStr"><is><t>Post</t></is></c><c t="inlineStr"><is><t>Bedrag</t></is></c></row><row r="2">'
)


def read_whatever(content: bytes) -> None:
    reading = read(content)
    assert reading.rows or reading.problems
    assert len(reading.rows) == len(reading.numbers)
    for problem in reading.problems:
        assert all([problem.found, problem.expected, problem.remedy, str(problem)])


@LIGHT
@given(st.binary(max_size=2000))
@example(b"\xff\xfe")
@example(b"sep=")
@example(b'"')
def test_any_bytes(content: bytes) -> None:
    read_whatever(content)


@LIGHT
@given(st.text(alphabet='PostBedrag;,\n\r\t"=-+1.2 \u00a0\u0663', max_size=400))
def test_any_text_under_the_right_heads(text: str) -> None:
    read_whatever(f"Post;Bedrag;Jaar;Tot en met\n{text}".encode())


@LIGHT
@given(place=st.integers(0, len(WORKBOOK) - 1), byte=st.integers(0, 255), cut=st.integers(0, len(WORKBOOK)))
def test_a_workbook_with_a_changed_byte_or_a_piece_missing(place: int, byte: int, cut: int) -> None:
    content = bytearray(WORKBOOK)
    content[place] = byte
    read_whatever(bytes(content))
    read_whatever(WORKBOOK[:cut])


cells = st.builds(
    '<c r="{}{}" t="{}" s="{}"><f>{}</f><v>{}</v></c>'.format,
    st.sampled_from(["A", "B", "C", "Z", "", "ZZZZ"]),
    st.sampled_from(["2", "", "0"]),
    st.sampled_from(["n", "s", "str", "inlineStr", "b", "e", "d", "?"]),
    st.sampled_from(["0", "1", "99", "-1"]),
    st.sampled_from(["", "1+1"]),
    st.sampled_from(["", "1", "1e999", "nan", "2024-01-01", "x", "-5", "99999999999"]),
)


@LIGHT
@given(st.lists(cells, max_size=4))
def test_any_cells_in_a_sheet(found: list[str]) -> None:
    body = f"<worksheet><sheetData>{HEAD}{''.join(found)}</row></sheetData></worksheet>"
    with tempfile.TemporaryDirectory() as folder:
        path = rezip(save(Path(folder), workbook([("a",)], "Posten")), {SHEET: body.encode()})
        read_whatever(path.read_bytes())
