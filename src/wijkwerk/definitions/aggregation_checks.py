"""Whether a larger area can get a figure in the way that an indicator says."""

from collections.abc import Sequence

from .formula_checks import one_of_years
from .indicators import Change, Indicator, Published, Ratio
from .located import Draft, Located
from .sources import ADDS_UP, VariableKind
from .vocabulary import Aggregation

AVERAGES = {VariableKind.MEAN, VariableKind.SHARE}


def check_aggregation(indicator: Located[Indicator], draft: Draft) -> None:
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
        case Change(indicator=other) if other in draft.indicators and not draft.indicator_is_unsound(other):
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


def check_levels(indicator: Located[Indicator], draft: Draft) -> None:
    """A level that the source does not have can only be added up."""
    value = indicator.value
    if len(set(value.levels)) < len(value.levels):
        indicator.report(
            ("levels",), "een niveau dat twee keer voorkomt", "elk niveau één keer", "Verwijder het dubbele."
        )
    _check_awaited_levels(indicator, draft)
    if value.aggregation is not Aggregation.NEVER or not value.variables:
        return
    source = draft.sources.get(value.variables[0].partition(".")[0])
    for index, level in enumerate(value.levels):
        if source is not None and level not in source.value.levels and not value.is_awaited_at(level):
            indicator.report(
                ("levels", index),
                f"'{level.value}', een niveau dat de bron niet heeft",
                "een niveau van de bron, of een manier van optellen",
                "Verwijder het niveau, verander 'aggregation', of zeg bij 'awaited_levels' waarop het wacht.",
            )


def _check_awaited_levels(indicator: Located[Indicator], draft: Draft) -> None:
    """What is awaited of another table is a part of the levels, and that other source is known."""
    awaited = indicator.value.awaited_levels
    if awaited is None:
        return
    path = ("awaited_levels",)
    if indicator.value.is_awaited or not indicator.value.levels_with_figures:
        indicator.report(
            path,
            "een indicator die op geen enkel niveau cijfers heeft",
            "minstens één niveau met cijfers",
            "Laat deze sleutel weg en gebruik de formule 'awaited'.",
        )
    for index, level in enumerate(awaited.levels):
        if level not in indicator.value.levels:
            indicator.report(
                (*path, "levels", index),
                f"'{level.value}', dat niet bij 'levels' staat",
                "een niveau van deze indicator",
                "Noem het niveau ook bij 'levels', of verwijder het hier.",
            )
    if awaited.source not in draft.sources and not draft.source_is_unsound(awaited.source):
        indicator.report(
            (*path, "source"),
            f"onbekende bron '{awaited.source}'",
            "een bron in catalogue/sources",
            "Verbeter de naam of beschrijf de bron.",
        )


def check_weight(indicator: Located[Indicator], draft: Draft) -> None:
    value = indicator.value
    # A change is taken from figures that were weighted already.
    weighted = value.aggregation is Aggregation.POPULATION_WEIGHTED and not isinstance(value.formula, Change)
    possible, _ = _possible_aggregations(value, draft)
    if weighted and value.weight is None and value.aggregation in possible:
        indicator.report(
            ("aggregation",),
            "'population_weighted' zonder gewicht",
            "een variabele bij 'weight'",
            "Noem de variabele waarmee u weegt, zoals cbs_kwb.inwoners.",
        )
    if value.weight is None:
        if value.weight_period is not None:
            indicator.report(
                ("weight_period",), "een jaar zonder gewicht", "ook 'weight'", "Noem het gewicht of laat het jaar weg."
            )
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
            one_of_years(known),
            "Zet het jaar van het gewicht vast met 'weight_period'.",
        )
