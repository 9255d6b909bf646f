"""Hold the figures of an edition against its kader: a verdict, the gap and the way per area and indicator.

Knows no database: the kader is a frozen one, the figures are those of an edition.
"""

import datetime
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from wijkwerk.data.queries.figures import Figure
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Indicator, Ratio
from wijkwerk.definitions.kaders import NormForm, NormTerms
from wijkwerk.definitions.vocabulary import Status
from wijkwerk.engine import norms as engine
from wijkwerk.engine.changes import Estimates
from wijkwerk.engine.norm_course import Way, way_to_norm
from wijkwerk.engine.norms import NORM_VERDICTS, Judged, NormVerdict
from wijkwerk.governance.kader.estimates import by_chance, estimate, is_model, used_range
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.governance.kader.judgement import NormJudgement, Why
from wijkwerk.governance.kader.limits import ends, is_relative, norm_limits
from wijkwerk.governance.kader.resolution import Place, is_valid, norm_for
from wijkwerk.governance.kader.value_checks import indicator_per

# Below so many people or dwellings the gap is not told as a number.
FEWEST_COUNTED = 100
_SILENT = frozenset({Status.NOT_DELIVERED, Status.UNKNOWN})
# Of a trend that rests on such a figure no course can be told either.
_NO_GROUND = frozenset({Why.UNRELIABLE, Why.UNRELIABLE_START})


class NormBench:
    """The figures of a few areas and their gemeente beside one kader. Made once per page.

    figures  of these areas and of the gemeente, all periods, as `store.profile` gives them
    day      on which norms must be valid
    """

    def __init__(
        self,
        kader: FrozenKader,
        catalogue: Catalogue,
        places: Mapping[str, Place],
        gemeente: str,
        figures: Iterable[Figure],
        day: datetime.date,
    ) -> None:
        self.kader, self.catalogue, self.places, self.gemeente, self.day = kader, catalogue, places, gemeente, day
        self._series: dict[tuple[str, str], dict[int, Figure]] = {}
        for figure in figures:
            self._series.setdefault((figure.indicator, figure.area), {})[figure.period] = figure

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that have a norm valid on the day, in the order of the catalogue."""
        valid = {norm.indicator for norm in self.kader.norms if is_valid(norm, self.day)}
        return tuple(name for name in self.catalogue.indicators if name in valid)

    def norm(self, indicator: str, area: str) -> NormTerms | None:
        """The norm that holds for an area. Raises NormTieError naming both where two are equally specific."""
        return norm_for(self.kader.norms, indicator, self.places[area], self.day)

    def period(self, indicator: str) -> int | None:
        """The year that is judged, one for all areas: the last in which one of them was told anything."""
        codes = [*self.places, self.gemeente]
        periods = [
            period
            for code in codes
            for period, figure in self._series.get((indicator, code), {}).items()
            if figure.status not in _SILENT
        ]
        return max(periods, default=None)

    def placed(self, indicator: str, area: str) -> NormJudgement:
        """The norm of one area on the scale of its figure, without a verdict: for a line in a chart."""
        norm, terms = self.norm(indicator, area), self.catalogue.indicators[indicator]
        period = self.period(indicator)
        floor, ceiling = (None, None) if norm is None else self._range(norm, terms, period)
        return NormJudgement(
            indicator,
            area,
            norm,
            NormVerdict.CANNOT_TELL,
            Why.NO_NORM if norm is None else Why.NOTHING,
            period,
            self._at(indicator, area, period),
            floor=floor,
            ceiling=ceiling,
            model=is_model(terms, self.catalogue),
        )

    def judge(self, indicator: str, area: str) -> NormJudgement:
        """The verdict of one area on one indicator, in the last year that there are figures of."""
        result = self.placed(indicator, area)
        norm, terms, period, figure = result.norm, self.catalogue.indicators[indicator], result.period, result.figure
        if norm is None:
            return result
        why, judged = self._judged(norm, terms, area, period)
        start = self._at(indicator, area, norm.since) if norm.form is NormForm.TREND else None
        result = replace(result, why=why, start=start)
        if judged is None:
            return result
        used, basis = used_range(figure, terms, self.catalogue)
        limits = norm_limits(norm, terms)
        verdict = NORM_VERDICTS[int(engine.verdicts(judged, limits))]
        if why is Why.NOTHING and verdict is NormVerdict.CANNOT_TELL:
            why = Why.NO_INTERVAL if math.isnan(float(judged.low)) else Why.ACROSS
        if why is not Why.NOTHING:
            verdict = NormVerdict.CANNOT_TELL
        gap = float(engine.gap(judged.value, limits))
        count, approximate = self._count(norm, terms, area, figure, gap)
        return replace(
            result,
            verdict=verdict,
            why=why,
            judged=(float(judged.value), float(judged.low), float(judged.high)),
            gap=None if math.isnan(gap) else gap,
            count=count,
            approximate=approximate,
            used=used,
            basis=basis,
        )

    def way(self, indicator: str, area: str) -> Way | None:
        """The way of one area to its norm; None without a norm, for a model, and for a trend whose first or last
        figure is no ground to stand on.

        Model figures of different years come from different models: their changes say nothing about the area. The way
        of a trend is that of the change since its first year, in the unit of the change.
        """
        norm = self.norm(indicator, area)
        terms = self.catalogue.indicators[indicator]
        if norm is None or is_model(terms, self.catalogue):
            return None
        judgement = self.judge(indicator, area)
        if norm.form is NormForm.TREND and (judgement.judged is None or judgement.why in _NO_GROUND):
            return None
        periods = [each for each in self._comparable(terms, area) if norm.since is None or each >= norm.since]
        readings = [self._on_the_way(norm, terms, area, period) for period in periods]
        kept = [(period, each) for period, each in zip(periods, readings, strict=True) if each is not None]
        value, low, high = (np.array([float(each[part]) for _, each in kept]) for part in range(3))
        return way_to_norm(
            [period for period, _ in kept],
            Judged(value, low, high),
            norm_limits(norm, terms),
            judgement.verdict,
            target_year=norm.by or self.kader.horizon,
            chance=by_chance(terms, self.catalogue),
        )

    def _on_the_way(self, norm: NormTerms, terms: Indicator, area: str, period: int) -> Judged | None:
        """What is held against the norm in one year; the first year of a trend has not changed, and surely so."""
        if norm.form is NormForm.TREND and period == norm.since:
            return Judged(np.asarray(0.0), np.asarray(0.0), np.asarray(0.0))
        return self._judged(norm, terms, area, period)[1]

    def _judged(self, norm: NormTerms, terms: Indicator, area: str, period: int | None) -> tuple[Why, Judged | None]:
        own = self._at(norm.indicator, area, period)
        if own is None or own.value is None:
            return Why.NO_FIGURE, None
        figure, chance = estimate(own, terms, self.catalogue), by_chance(terms, self.catalogue)
        reliable = Why.UNRELIABLE if own.status is Status.UNRELIABLE else Why.NOTHING
        match norm.form:
            case NormForm.NOT_WORSE_THAN_GEMEENTE:
                whole = self._at(norm.indicator, self.gemeente, period)
                if whole is None or whole.value is None:
                    return Why.NO_GEMEENTE, None
                return reliable, engine.difference(
                    Estimates(*figure), Estimates(*estimate(whole, terms, self.catalogue)), chance=chance
                )
            case NormForm.TREND:
                first = self._start(norm, terms, area)
                if first is None:
                    return Why.NO_START, None
                changed = engine.change(
                    Estimates(*estimate(first, terms, self.catalogue)),
                    Estimates(*figure),
                    relative=is_relative(terms),
                    chance=chance,
                )
                if math.isnan(float(changed.value)):
                    return Why.NO_START, None
                return (Why.UNRELIABLE_START if first.status is Status.UNRELIABLE else reliable), changed
        return reliable, figure

    def _start(self, norm: NormTerms, terms: Indicator, area: str) -> Figure | None:
        """The figure that a trend starts from, where it may be compared with the last one."""
        first = self._at(norm.indicator, area, norm.since)
        broken = any(norm.since is not None and norm.since < each.year for each in terms.breaks)
        return None if first is None or first.value is None or broken else first

    def _range(self, norm: NormTerms, terms: Indicator, period: int | None) -> tuple[float | None, float | None]:
        """The limits on the scale of the figure itself."""
        if norm.form is NormForm.TREND:
            return None, None
        floor, ceiling = ends(norm_limits(norm, terms))
        if norm.form is not NormForm.NOT_WORSE_THAN_GEMEENTE:
            return floor, ceiling
        whole = self._at(norm.indicator, self.gemeente, period)
        if whole is None or whole.value is None:
            return None, None
        return whole.value + floor, whole.value + ceiling

    def _count(
        self, norm: NormTerms, terms: Indicator, area: str, figure: Figure | None, gap: float
    ) -> tuple[int | None, bool]:
        """The gap in people, dwellings or events, and whether it is approximate. Not told of few, nor of a model."""
        per = indicator_per(terms)
        if per is None or figure is None or norm.form is NormForm.TREND or is_model(terms, self.catalogue):
            return None, False
        is_ratio = isinstance(terms.formula, Ratio)
        denominator = figure.denominator if is_ratio else self._counted(norm, area, figure.period)
        if denominator is None or math.isnan(gap):
            return None, False
        rule = 0.0 if terms.disclosure is None else terms.disclosure.minimum
        count = float(engine.gap_count(gap, denominator, per, minimum=max(FEWEST_COUNTED, rule)))
        return (None, False) if math.isnan(count) else (int(abs(count)), not is_ratio)

    def _counted(self, norm: NormTerms, area: str, period: int) -> float | None:
        """How many there are of what a share is a part of, in the same year."""
        if norm.counted is None:
            return None
        whole = self._at(norm.counted, area, period)
        return None if whole is None else whole.value

    def _comparable(self, terms: Indicator, area: str) -> list[int]:
        """The years of an area that may be laid in one line: none from before a break in how it was measured."""
        first = max((each.year for each in terms.breaks), default=0)
        return sorted(period for period in self._series.get((terms.id, area), {}) if period >= first)

    def _at(self, indicator: str, area: str, period: int | None) -> Figure | None:
        return None if period is None else self._series.get((indicator, area), {}).get(period)
