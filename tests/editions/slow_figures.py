"""The figures of an edition once more, in plain loops over dictionaries: slow, and easy to believe.

It shares no statement with `wijkwerk.editions`; it takes the same cells, areas and catalogue and answers with the
value, status, method, reason, numerator and denominator of every indicator, place and period. Intervals are not in
it: the engine has its own slow implementation for those (tests/reference).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Change, Indicator, Published, Ratio
from wijkwerk.definitions.vocabulary import Aggregation, Level, Status
from wijkwerk.editions.division import AreaRecord

from .small_country import Cell

POPULATION = "cbs_kwb.inwoners"
CARRIES = {"value", "provisional", "unreliable"}
PARTS = {
    Level.WIJK: [Level.BUURT],
    Level.STADSDEEL: [Level.WIJK, Level.BUURT],
    Level.GEMEENTE: [Level.WIJK, Level.BUURT],
    Level.LAND: [Level.GEMEENTE, Level.WIJK, Level.BUURT],
}

Place = tuple[str, int]


@dataclass(frozen=True)
class Slow:
    value: float | None
    status: str
    method: str
    reason: str | None
    numerator: float | None = None
    denominator: float | None = None
    denominator_period: int | None = None


@dataclass(frozen=True)
class Component:
    value: float | None
    status: str
    own: bool = False
    complete: bool = True


class SlowFigures:
    """`result[indicator, code, year, period]`, and a `Slow` for each."""

    def __init__(self, catalogue: Catalogue, areas: Sequence[AreaRecord], cells: Iterable[Cell]) -> None:
        self.catalogue = catalogue
        self.areas = self._with_land(areas)
        self.current = max(area.year for area in areas)
        self.cells: dict[tuple[str, Place, int], Cell] = {}
        self.division: dict[tuple[str, int], int] = {}
        for cell in cells:
            if (cell.area, cell.area_year) in self.areas:
                self.cells[cell.variable, self.place(cell.area, cell.area_year), cell.period] = cell
                self.division[cell.variable, cell.period] = cell.area_year
        self.components: dict[tuple[str, Place, int], Component] = {}
        self._make_components()
        self.result: dict[tuple[str, str, int, int], Slow] = {}
        for indicator in catalogue.indicators.values():
            if not isinstance(indicator.formula, Change):
                self._make_indicator(indicator)
        for indicator in catalogue.indicators.values():
            if isinstance(indicator.formula, Change):
                self._make_change(indicator, indicator.formula)

    # --- areas ----------------------------------------------------------------------------------------------------

    @staticmethod
    def _with_land(areas: Sequence[AreaRecord]) -> dict[Place, AreaRecord]:
        found = {(area.code, area.year): area for area in areas}
        for year in {area.year for area in areas}:
            found["NL00", year] = AreaRecord("NL00", year, Level.LAND, "Nederland")
        return found

    def place(self, code: str, year: int) -> Place:
        old, new = self.areas[code, year], self.areas.get((code, self.current))
        if new is None or (old.level in {Level.WIJK, Level.BUURT} and plain(old.name) != plain(new.name)):
            return code, year
        return code, self.current

    def of_level(self, division: int, level: Level) -> list[str]:
        return [code for (code, year), area in self.areas.items() if year == division and area.level == level]

    def parts(self, code: str, division: int, level: Level, part: Level) -> list[Place]:
        return [
            self.place(other, division)
            for other in self.of_level(division, part)
            if self.ancestor(other, division, level) == code
        ]

    def ancestor(self, code: str, division: int, level: Level) -> str | None:
        if level == Level.LAND:
            return "NL00"
        area = self.areas[code, division]
        if level == Level.GEMEENTE:
            return area.gemeente
        while area.level != level and area.parent is not None and (area.parent, division) in self.areas:
            area = self.areas[area.parent, division]
        return area.code if area.level == level else None

    # --- variables ------------------------------------------------------------------------------------------------

    def _make_components(self) -> None:
        for key, cell in self.cells.items():
            self.components[key] = Component(cell.value, cell.status.value)
        # The population first, and each level in all years before the next: coverage is told in inhabitants.
        for population_itself in (True, False):
            for level in PARTS:
                known = self._known_inhabitants()
                for variable, period in self.division:
                    if (variable == POPULATION) != population_itself:
                        continue
                    if self._is_wanted(variable, level) and not self._is_told(variable, period, level):
                        self._add_up(variable, period, level, known)

    def _is_wanted(self, variable: str, level: Level) -> bool:
        if variable == POPULATION:
            return True
        return any(
            variable in indicator.variables
            and indicator.aggregation in {Aggregation.SUM, Aggregation.RATIO_OF_SUMS}
            and level in self._levels(indicator)
            for indicator in self.catalogue.indicators.values()
        )

    def _is_told(self, variable: str, period: int, level: Level) -> bool:
        return any(
            name == variable and year == period and self._level(place) == level for name, place, year in self.cells
        )

    def _is_published(self, variable: str, period: int, level: Level) -> bool:
        return any(
            name == variable and year == period and cell.status.value in CARRIES and self._level(place) == level
            for (name, place, year), cell in self.cells.items()
        )

    def _level(self, place: Place) -> Level:
        return self.areas[place].level

    def _add_up(self, variable: str, period: int, level: Level, known: dict[Place, float]) -> None:
        part = next((part for part in PARTS[level] if self._is_published(variable, period, part)), None)
        if part is None:
            return
        division = self.division[variable, period]
        for code in self.of_level(division, level):
            places = self.parts(code, division, level, part)
            share = self._share(code, division, level, part)
            if places and (level != Level.LAND or share == 1):
                self.components[variable, self.place(code, division), period] = self._sum(
                    variable, period, places, known, 1.0 if share is None else share
                )

    def _share(self, code: str, division: int, level: Level, part: Level) -> float | None:
        """How much of a whole its parts are, by the population of both; None where that is not told."""
        if level == Level.STADSDEEL:
            return None
        step = self.catalogue.variable(POPULATION).rounding or 0
        places = self.parts(code, division, level, part)
        shares = []
        for period in {year for (name, year), of in self.division.items() if name == POPULATION and of == division}:
            whole = self.cells.get((POPULATION, self.place(code, division), period))
            cells = [self.cells.get((POPULATION, place, period)) for place in places]
            inside = [cell.value for cell in cells if cell is not None and cell.value is not None]
            if whole is None or whole.value is None or not inside:
                continue
            rounding = step * (len(inside) / 2 + len(inside) ** 0.5 + (level == Level.WIJK))
            missing = whole.value - sum(inside)
            allowed = rounding + 0.0005 + 0.002 * whole.value + step * (len(cells) - len(inside))
            shares.append(1.0 if missing <= allowed else sum(inside) / whole.value)
        return max(shares, default=None)

    def _sum(
        self, variable: str, period: int, places: list[Place], known: dict[Place, float], share: float
    ) -> Component:
        total, present, statuses = 0.0, 0, []
        people, people_present = 0.0, 0.0
        for place in places:
            cell = self.cells.get((variable, place, period))
            inhabitants = known.get(place, 0.0)
            people += inhabitants
            if cell is not None and cell.value is not None:
                total += cell.value
                present += 1
                people_present += inhabitants
                statuses.append(cell.status.value)
        complete = present == len(places) and share == 1
        coverage = share * (people_present / people if people else present / len(places))
        if present == 0:
            return Component(None, "not_delivered", True, complete)
        if coverage < 0.9:
            return Component(None, "unknown", True, complete)
        status = "unreliable" if not complete else worst(statuses)
        return Component(total, status, True, complete)

    def _known_inhabitants(self) -> dict[Place, float]:
        """In the newest year that each place has."""
        found: dict[Place, tuple[int, float]] = {}
        for (variable, place, period), component in self.components.items():
            if variable == POPULATION and component.value is not None:
                found[place] = max(found.get(place, (0, 0.0)), (period, component.value))
        return {place: value for place, (_, value) in found.items()}

    # --- indicators -----------------------------------------------------------------------------------------------

    def _make_indicator(self, indicator: Indicator) -> None:
        numerators = {level: self._numerators(indicator, level) for level in self._levels(indicator)}
        periods = {
            period
            for variable, period in self.division
            if period >= indicator.first_year and any(variable in names for names in numerators.values())
        }
        for period in sorted(periods):
            divisions = {
                level: max(self.division[name, period] for name in names if (name, period) in self.division)
                for level, names in numerators.items()
                if any((name, period) in self.division for name in names)
            }
            made: dict[Place, Slow] = {}
            for level, division in divisions.items():
                for code in self.of_level(division, level):
                    place = self.place(code, division)
                    figure = self._own_figure(indicator, place, period)
                    if figure is not None:
                        made[place] = figure
            if not made:
                continue
            if indicator.aggregation == Aggregation.POPULATION_WEIGHTED:
                self._add_means(indicator, period, max(divisions.values()), made)
            self._add_missing(indicator, {*chain(*numerators.values())}, period, divisions, made)
            for place, figure in made.items():
                shown = self._disclosed(indicator, place, period, divisions[self._level(place)], figure)
                self.result[indicator.id, place[0], place[1], period] = shown

    def _levels(self, indicator: Indicator) -> list[Level]:
        """Those that have rows: an awaited level has them once its table came, a stadsdeel where wijken have them."""
        awaited = indicator.awaited_levels.levels if indicator.awaited_levels else ()
        formula = indicator.formula
        levels = [
            level
            for level in indicator.levels
            if level not in awaited or (isinstance(formula, Published) and self._came(formula.variable_at(level)))
        ]
        return [*levels, Level.STADSDEEL] if Level.WIJK in levels and Level.STADSDEEL not in levels else levels

    def _came(self, variable: str) -> bool:
        source = variable.partition(".")[0]
        return any(name.partition(".")[0] == source for name, _ in self.division)

    @staticmethod
    def _numerators(indicator: Indicator, level: Level) -> Sequence[str]:
        formula = indicator.formula
        assert isinstance(formula, Published | Ratio)
        return formula.numerator if isinstance(formula, Ratio) else [formula.variable_at(level)]

    def _own_figure(self, indicator: Indicator, place: Place, period: int) -> Slow | None:
        formula = indicator.formula
        if isinstance(formula, Published):
            variable = formula.variable_at(self._level(place))
            found = self.components.get((variable, place, period))
            if found is None or (found.own and indicator.aggregation != Aggregation.SUM):
                return None
            value = None if found.value is None else found.value * formula.scale
            method = "own_sum" if found.own else "published"
            return Slow(value, found.status, method, None if found.complete else "parts_missing")
        assert isinstance(formula, Ratio)
        return self._ratio(indicator, formula, place, period)

    def _ratio(self, indicator: Indicator, formula: Ratio, place: Place, period: int) -> Slow | None:
        tops = [self.components.get((name, place, period)) for name in formula.numerator]
        there = [top for top in tops if top is not None]
        if not there:
            return None
        bottom_period = formula.denominator_period or period
        bottom = self.components.get((formula.denominator, place, bottom_period))
        own = any(top.own for top in there) or (bottom is not None and bottom.own)
        if own and indicator.aggregation not in {Aggregation.RATIO_OF_SUMS, Aggregation.SUM}:
            return None
        method = "own_ratio" if own else "computed"
        denominator = None if bottom is None else bottom.value
        known_period = None if denominator is None else bottom_period
        incomplete = not all(top.complete for top in there) or (bottom is not None and not bottom.complete)
        whole = len(there) == len(tops) and all(top.value is not None for top in there)
        reason = "parts_missing" if incomplete else None
        if not whole:
            missing = [top.status for top in there if top.value is None]
            status = max(missing, key=STATUS_ORDER.index) if missing else "unknown"
            return Slow(None, status, method, reason, None, denominator, known_period)
        numerator = sum(top.value or 0.0 for top in there)
        if not denominator:
            status = "not_applicable" if denominator == 0 else (bottom.status if bottom else "unknown")
            return Slow(None, status, method, reason or "no_denominator", numerator, denominator, known_period)
        assert bottom is not None
        status = worst([*(top.status for top in there), bottom.status])
        return Slow(formula.per * numerator / denominator, status, method, reason, numerator, denominator, known_period)

    def _add_means(self, indicator: Indicator, period: int, division: int, made: dict[Place, Slow]) -> None:
        weight = indicator.weight or POPULATION
        for level in PARTS:
            told = {self._level(place) for place in made}
            valued = {self._level(place) for place, figure in made.items() if figure.value is not None}
            part = next((part for part in PARTS[level] if part in valued), None)
            if level not in self._levels(indicator) or level in told or part is None:
                continue
            year = indicator.weight_period or self.nearest_period(weight, period, division)
            for code in self.of_level(division, level):
                places = self.parts(code, division, level, part)
                share = self._share(code, division, level, part)
                if places and (level != Level.LAND or share == 1):
                    whole = 1.0 if share is None else share
                    made[self.place(code, division)] = self._mean(made, places, weight, year, whole)

    def _mean(self, made: dict[Place, Slow], places: list[Place], weight: str, year: int | None, share: float) -> Slow:
        weighted, present, total, statuses = 0.0, 0.0, 0.0, []
        count = 0
        for place in places:
            component = self.components.get((weight, place, year)) if year is not None else None
            heft = component.value if component is not None and component.value is not None else 0.0
            figure = made.get(place)
            total += heft
            if figure is not None and figure.value is not None:
                count += 1
                present += heft
                weighted += heft * figure.value
                statuses.append(figure.status)
        coverage = share * present / total if total else 0.0
        reason = "parts_missing" if coverage < 0.95 else None
        known_year = year if present > 0 else None
        method = "own_weighted_mean"
        if count == 0:
            return Slow(None, "not_delivered", method, reason, None, None, known_year)
        if coverage < 0.75:
            return Slow(None, "unknown", method, reason, None, None, known_year)
        status = "unreliable" if coverage < 0.95 else worst(statuses)
        return Slow(weighted / present, status, method, reason, None, present, known_year)

    def nearest_period(self, variable: str, period: int, division: int) -> int | None:
        known = {
            (year, self.division[variable, year])
            for (name, _, year), component in self.components.items()
            if name == variable and component.value is not None
        }
        if not known:
            return None
        year, _ = min(
            known, key=lambda pair: (pair[1] != division, abs(pair[0] - period), pair[0] < period)
        )  # fmt: skip
        return year

    def _add_missing(
        self,
        indicator: Indicator,
        numerators: Collection[str],
        period: int,
        divisions: Mapping[Level, int],
        made: dict[Place, Slow],
    ) -> None:
        told = {self._level(place) for place in made}
        sources = {name.partition(".")[0] for name in numerators if (name, period) in self.division}
        listed = {place for (name, place, year) in self.cells if year == period and name.partition(".")[0] in sources}
        for level, division in divisions.items():
            existed = {self.place(code, division) for code in self.of_level(division, level)}
            for place in existed | {(code, self.current) for code in self.of_level(self.current, level)}:
                if place in made:
                    continue
                if place not in existed:
                    made[place] = Slow(None, "not_applicable", "published", "other_place")
                elif level not in told:
                    made[place] = Slow(None, "not_delivered", "published", "level_not_told")
                elif place in listed:
                    made[place] = Slow(None, "unknown", "published", "empty_cell")
                else:
                    made[place] = Slow(None, "not_delivered", "published", "no_row")

    def _disclosed(self, indicator: Indicator, place: Place, period: int, division: int, figure: Slow) -> Slow:
        rule = indicator.disclosure
        if rule is None or figure.status in {"suppressed", "too_few", "not_applicable"}:
            return figure
        year = self.nearest_period(rule.variable, figure.denominator_period or period, division)
        amount = self.components.get((rule.variable, place, year)) if year is not None else None
        if amount is None or amount.value is None or amount.value >= rule.minimum:
            return figure
        status = "not_applicable" if amount.value == 0 else "too_few"
        return Slow(None, status, figure.method, "below_minimum", None, figure.denominator, figure.denominator_period)

    def _make_change(self, indicator: Indicator, change: Change) -> None:
        for (name, code, year, period), late in list(self.result.items()):
            if name != change.indicator or period != change.end or year != self.current:
                continue
            if self.areas[code, year].level not in self._levels(indicator):
                continue
            early = self.result.get((name, code, year, change.start))
            self.result[indicator.id, code, year, period] = changed(early, late, change)


# The order of `Status`: of two reasons why a numerator is missing, the later one is told.
STATUS_ORDER = [status.value for status in Status]
PUBLISHED_METHODS = {"published", "computed"}


def changed(early: Slow | None, late: Slow, change: Change) -> Slow:
    before = None if early is None else early.value
    year = None if before is None else change.start
    method = late.method if late.method not in PUBLISHED_METHODS else "computed"
    if method == "computed" and early is not None and early.method not in PUBLISHED_METHODS:
        method = early.method
    reason = late.reason if late.value is None else (None if early is None else early.reason)
    if late.value is None:
        return Slow(None, late.status, method, reason, None, before, year)
    if early is None or before is None:
        return Slow(None, early.status if early else "not_delivered", method, reason, None, before, year)
    if change.relative and before == 0:
        return Slow(None, "not_applicable", method, reason, None, before, year)
    value = 100 * (late.value - before) / abs(before) if change.relative else late.value - before
    return Slow(value, worst([early.status, late.status]), method, reason, None, before, year)


def worst(statuses: Iterable[str]) -> str:
    found = set(statuses)
    return "unreliable" if "unreliable" in found else "provisional" if "provisional" in found else "value"


def plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
