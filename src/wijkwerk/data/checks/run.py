"""All checks of a release, in the order in which somebody reads the remarks."""

from collections.abc import Callable, Sequence

import duckdb

from wijkwerk.data.release.folders import RemovedSum
from wijkwerk.definitions.indicators import Correction
from wijkwerk.definitions.sources import Source

from .coverage import check_absent_areas, check_coverage, check_filled_columns, check_levels
from .division import check_change_codes, check_reused_codes, create_reused_codes
from .factors import check_shifted_cells, check_shifted_columns, check_signs, create_shifts
from .future import check_future_years
from .history import create_history
from .jumps import check_jumps
from .keys import check_known_areas, check_known_variables, check_unique_keys
from .parts import check_parts
from .ranges import check_impossible, check_missing_codes, check_ranges, check_whole_numbers
from .release_views import CheckedRelease, prepare
from .remarks import CheckRemark, Severity
from .replacement import check_changed_values, check_lost_areas, check_lost_values, create_replaced
from .sums import check_sums

Check = Callable[[CheckedRelease], list[CheckRemark]]

# A new check is a function in a module of this package, a line here, a section in docs/controles.md and a test.
CHECKS: tuple[Check, ...] = (
    check_unique_keys,
    check_known_variables,
    check_known_areas,
    check_lost_areas,
    check_lost_values,
    check_changed_values,
    check_missing_codes,
    check_impossible,
    check_ranges,
    check_future_years,
    check_whole_numbers,
    check_sums,
    check_parts,
    check_filled_columns,
    check_absent_areas,
    check_levels,
    check_coverage,
    check_shifted_columns,
    check_shifted_cells,
    check_signs,
    check_jumps,
    check_reused_codes,
    check_change_codes,
)

_ORDER = (Severity.BLOCKING, Severity.WARNING, Severity.NOTE)


def run_checks(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    table: str | None = None,
    corrections: Sequence[Correction] = (),
    removed: Sequence[RemovedSum] = (),
) -> list[CheckRemark]:
    """Everything there is to say about a release, blocking remarks first.

    connection   with the five views of `release_views`; over release folders, `open_release` makes it:

                     with open_release(folder.observations, areas, previous_observations, previous_areas) as connection:
                         remarks = run_checks(connection, catalogue.sources[record.source], record.table,
                                              catalogue.corrections)

                 `areas` are the `areas.parquet` files of the divisions that the codes belong to, often those of another
                 source (the police name no areas); `previous_*` those of the signed releases before, or nothing
    source       the definition from the catalogue; table  the table of the release
    corrections  of the whole catalogue; those of this source are used
    removed      what they took away of this release, as its record tells
    Leaves temporary tables named `check_…` in the connection and changes nothing else.
    """
    release = CheckedRelease(
        connection=connection,
        source=source,
        table=next((known for known in source.tables if known.table == table), None),
        corrections=tuple(correction for correction in corrections if correction.source == source.id),
        removed=tuple(removed),
    )
    prepare(release)
    create_reused_codes(release)
    create_history(release)
    create_shifts(release)
    create_replaced(release)
    remarks = [remark for check in CHECKS for remark in check(release)]
    return sorted(remarks, key=lambda remark: _ORDER.index(remark.severity))
