"""The file that a backup is written to: under another name until it is whole, and gone where it does not become so."""

import contextlib
import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from wijkwerk.backup.errors import BackupError
from wijkwerk.lib.disk import require_room
from wijkwerk.lib.durable import UNFINISHED, sync_folder

_OTHER_DISK = "Maak ruimte vrij, of zet de reservekopie op een andere schijf."
_FULL = {
    errno.ENOSPC: f"de schijf is vol. {_OTHER_DISK}",
    errno.EDQUOT: f"de ruimte die u op deze schijf mag gebruiken, is op. {_OTHER_DISK}",
    errno.EFBIG: "een bestand van deze grootte mag of kan hier niet staan. Zet de reservekopie op een andere schijf.",
}
_REASONS = _FULL | {
    errno.EACCES: "u mag in deze map niet schrijven. Pas de rechten van de map aan, of kies een andere.",
    errno.EROFS: "deze schijf is alleen-lezen. Kies een map op een andere schijf.",
    errno.ENAMETOOLONG: "deze naam is te lang. Kies een kortere.",
    # Such as a USB stick, which knows no second name for a file.
    errno.EPERM: "de schijf laat dit niet toe. Kies een map op een andere schijf, en kopieer het bestand daarna.",
    errno.EOPNOTSUPP: "de schijf laat dit niet toe. Kies een map op een andere schijf, en kopieer het bestand daarna.",
}


@contextmanager
def appearing(file: Path, size: int) -> Iterator[IO[bytes]]:
    """A file that gets its name at the end, and goes where something fails. What was killed before goes first.

    size  what it may come to in bytes

    Raises BackupError where the file is there already, another backup is writing it, or it cannot be written;
    DiskFullError where it would not fit.
    """
    beside = file.with_name(f"{UNFINISHED}{file.name}")
    with _told(file, beside):
        _require_place(file)
        sweep_killed(file.parent)
        require_room(file.parent, size, "de reservekopie", "zet haar op een andere schijf")
        with _locked(beside, file) as opened:
            try:
                opened.truncate()
                yield opened
                opened.flush()
                os.fsync(opened.fileno())
                _give_name(beside, file)
            finally:
                beside.unlink(missing_ok=True)
        sync_folder(file.parent)


def sweep_killed(folder: Path) -> None:
    """Remove what killed backups left in a folder: the rows of the database stand in it, and nobody looks for it."""
    for left in folder.glob(f"{UNFINISHED}*.zip"):
        # Being written by another, or not ours to remove: it stays.
        with contextlib.suppress(OSError), left.open("r+b") as opened:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(left, opened):
                left.unlink()


def _require_place(file: Path) -> None:
    if file.exists():
        raise BackupError(f"{file} bestaat al. Een reservekopie wordt nooit overschreven; kies een andere naam.")
    if not file.parent.is_dir():
        raise BackupError(f"De map {file.parent} bestaat niet. Maak haar eerst.")


def _locked(beside: Path, file: Path) -> IO[bytes]:
    """Opened for us alone. Once more where another, who had it, took it away between opening and locking it."""
    while True:
        opened = os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT, 0o600), "r+b")  # persons and their acts stand in it
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(beside, opened):
                return opened
        except BlockingIOError as error:
            opened.close()
            raise BackupError(f"Een andere opdracht is al bezig met {file}.") from error
        opened.close()


def _is_at(path: Path, opened: IO[bytes]) -> bool:
    """Whether this file still has that name."""
    try:
        return os.path.samestat(path.stat(), os.fstat(opened.fileno()))
    except FileNotFoundError:
        return False


def _give_name(beside: Path, file: Path) -> None:
    try:
        os.link(beside, file)  # unlike a rename, this never takes the place of a file that came meanwhile
    except FileExistsError as error:
        raise BackupError(f"{file} is intussen door een ander gemaakt.") from error


@contextmanager
def _told(file: Path, beside: Path) -> Iterator[None]:
    """In Dutch, what the machine has against this file. What it has against a file that is read, is told elsewhere."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0)
        is_ours = error.errno in _FULL or error.filename in {str(file), str(beside), str(file.parent)}
        if reason is None or not is_ours:
            raise
        raise BackupError(f"{file} kan niet worden gemaakt: {reason} Er is geen reservekopie gemaakt.") from error
