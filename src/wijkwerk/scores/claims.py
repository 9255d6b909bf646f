"""What holds of a claim: the place of an area among others on every figure, with how sure it is.

A figure that was counted can show that a claim holds. A model figure cannot: it says how an area like this one would
be, so that the claim at most fits it. Where places are shared, or chance could carry the area over the line, nothing is
shown either way. Counting figures is a summary, never a score: figures about one thing count more than once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.data.queries.store import ObservationStore
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.claims import Claim
from wijkwerk.definitions.vocabulary import Level, Polarity, SourceType
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.engine.rank_bands import rank_bands
from wijkwerk.engine.ranks import ranks
from wijkwerk.engine.sampling_uncertainty import Chance, doubtful, rank_samples_together
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.governance.kader.placing import without_place

from .certainty import SAMPLES, SEED, chance_of

# Values that differ less are one value: what was published has fewer digits than a sum of parts.
_SAME = 1e-9


class Finding(StrEnum):
    HOLDS = "holds"  # counted, and among the first whatever chance does
    FITS = "fits"  # the same of a model figure
    HOLDS_NOT = "holds_not"
    FITS_NOT = "fits_not"
    CANNOT_TELL = "cannot_tell"
    NO_FIGURE = "no_figure"
    NO_DIRECTION = "no_direction"  # neither high nor low is favourable: a place says nothing


SUPPORTS = frozenset({Finding.HOLDS, Finding.FITS})
AGAINST = frozenset({Finding.HOLDS_NOT, Finding.FITS_NOT})
# What counts when figures are counted.
JUDGED = SUPPORTS | AGAINST | {Finding.CANNOT_TELL}


@dataclass(frozen=True)
class Placed:
    """One figure of an area among the others.

    figure, gemeente  of the last year in which the level has figures; None where there is none
    first, last       its place, 1 = least favourable; more than one where values are equal. None without a direction
    low, high         between which places chance leaves it in 90 of 100 draws; None where the figures have no interval
    of                how many areas take a place
    is_rounded        whether the interval is that of rounding, and not of chance
    """

    indicator: str
    is_model: bool
    finding: Finding
    figure: Figure | None = None
    gemeente: Figure | None = None
    first: int | None = None
    last: int | None = None
    low: int | None = None
    high: int | None = None
    of: int = 0
    is_rounded: bool = False

    def is_among(self, yardstick: int) -> bool:
        """Whether the place itself, without chance, is among the first so many."""
        return self.last is not None and self.last <= yardstick


@dataclass(frozen=True)
class CheckedClaim:
    """
    yardstick   "one of the most" is: among the first so many
    areas       that take a place; all_areas: of the level in the gemeente
    placed      indicator -> what holds of it, also those of the reasons
    others      per other area that is more often among the first: of how many figures, the most first. Without names
    own         of how many figures the area itself is among the first
    """

    claim: Claim
    area: AreaRow
    yardstick: int
    areas: int
    all_areas: int
    placed: Mapping[str, Placed]
    others: tuple[int, ...]
    own: int

    def counted(self, indicators: Sequence[str]) -> tuple[int, int]:
        """How many of these figures support the claim, and how many can be judged at all."""
        findings = [self.placed[name].finding for name in indicators]
        return sum(each in SUPPORTS for each in findings), sum(each in JUDGED for each in findings)

    def among_first(self, yardstick: int) -> tuple[int, int]:
        """By another yardstick: on how many figures the place is among the first so many, and of how many."""
        judged = [each for name in self.claim.indicators if (each := self.placed[name]).finding in JUDGED]
        return sum(each.is_among(yardstick) for each in judged), len(judged)


def check_claim(
    claim: Claim, area: AreaRow, store: ObservationStore, catalogue: Catalogue, kader: FrozenKader | None
) -> CheckedClaim:
    """Hold a claim against the figures of an edition.

    area     that the claim is about; it takes a place whatever its wijktype
    kader    of the edition: which areas take a place
    """
    assert area.gemeente is not None, "a claim is about an area within a gemeente"
    areas = store.areas(area.level, area.gemeente)
    refused = without_place([*store.areas(Level.WIJK, area.gemeente), *areas], kader)
    contenders = [row for row in areas if claim.among == "all" or row.code not in refused or row.code == area.code]
    yardstick = max(1, int(claim.share * len(contenders) + _SAME))
    names = dict.fromkeys([*claim.indicators, *(name for reason in claim.reasons for name in reason.indicators)])
    columns = {name: _Column(name, area, contenders, store, catalogue) for name in names}
    placed = {name: column.placed(yardstick) for name, column in columns.items()}
    often = sum((columns[name].among(yardstick) for name in claim.indicators), start=np.zeros(len(contenders), int))
    own = int(often[[row.code for row in contenders].index(area.code)])
    others = sorted((int(count) for count in often if count > own), reverse=True)
    return CheckedClaim(claim, area, yardstick, len(contenders), len(areas), placed, tuple(others), own)


class _Column:
    """One indicator of all areas that take a place."""

    def __init__(
        self,
        indicator: str,
        area: AreaRow,
        contenders: Sequence[AreaRow],
        store: ObservationStore,
        catalogue: Catalogue,
    ) -> None:
        self.indicator, self.area = catalogue.indicators[indicator], area
        self.is_model = catalogue.indicator_source(self.indicator).type is SourceType.MODEL
        self.chance = chance_of(catalogue.interval_rule(self.indicator))
        self.row = [row.code for row in contenders].index(area.code)
        figures, self.gemeente = _newest(store, indicator, area)
        self.figure = figures.get(area.code)
        known = [figures.get(row.code) for row in contenders]
        self.values = _array(each.value if each else None for each in known)
        self.low = _array(each.low if each else None for each in known)
        self.high = _array(each.high if each else None for each in known)

    @property
    def places(self) -> tuple[FloatArray, FloatArray]:
        """(areas,) twice: the first and the last place that each shares; NaN without a figure."""
        highest_first = self.indicator.polarity is not Polarity.HIGH_IS_FAVOURABLE
        return (
            ranks(self.values, ties="lowest", tolerance=_SAME, highest_first=highest_first),
            ranks(self.values, ties="highest", tolerance=_SAME, highest_first=highest_first),
        )

    def among(self, yardstick: int) -> np.ndarray:
        """(areas,) 1 where an area is among the first so many."""
        if self.indicator.polarity is Polarity.NEUTRAL:
            return np.zeros(len(self.values), int)
        return (self.places[1] <= yardstick).astype(int)

    def placed(self, yardstick: int) -> Placed:
        name = self.indicator.id
        if self.figure is None or np.isnan(self.values[self.row]):
            return Placed(name, self.is_model, Finding.NO_FIGURE, self.figure, self.gemeente)
        if self.indicator.polarity is Polarity.NEUTRAL:
            return Placed(name, self.is_model, Finding.NO_DIRECTION, self.figure, self.gemeente)
        first, last = (int(of[self.row]) for of in self.places)
        low, high = self._band() or (None, None)
        count = int((~np.isnan(self.values)).sum())
        finding = self._finding(yardstick, low or first, high or last)
        return Placed(
            name,
            self.is_model,
            finding,
            self.figure,
            self.gemeente,
            first,
            last,
            low,
            high,
            count,
            is_rounded=self.chance is Chance.UNIFORM,
        )

    def _finding(self, yardstick: int, best: int, worst: int) -> Finding:
        if worst <= yardstick:
            return Finding.FITS if self.is_model else Finding.HOLDS
        if best > yardstick:
            return Finding.FITS_NOT if self.is_model else Finding.HOLDS_NOT
        return Finding.CANNOT_TELL

    def _band(self) -> tuple[int, int] | None:
        """Between which places it lies when every figure is drawn again within its interval."""
        if self.chance is Chance.NONE or np.isnan(self.low[self.row]):
            return None
        sign = -1.0 if self.indicator.polarity is Polarity.HIGH_IS_FAVOURABLE else 1.0
        figures = doubtful(self.values[:, None], self.low[:, None], self.high[:, None], [self.chance])
        table = rank_samples_together(figures, lambda drawn: sign * drawn[:, 0], SAMPLES, SEED)
        bands = rank_bands(table)
        return int(np.floor(bands.low[self.row])), int(np.ceil(bands.high[self.row]))


def _newest(store: ObservationStore, indicator: str, area: AreaRow) -> tuple[dict[str, Figure], Figure | None]:
    """The figures of the last year that the level has any of, by area; and that of the gemeente then."""
    assert area.gemeente is not None
    for period in reversed(store.periods(indicator)):
        figures = store.indicator_figures(indicator, period, area.level, area.gemeente)
        if any(each.value is not None for each in figures):
            around = (each for each in store.trend(indicator, [area.gemeente]) if each.period == period)
            return {each.area: each for each in figures}, next(around, None)
    return {}, None


def _array(values: Iterable[float | None]) -> FloatArray:
    return np.array([np.nan if each is None else each for each in values], np.float64)
