"""Where a restore works, and whether one was broken off: every command asks, so that this asks for nothing heavy."""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from wijkwerk.backup.errors import RestoreError
from wijkwerk.lib.durable import UNFINISHED

WORK = f"{UNFINISHED}restore"


def is_unfinished(data: Path) -> bool:
    """Whether a restore into this folder was broken off."""
    return (data / WORK).is_dir() and any((data / WORK).iterdir())


@contextmanager
def alone_in(folders: Iterable[Path]) -> Iterator[None]:
    """No other restore works in these folders meanwhile. The system frees them when we die.

    Raises RestoreError where another does, or one is not there.
    """
    with ExitStack() as locks:
        for folder in sorted({folder.resolve() for folder in folders}):
            _hold(folder, locks)
        yield


def _hold(folder: Path, locks: ExitStack) -> None:
    if not folder.is_dir():
        raise RestoreError(f"De map {folder} bestaat niet. Maak haar eerst. Er is niets teruggezet.")
    descriptor = os.open(folder, os.O_RDONLY)  # the folder itself, so that no file stays behind
    locks.callback(os.close, descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise RestoreError(
            f"Een andere opdracht is al bezig met terugzetten in {folder}. Wacht tot die klaar is."
        ) from error


@contextmanager
def for_nobody_else() -> Iterator[None]:
    """What is made meanwhile is for whoever makes it alone, whatever the system's own habit: persons stand in it."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
