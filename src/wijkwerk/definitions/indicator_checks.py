"""Whether an indicator means something: its formula, how it adds up, how it is shown, and what it must not do."""

from collections.abc import Iterable
from itertools import pairwise

from .aggregation_checks import check_aggregation, check_levels, check_weight
from .forecast_checks import check_forecast
from .formula_checks import check_first_year, check_formula, check_references
from .indicators import Change, Indicator, Published, Ratio
from .level_checks import check_at_levels
from .located import Draft, Located
from .sources import VariableKind
from .vocabulary import IntervalRule


def check_indicator(indicator: Located[Indicator], draft: Draft) -> None:
    check_references(indicator, draft)
    check_formula(indicator, draft)
    check_aggregation(indicator, draft)
    check_weight(indicator, draft)
    check_levels(indicator, draft)
    check_at_levels(indicator, draft)
    check_first_year(indicator, draft)
    _check_origin(indicator, draft)
    check_forecast(indicator, draft)
    _check_unit(indicator)
    _check_change_unit(indicator, draft)
    _check_interval(indicator, draft)
    _check_class_breaks(indicator)
    _check_breaks(indicator)
    _check_other_series(indicator, draft)
    _check_retirement(indicator, draft)


def check_key_figures(indicators: Iterable[Located[Indicator]]) -> None:
    """Two indicators cannot stand in the same place of a profile."""
    taken: dict[int, str] = {}
    for indicator in indicators:
        place = indicator.value.key_figure
        if place is None:
            continue
        if place in taken:
            indicator.report(
                ("key_figure",),
                f"plaats {place}, al van '{taken[place]}'",
                "een eigen plaats",
                "Kies een andere plaats.",
            )
        taken.setdefault(place, indicator.value.id)


def _check_origin(indicator: Located[Indicator], draft: Draft) -> None:
    value = indicator.value
    uses_origin = _uses_origin(value, draft)
    if uses_origin and not value.origin:
        indicator.report(
            ("origin",),
            "een cijfer over herkomst zonder merk",
            "'origin: true'",
            "Herkomst telt nooit mee in een score en moet herkenbaar zijn.",
        )
    if (uses_origin or value.origin) and (value.domain is not None or value.key_figure is not None):
        path = ("domain",) if value.domain is not None else ("key_figure",)
        indicator.report(
            path,
            "een cijfer over herkomst in een domein of bij de kerncijfers",
            "geen domein en geen plaats bij de kerncijfers",
            "Laat deze sleutel weg.",
        )


def _uses_origin(value: Indicator, draft: Draft) -> bool:
    if isinstance(value.formula, Change):
        if value.formula.indicator not in draft.indicators or draft.indicator_is_unsound(value.formula.indicator):
            return False
        other = draft.indicators[value.formula.indicator].value
        return other.origin or any(_is_origin(name, draft) for name in other.variables)
    return any(_is_origin(name, draft) for name in value.variables)


def _is_origin(name: str, draft: Draft) -> bool:
    variable = draft.book.variable(name)
    return variable is not None and variable.origin


def _check_unit(indicator: Located[Indicator]) -> None:
    value = indicator.value
    if value.share_of is not None and value.unit != "%":
        indicator.report(("share_of",), f"een deel bij eenheid '{value.unit}'", "eenheid '%'", "Laat deze sleutel weg.")
    if isinstance(value.formula, Ratio) and (value.unit == "%") != (value.formula.per == 100):
        indicator.report(
            ("formula", "per"),
            f"{value.formula.per:g} bij eenheid '{value.unit}'",
            "100 bij '%', en een ander getal bij een andere eenheid",
            "Maak eenheid en 'per' gelijk.",
        )


def _check_change_unit(indicator: Located[Indicator], draft: Draft) -> None:
    """Per cent of the first year is "%"; the difference of two percentages is "procentpunt"."""
    formula, unit = indicator.value.formula, indicator.value.unit
    if not isinstance(formula, Change):
        return
    other = draft.indicators.get(formula.indicator)
    if formula.relative:
        expected = "%"
    elif other is not None and other.value.unit == "%":
        expected = "procentpunt"
    else:
        return
    if unit != expected:
        indicator.report(
            ("unit",), f"'{unit}'", f"'{expected}'", "Een verschil van procenten is in procentpunt, een groei in %."
        )


def _check_interval(indicator: Located[Indicator], draft: Draft) -> None:
    """Byar is about counts of events; a mean has no such interval."""
    value = indicator.value
    if value.interval is not IntervalRule.BYAR or not isinstance(value.formula, Published):
        return
    variable = draft.book.variable(value.formula.variable)
    if variable is not None and variable.kind is not VariableKind.COUNT:
        indicator.report(
            ("interval",),
            f"'byar' bij een variabele met kind '{variable.kind.value}'",
            "een aantal ('count')",
            "Laat deze sleutel weg, dan volgt het interval uit de soort bron.",
        )


def _check_class_breaks(indicator: Located[Indicator]) -> None:
    breaks = indicator.value.class_breaks or ()
    if any(low >= high for low, high in pairwise(breaks)):
        indicator.report(
            ("class_breaks",),
            ", ".join(f"{each:g}" for each in breaks),
            "grenzen van laag naar hoog, elk één keer",
            "Zet de grenzen op volgorde.",
        )


def _check_breaks(indicator: Located[Indicator]) -> None:
    years = [each.year for each in indicator.value.breaks]
    first = indicator.value.first_year
    if any(low >= high for low, high in pairwise([first, *years])):
        indicator.report(
            ("breaks",),
            ", ".join(map(str, years)),
            f"jaren van vroeg naar laat, elk één keer en na {first}",
            "Een breuk is het eerste jaar dat niet met de jaren ervoor te vergelijken is.",
        )


def _check_other_series(indicator: Located[Indicator], draft: Draft) -> None:
    """Each of two series names the other: whoever reads one of them must learn of both."""
    value = indicator.value
    if value.other_series is None or draft.indicator_is_unsound(value.other_series.indicator):
        return
    name = value.other_series.indicator
    path = ("other_series", "indicator")
    other = draft.indicators.get(name)
    if other is None or name == value.id:
        found = f"onbekende indicator '{name}'" if other is None else f"'{name}', de indicator zelf"
        indicator.report(path, found, "een andere indicator in catalogue/indicators", "Verbeter de naam.")
    elif other.value.other_series is None or other.value.other_series.indicator != value.id:
        found = f"'{name}', die '{value.id}' niet noemt"
        remedy = f"Zet 'other_series' ook bij '{name}', met '{value.id}'."
        indicator.report(path, found, "twee reeksen die naar elkaar verwijzen", remedy)


def _check_retirement(indicator: Located[Indicator], draft: Draft) -> None:
    retired = indicator.value.retired
    if retired is None:
        return
    if indicator.value.key_figure is not None:
        indicator.report(
            ("key_figure",),
            "een vervallen indicator bij de kerncijfers",
            "een indicator die nog geldt",
            "Laat deze sleutel weg.",
        )
    other = retired.replaced_by
    if other is None or draft.indicator_is_unsound(other):
        return
    if other not in draft.indicators or other == indicator.value.id:
        indicator.report(
            ("retired", "replaced_by"),
            f"onbekende indicator '{other}'",
            "een andere indicator in catalogue/indicators",
            "Verbeter de naam of laat de sleutel weg.",
        )
    elif draft.indicators[other].value.retired is not None:
        indicator.report(
            ("retired", "replaced_by"),
            f"'{other}', zelf vervallen",
            "een indicator die nog geldt",
            "Verwijs naar de laatste opvolger.",
        )
