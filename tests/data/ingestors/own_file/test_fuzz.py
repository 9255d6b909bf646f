"""Whatever the bytes: a result or an OwnFileError in words, never another exception."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.lib.sheets.builders import Value, rezip, save, workbook, write
from wijkwerk.data.ingestors.own_file import OwnFileError, OwnFileResult, sniff_own_file

from .builders import DIVISION, read, values

SHEET = "xl/worksheets/sheet1.xml"
LIGHT = settings(max_examples=settings.default.max_examples * 3 // 2, suppress_health_check=[HealthCheck.too_slow])
FEWER = settings(max_examples=settings.default.max_examples * 3 // 5, suppress_health_check=[HealthCheck.too_slow])


def try_file(path: Path) -> OwnFileResult | None:
    """Sniff and read; anything but OwnFileError fails the test."""
    try:
        sniff_own_file(path, DIVISION)
        return read(path)
    except OwnFileError as error:
        check_words(error)
        return None


def check_words(error: OwnFileError) -> None:
    assert error.problems
    for problem in error.problems:
        assert all([problem.found, problem.expected, problem.remedy, str(problem)])


def try_bytes(content: bytes) -> OwnFileResult | None:
    with tempfile.TemporaryDirectory() as folder:
        return try_file(write(Path(folder), content))


@LIGHT
@given(st.binary(max_size=2000))
@example(b"PK\x05\x06" + b"\x00" * 18)
@example(b"PK\x03\x04")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
@example(b"sep=\n")
@example(b"sep=;")
@example(b'"')
@example(b"\xff\xfe")
def test_any_bytes(content: bytes) -> None:
    try_bytes(content)


pieces = st.sampled_from(
    [
        "Code",
        "Inwoners",
        "BU01640202",
        "1640202",
        "Noord",
        "Totaal",
        "2024",
        "1.234",
        "1,5",
        "x",
        "-",
        "1-2",
        "=A1",
        '"',
        ";",
        ",",
        "\n",
        "\r\n",
        "\t",
        " ",
        "é",
        "\u200b",
        "Bron: x",
        "%",
        "€ 5",
        "",
    ]
)


@LIGHT
@given(st.lists(pieces, max_size=80).map("".join), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_any_text_that_looks_like_a_table(text: str, encoding: str) -> None:
    try_bytes(text.encode(encoding, errors="ignore"))


cells = st.one_of(
    st.none(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    pieces.map(lambda text: text.strip('"\n\r\t')),
)


@FEWER
@given(st.lists(st.lists(cells, max_size=5), max_size=8))
def test_any_workbook(rows: list[list[Value]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try_file(save(Path(folder), workbook([["Code", "Inwoners", "Noord"], *rows])))


@FEWER
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=5))
def test_any_damage_to_a_workbook(changes: list[tuple[float, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = bytearray(save(Path(folder), workbook([("Code", "Inwoners"), ("BU01640202", 5)])).read_bytes())
        for place, byte in changes:
            content[int(place * len(content))] = byte
        try_file(write(Path(folder), bytes(content), "kapot.xlsx"))


tags = st.sampled_from(
    [
        "<sheetData>",
        "</sheetData>",
        '<row r="2">',
        "<row>",
        "</row>",
        '<c r="B2">',
        '<c t="s">',
        '<c t="d">',
        '<c s="999">',
        "</c>",
        "<v>",
        "</v>",
        "1",
        "1e999",
        "99999999999",
        "x",
        "<f>",
        "</f>",
        "<is><t>a</t></is>",
        '<mergeCell ref="A1:B2"/>',
        '<col min="1" max="99999" hidden="1"/>',
        "&amp;",
        "&x;",
        "<",
    ]
)


@FEWER
@given(
    st.lists(tags, max_size=40).map("".join),
    st.sampled_from([SHEET, "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]),
)
def test_any_xml_in_a_workbook(body: str, part: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = save(Path(folder), workbook([("Code", "Inwoners"), ("BU01640202", 5)]))
        try_file(rezip(path, {part: f"<root>{body}</root>".encode()}))


@FEWER
@given(st.binary(max_size=300), st.sampled_from([SHEET, "xl/workbook.xml", "[Content_Types].xml"]))
def test_any_bytes_as_a_part(content: bytes, part: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try_file(rezip(save(Path(folder), workbook([("Code", "Inwoners")])), {part: content}))


# From -99,995 down a number says why it is missing.
numbers = st.floats(min_value=-9e4, max_value=1e9, allow_nan=False).map(lambda value: round(value, 2))


@FEWER
@given(
    st.lists(numbers, min_size=4, max_size=4),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.booleans(),
)
def test_figures_come_back_from_any_kind_of_text(
    figures: list[float], delimiter: str, encoding: str, comma: bool
) -> None:
    codes = ["BU01640001", "BU01640200", "BU01640202", "BU01640203"]
    written = [f"{figure:.2f}".replace(".", "," if comma else ".") for figure in figures]
    lines = [
        "Code" + delimiter + "Inwoners",
        *(f'{code}{delimiter}"{text}"' for code, text in zip(codes, written, strict=True)),
    ]
    result = try_bytes("\n".join(lines).encode(encoding))
    assert result is not None
    assert values(result) == dict(zip(codes, figures, strict=True))


@FEWER
@given(st.lists(numbers, min_size=4, max_size=4))
def test_figures_come_back_from_a_workbook(figures: list[float]) -> None:
    codes = ["BU01640001", "BU01640200", "BU01640202", "BU01640203"]
    with tempfile.TemporaryDirectory() as folder:
        rows: list[tuple[Value, ...]] = [("Code", "Inwoners"), *zip(codes, figures, strict=True)]
        result = try_file(save(Path(folder), workbook(rows)))
    assert result is not None
    assert values(result) == dict(zip(codes, figures, strict=True))
