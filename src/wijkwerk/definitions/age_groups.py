"""Which indicators give the people of an age group, and which groups two years have in common."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from .catalogue import Catalogue
from .indicators import Published, Ratio


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """People from `lowest` to below `end`; no end is everybody from there on.

    share  the indicator that gives their share among all people; none for those whom no indicator counts: what the
           others leave
    """

    lowest: int
    end: int | None
    share: str | None

    @property
    def words(self) -> str:
        """ "0 tot 15 jaar", "65 jaar en ouder"."""
        return f"{self.lowest} jaar en ouder" if self.end is None else f"{self.lowest} tot {self.end} jaar"


@dataclass(frozen=True, slots=True)
class AgeBook:
    """people  the indicator that gives all people; groups  in the order of their ages, with a share each"""

    people: str
    groups: tuple[AgeGroup, ...]


def age_book(catalogue: Catalogue) -> AgeBook | None:
    """Everything about ages that the catalogue knows of one whole; None where it knows nothing of it."""
    for people in catalogue.indicators.values():
        if isinstance(people.formula, Published) and people.formula.scale == 1 and people.retired is None:
            groups = sorted(_groups(catalogue, people.formula.variable), key=lambda group: group.lowest)
            if groups:
                return AgeBook(people.id, tuple(groups))
    return None


def common_groups(one: Iterable[AgeGroup], other: Iterable[AgeGroup]) -> tuple[AgeGroup, ...]:
    """The groups that both have, with one for those between them, so that together they are everybody.

    Of groups that overlap the first counts, and of those the narrowest. Empty where there are none in common, and where
    what is left lies in two places: how many there are in each, nobody can tell.
    """
    groups: list[AgeGroup] = []
    reached: int | None = 0
    for group in sorted(set(one) & set(other), key=lambda group: (group.lowest, group.end or math.inf)):
        if reached is None or group.lowest < reached:
            continue
        groups += [*_left_between(reached, group.lowest), group]
        reached = group.end
    if groups and reached is not None:
        groups.append(AgeGroup(reached, None, None))
    return tuple(groups) if sum(group.share is None for group in groups) <= 1 else ()


def _left_between(reached: int, lowest: int) -> list[AgeGroup]:
    return [AgeGroup(reached, lowest, None)] if reached < lowest else []


def _groups(catalogue: Catalogue, whole: str) -> Iterable[AgeGroup]:
    for indicator in catalogue.indicators.values():
        match indicator.formula:
            case Ratio(numerator=(name,), denominator=denominator, per=100) if denominator == whole:
                ages = catalogue.variable(name).ages
                if ages is not None and indicator.retired is None:
                    yield AgeGroup(*ages, indicator.id)
