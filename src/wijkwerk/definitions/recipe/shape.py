"""Every key that a recipe can have: its values, its default, what it means, and what it asks of the keys beside it.

The parts stand in `parts.py`. `RecipeText` reads the YAML file; its JSON schema has all of this for who makes a
reference of it. What a part has wrong on its own, its `faults` say; what takes more than one part, or the catalogue,
stands in `*_checks.py`.
"""

import datetime
from dataclasses import dataclass as plain_dataclass
from dataclasses import field
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from wijkwerk.definitions.sources import STRICT, Name
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.engine.steps import Points
from wijkwerk.engine.treat import NO_TREATMENT, TreatPlan
from wijkwerk.engine.weights import Weighting

from .parts import (
    Decision,
    Development,
    Impute,
    Ranks,
    ReferencePoints,
    Replaced,
    Screen,
    Share,
    Stapeling,
    Treatment,
    about,
)
from .steps import OneStep, OneStepOrNone, Steps

# Names of groups and indicators: also those of other indices ("GDPGrow", "IMD 2019 income" is a title, not a name).
NodeName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$", max_length=80)]
RecipeName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
Polarity = Literal["high_is_favourable", "low_is_favourable"]


class WithoutResult(StrEnum):
    """What is done with an indicator whose figures give no result at all on a level, such as figures without spread."""

    REFUSE = "refuse"
    LEAVE_OUT = "leave-out"


class Meaning(StrEnum):
    """What a high score says. Figures are turned so that high says the same everywhere in the recipe."""

    URGENT = "urgent"
    FAVOURABLE = "favourable"


@dataclass(frozen=True, config=STRICT)
class IndicatorText:
    title: Annotated[str | None, about("naam; die van de catalogus waar zij ontbreekt")] = None
    polarity: Annotated[Polarity | None, about("of hoog gunstig is of laag; van de catalogus waar zij ontbreekt")] = (
        None
    )
    unit: Annotated[str | None, about("eenheid; die van de catalogus waar zij ontbreekt")] = None
    denominator: Annotated[str | None, about("kolom waardoor wordt gedeeld")] = None
    per: Annotated[Annotated[float, Field(gt=0)] | None, about("keer dit, na het delen")] = None
    impute: Annotated[Impute | Literal["none"] | None, about("hoe gaten worden gevuld")] = None
    transform: Annotated[OneStepOrNone | None, about("omvorming van cijfers en ijkpunten")] = None
    treat: Annotated[Treatment | None, about("wat er met uitschieters gebeurt")] = None
    reference: Annotated[ReferencePoints | None, about("ijkpunten")] = None
    normalise: Annotated[Steps | None, about("hoe een cijfer op de schaal van de score komt")] = None
    without_result: Annotated[
        WithoutResult | None, about("als de cijfers geen resultaat geven, zoals alleen gelijke: weigeren of weglaten")
    ] = None

    @property
    def imputed(self) -> Impute | None:
        return self.impute if isinstance(self.impute, Impute) else None

    @property
    def plan(self) -> TreatPlan:
        return NO_TREATMENT if self.treat is None else self.treat.plan

    @property
    def points(self) -> Points:
        return Points() if self.reference is None else self.reference.points


@dataclass(frozen=True, config=STRICT)
class GroupDefaults:
    weights_are: Annotated[Weighting | None, about("wat er gebeurt als een kind ontbreekt")] = None
    aggregate: Annotated[OneStep | None, about("hoe de kinderen één waarde worden")] = None
    minimum_share: Annotated[Share | None, about("met een kleiner deel van de kinderen is er geen waarde")] = None
    normalise: Annotated[Steps | None, about("stappen op de waarde van de groep zelf, voor zij omhoog gaat")] = None


@dataclass(frozen=True, config=STRICT)
class Layer(GroupDefaults):
    """A level of the tree, counted from the top, with what its groups have in common."""

    id: Annotated[Name, about("korte naam van de laag")] = ""
    title: Annotated[str, about("naam van de laag")] = ""


@dataclass(frozen=True, config=STRICT)
class GroupText(GroupDefaults):
    title: Annotated[str, about("naam van de groep")] = ""
    children: Annotated[tuple[NodeName, ...], about("indicatoren en groepen, elk op één plaats")] = ()
    weights: Annotated[dict[str, float], about("per kind, 0 of meer; anders gelijk")] = Field(default_factory=dict)
    because: Annotated[str, about("waarom deze onderdelen en gewichten, voor de lezer")] = ""


@plain_dataclass(frozen=True, kw_only=True)
class RecipeHead:
    """What a recipe says about the score as a whole, which is the same for who writes it and for the engine."""

    id: Annotated[RecipeName, about("gelijk aan de naam van het bestand")]
    title: Annotated[str, about("naam van de score")]
    description: Annotated[str, about("wat de score zegt, in één zin")]
    version: Annotated[str, about("versie, tussen aanhalingstekens")]
    dated: Annotated[datetime.date, about("dag van deze versie")]
    decision: Annotated[Decision | None, about("het besluit; zonder is het recept voorlopig")] = None
    replaces: Annotated[Replaced | None, about("de versie hiervoor, en wat er anders werd")] = None
    high_score_means: Annotated[Meaning, about("wat een hoge score zegt")]
    areas: Annotated[tuple[Level, ...], about("niveaus met een score; op een losse tabel elke rij")] = ()
    screen: Annotated[Screen | None, about("welke gebieden te weinig cijfers hebben om mee te doen")] = None
    layers: Annotated[tuple[Layer, ...], about("lagen van de boom, van boven naar beneden")] = ()
    ranks: Annotated[Ranks, about("hoe gebieden op volgorde komen")] = field(default_factory=Ranks)
    stapeling: Annotated[Stapeling | None, about("welke problemen kunnen stapelen")] = None
    development: Annotated[Development | None, about("vergelijking met een eerder jaar")] = None
    awaited: Annotated[dict[NodeName, str], about("waarop het recept wacht, en waarom")] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class RecipeText(RecipeHead):
    """A whole recipe as it stands in its file."""

    groups: Annotated[dict[NodeName, GroupText], about("de boom: elke groep met haar kinderen")]
    indicators: Annotated[dict[NodeName, IndicatorText], about("wat voor één geldt")] = Field(default_factory=dict)
    each_indicator: Annotated[IndicatorText, about("wat voor alle indicatoren geldt")] = IndicatorText()
    each_group: Annotated[GroupDefaults, about("wat voor alle groepen geldt")] = GroupDefaults()
