"""The catalogue of this site: the files of its folder, and the indicators that were adopted on the site itself.

Every process asks the database anew which were adopted, and keeps the catalogue by that answer, so that an indicator
counts everywhere from the moment it is adopted: no process is started again for it.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from wijkwerk.definitions.catalogue import Catalogue, load_catalogue
from wijkwerk.definitions.problems import DefinitionError, DefinitionProblem

from .models import IN_CATALOGUE, OwnIndicator
from .texts import added_definitions

_Stamp = tuple[tuple[str, int], ...]
_Marks = tuple[tuple[Any, ...], ...]


def site_catalogue() -> Catalogue:
    """The definitions as they stand now (an edition has its own).

    Raises DefinitionError where a file has a fault, or says otherwise than what was adopted on the site.
    """
    folder = Path(settings.WIJKWERK_CATALOGUE)
    return _catalogue(folder, _stamp_of(folder), _adopted_marks())


def catalogue_with(row: OwnIndicator) -> Catalogue:
    """The catalogue as it would be, were this version adopted now. Raises DefinitionError as above."""
    others = OwnIndicator.objects.filter(IN_CATALOGUE).exclude(code=row.code)
    return load_catalogue(Path(settings.WIJKWERK_CATALOGUE), added_definitions([*others, row]))


def problems_of(row: OwnIndicator) -> list[DefinitionProblem]:
    """What stands in the way of this version, were it adopted now: of its own definition and of its source."""
    try:
        catalogue_with(row)
    except DefinitionError as error:
        # Of a faulty file elsewhere its own page tells; this one is not to wait for it.
        names = {f"indicators/{row.code}.yaml", f"sources/{row.source}.yaml"}
        return [each for each in error.problems if each.file.partition(" ")[0] in names]
    return []


def _adopted_marks() -> _Marks:
    """Another one as soon as an indicator is adopted, replaced or ended: what it says never changes besides."""
    rows = OwnIndicator.objects.filter(IN_CATALOGUE).order_by("pk")
    return tuple(rows.values_list("pk", "state", "adopted_at", "ended_at"))


def _stamp_of(folder: Path) -> _Stamp:
    """Another one as soon as a file is changed, comes or goes."""
    return tuple(sorted((str(path), path.stat().st_mtime_ns) for path in folder.rglob("*.yaml")))


@lru_cache(maxsize=2)
def _catalogue(folder: Path, stamp: _Stamp, marks: _Marks) -> Catalogue:
    return load_catalogue(folder, added_definitions(OwnIndicator.objects.filter(IN_CATALOGUE)))
