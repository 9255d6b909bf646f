"""Files and folders that are whole or not there, also after a kill or a power cut."""

import os
import shutil
from pathlib import Path

UNFINISHED = ".unfinished-"  # name prefix of what is still being made; swept at the next run
INCOMING = ".incoming"  # a folder that several runs may fill, one after the other: not swept, and not whole either


def is_unfinished(name: str) -> bool:
    """Whether a file or folder of this name is still being made: nothing may read it as what it will be."""
    return name == INCOMING or name.startswith(UNFINISHED)


def publish_folder(beside: Path, final: Path) -> None:
    """Make a finished folder visible under its name in one step, and durable."""
    sync_folder(beside)
    beside.chmod(0o755)
    beside.rename(final)
    sync_folder(final.parent)


def sweep_unfinished(folder: Path) -> int:
    """Remove what a killed run left half-made, at any depth; returns how many folders went.

    Only one process imports at a time (the worker, or one command), so that nothing in use is swept.
    """
    if not folder.is_dir():
        return 0
    # Unlike `rglob` of Python 3.11, a walk goes on where a folder vanishes, such as that of a fetch that finishes.
    left = [Path(place, name) for place, names, _ in os.walk(folder) for name in names if name.startswith(UNFINISHED)]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return len(left)


def write_durably(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    sync_file(path)


def copy_durably(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    sync_file(target)


def sync_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
