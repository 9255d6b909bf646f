"""Ask an edition for everything that the page of one indicator is made from."""

from dataclasses import dataclass

import numpy as np

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.indicators import Indicator
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.kept import kept
from wijkwerk.editions.reading import PublishedEdition
from wijkwerk.pages.indicator.material import IndicatorMaterial
from wijkwerk.present.figures.material import Described, FigureBook
from wijkwerk.present.maps.classes import derived_breaks
from wijkwerk.web.figures.borders import gemeente_shapes
from wijkwerk.web.figures.neighbours import gemeente_of
from wijkwerk.web.figures.norms_beside import norms_beside
from wijkwerk.web.figures.questions import asked_area, asked_level, asked_period
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.frame.site import Site

_DRAWN = (Level.STADSDEEL, Level.WIJK, Level.BUURT)


@dataclass(frozen=True, slots=True)
class IndicatorQuestion:
    """What the address asks: which figure, of which gemeente, per what, in which year, seen from which area."""

    described: Described
    gemeente: AreaRow
    level: Level
    levels: tuple[Level, ...]
    period: int | None
    periods: tuple[int, ...]
    own: AreaRow | None


def read_question(site: Site, indicator: str) -> IndicatorQuestion:
    """Raises a PageProblem that names what is possible."""
    described = site.described.get(indicator)
    if described is None:
        ways = (Way("Alle cijfers per thema", site.links.themes()), Way("Zoek op naam", site.links.search()))
        raise NotHereError(f"Er is geen cijfer ‘{indicator}’ in editie {site.edition.key}.", ways)
    own = asked_area(site)
    own_code = own.code if own else None
    gemeente = (gemeente_of(site.store, own) if own else None) or site.gemeente
    levels = _levels(site, described, gemeente)
    periods = tuple(site.store.periods(indicator))
    level = asked_level(
        site,
        levels,
        own.level if own and own.level in levels else _finest_filled(site, described, gemeente, levels, periods),
        lambda level: site.links.indicator(indicator, level.value, area=own_code),
    )
    period = asked_period(site, periods, lambda period: site.links.indicator(indicator, level.value, period, own_code))
    return IndicatorQuestion(described, gemeente, level, levels, period, periods, own)


def indicator_material(site: Site, question: IndicatorQuestion) -> IndicatorMaterial:
    store, name = site.store, question.described.indicator.id
    land = site.edition.country.area
    wijken = store.areas(Level.WIJK, question.gemeente.code)
    areas = store.areas(question.level, question.gemeente.code)
    around = [row.code for row in (*wijken, question.gemeente, land) if row is not None]
    figures = store.trend(name, around)
    if question.period is not None and question.level is not Level.WIJK:
        figures += store.indicator_figures(name, question.period, question.level, question.gemeente.code)
    return IndicatorMaterial(
        described=question.described,
        theme_title=site.catalogue.themes[question.described.indicator.theme].title,
        level=question.level,
        period=question.period,
        gemeente=question.gemeente,
        land=land,
        areas=tuple(areas),
        wijken=tuple(wijken),
        figures=FigureBook(figures),
        shapes=gemeente_shapes(site.edition, question.gemeente.code),
        class_breaks=class_breaks(site.edition, name, question.described.indicator.decimals),
        own_code=question.own.code if question.own else None,
        norms=norms_beside(site, [*wijken, *areas], figures, [name]).get(name, {}),
        other_series=_other_series(site, question.described),
    )


def _other_series(site: Site, described: Described) -> Indicator | None:
    other = described.indicator.other_series
    return None if other is None else site.catalogue.indicators.get(other.indicator)


@kept
def class_breaks(edition: PublishedEdition, indicator: str, decimals: int) -> tuple[float, ...]:
    """Breaks from all buurten of the country in all years, for an indicator whose catalogue entry has none."""
    terms = edition.catalogue.indicators[indicator]
    if terms.class_breaks:
        return terms.class_breaks
    level = Level.BUURT if Level.BUURT in terms.levels_with_figures else Level.WIJK
    columns = [
        edition.store.value_column(indicator, period, level).values for period in edition.store.periods(indicator)
    ]
    values = np.concatenate(columns) if columns else np.empty(0)
    return derived_breaks(values[np.isfinite(values)].tolist(), decimals)


def _levels(site: Site, described: Described, gemeente: AreaRow) -> tuple[Level, ...]:
    """The levels below a gemeente that the indicator has and the gemeente is divided in."""
    levels = [
        level for level in _DRAWN if level in described.indicator.levels and site.store.areas(level, gemeente.code)
    ]
    return tuple(levels) or (Level.WIJK,)


def _finest_filled(
    site: Site, described: Described, gemeente: AreaRow, levels: tuple[Level, ...], periods: tuple[int, ...]
) -> Level:
    """The finest level on which any area of the gemeente has a value in the newest year; the finest where none has.

    A survey has figures of wijken only: a first look at 62 buurten without one tells nobody anything. Where all levels
    wait for another table it is the first, which says so in fewest rows.
    """
    indicator = described.indicator
    if not set(levels) & set(indicator.levels_with_figures):
        return levels[0]
    for level in reversed(levels) if periods else ():
        figures = site.store.indicator_figures(indicator.id, periods[-1], level, gemeente.code)
        if any(figure.value is not None for figure in figures):
            return level
    return levels[-1]
