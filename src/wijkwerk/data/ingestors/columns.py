"""Which columns of a file hold the variables of the catalogue, although a source renumbers them every year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wijkwerk.data.column_names import find_column, without_number
from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.definitions.sources import SourceTable


@dataclass(frozen=True, slots=True)
class ResolvedColumns:
    """columns: column of the file -> variable; renamed: name in the catalogue -> name in the file, where different;
    counted: the column of `members`, "" where the table has none.
    """

    table: SourceTable  # with its own columns (area, period, change code) as the file spells them
    columns: dict[str, str]
    renamed: dict[str, str]
    counted: str = ""

    @property
    def area_columns(self) -> tuple[str, ...]:
        return tuple(self.table.area_columns.values())


def resolve_columns(table: SourceTable, present: Sequence[str], file: str, renumbered: bool = True) -> ResolvedColumns:
    """Find every column of the table in the file, by its name or, where `renumbered`, by its name without the number.

    Raises ReleaseError with all columns that are missing.
    """
    counted = [table.members.column] if table.members else []
    wanted = [*table.columns, *counted, *_own_columns(table)]
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
        counted=matches[counted[0]] if counted else "",
    )


def _own_columns(table: SourceTable) -> list[str]:
    own = [table.area_column, *table.area_columns.values()]
    return [*own, table.period_column] if table.period_column else own


def _find(column: str, wanted: Sequence[str], present: Sequence[str], renumbered: bool) -> str | None:
    if not renumbered:
        return column if column in present else None
    return find_column(column, wanted, present)


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
