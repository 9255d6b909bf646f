"""How a recipe stands in its YAML file, before names are looked up and defaults are filled in.

Every key that a statistician can write is here; `recipe.py` holds what the engine gets.
"""

import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from wijkwerk.definitions.sources import STRICT, Name
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.engine.weights import Weighting

# Names of groups and indicators: also those of other indices ("GDPGrow", "IMD 2019 income" is a title, not a name).
NODE = r"^[A-Za-z][A-Za-z0-9_.-]*$"
NodeName = Annotated[str, Field(pattern=NODE, max_length=80)]
RECIPE_NAME = r"^[a-z][a-z0-9_-]*$"
RecipeName = Annotated[str, Field(pattern=RECIPE_NAME, max_length=60)]
Parameter = bool | int | float | str | tuple[float, ...]
# A method by its name, or with its parameters: `{method: min_max, onto: [0, 100]}`.
Method = str | dict[str, Parameter]
Methods = Method | tuple[Method, ...]
Share = Annotated[float, Field(ge=0, le=1)]


class ImputeMethod(StrEnum):
    """What fills a gap: of the units of the same group, or of all units of the level."""

    GROUP_MEAN = "group_mean"
    GROUP_MEDIAN = "group_median"
    MEAN = "mean"
    MEDIAN = "median"

    @property
    def is_grouped(self) -> bool:
        return self in {ImputeMethod.GROUP_MEAN, ImputeMethod.GROUP_MEDIAN}


class Meaning(StrEnum):
    """What a high score says. Figures are turned so that high says the same everywhere in the recipe."""

    URGENT = "urgent"
    FAVOURABLE = "favourable"


@dataclass(frozen=True, config=STRICT)
class DecisionText:
    """Who adopted the recipe. Without one it is voorlopig."""

    body: str
    on: datetime.date
    reference: str | None = None  # zaaknummer or document


@dataclass(frozen=True, config=STRICT)
class Screen:
    """A unit with figures for less than this share of all indicators takes no part at all, also not in the sample."""

    minimum_share: Share
    counts: Literal["figures", "imputed"] = "figures"  # whether a value filled in by `impute` counts as present


@dataclass(frozen=True, config=STRICT)
class Impute:
    """Fill a missing figure from the other units of its level. Never silent: counted, and shown with the score."""

    method: ImputeMethod
    by: str | None = None  # column of the table that says which units are a group


@dataclass(frozen=True, config=STRICT)
class Treatment:
    """What is done about outliers; see engine/treat.py, whose defaults these are. Nothing where `max_points` is 0."""

    max_points: Annotated[int, Field(ge=0)] = 0
    skewness_limit: Annotated[float, Field(gt=0)] = 2
    kurtosis_limit: Annotated[float, Field(gt=0)] = 3.5
    transformation: str | None = None
    power: float | None = None
    always: bool = False
    combine: bool = False


@dataclass(frozen=True, config=STRICT)
class ReferencePoints:
    """Fixed points outside the sample, in the indicator's own unit and direction (after its denominator)."""

    low: float | None = None  # goalposts
    high: float | None = None
    norm_low: float | None = None  # band that is good enough
    norm_high: float | None = None
    mean: float | None = None
    sd: float | None = None
    base: float | None = None  # value of the base year
    target: float | None = None
    unit: float | None = None  # distance to the norm that is worth the whole scale
    distribution: Annotated[tuple[float, ...], Field(min_length=2)] | None = None  # ascending, such as percentiles
    origin: str | None = None


@dataclass(frozen=True, config=STRICT)
class IndicatorText:
    title: str | None = None
    polarity: Literal["high_is_favourable", "low_is_favourable"] | None = None  # of the catalogue where left out
    unit: str | None = None
    denominator: str | None = None  # column of the table to divide by
    per: Annotated[float, Field(gt=0)] | None = None  # times this after dividing
    impute: Impute | Literal["none"] | None = None
    transform: Method | None = None  # of figures and reference points alike: `ln`
    treat: Treatment | None = None
    reference: ReferencePoints | None = None
    normalise: Methods | None = None


@dataclass(frozen=True, config=STRICT)
class GroupDefaults:
    weights_are: Weighting | None = None
    aggregate: Method | None = None
    minimum_share: Share | None = None
    normalise: Methods | None = None  # of the group's own value, before it goes up


@dataclass(frozen=True, config=STRICT)
class Layer(GroupDefaults):
    """A level of the tree, counted from the top, with what its groups have in common."""

    id: Name = ""
    title: str = ""


@dataclass(frozen=True, config=STRICT)
class GroupText(GroupDefaults):
    title: str = ""
    children: tuple[NodeName, ...] = ()
    weights: dict[str, float] = Field(default_factory=dict)  # of the children; equal where left out


@dataclass(frozen=True, config=STRICT)
class Ranks:
    ties: str = "lowest"
    tolerance: Annotated[float, Field(ge=0)] = 1e-9  # differences up to this are ties
    first: Literal["highest", "lowest"] = "highest"


@dataclass(frozen=True, config=STRICT)
class Stapeling:
    """Which groups can stack, and from which score one counts as a problem."""

    themes: Annotated[tuple[str, ...], Field(min_length=2)]
    threshold: float
    minimum: Annotated[int, Field(ge=1)] = 2  # from this many stacked themes on an area is named


@dataclass(frozen=True, config=STRICT)
class Development:
    """The score of an earlier year beside that of now, by the same reference points."""

    years: Annotated[int, Field(ge=1)]
    unchanged_within: Annotated[float, Field(ge=0)]  # score points that are called gelijk gebleven


@dataclass(frozen=True, config=STRICT)
class RecipeText:
    id: RecipeName
    title: str
    description: str
    version: str
    dated: datetime.date
    high_score_means: Meaning
    groups: dict[NodeName, GroupText]
    indicators: dict[NodeName, IndicatorText] = Field(default_factory=dict)
    decision: DecisionText | None = None
    areas: tuple[Level, ...] = ()  # levels of area that get a score; every row of a bare table where left out
    screen: Screen | None = None
    each_indicator: IndicatorText = Field(default_factory=IndicatorText)
    each_group: GroupDefaults = Field(default_factory=GroupDefaults)
    layers: tuple[Layer, ...] = ()
    ranks: Ranks = Field(default_factory=Ranks)
    stapeling: Stapeling | None = None
    development: Development | None = None
    awaited: dict[NodeName, str] = Field(default_factory=dict)  # what the recipe would want but nobody delivers, why
