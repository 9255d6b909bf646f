"""Is there room on the disk?"""

import shutil
from pathlib import Path

_OTHER_FOLDER = "kies met WIJKWERK_DATA een map op een andere schijf"


class DiskFullError(Exception):
    """Too little room to begin; nothing was written."""


def require_room(folder: Path, needed: int, what: str, or_else: str = _OTHER_FOLDER) -> None:
    """Raises DiskFullError, in Dutch, where the disk of `folder` has fewer than `needed` bytes free for `what`.

    The folder itself need not be there yet. `or_else`: what else can be done than making room.
    """
    existing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    free = shutil.disk_usage(existing).free
    if free < needed:
        raise DiskFullError(
            f"Te weinig ruimte op de schijf van {existing}: {_megabytes(free)} vrij, {_megabytes(needed)} nodig "
            f"voor {what}. Maak ruimte vrij, of {or_else}."
        )


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} MB"
