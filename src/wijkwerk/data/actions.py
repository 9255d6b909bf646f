"""What people do with releases: deliver, check, explain, sign, reject. Each writes the audit event it causes."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
from django.db import transaction
from django.utils import timezone

from wijkwerk.access.audit import record
from wijkwerk.access.lifecycle import ChangedError
from wijkwerk.access.models import Person
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.sources import Source
from wijkwerk.definitions.vocabulary import Protocol
from wijkwerk.lib.digests import digest_of
from wijkwerk.lib.user_errors import UserError

from .areas import withdraw_areas
from .checks.release_views import open_release
from .checks.remarks import CheckRemark
from .checks.run import run_checks
from .models import Release, ReleaseState, Remark, Severity
from .problems import MissingReasonError
from .releases import ReleaseFolder, list_releases, read_release, verify_release

# What a signature means where somebody adds nothing to it.
CHECKED_AND_AGREED = "nagekeken en akkoord"

# What may happen to a release, from which states, and the state that follows.
TRANSITIONS: Mapping[str, tuple[frozenset[ReleaseState], ReleaseState]] = {
    "check": (frozenset({ReleaseState.LOADED, ReleaseState.CHECKED}), ReleaseState.CHECKED),
    "sign": (frozenset({ReleaseState.CHECKED}), ReleaseState.SIGNED),
    # A signed release can still be taken back: editions that hold it stay as they are, the next one leaves it out.
    "reject": (
        frozenset({ReleaseState.LOADED, ReleaseState.CHECKED, ReleaseState.SIGNED}),
        ReleaseState.REJECTED,
    ),
}


class ReleaseStateError(UserError):
    """This cannot be done to this release now; the message says why and what can be done, in Dutch."""


class RemarksChangedError(ChangedError, ReleaseStateError):
    """The remarks that somebody agrees to are others by now."""


@transaction.atomic
def deliver(folder: ReleaseFolder, *, by: Person | None, reason: str = "") -> tuple[Release, bool]:
    """Enter a release folder in the books; returns the release and whether it was new.

    reason   why figures that were delivered before are replaced; kept with the release and in the log

    Raises ReleaseStateError when exactly this content was rejected before, MissingReasonError when an own file replaces
    an earlier one without a reason: nobody else can say which of the two is right.
    """
    known = Release.objects.filter(key=folder.record.key).first()
    if known is not None:
        if known.state == ReleaseState.REJECTED:
            raise ReleaseStateError(
                f"Precies deze cijfers zijn eerder afgekeurd (levering {known.key}). "
                "Vraag de bron om een verbeterde levering."
            )
        return known, False
    why = reason.strip()
    if folder.record.replaces and folder.record.ingestor == Protocol.OWN_FILE and not why:
        raise MissingReasonError
    replaced = f"vervangt {folder.record.replaces}" if folder.record.replaces else ""
    release = Release.objects.create(
        key=folder.record.key,
        source=folder.record.source,
        table=folder.record.table,
        periods=list(folder.record.periods),
        hash=folder.record.content_sha256,
        replaces=folder.record.replaces or "",
        reason=why,
        delivered_by=by,
    )
    record(
        person=by,
        verb="deliver",
        kind="release",
        key=release.key,
        reason=": ".join(part for part in (replaced, why) if part) or _what_it_holds(release),
    )
    return release, True


def _what_it_holds(release: Release) -> str:
    return f"{release.table}, {', '.join(map(str, release.periods)) or 'zonder periode'}"


def check(release: Release, catalogue: Catalogue, releases: Path, *, by: Person | None) -> list[Remark]:
    """Run every check over a release and keep what they say; explanations of remarks that stand again are kept.

    releases   the folder of all releases: the areas and the earlier figures of the source come from there
    """
    _require(release, "check")
    folder = read_release(releases / release.key)
    years = _area_years(folder)
    earlier = _earlier(release, catalogue.sources[release.source], releases)
    with open_release(
        folder.observations,
        _area_files(releases, years, folder),
        [previous.observations for previous in earlier],
        [path for previous in earlier for path in _area_files(releases, _area_years(previous), previous)],
        _in_use(release, releases),
    ) as con:
        found = run_checks(
            con,
            catalogue.sources[release.source],
            release.table,
            catalogue.corrections,
            [each for correction in folder.record.corrections for each in correction.removed],
        )
    return _keep_remarks(release, found, by)


@transaction.atomic
def explain(remark: Remark, explanation: str, *, by: Person) -> None:
    """Say why a remark is no reason to hold the release back. Raises ReleaseStateError on an empty explanation."""
    _hold(remark.release)
    if remark.release.state not in {ReleaseState.LOADED, ReleaseState.CHECKED}:
        raise ReleaseStateError("Deze levering is al beoordeeld; haar opmerkingen staan vast.")
    if not explanation.strip():
        raise ReleaseStateError("Een verklaring mag niet leeg zijn.")
    remark.explanation = explanation.strip()
    remark.explained_by = by
    remark.explained_at = timezone.now()
    remark.save(update_fields=["explanation", "explained_by", "explained_at"])
    record(person=by, verb="explain", kind="remark", key=f"{remark.release.key}#{remark.pk}", reason=remark.explanation)


@transaction.atomic
def sign(release: Release, releases: Path, *, by: Person, reason: str = "", read: str | None = None) -> None:
    """Say that a release may be published.

    read   what was on the page of whoever signs (`remarks_mark`); None where the machine signs its own example

    Raises ReleaseStateError where the same person delivered it, where a blocking remark has no explanation, where its
    remarks are others than were read, and in any state but checked; ReleaseError where the folder is no longer what
    was checked.
    """
    _hold(release)
    _require(release, "sign")
    if release.delivered_by_id == by.pk:
        raise ReleaseStateError("U hebt deze levering zelf aangeleverd. Een ander moet haar ondertekenen.")
    open_remarks = release.remarks.filter(severity=Severity.BLOCKING, explanation="").count()
    if open_remarks:
        raise ReleaseStateError(
            f"{open_remarks} blokkerende opmerkingen hebben nog geen verklaring. Verklaar ze, of keur de levering af."
        )
    if read is not None and read != remarks_mark(release):
        raise RemarksChangedError(
            "De opmerkingen of verklaringen zijn veranderd sinds u ze las. Er is niets ondertekend. Hieronder staan "
            "zij zoals zij nu zijn: lees ze opnieuw, en onderteken dan."
        )
    verify_release(read_release(releases / release.key))
    _move(release, "sign")
    release.signed_by, release.signed_at = by, timezone.now()
    release.save(update_fields=["state", "signed_by", "signed_at"])
    record(person=by, verb="sign", kind="release", key=release.key, reason=reason or CHECKED_AND_AGREED)


def remarks_mark(release: Release) -> str:
    """A mark of what whoever signs agrees to: every remark with its explanation. The cells have a hash of their own."""
    shown = [(*_identity(each), each.severity, each.explanation) for each in release.remarks.all()]
    return digest_of(sorted(shown, key=str))


@transaction.atomic
def reject(release: Release, releases: Path, *, by: Person, reason: str) -> int:
    """Keep a release out of every next edition, and its areas out of the register; returns how many of them went.

    Areas that another release names stay. So do the names and borders that this one gave to others: what stood there
    before is not kept, and the next release tells anew.

    Raises ReleaseStateError without a reason.
    """
    _hold(release)
    _require(release, "reject")
    if not reason.strip():
        raise ReleaseStateError("Zeg waarom u de levering afkeurt; de aanleveraar leest dat.")
    _move(release, "reject")
    release.save(update_fields=["state"])
    withdrawn = withdraw_areas(release.key, [each for each in list_releases(releases) if each.areas], _in_force())
    told = f"{reason.strip()} ({withdrawn} gebieden uit het register)" if withdrawn else reason.strip()
    record(person=by, verb="reject", kind="release", key=release.key, reason=told)
    return withdrawn


def may_follow(release: Release, verb: str) -> bool:
    """Whether a verb is possible in the state that a release is in."""
    return ReleaseState(release.state) in TRANSITIONS[verb][0]


def _hold(release: Release) -> None:
    """Look again at its state, and let nobody change it before this transaction ends: a page may be an hour old."""
    release.refresh_from_db(fields=["state"], from_queryset=Release.objects.select_for_update())


def _in_force() -> set[str]:
    return set(Release.objects.exclude(state=ReleaseState.REJECTED).values_list("key", flat=True))


def _require(release: Release, verb: str) -> None:
    if not may_follow(release, verb):
        states = " of ".join(sorted(state.label for state in TRANSITIONS[verb][0]))
        raise ReleaseStateError(
            f"Levering {release.key} is {ReleaseState(release.state).label}. Dit kan alleen als zij {states} is."
        )


def _move(release: Release, verb: str) -> None:
    release.state = TRANSITIONS[verb][1]


@transaction.atomic
def _keep_remarks(release: Release, found: Sequence[CheckRemark], by: Person | None) -> list[Remark]:
    # The checks took their time: somebody may have signed or rejected it meanwhile, or explained one of its remarks.
    _hold(release)
    _require(release, "check")
    explained = {_identity(remark): remark for remark in release.remarks.exclude(explanation="")}
    release.remarks.all().delete()
    remarks = [
        Remark(
            release=release,
            severity=remark.severity.value,
            check_name=remark.check,
            area=remark.area or "",
            variable=remark.variable or "",
            period=remark.period,
            message=remark.message,
            explanation=remark.explanation,
        )
        for remark in found
    ]
    for remark in remarks:
        before = explained.get(_identity(remark))
        if before is not None:
            remark.explanation = before.explanation
            remark.explained_by, remark.explained_at = before.explained_by, before.explained_at
    Remark.objects.bulk_create(remarks)
    _move(release, "check")
    release.save(update_fields=["state"])
    record(person=by, verb="check", kind="release", key=release.key, reason=f"{len(remarks)} opmerkingen")
    return list(release.remarks.all())


def _identity(remark: Remark) -> tuple[object, ...]:
    return remark.check_name, remark.area, remark.variable, remark.period, remark.message


def _area_years(folder: ReleaseFolder) -> set[int]:
    with duckdb.connect() as con:
        rows = con.execute("SELECT DISTINCT area_year FROM read_parquet(?)", [str(folder.observations)]).fetchall()
    return {row[0] for row in rows}


def _area_files(releases: Path, years: set[int], own: ReleaseFolder) -> list[Path]:
    """The area lists of the divisions that a release's codes belong to, its own list first.

    Lists that came with borders count only where there is no other: key figures name the division.
    """
    rejected = set(Release.objects.filter(state=ReleaseState.REJECTED).values_list("key", flat=True))
    others = [folder for folder in list_releases(releases) if folder.areas and folder.record.key not in rejected]
    others.sort(key=lambda folder: (folder.path != own.path, folder.borders is not None))
    files = []
    for folder in others:
        assert folder.areas is not None
        if folder.borders is None and _years_of(folder.areas) & years:
            files.append(folder.areas)
    return files or [folder.areas for folder in others if folder.areas and _years_of(folder.areas) & years]


def _years_of(areas: Path) -> set[int]:
    with duckdb.connect() as con:
        return {row[0] for row in con.execute("SELECT DISTINCT year FROM read_parquet(?)", [str(areas)]).fetchall()}


def _earlier(release: Release, source: Source, releases: Path) -> list[ReleaseFolder]:
    """Releases of the same source to compare with: earlier deliveries of the same table, and earlier years of another.

    A table that is a part (the country alone) is not compared with the whole of another year.
    """
    parts = {table.table for table in source.tables if table.part_of}
    candidates = (
        Release.objects.filter(source=release.source, delivered_at__lt=release.delivered_at)
        .exclude(state=ReleaseState.REJECTED)
        .exclude(key=release.key)
    )
    return [
        read_release(releases / candidate.key)
        for candidate in candidates
        if candidate.table == release.table
        or (not {candidate.table, release.table} & parts and _is_before(candidate.periods, release.periods))
    ]


def _in_use(release: Release, releases: Path) -> list[Path]:
    """The figures that this release takes the place of: the signed ones of the same table and years, which the next
    edition would have; else those of the release it replaces, which nobody signed yet.
    """
    earlier = Release.objects.filter(
        source=release.source, table=release.table, delivered_at__lt=release.delivered_at
    ).exclude(key=release.key)
    again = [known for known in earlier.order_by("-delivered_at") if set(known.periods) & set(release.periods)]
    signed = [known.key for known in again if known.state == ReleaseState.SIGNED]
    key = signed[0] if signed else release.replaces
    return [read_release(releases / key).observations] if key else []


def _is_before(periods: Sequence[int], later: Sequence[int]) -> bool:
    return bool(periods) and bool(later) and max(periods) < min(later)
