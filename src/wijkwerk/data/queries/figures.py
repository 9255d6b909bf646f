"""What the store answers in: areas and figures of one edition."""

from dataclasses import dataclass

from wijkwerk.definitions.vocabulary import Level, Method, Status


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


@dataclass(frozen=True, slots=True)
class Spread:
    """How a figure lies among comparable areas: counts of areas and the quartiles of their values."""

    areas: int
    below: int
    equal: int
    low_quartile: float
    median: float
    high_quartile: float
