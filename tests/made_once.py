"""A folder that takes long to make: made once for all workers and runs of one version of the code, then only read."""

import fcntl
import hashlib
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
# Beside pytest's own cache: ignored by git, and thrown away with it.
CACHE = REPOSITORY / ".pytest_cache" / "made"
# What any of these folders may depend on.
_CODE = ("src", "catalogue", "requirements.lock")
_NOT_CODE = {"__pycache__", "vendor"}
_KEPT_SECONDS = 24 * 3600


def made_once(name: str, make: Callable[[Path], None], *builders: Path) -> Path:
    """The folder that `make` fills, from the cache where this version of the code has filled it before.

    name      a word that tells the folder apart from those of other builders
    builders  files and folders of the tests that decide what is in it, besides the code itself

    Read only: a test that changes it works in a copy (`shutil.copytree`). One process makes it and the others wait; a
    maker that fails leaves nothing. What no run has used for a day is removed.
    """
    folder = CACHE / f"{name}-{version_of(*builders)}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            _remove_unused(name)
            beside = folder.with_suffix(".making")
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir()
            make(beside)
            beside.rename(folder)
    _mark_of_use(folder).touch()
    return folder


def version_of(*builders: Path) -> str:
    """What tells one version of the code, these builders and this Python apart from another."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {_code_version()}".encode())
    for builder in builders:
        _add(digest, builder)
    return digest.hexdigest()[:16]


@cache
def _code_version() -> str:
    digest = hashlib.sha256()
    for part in _CODE:
        _add(digest, REPOSITORY / part)
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", place: Path) -> None:
    for path in sorted(_files(place)):
        digest.update(str(path.relative_to(REPOSITORY)).encode())
        digest.update(path.read_bytes())


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    for path in place.rglob("*"):
        if path.is_file() and not _NOT_CODE & set(path.parts):
            yield path


def _remove_unused(name: str) -> None:
    """Each has its mark beside it, so that nothing of ours stands in what was made."""
    oldest = time.time() - _KEPT_SECONDS
    for mark in CACHE.glob(f"{name}-*.used"):
        if mark.stat().st_mtime < oldest:
            shutil.rmtree(mark.with_suffix(""), ignore_errors=True)
            mark.unlink()


def _mark_of_use(folder: Path) -> Path:
    return folder.with_suffix(".used")
