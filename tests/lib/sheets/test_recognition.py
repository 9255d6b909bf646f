"""What a file is, by its content; and that what we do not open is refused in words."""

import io
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import msoffcrypto
import pytest
from openpyxl import Workbook

from wijkwerk.lib.sheets import HandedIn, Limits, open_file

from .builders import Value, refused, rezip, rows_of, save, sheet_of, texts_of, workbook, write

TABLE: list[tuple[Value, ...]] = [("Code", "Inwoners"), ("BU01640202", 2195), ("BU01640203", 3000)]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "een PDF"),
        (b"\n\n%PDF-1.4", "een PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "een afbeelding (PNG)"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "een afbeelding (JPEG)"),
        (b"GIF89a\x01\x00", "een afbeelding (GIF)"),
        (b"BM\x36\x00\x00\x00", "een afbeelding (BMP)"),
        (b"II*\x00\x08", "een afbeelding (TIFF)"),
        (b"  <!DOCTYPE html><html><body><table>", "een webpagina (HTML)"),
        (b"\xef\xbb\xbf<table><tr><td>", "een webpagina (HTML)"),
        (b'<?xml version="1.0"?><Workbook>', "een XML-bestand"),
        (b'{"value": []}', "een JSON-bestand"),
        (b"\x1f\x8b\x08\x00", "een ingepakt bestand (gzip)"),
        (b"PAR1\x15\x04", "een Parquet-bestand"),
        (b"{\\rtf1\\ansi", "een tekstdocument (RTF)"),
        (b"MZ\x90\x00\x03", "een programma"),
    ],
)
def test_a_foreign_file_is_refused_by_its_name_whatever_it_is_called(tmp_path: Path, head: bytes, said: str) -> None:
    assert said in refused(write(tmp_path, head + b"\x00" * 10, "cijfers.csv")).found


def test_a_header_that_begins_with_the_letters_of_an_image_is_text(tmp_path: Path) -> None:
    path = write(tmp_path, "BM;Code\n1;BU01640202\n2;BU01640203\n")
    assert open_file(HandedIn.on_disk(path)).kind == "csv"


@pytest.mark.parametrize("content", [b"", b"\n\n  \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "leeg" in refused(write(tmp_path, content)).found


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "geen gewoon bestand" in refused(tmp_path).found


def test_a_workbook_called_csv_is_read_as_a_workbook(tmp_path: Path) -> None:
    path = save(tmp_path, workbook(TABLE), "cijfers.csv")
    assert open_file(HandedIn.on_disk(path)).kind == "xlsx"


def test_a_text_called_xlsx_is_read_as_text(tmp_path: Path) -> None:
    path = write(tmp_path, "Code;Inwoners\nBU01640202;1\n", "cijfers.xlsx")
    assert texts_of(path) == [["Code", "Inwoners"], ["BU01640202", "1"]]


def test_a_password_protected_workbook_is_refused_as_such(tmp_path: Path) -> None:
    plain = save(tmp_path, workbook(TABLE), "open.xlsx")
    locked = io.BytesIO()
    with plain.open("rb") as opened:
        msoffcrypto.OfficeFile(opened).encrypt("geheim", locked)
    path = write(tmp_path, locked.getvalue(), "dicht.xlsx")
    assert "wachtwoord" in refused(path).found


def test_an_old_office_file_is_refused_with_the_way_to_save_it(tmp_path: Path) -> None:
    path = write(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "oud.csv")
    found = refused(path)
    assert ".xls" in found.found
    assert "*.xlsx" in found.remedy


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/vbaProject.bin", "macro's"),
        ("XL/VBAPROJECT.BIN", "macro's"),
        ("xl\\vbaProject.bin", "macro's"),
        ("xl/macrosheets/sheet1.xml", "macro's"),
        ("xl/dialogsheets/sheet1.xml", "macro's"),
        ("xl/embeddings/oleObject1.bin", "ingesloten objecten"),
        ("xl/activeX/activeX1.bin", "ingesloten objecten"),
        ("xl/externalLinks/externalLink1.xml", "koppelingen naar andere bestanden"),
        ("xl/connections.xml", "koppelingen naar andere bestanden"),
        ("xl/queryTables/queryTable1.xml", "koppelingen naar andere bestanden"),
    ],
)
def test_what_runs_hides_or_reaches_outside_is_refused(tmp_path: Path, part: str, said: str) -> None:
    assert said in refused(rezip(save(tmp_path, workbook(TABLE)), {part: b"\x00"})).found


def test_a_picture_and_a_chart_harm_nothing(tmp_path: Path) -> None:
    path = rezip(save(tmp_path, workbook(TABLE)), {"xl/media/image1.png": b"\x89PNG", "xl/charts/chart1.xml": b"<c/>"})
    assert len(rows_of(path)) == len(TABLE)


@pytest.mark.parametrize("part", ["../../etc/cron.d/x", "/etc/passwd", "xl\\..\\..\\x", "..\\x"])
def test_a_part_that_leads_out_of_the_workbook_is_refused(tmp_path: Path, part: str) -> None:
    path = rezip(save(tmp_path, workbook(TABLE)), {part: b"x"})
    assert "vreemde plaats" in refused(path).found


def test_a_part_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    """Which of the two is read differs per program: what one of us checked, another would open."""
    path = save(tmp_path, workbook(TABLE))
    with zipfile.ZipFile(path, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")
    assert "twee keer" in refused(path).found


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (b"%PDF-1.7\n1 0 obj", "een PDF"),
        (b"<html><script>alert(1)</script>", "een webpagina"),
        (b"<?php system($_GET[0]); ?>", "een webpagina"),
    ],
)
def test_a_workbook_that_is_something_else_as_well_is_refused(tmp_path: Path, first: bytes, said: str) -> None:
    path = save(tmp_path, workbook(TABLE))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {"xl/media/eerst.bin": first, **parts}.items():
            archive.writestr(name, content)
    assert said in refused(path).found


@pytest.mark.parametrize("around", [lambda zipped: b"GIF89a" + zipped, lambda zipped: zipped + b"<script>x</script>"])
def test_a_workbook_with_something_before_or_after_it_is_refused(
    tmp_path: Path, around: Callable[[bytes], bytes]
) -> None:
    content = save(tmp_path, workbook(TABLE)).read_bytes()
    assert refused(write(tmp_path, around(content), "levering.xlsx")).found


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/workbook.bin": b"x"}, "binaire werkmap"),
        ({"xl/workbook.xml": None, "word/document.xml": b"<a/>"}, "Word"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "OpenDocument"),
        ({"xl/workbook.xml": None}, "zipbestand zonder werkmap"),
    ],
)
def test_other_zips_are_refused_by_what_they_are(tmp_path: Path, parts: dict[str, bytes | None], said: str) -> None:
    assert said in refused(rezip(save(tmp_path, workbook(TABLE)), parts)).found


def test_a_text_of_two_gigabytes_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.write(b"Code;Inwoners\n")
        file.truncate(2_000_000_000)  # sparse: takes no room here
    found = refused(path)
    assert found.found == "het bestand is 2.000 MB"
    assert found.expected == "ten hoogste 200 MB"


def test_a_workbook_beyond_the_limit_is_refused_by_its_size(tmp_path: Path) -> None:
    path = save(tmp_path, workbook(TABLE))
    assert refused(path, Limits(workbook_bytes=100)).expected == "ten hoogste 0 MB"


def test_a_workbook_with_only_a_chart_sheet_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.create_chartsheet("Grafiek")
    book.remove(sheet_of(book))
    assert "geen werkblad" in refused(save(tmp_path, book)).found
