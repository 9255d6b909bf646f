"""The one door: what kind of file it is, and whether it may be kept."""

from dataclasses import dataclass

from wijkwerk.lib.file_marks import ENCRYPTED_PACKAGE, OLE, kind_by_mark
from wijkwerk.lib.handed_in import HandedIn
from wijkwerk.lib.zip_archive import ZIP_MARKS, megabytes

from .formats import EXPECTED, FileFormat
from .limits import FileLimits
from .unfit import UnfitFileError, damaged

_HEAD = 8192
_PDF, _PNG, _JPEG = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class FitFile:
    """A file that may be kept.

    seen           what its content shows, in Dutch: "PDF, 2 bladzijden"
    content        what is kept
    given_sha256   of the file as it was handed in, which a picture is not any more
    """

    format: FileFormat
    seen: str
    content: HandedIn
    given_sha256: str


def fit_to_keep(given: HandedIn, limits: FileLimits) -> FitFile:
    """Judge a file. Raises UnfitFileError for one that is not kept, or too large."""
    if given.size > limits.bytes:
        raise UnfitFileError(
            f"het bestand is {megabytes(given.size)}",
            f"ten hoogste {megabytes(limits.bytes)}",
            "maak het kleiner, bijvoorbeeld met kleinere foto’s, of splits het",
        )
    with given.open() as file:
        head = file.read(_HEAD)
    format, seen, content = _judged(given, head, limits)
    return FitFile(format, seen, content, given.sha256)


def _judged(given: HandedIn, head: bytes, limits: FileLimits) -> tuple[FileFormat, str, HandedIn]:
    # Each of these loads a library that few requests need.
    if head.startswith(_PDF):
        from .pdf import judge_pdf

        return FileFormat.PDF, judge_pdf(given, head, limits), given
    if head.startswith((_PNG, _JPEG)):
        from .pictures import picture_anew

        format = FileFormat.PNG if head.startswith(_PNG) else FileFormat.JPEG
        return format, "foto; plaats en toestel verwijderd", picture_anew(given, format, limits)
    if head.startswith(ZIP_MARKS):
        from .office import judge_office

        format, seen = judge_office(given, head, limits.zip)
        return format, seen, given
    raise _foreign(given, head)


def _foreign(given: HandedIn, head: bytes) -> UnfitFileError:
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return UnfitFileError("het bestand is leeg", EXPECTED, "kies het gevulde bestand")
    if head.startswith(OLE):
        return _old_office(given)
    name = kind_by_mark(head)
    if name == "een PDF":
        return damaged("er staat iets voor het begin van de PDF", EXPECTED)
    return UnfitFileError(
        f"dit is {name or 'een soort bestand dat wij niet bewaren'}, hoe het bestand ook heet",
        EXPECTED,
        "open het in het programma waar het vandaan komt en bewaar het als PDF",
    )


def _old_office(given: HandedIn) -> UnfitFileError:
    """The container is not taken apart: what is refused anyway is not worth the risk."""
    with given.open() as file:
        is_locked = ENCRYPTED_PACKAGE in file.read()
    if is_locked:
        return UnfitFileError(
            "het bestand is met een wachtwoord beveiligd",
            "een bestand zonder wachtwoord",
            "haal het wachtwoord weg (Bestand, Info, Beveiligen) en bewaar het opnieuw",
        )
    return UnfitFileError(
        "dit is een bestand van een oude Office-versie (.doc, .xls)",
        EXPECTED,
        "open het en kies Opslaan als, Word-document (*.docx) of Excel-werkmap (*.xlsx)",
    )
