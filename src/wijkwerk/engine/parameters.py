"""What a method of the engine wants to be told, so that a recipe can be checked before anything runs."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    POINT = "point"  # per indicator, in its own unit and direction: `orient_points` turns it along
    SPREAD = "spread"  # per indicator, in its own unit, > 0 and without a direction
    DISTRIBUTION = "distribution"  # (any number, indicators) figures of other areas, turned by `orient`
    AREA = "area"  # one of the areas: its row
    NUMBER = "number"
    POSITIVE = "positive"
    WHETHER = "whether"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A keyword of a method. `choices` are the words that a CHOICE may be."""

    kind: Kind
    required: bool = False
    choices: tuple[str, ...] = ()
