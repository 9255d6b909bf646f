"""Where a restore works, and whether one was broken off: every command asks, so that this asks for nothing heavy."""

from pathlib import Path

from wijkwerk.lib.durable import UNFINISHED

WORK = f"{UNFINISHED}restore"


def is_unfinished(data: Path) -> bool:
    """Whether a restore into this folder was broken off."""
    return (data / WORK).is_dir() and any((data / WORK).iterdir())
