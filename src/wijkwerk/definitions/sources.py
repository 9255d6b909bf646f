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
class Topic:
    """What a source calls one thing, in every table and year: its column is found by this, never by a number.

    paths     titles of its groups and its own, from the top: "Bevolking/Geslacht/Mannen"; a part from the end will do
    measures  its codes in OData v4; none where it is not there
    codes     its columns in the source's own workbook: "a_man"
    Each holds what it was called over the years, the newest first.
    """

    paths: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


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
    topic: Topic | None = None  # what the source calls it, for tables that are read by their topics

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
class Members:
    """A further dimension of which each member is a variable of its own: the kinds of crime.

    column     the one column that counts them, by its name
    variables  code of the member -> variable
    """

    dimension: str
    column: str
    variables: Annotated[dict[str, Name], Field(min_length=1)]


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
    columns: dict[str, Name] = Field(default_factory=dict)  # source column -> variable
    topics: tuple[Name, ...] = ()  # variables whose column is found by their topic
    members: Members | None = None
    year: int | None = None
    period_column: str | None = None
    periods: tuple[int, ...] = ()  # the years of a table that holds more than one
    months_add_up: bool = False  # of a table that has months and no years: twelve months are a year
    level_column: str | None = None
    area_year: int | None = None  # the division its codes belong to; the year of the figure where left out
    protocol: Protocol | None = None  # how this table reaches us, where that is not the way of its source
    part_of: str | None = None  # the public table that these rows come from, where `table` is our own name for them
    on_request: bool = False  # so large that a round over all tables leaves it out
    by_hand: bool = False  # no public interface has it (any more): only files that people hand over
    geo_levels: dict[Level, str] = Field(default_factory=dict)  # of Swing: level -> what it is called there
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

    @property
    def variables(self) -> tuple[str, ...]:
        """Every variable that it delivers."""
        return (*self.columns.values(), *self.topics, *(self.members.variables.values() if self.members else ()))

    def column_of(self, variable: str) -> str | None:
        """The column by its name; None for a variable that it does not have, or that is found by its topic."""
        own = (column for column, name in self.columns.items() if name == variable)
        return next(iter((*own, *self._member_columns(variable))), None)

    def _member_columns(self, variable: str) -> list[str]:
        if self.members is None:
            return []
        found = [code for code, name in self.members.variables.items() if name == variable]
        return [f"{self.members.column}, {self.members.dimension} {code}" for code in found]


@dataclass(frozen=True, config=STRICT)
class CodedWorkbook:
    """The source's own workbook of a year, in which columns have short codes (`topic.codes` of a variable).

    file      how its files are called, with the year in the first group: "kwb-?(20[0-9]{2})"
    left_out  codes that we know and take no figures from -> what they are
    """

    file: str
    area_column: str
    name_column: str
    change_code_column: str | None = None
    left_out: dict[str, str] = Field(default_factory=dict)


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
    addresses: dict[Protocol, str] = Field(default_factory=dict)  # where the same tables stand in another protocol
    workbook: CodedWorkbook | None = None
    names_areas: bool = True  # whether areas enter the register by the list that comes with a table in OData
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

    def column_of(self, table: SourceTable, variable: str) -> str | None:
        """What readers find at the source: the column by its name, or else the titles of its topic."""
        topic = self.variables[variable].topic if variable in table.topics else None
        return topic.paths[0] if topic and topic.paths else table.column_of(variable)

    def topics_of(self, table: SourceTable) -> dict[str, Topic]:
        """Variable -> topic, of those whose column in this table is found by it."""
        known = {name: self.variables[name].topic for name in table.topics}
        return {name: topic for name, topic in known.items() if topic is not None}
