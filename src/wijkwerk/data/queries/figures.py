"""What the store answers in: areas and figures of one edition."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from wijkwerk.definitions.vocabulary import Level, Method, Status


class Reason(StrEnum):
    """Why a figure is missing or uncertain, where its status alone does not say enough."""

    PARTS_MISSING = "parts_missing"  # our own sum or mean, over parts of which some have no figure
    NO_DENOMINATOR = "no_denominator"  # there is a count, but nothing to divide it by
    BELOW_MINIMUM = "below_minimum"  # the indicator's own disclosure rule
    EMPTY_CELL = "empty_cell"  # the source lists the area and leaves this cell empty
    NO_ROW = "no_row"  # the source does not list the area
    LEVEL_NOT_TOLD = "level_not_told"  # the source has nothing at this level, and it may not be added up
    OTHER_PLACE = "other_place"  # the area did not exist then, or its code meant another place


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area of the division that an edition stands on."""

    code: str
    year: int
    level: Level
    name: str  # "De Noork", "Noord" (without CBS's "Wijk 02 ")
    parent: str | None  # buurt -> wijk -> (stadsdeel) -> gemeente -> land
    gemeente: str | None
    inhabitants: int | None  # of the division's year; None where not known
    urbanity: int | None  # 1 very urban .. 5 not urban (CBS)


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one area in one period, as an edition holds it.

    value, low, high   in the indicator's unit; None unless `status.carries_value`; low and high are the 95 % interval
    numerator          the count behind a ratio or share (crimes); None where there is none
    denominator        what it was divided by (inhabitants), of `denominator_period`
    release, line      where it came from: the release's key and the line of the source file; None for own sums
    reason             why it is missing or uncertain, where there is more to say than the status
    n                  how many were asked, where the source says so
    """

    indicator: str
    area: str
    period: int
    value: float | None
    status: Status
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    denominator_period: int | None = None
    method: Method = Method.PUBLISHED
    release: str | None = None
    line: int | None = None
    reason: Reason | None = None
    n: float | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """How a figure lies among comparable areas: counts of areas and the quartiles of their values."""

    areas: int
    below: int
    equal: int
    low_quartile: float
    median: float
    high_quartile: float


@dataclass(frozen=True, slots=True, eq=False)
class ValueColumn:
    """One indicator of every area of a level as columns, in area order: for maps and distributions of the country.

    areas     codes
    values    (areas,) in the indicator's unit; NaN where there is none
    statuses  (areas,)
    """

    areas: tuple[str, ...]
    values: NDArray[np.float64]
    statuses: tuple[Status, ...]
