"""Word, Excel and ODF: the kind by their parts, and nothing in them that runs or reaches outside."""

import zipfile

import pytest

from wijkwerk.lib.files import FileFormat, FileLimits
from wijkwerk.lib.zip_archive import ZipLimits

from .builders import docx, fit, odf, relations, types, unfit, xlsx, zipped

MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (docx({"word/vbaProject.bin": b"x"}), "macro's"),
        (docx(main=MACRO_TYPE), "macro’s"),
        (xlsx({"xl/macrosheets/sheet1.xml": b"x"}), "macro's"),
        (xlsx({"xl/externalLinks/externalLink1.xml": b"x"}), "koppelingen"),
        (docx({"word/embeddings/oleObject1.bin": b"x"}), "ingesloten objecten"),
        (docx({"word/activeX/activeX1.xml": b"x"}), "ingesloten objecten"),
        (odf(more={"Basic/Standard/Module1.xml": b"x"}), "macro’s"),
        (odf(more={"Scripts/python/a.py": b"x"}), "macro’s"),
        (odf(more={"Object 1": b"x"}), "ingesloten object"),
        (odf(more={"content.xml": b"x" * 65530 + b"<script:event-listener/>"}), "roept macro’s aan"),
        (odf(more={"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), "wachtwoord"),
    ],
)
def test_what_runs_or_is_locked_is_refused(content, found):
    assert found in unfit(content).found


@pytest.mark.parametrize(
    ("kind", "target", "is_kept"),
    [
        ("hyperlink", "https://voorbeeld.example/", True),
        ("attachedTemplate", "file:///S:/Sjablonen/Brief.dotm", True),
        ("attachedTemplate", "https://elders.example/sjabloon.dotm", False),
        ("image", "https://elders.example/teller.png", False),
        ("oleObject", "file:///x", False),
        ("frame", "https://elders.example/", False),
    ],
)
def test_what_is_fetched_on_opening_is_refused_and_what_a_reader_clicks_is_not(kind, target, is_kept):
    content = docx({"word/_rels/document.xml.rels": relations(kind, target)})
    if is_kept:
        assert fit(content).format is FileFormat.DOCX
    else:
        said = unfit(content)
        assert "iets van buiten" in said.found
        assert said.where == "word/_rels/document.xml.rels"


def test_a_page_inside_a_text_is_refused():
    content = docx({"word/_rels/document.xml.rels": relations("aFChunk", "afchunk.htm", "Internal")})
    assert "HTML" in unfit(content).found


def test_links_that_are_no_xml_or_an_attack_on_its_reader_are_refused():
    for broken in ("<a", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'):
        assert "beschadigd" in unfit(docx({"_rels/.rels": broken})).found


def test_the_figures_behind_a_chart_are_judged_as_a_workbook():
    part = "word/embeddings/Microsoft_Excel_Worksheet.xlsx"
    assert fit(docx({part: xlsx()})).format is FileFormat.DOCX
    assert "macro's" in unfit(docx({part: xlsx({"xl/vbaProject.bin": b"x"})})).found
    assert "ingesloten bestand" in unfit(docx({part: docx()})).found


def test_a_text_that_is_a_workbook_too_is_neither():
    both = zipped({"[Content_Types].xml": types("x"), "word/document.xml": "", "xl/workbook.xml": ""})
    assert "dit is een zipbestand" in unfit(both).found


def test_a_zip_that_begins_as_a_page_is_refused():
    head = zipped({"<html><script>1</script>": b"", "[Content_Types].xml": types("x"), "word/document.xml": b"x"})
    assert "ook een webpagina" in unfit(head).found


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    content = docx({"word/media/image1.png": bytes(3_000_000)})
    assert "uitgepakt 3 MB" in unfit(content, bounded(unpacked_bytes=1_000_000)).found
    assert "keer zijn maat" in unfit(content, bounded(ratio_from_bytes=1_000_000)).found
    assert "onderdelen" in unfit(content, bounded(zip_entries=2)).found
    huge = docx({"_rels/.rels": b" " * 3_000_000})
    assert "te groot onderdeel" in unfit(huge).found


def bounded(**zip_limits: int) -> FileLimits:
    return FileLimits(zip=ZipLimits(**zip_limits))


def test_half_a_file_and_one_with_something_behind_it_are_refused():
    assert "beschadigd" in unfit(docx()[:-30]).found
    assert "beschadigd" in unfit(docx() + b" " * 40).found
    stored = zipped({"[Content_Types].xml": types("x"), "word/document.xml": b"abcdef"}, zipfile.ZIP_STORED)
    assert fit(stored).format is FileFormat.DOCX
