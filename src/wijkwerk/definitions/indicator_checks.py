"""Whether an indicator means something: its references, its formula, how it adds up, how it is shown."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from .documents import Key
from .indicators import Awaited, Change, Indicator, Published, Ratio
from .located import Draft, Located
from .sources import VariableKind
from .vocabulary import Aggregation

ADDS_UP = {VariableKind.COUNT, VariableKind.AMOUNT}
AVERAGES = {VariableKind.MEAN, VariableKind.SHARE}


def check_indicator(indicator: Located[Indicator], draft: Draft) -> None:
    _check_references(indicator, draft)
    _check_formula(indicator, draft)
    _check_aggregation(indicator, draft)
    _check_weight(indicator, draft)
    _check_first_year(indicator, draft)
    _check_origin(indicator, draft)
    _check_breaks(indicator)
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


def _check_references(indicator: Located[Indicator], draft: Draft) -> None:
    value = indicator.value
    for path, name in _variable_references(value):
        source = name.partition(".")[0]
        if source in draft.unreadable:
            continue
        if source not in draft.sources:
            indicator.report(
                path,
                f"onbekende bron '{source}'",
                "een bron in catalogue/sources",
                "Verbeter de naam of beschrijf de bron.",
            )
        elif draft.book.variable(name) is None:
            indicator.report(
                path,
                f"onbekende variabele '{name}'",
                f"een variabele van bron '{source}'",
                "Verbeter de naam of voeg haar toe aan de bron.",
            )
    theme = draft.themes.get(value.theme)
    if theme is None:
        if draft.themes:
            indicator.report(
                ("theme",),
                f"onbekend thema '{value.theme}'",
                f"een van {', '.join(draft.themes)}",
                "Verbeter de naam of voeg het thema toe aan themes.yaml.",
            )
    elif value.domain not in (None, theme.value.domain):
        indicator.report(
            ("domain",),
            f"'{value.domain.value}'",
            f"het domein van thema '{value.theme}', of niets",
            "Kies een ander thema of domein.",
        )


def _variable_references(value: Indicator) -> list[tuple[tuple[Key, ...], str]]:
    references: list[tuple[tuple[Key, ...], str]] = []
    match value.formula:
        case Published(variable=variable):
            references.append((("formula", "variable"), variable))
        case Ratio(numerator=numerator, denominator=denominator):
            references += [(("formula", "numerator", index), name) for index, name in enumerate(numerator)]
            references.append((("formula", "denominator"), denominator))
        case _:
            pass
    if value.weight is not None:
        references.append((("weight",), value.weight))
    if value.disclosure is not None:
        references.append((("disclosure", "variable"), value.disclosure.variable))
    return references


def _check_formula(indicator: Located[Indicator], draft: Draft) -> None:
    match indicator.value.formula:
        case Ratio() as ratio:
            _check_ratio(indicator, ratio, draft)
        case Change() as change:
            _check_change(indicator, change, draft)
        case Awaited(source=source) if source not in draft.sources and source not in draft.unreadable:
            indicator.report(
                ("formula", "source"),
                f"onbekende bron '{source}'",
                "een bron in catalogue/sources",
                "Verbeter de naam of beschrijf de bron.",
            )
        case _:
            pass


def _check_ratio(indicator: Located[Indicator], ratio: Ratio, draft: Draft) -> None:
    for index, name in enumerate(ratio.numerator):
        variable = draft.book.variable(name)
        if variable is not None and variable.kind not in ADDS_UP:
            indicator.report(
                ("formula", "numerator", index),
                f"een variabele met kind '{variable.kind.value}'",
                "een aantal ('count' of 'amount')",
                "Een verhouding deelt aantallen; gebruik anders kind: published.",
            )
    variable = draft.book.variable(ratio.denominator)
    if variable is not None and variable.kind not in ADDS_UP:
        indicator.report(
            ("formula", "denominator"),
            f"een variabele met kind '{variable.kind.value}'",
            "een aantal ('count' of 'amount')",
            "Een verhouding deelt aantallen; gebruik anders kind: published.",
        )
    fixed = ratio.denominator_period
    if fixed is not None and variable is not None and fixed not in draft.book.periods_of_variable(ratio.denominator):
        indicator.report(
            ("formula", "denominator_period"),
            str(fixed),
            _years(draft.book.periods_of_variable(ratio.denominator)),
            "Kies een jaar waarvan de noemer bekend is.",
        )
    if indicator.value.numerator_title is None or indicator.value.denominator_title is None:
        indicator.report(
            ("formula",),
            "een verhouding zonder namen voor teller en noemer",
            "'numerator_title' en 'denominator_title'",
            "Voeg beide toe, zoals 'misdrijven' en 'inwoners'.",
        )


def _check_change(indicator: Located[Indicator], change: Change, draft: Draft) -> None:
    if change.start >= change.end:
        indicator.report(
            ("formula", "end"),
            f"van {change.start} tot {change.end}",
            "een eindjaar na het beginjaar",
            "Draai de jaren om.",
        )
    if change.indicator in draft.unreadable:
        return
    other = draft.indicators.get(change.indicator)
    if other is None:
        indicator.report(
            ("formula", "indicator"),
            f"onbekende indicator '{change.indicator}'",
            "een indicator in catalogue/indicators",
            "Verbeter de naam.",
        )
        return
    if isinstance(other.value.formula, Change | Awaited):
        indicator.report(
            ("formula", "indicator"),
            f"'{change.indicator}', zelf een verandering of nog zonder cijfers",
            "een indicator met eigen cijfers",
            "Kies de indicator waarvan u de verandering zoekt.",
        )
        return
    periods = draft.book.periods_of(other.value)
    for key, year in (("start", change.start), ("end", change.end)):
        if year not in periods:
            indicator.report(
                ("formula", key),
                str(year),
                _years(periods),
                f"Kies een jaar waarvan '{change.indicator}' cijfers heeft.",
            )


def _check_aggregation(indicator: Located[Indicator], draft: Draft) -> None:
    value = indicator.value
    expected, remedy = _possible_aggregations(value, draft)
    if expected and value.aggregation not in expected:
        indicator.report(
            ("aggregation",),
            f"'{value.aggregation.value}'",
            " of ".join(f"'{each.value}'" for each in expected),
            remedy,
        )


def _possible_aggregations(value: Indicator, draft: Draft) -> tuple[Sequence[Aggregation], str]:
    match value.formula:
        case Ratio():
            return (
                Aggregation.RATIO_OF_SUMS,
                Aggregation.NEVER,
            ), "Een verhouding telt op als som van tellers gedeeld door som van noemers."
        case Change(indicator=other) if other in draft.indicators:
            return (draft.indicators[other].value.aggregation,), f"Een verandering telt op zoals '{other}' zelf."
        case Published(variable=name):
            variable = draft.book.variable(name)
            if variable is None:
                return (), ""
            if variable.kind in ADDS_UP:
                return (Aggregation.SUM, Aggregation.NEVER), "Een aantal telt op."
            if variable.kind in AVERAGES:
                return (Aggregation.POPULATION_WEIGHTED, Aggregation.NEVER), "Een gemiddelde of aandeel telt niet op."
            return (Aggregation.NEVER,), "Een klasse of code telt niet op."
        case _:
            return (), ""


def _check_weight(indicator: Located[Indicator], draft: Draft) -> None:
    value = indicator.value
    # A change is taken from figures that were weighted already.
    weighted = value.aggregation is Aggregation.POPULATION_WEIGHTED and not isinstance(value.formula, Change)
    if weighted and value.weight is None and not value.is_awaited:
        indicator.report(
            ("aggregation",),
            "'population_weighted' zonder gewicht",
            "een variabele bij 'weight'",
            "Noem de variabele waarmee u weegt, zoals cbs_kwb.inwoners.",
        )
    if value.weight is None:
        return
    if not weighted:
        indicator.report(
            ("weight",),
            f"een gewicht bij '{value.aggregation.value}'",
            "'population_weighted'",
            "Laat het gewicht weg of verander 'aggregation'.",
        )
    variable = draft.book.variable(value.weight)
    if variable is None:
        return
    if variable.kind not in ADDS_UP:
        indicator.report(
            ("weight",),
            f"een variabele met kind '{variable.kind.value}'",
            "een aantal ('count' of 'amount')",
            "Weeg met een aantal personen of huishoudens.",
        )
    known = draft.book.periods_of_variable(value.weight)
    needed = draft.book.periods_of(value) if value.weight_period is None else {value.weight_period}
    if needed - known:
        indicator.report(
            ("weight",),
            f"geen gewicht voor {', '.join(map(str, sorted(needed - known)))}",
            _years(known),
            "Zet het jaar van het gewicht vast met 'weight_period'.",
        )


def _check_first_year(indicator: Located[Indicator], draft: Draft) -> None:
    value = indicator.value
    if value.is_awaited or any(draft.book.variable(name) is None for name in value.variables):
        return
    periods = draft.book.periods_of(value)
    if not periods:
        indicator.report(
            ("formula",),
            "variabelen die in geen enkel jaar samen voorkomen",
            "minstens één jaar met teller en noemer",
            "Zet het jaar van de noemer vast met 'denominator_period'.",
        )
    elif value.first_year != min(periods):
        indicator.report(
            ("first_year",),
            str(value.first_year),
            f"{min(periods)}, het eerste jaar in de tabellen",
            "Verbeter het jaar.",
        )


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
    if isinstance(value.formula, Change) and value.formula.indicator in draft.indicators:
        other = draft.indicators[value.formula.indicator].value
        return other.origin or any(_is_origin(name, draft) for name in other.variables)
    return any(_is_origin(name, draft) for name in value.variables)


def _is_origin(name: str, draft: Draft) -> bool:
    variable = draft.book.variable(name)
    return variable is not None and variable.origin


def _check_breaks(indicator: Located[Indicator]) -> None:
    breaks = indicator.value.class_breaks or ()
    if any(low >= high for low, high in pairwise(breaks)):
        indicator.report(
            ("class_breaks",),
            ", ".join(f"{each:g}" for each in breaks),
            "grenzen van laag naar hoog, elk één keer",
            "Zet de grenzen op volgorde.",
        )


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
    if other is None or other in draft.unreadable:
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


def _years(periods: set[int]) -> str:
    return "een van " + ", ".join(map(str, sorted(periods))) if periods else "een jaar met cijfers"
