"""What was found in a file that somebody handed in, kept while they go through its pages: looking takes seconds.

In memory and for a few files only: what it holds of a file is gone with the process, and a file that was thrown away is
asked for by nobody. A file in the box is never written again.
"""

from functools import lru_cache
from pathlib import Path

from wijkwerk.data.ingestors.own_file import KnownArea, Sniffed, sniff_own_file
from wijkwerk.lib.own_stack import on_own_stack
from wijkwerk.pages.own_file.box import Upload

_KEPT = 8


def sniffed_upload(upload: Upload, areas: tuple[KnownArea, ...], sheet: str | None) -> Sniffed:
    """Raises OwnFileError where the file cannot be opened."""
    return _sniffed(upload.path, upload.path.stat().st_mtime_ns, upload.name, areas, sheet)


@lru_cache(maxsize=_KEPT)
def _sniffed(path: Path, stamp: int, name: str, areas: tuple[KnownArea, ...], sheet: str | None) -> Sniffed:
    return on_own_stack(sniff_own_file, path, areas, name=name, sheet=sheet)
