"""What an indicator means, how it is computed and how it may be shown. One YAML file in `catalogue/indicators/` each."""

import datetime
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from .sources import STRICT
from .vocabulary import Aggregation, Domain, IntervalRule, Level, Polarity

# "cbs_kwb.inwoners": source, then variable.
VariableName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]


@dataclass(frozen=True, config=STRICT)
class Published:
    """The figure as the source gives it, times `scale` (k€ to €: 1000)."""

    kind: Literal["published"]
    variable: VariableName
    scale: float = 1


@dataclass(frozen=True, config=STRICT)
class Ratio:
    """per × numerator / denominator. `denominator_period` fixes the year of the denominator; else the figure's own."""

    kind: Literal["ratio"]
    numerator: tuple[VariableName, ...]  # added up
    denominator: VariableName
    per: float
    denominator_period: int | None = None


@dataclass(frozen=True, config=STRICT)
class Change:
    """The change of another indicator between two years: in per cent of the first, or in its own unit."""

    kind: Literal["change"]
    indicator: str
    start: int
    end: int
    relative: bool


@dataclass(frozen=True, config=STRICT)
class Awaited:
    """No figure yet: the public source and table that has it, and what it waits for."""

    kind: Literal["awaited"]
    source: str
    table: str
    reason: str


Formula = Annotated[Published | Ratio | Change | Awaited, Field(discriminator="kind")]


@dataclass(frozen=True, config=STRICT)
class Caveat:
    title: str
    text: str


@dataclass(frozen=True, config=STRICT)
class Review:
    by: str  # a function, never a person
    on: datetime.date


@dataclass(frozen=True, config=STRICT)
class Retirement:
    on: datetime.date
    reason: str
    replaced_by: str | None = None


@dataclass(frozen=True, config=STRICT)
class Disclosure:
    """Below `minimum` of `variable` an area gets no figure (status not_applicable or too_few), with this reason."""

    variable: VariableName
    minimum: float
    reason: str


@dataclass(frozen=True, config=STRICT)
class Indicator:
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    short_title: str
    definition: str
    unit: str  # as readers see it behind or under the value: "per 1.000 inwoners", "%", "€", "km"
    decimals: int = Field(ge=0, le=4)
    polarity: Polarity
    domain: Domain | None  # none for background figures (how many people live here)
    theme: str
    formula: Formula
    aggregation: Aggregation
    levels: tuple[Level, ...]
    first_year: int
    weight: VariableName | None = None  # for a population-weighted mean
    interval: IntervalRule | None = None  # by the source's type where left out
    disclosure: Disclosure | None = None
    class_breaks: tuple[float, ...] | None = Field(default=None, min_length=1, max_length=4)
    caveats: tuple[Caveat, ...] = ()
    origin: bool = False
    key_figure: int | None = None  # place among the key figures of a profile
    numerator_title: str | None = None
    denominator_title: str | None = None
    reviewed: Review | None = None
    retired: Retirement | None = None


@dataclass(frozen=True, config=STRICT)
class Theme:
    """A group of indicators that is one page; `catalogue/themes.yaml` lists them in reading order."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    domain: Domain | None
    description: str


@dataclass(frozen=True, config=STRICT)
class Correction:
    """An error of a source, mended as data: the cells it is about, what to hold instead, and why."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    source: str
    table: str
    variable: str
    areas: tuple[str, ...] = ()  # codes, or
    within: tuple[str, ...] = ()  # every area of `level` inside these gemeenten
    level: Level | None = None
    periods: tuple[int, ...] = ()  # every period where left out
    status: str | None = None
    value: float | None = None
    reason: str = Field(min_length=20)
    by: str
    on: datetime.date
