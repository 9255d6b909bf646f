"""What a file is, by its content. The extension is what somebody called it, and says nothing."""

from enum import StrEnum

from wijkwerk.lib.file_marks import ENCRYPTED_PACKAGE, OLE, kind_by_mark, second_kind
from wijkwerk.lib.handed_in import HandedIn
from wijkwerk.lib.zip_archive import ZIP_MARKS, megabytes

from .limits import Limits
from .problems import Refusal, RefusedFile, refusal

HEAD = 8192

AS_CSV_OR_XLSX = "een CSV- of XLSX-bestand"
SAVE_AS = "open het bestand in het programma waar het vandaan komt en bewaar het als XLSX of CSV"


class FileKind(StrEnum):
    TEXT = "csv"
    WORKBOOK = "xlsx"


def recognise(given: HandedIn, limits: Limits) -> FileKind:
    """Text or workbook; anything else, and anything too large, raises `RefusedFile` before it is read."""
    if not given.is_file:
        raise refusal(Refusal.REFUSED, "hier staat geen gewoon bestand", AS_CSV_OR_XLSX, "kies een bestand")
    with given.open() as file:
        head = file.read(HEAD)
    if head.startswith(ZIP_MARKS):
        _check_size(given.size, limits.workbook_bytes, limits)
        _refuse_two_kinds_at_once(head)
        return FileKind.WORKBOOK
    if head.startswith(OLE):
        raise _old_office_file(given, limits)
    _refuse_foreign(head)
    _check_size(given.size, limits.text_bytes, limits)
    return FileKind.TEXT


def _check_size(size: int, most: int, limits: Limits) -> None:
    if size > most:
        raise refusal(
            Refusal.TOO_LARGE,
            f"het bestand is {megabytes(size)}",
            f"ten hoogste {megabytes(most)}",
            f"lever alleen de kolommen en rijen die nodig zijn, of {limits.to_shrink}",
        )


def _refuse_foreign(head: bytes) -> None:
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise refusal(Refusal.REFUSED, "het bestand is leeg", "een tabel met een koprij", "lever het gevulde bestand")
    name = kind_by_mark(head)
    if name is not None:
        raise _foreign(name)


def _refuse_two_kinds_at_once(head: bytes) -> None:
    """A zip that another program takes for a page or a PDF: their marks stand in its first part, not packed."""
    name = second_kind(head)
    if name is not None:
        raise _foreign(name)


def _foreign(name: str) -> RefusedFile:
    return refusal(Refusal.REFUSED, f"dit is {name}, hoe het bestand ook heet", AS_CSV_OR_XLSX, SAVE_AS)


def _old_office_file(given: HandedIn, limits: Limits) -> RefusedFile:
    """A workbook with a password is an OLE container that holds a stream of this name; an old .xls is one without.

    The name is looked for as bytes: taking a stranger's container apart to learn what we refuse anyway is a risk
    without a gain.
    """
    if given.size <= limits.workbook_bytes and _holds(given, ENCRYPTED_PACKAGE):
        return refusal(
            Refusal.REFUSED,
            "de werkmap is met een wachtwoord beveiligd",
            "een werkmap zonder wachtwoord",
            "haal in Excel het wachtwoord weg (Bestand, Info, Werkmap beveiligen) en bewaar opnieuw",
        )
    return refusal(
        Refusal.REFUSED,
        "dit is een bestand van een oude Office-versie (.xls of .doc)",
        AS_CSV_OR_XLSX,
        "open het in Excel en kies Opslaan als, Excel-werkmap (*.xlsx)",
    )


def _holds(given: HandedIn, mark: bytes) -> bool:
    with given.open() as file:
        return mark in file.read()
