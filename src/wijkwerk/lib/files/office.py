"""A text or workbook of an office program: the kind by its parts, and nothing in it that runs or reaches outside."""

import io
import re
import zipfile
from collections.abc import Iterator

from wijkwerk.lib.file_marks import second_kind
from wijkwerk.lib.handed_in import HandedIn
from wijkwerk.lib.sheets.active_content import what_runs
from wijkwerk.lib.zip_archive import (
    LockedZipError,
    TooLargeZipError,
    ZipFaultError,
    ZipLimits,
    chunks,
    megabytes,
    open_zip,
)

from .formats import EXPECTED, FileFormat
from .office_links import refuse_outside_links
from .unfit import UnfitFileError, damaged

_PLAIN = "een bestand zonder macro’s, koppelingen en ingesloten programma’s"
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_PARTS = {"word/document.xml": FileFormat.DOCX, "xl/workbook.xml": FileFormat.XLSX}
_ODF = {each.media_type.encode(): each for each in (FileFormat.ODT, FileFormat.ODS)}
_SEEN = {
    FileFormat.DOCX: "Word-document (DOCX), geen macro’s",
    FileFormat.XLSX: "Excel-werkmap (XLSX), geen macro’s",
    FileFormat.ODT: "tekstdocument (ODT), geen macro’s",
    FileFormat.ODS: "rekenblad (ODS), geen macro’s",
}
_MACROS = "macro’s"
_NO_MACROS = "kies Opslaan als, en dan Word-document (*.docx) of Excel-werkmap (*.xlsx)"
_MOST_OF_A_SMALL_PART = 2_000_000  # of a table of contents; those of real files are some kilobytes
_EMBEDDED_WORKBOOK = re.compile(r"(word|xl)/embeddings/[^/]+\.xlsx", re.IGNORECASE)
_OLE_OBJECT = re.compile(r"Object \d+")  # of ODF, without a folder: a program's own data
# In the text of ODF: a macro of the program itself, called when somebody opens it or moves the mouse over it.
_ODF_CALLS = (b"script:event-listener", b"vnd.sun.star.script", b"<office:scripts><office:script")
_LONGEST_CALL = max(map(len, _ODF_CALLS))


def judge_office(given: HandedIn, head: bytes, limits: ZipLimits) -> tuple[FileFormat, str]:
    """Which format it is, and what it is in Dutch. Raises UnfitFileError."""
    name = second_kind(head)
    if name is not None:
        raise UnfitFileError(f"dit is een zipbestand en ook {name}", EXPECTED, "bewaar het opnieuw", "begin")
    try:
        with open_zip(given, limits) as archive:
            format = _judged(archive, limits)
    except TooLargeZipError as fault:
        raise UnfitFileError(
            f"het bestand {fault.detail}",
            f"een bestand dat uitgepakt ten hoogste {megabytes(limits.unpacked_bytes)} is",
            "bewaar alleen wat nodig is in een nieuw bestand",
        ) from fault
    except LockedZipError as fault:
        raise _locked(fault.detail) from fault
    except ZipFaultError as fault:
        raise damaged(fault.detail, "een bestand dat Word, Excel of LibreOffice opent") from fault
    return format, _SEEN[format]


def _judged(archive: zipfile.ZipFile, limits: ZipLimits) -> FileFormat:
    names = archive.namelist()
    format = _format(archive, names)
    if format in {FileFormat.ODT, FileFormat.ODS}:
        _judge_odf(archive, names)
    else:
        _judge_ooxml(archive, names, limits)
    return format


def _format(archive: zipfile.ZipFile, names: list[str]) -> FileFormat:
    if _CONTENT_TYPES in names:
        main = [format for part, format in _MAIN_PARTS.items() if part in names]
        if len(main) == 1:
            return main[0]
    if names[:1] == ["mimetype"]:
        mimetype = _small(archive, "mimetype").strip()
        if mimetype in _ODF:
            return _ODF[mimetype]
    raise UnfitFileError(
        "dit is een zipbestand, of een soort Office-bestand dat wij niet bewaren",
        EXPECTED,
        "pak een zipbestand eerst uit; bewaar een ander bestand als PDF",
    )


def _judge_ooxml(archive: zipfile.ZipFile, names: list[str], limits: ZipLimits) -> None:
    types = _small(archive, _CONTENT_TYPES).lower()
    if b"macroenabled" in types or b"vbaproject" in types:
        raise UnfitFileError(f"het bestand bevat {_MACROS}", _PLAIN, _NO_MACROS, _CONTENT_TYPES)
    embedded = [name for name in names if _EMBEDDED_WORKBOOK.fullmatch(name)]
    runs = what_runs(name for name in names if name not in embedded)
    if runs is not None:
        found, expected, remedy = runs
        raise UnfitFileError(f"het bestand bevat {found}", expected, remedy)
    refuse_outside_links((name, _small(archive, name)) for name in names if name.lower().endswith(".rels"))
    for name in embedded:  # the figures behind a chart
        inside = HandedIn(name, b"".join(chunks(archive, name)))
        format, _ = judge_office(inside, inside.open().read(64), limits)
        if format is not FileFormat.XLSX:
            raise UnfitFileError("het bestand bevat een ingesloten bestand", _PLAIN, "haal het eruit", name)


def _judge_odf(archive: zipfile.ZipFile, names: list[str]) -> None:
    if "META-INF/manifest.xml" in names and b"encryption-data" in _small(archive, "META-INF/manifest.xml"):
        raise _locked("het bestand is met een wachtwoord beveiligd")
    for name in names:
        if name.lower().startswith(("basic/", "scripts/", "dialogs/")):
            raise UnfitFileError(f"het bestand bevat {_MACROS}", _PLAIN, "verwijder de macro’s", name)
        if _OLE_OBJECT.fullmatch(name):
            raise UnfitFileError("het bestand bevat een ingesloten object", _PLAIN, "verwijder het object", name)
        if name.endswith(".xml") and any(call in piece for piece in _overlapping(archive, name) for call in _ODF_CALLS):
            raise UnfitFileError(f"het bestand roept {_MACROS} aan", _PLAIN, "verwijder de macro’s", name)


def _overlapping(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part in pieces, each with the end of the one before: a word may stand across two."""
    last = b""
    for piece in chunks(archive, name):
        yield last + piece
        last = piece[-_LONGEST_CALL:]


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    read = io.BytesIO()
    for piece in chunks(archive, name):
        if read.tell() + len(piece) > _MOST_OF_A_SMALL_PART:
            raise TooLargeZipError(f"heeft een te groot onderdeel {name[:80]}")
        read.write(piece)
    return read.getvalue()


def _locked(found: str) -> UnfitFileError:
    return UnfitFileError(found, "een bestand zonder wachtwoord", "haal het wachtwoord weg en bewaar het opnieuw")
