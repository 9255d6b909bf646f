"""From files in somebody's hand to a checked release: the one road for the command, the site and the demo."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from wijkwerk.access.models import Person
from wijkwerk.data.area.changes import AreaChanges, changes_of
from wijkwerk.data.building import build_release
from wijkwerk.data.delivery_problems import DeliveryProblem, MissingReasonError, ReleaseError
from wijkwerk.data.models import Release, ReleaseState, Remark
from wijkwerk.data.raw import keep_raw, open_raw
from wijkwerk.data.recognition import recognise
from wijkwerk.data.release.actions import check, deliver
from wijkwerk.data.release.folders import ReleaseFolder
from wijkwerk.data.release.reducing import reduced
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.lib.durable import sweep_unfinished
from wijkwerk.lib.progress import Progress, no_progress

_STEPS = 6


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. Where the content was known already (`is_new` false) nothing changed but the checks."""

    folder: ReleaseFolder
    release: Release
    is_new: bool
    remarks: tuple[Remark, ...]

    @property
    def areas(self) -> AreaChanges:
        """What the signature of another will change in the register of areas."""
        return changes_of(self.release)


def import_files(
    catalogue: Catalogue,
    source_id: str,
    table: str | None,
    paths: Sequence[Path],
    person: Person | None,
    report: Progress = no_progress,
    *,
    new_version: bool = False,
    reason: str = "",
    moment: datetime.datetime | None = None,
) -> Imported:
    """Keep the files, make a release of them, and run the checks. Nothing of it counts before another person signs.

    table        of the source; where left out, told by the raw folder, by the files (`recognise`), or the only one
    report       called with (done, total, Dutch text) as the work goes on
    new_version  an own file may bring other values for a year that was delivered before; public sources always may
    reason       why the earlier figures were not right; a new version cannot do without. Kept with the release

    Raises MissingReasonError for a new version without a reason, and ReleaseError with every problem of the files; then
    nothing is loaded. Killed at any moment, nothing half-made shows: folders are renamed when whole, and the next run
    sweeps and goes on (a release that was not checked yet stands as `loaded`, and nobody can sign it).
    """
    require_reason(reason, new_version=new_version)
    data = Path(settings.WIJKWERK_DATA)
    raw, releases = data / "raw", data / "releases"
    sweep_unfinished(raw)
    sweep_unfinished(releases)
    source = _source(catalogue, source_id)
    recognised = recognise(source, table, paths)
    chosen = recognised.table
    now = moment or timezone.now()
    report(0, _STEPS, f"{source.title}, tabel {chosen.table}: bestanden bewaren")
    with reduced(recognised, paths) as kept:
        delivery = keep_raw(open_raw(source.id, chosen.table, recognised.protocol, kept.paths), raw, now)
    if kept.words:
        report(1, _STEPS, f"{source.title}: {kept.words}")
    report(1, _STEPS, f"{source.title}, tabel {chosen.table}: inlezen")
    folder, _ = build_release(
        source,
        chosen,
        delivery,
        releases,
        corrections=catalogue.corrections,
        moment=now,
        judge=lambda key, periods: _predecessor(source, chosen, key, periods, new_version),
    )
    report(3, _STEPS, "Controleren")
    # Not in one transaction with the checks: those read for seconds, and a release that is loaded may wait for them.
    release, is_new = deliver(folder, by=person, reason=reason)
    if release.state in {ReleaseState.LOADED, ReleaseState.CHECKED}:
        remarks = check(release, catalogue, releases, by=person)
    else:
        remarks = list(release.remarks.all())
    report(_STEPS, _STEPS, "Klaar")
    return Imported(folder, release, is_new, tuple(remarks))


def require_reason(reason: str, *, new_version: bool) -> None:
    """Raises MissingReasonError for a new version of which nobody said why."""
    if new_version and not reason.strip():
        raise MissingReasonError


def _source(catalogue: Catalogue, source_id: str) -> Source:
    source = catalogue.sources.get(source_id)
    if source is None:
        raise ReleaseError(
            [
                DeliveryProblem(
                    file=source_id,
                    found="geen bron met deze naam in de catalogus",
                    expected=" of ".join(sorted(catalogue.sources)),
                    remedy="Kies een van deze namen, of beschrijf de nieuwe bron in catalogue/sources.",
                )
            ]
        )
    return source


def _predecessor(
    source: Source, table: SourceTable, key: str, periods: tuple[int, ...], new_version: bool
) -> str | None:
    """The release whose years this one tells anew; refused for an own file that was not named a new version."""
    earlier = Release.objects.filter(source=source.id, table=table.table).exclude(state=ReleaseState.REJECTED)
    again = [known for known in earlier.exclude(key=key) if set(known.periods) & set(periods)]
    if not again:
        return None
    newest = max(again, key=lambda known: known.delivered_at)
    if source.protocol_of(table).is_of_gemeente and not new_version:
        years = ", ".join(str(year) for year in sorted(set(newest.periods) & set(periods)))
        raise ReleaseError(
            [
                DeliveryProblem(
                    file=newest.key,
                    found=f"andere cijfers over {years} dan eerder geleverd",
                    expected="dezelfde cijfers, of een nieuw jaar",
                    remedy='Lever het bestand als nieuwe versie, met de reden (--new-version --reason "…"), als de '
                    "eerdere cijfers niet klopten.",
                )
            ]
        )
    return newest.key
