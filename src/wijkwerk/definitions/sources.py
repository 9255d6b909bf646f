"""What a source is: owner, tables, columns, variables. One YAML file in `catalogue/sources/` each.

A *variable* is the stable name of what a source counts (`inwoners`); a *column* is how one table of one year
spells it (`AantalInwoners_5`). Releases hold variables, so that only this file knows how names drift.
"""

import datetime
from enum import StrEnum

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from .vocabulary import Level, Protocol, SourceType, Status

STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)


class VariableKind(StrEnum):
    COUNT = "count"  # adds up over areas
    AMOUNT = "amount"  # adds up too, but is not a number of things (hectares)
    MEAN = "mean"
    SHARE = "share"  # 0–100 unless `range` says otherwise
    CLASS = "class"
    CODE = "code"


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


@dataclass(frozen=True, config=STRICT)
class MissingRule:
    """Why an empty cell of these variables is empty, when another variable of the same area tells."""

    variables: tuple[str, ...]
    when: str  # the variable that tells
    below: float
    status: Status
    reason: str


@dataclass(frozen=True, config=STRICT)
class SourceTable:
    """One table of a source: one year (`year`), or many years told by a column (`period_column`)."""

    table: str
    area_column: str
    columns: dict[str, str]  # source column -> variable
    year: int | None = None
    period_column: str | None = None
    level_column: str | None = None
    area_year: int | None = None  # the division its codes belong to; the year of the figure where left out
    ignored: dict[str, str] = Field(default_factory=dict)  # source column -> reason
    area_columns: dict[str, str] = Field(default_factory=dict)  # name, parent, gemeente, change_code -> source column
    zero_is: Status | None = None  # where the source writes 0 for "0 or not known"
    provisional_periods: tuple[int, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, config=STRICT)
class Source:
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
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
    variables: dict[str, Variable] = Field(default_factory=dict)
    tables: tuple[SourceTable, ...] = ()
    missing: tuple[MissingRule, ...] = ()
    caveats: tuple[str, ...] = ()
    next_release: str | None = None
    reviewed_on: datetime.date | None = None
