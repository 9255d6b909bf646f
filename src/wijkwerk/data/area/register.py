"""The register of areas as what signed deliveries say: settled anew when one is signed, or rejected after that."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from wijkwerk.data.area.borders import newest_division, settle_borders
from wijkwerk.data.area.versions import Key, Naming
from wijkwerk.data.models import Area, AreaVersion, AreaVersionQuerySet, Release
from wijkwerk.data.release.folders import ReleaseFolder
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.lib.in_memory import connect_in_memory


@dataclass(frozen=True, slots=True)
class Settled:
    """How many areas came, went, got another name or place, and got another border or none any more."""

    came: int = 0
    gone: int = 0
    renamed: int = 0
    drawn: int = 0

    @property
    def words(self) -> str:
        """For the log: "in het register: 2 gebieden erbij, 1 anders genoemd of ingedeeld"; empty for nothing."""
        counts = (
            (self.came, "erbij"),
            (self.gone, "weg"),
            (self.renamed, "anders genoemd of ingedeeld"),
            (self.drawn, "met een andere grens"),
        )
        told = ", ".join(f"{count} {what}" for count, what in counts if count)
        return f"gebieden in het register: {told}" if told else ""


def take_in(release: Release) -> Settled:
    """What a release says of areas counts from now on: it is being signed."""
    return _settle(release.areas.all(), AreaVersion.objects.in_force(signing=release))


def take_out(release: Release) -> Settled:
    """What a release said of areas counts no longer, and what stood there before it does: it is being rejected."""
    return _settle(release.areas.all(), AreaVersion.objects.in_force(rejecting=release))


@transaction.atomic
def claim_unkept(release: Release, releases: Sequence[ReleaseFolder], in_force: Collection[str]) -> None:
    """Of a release from before deliveries kept what they say of areas: what only it names is what it said.

    releases   all that name areas; in_force   keys of the others that count
    """
    own = [each.areas for each in releases if each.record.key == release.key and each.areas]
    others = [each.areas for each in releases if each.record.key in in_force and each.areas]
    alone = (_named_in(own) - _named_in(others)) if own else set()
    unkept = AreaVersion.objects.filter(release=None, year__in={year for _, year in alone})
    numbers = [pk for pk, code, year in unkept.values_list("pk", "code", "year") if (code, year) in alone]
    for start in range(0, len(numbers), 500):
        AreaVersion.objects.filter(pk__in=numbers[start : start + 500]).update(release=release)


def naming(about: AreaVersionQuerySet, versions: AreaVersionQuerySet) -> dict[Key, Naming]:
    """What areas are called and where they lie, by the versions that count. Stadsdelen are the municipality's own.

    about   versions of the areas that are asked for; others of the same years may be among the answer
    """
    rows = versions.filter(**_same_areas(about)).exclude(level=Level.STADSDEEL).named_last()
    return {(code, year): Naming(*values) for code, year, *values in rows.values_list("code", "year", *Naming._fields)}


def registered(about: AreaVersionQuerySet) -> dict[Key, Naming]:
    """The same as the register has it."""
    rows = Area.objects.filter(**_same_areas(about)).exclude(level=Level.STADSDEEL)
    return {(code, year): Naming(*values) for code, year, *values in rows.values_list("code", "year", *Naming._fields)}


def _same_areas(about: AreaVersionQuerySet) -> dict[str, Any]:
    return {"year__in": years_of(about), "code__in": about.order_by().values("code")}


def years_of(versions: AreaVersionQuerySet) -> set[int]:
    return set(versions.order_by("year").values_list("year", flat=True).distinct())


@transaction.atomic
def _settle(about: AreaVersionQuerySet, versions: AreaVersionQuerySet) -> Settled:
    """about   versions of the areas of which something changes; versions   those that count then

    The division that was the newest, or now is, may borrow other borders than before.
    """
    years = years_of(about)
    if not years:
        return Settled()
    was_newest, draws = newest_division(), about.filter(geometry__isnull=False).exists()
    came, gone, renamed = _settle_names(about, versions)
    drawn = 0
    if draws or came or gone or renamed:
        touched = {year for year in (*years, was_newest, newest_division()) if year is not None}
        drawn = sum(settle_borders(year, versions) for year in sorted(touched))
    return Settled(came, gone, renamed, drawn)


def _settle_names(about: AreaVersionQuerySet, versions: AreaVersionQuerySet) -> tuple[int, int, int]:
    wanted, known = naming(about, versions), registered(about)
    came = [key for key in wanted if key not in known]
    renamed = [key for key in wanted if key in known and known[key] != wanted[key]]
    _write([(*key, *wanted[key]) for key in came + renamed])
    gone = _delete([key for key in known if key not in wanted])
    return len(came), gone, len(renamed)


def _named_in(files: Sequence[Path]) -> set[Key]:
    if not files:
        return set()
    with connect_in_memory() as con:
        rows = con.execute("SELECT DISTINCT code, year FROM read_parquet(?)", [[str(path) for path in files]])
        return {(code, year) for code, year in rows.fetchall()}


def _write(rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert or update areas by their key. Not `bulk_create`: making 17,341 objects first takes four times as long."""
    columns = ("code", "year", *Naming._fields, "valid_from", "valid_to", "geometry_source")
    updates = ", ".join(f"{column} = excluded.{column}" for column in Naming._fields)
    statement = f"""
        INSERT INTO {Area._meta.db_table} ({", ".join(columns)}) VALUES ({", ".join(["%s"] * len(columns))})
        ON CONFLICT (code, year) DO UPDATE SET {updates}
    """
    values = [(*row, f"{row[1]}-01-01", f"{row[1]}-12-31", "") for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


def _delete(keys: Sequence[Key]) -> int:
    """Not one query with all keys: a database takes only so many values at once."""
    of_year: dict[int, list[str]] = {}
    for code, year in keys:
        of_year.setdefault(year, []).append(code)
    for year, codes in of_year.items():
        for start in range(0, len(codes), 500):
            Area.objects.filter(year=year, code__in=codes[start : start + 500]).exclude(level=Level.STADSDEEL).delete()
    return len(keys)
