"""The file of a backup: a ZIP with `rows/<table>.jsonl`, `files/<path>` and, last, `manifest.json` with every hash.

Any tool opens it. What is cut off has no end and what is altered has another hash: both are refused, before anything
of it is used.
"""

import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Self

from wijkwerk.access.stored_files.byte_store import ROOM as STORED
from wijkwerk.backup.errors import RestoreError
from wijkwerk.lib.system_errors import in_words

from .archive_manifest import FILES, MANIFEST, ROWS, Manifest, Part, printed, read_manifest

_PIECE = 1 << 20
# What zipfile raises on damage, wherever it is: a sum, a stream, a length, a flag, an offset.
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError, OverflowError)


class ArchiveWriter:
    """Writes parts one after the other, and keeps their hashes for the manifest."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", compression=zipfile.ZIP_STORED, allowZip64=True)
        self.parts: list[Part] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self._zip.close()

    def add_rows(self, table: str, lines: Iterable[bytes]) -> None:
        count = 0
        digest, size = hashlib.sha256(), 0
        with self._entry(f"{ROWS}/{table}.jsonl", zipfile.ZIP_DEFLATED) as entry:
            for line in lines:
                entry.write(line)
                digest.update(line)
                count, size = count + 1, size + len(line)
        self.parts.append(Part(f"{ROWS}/{table}.jsonl", digest.hexdigest(), size, count))

    def add_file(self, path: Path, name: str) -> Iterator[int]:
        """Yields how many bytes each piece was."""
        digest, size = hashlib.sha256(), 0
        with path.open("rb") as file, self._entry(f"{FILES}/{name}", _packing(path, name)) as entry:
            while piece := file.read(_PIECE):
                entry.write(piece)
                digest.update(piece)
                size += len(piece)
                yield len(piece)
        self.parts.append(Part(f"{FILES}/{name}", digest.hexdigest(), size))

    def finish(self, manifest: Manifest) -> str:
        """Write the manifest and the end; returns the manifest's SHA-256."""
        content = (json.dumps(asdict(manifest), indent=2, ensure_ascii=False) + "\n").encode()
        self._zip.writestr(MANIFEST, content)
        self._zip.close()
        return hashlib.sha256(content).hexdigest()

    @contextmanager
    def _entry(self, name: str, kind: int) -> Iterator[IO[bytes]]:
        info = zipfile.ZipInfo(name)
        info.compress_type = kind
        info.external_attr = 0o600 << 16
        with self._zip.open(info, "w", force_zip64=True) as entry:
            yield entry


class Archive:
    """A backup that can be read; `manifest_sha256` is what `backup` told when it was made."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        content = _manifest_bytes(opened)
        self.manifest_sha256 = hashlib.sha256(content).hexdigest()
        self.manifest = read_manifest(content)
        _require_same_names(opened, self.manifest)

    def pieces(self, part: Part) -> Iterator[bytes]:
        """The content of a part. Raises RestoreError, at its end, where it is not what the manifest says."""
        digest, size = hashlib.sha256(), 0
        try:
            with self._zip.open(part.name) as entry:
                while piece := entry.read(_PIECE):
                    digest.update(piece)
                    size += len(piece)
                    if size > part.bytes:
                        break
                    yield piece
        except _DAMAGED as error:
            raise _altered(part) from error
        if digest.hexdigest() != part.sha256:
            raise _altered(part)

    def lines(self, part: Part) -> Iterator[bytes]:
        rest = b""
        for piece in self.pieces(part):
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
        if rest:
            raise _altered(part)


@contextmanager
def open_archive(file: Path) -> Iterator[Archive]:
    """Raises RestoreError for what is no backup of wijkwerk, or not a whole one. Compares no hashes yet."""
    with _opened(file) as content:
        try:
            opened = zipfile.ZipFile(content)
        except _DAMAGED as error:
            raise _unreadable() from error
        with opened:
            yield Archive(opened)


def _packing(path: Path, name: str) -> int:
    """Parquet and most stored files are compressed already; text, such as raw JSON, is not."""
    is_packed = path.suffix in {".parquet", ".zip", ".gz", ".xlsx"} or name.startswith(f"{STORED}/")
    return zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED


def _opened(file: Path) -> IO[bytes]:
    """Raises RestoreError that says why: nothing is wrong with a backup that somebody else may read."""
    try:
        if file.exists() and not file.is_file():
            raise RestoreError(f"{file} is geen bestand. Noem het bestand van de reservekopie zelf (….zip).")
        return file.open("rb")
    except PermissionError as error:
        raise RestoreError(
            f"U mag {file} niet lezen. Geef de opdracht als wie de reservekopie maakte, of laat de beheerder de "
            "rechten aanpassen. Er is niets teruggezet."
        ) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RestoreError(f"Er is geen bestand {file}. Controleer de naam en de map.") from error
    except OSError as error:
        raise RestoreError(
            f"{file} kan niet worden gelezen ({in_words(error)}). Controleer de naam en de schijf waar het op staat. "
            "Er is niets teruggezet."
        ) from error


def _manifest_bytes(opened: zipfile.ZipFile) -> bytes:
    try:
        return opened.read(MANIFEST)
    except (KeyError, *_DAMAGED) as error:
        raise _unreadable() from error


def _require_same_names(opened: zipfile.ZipFile, manifest: Manifest) -> None:
    """Neither more nor fewer than the manifest tells."""
    if sorted([*(part.name for part in manifest.parts), MANIFEST]) != sorted(opened.namelist()):
        raise RestoreError(
            "Deze reservekopie bevat andere delen dan haar manifest noemt. Zij is veranderd; er is niets teruggezet. "
            "Neem een andere reservekopie."
        )


def _unreadable() -> RestoreError:
    return RestoreError(
        "Dit is geen reservekopie van wijkwerk, of zij is afgebroken: het einde ontbreekt. Er is niets teruggezet. "
        "Neem een andere reservekopie."
    )


def _altered(part: Part) -> RestoreError:
    return RestoreError(
        f"Het deel {printed(part.name)} van deze reservekopie is veranderd of beschadigd. Er is niets teruggezet. "
        "Neem een andere reservekopie."
    )
