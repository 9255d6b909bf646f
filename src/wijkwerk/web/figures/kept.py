"""Figures that many pages of one edition ask for, kept in memory: an edition never changes.

A profile needs its own figures and those of its wijk, gemeente and country; all profiles of a gemeente share the
last three, and the spread of its buurten.
"""

from wijkwerk.data.queries.figures import Figure
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.kept import kept
from wijkwerk.editions.reading import PublishedEdition


@kept
def figures_of(edition: PublishedEdition, area: str) -> tuple[Figure, ...]:
    """Every figure of one area, all indicators and periods."""
    return tuple(edition.store.profile([area]))


@kept
def last_buurt_figures(edition: PublishedEdition, gemeente: str, indicators: tuple[str, ...]) -> tuple[Figure, ...]:
    """Of every buurt of a gemeente, some indicators, each in its last period."""
    periods = {name: periods[-1] for name in indicators if (periods := edition.store.periods(name))}
    return tuple(edition.store.figures_within(periods, Level.BUURT, gemeente))
