"""What an own file needs from the rest of the house: the areas, last year's mapping, and what was delivered before."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.release.folders import read_release
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.lib.in_memory import connect_in_memory
from wijkwerk.lib.own_stack import on_own_stack

from .example import site_gemeente
from .ingestors.own_file import (
    FileProblem,
    KnownArea,
    Mapping,
    Observation,
    OwnFileError,
    OwnFileResult,
    ReadingSettings,
    differences_with,
    mapping_of_table,
    read_settings,
    write_companions,
)
from .ingestors.own_file.ingestion import SETTINGS
from .models import Area, Release, ReleaseState


def default_gemeente() -> str:
    """The gemeente of this site: the setting's, else the example's. Raises ReleaseError when neither says one."""
    gemeente = site_gemeente()
    if gemeente:
        return gemeente
    raise ReleaseError(
        [
            DeliveryProblem(
                file="WIJKWERK_GEMEENTE",
                found="geen gemeente",
                expected="de code van de gemeente waar het bestand over gaat",
                remedy="Geef de gemeente op, bijvoorbeeld GM0164.",
            )
        ]
    )


def known_areas(gemeente: str) -> tuple[KnownArea, ...]:
    """The areas of a gemeente in every division that is loaded; its stadsdelen in each year that they were valid."""
    rows = Area.objects.filter(Q(gemeente_code=gemeente) | Q(code=gemeente) | Q(level=Level.LAND))
    divided = [row for row in rows if row.level != Level.STADSDEEL]
    areas = [_known(row, row.year) for row in divided]
    for stadsdeel in rows:
        if stadsdeel.level == Level.STADSDEEL:
            last = stadsdeel.valid_to.year if stadsdeel.valid_to else 9999
            years = {row.year for row in divided if stadsdeel.valid_from.year <= row.year <= last}
            areas += [_known(stadsdeel, year) for year in years]
    return tuple(sorted(areas, key=lambda area: (area.year, area.code)))


def has_kept_mapping(source: Source, table: SourceTable) -> bool:
    """Whether somebody delivered this table before, and so decided on its columns."""
    return bool(_kept(source, table))


def kept_mapping(source: Source, table: SourceTable) -> Mapping:
    """The mapping of the last delivery of this table; the catalogue's own where there was none."""
    kept = _kept(source, table)
    if not kept:
        return mapping_of_table(source, table)
    earlier = read_settings(kept[-1])
    return earlier.mapping.with_answers(dict(earlier.answers))


def read_delivery(
    source: Source,
    table: SourceTable,
    path: Path,
    reading: ReadingSettings,
    areas: Sequence[KnownArea],
    *,
    new_version: bool = False,
    name: str | None = None,
) -> OwnFileResult:
    """A dry run: everything that a load would find, the figures that were delivered before too. Writes nothing.

    Raises OwnFileError with all problems and questions.
    """
    result = on_own_stack(reading.read, path, areas, name)
    if not new_version and (differences := changed_figures(source, table, result)):
        raise OwnFileError(result.name, differences)
    return result


def changed_figures(source: Source, table: SourceTable, result: OwnFileResult) -> tuple[FileProblem, ...]:
    """The cells that an earlier release of this table, not rejected, gave otherwise for the same year."""
    releases = Release.objects.filter(source=source.id, table=table.table).exclude(state=ReleaseState.REJECTED)
    earlier: dict[tuple[str, int, str], Observation] = {}
    for release in releases.order_by("delivered_at"):
        if set(release.periods) & set(result.periods):
            cells = _observations(Path(settings.WIJKWERK_DATA) / "releases" / release.key)
            earlier |= {(cell.variable, cell.period, cell.area): cell for cell in cells}
    return differences_with(result, earlier.values())


def prepare_delivery(path: Path, reading: ReadingSettings, areas: Sequence[KnownArea], folder: Path) -> list[Path]:
    """The file and its companions in `folder`, as `import_files` takes them. Raises OwnFileError before it writes."""
    return [path, *write_companions(folder, reading, areas)]


def _kept(source: Source, table: SourceTable) -> list[Path]:
    return sorted((Path(settings.WIJKWERK_DATA) / "raw" / source.id / table.table).glob(f"[!.]*/{SETTINGS}"))


def _known(row: Area, year: int) -> KnownArea:
    return KnownArea(row.code, Level(row.level), row.name, row.parent_code, year)


def _observations(folder: Path) -> list[Observation]:
    path = str(read_release(folder).observations)
    columns = "area, area_year, period, variable, value, status, low, high, n, file, line"
    with connect_in_memory() as con:
        rows = con.execute(f"SELECT {columns} FROM read_parquet($path)", {"path": path}).fetchall()
    return [
        Observation(area, year, period, variable, value, Status(status), low, high, n, file, line)
        for area, year, period, variable, value, status, low, high, n, file, line in rows
    ]
