"""The zip around somebody's file, opened without trusting what it says about itself.

Workbooks, texts of an office program and the like are zips. What is wrong with one is told here without naming the
kind of file; whoever knows what it was to be puts it in a sentence.
"""

import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from wijkwerk.lib.handed_in import HandedIn

END_RECORD = struct.Struct("<4s4H2LH")  # end of central directory: mark, disks, counts, size, place, comment
END_MARK = b"PK\x05\x06"
END_RECORD_64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = struct.Struct("<4sLQL")
LOCATOR_MARK = b"PK\x06\x07"
LONGEST_COMMENT = 1 << 16
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

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


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much of a stranger's zip we are prepared to look at. Everything beyond is refused before it is unpacked."""

    unpacked_bytes: int = 400_000_000  # all parts together, read as a stream and never kept
    unpacked_ratio: int = 250  # real workbooks stay under 60; deflate itself ends at 1,030
    ratio_from_bytes: int = 10_000_000  # a small part may compress as well as it likes
    zip_entries: int = 2_000
    directory_bytes: int = 1_000_000  # of the zip's table of contents, which the reader takes in at once


class ZipFaultError(Exception):
    """This zip is not opened. `detail` says in Dutch why."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class DamagedZipError(ZipFaultError):
    """It is not as a zip should be: "het einde ontbreekt"."""


class LockedZipError(ZipFaultError):
    """Parts of it ask for a password."""


class TooLargeZipError(ZipFaultError):
    """Unpacked it becomes too much. `detail` is what stands after the subject: "heeft 3000 onderdelen"."""


@contextmanager
def open_zip(given: HandedIn, limits: ZipLimits) -> Iterator[zipfile.ZipFile]:
    """The zip as a context, after its table of contents was checked. Raises ZipFaultError."""
    _check_directory(given, limits)
    with given.open() as file, _zip(file) as archive:
        _check_entries(archive.infolist(), limits)
        strange = strange_name(entry.filename for entry in archive.infolist())
        if strange is not None:
            raise DamagedZipError(f"onderdeel {strange[:80]} staat er twee keer of op een vreemde plaats")
        yield archive


def chunks(archive: zipfile.ZipFile, name: str, size: int = 1 << 16) -> Generator[bytes, None, None]:
    """One part, unpacked piece by piece: never more than its entry promised, and that sum was checked.

    Raises DamagedZipError where it is not there, or broken.
    """
    try:
        with archive.open(name) as part:
            while chunk := part.read(size):
                yield chunk
    except ZIP_ERRORS as error:
        raise DamagedZipError(f"onderdeel {name}: {error}") from error
    except KeyError as error:
        raise DamagedZipError(f"onderdeel {name} ontbreekt") from error


def strange_name(names: Iterable[str]) -> str | None:
    """A part that stands there twice, or whose name leads outside: programs differ in what they read."""
    names = list(names)
    twice = [name for name, count in Counter(names).items() if count > 1]
    leading = [name for name in names if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")]
    return next(iter([*twice, *leading]), None)


def _zip(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except ZIP_ERRORS as error:
        raise DamagedZipError(str(error)) from error


def _check_directory(given: HandedIn, limits: ZipLimits) -> None:
    """Before `ZipFile` reads the whole table of contents into objects: 50 MB of it would become 600 MB."""
    with given.open() as file:
        size = file.seek(0, 2)
        start = max(size - LONGEST_COMMENT - END_RECORD.size, 0)
        file.seek(start)
        tail = file.read()
        place = tail.rfind(END_MARK)
        if place < 0 or len(tail) - place < END_RECORD.size:
            raise DamagedZipError("het einde ontbreekt")
        _, _, _, _, entries, directory, _, comment = END_RECORD.unpack_from(tail, place)
        if place + END_RECORD.size + comment != len(tail):
            raise DamagedZipError("er staat iets achter het einde")
        locator = start + place - LOCATOR_64.size
        if locator >= 0:
            file.seek(locator)
            mark, _, record, _ = LOCATOR_64.unpack(file.read(LOCATOR_64.size))
            if mark == LOCATOR_MARK:
                entries, directory = _directory_64(file.seek(min(record, size)) and file.read(END_RECORD_64.size))
    if entries > limits.zip_entries or directory > limits.directory_bytes:
        raise TooLargeZipError(f"heeft {entries} onderdelen")


def _directory_64(record: bytes | int) -> tuple[int, int]:
    if not isinstance(record, bytes) or len(record) < END_RECORD_64.size:
        raise DamagedZipError("de inhoudsopgave ontbreekt")
    fields = END_RECORD_64.unpack(record)
    return fields[7], fields[8]


def _check_entries(entries: list[zipfile.ZipInfo], limits: ZipLimits) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise LockedZipError("onderdelen van het bestand zijn met een wachtwoord beveiligd")
    if len(entries) > limits.zip_entries:
        raise TooLargeZipError(f"heeft {len(entries)} onderdelen")
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_bytes:
        raise TooLargeZipError(f"is uitgepakt {megabytes(total)}")
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DamagedZipError(f"onderdeel {entry.filename[:80]} is op een vreemde manier ingepakt")
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > limits.ratio_from_bytes and ratio > limits.unpacked_ratio:
            raise TooLargeZipError(
                f"heeft een onderdeel {entry.filename[:80]}: dat groeit bij uitpakken tot {ratio:.0f} keer zijn maat"
            )


def megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB".replace(",", ".")
