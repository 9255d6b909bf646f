"""The parts of a recipe that stand by themselves: each with its keys, and what it asks of them together."""

import datetime
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from wijkwerk.definitions.problems import Fault
from wijkwerk.definitions.sources import STRICT
from wijkwerk.engine.ranks import Ties
from wijkwerk.engine.steps import Points
from wijkwerk.engine.transformations import TRANSFORMATIONS
from wijkwerk.engine.treat import TreatPlan


def about(text: str, choices: Iterable[str] = ()) -> Any:
    """What a key means, in Dutch, for who writes a recipe; `reference.py` says it in English too, with an example.

    choices  the words that it can be, where its type does not say so
    """
    return Field(description=text, json_schema_extra={"choices": [*choices]} if choices else None)


Share = Annotated[float, Field(ge=0, le=1)]
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
    transformation: Annotated[
        str | None, about("omvorming van de kolom als dat niet helpt; ijkpunten gaan mee", TRANSFORMATIONS)
    ] = None
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
class Ranks:
    ties: Annotated[str, about("plaats van gelijke scores", Ties)] = "lowest"
    tolerance: Annotated[float, Field(ge=0), about("verschillen tot en met dit zijn gelijk")] = 1e-9
    first: Annotated[Literal["highest", "lowest"], about("welke score plaats 1 krijgt")] = "highest"
    among: Annotated[
        Literal["all", "residential"],
        about("wie een plaats krijgt: elk gebied, of alleen waar mensen wonen (wijktype en grootte, van de gemeente)"),
    ] = "all"

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


@dataclass(frozen=True, config=STRICT)
class Replaced:
    """The version before this one, which stays in `recipes/earlier/`, and what became otherwise."""

    version: Annotated[str, about("de versie hiervoor, tussen aanhalingstekens")]
    changes: Annotated[tuple[str, ...], Field(min_length=1), about("wat er anders is, elk in een zin")]
