"""The one door by which pages, exports and commands read an edition of this installation."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from .manifest import EditionError
from .shelf import PublishedEdition, Shelf

__all__ = ["PublishedEdition", "current_edition", "edition_before", "find_edition", "shelf"]


def shelf() -> Shelf:
    """The editions in the data folder of the settings. One per folder and process."""
    return _shelf_of(settings.WIJKWERK_DATA / "editions")


def current_edition() -> PublishedEdition | None:
    """The edition that visitors see; None before the first is published."""
    key = shelf().current_key()
    return None if key is None else shelf().open(key)


def find_edition(key: str) -> PublishedEdition | None:
    """Any published edition by its key: what a permalink asks. None where there is no such edition."""
    try:
        return shelf().open(key)
    except EditionError:
        return None


def edition_before(key: str) -> str | None:
    """The key of the edition that stood before this one; None for the first, or for a key that is none."""
    try:
        return shelf().manifest(key).previous
    except EditionError:
        return None


@lru_cache(maxsize=16)
def _shelf_of(root: Path) -> Shelf:
    return Shelf(root)
