"""Look at an edition by the rules of the rookmelder. Knows no database: what it gives can be tried on any edition."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.indicators import Indicator
from wijkwerk.definitions.signal_rules import (
    ContrastRule,
    JudgementRule,
    LevelRule,
    Limit,
    Rule,
    SignalRules,
    StackRule,
    TrendRule,
)
from wijkwerk.definitions.vocabulary import Level, Polarity, SourceType
from wijkwerk.editions.published_scores import Tree
from wijkwerk.editions.shelf import PublishedEdition
from wijkwerk.engine.count_rises import fall_probability, rise_probability
from wijkwerk.lib.rounding import rounded_half_away
from wijkwerk.scores.certainty import SEED
from wijkwerk.scores.stacking import Stapeling, stapeling_from

from .sightings import RuleOutcome, Sighting, SightingFacts


@dataclass(frozen=True)
class Scope:
    """What is looked at: the buurten of a gemeente in an edition, and the edition before for what grew."""

    edition: PublishedEdition
    gemeente: str
    buurten: tuple[AreaRow, ...]
    before: PublishedEdition | None


def scan(
    edition: PublishedEdition, gemeente: str, rules: SignalRules, before: PublishedEdition | None = None
) -> tuple[RuleOutcome, ...]:
    """What every rule sees in the buurten of a gemeente, in the order of the rules.

    before  the edition published before this one, where there is one
    """
    every = edition.store.areas(Level.BUURT, gemeente)
    enough = tuple(area for area in every if (area.inhabitants or 0) >= rules.fewest_inhabitants)
    scope = Scope(edition, gemeente, enough, before)
    return tuple(_LOOKS[type(rule)](rule, scope) for rule in rules.rules)


@dataclass(frozen=True)
class _Year:
    """An indicator in its newest year: of each area its figure."""

    indicator: Indicator
    period: int
    figures: dict[str, Figure]

    def value(self, area: str | None) -> float | None:
        figure = self.figures.get(area or "")
        return None if figure is None else figure.value


def _newest(scope: Scope, indicator: str) -> _Year | None:
    """In the newest year in which buurten have it; None where they never do."""
    store = scope.edition.store
    for period in reversed(store.periods(indicator)):
        buurten = store.indicator_figures(indicator, period, Level.BUURT, scope.gemeente)
        if any(figure.value is not None for figure in buurten):
            wijken = store.indicator_figures(indicator, period, Level.WIJK, scope.gemeente)
            own = [figure for figure in store.trend(indicator, [scope.gemeente]) if figure.period == period]
            figures = {figure.area: figure for figure in (*buurten, *wijken, *own)}
            return _Year(scope.edition.catalogue.indicators[indicator], period, figures)
    return None


def _levels(rule: LevelRule, scope: Scope) -> RuleOutcome:
    """Beside the gemeente."""

    def beside(year: _Year, area: AreaRow) -> float | None:
        return year.value(scope.gemeente)

    def is_beyond(year: _Year, area: AreaRow, value: float, border: float) -> bool:
        return _is_worse(year.indicator, value, border)

    return _beyond_limits(rule, scope, beside, is_beyond)


def _contrasts(rule: ContrastRule, scope: Scope) -> RuleOutcome:
    """Beside a wijk that is as good as the gemeente, or better: its mean hides the buurt."""

    def beside(year: _Year, area: AreaRow) -> float | None:
        return None if year.value(scope.gemeente) is None else year.value(area.parent)

    def is_so_far(year: _Year, area: AreaRow, value: float, border: float) -> bool:
        wijk, gemeente = year.value(area.parent), year.value(scope.gemeente)
        assert wijk is not None, "it has a border"
        assert gemeente is not None, "it has a border"
        return not _is_worse(year.indicator, wijk, gemeente) and not _is_worse(year.indicator, border, value)

    return _beyond_limits(rule, scope, beside, is_so_far)


def _beyond_limits(
    rule: LevelRule | ContrastRule,
    scope: Scope,
    beside: Callable[[_Year, AreaRow], float | None],
    is_beyond: Callable[[_Year, AreaRow, float, float], bool],
) -> RuleOutcome:
    """Every buurt beyond its border.

    beside     the figure that a buurt is laid beside; None where there is none
    is_beyond  given the year, the buurt, its value and its border
    """
    asked: set[str] = set()
    sightings = []
    for limit in rule.limits:
        year = _newest(scope, limit.indicator)
        if year is None:
            continue
        for area in scope.buurten:
            value, than = year.value(area.code), beside(year, area)
            if value is None or than is None:
                continue
            asked.add(area.code)
            border = _border(year.indicator, limit, than)
            if is_beyond(year, area, value, border):
                gemeente, wijk = year.value(scope.gemeente), year.value(area.parent)
                facts = _facts(rule, scope, year, value, limit=border, gemeente=gemeente, wijk=wijk)
                sightings.append(Sighting(rule.id, rule.version, area, limit.indicator, facts))
    return _outcome(rule, len(asked), sightings, "de cijfers van deze regel zijn niet geleverd")


def _border(indicator: Indicator, limit: Limit, than: float) -> float:
    if limit.times is not None:
        border = than * limit.times
    else:
        assert limit.worse_by is not None, "the checks saw to one of both"
        border = than + (limit.worse_by if indicator.polarity is Polarity.LOW_IS_FAVOURABLE else -limit.worse_by)
    return round(border, 9)  # 68.35 − 5 is 63.349999999999994 for a computer, and would read as 63,3


def _is_worse(indicator: Indicator, value: float, than: float) -> bool:
    """By the digits that people read: 74,4950 and 70,5 are four points apart on every page."""
    shown, other = (rounded_half_away(each, indicator.decimals) for each in (value, than))
    return shown > other if indicator.polarity is Polarity.LOW_IS_FAVOURABLE else shown < other


def _trends(rule: TrendRule, scope: Scope) -> RuleOutcome:
    asked: set[str] = set()
    sightings = []
    for name in rule.indicators:
        year = _newest(scope, name)
        if year is None:
            continue
        series = _series(scope.edition.store.trend(name, [area.code for area in scope.buurten]))
        for area in scope.buurten:
            counts = series.get(area.code, {})
            wanted = range(year.period - rule.years_before, year.period)
            if year.period not in counts or any(each not in counts for each in wanted):
                continue
            asked.add(area.code)
            now, before = round(counts[year.period]), round(sum(counts[each] for each in wanted))
            test = rise_probability if rule.worse == "higher" else fall_probability
            chance = test(now, before, rule.years_before)
            if chance < rule.chance:
                facts = _facts(
                    rule,
                    scope,
                    year,
                    counts[year.period],
                    years=(wanted[0], wanted[-1]),
                    mean=before / rule.years_before,
                    chance=chance,
                    series=tuple(sorted(counts.items())),
                )
                sightings.append(Sighting(rule.id, rule.version, area, name, facts))
    return _outcome(rule, len(asked), sightings, f"er zijn geen {rule.years_before + 1} jaren op rij geleverd")


def _series(figures: Iterable[Figure]) -> dict[str, dict[int, float]]:
    series: dict[str, dict[int, float]] = {}
    for figure in figures:
        if figure.value is not None:
            series.setdefault(figure.area, {})[figure.period] = figure.value
    return series


def _stacks(rule: StackRule, scope: Scope) -> RuleOutcome:
    if scope.before is None:
        return _outcome(rule, 0, (), "er is geen eerdere editie om naast te leggen")
    now, before = _stapeling(scope.edition, rule.recipe, scope), _stapeling(scope.before, rule.recipe, scope)
    if now is None or before is None:
        return _outcome(rule, 0, (), "niet beide edities hebben deze score")
    if scope.edition.scores.recipes[rule.recipe].hash != scope.before.scores.recipes[rule.recipe].hash:
        return _outcome(rule, 0, (), "het rekenrecept is een ander dan in de editie ervoor")
    areas = [area for area in scope.buurten if area.code in now.units and area.code in before.units]
    return _outcome(rule, len(areas), list(_grown(rule, scope, areas, now, before)), "geen buurt heeft deze score")


def _grown(
    rule: StackRule, scope: Scope, areas: Sequence[AreaRow], now: Stapeling, before: Stapeling
) -> Iterator[Sighting]:
    recipe = scope.edition.scores.recipes[rule.recipe]
    for area in areas:
        themes, earlier = now.themes_of(area.code), before.themes_of(area.code)
        if len(themes) - len(earlier) < rule.more_themes:
            continue
        facts = SightingFacts(
            kind=rule.kind,
            title=recipe.title,
            unit="",
            decimals=0,
            is_model=any(_type_of(scope.edition, name) is SourceType.MODEL for name in recipe.indicators),
            period=scope.edition.manifest.division,
            value=len(themes),
            limit=len(earlier),
            themes=tuple(recipe.title_of(theme) for theme in themes if theme not in earlier),
        )
        yield Sighting(rule.id, rule.version, area, "", facts)


def _stapeling(edition: PublishedEdition, recipe: str, scope: Scope) -> Stapeling | None:
    definition = edition.scores.recipes.get(recipe)
    if definition is None or definition.stapeling is None:
        return None
    areas = edition.store.areas(Level.BUURT, scope.gemeente)
    trees = edition.scores.trees(recipe, areas)
    themes = definition.stapeling.themes
    values = np.array([[_theme_score(tree, theme) for theme in themes] for tree in trees.values()], np.float64)
    return stapeling_from(definition, list(trees), values, seed=SEED) if trees else None


def _theme_score(tree: Tree, theme: str) -> float:
    value = tree[theme].value if theme in tree else None
    return math.nan if value is None else value


def _judgements(rule: JudgementRule, scope: Scope) -> RuleOutcome:
    residents, register = _newest(scope, rule.residents), _newest(scope, rule.register)
    if residents is None or register is None:
        missing = scope.edition.catalogue.indicators[rule.residents if residents is None else rule.register]
        return _outcome(rule, 0, (), f"{missing.title.lower()} is niet geleverd")
    asked, sightings = 0, []
    of_gemeente = residents.value(scope.gemeente), register.value(scope.gemeente)
    for area in scope.buurten:
        experienced, registered = residents.value(area.code), register.value(area.code)
        if experienced is None or registered is None or of_gemeente[0] is None or of_gemeente[1] is None:
            continue
        asked += 1
        worse = _is_worse(residents.indicator, experienced, of_gemeente[0])
        if worse and not _is_worse(register.indicator, registered, of_gemeente[1]):
            facts = _facts(rule, scope, residents, experienced, limit=of_gemeente[0], gemeente=of_gemeente[0])
            sightings.append(Sighting(rule.id, rule.version, area, rule.residents, facts))
    return _outcome(rule, asked, sightings, "geen buurt heeft beide cijfers")


def _facts(rule: Rule, scope: Scope, year: _Year, value: float, **more: Any) -> SightingFacts:
    return SightingFacts(
        kind=rule.kind,
        title=year.indicator.short_title,
        unit=year.indicator.unit,
        decimals=year.indicator.decimals,
        is_model=_type_of(scope.edition, year.indicator.id) is SourceType.MODEL,
        is_reports=_type_of(scope.edition, year.indicator.id) is SourceType.REPORTS,
        period=year.period,
        value=value,
        **more,
    )


def _type_of(edition: PublishedEdition, indicator: str) -> SourceType:
    return edition.catalogue.indicator_source(edition.catalogue.indicators[indicator]).type


def _outcome(rule: Rule, asked: int, sightings: Sequence[Sighting], otherwise: str) -> RuleOutcome:
    """otherwise  why it could not run, where it could look nowhere"""
    return RuleOutcome(rule.id, rule.version, asked, tuple(sightings), "" if asked else otherwise)


_LOOKS: dict[type[Any], Callable[[Any, Scope], RuleOutcome]] = {
    LevelRule: _levels,
    TrendRule: _trends,
    StackRule: _stacks,
    ContrastRule: _contrasts,
    JudgementRule: _judgements,
}
