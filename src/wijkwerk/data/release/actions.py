"""What people do with releases: deliver, check, explain, sign, reject. What they go through stands in their flows."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from django.db import transaction

from wijkwerk.access.lifecycles.lifecycle import AS_IT_IS
from wijkwerk.access.log.audit import joined, record
from wijkwerk.access.models import Person
from wijkwerk.data.area.register import Settled, claim_unkept, take_in, take_out
from wijkwerk.data.area.versions import Versions, keep_versions, origin_of, versions_of
from wijkwerk.data.checks.release_views import open_release
from wijkwerk.data.checks.remarks import CheckRemark
from wijkwerk.data.checks.run import run_checks
from wijkwerk.data.delivery_problems import MissingReasonError
from wijkwerk.data.models import Release, ReleaseState, Remark
from wijkwerk.data.release.flow import CHECKED_AND_AGREED, ReleaseFlow, RemarkFlow, identity_of
from wijkwerk.data.release.folders import ReleaseFolder, list_releases, read_release, verify_release
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.sources import Source
from wijkwerk.definitions.vocabulary import OF_GEMEENTE
from wijkwerk.lib.in_memory import connect_in_memory
from wijkwerk.lib.user_errors import UserError


class ReleaseStateError(UserError):
    """This cannot be done to this release now; the message says why and what can be done, in Dutch."""


@transaction.atomic
def deliver(folder: ReleaseFolder, *, by: Person | None, reason: str = "") -> tuple[Release, bool]:
    """Enter a release folder in the books; returns the release and whether it was new.

    by       who delivers. Of a release that nobody was named with, whoever delivers the same figures is named from then
             on: nobody signs what they delivered themselves
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
        _name_deliverer(known, by)
        return known, False
    why = reason.strip()
    if folder.record.replaces and folder.record.ingestor in OF_GEMEENTE and not why:
        raise MissingReasonError
    replaced = f"vervangt {folder.record.replaces}" if folder.record.replaces else ""
    release = Release(
        key=folder.record.key,
        source=folder.record.source,
        table=folder.record.table,
        periods=list(folder.record.periods),
        hash=folder.record.content_sha256,
        replaces=folder.record.replaces or "",
        reason=why,
        delivered_by=by,
    )
    summary = ": ".join(part for part in (replaced, why) if part) or _what_it_holds(release)
    return ReleaseFlow.begin(release, by=by, reason=summary), True


def _name_deliverer(release: Release, by: Person | None) -> None:
    if by is None or release.delivered_by_id is not None or release.state == ReleaseState.SIGNED:
        return
    release.delivered_by = by
    release.save(update_fields=["delivered_by"])
    record(person=by, verb="deliver", kind="release", key=release.key, reason="dezelfde cijfers, nu met wie ze levert")


def _what_it_holds(release: Release) -> str:
    return f"{release.table}, {', '.join(map(str, release.periods)) or 'zonder periode'}"


def check(release: Release, catalogue: Catalogue, releases: Path, *, by: Person | None) -> list[Remark]:
    """Run every check over a release and keep what they say; explanations of remarks that stand again are kept.

    What the release says of areas is kept with it too, so that whoever signs sees what that changes.

    releases   the folder of all releases: the areas and the earlier figures of the source come from there

    Raises what `ReleaseFlow.move` raises: at once, and again where others went on while the checks ran.
    """
    ReleaseFlow.ask_first(release, "check", by=by)
    folder = read_release(releases / release.key)
    source = catalogue.sources[release.source]
    versions = () if release.areas.exists() else versions_of(folder, origin_of(source, folder))
    years = _area_years(folder)
    earlier = _earlier(release, source, releases)
    with open_release(
        folder.observations,
        _area_files(releases, years, folder),
        [previous.observations for previous in earlier],
        [path for previous in earlier for path in _area_files(releases, _area_years(previous), previous)],
        _in_use(release, releases),
    ) as con:
        remarks = run_checks(
            con,
            source,
            release.table,
            catalogue.corrections,
            [each for correction in folder.record.corrections for each in correction.removed],
        )
    return _keep(release, remarks, versions, by)


def explain(remark: Remark, explanation: str, *, by: Person) -> None:
    """Say why a remark is no reason to hold the release back. Raises what `RemarkFlow.move` raises."""
    with RemarkFlow.move(remark, "explain", by=by, reason=explanation) as line:
        remark.explanation = line.reason


def sign(release: Release, releases: Path, *, by: Person, reason: str = "", read: str | None = None) -> Settled:
    """Say that a release may be published, and bring what it says of areas into the register; returns what that did.

    read   the mark (`ReleaseFlow.mark_of`) of what was on the page of whoever signs; None where the machine signs its
           own example, as it is

    Raises ReleaseError where the folder is no longer what was checked, ReleaseStateError for a release of an earlier
    version that has to be checked again, and what `ReleaseFlow.move` raises: where a blocking remark has no explanation
    too.
    """
    seen = AS_IT_IS if read is None else read
    with ReleaseFlow.move(release, "sign", by=by, read=seen, reason=reason) as line:
        folder = read_release(releases / release.key)
        verify_release(folder)
        _require_kept(release, folder)
        settled = take_in(release)
        line.reason = joined(line.reason or CHECKED_AND_AGREED, settled.words)
        _follow(settled)
    return settled


def reject(release: Release, releases: Path, *, by: Person, reason: str) -> Settled:
    """Keep a release out of every next edition, and what it said of areas out of the register; returns what that did.

    Areas, names and borders are again what the signed deliveries without it say.

    Raises what `ReleaseFlow.move` raises.
    """
    with ReleaseFlow.move(release, "reject", by=by, reason=reason) as line:
        settled = _taken_out(release, releases)
        line.reason = joined(line.reason, settled.words)
        _follow(settled)
    return settled


def _taken_out(release: Release, releases: Path) -> Settled:
    if release.state == ReleaseState.LOADED:  # what it says of areas is kept by its check
        return Settled()
    counted = release.state == ReleaseState.SIGNED
    if not release.areas.exists():
        counted = True
        others = Release.objects.filter(state=ReleaseState.SIGNED).exclude(pk=release.pk)
        named = [each for each in list_releases(releases) if each.areas]
        claim_unkept(release, named, set(others.values_list("key", flat=True)))
    settled = take_out(release) if counted else Settled()
    release.areas.all().delete()
    return settled


def _require_kept(release: Release, folder: ReleaseFolder) -> None:
    if (folder.areas or folder.borders) and not release.areas.exists():
        raise ReleaseStateError(
            "Deze levering is gecontroleerd met een eerdere versie van wijkwerk, die niet bewaarde wat een levering "
            "over gebieden zegt. Controleer haar opnieuw; dan staat hier wat er verandert, en kunt u ondertekenen."
        )


def _follow(settled: Settled) -> None:
    """Roles and papers hang on areas."""
    # Here: the example says which gemeente these are of, and is itself delivered and signed by the actions above.
    from wijkwerk.data.area.own_scopes import register_own_scopes

    if settled.came or settled.gone or settled.renamed:
        register_own_scopes()


def _keep(release: Release, remarks: Sequence[CheckRemark], versions: Versions, by: Person | None) -> list[Remark]:
    # The checks took their time: somebody may have signed or rejected it meanwhile, or explained one of its remarks.
    with ReleaseFlow.move(release, "check", by=by):
        explained = {identity_of(remark): remark for remark in release.remarks.exclude(explanation="")}
        release.remarks.all().delete()
        Remark.objects.bulk_create(_remark(release, each, explained) for each in remarks)
        keep_versions(release, versions)
    return list(release.remarks.all())


def _remark(release: Release, check_remark: CheckRemark, explained: Mapping[tuple[object, ...], Remark]) -> Remark:
    """What a check says, with the explanation of the same remark before."""
    remark = Remark(
        release=release,
        severity=check_remark.severity.value,
        check_name=check_remark.check,
        area=check_remark.area or "",
        variable=check_remark.variable or "",
        period=check_remark.period,
        message=check_remark.message,
        explanation=check_remark.explanation,
    )
    before = explained.get(identity_of(remark))
    if before is not None:
        remark.explanation = before.explanation
        remark.explained_by, remark.explained_at = before.explained_by, before.explained_at
    return remark


def _area_years(folder: ReleaseFolder) -> set[int]:
    with connect_in_memory() as con:
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


@lru_cache(maxsize=256)
def _years_of(areas: Path) -> frozenset[int]:
    """Of the areas of one release, which never change."""
    with connect_in_memory() as con:
        return frozenset(
            row[0] for row in con.execute("SELECT DISTINCT year FROM read_parquet(?)", [str(areas)]).fetchall()
        )


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
