"""The zip around a workbook, opened without trusting what it says about itself."""

import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from .active_content import strange_name, what_runs
from .handed_in import HandedIn
from .limits import Limits
from .problems import Refusal, RefusedFile, refusal
from .recognition import AS_CSV_OR_XLSX, SAVE_AS, megabytes

END_RECORD = struct.Struct("<4s4H2LH")  # end of central directory: mark, disks, counts, size, place, comment
END_MARK = b"PK\x05\x06"
END_RECORD_64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = struct.Struct("<4sLQL")
LOCATOR_MARK = b"PK\x06\x07"
LONGEST_COMMENT = 1 << 16

# What a damaged or hostile zip makes the standard library say.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    struct.error,
)


@contextmanager
def open_archive(given: HandedIn, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The zip as a context, after its table of contents was checked. Raises `RefusedFile`."""
    _check_directory(given, limits)
    with given.open() as file, _zip(file) as archive:
        _check_entries(archive.infolist(), limits)
        strange = strange_name(entry.filename for entry in archive.infolist())
        if strange is not None:
            raise damaged(f"onderdeel {strange[:80]} staat er twee keer of op een vreemde plaats")
        _check_content({entry.filename for entry in archive.infolist()})
        yield archive


def _zip(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except ZIP_ERRORS as error:
        raise damaged(str(error)) from error


def chunks(archive: zipfile.ZipFile, name: str, size: int = 1 << 16) -> Generator[bytes, None, None]:
    """One part, unpacked piece by piece: never more than its entry promised, and that sum was checked."""
    try:
        with archive.open(name) as part:
            while chunk := part.read(size):
                yield chunk
    except ZIP_ERRORS as error:
        raise damaged(f"onderdeel {name}: {error}") from error
    except KeyError as error:
        raise damaged(f"onderdeel {name} ontbreekt") from error


def damaged(detail: str) -> RefusedFile:
    return refusal(
        Refusal.DAMAGED,
        f"de werkmap is beschadigd ({detail[:200]})",
        "een werkmap die Excel of LibreOffice opent",
        "open de werkmap, bewaar haar opnieuw als XLSX en lever die",
    )


def _bomb(found: str, limits: Limits) -> RefusedFile:
    return refusal(
        Refusal.TOO_LARGE,
        found,
        f"een werkmap die uitgepakt ten hoogste {megabytes(limits.unpacked_bytes)} is",
        "bewaar alleen het blad met de cijfers in een nieuwe werkmap en lever die",
    )


def _check_directory(given: HandedIn, limits: Limits) -> None:
    """Before `ZipFile` reads the whole table of contents into objects: 50 MB of it would become 600 MB."""
    with given.open() as file:
        size = file.seek(0, 2)
        start = max(size - LONGEST_COMMENT - END_RECORD.size, 0)
        file.seek(start)
        tail = file.read()
        place = tail.rfind(END_MARK)
        if place < 0 or len(tail) - place < END_RECORD.size:
            raise damaged("het einde ontbreekt")
        _, _, _, _, entries, directory, _, comment = END_RECORD.unpack_from(tail, place)
        if place + END_RECORD.size + comment != len(tail):
            raise damaged("er staat iets achter het einde")
        locator = start + place - LOCATOR_64.size
        if locator >= 0:
            file.seek(locator)
            mark, _, record, _ = LOCATOR_64.unpack(file.read(LOCATOR_64.size))
            if mark == LOCATOR_MARK:
                entries, directory = _directory_64(file.seek(min(record, size)) and file.read(END_RECORD_64.size))
    if entries > limits.zip_entries or directory > limits.directory_bytes:
        raise _bomb(f"de werkmap heeft {entries} onderdelen", limits)


def _directory_64(record: bytes | int) -> tuple[int, int]:
    if not isinstance(record, bytes) or len(record) < END_RECORD_64.size:
        raise damaged("de inhoudsopgave ontbreekt")
    fields = END_RECORD_64.unpack(record)
    return fields[7], fields[8]


def _check_entries(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusal(
            Refusal.REFUSED,
            "onderdelen van het bestand zijn met een wachtwoord beveiligd",
            "een werkmap zonder wachtwoord",
            "haal het wachtwoord weg en bewaar opnieuw",
        )
    if len(entries) > limits.zip_entries:
        raise _bomb(f"de werkmap heeft {len(entries)} onderdelen", limits)
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_bytes:
        raise _bomb(f"de werkmap is uitgepakt {megabytes(total)}", limits)
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(f"onderdeel {entry.filename[:80]} is op een vreemde manier ingepakt")
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > limits.ratio_from_bytes and ratio > limits.unpacked_ratio:
            raise _bomb(f"onderdeel {entry.filename[:80]} groeit bij uitpakken tot {ratio:.0f} keer zijn maat", limits)


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
