"""The zip around a workbook: what is wrong with it, in words about a workbook."""

import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager

from wijkwerk.lib.handed_in import HandedIn
from wijkwerk.lib.zip_archive import LockedZipError, TooLargeZipError, ZipFaultError, megabytes, open_zip
from wijkwerk.lib.zip_archive import chunks as zip_chunks

from .active_content import what_runs
from .limits import Limits
from .problems import Refusal, RefusedFile, refusal
from .recognition import AS_CSV_OR_XLSX, SAVE_AS


@contextmanager
def open_archive(given: HandedIn, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The zip as a context, after its table of contents was checked. Raises `RefusedFile`."""
    try:
        with open_zip(given, limits) as archive:
            _check_content({entry.filename for entry in archive.infolist()})
            yield archive
    except ZipFaultError as fault:
        raise _refused(fault, limits) from fault


def chunks(archive: zipfile.ZipFile, name: str, size: int = 1 << 16) -> Generator[bytes, None, None]:
    """One part, unpacked piece by piece. Raises `RefusedFile`."""
    try:
        yield from zip_chunks(archive, name, size)
    except ZipFaultError as fault:
        raise damaged(fault.detail) from fault


def damaged(detail: str) -> RefusedFile:
    return refusal(
        Refusal.DAMAGED,
        f"de werkmap is beschadigd ({detail[:200]})",
        "een werkmap die Excel of LibreOffice opent",
        "open de werkmap, bewaar haar opnieuw als XLSX en lever die",
    )


def _refused(fault: ZipFaultError, limits: Limits) -> RefusedFile:
    if isinstance(fault, TooLargeZipError):
        return refusal(
            Refusal.TOO_LARGE,
            f"de werkmap {fault.detail}",
            f"een werkmap die uitgepakt ten hoogste {megabytes(limits.unpacked_bytes)} is",
            "bewaar alleen het blad met de cijfers in een nieuwe werkmap en lever die",
        )
    if isinstance(fault, LockedZipError):
        return refusal(
            Refusal.REFUSED,
            fault.detail,
            "een werkmap zonder wachtwoord",
            "haal het wachtwoord weg en bewaar opnieuw",
        )
    return damaged(fault.detail)


def _check_content(names: set[str]) -> None:
    runs = what_runs(names)
    if runs is not None:
        found, expected, remedy = runs
        raise refusal(Refusal.REFUSED, f"de werkmap bevat {found}", expected, remedy)
    if "xl/workbook.bin" in names:
        raise refusal(Refusal.REFUSED, "dit is een binaire werkmap (.xlsb)", AS_CSV_OR_XLSX, SAVE_AS)
    if "[Content_Types].xml" in names and any(name.startswith(("word/", "ppt/")) for name in names):
        raise refusal(Refusal.REFUSED, "dit is een Word- of PowerPointbestand", AS_CSV_OR_XLSX, SAVE_AS)
    if "mimetype" in names:
        raise refusal(Refusal.REFUSED, "dit is een OpenDocument-bestand (.ods)", AS_CSV_OR_XLSX, SAVE_AS)
    if "xl/workbook.xml" not in names:
        raise refusal(
            Refusal.REFUSED, "dit is een zipbestand zonder werkmap", AS_CSV_OR_XLSX, "pak het bestand eerst uit"
        )
