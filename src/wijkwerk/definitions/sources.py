"""What a source is: owner, tables, columns, variables. One YAML file in `catalogue/sources/` each.

A *variable* is the stable name of what a source counts (`inwoners`); a *column* is how one table of one year
spells it (`AantalInwoners_5`). Releases hold variables, so that only this file knows how names drift.
"""

import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from .vocabulary import Level, Protocol, SourceType, Status

STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)

# A short name without capitals: the name of the file, of a variable, and part of addresses and folders.
NAME = r"^[a-z][a-z0-9_]*$"
Name = Annotated[str, Field(pattern=NAME, max_length=60)]
AREA_CODE = r"^(NL|GM|SD|WK|BU)[0-9A-Z]{2,10}$"
AreaCode = Annotated[str, Field(pattern=AREA_CODE)]
TABLE = r"^[0-9A-Za-z][0-9A-Za-z_-]*$"


class VariableKind(StrEnum):
    COUNT = "count"  # adds up over areas
    AMOUNT = "amount"  # adds up too, but is not a number of things (hectares)
    MEAN = "mean"
    SHARE = "share"  # 0–100 unless `range` says otherwise
    CLASS = "class"
    CODE = "code"


ADDS_UP = frozenset({VariableKind.COUNT, VariableKind.AMOUNT})


@dataclass(frozen=True, config=STRICT)
class Variable:
    """One thing a source counts, in every table and year under the same name."""

    title: str
    unit: str
    kind: VariableKind
    rounding: float | None = None  # published to multiples of this below the gemeente
    range: tuple[float, float] | None = None  # inclusive
    origin: bool = False  # says where people come from: never in a score
    parts_of: str | None = None  # the variable that this one and its siblings add up to
    partition: str | None = None  # which way of dividing, where `parts_of` is divided in more than one ("leeftijd")
    since: int | None = None  # the first year that its columns are filled, where their tables begin earlier
    ages: tuple[int, int | None] | None = None  # of whom it counts: from the first to below the second, None: no end
    remainder: str | None = None  # why a part of the gemeente's count lies in no buurt (open water, lease cars)

    @property
    def possible(self) -> tuple[float | None, float | None]:
        """Outside these limits no value can be; between them and `range` it is only unlikely.

        A count is never negative, a share never above 100, a class is one of its classes, and nothing that begins at
        zero (a distance, an income) goes below it.
        """
        if self.kind in {VariableKind.SHARE, VariableKind.CLASS, VariableKind.CODE}:
            return self.range or ((0.0, 100.0) if self.kind is VariableKind.SHARE else (None, None))
        begins_at_zero = self.kind in ADDS_UP or (self.range is not None and self.range[0] >= 0)
        return (0.0 if begins_at_zero else None), None


@dataclass(frozen=True, config=STRICT)
class MissingRule:
    """Why an empty cell of these variables is empty, when another variable of the same area tells."""

    variables: Annotated[tuple[str, ...], Field(min_length=1)]
    when: str  # the variable that tells
    below: float
    status: Status
    reason: str


@dataclass(frozen=True, config=STRICT)
class OtherAreas:
    """Areas of a table that comes by name which are not taken over, and why not."""

    reason: str
    names: Annotated[tuple[str, ...], Field(min_length=1)]


@dataclass(frozen=True, config=STRICT)
class MissingValue:
    """A number by which this source says that there is no figure, besides the codes that every reader knows.

    variables  where the number means that; everywhere in the source where left out
    """

    value: float
    status: Status
    reason: str
    variables: tuple[str, ...] = ()


@dataclass(frozen=True, config=STRICT)
class SourceTable:
    """One table of a source as it is delivered: one year (`year`), or many years told by a column (`period_column`).

    With protocol `json_document` a column is a path of keys (`demografie.inwoners`) in which `{period}` stands for
    each of the `periods`; `area_column` and `level_column` are such paths too.

    Where the areas come by name, `area_codes` has the code of each name as the source spells it, and `other_areas` the
    names that are left out; a name in neither is refused.
    """

    table: Annotated[str, Field(pattern=TABLE)]
    area_column: str
    columns: dict[str, Name]  # source column -> variable
    year: int | None = None
    period_column: str | None = None
    periods: tuple[int, ...] = ()  # the years of a table that holds more than one
    level_column: str | None = None
    area_year: int | None = None  # the division its codes belong to; the year of the figure where left out
    protocol: Protocol | None = None  # how this table reaches us, where that is not the way of its source
    part_of: str | None = None  # the public table that these rows come from, where `table` is our own name for them
    dimensions: dict[str, str] = Field(default_factory=dict)  # further dimension -> code of the member that is wanted
    ignored: dict[str, str] = Field(default_factory=dict)  # source column -> reason
    empty_until_final: tuple[str, ...] = ()  # columns that this release of the table has, without one figure yet
    area_columns: dict[str, str] = Field(default_factory=dict)  # name, parent, gemeente, change_code -> source column
    area_codes: dict[str, AreaCode] = Field(default_factory=dict)  # name in `area_column` -> code
    other_areas: tuple[OtherAreas, ...] = ()
    zero_is: Status | None = None  # where the source writes 0 for "0 or not known"
    provisional_periods: tuple[int, ...] = ()
    caveats: tuple[str, ...] = ()

    @property
    def all_periods(self) -> tuple[int, ...]:
        """The years that this table has figures of, ascending."""
        return tuple(sorted({*self.periods, *(() if self.year is None else (self.year,))}))

    @property
    def public_table(self) -> str:
        """The table number that readers find at the source."""
        return self.part_of or self.table

    def column_of(self, variable: str) -> str | None:
        return next((column for column, name in self.columns.items() if name == variable), None)


@dataclass(frozen=True, config=STRICT)
class Source:
    id: Name
    title: str
    owner: str
    licence: str
    attribution: str
    type: SourceType
    protocol: Protocol
    rhythm: str
    peildatum: str  # the rule in words, with {year}: "1 januari {year}"
    homepage: str
    address: str | None = None  # where a fetcher goes, with {table}; none for files that people deliver
    levels: tuple[Level, ...] = ()
    variables: dict[Name, Variable] = Field(default_factory=dict)
    tables: tuple[SourceTable, ...] = ()
    missing: tuple[MissingRule, ...] = ()
    missing_values: tuple[MissingValue, ...] = ()
    caveats: tuple[str, ...] = ()
    next_release: str | None = None
    reviewed_on: datetime.date | None = None

    def protocol_of(self, table: SourceTable) -> Protocol:
        return table.protocol or self.protocol
