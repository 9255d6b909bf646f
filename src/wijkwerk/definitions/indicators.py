"""What an indicator means, how it is computed and how it may be shown. Each is one file in `catalogue/indicators/`."""

import datetime
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from .sources import STRICT, AreaCode, Name
from .vocabulary import Aggregation, Domain, IntervalRule, Level, Polarity, Status

# "cbs_kwb.inwoners": source, then variable.
VARIABLE_NAME = r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"
VariableName = Annotated[str, Field(pattern=VARIABLE_NAME)]


@dataclass(frozen=True, config=STRICT)
class LevelVariable:
    """Levels at which a figure comes from another variable: the same thing, published in a table of its own."""

    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    variable: VariableName


@dataclass(frozen=True, config=STRICT)
class Published:
    """The figure as the source gives it, times `scale` (k€ to €: 1000)."""

    kind: Literal["published"]
    variable: VariableName
    scale: Annotated[float, Field(gt=0)] = 1
    at_levels: tuple[LevelVariable, ...] = ()

    def variable_at(self, level: Level) -> VariableName:
        """A stadsdeel is made of wijken, and no source names it."""
        known = Level.WIJK if level is Level.STADSDEEL else level
        return next((other.variable for other in self.at_levels if known in other.levels), self.variable)


@dataclass(frozen=True, config=STRICT)
class Ratio:
    """per × numerator / denominator. `denominator_period` fixes the year of the denominator; else the figure's own."""

    kind: Literal["ratio"]
    numerator: Annotated[tuple[VariableName, ...], Field(min_length=1)]  # added up
    denominator: VariableName
    per: Annotated[float, Field(gt=0)]
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
    """No figure yet: the public source and table that has it, and what it waits for.

    `table` is the number at the source, or a name in words where the source has no numbered tables.
    """

    kind: Literal["awaited"]
    source: str
    table: str
    reason: str


Formula = Annotated[Published | Ratio | Change | Awaited, Field(discriminator="kind")]


@dataclass(frozen=True, config=STRICT)
class AwaitedLevels:
    """Levels of an indicator that its own source does not have, and what other table is to bring them."""

    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    source: str
    table: str
    reason: str


@dataclass(frozen=True, config=STRICT)
class Caveat:
    title: str
    text: str


@dataclass(frozen=True, config=STRICT)
class Break:
    """From `year` on the figures are no longer comparable with those before: another question, another count."""

    year: int
    reason: Annotated[str, Field(min_length=20)]


@dataclass(frozen=True, config=STRICT)
class OtherSeries:
    """The same question in another series, which is another indicator: one line never holds figures of both.

    text  which of the two is shown first and why, for whoever reads this one
    """

    indicator: Name
    text: Annotated[str, Field(min_length=20)]


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
    minimum: Annotated[float, Field(gt=0)]
    reason: str


@dataclass(frozen=True, config=STRICT)
class Indicator:
    id: Name
    title: str
    short_title: str
    definition: str
    unit: str  # as readers see it behind or under the value: "per 1.000 inwoners", "%", "€", "km"; a share has "%"
    decimals: Annotated[int, Field(ge=0, le=4)]
    polarity: Polarity
    theme: str
    formula: Formula
    aggregation: Aggregation
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    first_year: int
    awaited_levels: AwaitedLevels | None = None
    domain: Domain | None = None  # none for background figures (how many people live here)
    share_of: str | None = None  # of what the unit "%" is a part: "inwoners", "woningen"
    position: int = 100  # place within its theme; equal places by title
    weight: VariableName | None = None  # for a population-weighted mean
    weight_period: int | None = None  # fixes the year of the weights; else the figure's own
    interval: IntervalRule | None = None  # by the source's type where left out
    disclosure: Disclosure | None = None
    class_breaks: Annotated[tuple[float, ...], Field(min_length=1, max_length=4)] | None = None
    caveats: tuple[Caveat, ...] = ()
    breaks: tuple[Break, ...] = ()  # in ascending years
    other_series: OtherSeries | None = None
    origin: bool = False
    key_figure: int | None = None  # place among the key figures of a profile
    numerator_title: str | None = None
    denominator_title: str | None = None
    reviewed: Review | None = None
    retired: Retirement | None = None

    @property
    def is_awaited(self) -> bool:
        return isinstance(self.formula, Awaited)

    @property
    def levels_with_figures(self) -> tuple[Level, ...]:
        """Those of its levels that its source has, or that are added up from what it has."""
        waiting = () if self.awaited_levels is None else self.awaited_levels.levels
        return tuple(level for level in self.levels if level not in waiting)

    def is_awaited_at(self, level: Level) -> bool:
        """Whether areas of this level have no figure for want of a delivery."""
        return self.is_awaited or (self.awaited_levels is not None and level in self.awaited_levels.levels)

    def at(self, level: Level) -> "Indicator":
        """The same with the one variable that this level comes from, where levels differ in that."""
        if not isinstance(self.formula, Published) or not self.formula.at_levels:
            return self
        formula = replace(self.formula, variable=self.formula.variable_at(level), at_levels=())
        return replace(self, formula=formula)

    @property
    def variables(self) -> tuple[VariableName, ...]:
        """The source variables that its own formula names; none for a change, which follows another indicator."""
        match self.formula:
            case Published(variable=variable, at_levels=others):
                return tuple(dict.fromkeys((variable, *(other.variable for other in others))))
            case Ratio(numerator=numerator, denominator=denominator):
                return (*numerator, denominator)
            case _:
                return ()


@dataclass(frozen=True, config=STRICT)
class Theme:
    """A group of indicators that is one page; `catalogue/themes.yaml` lists them in reading order."""

    id: Name
    title: str
    description: str
    domain: Domain | None = None


@dataclass(frozen=True, config=STRICT)
class Correction:
    """An error of a source, mended as data: the cells it is about, what to hold instead, and why."""

    id: Name
    source: str
    table: str
    variable: str
    reason: Annotated[str, Field(min_length=20)]
    by: str  # a function, never a person
    on: datetime.date
    areas: tuple[AreaCode, ...] = ()  # codes, or
    within: tuple[AreaCode, ...] = ()  # every area of `level` inside these gemeenten
    level: Level | None = None
    periods: tuple[int, ...] = ()  # every period where left out
    status: Status | None = None
    value: float | None = None
