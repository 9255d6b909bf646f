"""Ask an edition who lived where at two moments, and what became of each age group between them.

What is worked out for all areas of a level is kept per process: an edition never changes. It is a few hundred numbers;
the persons it is worked out from (18,000 areas) are let go.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wijkwerk.data.queries.figures import Figure, ValueColumn
from wijkwerk.data.queries.store import ObservationStore
from wijkwerk.definitions.age_groups import age_book, common_groups
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.editions.kept import kept
from wijkwerk.editions.reading import PublishedEdition
from wijkwerk.engine.cohorts import FEWEST_AREAS, backtest, estimate_moves, ordinary
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.web.figures.kept import figures_of

from .material import Country, Evidence, Step

# The known moments lie so far apart: nearer and a step is mostly rounding, further and one step is a generation of
# pupils or students.
SHORTEST_STEP, LONGEST_STEP = 2, 5
# Inhabitants from which areas are looked at apart: what one family less means differs that much.
CLASS_LIMITS = (500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000)
# Among which areas an area is carried on. There are too few stadsdelen and countries to try anything on.
EVIDENCE_LEVEL = {
    Level.LAND: Level.GEMEENTE,
    Level.GEMEENTE: Level.GEMEENTE,
    Level.STADSDEEL: Level.WIJK,
    Level.WIJK: Level.WIJK,
    Level.BUURT: Level.BUURT,
}
_COUNTED = frozenset({Status.VALUE, Status.PROVISIONAL})


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The persons of one area per age group at both moments; or, where one is not there, the figure that says why."""

    early: FloatArray | None
    late: FloatArray | None
    lacking: Figure | None


@kept
def step_of(edition: PublishedEdition) -> Step | None:
    """From the newest year with ages back to the farthest that is near enough; None where there are no two."""
    book = age_book(edition.catalogue)
    if book is None:
        return None
    years = {group: set(edition.store.periods(group.share or "")) for group in book.groups}
    counted = [year for year in edition.store.periods(book.people) if any(year in each for each in years.values())]
    late = max(counted, default=0)
    for early in counted:
        groups = common_groups(*([group for group in book.groups if year in years[group]] for year in (early, late)))
        if SHORTEST_STEP <= late - early <= LONGEST_STEP and groups:
            return Step(early, late, book.people, groups)
    return None


@kept
def evidence_of(edition: PublishedEdition, level: Level) -> Evidence | None:
    """None where too few areas of the level are known at both moments to tell anything."""
    step = step_of(edition)
    if step is None:
        return None
    early, late = (_people_of_level(edition.store, step, year, level) for year in (step.early, step.late))
    both = ~(np.isnan(early).any(axis=1) | np.isnan(late).any(axis=1))
    early, late = early[both], late[both]
    count = int(ordinary(early, late).sum())
    if count < FEWEST_AREAS:
        return None
    moves = estimate_moves(early, late, step.lowest_ages)
    return Evidence(level, len(early), count, moves, backtest(early, late, moves, CLASS_LIMITS))


def known_of(figures: Iterable[Figure], step: Step) -> Known:
    """The persons of the area of these figures, or the first figure that is not counted."""
    names = (step.people, *step.shares)
    book = {(figure.indicator, figure.period): figure for figure in figures if figure.indicator in names}
    by_year = [[book.get((name, year)) for name in names] for year in (step.early, step.late)]
    lacking = next((each for row in by_year for each in row if each and each.status not in _COUNTED), None)
    early, late = (_persons(step, row) for row in by_year)
    return Known(early, late, lacking)


def _persons(step: Step, figures: Sequence[Figure | None]) -> FloatArray | None:
    values = [figure.value if figure and figure.status in _COUNTED else None for figure in figures]
    if None in values:
        return None
    numbers = np.array(values, dtype=np.float64)
    return _groups(step, numbers[:1], numbers[None, 1:]).ravel()


def country_of(edition: PublishedEdition, step: Step) -> Country | None:
    """The country as one area, carried on as its gemeenten are; None where it or they are not known."""
    land = next(iter(edition.store.areas(Level.LAND)), None)
    evidence = evidence_of(edition, EVIDENCE_LEVEL[Level.LAND])
    if land is None or evidence is None:
        return None
    known = known_of(figures_of(edition, land.code), step)
    return None if known.early is None or known.late is None else Country(known.early, known.late, evidence)


def _people_of_level(store: ObservationStore, step: Step, year: int, level: Level) -> FloatArray:
    """(areas, groups) in the order of the areas of the level; NaN where a figure is not there."""
    columns = [store.value_column(name, year, level) for name in (step.people, *step.shares)]
    areas = [row.code for row in store.areas(level)]
    numbers = np.column_stack([_in_order(column, areas) for column in columns])
    return _groups(step, numbers[:, 0], numbers[:, 1:])


def _in_order(column: ValueColumn, areas: list[str]) -> FloatArray:
    counted = np.array([status in _COUNTED for status in column.statuses], dtype=np.bool_)
    values = np.where(counted, column.values, np.nan) if len(counted) else column.values
    by_area = dict(zip(column.areas, values.tolist(), strict=True))
    return np.array([by_area.get(area, np.nan) for area in areas], dtype=np.float64)


def _groups(step: Step, people: FloatArray, shares: FloatArray) -> FloatArray:
    """(areas, groups) persons, which together are all inhabitants.

    people  (areas,) inhabitants; shares  (areas, shares) in per cent, of the groups that have one

    The group without a share is what the others leave, and never less than nobody. Where every group has one, rounding
    keeps them from adding up to the inhabitants; the difference is spread over them.
    """
    counts: NDArray[np.float64] = np.empty((len(people), len(step.groups)))
    has_share = np.array([group.share is not None for group in step.groups])
    counts[:, has_share] = np.rint(shares * people[:, None] / 100)
    if not has_share.all():
        counts[:, ~has_share] = np.maximum(people - counts[:, has_share].sum(axis=1), 0)[:, None]
    whole = counts.sum(axis=1, keepdims=True)
    return np.asarray(counts * np.divide(people[:, None], whole, out=np.ones_like(whole), where=whole > 0))
