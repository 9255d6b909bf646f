"""What goes into the next edition: the signed releases that were not replaced, and the areas as registered."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from wijkwerk.access.people.models import Person
from wijkwerk.data.models import Area, Release, ReleaseState, StadsdeelMembership
from wijkwerk.data.release.flow import blocking_and_impossible, blocking_and_unexplained, what_is_impossible
from wijkwerk.data.release.folders import read_release
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.lib.digests import sha256_of
from wijkwerk.lib.dutch import counted

from .cells import ReleasePart
from .division import AreaRecord
from .manifest import MANIFEST, EditionError
from .models import Edition


def releases_to_publish(folder: Path, keys: Sequence[str] | None = None) -> list[ReleasePart]:
    """The signed releases (or the named ones), in the order in which they came. A replaced one gives only the years
    that its successor does not have.

    Raises EditionError naming every release that may not be published, and why.
    """
    chosen = list(_chosen(keys))
    problems = [problem for release in chosen for problem in _objections(release)]
    if keys is not None:
        problems += [f"{key}: deze levering bestaat niet" for key in keys if key not in {r.key for r in chosen}]
    if problems:
        listed = "\n".join(f"- {problem}" for problem in problems)
        raise EditionError(f"Er is niets gepubliceerd. Dit staat in de weg:\n{listed}")
    if not chosen:
        raise EditionError(
            "Er is geen ondertekende levering om te publiceren. Laat een tweede persoon de leveringen ondertekenen."
        )
    replaced = _replaced_periods(chosen)
    return [
        _part(folder, release, without=replaced[release.key])
        for release in chosen
        if set(release.periods) - replaced[release.key]
    ]


def unsigned_releases() -> list[str]:
    """Keys of the releases that wait for a check or a signature: a publisher is told that they are left out."""
    waiting = Release.objects.filter(state__in=[ReleaseState.LOADED, ReleaseState.CHECKED])
    return list(waiting.order_by("delivered_at").values_list("key", flat=True))


def publisher(account: str) -> Person:
    """The person with this account. Raises EditionError where there is none."""
    person = Person.objects.filter(account=account).first()
    if person is None:
        raise EditionError(f"Er is geen account {account!r}.")
    return person


def manifest_is_recorded(folder: Path) -> bool:
    """Whether the manifest on disk is the one that was written down at publication."""
    edition = Edition.objects.filter(key=folder.name).first()
    return edition is not None and edition.manifest_sha256 == sha256_of(folder / MANIFEST)


def registered_areas(today: datetime.date) -> list[AreaRecord]:
    """Every area of every year; a wijk of the newest division lies in the stadsdeel it belongs to today."""
    memberships = StadsdeelMembership.objects.filter(valid_from__lte=today).exclude(valid_to__lt=today)
    stadsdeel_of = dict(memberships.values_list("wijk_code", "stadsdeel__code"))
    rows = list(
        Area.objects.values_list(
            "code", "year", "level", "name", "parent_code", "gemeente_code", "change_code", "geometry"
        )
    )
    current = max((row[1] for row in rows if row[2] != Level.STADSDEEL), default=0)
    in_use = set(stadsdeel_of.values())
    records = []
    for code, year, level, name, parent, gemeente, change_code, geometry in rows:
        if level == Level.STADSDEEL:
            if code not in in_use:
                continue
            year = current
        elif level == Level.WIJK and year == current:
            parent = stadsdeel_of.get(code, parent)
        records.append(
            AreaRecord(
                code,
                year,
                Level(level),
                name,
                parent,
                gemeente,
                change_code,
                None if geometry is None else bytes(geometry),
            )
        )
    return _each_once(records)


def _each_once(records: list[AreaRecord]) -> list[AreaRecord]:
    """A stadsdeel may stand in the register for several years; the edition has it once."""
    return list({(record.code, record.year): record for record in records}.values())


def _chosen(keys: Sequence[str] | None) -> Sequence[Release]:
    releases = Release.objects.order_by("delivered_at", "pk")
    return list(releases.filter(state=ReleaseState.SIGNED) if keys is None else releases.filter(key__in=keys))


def _objections(release: Release) -> list[str]:
    objections = []
    if release.state != ReleaseState.SIGNED:
        objections.append(f"{release.key}: niet ondertekend ({ReleaseState(release.state).label})")
    if open_remarks := blocking_and_unexplained(release):
        remarks = counted(open_remarks, "blokkerende opmerking", "blokkerende opmerkingen")
        objections.append(f"{release.key}: {remarks} zonder verklaring")
    if blocking_and_impossible(release):
        objections.append(f"{release.key}: {what_is_impossible(release)}")
    return objections


def _replaced_periods(chosen: Sequence[Release]) -> dict[str, set[int]]:
    """For each release the years that a chosen one tells anew, also past a version in between that nobody signed."""
    before = dict(Release.objects.exclude(replaces="").values_list("key", "replaces"))
    replaced: dict[str, set[int]] = defaultdict(set)
    for release in chosen:
        key = release.replaces
        while key:
            replaced[key] |= set(release.periods)
            key = before.get(key, "")
    return replaced


def _part(folder: Path, release: Release, *, without: set[int]) -> ReleasePart:
    on_disk = read_release(folder / release.key)
    if on_disk.record.content_sha256 != release.hash:
        raise EditionError(
            f"De levering {release.key} is na het ondertekenen veranderd. Zet haar map terug uit een reservekopie."
        )
    return ReleasePart(
        key=release.key,
        folder=on_disk.path,
        source=release.source,
        table=release.table,
        periods=tuple(sorted(set(on_disk.record.periods) - without)),
        sha256=on_disk.record.content_sha256,
    )
