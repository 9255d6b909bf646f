"""The connection that every check asks: the release under test, the one before, and the division they stand on.

Five views, in the shape of release files (`data/release/folders.py`):

    observations           the release under test
    areas                  the division(s) its codes belong to, from whichever release names them
    previous_observations  the releases of the same source that came before; empty where there is none
    previous_areas         the division(s) of those; empty where there is none
    replaced_observations  the release that this one takes the place of, which may be among those; often empty

and the tables that `prepare` derives once, because every check needs them: `check_variable` (what the catalogue says),
`check_area`, `check_cell` (cells that carry a value, with the place of their area), `check_step` (what the source
rounds to, as seen in the values).
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from wijkwerk.data.area.codes import level_of
from wijkwerk.data.release.folders import RemovedSum
from wijkwerk.definitions.indicators import Correction
from wijkwerk.definitions.sources import Source, SourceTable, VariableKind
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.lib.in_memory import connect_in_memory

_OBSERVATION_COLUMNS = (
    "area VARCHAR, area_year SMALLINT, period SMALLINT, variable VARCHAR, value DOUBLE, status VARCHAR, "
    "low DOUBLE, high DOUBLE, n DOUBLE, file SMALLINT, line INTEGER"
)
_AREA_COLUMNS = (
    "code VARCHAR, year SMALLINT, level VARCHAR, name VARCHAR, official_name VARCHAR, parent VARCHAR, "
    "gemeente VARCHAR, change_code TINYINT"
)
_VALUED = ", ".join(f"'{status}'" for status in Status if status.carries_value)
# A column is taken to be rounded when nearly all its values are multiples: one wrong cell must not hide the rounding.
ROUNDED_FROM = 0.95


@dataclass(frozen=True)
class CheckedRelease:
    """What a check gets.

    connection   with the views and tables above
    source       its definition; table: the table of the release, None where the catalogue no longer has it
    corrections  those of this source, already applied to the release; what they explain is no fault any more
    removed      what those took away, as the source had it
    this_year    in the Netherlands: nothing can have been counted in a later one
    """

    connection: duckdb.DuckDBPyConnection
    source: Source
    table: SourceTable | None
    corrections: tuple[Correction, ...] = ()
    removed: tuple[RemovedSum, ...] = ()
    this_year: int = field(default_factory=lambda: datetime.datetime.now(ZoneInfo("Europe/Amsterdam")).year)

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, parameters).fetchall()

    def title(self, variable: str) -> str:
        definition = self.source.variables.get(variable)
        return definition.title if definition else variable

    def place(self, code: str) -> str:
        """An area as a reader finds it: "De Noork (BU01640202)", or the bare code of one without a name."""
        return f"{self._names[code]} ({code})" if code in self._names else code

    @cached_property
    def _names(self) -> dict[str, str]:
        return dict(self.rows("SELECT code, name FROM check_area WHERE name IS NOT NULL ORDER BY year"))


@contextmanager
def open_release(
    observations: Path | Iterable[Path],
    areas: Path | Iterable[Path],
    previous_observations: Path | Iterable[Path] = (),
    previous_areas: Path | Iterable[Path] = (),
    replaced_observations: Path | Iterable[Path] = (),
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in memory with the five views over Parquet files in release format."""
    with connect_in_memory() as connection:
        for name, files, columns in (
            ("observations", observations, _OBSERVATION_COLUMNS),
            ("areas", areas, _AREA_COLUMNS),
            ("previous_observations", previous_observations, _OBSERVATION_COLUMNS),
            ("previous_areas", previous_areas, _AREA_COLUMNS),
            ("replaced_observations", replaced_observations, _OBSERVATION_COLUMNS),
        ):
            _create_view(connection, name, [files] if isinstance(files, Path) else list(files), columns)
        yield connection


def prepare(release: CheckedRelease) -> None:
    """Derive the tables that the checks share."""
    connection = release.connection
    _create_variables(release)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE check_area AS
        SELECT code, year, level, name, gemeente, (row_number() OVER (ORDER BY code, year))::INTEGER AS area_id,
               CASE WHEN level = '{Level.BUURT}' THEN coalesce(parent, 'WK' || substr(code, 3, 6)) END AS wijk
        FROM (SELECT DISTINCT ON (code, year) * FROM areas)
    """)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE check_cell AS
        SELECT o.area, a.area_id, {_LEVEL_OF_CODE} AS level,
               o.area_year, o.period, v.variable_id, o.value, o.file, o.line
        FROM observations o
        JOIN check_variable v USING (variable)
        LEFT JOIN check_area a ON a.code = o.area AND a.year = o.area_year
        WHERE o.status IN ({_VALUED}) AND o.value IS NOT NULL AND isfinite(o.value)
    """)
    # The unit of the last digit: what the source says it rounds to, where the values bear it out; else whole numbers
    # or one decimal for amounts (hectares), and exact for counts.
    multiple = "abs(value / {0} - round(value / {0})) < 1e-6"
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE check_step AS
        SELECT variable_id, period, level,
               CASE WHEN any_value(rounding) IS NOT NULL
                         AND avg(({multiple.format("rounding")})::INTEGER) >= {ROUNDED_FROM} THEN any_value(rounding)
                    WHEN any_value(kind) = '{VariableKind.COUNT}' THEN 0
                    WHEN avg(({multiple.format(1)})::INTEGER) >= {ROUNDED_FROM} THEN 1 ELSE 0.1 END AS step
        FROM check_cell JOIN check_variable USING (variable_id)
        WHERE kind IN ('{VariableKind.COUNT}', '{VariableKind.AMOUNT}')
        GROUP BY variable_id, period, level
    """)


# Also for a code outside the division, so that its cells still count where they claim to belong.
_LEVEL_OF_CODE = f"coalesce(a.level, {level_of('o.area')})"


def _create_view(connection: duckdb.DuckDBPyConnection, name: str, files: list[Path], columns: str) -> None:
    connection.execute(f"CREATE TABLE empty_{name} ({columns})")
    union = [f"SELECT * FROM empty_{name}"]
    if files:
        paths = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
        union.append(f"SELECT * FROM read_parquet([{paths}], union_by_name = true)")
    connection.execute(f"CREATE VIEW {name} AS {' UNION ALL BY NAME '.join(union)}")


def _create_variables(release: CheckedRelease) -> None:
    connection = release.connection
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE check_variable (
            variable_id SMALLINT, variable VARCHAR, title VARCHAR, kind VARCHAR, rounding DOUBLE,
            low DOUBLE, high DOUBLE, parts_of VARCHAR, partition_name VARCHAR, whole BOOLEAN,
            possible_low DOUBLE, possible_high DOUBLE)
    """)
    rows = [
        (
            number,
            name,
            variable.title,
            variable.kind.value,
            variable.rounding,
            *_range(variable.kind, variable.range),
            variable.parts_of,
            variable.partition or "",
            variable.remainder is None,
            *variable.possible,
        )
        for number, (name, variable) in enumerate(release.source.variables.items())
    ]
    if rows:  # one statement: `executemany` takes 1 ms a row
        places = ", ".join([f"({', '.join('?' * len(rows[0]))})"] * len(rows))
        connection.execute(f"INSERT INTO check_variable VALUES {places}", [cell for row in rows for cell in row])


def _range(kind: VariableKind, declared: tuple[float, float] | None) -> tuple[float | None, float | None]:
    """The declared range, or what the kind alone tells: a count is never negative, a share is 0–100."""
    if declared is not None:
        return declared
    if kind is VariableKind.SHARE:
        return 0.0, 100.0
    if kind in {VariableKind.COUNT, VariableKind.AMOUNT}:
        return 0.0, None
    return None, None
