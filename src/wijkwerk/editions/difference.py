"""What differs between two editions, per indicator and split by cause: other data, or another definition."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import duckdb

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.lib.in_memory import connect_in_memory

from .cache import AREAS, FIGURES
from .frozen_catalogue import read_catalogue
from .manifest import Manifest, read_manifest

LARGEST = 10  # changes told one by one, per indicator

# A change below this part of the value is the last bit of a sum in another order, not another figure.
TOLERANCE = 1e-9


class Cause(StrEnum):
    DATA = "data"  # another release stands behind the indicator
    DEFINITION = "definition"  # its own entry in the catalogue changed
    AREAS = "areas"  # an area came, went, or lies in another stadsdeel
    CODE = "code"  # nothing of these: wijkwerk itself computes it otherwise


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """One figure that both editions have, with other values; None where one of them has no value."""

    area: str
    name: str
    level: Level
    period: int
    before: float | None
    after: float | None
    status_before: str
    status_after: str


@dataclass(frozen=True, slots=True)
class IndicatorDifference:
    """How one indicator differs. `levels` counts changed figures per level; `largest` are relative to the value."""

    indicator: str
    appeared: int
    vanished: int
    changed: int
    levels: dict[Level, int]
    largest: tuple[ChangedFigure, ...]
    causes: tuple[Cause, ...]
    releases: tuple[str, ...]  # keys of the new releases behind it


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between an edition and an earlier one. Empty `indicators`: not one figure."""

    before: str
    after: str
    indicators: tuple[IndicatorDifference, ...]
    unchanged: int  # figures that are the same in both
    releases_added: tuple[str, ...]
    releases_removed: tuple[str, ...]
    definitions_changed: tuple[str, ...]  # also those whose figures stayed the same
    definitions_added: tuple[str, ...]
    definitions_removed: tuple[str, ...]


def difference_between(before: Path, after: Path) -> Difference:
    """Compare the folders of two editions, figure by figure."""
    old, new = read_manifest(before), read_manifest(after)
    with connect_in_memory() as con:
        _compare(con, before, after)
        counts = _counts(con)
        other_areas = _areas_differ(con, before, after)
        largest = _largest(con)
        unchanged = con.execute("SELECT count(*) FROM compared WHERE kind = 'same'").fetchall()[0][0]
    catalogue = read_catalogue(after)
    indicators = sorted({indicator for indicator, *_ in counts})
    return Difference(
        before=old.key,
        after=new.key,
        indicators=tuple(_of_indicator(name, counts, largest, old, new, catalogue, other_areas) for name in indicators),
        unchanged=unchanged,
        releases_added=tuple(sorted(_releases(new) - _releases(old))),
        releases_removed=tuple(sorted(_releases(old) - _releases(new))),
        definitions_changed=_changed_definitions(old, new),
        definitions_added=tuple(sorted(set(new.indicators) - set(old.indicators))),
        definitions_removed=tuple(sorted(set(old.indicators) - set(new.indicators))),
    )


def _compare(con: duckdb.DuckDBPyConnection, before: Path, after: Path) -> None:
    """`compared`: one row per figure of either edition; one without a value too, for its status may change.

    A row without a value that only one of them has is `empty`: no figure came or went.
    """
    con.execute(
        f"""
        CREATE TEMP TABLE compared AS
        SELECT coalesce(new.indicator, old.indicator) AS indicator, coalesce(new.area, old.area) AS area,
               coalesce(new.period, old.period) AS period, old.value AS before, new.value AS after,
               old.status AS status_before, new.status AS status_after,
               CASE WHEN old.indicator IS NULL THEN CASE WHEN new.value IS NULL THEN 'empty' ELSE 'appeared' END
                    WHEN new.indicator IS NULL THEN CASE WHEN old.value IS NULL THEN 'empty' ELSE 'vanished' END
                    WHEN old.status = new.status
                     AND (old.value IS NOT DISTINCT FROM new.value
                          OR abs(new.value - old.value) <= {TOLERANCE} * greatest(abs(old.value), abs(new.value)))
                    THEN 'same'
                    ELSE 'changed' END AS kind
        FROM read_parquet($before) AS old
        FULL JOIN read_parquet($after) AS new USING (indicator, area, area_year, period)
        """,
        {"before": str(before / FIGURES), "after": str(after / FIGURES)},
    )
    con.execute(
        """
        CREATE TEMP TABLE named AS
        SELECT area, any_value(level) AS level, any_value(name) AS name
        FROM (SELECT code AS area, level, name FROM read_parquet($after)
              UNION ALL SELECT code, level, name FROM read_parquet($before))
        GROUP BY area
        """,
        {"before": str(before / AREAS), "after": str(after / AREAS)},
    )


def _counts(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, int]]:
    return con.execute("""
        SELECT indicator, kind, level, count(*) FROM compared JOIN named USING (area)
        WHERE kind NOT IN ('same', 'empty') GROUP BY ALL ORDER BY ALL
    """).fetchall()


def _largest(con: duckdb.DuckDBPyConnection) -> dict[str, list[ChangedFigure]]:
    """The largest changes in proportion; a value that came or went counts as the largest of all."""
    by_indicator: dict[str, list[ChangedFigure]] = {}
    for indicator, area, name, level, period, before, after, status_before, status_after in con.execute(f"""
        SELECT indicator, area, name, level, period, before, after, status_before, status_after
        FROM compared JOIN named USING (area)
        WHERE kind = 'changed'
        QUALIFY row_number() OVER (
            PARTITION BY indicator
            ORDER BY abs(after - before) / nullif(greatest(abs(before), abs(after)), 0) DESC NULLS FIRST, area, period
        ) <= {LARGEST}
        ORDER BY indicator, abs(after - before) / nullif(greatest(abs(before), abs(after)), 0) DESC NULLS FIRST,
                 area, period
    """).fetchall():
        figure = ChangedFigure(area, name, Level(level), period, before, after, status_before, status_after)
        by_indicator.setdefault(indicator, []).append(figure)
    return by_indicator


def _of_indicator(
    name: str,
    counts: list[tuple[str, str, str, int]],
    largest: dict[str, list[ChangedFigure]],
    old: Manifest,
    new: Manifest,
    catalogue: Catalogue,
    other_areas: bool,
) -> IndicatorDifference:
    mine = [(kind, Level(level), number) for indicator, kind, level, number in counts if indicator == name]
    by_level: dict[Level, int] = {}
    for kind, level, number in mine:
        if kind == "changed":
            by_level[level] = by_level.get(level, 0) + number
    releases = _releases_behind(name, old, new, catalogue)
    return IndicatorDifference(
        indicator=name,
        appeared=sum(number for kind, _, number in mine if kind == "appeared"),
        vanished=sum(number for kind, _, number in mine if kind == "vanished"),
        changed=sum(by_level.values()),
        levels=by_level,
        largest=tuple(largest.get(name, ())),
        causes=_causes(name, old, new, catalogue, releases, other_areas),
        releases=tuple(sorted(set(releases) & _releases(new))),
    )


def _causes(
    name: str, old: Manifest, new: Manifest, catalogue: Catalogue, releases: set[str], other_areas: bool
) -> tuple[Cause, ...]:
    causes = []
    if releases:
        causes.append(Cause.DATA)
    measured = {name}
    if name in catalogue.indicators:
        measured.add(catalogue.measured(catalogue.indicators[name]).id)
    if any(old.indicators.get(each) != new.indicators.get(each) for each in measured):
        causes.append(Cause.DEFINITION)
    if not causes and other_areas:
        causes.append(Cause.AREAS)
    return tuple(causes or [Cause.CODE])


def _releases_behind(name: str, old: Manifest, new: Manifest, catalogue: Catalogue) -> set[str]:
    """Releases of the indicator's sources that only one of the two editions has."""
    if name not in catalogue.indicators:
        return set()
    measured = catalogue.measured(catalogue.indicators[name])
    names = [*measured.variables, *(each for each in (measured.weight,) if each)]
    if measured.disclosure:
        names.append(measured.disclosure.variable)
    sources = {variable.partition(".")[0] for variable in names}
    other = _releases(old) ^ _releases(new)
    return {
        release.key for manifest in (old, new) for release in manifest.releases
        if release.key in other and release.source in sources
    }  # fmt: skip


def _releases(manifest: Manifest) -> set[str]:
    return {release.key for release in manifest.releases}


def _changed_definitions(old: Manifest, new: Manifest) -> tuple[str, ...]:
    both = set(old.indicators) & set(new.indicators)
    return tuple(sorted(name for name in both if old.indicators[name] != new.indicators[name]))


def _areas_differ(con: duckdb.DuckDBPyConnection, before: Path, after: Path) -> bool:
    """Whether an area came, went, or lies in another; how many people live there is a figure, and no matter here."""
    columns = "code, year, level, name, parent, gemeente, current"
    result = con.execute(
        f"""
        SELECT count(*) FROM (
            (SELECT {columns} FROM read_parquet($before) EXCEPT SELECT {columns} FROM read_parquet($after))
            UNION ALL
            (SELECT {columns} FROM read_parquet($after) EXCEPT SELECT {columns} FROM read_parquet($before))
        )
        """,
        {"before": str(before / AREAS), "after": str(after / AREAS)},
    )
    return bool(result.fetchall()[0][0])
