"""Do something as a user who has no rights of the administrator."""

import os
from collections.abc import Callable
from pathlib import Path

NOBODY = 65534


def as_somebody_else(folder: Path, work: Callable[[], object]) -> str:
    """What the exception said that `work` raised, with `folder` as its place; "" where it raised none.

    The administrator may read and write everything, whatever the rights of a file say; and what lies above the folder
    may be closed to others, so that `work` names files by where it stands.
    """
    folder.chmod(0o755)
    reading, writing = os.pipe()
    if (pid := os.fork()) == 0:
        told = ""
        try:
            os.chdir(folder)
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            work()
        except BaseException as problem:  # noqa: BLE001 - told to the parent, whatever it is
            told = f"{type(problem).__name__}: {problem}"
        finally:
            os.write(writing, told.encode())
            os._exit(0)  # nothing of the parent is closed twice
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        told = answer.read()
    os.waitpid(pid, 0)
    return told
