"""Whether the levels of an indicator that come from another variable can stand in one series with the others."""

from .indicators import Indicator, LevelVariable, Published
from .located import Draft, Located
from .vocabulary import Aggregation, Level


def check_at_levels(indicator: Located[Indicator], draft: Draft) -> None:
    formula = indicator.value.formula
    if not isinstance(formula, Published) or not formula.at_levels:
        return
    if indicator.value.aggregation is not Aggregation.NEVER:
        indicator.report(
            ("aggregation",),
            f"'{indicator.value.aggregation.value}' bij niveaus uit een andere variabele",
            "'never'",
            "Tel niet op wat uit twee tabellen komt.",
        )
    seen: set[Level] = set()
    for index, other in enumerate(formula.at_levels):
        _check_levels(indicator, index, other, seen)
        _check_source_levels(indicator, index, other, draft)
        _check_likeness(indicator, index, other, formula, draft)
        seen |= {*other.levels}


def _check_levels(indicator: Located[Indicator], index: int, other: LevelVariable, seen: set[Level]) -> None:
    value = indicator.value
    awaited = value.awaited_levels.levels if value.awaited_levels else ()
    for place, level in enumerate(other.levels):
        path = ("formula", "at_levels", index, "levels", place)
        if level not in value.levels:
            indicator.report(
                path,
                f"'{level.value}', dat niet bij 'levels' staat",
                "een niveau van deze indicator",
                "Noem het niveau ook bij 'levels', of verwijder het hier.",
            )
        elif level in seen or level in other.levels[:place]:
            indicator.report(
                path, f"'{level.value}' voor de tweede keer", "elk niveau één keer", "Verwijder het dubbele."
            )
        elif level not in awaited:
            indicator.report(
                path,
                f"'{level.value}', dat niet bij 'awaited_levels' staat",
                "bij 'awaited_levels' wat er staat zolang die tabel niet geleverd is",
                "Noem het niveau daar, met bron, tabel en reden.",
            )


def _check_source_levels(indicator: Located[Indicator], index: int, other: LevelVariable, draft: Draft) -> None:
    source = draft.sources.get(other.variable.partition(".")[0])
    for place, level in enumerate(other.levels):
        if source is not None and level not in source.value.levels:
            indicator.report(
                ("formula", "at_levels", index, "levels", place),
                f"'{level.value}', een niveau dat die bron niet heeft",
                " of ".join(known.value for known in source.value.levels),
                "Verbeter het niveau of de variabele.",
            )


def _check_likeness(
    indicator: Located[Indicator], index: int, other: LevelVariable, formula: Published, draft: Draft
) -> None:
    """One thing in one unit, come about in one way: else the levels may not stand beside each other."""
    own, theirs = draft.book.variable(formula.variable), draft.book.variable(other.variable)
    if own is None or theirs is None:
        return
    types = [draft.sources[name.partition(".")[0]].value.type for name in (formula.variable, other.variable)]
    if (own.unit, own.kind, types[0]) != (theirs.unit, theirs.kind, types[1]):
        indicator.report(
            ("formula", "at_levels", index, "variable"),
            f"{theirs.kind.value} in {theirs.unit} uit een bron van type {types[1].value}",
            f"hetzelfde als '{formula.variable}': {own.kind.value} in {own.unit}, type {types[0].value}",
            "Kies een variabele die hetzelfde telt, of maak een eigen indicator.",
        )
