"""The columns of a sheet, and which place of a file each has: by its head, for people or for machines."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from .cells import BLANKS, Row
from .kinds import TEXT, Kind
from .problems import Place, SheetProblem, problem


@dataclass(frozen=True, slots=True)
class Col:
    """A column: its head as people read it, the field of the row it fills, and what it holds.

    hint  one sentence for who fills it in; the template shows it
    """

    title: str
    field: str
    kind: Kind[Any] = TEXT
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Heads:
    """Which column stands where. `machines`: the heads are names of fields, so that a point is a decimal point."""

    columns: dict[int, Col]
    machines: bool = False


def needed_fields(row: type) -> frozenset[str]:
    """The fields without a default: a file without their column, or a row with a blank there, cannot be read."""
    missing = dataclasses.MISSING
    return frozenset(
        field.name
        for field in dataclasses.fields(row)
        if field.default is missing and field.default_factory is missing and field.init
    )


def read_heads(
    row: Row, columns: Sequence[Col], needed: frozenset[str], sheet: str | None
) -> Heads | list[SheetProblem]:
    """The heads of a row, or everything that is wrong with them. Capitals do not matter."""
    known = {column.title.lower(): column for column in columns} | {column.field: column for column in columns}
    recognised: dict[int, Col] = {}
    problems: list[SheetProblem] = []
    for place, cell in row.cells.items():
        column = known.get(cell.text.lower())
        if column is None:
            problems.append(_unknown(Place(sheet, row.number), cell.text, columns))
        elif column in recognised.values():
            problems.append(_twice(Place(sheet, row.number), cell.text))
        else:
            recognised[place] = column
    problems += _absent(Place(sheet, row.number), recognised.values(), columns, needed)
    texts = {cell.text for cell in row.cells.values()}
    machines = any(column.field in texts and column.field != column.title.lower() for column in recognised.values())
    return problems or Heads(recognised, machines)


def _unknown(place: Place, head: str, columns: Sequence[Col]) -> SheetProblem:
    near = get_close_matches(head[:100], [column.title for column in columns], n=1)
    meant = f"bedoelt u ‘{near[0]}’? Zo niet, verwijder de kolom" if near else "verwijder de kolom"
    remedy = f"{meant}, of gebruik de naam zoals de site haar schrijft"
    return problem(place, f"een onbekende kolom ‘{head.strip(BLANKS)[:60]}’", "een kolom die de site kent", remedy)


def _twice(place: Place, head: str) -> SheetProblem:
    return problem(place, f"‘{head}’ voor de tweede keer", "elke kolom één keer", "verwijder er een")


def _absent(
    place: Place, recognised: Iterable[Col], columns: Sequence[Col], needed: frozenset[str]
) -> Iterator[SheetProblem]:
    present = {column.field for column in recognised}
    for column in columns:
        if column.field in needed - present:
            yield problem(place, f"geen kolom ‘{column.title}’", "deze kolom", "voeg de kolom toe")
