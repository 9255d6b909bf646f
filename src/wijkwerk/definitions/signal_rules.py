"""The rules of the rookmelder, as data: when a buurt gets a signal. `catalogue/signal_rules.yaml` holds them."""

import datetime
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from .catalogue import Catalogue
from .documents import Document, Key, read_document
from .problems import DefinitionError
from .sources import STRICT, Name
from .validation import validate
from .vocabulary import Polarity

FILE = "signal_rules.yaml"
Title = Annotated[str, Field(min_length=3, max_length=80)]
Letter = Annotated[str, Field(pattern=r"^[A-Z]$")]
Positive = Annotated[float, Field(gt=0)]
Worse = Literal["higher", "lower"]


@dataclass(frozen=True, config=STRICT)
class Limit:
    """How far a buurt may be from its gemeente; one of the two.

    worse_by  in the unit of the indicator, on the unfavourable side
    times     so many times the gemeente, where high is unfavourable
    """

    indicator: Name
    worse_by: Positive | None = None
    times: Annotated[float, Field(gt=1)] | None = None


@dataclass(frozen=True, config=STRICT, kw_only=True)
class _Rule:
    """
    version  one more each time that the rule is retuned; since: of this version; reason: why it was retuned
    """

    id: Name
    letter: Letter
    title: Title
    version: Annotated[int, Field(ge=1)]
    since: datetime.date
    reason: Annotated[str, Field(max_length=500)] = ""


@dataclass(frozen=True, config=STRICT, kw_only=True)
class LevelRule(_Rule):
    """A figure beyond a limit."""

    kind: Literal["level"]
    limits: Annotated[tuple[Limit, ...], Field(min_length=1)]


@dataclass(frozen=True, config=STRICT, kw_only=True)
class TrendRule(_Rule):
    """A count of the last year that the mean of the years before does not explain by chance.

    chance  below which probability that is said
    """

    kind: Literal["trend"]
    indicators: Annotated[tuple[Name, ...], Field(min_length=1)]
    worse: Worse
    years_before: Annotated[int, Field(ge=1, le=10)] = 3
    chance: Annotated[float, Field(gt=0, le=0.2)] = 0.05


@dataclass(frozen=True, config=STRICT, kw_only=True)
class StackRule(_Rule):
    """More themes of a recipe beyond its threshold than in the edition before."""

    kind: Literal["stack"]
    recipe: Name
    more_themes: Annotated[int, Field(ge=1, le=10)] = 1


@dataclass(frozen=True, config=STRICT, kw_only=True)
class ContrastRule(_Rule):
    """A buurt beyond a limit in a wijk that is as good as the gemeente, or better."""

    kind: Literal["contrast"]
    limits: Annotated[tuple[Limit, ...], Field(min_length=1)]


@dataclass(frozen=True, config=STRICT, kw_only=True)
class JudgementRule(_Rule):
    """What residents say is on the other side of the gemeente than what is registered."""

    kind: Literal["judgement"]
    residents: Name
    register: Name


Rule = LevelRule | TrendRule | StackRule | ContrastRule | JudgementRule


@dataclass(frozen=True, config=STRICT)
class SignalRules:
    """
    fewest_inhabitants  a buurt with fewer gets no signal
    answer_within_days  how long the field has for a verdict
    """

    fewest_inhabitants: Annotated[int, Field(ge=0)]
    answer_within_days: Annotated[int, Field(ge=1, le=365)]
    rules: Annotated[tuple[Annotated[Rule, Field(discriminator="kind")], ...], Field(min_length=1)]


RULES = TypeAdapter(SignalRules)
_OF_KIND = {
    "level": LevelRule,
    "trend": TrendRule,
    "stack": StackRule,
    "contrast": ContrastRule,
    "judgement": JudgementRule,
}
_KEYS = sorted({each.name for shape in (*_OF_KIND.values(), Limit, SignalRules) for each in fields(shape)})


def load_signal_rules(folder: Path, catalogue: Catalogue) -> SignalRules | None:
    """The rules of a catalogue; None where it has no such file. Raises DefinitionError with every problem of it."""
    path = folder / FILE
    if not path.is_file():
        return None
    document = read_document(path, FILE)
    rules = validate(document, RULES, keys=_KEYS, guide="docs/rookmelder.md", kinds=tuple(_OF_KIND))
    if rules is not None:
        _check(rules, document, catalogue)
    if rules is None or document.problems:
        raise DefinitionError(document.problems)
    return rules


def _check(rules: SignalRules, document: Document, catalogue: Catalogue) -> None:
    seen: dict[str, set[str]] = {"id": set(), "letter": set()}
    for index, rule in enumerate(rules.rules):
        for field, known in seen.items():
            value = getattr(rule, field)
            if value in known:
                document.report(
                    ("rules", index, field), f"'{value}' voor de tweede keer", "elke regel één keer", "Kies een andere."
                )
            known.add(value)
        if rule.version > 1 and not rule.reason:
            remedy = "Zeg bij 'reason' waarom de regel is bijgesteld."
            document.report(("rules", index), f"versie {rule.version} zonder reden", "een reden", remedy)
        for where, name in _indicators(rule):
            _check_indicator(name, rule, ("rules", index, *where), document, catalogue)
        if isinstance(rule, LevelRule | ContrastRule):
            _check_limits(rule.limits, ("rules", index, "limits"), document, catalogue)


def _check_indicator(name: str, rule: Rule, place: tuple[Key, ...], document: Document, catalogue: Catalogue) -> None:
    indicator = catalogue.indicators.get(name)
    if indicator is None:
        document.report(place, f"'{name}'", "een indicator van de catalogus", "Verbeter de naam.")
    elif indicator.polarity is Polarity.NEUTRAL and not isinstance(rule, TrendRule):  # which says itself what is worse
        remedy = "Kies een indicator waarvan de catalogus zegt welke kant gunstig is."
        document.report(place, f"'{name}', zonder gunstige kant", "een gunstige kant", remedy)


def _check_limits(limits: tuple[Limit, ...], place: tuple[Key, ...], document: Document, catalogue: Catalogue) -> None:
    for index, limit in enumerate(limits):
        if (limit.worse_by is None) == (limit.times is None):
            remedy = "Noem één van beide."
            document.report((*place, index), "geen of twee grenzen", "'worse_by' of 'times'", remedy)
        indicator = catalogue.indicators.get(limit.indicator)
        is_favourable = indicator is not None and indicator.polarity is Polarity.HIGH_IS_FAVOURABLE
        if is_favourable and limit.times is not None:
            remedy = "Gebruik 'worse_by' waar een hoog cijfer gunstig is."
            document.report((*place, index, "times"), "een aantal keer een gunstig cijfer", "'worse_by'", remedy)


def _indicators(rule: Rule) -> list[tuple[tuple[Key, ...], str]]:
    """Where each indicator is named, and its name."""
    match rule:
        case LevelRule(limits=limits) | ContrastRule(limits=limits):
            return [(("limits", index, "indicator"), limit.indicator) for index, limit in enumerate(limits)]
        case TrendRule(indicators=names):
            return [(("indicators", index), name) for index, name in enumerate(names)]
        case JudgementRule(residents=residents, register=register):
            return [(("residents",), residents), (("register",), register)]
        case StackRule():
            return []
