"""Look the figures of a text up in one edition, for the area that the text is about."""

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.reading import PublishedEdition

from .names import FactName, FactPart


class FactError(Exception):
    """A figure that cannot be named: which one, and what can be done."""


@dataclass(frozen=True, slots=True)
class Fact:
    """
    figure  what is named, or the year of it; its area may be a larger one than that of the text
    """

    name: FactName
    figure: Figure


def look_up(edition: PublishedEdition, area: AreaRow, names: Iterable[FactName]) -> tuple[Fact, ...]:
    """Each name with its figure, in the order given.

    Raises FactError for an indicator or a part that there is not, and where this area has no value.
    """
    return tuple(_fact(edition, area, name) for name in names)


def _fact(edition: PublishedEdition, area: AreaRow, name: FactName) -> Fact:
    indicator = edition.catalogue.indicators.get(name.indicator)
    if indicator is None:
        near = _nearest(name.indicator, edition.catalogue.indicators)
        raise FactError(f"‘{{{name}}}’: er is geen cijfer ‘{name.indicator}’.{near}")
    if name.part not in set(FactPart):
        raise FactError(f"‘{{{name}}}’: achter de punt kan staan: {', '.join(FactPart)}.")
    own = _latest(edition, name.indicator, area.code)
    if own is None:
        raise FactError(
            f"‘{{{name}}}’: editie {edition.key} heeft voor {area.name} geen waarde van ‘{indicator.short_title}’."
        )
    if name.part in {FactPart.NOW, FactPart.YEAR}:
        return Fact(name, own)
    return Fact(name, _larger(edition, area, name, own.period, indicator.short_title))


def _latest(edition: PublishedEdition, indicator: str, area: str) -> Figure | None:
    """The last one with a value: a year that was withheld or not delivered has nothing to name."""
    known = [figure for figure in edition.store.trend(indicator, [area]) if figure.value is not None]
    return known[-1] if known else None


def _larger(edition: PublishedEdition, area: AreaRow, name: FactName, period: int, title: str) -> Figure:
    where = _larger_area(edition, area, FactPart(name.part))
    known = [] if where is None else edition.store.trend(name.indicator, [where.code])
    figure = next((figure for figure in known if figure.period == period and figure.value is not None), None)
    if figure is None:
        raise FactError(f"‘{{{name}}}’: editie {edition.key} heeft daar voor {period} geen waarde van ‘{title}’.")
    return figure


def _larger_area(edition: PublishedEdition, area: AreaRow, part: FactPart) -> AreaRow | None:
    if part is FactPart.COUNTRY:
        return edition.country.area
    return area if area.level is Level.GEMEENTE else edition.store.area(area.gemeente or "")


def _nearest(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Bedoelt u ‘{near[0]}’?" if near else ""
