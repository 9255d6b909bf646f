"""Whether a correction names cells that exist, and says what to hold instead."""

from .indicators import Correction
from .located import Draft, Located


def check_correction(correction: Located[Correction], draft: Draft) -> None:
    _check_target(correction, draft)
    value = correction.value
    if (value.status is None) == (value.value is None):
        correction.report(
            (),
            "een status én een waarde, of geen van beide",
            "één van 'status' en 'value'",
            "Zeg óf welke waarde geldt, óf waarom er geen is.",
        )
    if value.status is not None and value.status.carries_value:
        correction.report(
            ("status",),
            f"'{value.status.value}'",
            "een status zonder waarde",
            "Gebruik 'value' voor een andere waarde.",
        )
    if bool(value.areas) == bool(value.within):
        correction.report(
            (),
            "codes én gemeenten, of geen van beide",
            "één van 'areas' en 'within'",
            "Noem de gebieden, of de gemeenten met een niveau.",
        )
    if bool(value.within) != (value.level is not None):
        correction.report(
            ("level",), "'within' en 'level' niet samen", "beide", "Noem bij gemeenten ook het niveau, zoals buurt."
        )


def _check_target(correction: Located[Correction], draft: Draft) -> None:
    value = correction.value
    if draft.source_is_unsound(value.source):
        return
    source = draft.sources.get(value.source)
    if source is None:
        correction.report(
            ("source",), f"onbekende bron '{value.source}'", "een bron in catalogue/sources", "Verbeter de naam."
        )
        return
    table = next((each for each in source.value.tables if each.table == value.table), None)
    if table is None:
        names = ", ".join(each.table for each in source.value.tables)
        correction.report(("table",), f"onbekende tabel '{value.table}'", f"een van {names}", "Verbeter de naam.")
        return
    if value.variable not in table.variables:
        correction.report(
            ("variable",),
            f"onbekende variabele '{value.variable}'",
            f"een variabele uit tabel {table.table}",
            "Verbeter de naam.",
        )
    for index, period in enumerate(value.periods):
        if period not in table.all_periods:
            years = ", ".join(map(str, table.all_periods))
            correction.report(
                ("periods", index), str(period), f"een van {years}", "Verbeter het jaar of laat 'periods' weg."
            )
