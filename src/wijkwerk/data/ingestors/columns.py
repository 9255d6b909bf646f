"""Which columns of a file hold the variables of the catalogue, although a source renumbers them every year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.definitions.sources import SourceTable

_NUMBER = re.compile(r"_\d+$")


@dataclass(frozen=True, slots=True)
class ResolvedColumns:
    """columns: column of the file -> variable; renamed: name in the catalogue -> name in the file, where different."""

    table: SourceTable  # with its own columns (area, period, change code) as the file spells them
    columns: dict[str, str]
    renamed: dict[str, str]

    @property
    def area_columns(self) -> tuple[str, ...]:
        return tuple(self.table.area_columns.values())


def resolve_columns(table: SourceTable, present: Sequence[str], file: str, renumbered: bool = True) -> ResolvedColumns:
    """Find every column of the table in the file, by its name or, where `renumbered`, by its name without the number.

    A renumbered column is accepted when one column of the file and one of the catalogue have that name; CBS uses
    *Tussenwoning* for electricity and for gas, and there only the number tells. Raises ReleaseError with all columns
    that are missing.
    """
    wanted = [*table.columns, *_own_columns(table)]
    matches: dict[str, str] = {}
    problems = []
    for column in dict.fromkeys(wanted):
        match = _find(column, wanted, present, renumbered)
        if match is None:
            problems.append(_missing(column, present, file))
        else:
            matches[column] = match
    if problems:
        raise ReleaseError(problems)
    return ResolvedColumns(
        table=replace(
            table,
            area_column=matches[table.area_column],
            period_column=table.period_column and matches[table.period_column],
            area_columns={key: matches[column] for key, column in table.area_columns.items()},
        ),
        columns={matches[column]: variable for column, variable in table.columns.items()},
        renamed={column: match for column, match in matches.items() if column != match},
    )


def without_number(column: str) -> str:
    """`AantalInwoners_5` -> `AantalInwoners`."""
    return _NUMBER.sub("", column)


def _own_columns(table: SourceTable) -> list[str]:
    own = [table.area_column, *table.area_columns.values()]
    return [*own, table.period_column] if table.period_column else own


def _find(column: str, wanted: Sequence[str], present: Sequence[str], renumbered: bool) -> str | None:
    if column in present:
        return column
    if not renumbered:
        return None
    name = without_number(column)
    candidates = [other for other in present if without_number(other) == name]
    rivals = {other for other in wanted if without_number(other) == name}
    return candidates[0] if len(candidates) == 1 and len(rivals) == 1 else None


def _missing(column: str, present: Sequence[str], file: str) -> DeliveryProblem:
    name = without_number(column).lower()
    like = [other for other in present if without_number(other).lower() == name]
    return DeliveryProblem(
        file=file,
        row=1,
        column=column,
        found=f"geen kolom {column}" + (f", wel {' en '.join(like)}" if like else ""),
        expected=f"de kolom {column} uit de catalogus",
        remedy="Pas de kolomnamen van deze tabel aan in catalogue/sources, of haal het bestand opnieuw op.",
    )
