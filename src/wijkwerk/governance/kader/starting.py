"""Begin an empty register: the goals and the starting kaders of the catalogue."""

from collections.abc import Collection
from pathlib import Path

from django.db import transaction

from wijkwerk.access.models import Person
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.kader_files import kader_files, read_goals, read_kader
from wijkwerk.governance.goal.flow import GoalFlow
from wijkwerk.governance.kader.actions import NewVersion, add_version
from wijkwerk.governance.kader.area_types import set_area_type
from wijkwerk.governance.kader.file_checks import places_in
from wijkwerk.governance.models import AreaType, Goal, Kader


def start_register(folder: Path, catalogue: Catalogue, areas: Collection[str], *, by: Person | None = None) -> None:
    """Fill what is still empty: goals from `goals.yaml`, versions from `kaders/`. Does nothing where something stands.

    folder  of the catalogue
    areas   codes of the wijken and buurten of this site; a kader's wijktypen of other areas are left out

    Raises DefinitionError or KaderError; then nothing was stored.
    """
    with transaction.atomic():
        start_goals(folder, by=by)
        if not Kader.objects.exists():
            for path in kader_files(folder):
                import_kader(path, catalogue, areas, by=by, reason=f"begin van het register: {path.name}")


@transaction.atomic
def start_goals(folder: Path, *, by: Person | None = None) -> None:
    """The goals of the starting file, where there are none yet. Raises DefinitionError."""
    if Goal.objects.exists():
        return
    for position, terms in enumerate(read_goals(folder), start=1):
        parent = Goal.objects.get(code=terms.parent) if terms.parent else None
        goal = Goal(code=terms.id, title=terms.title, text=terms.text, position=position, parent=parent)
        GoalFlow.begin(goal, by=by, reason="begin van het register: goals.yaml")


@transaction.atomic
def import_kader(path: Path, catalogue: Catalogue, areas: Collection[str], *, by: Person | None, reason: str) -> Kader:
    """Add a kader file as a version of the register, with its wijktypen where an area has none yet.

    Raises DefinitionError on what is no kader, KaderError with everything that does not fit; then nothing is stored.
    """
    located = read_kader(path)
    terms = located.value
    kader = add_version(
        NewVersion(
            name=terms.name,
            valid_from=terms.valid_from,
            horizon=terms.horizon,
            norms=terms.norms,
            note=terms.note or "",
            example=terms.example,
            fewest_inhabitants=terms.fewest_inhabitants,
            origin=located.document.file,
        ),
        catalogue,
        areas,
        by=by,
        reason=reason,
        places=places_in(located),
    )
    known = set(AreaType.objects.values_list("area_code", flat=True))
    for each in sorted(terms.area_kinds, key=lambda each: each.valid_from):
        if each.area in areas and each.area not in known:
            set_area_type(each.area, each.kind, by=by, since=each.valid_from, reason=located.document.file)
    return kader
