"""The bytes of stored files on disk: `<data>/bestanden/ab/abcd…`, each under its own SHA-256, the same bytes once.

Bytes come before their row and go after it, so that no row is ever without. What a broken upload leaves has no row, and
is swept. Who needs the bytes that are there (an upload until its row is committed, a backup while it copies) holds the
folder together with others; who takes bytes away holds it alone, and asks again whether a row names them.
"""

import contextlib
import errno
import fcntl
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from wijkwerk.lib.digests import sha256_of
from wijkwerk.lib.disk import DiskFullError, require_room
from wijkwerk.lib.durable import UNFINISHED, sync_folder
from wijkwerk.lib.handed_in import HandedIn

ROOM = "bestanden"  # of the data folder
_PIECE = 1 << 20
_HASH = re.compile(r"[0-9a-f]{64}")
_FULL = {errno.ENOSPC, errno.EDQUOT}
_PATIENCE = 2.0  # seconds that somebody waits to take bytes away; what stays is swept later
_BETWEEN_LOOKS = 0.02


@dataclass(frozen=True, slots=True)
class Bytes:
    """What stands on disk."""

    sha256: str
    size: int


class ByteStore:
    """In a data folder, which it makes where it is not there."""

    def __init__(self, data: Path) -> None:
        self.root = data / ROOM

    def path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256

    def put(self, content: HandedIn) -> Bytes:
        """Write bytes durably under their hash. Raises DiskFullError. Only while `needed` is held."""
        beside = self.root / f"{UNFINISHED}{secrets.token_hex(16)}"
        try:
            require_room(self.root, content.size, "dit bestand", "vraag het de beheerder")
            self._write(content, beside)
            stored = Bytes(sha256_of(beside), beside.stat().st_size)
            final = self.path(stored.sha256)
            final.parent.mkdir(mode=0o700, exist_ok=True)
            beside.replace(final)  # the same bytes may stand there: then nothing changes, or what was damaged is whole
            sync_folder(final.parent)
            sync_folder(self.root)
            return stored
        except OSError as error:
            if error.errno not in _FULL:
                raise
            raise DiskFullError("De schijf is vol. Er is niets bewaard. Vraag de beheerder om ruimte.") from error
        finally:
            beside.unlink(missing_ok=True)

    @staticmethod
    def _write(content: HandedIn, path: Path) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with content.open() as source, os.fdopen(descriptor, "wb") as target:
            while piece := source.read(_PIECE):
                target.write(piece)
            target.flush()
            os.fsync(target.fileno())

    def names(self) -> Iterator[str]:
        """The hashes of all that is there."""
        for folder in sorted(self.root.iterdir()) if self.root.is_dir() else ():
            if folder.is_dir():
                yield from sorted(path.name for path in folder.iterdir() if _HASH.fullmatch(path.name))

    def sweep_half_made(self) -> int:
        """Take away what killed uploads left; returns how many. Only while `alone` is held: nobody writes then."""
        left = list(self.root.glob(f"{UNFINISHED}*"))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    @contextmanager
    def needed(self) -> Iterator[None]:
        """Nothing is taken away meanwhile, and the folder is there. The system lets go where we die."""
        self.root.mkdir(parents=True, mode=0o700, exist_ok=True)
        with self.undisturbed():
            yield

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """The same for who only reads; a folder that is not there yet holds nothing that could go."""
        with ExitStack() as locks:
            if self.root.is_dir():
                fcntl.flock(locks.enter_context(_held(self.root)), fcntl.LOCK_SH)
            yield

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether nobody needs the bytes now, or soon: then they may be taken away within this context."""
        if not self.root.is_dir():
            yield False
            return
        with _held(self.root) as descriptor:
            yield _locked_alone(descriptor)


@contextmanager
def _held(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)  # the folder itself, so that no other file stays behind
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _locked_alone(descriptor: int) -> bool:
    until = time.monotonic() + _PATIENCE
    while True:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        if time.monotonic() > until:
            return False
        time.sleep(_BETWEEN_LOOKS)
