"""What the blocks of the page are made from, and the words that they share."""

from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.age_groups import AgeGroup
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.engine.cohorts import Backtest, Moves
from wijkwerk.engine.intervals import FloatArray

EVERYBODY = "Alle inwoners"
STEPS = (1, 2)


@dataclass(frozen=True, slots=True)
class Step:
    """Two moments that are known, and the age groups that both have.

    people  the indicator of all inhabitants
    """

    early: int
    late: int
    people: str
    groups: tuple[AgeGroup, ...]

    @property
    def years(self) -> int:
        return self.late - self.early

    @property
    def shares(self) -> tuple[str, ...]:
        return tuple(group.share for group in self.groups if group.share is not None)

    @property
    def lowest_ages(self) -> tuple[int, ...]:
        return tuple(group.lowest for group in self.groups)

    @property
    def horizons(self) -> tuple[int, ...]:
        """The moments to come that are shown."""
        return tuple(self.late + count * self.years for count in STEPS)

    @property
    def titles(self) -> tuple[str, ...]:
        """Of each group, and of everybody as the last."""
        return (*(group.words for group in self.groups), EVERYBODY)


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What all `areas` of a level show together. The moves were taken from those that are `ordinary`."""

    level: Level
    areas: int
    ordinary: int
    moves: Moves
    test: Backtest


@dataclass(frozen=True, slots=True, eq=False)
class Country:
    """(groups,) persons of the whole country at both moments, and what its gemeenten tell."""

    early: FloatArray
    late: FloatArray
    evidence: Evidence


@dataclass(frozen=True, slots=True, eq=False)
class ProjectionMaterial:
    """
    early, late  (groups,) persons of the area at the two known moments
    evidence     what the areas show that it is carried on among
    country      None where the whole country is not known
    source       whose figures these are, in words without a full stop
    """

    area: AreaRow
    step: Step
    early: FloatArray
    late: FloatArray
    evidence: Evidence
    country: Country | None
    source: str
