"""Hostile and broken zips: refused, with little memory."""

import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from wijkwerk.lib.sheets import Limits

from .builders import Value, refused, rezip, rows_of, save, workbook, write

TABLE: list[tuple[Value, ...]] = [("Code", "Inwoners"), ("BU01640202", 2195), ("BU01640203", 3000)]
SHEET = "xl/worksheets/sheet1.xml"
MEGABYTE = 1_000_000

# Reads one file in a process that may not take more than 600 MB of address space, and prints what was said and the
# highest memory in use. Neither Django nor numpy is imported, so that the number is ours.
READ_IN_A_SMALL_PROCESS = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
from pathlib import Path
from wijkwerk.lib.sheets import HandedIn, RefusedFile, SheetTraits, open_file
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    file = open_file(HandedIn.on_disk(Path(sys.argv[1])))
    for row in file.rows(file.sheets[0].name if file.sheets else None, SheetTraits()):
        pass
    print("gelezen")
except RefusedFile as error:
    print(error.problem.found)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def read_in_a_small_process(path: Path) -> tuple[str, int]:
    """What was said, and how many bytes of memory reading took beyond starting up."""
    done = subprocess.run(
        [sys.executable, "-c", READ_IN_A_SMALL_PROCESS, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    said, kilobytes = done.stdout.splitlines()
    return said, int(kilobytes) * 1024


def bomb(folder: Path, name: str, head: bytes, zeros: int) -> Path:
    """A workbook with one part of `zeros` bytes that pack a thousandfold."""
    path = save(folder, workbook(TABLE), "bom.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist() if entry != name}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in parts.items():
            archive.writestr(entry, content)
        with archive.open(name, "w", force_zip64=True) as part:
            part.write(head)
            for _ in range(zeros // MEGABYTE):
                part.write(b" " * MEGABYTE)
    return path


@pytest.mark.slow  # packs hundreds of megabytes of nothing
@pytest.mark.parametrize(
    ("size", "refusal"),
    [
        (300, "groeit bij uitpakken tot 1029 keer zijn maat"),
        pytest.param(1500, "de werkmap is uitgepakt 1.500 MB", marks=pytest.mark.rehearsal),
    ],
)
def test_a_zip_bomb_is_refused_with_bounded_memory(tmp_path: Path, size: int, refusal: str) -> None:
    path = bomb(tmp_path, SHEET, b"<worksheet><sheetData>", size * MEGABYTE)
    assert path.stat().st_size < 3 * MEGABYTE
    said, memory = read_in_a_small_process(path)
    assert said.endswith(refusal)
    assert memory < 20 * MEGABYTE


def test_a_part_that_grows_out_of_proportion_is_refused(tmp_path: Path) -> None:
    path = bomb(tmp_path, SHEET, b"<worksheet>", 60 * MEGABYTE)
    assert "groeit bij uitpakken" in refused(path).found


def test_a_two_gigabyte_text_is_refused_with_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.write(b"Code;Inwoners\n")
        file.truncate(2_000 * MEGABYTE)
    said, memory = read_in_a_small_process(path)
    assert said == "het bestand is 2.000 MB"
    assert memory < 10 * MEGABYTE


@pytest.mark.parametrize("many", [40_000, pytest.param(400_000, marks=pytest.mark.rehearsal)])
def test_a_sheet_of_empty_rows_is_read_with_bounded_memory(tmp_path: Path, many: int) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (number, number) for number in range(3, many))
    table = b'<row r="1"><c t="inlineStr"><is><t>Code</t></is></c><c t="inlineStr"><is><t>Inwoners</t></is></c></row>'
    last = b'<row r="1048576"><c t="inlineStr"><is><t>BU01640202</t></is></c><c><v>5</v></c></row>'
    sheet = b"<worksheet><sheetData>" + table + rows + last + b"</sheetData></worksheet>"
    path = rezip(save(tmp_path, workbook(TABLE)), {SHEET: sheet})
    said, memory = read_in_a_small_process(path)
    assert said == "gelezen"
    assert memory < 20 * MEGABYTE
    assert [row.number for row in rows_of(path)] == [1, 1_048_576]


def test_more_parts_than_a_workbook_has_are_refused_before_they_are_listed(tmp_path: Path) -> None:
    path = rezip(save(tmp_path, workbook(TABLE)), {f"xl/media/{number}.png": b"" for number in range(2100)})
    assert "onderdelen" in refused(path).found


def test_a_table_of_contents_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    path = save(tmp_path, workbook(TABLE))
    assert "onderdelen" in refused(path, Limits(directory_bytes=100)).found


def test_a_part_with_a_password_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path, workbook(TABLE))
    content = bytearray(path.read_bytes())
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    assert "wachtwoord" in refused(write(tmp_path, bytes(content), "slot.xlsx")).found


def test_a_strange_compression_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vreemd.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>" * 100)
    assert "vreemde manier" in refused(path).found


@pytest.mark.parametrize("cut", [40, 500, 2000, -30])
def test_a_cut_off_workbook_is_damaged(tmp_path: Path, cut: int) -> None:
    content = save(tmp_path, workbook(TABLE)).read_bytes()[:cut]
    assert "beschadigd" in refused(write(tmp_path, content, "half.xlsx")).found


def test_a_changed_byte_is_found_by_its_checksum(tmp_path: Path) -> None:
    path = save(tmp_path, workbook(TABLE))
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(SHEET)
    content = bytearray(path.read_bytes())
    content[info.header_offset + 30 + len(SHEET) + info.compress_size // 2] ^= 0xFF
    assert "beschadigd" in refused(write(tmp_path, bytes(content), "bit.xlsx")).found


def test_this_test_measures_in_kilobytes() -> None:
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 10_000  # Linux; a Mac would give bytes
