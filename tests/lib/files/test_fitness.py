"""A file is what its content shows, and says what to do where it is not kept."""

import hashlib

import pytest

from wijkwerk.lib.files import FileFormat, FileLimits, fit_to_keep
from wijkwerk.lib.handed_in import HandedIn

from .builders import docx, fit, odf, pdf, pdf_with, picture, unfit, xlsx, zipped

ALL = {
    FileFormat.PDF: pdf(2),
    FileFormat.DOCX: docx(),
    FileFormat.XLSX: xlsx(),
    FileFormat.ODT: odf(),
    FileFormat.ODS: odf("spreadsheet"),
    FileFormat.JPEG: picture(),
    FileFormat.PNG: picture("PNG"),
}


@pytest.mark.parametrize("format", FileFormat)
def test_the_kind_is_seen_by_content(format: FileFormat) -> None:
    """All of them are called verslag.pdf here."""
    assert fit(ALL[format]).format is format


@pytest.mark.parametrize("format", [each for each in FileFormat if not each.is_picture])
def test_what_is_no_picture_is_kept_to_the_last_byte(format: FileFormat) -> None:
    kept = fit(ALL[format])
    assert kept.content.content == ALL[format]
    assert kept.given_sha256 == hashlib.sha256(ALL[format]).hexdigest() == kept.content.sha256


def test_what_is_seen_is_told_in_dutch() -> None:
    assert fit(pdf(1)).seen == "PDF, 1 bladzijde"
    assert fit(pdf(2)).seen == "PDF, 2 bladzijden"
    assert fit(xlsx()).seen == "Excel-werkmap (XLSX), geen macro’s"
    assert fit(picture()).seen == "foto; plaats en toestel verwijderd"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "het bestand is leeg"),
        (b"\n \n", "het bestand is leeg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "een tekening (SVG)"),
        (b"<?xml version='1.0'?><svg/>", "een XML-bestand"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "een webpagina (HTML)"),
        (b"GIF89a", "een afbeelding (GIF)"),
        (b"MZ\x00\x00", "een programma"),
        (b"{\\rtf1", "een tekstdocument (RTF)"),
        (b"Beste collega,", "een soort bestand dat wij niet bewaren"),
        (b"<html>" + pdf(), "er staat iets voor het begin van de PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "een oude Office-versie"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "met een wachtwoord beveiligd"),
        (zipped({"a.txt": "a"}), "dit is een zipbestand"),
        (zipped({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}), "een soort Office-bestand"),
    ],
)
def test_every_other_kind_is_refused_by_its_name(content: bytes, found: str) -> None:
    assert found in str(unfit(content))


def test_a_refusal_says_what_was_found_where_what_was_expected_and_what_to_do() -> None:
    said = str(unfit(b"GIF89a"))
    assert said == (
        "Niet bewaard: dit is een afbeelding (GIF), hoe het bestand ook heet. Verwacht: een PDF, een Word-, Excel- of "
        "ODF-bestand (docx, xlsx, odt, ods), of een foto als JPEG of PNG. Open het in het programma waar het vandaan "
        "komt en bewaar het als PDF."
    )
    said = str(unfit(pdf_with({"/S": "/Launch", "/F": "x"})))
    assert said.startswith(
        "Niet bewaard: in de PDF staat een opdracht die iets start, opent of verstuurt (in de PDF zelf)."
    )


def test_a_file_that_is_too_large_is_not_opened() -> None:
    said = str(unfit(b"%PDF-" + bytes(2_000_000), FileLimits(bytes=1_000_000)))
    assert "het bestand is 2 MB" in said
    assert "ten hoogste 1 MB" in said


def test_a_file_on_disk_is_judged_as_one_in_memory(tmp_path) -> None:
    path = tmp_path / "x"
    path.write_bytes(pdf())
    assert fit_to_keep(HandedIn.on_disk(path), FileLimits()).given_sha256 == hashlib.sha256(pdf()).hexdigest()
