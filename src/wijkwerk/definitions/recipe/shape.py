"""Every key that a recipe can have: its values, its default, what it means, and what it asks of the keys beside it.

`RecipeText` reads the YAML file; its JSON schema has all of this for who makes a reference of it. What a part has wrong
on its own, its `faults` say; what takes more than one part, or the catalogue, stands in `*_checks.py`.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass as plain_dataclass
from dataclasses import field
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from wijkwerk.definitions.problems import Fault
from wijkwerk.definitions.sources import STRICT, Name
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.engine.ranks import Ties
from wijkwerk.engine.steps import Points
from wijkwerk.engine.transformations import TRANSFORMATIONS
from wijkwerk.engine.treat import NO_TREATMENT, TreatPlan
from wijkwerk.engine.weights import Weighting

from .steps import OneStep, OneStepOrNone, Steps


def about(text: str) -> Any:
    """What a key means, in Dutch, for who writes a recipe."""
    return Field(description=text)


# Names of groups and indicators: also those of other indices ("GDPGrow", "IMD 2019 income" is a title, not a name).
NodeName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$", max_length=80)]
RecipeName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
Share = Annotated[float, Field(ge=0, le=1)]
Polarity = Literal["high_is_favourable", "low_is_favourable"]
Distribution = Annotated[tuple[float, ...], Field(min_length=2)]


class ImputeMethod(StrEnum):
    """What fills a gap: of the units of the same group, or of all units of the level."""

    GROUP_MEAN = "group_mean"
    GROUP_MEDIAN = "group_median"
    MEAN = "mean"
    MEDIAN = "median"

    @property
    def is_grouped(self) -> bool:
        return self in {ImputeMethod.GROUP_MEAN, ImputeMethod.GROUP_MEDIAN}


class WithoutResult(StrEnum):
    """What is done with an indicator whose figures give no result at all on a level, such as figures without spread."""

    REFUSE = "refuse"
    LEAVE_OUT = "leave-out"


class Meaning(StrEnum):
    """What a high score says. Figures are turned so that high says the same everywhere in the recipe."""

    URGENT = "urgent"
    FAVOURABLE = "favourable"


@dataclass(frozen=True, config=STRICT)
class Decision:
    """Who adopted the recipe. Without one it is voorlopig."""

    body: Annotated[str, about("wie het recept vaststelde")]
    on: Annotated[datetime.date, about("de dag van het besluit, niet later dan vandaag")]
    reference: Annotated[str | None, about("zaaknummer of document")] = None

    def faults(self, today: datetime.date) -> Iterator[Fault]:
        """What nobody decided yet may not pass for adopted."""
        if self.on > today:
            remedy = "Verbeter de datum, of laat 'decision' weg: zonder besluit is het recept voorlopig."
            found = f"{self.on}, een besluit dat nog moet vallen"
            yield Fault(("on",), found, f"een dag tot en met vandaag ({today})", remedy)


@dataclass(frozen=True, config=STRICT)
class Screen:
    """A unit with figures for less than this share of all indicators takes no part at all, also not in the sample."""

    minimum_share: Annotated[Share, about("met een kleiner deel van de cijfers doet een gebied niet mee")]
    counts: Annotated[Literal["figures", "imputed"], about("of een aangevuld cijfer meetelt")] = "figures"


@dataclass(frozen=True, config=STRICT)
class Impute:
    """Fill a missing figure from the other units of its level. Never silent: counted, and shown with the score."""

    method: Annotated[ImputeMethod, about("waarmee een gat wordt gevuld")]
    by: Annotated[str | None, about("kolom met de groep van elk gebied")] = None

    def faults(self) -> Iterator[Fault]:
        if self.method.is_grouped and self.by is None:
            yield Fault((), f"'{self.method}' zonder 'by'", "ook 'by'", "Noem de kolom met de groep van elk gebied.")
        if self.by is not None and not self.method.is_grouped:
            expected = f"'by' alleen bij {ImputeMethod.GROUP_MEAN} en {ImputeMethod.GROUP_MEDIAN}"
            yield Fault((), f"'by' bij '{self.method}'", expected, "Laat 'by' weg, of vul aan binnen de groep.")


@dataclass(frozen=True, config=STRICT)
class Treatment:
    """What is done about outliers; see engine/treat.py, whose defaults these are. Nothing where `max_points` is 0."""

    max_points: Annotated[int, Field(ge=0), about("hoogste aantal gebieden dat naar binnen mag")] = 0
    skewness_limit: Annotated[float, Field(gt=0), about("scheefheid waaronder niets gebeurt")] = 2
    kurtosis_limit: Annotated[float, Field(gt=0), about("welving waaronder niets gebeurt")] = 3.5
    transformation: Annotated[str | None, about(f"omvorming als dat niet helpt: {', '.join(TRANSFORMATIONS)}")] = None
    power: Annotated[float | None, about("macht van box_cox")] = None
    always: Annotated[bool, about("omvormen zonder naar de grenzen te kijken")] = False
    combine: Annotated[bool, about("omvormen wat al naar binnen is gehaald")] = False

    @property
    def plan(self) -> TreatPlan:
        return TreatPlan(**{name: getattr(self, name) for name in TreatPlan.__dataclass_fields__})

    def faults(self) -> Iterator[Fault]:
        why = self._why_not()
        if why:
            known = f"'transformation' met een van {', '.join(TRANSFORMATIONS)}"
            expected = f"{known}; bij box_cox ook 'power', en alleen daar"
            yield Fault((), f"een behandeling die niet kan: {why}", expected, "Verbeter de behandeling.")

    def _why_not(self) -> str:
        if self.transformation is not None and self.transformation not in TRANSFORMATIONS:
            return f"onbekende omvorming '{self.transformation}'"
        if (self.transformation == "box_cox") != (self.power is not None):
            return "'box_cox' zonder 'power'" if self.power is None else "'power' zonder 'box_cox'"
        return "'always' zonder 'transformation'" if self.always and self.transformation is None else ""


@dataclass(frozen=True, config=STRICT)
class ReferencePoints:
    """Fixed points outside the sample, in the indicator's own unit and direction (after its denominator)."""

    low: Annotated[float | None, about("het lage ijkpunt")] = None
    high: Annotated[float | None, about("het hoge ijkpunt")] = None
    norm_low: Annotated[float | None, about("onderkant van de band die goed genoeg is")] = None
    norm_high: Annotated[float | None, about("bovenkant van de band die goed genoeg is")] = None
    mean: Annotated[float | None, about("landelijk gemiddelde")] = None
    sd: Annotated[float | None, about("landelijke spreiding, boven 0")] = None
    base: Annotated[float | None, about("waarde van het basisjaar")] = None
    target: Annotated[float | None, about("streefwaarde")] = None
    unit: Annotated[float | None, about("afstand tot de norm die de hele schaal waard is")] = None
    distribution: Annotated[Distribution | None, about("landelijke cijfers of percentielen, van laag naar hoog")] = None
    origin: Annotated[str | None, about("waar de ijkpunten vandaan komen, in woorden")] = None

    @property
    def points(self) -> Points:
        return Points(**{name: getattr(self, name) for name in Points.__dataclass_fields__})

    def faults(self) -> Iterator[Fault]:
        if (self.low is None) != (self.high is None):
            yield Fault((), "alleen één van low en high", "beide", "Noem het lage en het hoge ijkpunt.")
        for below, above in (("low", "high"), ("norm_low", "norm_high")):
            low, high = getattr(self, below), getattr(self, above)
            expected = f"'{below}' lager dan '{above}'"
            if low is not None and high is not None and low > high:
                remedy = "Noem de punten van laag naar hoog; de richting staat bij 'polarity'."
                yield Fault((above,), f"{below} {low:g} boven {above} {high:g}", expected, remedy)
        if self.low is not None and self.low == self.high:
            yield Fault(("high",), f"gelijke ijkpunten ({self.low:g})", "'low' lager dan 'high'", "Kies twee punten.")
        if self.sd is not None and self.sd <= 0:
            yield Fault(("sd",), f"{self.sd:g}", "een spreiding boven 0", "Verbeter de waarde.")
        yield from self._distribution_faults(self.distribution or ())

    def _distribution_faults(self, figures: tuple[float, ...]) -> Iterator[Fault]:
        path = ("distribution",)
        if any(first > second for first, second in pairwise(figures)):
            yield Fault(path, "waarden door elkaar", "waarden van laag naar hoog", "Zet ze op volgorde.")
        elif figures and figures[0] == figures[-1]:
            yield Fault(path, "alleen gelijke waarden", "een verdeling", "Neem een andere verdeling.")


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


@dataclass(frozen=True, config=STRICT)
class Ranks:
    ties: Annotated[str, about(f"plaats van gelijke scores: {', '.join(Ties)}")] = "lowest"
    tolerance: Annotated[float, Field(ge=0), about("verschillen tot en met dit zijn gelijk")] = 1e-9
    first: Annotated[Literal["highest", "lowest"], about("welke score plaats 1 krijgt")] = "highest"

    def faults(self) -> Iterator[Fault]:
        if self.ties not in set(Ties):
            expected = f"een van {', '.join(Ties)}"
            yield Fault(("ties",), f"'{self.ties}'", expected, "Kies een regel voor gelijke scores.")


@dataclass(frozen=True, config=STRICT)
class Stapeling:
    """Which groups can stack, and from which score one counts as a problem."""

    themes: Annotated[tuple[str, ...], Field(min_length=2), about("groepen die kunnen stapelen")]
    threshold: Annotated[float, about("score vanaf waar een groep een probleem is")]
    minimum: Annotated[int, Field(ge=1), about("vanaf zoveel problemen wordt een gebied genoemd")] = 2


@dataclass(frozen=True, config=STRICT)
class Development:
    """The score of an earlier year beside that of now, by the same reference points."""

    years: Annotated[int, Field(ge=1), about("hoeveel jaar eerder")]
    unchanged_within: Annotated[float, Field(ge=0), about("scorepunten die gelijk gebleven heten")]


@plain_dataclass(frozen=True, kw_only=True)
class RecipeHead:
    """What a recipe says about the score as a whole, which is the same for who writes it and for the engine."""

    id: Annotated[RecipeName, about("gelijk aan de naam van het bestand")]
    title: Annotated[str, about("naam van de score")]
    description: Annotated[str, about("wat de score zegt, in één zin")]
    version: Annotated[str, about("versie, tussen aanhalingstekens")]
    dated: Annotated[datetime.date, about("dag van deze versie")]
    decision: Annotated[Decision | None, about("het besluit; zonder is het recept voorlopig")] = None
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
