"""Put another edition on the site: back to an earlier one, or forward again. No edition changes by it."""

from django.db import transaction

from wijkwerk.access.log.audit import record, refuse_personal
from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import may

from .manifest import EditionError, altered_files
from .publishing import current_or_none, tidy
from .reading import shelf
from .selection import manifest_is_recorded


def use_edition(key: str, *, by: Person | None, reason: str) -> str | None:
    """Let visitors see this edition from now on; returns the key of the one that they saw before.

    by   who asks for it; None for whoever is on the machine itself

    Raises EditionError where somebody may not, says no reason, or another publisher is at work; where there is no such
    edition, it is on the site already, or it is not as it was published. Then nothing changes. PersonalReasonError for
    a reason with a number of a person in it.
    """
    why = reason.strip()
    refuse_personal(why, "the reason to use an edition")
    if by is not None and not may(by, "publish", "edition"):
        raise EditionError(f"{by} mag geen editie op de site zetten. Alleen een onderzoeker mag dat.")
    if not why:
        raise EditionError("Zeg waarom een andere editie op de site komt; dat blijft in het logboek staan.")
    on_shelf = shelf()
    with on_shelf.publishing():
        tidy(on_shelf)
        before = current_or_none(on_shelf)
        _refuse_spoilt(key)
        if key == before:
            raise EditionError(f"Editie {key} staat al op de site.")
        with transaction.atomic():
            instead = "" if before is None else f"in plaats van {before}: "
            record(person=by, verb="use", kind="edition", key=key, reason=f"{instead}{why}")
            on_shelf.make_current(key)
    return before


def _refuse_spoilt(key: str) -> None:
    folder = shelf().root / key
    altered = altered_files(folder, shelf().manifest(key))
    if not manifest_is_recorded(folder):
        altered.insert(0, "manifest.json")
    if altered:
        raise EditionError(
            f"Editie {key} is niet meer zoals zij is gepubliceerd ({', '.join(altered)}) en komt zo niet op de site. "
            "Zet haar map terug uit een reservekopie."
        )
