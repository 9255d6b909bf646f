"""Areas in the database: filled from releases, one division per year. `borders` gives them their shapes."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from django.db import connection, transaction

from wijkwerk.data.models import Area, StadsdeelMembership
from wijkwerk.data.release.folders import ReleaseFolder
from wijkwerk.definitions.vocabulary import Level

_FIELDS = ("level", "name", "official_name", "parent_code", "gemeente_code", "change_code")
_SIMPLE_NAME = re.compile(r"[^0-9a-zà-ÿ]+")


@dataclass(frozen=True, slots=True)
class AreasLoaded:
    """How many areas were new, and how many had another name, parent or change code than before."""

    new: int
    changed: int


@dataclass(frozen=True, slots=True)
class ReusedCode:
    """A code that means another place in a later division: no figure may be compared over it."""

    code: str
    level: Level
    name: str
    later_name: str


@transaction.atomic
def load_areas(release: ReleaseFolder) -> AreasLoaded:
    """Bring the areas that a release names into the database. Loading them again changes nothing.

    A release that brings borders adds the areas that its division lacks but renames none: the key figures are the ones
    that name a division.
    """
    if release.areas is None:
        return AreasLoaded(0, 0)
    with duckdb.connect() as con:
        rows = con.execute(
            "SELECT code, year, level, name, official_name, parent, gemeente, change_code FROM read_parquet(?)",
            [str(release.areas)],
        ).fetchall()
    years = {row[1] for row in rows}
    known: dict[tuple[str, int], tuple[Any, ...]] = {
        (code, year): tuple(values)
        for code, year, *values in Area.objects.filter(year__in=years).values_list("code", "year", *_FIELDS)
    }
    new = [row for row in rows if (row[0], row[1]) not in known]
    changed = []
    if release.borders is None:
        changed = [row for row in rows if known.get((row[0], row[1]), row[2:]) != row[2:]]
    _write(new + changed)
    return AreasLoaded(len(new), len(changed))


@transaction.atomic
def withdraw_areas(key: str, releases: Sequence[ReleaseFolder], in_force: Collection[str]) -> int:
    """Take out of the register what only this release named; returns how many areas went.

    releases   all that name areas; in_force   keys of those that count (this one no longer does)

    Stadsdelen are the municipality's own and stay, and so does a wijk that lies in one.
    """
    own = [each.areas for each in releases if each.record.key == key and each.areas]
    others = [each.areas for each in releases if each.record.key in in_force and each.record.key != key and each.areas]
    if not own:
        return 0
    alone = _named(own) - (_named(others) if others else set())
    grouped = set(StadsdeelMembership.objects.values_list("wijk_code", flat=True))
    leaving = Area.objects.filter(year__in={year for _, year in alone}).exclude(level=Level.STADSDEEL)
    numbers = [
        pk
        for pk, code, year in leaving.values_list("pk", "code", "year")
        if (code, year) in alone and code not in grouped
    ]
    for start in range(0, len(numbers), 500):
        Area.objects.filter(pk__in=numbers[start : start + 500]).delete()
    return len(numbers)


def reused_codes(year: int, later: int, gemeente: str | None = None) -> list[ReusedCode]:
    """Codes of both divisions whose names say that they are not one place, wijken and buurten only."""
    chosen = Area.objects.filter(level__in=[Level.WIJK, Level.BUURT])
    if gemeente is not None:
        chosen = chosen.filter(gemeente_code=gemeente)
    names = dict(chosen.filter(year=year).values_list("code", "name"))
    return [
        ReusedCode(code, Level(level), names[code], name)
        for code, level, name in chosen.filter(year=later, code__in=names)
        .order_by("code")
        .values_list("code", "level", "name")
        if not is_same_name(names[code], name)
    ]


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are one but for capitals, spaces and punctuation."""
    return _simple(one) == _simple(other)


def _simple(name: str) -> str:
    return _SIMPLE_NAME.sub("", name.casefold())


def _named(files: Sequence[Path]) -> set[tuple[str, int]]:
    with duckdb.connect() as con:
        rows = con.execute("SELECT DISTINCT code, year FROM read_parquet(?)", [[str(path) for path in files]])
        return {(code, year) for code, year in rows.fetchall()}


def _write(rows: Sequence[Sequence[Any]]) -> None:
    """Insert or update areas by their key. Not `bulk_create`: making 17,341 objects first takes four times as long."""
    columns = ("code", "year", *_FIELDS, "valid_from", "valid_to", "geometry_source")
    updates = ", ".join(f"{column} = excluded.{column}" for column in _FIELDS)
    statement = f"""
        INSERT INTO {Area._meta.db_table} ({", ".join(columns)}) VALUES ({", ".join(["%s"] * len(columns))})
        ON CONFLICT (code, year) DO UPDATE SET {updates}
    """
    values = [(*row, f"{row[1]}-01-01", f"{row[1]}-12-31", "") for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)
